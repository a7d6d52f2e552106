"""The label above a field and the note beneath it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from travel_desk.shell import theme
from travel_desk.shell.buttons import IconLabel, Kind, button, label


class Level(Enum):
    """How much a note weighs."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


_LOOKS = {
    Level.INFO: ("info", "muted"),
    Level.OK: ("check", "success"),
    Level.WARNING: ("warning", "warning"),
    Level.ERROR: ("warning", "danger"),
}


class FieldNote(QWidget):
    """An icon and a sentence under a field; hidden while it has nothing to say."""

    def __init__(self, field: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._icon = IconLabel("info", "muted", 14)
        self._text = label("", "note", wrap=True)
        self._link: QWidget | None = None
        self._tone = "muted"
        theme.on_change(self._colour)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        self.hide()

    def say(
        self, text: str, level: Level = Level.INFO, link: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence; `link` with `do` adds a button behind it. Empty text hides the note."""
        if self._link is not None:
            self._link.hide()
            self._link.deleteLater()
            self._link = None
        icon, self._tone = _LOOKS[level]
        self._icon.set(icon, self._tone)
        self._text.setText(text)
        self._colour()
        if link and do is not None:
            self._link = button(link, do, Kind.FLAT)
            self._row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(text))
        if self._field is not None:
            self._field.setAccessibleDescription(text)
            marked = level.value if text and level in (Level.WARNING, Level.ERROR) else ""
            if self._field.property("marked") != marked:
                self._field.setProperty("marked", marked)
                self._field.style().polish(self._field)

    def _colour(self) -> None:
        palette = QPalette(self._text.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.tones().color(self._tone))
        self._text.setPalette(palette)

    def clear(self) -> None:
        """Say nothing."""
        self.say("")

    def text(self) -> str:
        """Return what the note says."""
        return self._text.text()


class Labelled(QWidget):
    """A field with its label above and, beneath, its note (`note`)."""

    def __init__(self, text: str, field: QWidget, trailing: str = "", help: str = "") -> None:
        super().__init__()
        self.field = field
        self.note = FieldNote(field)
        self.label = label(text, "label")
        self.label.setBuddy(field)
        self.trailing = label(trailing, "label")
        if not field.accessibleName():
            field.setAccessibleName(text)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.label)
        top.addStretch(1)
        top.addWidget(self.trailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(field)
        column.addWidget(self.note)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if help:
            self.note.say(help)
        notify = getattr(field, "set_note", None)
        if callable(notify):
            notify(self.note)


def labelled(text: str, field: QWidget, trailing: str = "", help: str = "") -> Labelled:
    """Return `field` under its label; `.note` says what is wrong, `help` stands there at first."""
    return Labelled(text, field, trailing, help)


def columns(fields: Sequence[QWidget | tuple[QWidget, int]]) -> QWidget:
    """Return fields side by side; a pair gives a field and its share of the width (default 1)."""
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(16)
    for field in fields:
        widget, share = field if isinstance(field, tuple) else (field, 1)
        box.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
    return row


def muted(text: str) -> QLabel:
    """Return a muted line of text."""
    return label(text, "muted", wrap=True)
