"""Which row of a table is its header.

Lists have titles above them: the name of the ministry, a date, the question of an export. What the
desk writes itself is told by its form: lines with one cell each, an empty row, then the header.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from travel_desk.base.message import Message, Refused, msg
from travel_desk.sheets.records import HEADER_WITHIN, MAX_COLUMNS, Cell, too_wide


class Header(NamedTuple):
    """The header: its row number from 1, the columns' texts, and a note where it is doubtful."""

    row: int
    columns: tuple[str, ...]
    notes: tuple[Message, ...] = ()


def find_header(first: Sequence[Sequence[Cell]], chosen: int = 0) -> Header:
    """Return the header among the first rows of a table (row 1 first), or the row that was chosen.

    Raises Refused where there is nothing, nothing but a header, or too many columns.
    """
    filled = [_filled(cells) for cells in first]
    if not any(filled):
        raise empty_table()
    row = chosen if chosen else _search(first, filled)
    if not (0 < row <= len(first)) or not filled[row - 1]:
        raise Refused(
            msg("Row {number} holds no header. Choose the row with the columns' names.", number=row),
            field="header_row",
        )
    width = max(_width(first[row - 1]), _usual_width(first[row:]))
    columns = tuple(_title(cell) for cell in first[row - 1])[:width]
    columns += ("",) * (width - len(columns))
    if len(columns) > MAX_COLUMNS:
        raise Refused(too_wide())
    return Header(row, columns, _doubts(first[row - 1], row))


def empty_table() -> Refused:
    """Return what is raised where nothing stands in a table."""
    return Refused(msg("This table is empty. Choose another file, or another sheet of it."))


def _search(first: Sequence[Sequence[Cell]], filled: Sequence[int]) -> int:
    """Return the number of the header's row."""
    after = _after_titles(first, filled)
    if after:
        return after
    looked = [count for count in filled[:HEADER_WITHIN] if count]
    # The width of most rows; of two as frequent the wider, since title rows are narrow.
    width = max(Counter(looked).items(), key=lambda known: (known[1], known[0]))[0]
    least = max(1, -(-width * 3 // 5))
    for number, (cells, count) in enumerate(zip(first, filled, strict=True), 1):
        if count >= least and not any(isinstance(cell, int | float) for cell in cells):
            return number
    return next(number for number, count in enumerate(filled, 1) if count >= least)


def _after_titles(first: Sequence[Sequence[Cell]], filled: Sequence[int]) -> int:
    """Return the row after "lines of one first cell, then an empty row"; 0 where there are none."""
    for number, count in enumerate(filled):
        if not count:
            later = (at for at in range(number + 1, len(filled)) if filled[at])
            return next(later, -1) + 1 if number else 0
        if count > 1 or not _title(first[number][0]):
            return 0
    return 0


def _usual_width(rows: Sequence[Sequence[Cell]]) -> int:
    """Return the width that half of the rows reach: a last column may have no title."""
    widths = sorted((_width(cells) for cells in rows if _filled(cells)), reverse=True)
    return widths[len(widths) // 2] if widths else 0


def _width(cells: Sequence[Cell]) -> int:
    return max((at for at, cell in enumerate(cells, 1) if cell is not None and cell != ""), default=0)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if cell is not None and cell != "")


def _title(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _doubts(cells: Sequence[Cell], row: int) -> tuple[Message, ...]:
    texts = [_title(cell) for cell in cells if _title(cell)]
    numeric = sum(1 for text in texts if any(sign.isdigit() for sign in text))
    if numeric * 2 > len(texts):
        return (
            msg(
                "Row {number} was taken for the header, but it looks like a row of the list. "
                "Check which row holds the columns' names.",
                number=row,
            ),
        )
    twice = next((text for text, times in Counter(texts).items() if times > 1), "")
    if twice:
        return (msg("Two columns are called “{name}”. Check which is which.", name=twice),)
    return ()
