"""Rows of an XLSX file: texts, numbers, dates, and what stands there instead of a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from travel_desk.base.message import Message, Refused, msg
from travel_desk.sheets.escapes import unescape
from travel_desk.sheets.header import find_header
from travel_desk.sheets.records import HEADER_WITHIN, MAX_COLUMNS, Cell, Choice, Found, Progress, Row, Steps
from travel_desk.sheets.xlsx_book import Book, Sheet, open_book
from travel_desk.sheets.xlsx_cells import RawCell, raw_rows

_LAST_COLUMN = 16_384  # ECMA-376: XFD
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3}[0-9]+:[A-Z]{1,3}[0-9]+)"')
_SECONDS = 86_400


class _Record(NamedTuple):
    """One row: its number, cells up to the last filled one, why it is faulty, where it ends."""

    number: int
    cells: list[Cell]
    fault: Message | None
    at: int


def look_xlsx(path: Path, choice: Choice) -> Found:
    """Find the sheet and the header of an XLSX file, or take what was chosen; note what is odd about it.

    Raises Refused and Trouble as `open_book` does, and for an empty sheet.
    """
    with open_book(path) as book:
        strings = book.strings()
        sheet = _sheet(book, choice.sheet, strings)
        numbers: list[int] = []
        first: list[list[Cell]] = []
        for record in islice(_records(book, sheet, strings), max(HEADER_WITHIN, choice.header_row + 20)):
            if record.number > (numbers[-1] if numbers else 0) + 1:  # rows that nothing stands in
                numbers.append(record.number - 1)
                first.append([])
            numbers.append(record.number)
            first.append(record.cells)
        chosen = choice.header_row
        if chosen:
            chosen = numbers.index(chosen) + 1 if chosen in numbers else len(first) + 1
        header = find_header(first, chosen)
        return Found(
            "xlsx",
            sheets=tuple(known.name for known in book.sheets),
            sheet=sheet.name,
            header_row=numbers[header.row - 1],
            columns=header.columns,
            notes=(*_notes(book, sheet), *header.notes),
        )


def xlsx_rows(path: Path, found: Found, progress: Progress | None = None) -> Iterator[Row]:
    """Give the rows below the header; empty ones are left out, faulty ones say why.

    progress: gets bytes of the unpacked sheet read, of how many. Raises Trouble and Refused as
    `open_book` does, Trouble where it was stopped.
    """
    width = len(found.columns)
    with open_book(path) as book:
        strings = book.strings()
        sheet = _sheet(book, found.sheet, strings)
        steps = Steps(progress, book.archive.getinfo(sheet.part).file_size)
        for number, cells, fault, at in _records(book, sheet, strings):
            steps.tick(at)
            if number <= found.header_row or not (cells or fault):
                continue
            if len(cells) > width:
                fault = fault or msg(
                    "This row has a value in a column without a title. Give the column a title, or delete it."
                )
                del cells[width:]
            yield Row(number, (*cells, *[None] * (width - len(cells))), fault)
        steps.tell(book.archive.getinfo(sheet.part).file_size)


def _sheet(book: Book, name: str, strings: Sequence[str]) -> Sheet:
    """Return the sheet of a name, or the first one that can be seen and holds something."""
    if name:
        known = next((sheet for sheet in book.sheets if sheet.name == name), None)
        if known is None:
            raise Refused(
                msg("This file has no sheet called {name}. Choose another one.", name=name), field="sheet"
            )
        return known
    seen = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    for sheet in seen:
        if any(record.cells for record in islice(_records(book, sheet, strings), HEADER_WITHIN)):
            return sheet
    return seen[0]


def _notes(book: Book, sheet: Sheet) -> tuple[Message, ...]:
    notes = []
    hidden = [known.name for known in book.sheets if known.hidden]
    if hidden:
        notes.append(msg("This file has hidden sheets: {names}.", names=hidden[:10]))
    if len(book.sheets) - len(hidden) > 1:
        notes.append(
            msg("This file has several sheets. Read is “{name}”; choose another one below.", name=sheet.name)
        )
    merged = _merged(book.archive, sheet.part)
    if merged:
        notes.append(
            msg(
                "Cells are merged at {places}. The value belongs to the first of them, the others are empty.",
                places=[*merged[:5], *(["…"] if len(merged) > 5 else [])],
            )
        )
    return tuple(notes)


def _merged(archive: ZipFile, part: str) -> list[str]:
    """Return where cells were merged ("B3:C3"); it stands behind the rows in the file."""
    found: list[str] = []
    with archive.open(part) as source:
        left = b""
        while chunk := source.read(1 << 20):
            text = left + chunk
            found.extend(match[1].decode() for match in _MERGED.finditer(text))
            left = text[text.rfind(b"<") :][:200]  # an element that the parts were cut through
    return found


def _records(book: Book, sheet: Sheet, strings: Sequence[str]) -> Iterator[_Record]:
    with book.archive.open(sheet.part) as source:
        cells = _Cells(book, strings)
        number = 0
        for known, raw in raw_rows(source):
            number = int(known or number + 1)
            yield _Record(number, *cells.read(raw, number), source.tell())


class _Cells:
    """Turns the cells of a row into values."""

    def __init__(self, book: Book, strings: Sequence[str]) -> None:
        self._strings = strings
        self._dates = book.dates
        self._epoch = book.epoch
        self._columns: dict[str, int] = {}
        self._fault: Message | None = None

    def read(self, row: Sequence[RawCell], number: int) -> tuple[list[Cell], Message | None]:
        """Return the cells of a row up to the last filled one, and the first fault among them."""
        self._fault = None
        cells: list[Cell] = []
        column = 0
        for raw in row:
            reference = raw.attributes.get("r")
            column = self._column(reference) if reference else column + 1
            place = reference or f"{_letters(column)}{number}"
            try:
                value = self._value(raw, place)
            except (ValueError, IndexError, OverflowError, TypeError):
                value = None
                self._wrong(msg("The value of cell {cell} can't be read. Write it anew.", cell=place))
            if value is not None and value != "":
                if column > MAX_COLUMNS * 4:
                    self._wrong(
                        msg("Cell {cell} stands far outside the table. Delete it or move it.", cell=place)
                    )
                    continue
                if column > len(cells):
                    cells.extend([None] * (column - len(cells)))
                cells[column - 1] = value
        return cells, self._fault

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is None:
            known = 0
            for letter in letters[:4].upper():
                known = known * 26 + ord(letter) - 64
            if not 0 < known <= _LAST_COLUMN:
                known = _LAST_COLUMN
            self._columns[letters] = known
        return known

    def _value(self, cell: RawCell, place: str) -> Cell:
        kind, raw = cell.attributes.get("t"), cell.text
        if cell.inline:
            return unescape(raw or "")
        if raw is None or (not raw and kind != "str"):
            if cell.formula:
                self._wrong(
                    msg(
                        "Cell {cell} holds a formula that was never worked out. Open the file in a "
                        "spreadsheet program, save it there and choose it again, or write the value.",
                        cell=place,
                    )
                )
            return None
        if kind == "s":
            return self._strings[int(raw)]
        if kind == "str":
            return unescape(raw)
        if kind is None or kind == "n":
            return self._date(float(raw)) if cell.attributes.get("s") in self._dates else _number(raw)
        return self._rarer(kind, raw, place)

    def _rarer(self, kind: str, raw: str, place: str) -> Cell:
        if kind == "b":
            return raw not in ("0", "false")
        if kind == "d":
            return _day(datetime.fromisoformat(raw).replace(tzinfo=None))
        if kind == "e":
            self._wrong(
                msg("Cell {cell} holds the error {error}. Write the value itself.", cell=place, error=raw)
            )
        return raw

    def _date(self, serial: float) -> Cell:
        """Return the date that a number shows (ECMA-376 part 1, 18.17.4.1), or a time of day as text.

        LibreOffice counts below zero for days before 1900, which Excel can't show.
        """
        if self._epoch.year == 1899 and 1 <= serial < 60:
            serial += 1  # Excel has a 29 February 1900, which no calendar has
        moment = self._epoch + timedelta(seconds=round(serial * _SECONDS))
        if 0 <= serial < 1:
            return moment.strftime("%H:%M" if not moment.second else "%H:%M:%S")
        return _day(moment)

    def _wrong(self, fault: Message) -> None:
        self._fault = self._fault or fault


def _number(raw: str) -> int | float:
    """Return a number; one without a fraction as a whole one, so that 123.0 is the number 123."""
    if raw.removeprefix("-").isdigit():
        return int(raw)
    number = float(raw)
    if not isfinite(number):
        raise ValueError(raw)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _day(moment: datetime) -> Cell:
    return moment if moment.hour or moment.minute or moment.second else moment.date()


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(65 + left) + letters
    return letters
