"""One process a desk: an operating-system lock on a file in its folder."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from travel_desk.base.message import Trouble, msg

FILE = "in-use.lock"


class DeskLock:
    """Holds a desk for this process until `release`; the system frees it when the process dies.

    Raises Trouble where another process holds it or the folder can't be written.
    """

    def __init__(self, folder: Path) -> None:
        # Taken on a worker thread and let go on another, which filelock forbids unless told.
        self._lock = FileLock(folder / FILE, thread_local=False)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Trouble(
                msg("This desk is already open in another window. Use that one, or close it first.")
            ) from None
        except OSError as error:
            raise Trouble(
                msg("The folder of this desk can't be written to ({reason}). Check its permissions.",
                    reason=error.strerror or "")
            ) from error  # fmt: skip

    def release(self) -> None:
        """Let go of the desk."""
        self._lock.release()
