"""Tables from files whose columns are known by the words of their headers: past trips, inventories.

A staff list has a mapping that somebody corrects and that is remembered; these lists are read once, so
their columns are found by name only, in the languages that the words are given in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from travel_desk.base.message import Message, Refused, msg
from travel_desk.officials.rules import normalise
from travel_desk.staff_lists.rules import Cell, DateStyle, evidence, read_day


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file: its number there, its cells, and why it can't be taken as it is."""

    number: int
    cells: tuple[Cell, ...]
    fault: Message | None = None


def columns_of(titles: Sequence[str], words: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each field's column, by the words of the headers; the first one that fits.

    words: by field, what headers call it, in any language, parted by "|"; the field's name is one too.
    """
    known = {normalise(word): field for field, said in words.items() for word in (field, *said.split("|"))}
    found: dict[str, int] = {}
    for at, title in enumerate(titles):
        field = known.get(normalise(title)) or known.get(normalise(title.split("(")[0]))
        if field is not None:
            found.setdefault(field, at)
    return found


class Cells:
    """Reads the cells of rows by field. today: what years of two figures are reckoned from."""

    def __init__(self, columns: Mapping[str, int], rows: Sequence[FileRow], days: Iterable[str], today: date):
        self._columns = columns
        self._today = today
        self._styles: dict[str, DateStyle] = {
            field: evidence(self._cell(row, field) for row in rows).proposed for field in days
        }

    def text(self, row: FileRow, field: str) -> str:
        """Return what a cell says as text, without spaces around; "" where there is no such column."""
        cell = self._cell(row, field)
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        if isinstance(cell, datetime):
            return cell.date().isoformat()
        return "" if cell is None else " ".join(str(cell).split())

    def day(self, row: FileRow, field: str) -> date | None:
        """Return the day in a cell, None where it is empty; raises Refused for what is no whole date."""
        found = read_day(self._cell(row, field), self._styles[field], self._today)
        if found is None:
            return None
        if isinstance(found, Message):
            raise Refused(found, field=field)
        if not (found.month and found.day):
            raise Refused(msg("“{text}” is no whole date.", text=self.text(row, field)), field=field)
        return date(found.year, found.month, found.day)

    def _cell(self, row: FileRow, field: str) -> Cell:
        at = self._columns.get(field)
        return row.cells[at] if at is not None and at < len(row.cells) else None
