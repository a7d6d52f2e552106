"""Open the main window, let it settle, print the resident memory in bytes: FOLDER SETTINGS, or nothing.

With a folder: the main window on that example desk, all pages made; without: a bare window.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget


def main(arguments: list[str]) -> int:
    window = _main_window(*map(Path, arguments)) if arguments else _bare_window()
    end = time.monotonic() + 2
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    status = Path("/proc/self/status").read_text()
    print(int(status.split("VmRSS:")[1].split()[0]) * 1024)
    window.hide()
    return 0


def _bare_window() -> QWidget:
    _bare_window.application = QApplication(sys.argv[:1])  # type: ignore[attr-defined]
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    return window


def _main_window(folder: Path, settings: Path) -> QWidget:
    # Nothing of the tests is imported here: only what the program itself has in memory is measured.
    from travel_desk.access.example_users import USERS
    from travel_desk.app import wiring
    from travel_desk.base.clock import SetClock
    from travel_desk.base.settings import Settings
    from travel_desk.database.keys import Slots
    from travel_desk.desk import Desk
    from travel_desk.shell import fonts, theme
    from travel_desk.shell.context import Context
    from travel_desk.shell.window import MainWindow

    _bare_window.application = QApplication(sys.argv[:1])  # type: ignore[attr-defined]
    theme.apply("light", fonts.BASE)
    unlocked = Slots(folder).unlock(USERS[0].user_name, USERS[0].password)
    clock = SetClock(datetime(2026, 11, 5, 12, tzinfo=UTC))
    desk = Desk.open(folder, unlocked.keys[0], unlocked.slot, clock, "bench")
    context = Context(desk, Settings(settings / "settings.json"), desk.clock, desk.may)
    wiring.register(context)
    window = MainWindow(context, wiring.PAGES, user=desk.session.name)
    window.resize(1440, 900)
    window.show()
    window.make_all_pages()
    return window


if __name__ == "__main__":
    import os

    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
