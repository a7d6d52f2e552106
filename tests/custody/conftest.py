"""The page of passports over a desk with a safe and one passport, as the window would hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.custody import counter
from tests.custody.counter import Counter
from travel_desk.base.settings import Settings
from travel_desk.custody.page import PassportsPage, register
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.page import Page
from travel_desk.shell.window import MainWindow

D = TypeVar("D", bound=DeedDialog)


class PapersPage(Page):
    """Where a receipt is opened."""

    key = "papers"
    opens = frozenset({"paper", "person"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.opened: list[tuple[str, int]] = []

    @staticmethod
    def title() -> str:
        return "Papers"

    def open_subject(self, kind: str, id: int) -> None:
        self.opened.append((kind, id))


@dataclass
class Window:
    """What a person does at the page of passports."""

    bot: QtBot
    at: Counter
    context: Context
    main: MainWindow
    toasts: list[str] = field(default_factory=list)

    @property
    def page(self) -> PassportsPage:
        found = self.main.findChild(PassportsPage)
        assert isinstance(found, PassportsPage)
        return found

    def papers(self) -> PapersPage:
        self.bot.waitUntil(lambda: self.main.findChild(PapersPage) is not None)
        found = self.main.findChild(PapersPage)
        assert isinstance(found, PapersPage)
        return found

    def rest(self) -> None:
        """Wait until all background work has come home."""
        self.bot.waitUntil(lambda: not self.context.background.busy())
        QApplication.processEvents()

    def choose(self) -> None:
        """Open the passport in the detail pane."""
        self.context.open("passport", self.at.passport)
        self.bot.waitUntil(lambda: "Passport number" in self.said(self.page.detail))
        self.rest()

    def do(self, text: str, kind: type[D]) -> D:
        """Choose a deed of the passport that is shown, and return its dialog."""
        action = next(one for one in self.page.subject_actions if one.text() == text)
        assert action.isEnabled()
        action.trigger()
        return self.dialog(kind)

    def dialog(self, kind: type[D]) -> D:
        self.bot.waitUntil(lambda: any(d.isVisible() for d in self.main.findChildren(kind)))
        self.rest()
        return next(d for d in self.main.findChildren(kind) if d.isVisible())

    def scan(self, dialog: Any, text: str) -> None:
        """Let the reader type a number or a zone, with the Enter that ends it."""
        dialog.check.line.clear()
        for line in text.split("\n"):
            self.bot.keyClicks(dialog.check.line, line)
            self.bot.keyClick(dialog.check.line, Qt.Key.Key_Return)
        self.rest()

    def press(self, dialog: DeedDialog) -> None:
        self.bot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)

    def done(self, dialog: DeedDialog) -> None:
        """Press the dialog's own button and wait until the deed is done."""
        with self.bot.waitSignal(dialog.deed_done):
            self.press(dialog)
        self.rest()

    def refused(self, dialog: DeedDialog) -> str:
        self.press(dialog)
        self.bot.waitUntil(lambda: bool(dialog.problem_text()))
        return dialog.problem_text()

    def said(self, inside: QWidget) -> str:
        """Return the text of all labels inside that are shown."""
        return "\n".join(one.text() for one in inside.findChildren(QLabel) if one.isVisibleTo(inside))

    def click(self, inside: QWidget, text: str) -> None:
        buttons = [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]
        self.bot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    at = counter.open_counter(tmp_path)
    theme.apply("light", 13)
    context = Context(at.desk, Settings(tmp_path / "settings.json"), at.clock, at.desk.may)
    register(context)
    main = MainWindow(
        context, [PassportsPage, PapersPage], title="Travel Desk", subtitle="Utopia", user="Custodian"
    )
    qtbot.addWidget(main)
    main.resize(1280, 720)
    with qtbot.waitExposed(main):
        main.show()
    made = Window(qtbot, at, context, main)
    context.toasted.connect(lambda text, _undo: made.toasts.append(text))
    qtbot.waitUntil(lambda: main.findChild(PassportsPage) is not None)
    made.rest()
    yield made
    for dialog in main.findChildren(DeedDialog):
        dialog.close()
    made.rest()
    context.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    at.desk.close()
