"""Reading a table from a file, whatever kind it turns out to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.sheets.csv_rows import csv_rows, look_csv
from travel_desk.sheets.records import Choice, Found, Progress, Row, unreadable

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2


def look(path: Path, choice: Choice = Choice()) -> Found:  # noqa: B008
    """Find out what a file is: its kind, encoding, separator, sheets, header. Reads little of it.

    choice: what the user set instead. Raises Refused for what is no table or too large to be one,
    Trouble where the file is missing or can't be read.
    """
    head = _head(path)
    if head.startswith(_OLE):
        raise Refused(
            msg(
                "This is an old .xls file, or one protected by a password. Open it in a spreadsheet "
                "program, save it as .xlsx without a password and choose that file."
            )
        )
    if head.startswith(_ZIP):
        from travel_desk.sheets.xlsx_rows import look_xlsx  # only where such a file is read

        return look_xlsx(path, choice)
    return look_csv(path, choice)


def rows(path: Path, found: Found, progress: Progress | None = None) -> Iterator[Row]:
    """Give the rows below the header one by one, empty rows left out; a bad row says so in `fault`.

    Work that was interrupted (base.interrupt) ends in Trouble. progress: gets how much is read, of how
    much. Raises Trouble where the file can't be read to its end.
    """
    if found.kind == "xlsx":
        from travel_desk.sheets.xlsx_rows import xlsx_rows  # only where such a file is read

        return xlsx_rows(path, found, progress)
    return csv_rows(path, found, progress)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except FileNotFoundError as error:
        raise Trouble(msg("The file is no longer there. Choose it again.")) from error
    except (OSError, ValueError) as error:
        raise unreadable() from error
