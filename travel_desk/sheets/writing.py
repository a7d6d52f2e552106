"""Writing a table into a file: the whole of it or none.

Both kinds begin with the title and the question that the table answers, one cell a line, then an empty
row, then the header; reading skips to the header by this form.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.sheets import defuse
from travel_desk.sheets.records import MAX_CELL, MAX_COLUMNS, Cell, Kind, OutColumn
from travel_desk.sheets.xlsx_out import write_xlsx

MAX_ABOUT = 30
"""Lines above the header; the header is looked for in few rows only."""


def write(
    path: Path,
    kind: Kind,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[Cell]],
    about: Sequence[str],
    title: str,
) -> int:
    """Write a table with the question it answers above it; returns how many rows were written.

    rows: as many cells each as there are columns. about: the lines of the question. A file that stands
    there is replaced, but only once the new one is whole on the disk. A CSV file is UTF-8 with its mark,
    texts in quotation marks and defused; in an XLSX file texts are text, dates are dates (those before
    March 1900, which its calendar does not have, are text). Read back, a CSV file gives texts (dates as
    "2026-11-23"), and an empty text is no value; an empty row is left out.
    Raises Refused for a text that no file can hold, Trouble as the disk does.
    """
    if not 0 < len(columns) <= MAX_COLUMNS or len(about) > MAX_ABOUT:
        raise ValueError("a table of this shape can't be read back")
    lines = [line for line in (" ".join(text.split()) for text in (title, *about)) if line] or ["-"]
    heads = [OutColumn(" ".join(column.title.split()), column.kind) for column in columns]
    with _whole(path) as file:
        try:
            if kind == "csv":
                return _write_csv(file, heads, rows, lines)
            return write_xlsx(file, heads, map(_checked, rows), lines)
        except UnicodeEncodeError as error:  # half of a sign beyond U+FFFF: no text of any language
            raise Refused(
                msg("A text holds a damaged sign that no file can hold. Correct it, then try again.")
            ) from error


def _write_csv(
    file: BinaryIO, columns: Sequence[OutColumn], rows: Iterable[Sequence[Cell]], lines: Sequence[str]
) -> int:
    file.write(b"\xef\xbb\xbf")
    for line in (*((line,) for line in lines), (), [column.title for column in columns]):
        file.write(_csv_line(line))
    count = 0
    for row in rows:
        file.write(_csv_line(_checked(row)))
        count += 1
    return count


def _csv_line(row: Sequence[Cell]) -> bytes:
    return (",".join([_csv_cell(cell) for cell in row]) + "\r\n").encode()


def _csv_cell(cell: Cell) -> str:
    match cell:
        case str():
            if "\0" in cell:
                raise Refused(
                    msg("A text holds a zero sign, which no CSV file can hold. Choose XLSX instead."),
                    field="kind",
                )
            text = defuse.defuse(cell).replace('"', '""')
            return f'"{text}"' if cell else ""
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _checked(row: Sequence[Cell]) -> Sequence[Cell]:
    """Return a row with instants in local time; refuses texts longer than a cell."""
    for at, cell in enumerate(row):
        if isinstance(cell, str):
            if len(cell) > MAX_CELL:
                raise Refused(
                    msg(
                        "A text of this list has more than {count} signs, more than a cell can hold. "
                        "Shorten it.",
                        count=MAX_CELL,
                    )
                )
        elif isinstance(cell, datetime) and cell.tzinfo is not None:
            row = [*row[:at], cell.astimezone().replace(tzinfo=None), *row[at + 1 :]]
    return row


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file beside `path` to write to; it takes its place when all went well, else it goes.

    Where the system knows owners of files (POSIX) only the owner reads it: tables hold personal data.
    """
    part = path.with_name(f".{path.name[:100]}.part")
    try:
        part.unlink(missing_ok=True)  # one that is left of a crash keeps its own owner and rights
        with open(part, "xb", opener=_for_its_owner) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Trouble(
            msg("The file can't be written there. Choose another folder or free some space.")
        ) from error
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
