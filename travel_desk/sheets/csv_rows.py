"""Rows of a CSV file (RFC 4180, with any separator), each for itself.

A quotation mark without its pair must not swallow the rest of the file: where a quoted text does not
end as it must (before a separator or the end of a line), or ends in a row of another width than the
header, only the row in which it began is faulty, and reading goes on with the line after it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from travel_desk.base.message import Message, Refused, msg
from travel_desk.sheets import defuse
from travel_desk.sheets.encodings import Encoding, check_encoding, find_encoding, mark_of, no_table
from travel_desk.sheets.header import empty_table, find_header
from travel_desk.sheets.lines import Line, read_lines, too_long
from travel_desk.sheets.records import HEADER_WITHIN, Choice, Found, Progress, Row, Steps, unreadable

SEPARATORS = (";", ",", "\t", "|")
_LOOKED_AT = 200  # lines in which the separator is looked for
_WHOLE = 64 << 20  # bytes that are looked at for the encoding
# A line of quoted texts only: what stands between them is the separator, whatever stands in them.
_QUOTED = re.compile(r'"(?:[^"]|"")*"([;,\t|])"(?:[^"]|"")*"(?:\1"(?:[^"]|"")*")*')
Raw = tuple[list[str], int, Message | None]
"""Cells of one row, where it ends in the file, and why it is faulty."""


def look_csv(path: Path, choice: Choice) -> Found:
    """Find encoding, separator and header of a CSV file, or take what was chosen.

    Raises Refused for an empty file or one that is no table, Trouble as the disk does.
    """
    try:
        with path.open("rb") as file:
            whole = file.read(_WHOLE)
    except OSError as error:
        raise unreadable() from error
    if not whole[mark_of("utf-8", whole) :].strip():
        raise Refused(msg("This file is empty. Choose another one."))
    _check_text(whole)
    known = Encoding(check_encoding(choice.encoding)) if choice.encoding else find_encoding(whole)
    encoding = known.name
    head = [line.text for line in islice(read_lines(path, encoding), _LOOKED_AT)]
    if not any(text.strip(" ;,|\t\r\n") for text in head):
        raise empty_table()
    separator = choice.separator or find_separator(head)
    if len(separator) != 1 or separator in '"\r\n':
        raise Refused(msg("The separator must be one sign. Choose another one."), field="separator")
    records = islice(
        _Records(read_lines(path, encoding), separator), max(HEADER_WITHIN, choice.header_row + 20)
    )
    header = find_header(
        [[defuse.undo(cell) for cell in cells] for cells, _, _ in records], choice.header_row
    )
    return Found(
        "csv", encoding, separator, header_row=header.row, columns=header.columns,
        notes=(*known.notes, *header.notes),
    )  # fmt: skip


def csv_rows(path: Path, found: Found, progress: Progress | None = None) -> Iterator[Row]:
    """Give the rows below the header; empty ones are left out, faulty ones say why.

    progress: gets bytes read, of how many. Raises Trouble as the disk does, or where it was stopped.
    """
    try:
        steps = Steps(progress, path.stat().st_size)
    except OSError as error:
        raise unreadable() from error
    width, end = len(found.columns), 0
    records = _Records(read_lines(path, found.encoding), found.separator, width, found.header_row)
    for number, (cells, end, fault) in enumerate(records, 1):
        steps.tick(end)
        if number <= found.header_row or (fault is None and not any(cells)):
            continue
        if len(cells) != width:
            cells, ragged = _fit(cells, width, found.separator)
            fault = fault or ragged
        yield Row(number, tuple([defuse.undo(cell) if cell[:1] == "'" else cell for cell in cells]), fault)
    steps.tell(end)


def find_separator(lines: Sequence[str]) -> str:
    """Return the separator that cuts most lines into the same number of cells; "," where none does."""
    if lines and len(lines[0].strip()) == 5 and lines[0].lower().startswith("sep="):
        return lines[0].strip()[4]  # how Excel is told it, in the file itself
    for text in lines:
        quoted = _QUOTED.fullmatch(text.rstrip("\r\n"))
        if quoted:
            return quoted[1]
    best, most = ",", 0.0
    for separator in SEPARATORS:
        records = _Records((Line(text, 0) for text in lines), separator)
        widths = Counter(0 if fault else len(cells) for cells, _, fault in records if any(cells))
        width, times = max(
            widths.items(), key=lambda known: (known[1] * min(known[0], 12), known[0]), default=(0, 0)
        )
        worth = (times / widths.total()) ** 2 * min(width, 12) if width > 1 else 0.0
        if sum(text.count(separator + " ") * 2 - text.count(separator) for text in lines) > 0:
            worth /= 2  # the comma of "Haddad, Leila" stands between words, not between cells
        if worth > most:
            best, most = separator, worth
    return best


class _Records:
    """All records of a file, and the source of lines that the parser of the standard library draws on.

    width: cells in the header, 0 where it is not known yet. header_row: rows up to it may be of any width.
    """

    def __init__(self, lines: Iterator[Line], separator: str, width: int = 0, header_row: int = 0) -> None:
        self._lines = lines
        self._separator = separator
        self._width = width
        self._left = header_row
        self._given_back: deque[Line] = deque()
        self._taken: list[Line] = []
        self._after_break = False
        self._reader = csv.reader(_Source(self._take), delimiter=separator, strict=True)

    def __iter__(self) -> Iterator[Raw]:
        while True:
            self._taken.clear()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                raw = self._broken()
            else:
                raw = (cells, self._taken[-1].at, self._taken[0].fault)
                if len(self._taken) > 1 or self._after_break:
                    raw = self._checked(raw)
            if raw is not None:
                self._left -= 1
                yield raw

    def _take(self) -> str:
        line = self._given_back.popleft() if self._given_back else next(self._lines)
        self._taken.append(line)
        return line.text

    def _checked(self, raw: Raw) -> Raw | None:
        """Return a record of several lines, or one after a broken row, unless it can't be one."""
        cells, at, fault = raw
        known = self._width and self._left <= 0
        if len(self._taken) > 1 and (
            (known and len(cells) != self._width) or any(line.fault for line in self._taken)
        ):
            return self._broken()
        if self._after_break and known and fault is None and any(cells):
            self._after_break = len(cells) != self._width
            if self._after_break:
                fault = msg(
                    "This line may belong to the row above, whose quotation mark has no pair. Check both."
                )
        return cells, at, fault

    def _broken(self) -> Raw | None:
        """Give all lines back but the first, and return that as a faulty row.

        None where it was several rows, with carriage returns between them: they are read again.
        """
        first = self._taken[0]
        self._given_back.extendleft(reversed(self._taken[1:]))
        rows = first.text.rstrip("\r\n").split("\r")
        if len(rows) > 1:
            self._given_back.extendleft(Line(row + "\n", first.at, first.fault) for row in reversed(rows))
            return None
        self._after_break = True
        cells = [cell.strip().strip('"') for cell in rows[0].split(self._separator)]
        if max(map(len, cells)) > csv.field_size_limit() // 2:
            return cells, first.at, first.fault or too_long()
        fault = msg(
            "A quotation mark in this row has no pair, or stands within a text where it should stand twice. "
            "Check where each cell begins and ends."
        )
        return cells, first.at, first.fault or fault


