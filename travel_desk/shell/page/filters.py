"""Filter chips above a list, the words beneath them, and segments that are tabs in one frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QToolButton, QWidget

from travel_desk.shell import fonts
from travel_desk.shell.buttons import ActionButton, IconLabel, Kind, label
from travel_desk.shell.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice: a stable key and its translated text."""

    key: str
    text: str


class _One(QToolButton):
    """One of several, of which one is on; reachable by Tab, left by arrows."""

    stepped = Signal(int)

    def __init__(self, choice: Filter, look: str) -> None:
        super().__init__()
        self.choice = choice
        self.setText(choice.text)
        self.setCheckable(True)
        self.setProperty("look", look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def nextCheckState(self) -> None:
        """Stay on when pressed again: one is always on."""
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours."""
        ahead = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if event.key() in (ahead, back):
            self.stepped.emit(1 if event.key() == ahead else -1)
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Pills of which one is on; `chosen` tells its key."""

    chosen = Signal(str)
    _look = "filter"

    def __init__(self, choices: Sequence[Filter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_One] = []
        self._flow = FlowLayout(self, 6)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Filter], key: str = "") -> None:
        """Offer other choices; the one named `key`, else the first, is on."""
        focused = next((b.choice.key for b in self._buttons if b.hasFocus()), None)
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.deleteLater()
        self._buttons = [_One(choice, self._look) for choice in choices]
        for made in self._buttons:
            made.clicked.connect(lambda _on=False, one=made: self._press(one))
            made.stepped.connect(lambda by, one=made: self._step(one, by))
            self._flow.addWidget(made)
            made.show()
            if made.choice.key == focused:
                made.setFocus()
        self.set_key(key if any(c.key == key for c in choices) else (choices[0].key if choices else ""))

    def set_texts(self, texts: dict[str, str]) -> None:
        """Show other texts for some keys (a count that changed)."""
        for known in self._buttons:
            if known.choice.key in texts:
                known.setText(texts[known.choice.key])
                known.updateGeometry()

    def is_empty(self) -> bool:
        """Tell whether there is nothing to choose."""
        return not self._buttons

    def key(self) -> str:
        """Return the key of the choice that is on."""
        return next((known.choice.key for known in self._buttons if known.isChecked()), "")

    def set_key(self, key: str) -> None:
        """Turn one on without telling `chosen`."""
        for known in self._buttons:
            known.setChecked(known.choice.key == key)

    def _press(self, one: _One) -> None:
        for known in self._buttons:
            known.setChecked(known is one)
        self.chosen.emit(one.choice.key)

    def _step(self, one: _One, by: int) -> None:
        other = self._buttons[(self._buttons.index(one) + by) % len(self._buttons)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        self._press(other)


class Segments(QFrame):
    """Tabs in one frame, such as Pending, Approved, Abroad, Closed; `chosen` tells the key."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Filter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "segments")
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._buttons = [_One(choice, "segment") for choice in choices]
        for made in self._buttons:
            made.clicked.connect(lambda _on=False, one=made: self._press(one))
            made.stepped.connect(lambda by, one=made: self._step(one, by))
            row.addWidget(made)
        if choices:
            self.set_key(choices[0].key)

    def is_empty(self) -> bool:
        """Tell whether there is nothing to choose."""
        return not self._buttons

    def key(self) -> str:
        """Return the key of the segment that is on."""
        return next((known.choice.key for known in self._buttons if known.isChecked()), "")

    def set_key(self, key: str) -> None:
        """Turn one on without telling `chosen`."""
        for known in self._buttons:
            known.setChecked(known.choice.key == key)

    def _press(self, one: _One) -> None:
        self.set_key(one.choice.key)
        self.chosen.emit(one.choice.key)

    def _step(self, one: _One, by: int) -> None:
        other = self._buttons[(self._buttons.index(one) + by) % len(self._buttons)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        self._press(other)


class FilterLine(QWidget):
    """Beneath the chips: in words what the list is limited to, and what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("filter", "muted", fonts.scaled(14)), 0, Qt.AlignmentFlag.AlignTop)
        self._words = label("", "muted", wrap=True)
        row.addWidget(self._words, 1)
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(0)
        row.addLayout(self._deeds)
        self.hide()

    def say(self, words: str, actions: Sequence[QAction] = ()) -> None:
        """Show the words with buttons for `actions`; nothing is shown without words."""
        _empty(self._deeds)
        for action in actions:
            self._deeds.addWidget(ActionButton(action, Kind.FLAT), 0, Qt.AlignmentFlag.AlignTop)
        self._words.setText(words)
        self.setVisible(bool(words))

    def text(self) -> str:
        """Return the words that are shown, "" where none are."""
        return self._words.text()


def _empty(row: QLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
