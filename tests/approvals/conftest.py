"""The foot of a trip in a small window, as whoever decides has it before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.approvals import desk_work as work
from travel_desk.approvals.page import DecisionPanel, OutcomeSection, register
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.shell import theme
from travel_desk.shell.context import Context


@dataclass
class Foot:
    """What a person does at the foot of a trip."""

    bot: QtBot
    desk: Desk
    context: Context
    window: QWidget
    toasts: list[str] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)

    def rest(self) -> None:
        self.bot.waitUntil(lambda: not self.context.background.busy())
        QApplication.processEvents()

    def panel(self, *requests: int, trip: int = 1) -> DecisionPanel:
        """Show the foot of a trip with these travellers ticked."""
        made = DecisionPanel(self.context, trip)
        self.show(made)
        made.set_requests(list(requests))
        self.rest()
        return made

    def show(self, widget: QWidget) -> None:
        layout = self.window.layout()
        assert layout is not None
        layout.addWidget(widget)
        self.rest()

    def outcome(self, request: int) -> OutcomeSection:
        made = OutcomeSection(self.context, request)
        self.show(made)
        return made

    def press(self, action: QAction) -> None:
        """Click the button of a deed, then wait until all is done."""
        button = next(
            one
            for one in self.window.findChildren(QPushButton)
            if getattr(one, "action", None) is action and one.isVisible()
        )
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def click(self, text: str) -> None:
        button = next(
            one for one in self.window.findChildren(QPushButton) if one.text() == text and one.isVisible()
        )
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def said(self, inside: QWidget) -> str:
        return "\n".join(one.text() for one in inside.findChildren(QLabel) if one.isVisibleTo(inside))


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


@pytest.fixture
def open_foot(clerk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[Desk], Foot]]:
    made: list[Foot] = []

    def open_one(desk: Desk) -> Foot:
        theme.apply("light", 13)
        context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
        register(context)
        window = QWidget()
        QVBoxLayout(window)
        qtbot.addWidget(window)
        window.resize(480, 700)
        with qtbot.waitExposed(window):
            window.show()
        foot = Foot(qtbot, desk, context, window)
        context.toasted.connect(lambda text, _undo: foot.toasts.append(text))
        context.opened.connect(lambda kind, id: foot.opened.append((kind, id)))
        made.append(foot)
        return foot

    yield open_one
    for foot in made:
        for dialog in foot.window.findChildren(QDialog):
            dialog.close()
        foot.rest()
        foot.context.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def foot(clerk: Desk, open_foot: Callable[[Desk], Foot]) -> Foot:
    return open_foot(work.approver(clerk))
