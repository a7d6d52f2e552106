"""What a table in a file is made of: cells, rows, what was found in a file, what is written into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from travel_desk.base import interrupt
from travel_desk.base.message import Message, Trouble, msg

Cell = str | int | float | date | datetime | bool | None
Kind = Literal["csv", "xlsx"]
Progress = Callable[[int, int], None]
"""Told how much is done, of how much: bytes of a CSV file, rows of a sheet (0 where nobody knows)."""

MAX_COLUMNS = 300
MAX_CELL = 32_767
"""Signs in one cell: what Excel and LibreOffice take (ECMA-376 part 1, 18.4.12 and its limits)."""
HEADER_WITHIN = 50
"""The header is looked for in so many rows."""
STEP = 1024
"""Rows between two looks at progress and interruption."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file.

    number: as a spreadsheet program shows it, from 1. cells: as many as there are columns (a CSV file
    gives text only). fault: why the row can't be taken as it is; its cells are then what could be read.
    """

    number: int
    cells: tuple[Cell, ...]
    fault: Message | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose instead of what was found: "" and 0 leave it to `look`."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What was found out about a file, to be shown before it is read.

    encoding, separator: of a CSV file, else empty. sheets: the names in an XLSX file; sheet: the one
    that is read. header_row: its number, from 1. columns: the header's texts, "" where a column has
    none. notes: what the user should know (merged cells, hidden sheets, a doubtful encoding).
    """

    kind: Kind
    encoding: str = ""
    separator: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int = 1
    columns: tuple[str, ...] = ()
    notes: tuple[Message, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class OutColumn:
    """One column to be written: its title and what its cells hold."""

    title: str
    kind: Literal["text", "date", "number"] = "text"


class Steps:
    """Counts rows: tells the progress and stops work that was interrupted.

    progress: may be None. whole: of how much, in the unit of what `tick` is given.
    """

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress = progress
        self._whole = whole
        self._rows = 0
        self._stop = interrupt.current.get()

    def tick(self, done: int) -> None:
        """Count one row; `done` of the whole is behind it. Raises Trouble where the work was stopped."""
        self._rows += 1
        if self._rows % STEP == 0:
            self.tell(done)

    def tell(self, done: int) -> None:
        """Tell the progress now; raises Trouble where the work was stopped."""
        if self._stop is not None and self._stop.is_interrupted:
            raise stopped()
        if self._progress is not None:
            self._progress(min(done, self._whole) if self._whole else done, self._whole)


def stopped() -> Trouble:
    """Return what is raised where somebody stopped the work."""
    return Trouble(msg("This was stopped. Nothing was kept of it; start again when you like."))


def unreadable() -> Trouble:
    """Return what is raised where the disk does not give the file."""
    return Trouble(msg("The file can't be read. Check that its disk is there and that you may open it."))


def too_wide() -> Message:
    """Return the sentence for a table with more columns than anybody's list has."""
    return msg(
        "This table has more than {count} columns. Delete those that are not needed, save it and try again.",
        count=MAX_COLUMNS,
    )
