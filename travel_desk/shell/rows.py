"""The model of a list: all ids of a question, and the rows of a window fetched when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from travel_desk.base.language import tr
from travel_desk.shell.cells import CELL, ID, Cell, Lines, Text

WINDOW = 100
KEPT = 3000
Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """A plain record that a list can show."""

    @property
    def id(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its translated title, its width in pixels at base size, what shows a row in it.

    stretch: the column takes the width that is left.
    """

    title: str
    width: int
    cell: Callable[[Any], Cell]
    stretch: bool = False


Take = Callable[[Sequence[Row]], None]
Fetch = Callable[[list[int], Take], None]


class RowsModel(QAbstractTableModel):
    """Holds ids; asks `fetch(ids, take)` for the rows that are looked at, a window at a time.

    fetch: starts the work and returns at once; it calls `take(rows)` on the GUI thread.
    """

    rows_arrived = Signal()

    def __init__(self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: tuple[int, ...] = ()
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._window_of: dict[int, int] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._generation = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show the answer to another question; rows known so far stand until they are fetched anew."""
        self.beginResetModel()
        self._ids = tuple(ids)
        self._generation += 1
        self._asked.clear()
        self._wanted.clear()
        self.endResetModel()

    def complete_ids(self, ids: Sequence[int]) -> bool:
        """Add what follows the ids shown so far, the first of the same answer; what is on screen stays.

        Returns False, with nothing changed, where they are not the first of `ids`.
        """
        known, whole = len(self._ids), tuple(ids)
        if whole[:known] != self._ids:
            return False
        if len(whole) > known:
            self.beginInsertRows(QModelIndex(), known, len(whole) - 1)
            self._ids = whole
            if known % WINDOW:
                self._asked.discard(known // WINDOW)  # the last window was asked for in part
            self.endInsertRows()
        return True

    def ids(self) -> Sequence[int]:
        """Return all ids in their order."""
        return self._ids

    def place_of(self, id: int) -> int:
        """Return the row in which `id` stands, or -1."""
        try:
            return self._ids.index(id)
        except ValueError:
            return -1

    def id_at(self, place: int) -> int | None:
        """Return the id in a row, or None beyond the end."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def row(self, id: int) -> Row | None:
        """Return the record of one id where it has been fetched."""
        return self._rows.get(id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many ids there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title if section < len(self.columns) else None
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return the id, the cell, or its text for screen readers and copying."""
        id = self.id_at(index.row()) if index.isValid() else None
        if id is None:
            return None
        if role == ID:
            return id
        if role not in (
            CELL,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        record = self._rows.get(id)
        self._want(index.row())
        if record is None:
            return Text("…", muted=True) if role == CELL else tr("Loading")
        cell = self.columns[index.column()].cell(record)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(cell, Text | Lines):
            return None
        return cell.spoken

    def _want(self, place: int) -> None:
        window = place // WINDOW
        if window not in self._asked:
            self._asked.add(window)
            self._wanted.add(window)
            if not self._timer.isActive():
                self._timer.start()

    def _ask(self) -> None:
        generation = self._generation
        for window in sorted(self._wanted):
            ids = self._ids[window * WINDOW : (window + 1) * WINDOW]
            self._fetch(list(ids), partial(self._take, generation, window))
        self._wanted.clear()

    def _take(self, generation: int, window: int, rows: Sequence[Row]) -> None:
        if generation != self._generation:
            return
        for record in rows:
            self._rows[record.id] = record
            self._rows.move_to_end(record.id)
            self._window_of[record.id] = window
        while len(self._rows) > KEPT:
            gone, _ = self._rows.popitem(last=False)
            self._asked.discard(self._window_of.pop(gone))
        first = self.index(window * WINDOW, 0)
        last = min(len(self._ids), (window + 1) * WINDOW) - 1
        self.dataChanged.emit(first, self.index(last, len(self.columns) - 1))
        self.rows_arrived.emit()
