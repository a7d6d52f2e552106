"""The assistant's pages beside the steps: the beginning, the wait, and the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from travel_desk.app.login_forms import Problem
from travel_desk.base.language import tr
from travel_desk.base.message import Message
from travel_desk.shell import fonts
from travel_desk.shell.buttons import IconLabel, Kind, button, label


class Welcome(QWidget):
    """Three ways to begin."""

    example = Signal()
    make = Signal()
    existing = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(tr("Open a desk"), "title"))
        column.addWidget(
            label(tr("A desk is a folder on this machine: its register, its papers, its journal."), "muted")
        )
        column.addSpacing(8)
        self.choices = [
            Offer(
                "desk",
                tr("Open the Example Desk"),
                tr("Utopia: 20,000 persons and 3,000 trips to try everything with. Nothing in it is real."),
                self.example.emit,
            ),
            Offer(
                "plus",
                tr("Make a New Desk…"),
                tr("For an office of your own: four short steps, and a recovery sheet to print."),
                self.make.emit,
            ),
            Offer(
                "search",
                tr("Open a Desk That Exists…"),
                tr("Choose the folder of a desk, such as one that was restored from a backup."),
                self.existing.emit,
            ),
        ]
        for offer in self.choices:
            column.addWidget(offer)
        self.problem = Problem()
        column.addWidget(self.problem)
        column.addStretch(1)

    def begin(self) -> None:
        """Put the keyboard on the first way."""
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)


class Offer(QFrame):
    """A card that does one thing when it is clicked, or with Enter."""

    def __init__(self, icon: str, title: str, line: str, do: Callable[[], object]) -> None:
        super().__init__()
        self._do = do
        self.setObjectName("offer")
        self.setStyleSheet(
            "#offer { background: palette(base); border: 1px solid palette(dark); border-radius: 8px; }"
            "#offer:hover { background: palette(alternate-base); border-color: palette(shadow); }"
            "#offer:focus { border: 2px solid palette(link); }"
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(IconLabel(icon, "accent", 22), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "strong"))
        words.addWidget(label(line, "muted", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("chevron-right", "muted"), 0, Qt.AlignmentFlag.AlignVCenter)

    def do(self) -> None:
        """Do it."""
        self._do()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do it when the button is let go within the card."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do it with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._do()
        else:
            super().keyPressEvent(event)


class Waiting(QWidget):
    """What is being made, and how far it is."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(1)
        self._title = label("", "title", wrap=True)
        self._line = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setStyleSheet(
            "QProgressBar { background: palette(midlight); border: none; border-radius: 4px; }"
            "QProgressBar::chunk { background: palette(link); border-radius: 4px; }"
        )
        self._step = label("", "small", wrap=True)
        for widget in (self._title, self._line, self.bar, self._step):
            column.addWidget(widget)
        column.addStretch(2)

    def show_work(self, title: str, line: str) -> None:
        """Say what is being made."""
        self._title.setText(title)
        self._line.setText(line)
        self._step.setText("")
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)

    def show_progress(self, done: int, of: int, words: Message) -> None:
        """Show how far it is, and what is being made now."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self._step.setText(tr(words))


class RecoveryPage(QWidget):
    """The recovery code, to be printed before the desk is entered."""

    def __init__(self, look: Callable[[], object], enter: Callable[[], object]) -> None:
        super().__init__()
        self.code = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(IconLabel("key", "accent", 20))
        column.addWidget(label(tr("Print the recovery sheet"), "title"))
        column.addWidget(
            label(
                tr(
                    "When no password opens the desk any more, this code does. Print it and lock it away "
                    "where two people are needed to take it out. It is shown only now."
                ),
                "muted",
                wrap=True,
            )
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 14, 16, 14)
        self._grid.setVerticalSpacing(8)
        card = QFrame()
        card.setProperty("look", "card")
        card.setLayout(self._grid)
        column.addWidget(card)
        row = QHBoxLayout()
        self.look_button = button(tr("Look, Print or Save…"), look, icon="print")
        row.addWidget(self.look_button)
        row.addStretch(1)
        column.addLayout(row)
        self.sure = QCheckBox(tr("The code is on paper and will be locked away"))
        self.sure.toggled.connect(self._allow)
        column.addSpacing(6)
        column.addWidget(self.sure)
        column.addStretch(1)
        self.enter_button = button(tr("Open the Desk"), enter, Kind.PRIMARY)
        self.enter_button.setEnabled(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.enter_button)
        column.addLayout(foot)

    def show_code(self, code: str) -> None:
        """Show the eight groups of the code."""
        self.code = code
        for place, group in enumerate(code.split("-")):
            shown = label(group, "", selectable=True)
            shown.setFont(fonts.mono(20))
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(shown, place // 4, place % 4)

    def begin(self) -> None:
        """Put the keyboard on what is to be done first."""
        self.look_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self, sure: bool) -> None:
        self.enter_button.setEnabled(sure)
