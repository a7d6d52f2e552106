"""The table of a zone's panel: each field as printed, beside it as entered or registered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.base.partial import PartialDate
from travel_desk.officials.rules.zones import Compared, Match, Value
from travel_desk.shell import fonts
from travel_desk.shell.buttons import IconLabel, label

_COLUMN, _GAP = 150, 12  # pixels of a column and between the two
_SEXES = {"M": "M", "F": "F", "": "–"}


class ZoneTable(QWidget):
    """Printed and known values. caption: the heading of what is known; known: the fields that are."""

    def __init__(self, caption: str, known: set[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(0)
        for at, title in enumerate((tr("Printed"), caption)):
            grid.addWidget(label(title, "group"), 0, at)
        self._rows = {
            name: _Row(grid, 1 + 2 * at, title, name in known) for at, (name, title) in enumerate(captions())
        }

    def show_values(self, found: Sequence[Compared]) -> None:
        """Show each field."""
        for one in found:
            self._rows[one.field].show_values(one)


class _Row:
    """One field of the table: its name, then printed and entered; a difference has an icon and a word."""

    def __init__(self, grid: QGridLayout, at: int, title: str, has_entry: bool) -> None:
        self._has_entry = has_entry
        self._printed = label("", wrap=True)
        self._entered = label("", "muted", wrap=True)
        self._differs = QWidget()
        row = QHBoxLayout(self._differs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel("warning", "warning", 14))
        row.addWidget(label(tr("differs"), "small"), 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.setRowMinimumHeight(at, fonts.scaled(20))
        grid.addWidget(label(title, "caption"), at, 0, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._differs, at, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._printed, at + 1, 0, top)
        grid.addWidget(self._entered, at + 1, 1, top)

    def show_values(self, one: Compared) -> None:
        """Show one field."""
        differs = self._has_entry and one.match is Match.DIFFERS
        self._entered.setProperty("look", "strong" if differs else "muted")
        self._entered.style().polish(self._entered)
        _write(self._printed, _text(one.field, one.printed))
        _write(self._entered, _text(one.field, one.entered) if self._has_entry else "")
        self._differs.setVisible(differs)


def _write(shown: QLabel, text: str) -> None:
    """Show text in a column, as high as it then is; a long word may be broken."""
    wide = fonts.scaled(_COLUMN)
    shown.setFixedWidth(wide)
    shown.setText(re.sub(r"(\S{16})(?=\S)", "\\1\u200b", text))
    shown.setFixedHeight(max(0, shown.heightForWidth(wide)))


def captions() -> list[tuple[str, str]]:
    """Return the fields in the order of the table, with their names."""
    return [
        ("surname", tr("Surname")),
        ("given_names", tr("Given names")),
        ("birth_date", tr("Born")),
        ("nationality", tr("Nationality")),
        ("sex", tr("Sex")),
        ("number", tr("Number")),
        ("issuing_state", tr("Issued by")),
        ("expires_on", tr("Expires on")),
    ]


def _text(field: str, value: Value) -> str:
    """Return a value as the table shows it."""
    if isinstance(value, PartialDate):
        return screen_language().partial(value)
    if isinstance(value, date):
        return screen_language().short_day(value)
    if field == "sex":
        return _SEXES.get(value or "", "–")
    return value or "–"