class _Source:
    """Lines for the parser; may go on after its end, since lines are given back."""

    def __init__(self, take: Callable[[], str]) -> None:
        self._take = take

    def __iter__(self) -> _Source:
        return self

    def __next__(self) -> str:
        return self._take()


def _fit(cells: list[str], width: int, separator: str) -> tuple[list[str], Message | None]:
    """Return a row in the header's width, and why it is faulty: cells that no column is for."""
    if len(cells) < width:
        return cells + [""] * (width - len(cells)), None
    if not any(cells[width:]):
        return cells[:width], None
    fault = msg(
        "This row has {found} cells, the header has {expected}. Put a text that holds the separator in "
        "quotation marks.",
        found=len(cells),
        expected=width,
    )
    return [*cells[: width - 1], separator.join(cells[width - 1 :])], fault


def _check_text(head: bytes) -> None:
    """Raise Refused for files that are known to be no table, by how they begin."""
    begin = head[:512].lstrip().lower()
    if begin.startswith(
        (b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"{\\rtf", b"7z\xbc\xaf", b"rar!", b"\x1f\x8b")
    ):
        raise no_table()
    if begin.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise Refused(
            msg(
                "This file is a web page, whatever its name says. Open it in a spreadsheet program, "
                "save it as .xlsx and choose that file."
            )
        )
