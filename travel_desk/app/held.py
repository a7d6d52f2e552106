"""Which desk this process holds, so that no second process works at it.

Used on the one worker thread only, so that taking and letting go never cross.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travel_desk.database.lock import DeskLock


class Held:
    """The lock of at most one desk."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._lock: DeskLock | None = None

    def take(self, folder: Path) -> None:
        """Hold the desk in `folder`, and let go of another one; nothing happens where it is held already.

        Raises Trouble where another process works at this desk, or the folder can't be written to.
        """
        if self.folder == folder:
            return
        from travel_desk.database.lock import DeskLock  # slow to import: on the worker thread

        self.release()
        self._lock = DeskLock(folder)
        self.folder = folder

    def release(self) -> None:
        """Let go of the desk that is held, if any."""
        if self._lock is not None:
            self._lock.release()
        self._lock = self.folder = None
