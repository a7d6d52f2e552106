"""What a person does at the page of officials, for tests: look, search, choose, press, type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from travel_desk.desk import Desk
from travel_desk.officials import queries
from travel_desk.officials.page import OfficialsPage
from travel_desk.officials.queries import Question
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.window import MainWindow

D = TypeVar("D", bound=DeedDialog)


@dataclass
class Window:
    """The window with the page of officials in it."""

    qtbot: QtBot
    desk: Desk
    context: Context
    main: MainWindow
    page: OfficialsPage

    def settled(self, count: int | None = None) -> None:
        """Wait until the list shows an answer (of `count` rows)."""

        def shown() -> bool:
            rows = self.page.model.rowCount()
            return rows == count if count is not None else rows > 0 or "yet" in self.said(self.page)

        self.qtbot.waitUntil(shown)

    def search(self, text: str) -> None:
        """Type into the search, and wait for its answer."""
        self.page.search.clear()
        self.qtbot.keyClicks(self.page.search, text)
        self.settled(len(queries.person_ids(self.desk, Question(text))))

    def choose(self, person_id: int) -> None:
        """Select a row and wait for its dossier."""
        self.page.table.select_id(person_id)
        self.opened(person_id)

    def opened(self, person_id: int) -> None:
        """Wait until the dossier of a person stands in the detail pane as the register has it."""
        found = queries.dossier(self.desk, person_id)
        name = found.person.native_name or f"{found.person.surname} {found.person.given_names}".strip()
        self.qtbot.waitUntil(lambda: self.page.detail.accessibleName() == name)
        # What was just put into the pane is seen only once Qt has laid it out.
        self.qtbot.waitUntil(lambda: self.said(self.page.detail) != "")
        self.qtbot.waitUntil(lambda: "Loading…" not in self.said(self.page.detail))

    def deed(self, text: str) -> QAction:
        """Return a deed of the page's menu."""
        return next(a for a in self.page.menus()[0][1] if a.text() == text)

    def dialog(self, kind: type[D]) -> D:
        """Return the open dialog of a kind."""
        self.qtbot.waitUntil(lambda: any(d.isVisible() for d in self.main.findChildren(kind)))
        return next(d for d in self.main.findChildren(kind) if d.isVisible())

    def do(self, text: str, kind: type[D]) -> D:
        """Choose a deed that opens a dialog."""
        action = self.deed(text)
        assert action.isEnabled()
        action.trigger()
        return self.dialog(kind)

    def type(self, field: QWidget, text: str) -> None:
        """Write into a field as a person does, in place of what stands there."""
        field.setFocus()
        self.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            # QTest knows only the keys of ASCII; other letters come as from an input method.
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(field, composed)

    def find(self, field: QWidget, text: str) -> None:
        """Type into a finding field and take the first hit."""
        self.type(field, text)
        popup = field.finding.popup()  # type: ignore[attr-defined]
        self.qtbot.waitUntil(lambda: popup.isVisible() and popup.current() is not None)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def press(self, dialog: DeedDialog) -> None:
        """Press the dialog's own button."""
        self.qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)

    def press_and_close(self, dialog: DeedDialog) -> None:
        """Press the dialog's own button and wait until the deed is done and the dialog gone."""
        with self.qtbot.waitSignal(dialog.deed_done):
            self.press(dialog)

    def refused(self, dialog: DeedDialog) -> str:
        """Press the dialog's own button and return the sentence that it then shows."""
        self.press(dialog)
        self.qtbot.waitUntil(lambda: bool(dialog.problem_text()))
        return dialog.problem_text()

    def click(self, inside: QWidget, text: str) -> None:
        """Click a button by its text."""

        def found() -> list[QPushButton]:
            return [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]

        self.qtbot.waitUntil(lambda: bool(found()))
        self.qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)

    def said(self, inside: QWidget) -> str:
        """Return all visible text of labels inside a widget."""
        return "\n".join(one.text() for one in inside.findChildren(QLabel) if one.isVisible() and one.text())

    def close_dialogs(self) -> None:
        """Close what is still open."""
        for dialog in self.main.findChildren(DeedDialog):
            dialog.close()
        QApplication.processEvents()
