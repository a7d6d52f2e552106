"""A program with a desk of its own, driven as a person drives it: by keys and clicks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests import factory
from travel_desk.app.login import LoginWindow
from travel_desk.app.program import Program
from travel_desk.base.clock import SystemClock
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.shell import theme


class Person:
    """Somebody at the keyboard of a program."""

    def __init__(self, program: Program, folder: Path, qtbot: QtBot) -> None:
        self.program = program
        self.folder = folder
        self._qtbot = qtbot

    def sees(self, what: Callable[[], object]) -> None:
        """Wait until something is seen."""
        self._qtbot.waitUntil(lambda: bool(what()), timeout=15_000)

    def types(self, field: QLineEdit, text: str, *, enter: bool = False) -> None:
        """Type into a field, and press Enter."""
        field.setFocus()
        QTest.keyClicks(field, text)
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)

    @property
    def login(self) -> LoginWindow:
        """The login window, which must stand."""
        login = self.program.login
        assert login is not None
        return login

    def comes(self) -> None:
        """Start the program with the desk."""
        self.program.begin(self.folder)
        self.sees(lambda: self.program.is_ready)

    def logs_in(self, user_name: str, password: str = factory.PASSWORD) -> None:
        """Type user name and password, or choose the user where the list shows them."""
        login = self.login
        if login.form.user_name.isHidden():
            names = [login.users.item(row).text() for row in range(login.users.count())]
            wanted = next(row for row, name in enumerate(names) if name.lower().startswith(user_name))
            login.users.setCurrentRow(wanted)
        else:
            self.types(login.form.user_name, user_name)
        self.types(login.form.password, password, enter=True)

    def works(self) -> None:
        """Wait for the main window."""
        self.sees(lambda: self.program.session is not None)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    theme.apply("light")
    made = Program(Settings(tmp_path / "settings.json"), SystemClock())
    yield made
    if made.session is not None:
        with qtbot.waitSignal(made.locked, timeout=15_000):
            made.lock()
    if made.window is not None:
        made.window.blockSignals(True)
        qtbot.addWidget(made.window)
    made.close()


@pytest.fixture
def person(program: Program, qtbot: QtBot, tmp_path: Path) -> Person:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    desk.close()
    return Person(program, desk.folder, qtbot)
