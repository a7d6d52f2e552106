"""What the steps of the assistant and the repair list share: plain tables, a progress line, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import tr
from travel_desk.base.message import Message
from travel_desk.officials.rules import Problem
from travel_desk.shell import fonts
from travel_desk.shell.buttons import button, label
from travel_desk.shell.rows import Column, Row, RowsModel, Take
from travel_desk.shell.table import RowsView
from travel_desk.staff_lists.rules import Field

S = TypeVar("S", bound=StrEnum)


class Bridge(QObject):
    """Brings how far work is from its thread to the window."""

    told = Signal(int, int)


class Work(QWidget):
    """A line that says what is being done, how far it is, and a button that stops it."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self._line = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setStyleSheet(
            "QProgressBar { background: palette(midlight); border: none; border-radius: 4px; }"
            "QProgressBar::chunk { background: palette(link); border-radius: 4px; }"
        )
        self.stop = button(tr("Stop"), stop)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._line)
        column.addLayout(row)

    def begin(self, line: str) -> None:
        """Say what is being done."""
        self._line.setText(line)
        self.bar.setAccessibleName(line)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def tell(self, done: int, of: int) -> None:
        """Show how far it is; of 0: nobody knows of how much."""
        # A signal carries 31 bits; a large file has more bytes.
        self.bar.setRange(0, 100 if of else 0)
        self.bar.setValue(done * 100 // of if of else 0)


class Sheet(QTableWidget):
    """Rows of a file as they stand in it, with their numbers; read only."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(
            "QTableView::item { padding-left: 5px; padding-right: 5px }"
            "QHeaderView::section:horizontal, QHeaderView::section:horizontal:first { padding-left: 8px }"
        )
        self.verticalHeader().setDefaultSectionSize(fonts.scaled(26))
        self.verticalHeader().setMinimumWidth(fonts.scaled(36))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setDefaultSectionSize(fonts.scaled(130))
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_rows(self, titles: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Show rows, each with its number."""
        self.clear()
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels([title or "–" for title in titles])
        self.setVerticalHeaderLabels([str(number) for number, _ in rows])
        for at, (_, cells) in enumerate(rows):
            for column, text in enumerate(cells[: len(titles)]):
                self.setItem(at, column, QTableWidgetItem(text))


class Records(RowsView):
    """A list of plain records that are all there already; records need an `id`."""

    def __init__(self, columns: Sequence[Column], name: str, height: int = 34) -> None:
        self.records: dict[int, Any] = {}
        super().__init__(RowsModel(columns, self._give), height)
        self.rows.setParent(self)  # it ends with the list, not when Python finds it
        self.setAccessibleName(name)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show these records, the current one staying where it is among them."""
        now = self.current_id()
        self.records = {one.id: one for one in records}
        self.show_ids(list(self.records), now)

    def current(self) -> Any:
        """Return the record of the current row, or None."""
        now = self.current_id()
        return None if now is None else self.records.get(now)

    def _give(self, ids: list[int], take: Take) -> None:
        found: list[Row] = [self.records[one] for one in ids if one in self.records]
        take(found)


def choices(kind: type[S]) -> list[tuple[S, str]]:
    """Return what there is to choose of an enumeration whose members have a label."""
    return [(one, tr(one.label)) for one in kind]  # type: ignore[attr-defined]


def problem_words(problem: Problem) -> str:
    """Return a problem with the field it stands at."""
    reason = tr(problem.message)
    try:
        at: Message = Field(problem.field).label
    except ValueError:
        return reason
    return tr("{field}: {reason}", field=at, reason=reason)
