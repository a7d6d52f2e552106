"""The page of duplicates over a small register, beside the page of officials, as the window would hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from tests.duplicates.entries import Register, double
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.duplicates.page import DuplicatesPage, register
from travel_desk.officials.page import OfficialsPage
from travel_desk.officials.page import register as register_officials
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.window import MainWindow

D = TypeVar("D", bound=DeedDialog)


@dataclass
class Window:
    """What a person does at the page of duplicates."""

    bot: QtBot
    made: Register
    context: Context
    main: MainWindow
    toasts: list[str] = field(default_factory=list)

    @property
    def page(self) -> DuplicatesPage:
        found = self.main.findChild(DuplicatesPage)
        assert isinstance(found, DuplicatesPage)
        return found

    def rest(self) -> None:
        """Wait until all background work has come home."""
        self.bot.waitUntil(lambda: not self.context.background.busy())
        QApplication.processEvents()
        self.bot.waitUntil(lambda: not self.context.background.busy())

    def deed(self, text: str) -> QAction:
        """Return a deed of the menus that are shown."""
        return next(action for _, action in self.main.commands() if action.text() == text)

    def find(self) -> None:
        """Come to the page by the menu of officials."""
        self.main.show_page("officials")
        self.rest()
        self.deed("Find Duplicates…").trigger()
        self.rest()

    def choose(self, row: int = 0) -> None:
        """Click a line of the list."""
        table = self.page.table
        spot = table.visualRect(self.page.model.index(row, 0)).center()
        self.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        self.rest()

    def click(self, inside: QWidget, text: str) -> None:
        """Click a button by its text."""
        found = [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]
        self.bot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.rest()

    def dialog(self, kind: type[D]) -> D:
        """Return the open dialog of a kind."""
        self.bot.waitUntil(lambda: any(d.isVisible() for d in self.main.findChildren(kind)))
        return next(d for d in self.main.findChildren(kind) if d.isVisible())

    def press(self, dialog: DeedDialog) -> None:
        """Press the dialog's own button and wait until the deed is done."""
        with self.bot.waitSignal(dialog.deed_done):
            self.bot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
        self.rest()

    def said(self, inside: QWidget) -> str:
        """Return the text of all labels inside that are shown."""
        return "\n".join(one.text() for one in inside.findChildren(QLabel) if one.isVisible() and one.text())

    def segment(self, key: str) -> None:
        """Click a tab beside the title."""
        tab = next(b for b in self.page.segment_bar._buttons if b.choice.key == key)
        self.bot.mouseClick(tab, Qt.MouseButton.LeftButton)
        self.rest()


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Window]:
    """A register in which one person stands twice; an indirect Role logs in another user than the head."""
    made = double(tmp_path)
    role = getattr(request, "param", Role.DESK_HEAD)
    desk = factory.at(made.desk, role)
    theme.apply("light", 13)
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    register_officials(context)
    register(context)
    main = MainWindow(context, [OfficialsPage, DuplicatesPage], title="Travel Desk", subtitle="Utopia")
    qtbot.addWidget(main)
    main.resize(1280, 720)
    with qtbot.waitExposed(main):
        main.show()
    shown = Window(qtbot, made, context, main)
    context.toasted.connect(lambda text, _undo: shown.toasts.append(text))
    shown.rest()
    yield shown
    for dialog in main.findChildren(DeedDialog):
        dialog.close()
    QApplication.processEvents()
    context.close()
    desk.close()
    made.desk.close()
