"""What the main window needs, imported while the user types.

Plain modules come on the worker thread. Those of windows come in the window's own thread, one a turn of its
loop: PySide6 makes its types when they are first asked for, and two threads that ask at once end the process.
"""

from __future__ import annotations

import importlib
import importlib.util

from PySide6.QtCore import QObject, QTimer

_DUTIES = (
    "access", "journal", "backups", "exports", "papers", "officials", "staff_lists", "policy", "trips",
    "approvals", "custody", "duplicates", "today",
)  # fmt: skip
WINDOWS = (
    "travel_desk.shell.dialog",
    "travel_desk.shell.window",
    *(f"travel_desk.{duty}.page" for duty in _DUTIES),
    "travel_desk.app.session",
)
"""The modules of the main window, each a short wait for the keyboard."""


def import_deeds() -> None:
    """Import what has no window: the desk, its database, queries and actions of all duties."""
    for duty in _DUTIES:
        for kind in ("queries", "actions"):
            name = f"travel_desk.{duty}.{kind}"
            if importlib.util.find_spec(name) is not None:
                importlib.import_module(name)


class Warming(QObject):
    """Imports `WINDOWS` from the event loop, then is done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(WINDOWS)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def _next(self) -> None:
        importlib.import_module(self._left.pop(0))
        if not self._left:
            self._timer.stop()
