"""How a newer question stops an older one that is still being answered.

Whoever starts the work (the shell, before a read) puts an `Interrupt` into `current`; whoever can
be stopped (the desk, once it has a connection) binds to it what stops it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from threading import Lock


class Interrupt:
    """One piece of work that may be told to stop; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stop: Callable[[], object] | None = None
        self._interrupted = False

    @property
    def is_interrupted(self) -> bool:
        """True once `interrupt` was called."""
        return self._interrupted

    def bind(self, stop: Callable[[], object]) -> None:
        """Let `stop` be called by `interrupt`; at once if that has already happened."""
        with self._lock:
            self._stop = stop
            late = self._interrupted
        if late:
            stop()

    def release(self) -> None:
        """Forget what was bound: the work is over and its connection may serve somebody else."""
        with self._lock:
            self._stop = None

    def interrupt(self) -> None:
        """Ask the work to stop; harmless when it has ended or was never bound."""
        with self._lock:
            self._interrupted = True
            if self._stop is not None:
                # Called under the lock, so that `release` can't return the connection in between.
                self._stop()


current: ContextVar[Interrupt | None] = ContextVar("interrupt", default=None)
