"""Work off the GUI thread: one writer, a few readers, results brought back to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from travel_desk.base import interrupt
from travel_desk.base.interrupt import Interrupt
from travel_desk.shell.garbage import Collector

READERS = 3


@dataclass(slots=True, eq=False)
class _Job:
    """One piece of work and who waits for it."""

    work: Callable[..., Any]
    args: tuple[Any, ...]
    done: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None
    owner: QObject | None
    stop: Interrupt = field(default_factory=Interrupt)

    def run(self) -> tuple[Any, Exception | None]:
        """Do the work with this job's interrupt in force; return its result or its error."""
        if self.stop.is_interrupted:
            return None, None
        token = interrupt.current.set(self.stop)
        try:
            return self.work(*self.args), None
        except Exception as error:  # handed to the GUI thread, which shows or logs it
            return None, error
        except BaseException as error:  # a panic of compiled code: without it who waits would wait for ever
            return None, RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
        finally:
            self.stop.release()
            interrupt.current.reset(token)

    def deliver(self, value: Any, error: Exception | None) -> None:
        """Tell who waits; nobody is told of interrupted work or in the name of a destroyed owner."""
        if self.stop.is_interrupted or (self.owner is not None and not isValid(self.owner)):
            return
        if error is not None:
            if self.failed is not None:
                self.failed(error)
        elif self.done is not None:
            self.done(value)


def owner_of(callback: object) -> QObject | None:
    """Return the QObject whose bound method `callback` is, so that its end drops the result."""
    mine = getattr(callback, "__self__", None)
    return mine if isinstance(mine, QObject) else None


class Background(QObject):
    """The threads of the window. All methods are called from the GUI thread."""

    _arrived = Signal(object)
    idle_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._channels: dict[str, _Job] = {}
        self._jobs: set[_Job] = set()
        self._closed = False
        self._collector = Collector(self)
        # Queued even for work that ended before its callback was set: nobody is called back within `write`.
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `work(*args)` on the writer thread, one after the other, never interrupted."""
        self._start(self._writer, _Job(work, args, done, failed, owner or owner_of(done)))

    def read(
        self,
        work: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        channel: str | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `work(*args)` on a reader thread; a newer read on `channel` interrupts and drops the older."""
        job = _Job(work, args, done, failed, owner or owner_of(done))
        if channel is not None:
            older = self._channels.get(channel)
            if older is not None:
                older.stop.interrupt()
            self._channels[channel] = job
        self._start(self._readers, job)

    def busy(self) -> bool:
        """Tell whether any work is still on its way."""
        return bool(self._jobs)

    def close(self) -> None:
        """Interrupt the reads, let the writes end, deliver nothing more."""
        self._closed = True
        for job in self._channels.values():
            job.stop.interrupt()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._collector.end()
        self._channels.clear()
        self._jobs.clear()

    def _start(self, pool: ThreadPoolExecutor, job: _Job) -> None:
        if self._closed:
            return
        if not self._jobs:
            self.idle_changed.emit(False)
        self._jobs.add(job)
        pool.submit(job.run).add_done_callback(lambda future: self._post(job, future))

    def _post(self, job: _Job, future: Future[tuple[Any, Exception | None]]) -> None:
        if not self._closed and not future.cancelled() and isValid(self):
            self._arrived.emit((job, future.result()))

    def _take(self, arrived: tuple[_Job, tuple[Any, Exception | None]]) -> None:
        job, (value, error) = arrived
        self._jobs.discard(job)
        for name in [name for name, latest in self._channels.items() if latest is job]:
            del self._channels[name]
        if not self._jobs:
            self.idle_changed.emit(True)
        if not self._closed:
            job.deliver(value, error)
