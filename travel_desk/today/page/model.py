"""The rows of the day for the list: group heads and lines, in one model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from travel_desk.base.language import tr
from travel_desk.shell.cells import CELL, Cell, Chips, Lines, Text, name_cell
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.today.rules import Group, Line, Mark

ROW = Qt.ItemDataRole.UserRole + 20
WHO, WHAT, MARKS, ACTION = range(4)
Index = QModelIndex | QPersistentModelIndex
Row = Group | Line
_SPOKEN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,  # the whole text, where the column cuts it
    Qt.ItemDataRole.AccessibleTextRole,
)

_NO_INDEX = QModelIndex()


class DayModel(QAbstractTableModel):
    """Who, what, marks and the button of each line; a group's head stands before its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def show(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self._rows = []
        for group in groups:
            self._rows += [group, *group.lines]
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """Return the record of one row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def line(self, at: int) -> Line | None:
        """Return the line of one row; None for a group's head."""
        found = self.row(at)
        return found if isinstance(found, Line) else None

    def line_places(self) -> list[int]:
        """Return the rows that are lines, in order."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, Line)]

    def group_places(self) -> list[int]:
        """Return the rows that are heads of groups."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, Group)]

    def place_of(self, line: Line) -> int:
        """Return the row of the line about the same subject in the same group; -1 where it is gone."""
        for at, row in enumerate(self._rows):
            same = isinstance(row, Line) and row.group is line.group
            if same and (row.button.kind, row.button.id) == (line.button.kind, line.button.id):  # type: ignore[union-attr]
                return at
        return -1

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the four columns."""
        return 0 if parent.isValid() else 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only lines be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return what a screen reader calls a column; the header itself is not shown."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (tr("Who"), tr("What"), tr("State"), tr("Next step"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the record, the cell, or what is spoken."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        cell = cell_of(row, index.column())
        if role == CELL:
            return cell
        if role in _SPOKEN:
            return cell.spoken
        return None


def cell_of(row: Row, column: int) -> Cell:
    """Return what one cell shows."""
    if isinstance(row, Group):
        said = tr("{title}, {count}", title=tr(row.key.head), count=row.count) if column == WHO else ""
        return Text(said)
    match column:
        case 0:
            return name_cell(row.native_name, row.latin)
        case 1:
            return Lines(tr(row.what), tr(row.note))
        case 2:
            return Chips(tuple(chip_of(mark) for mark in row.marks))
        case _:
            return Text(tr(row.button.label))


def chip_of(mark: Mark) -> ChipText:
    """Return the chip of a mark."""
    return ChipText(tr(mark.text), Tone(mark.tone), mark.icon)
