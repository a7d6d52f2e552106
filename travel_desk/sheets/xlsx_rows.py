"""Rows of an XLSX file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from travel_desk.base.message import Refused, msg
from travel_desk.sheets.records import Choice, Found, Progress, Row


def look_xlsx(path: Path, choice: Choice) -> Found:
    """Find sheets and header of an XLSX file, or take what was chosen."""
    raise Refused(
        msg("This file is no table. Choose a CSV or XLSX file, or save the list as one of these first.")
    )


def xlsx_rows(path: Path, found: Found, progress: Progress | None = None) -> Iterator[Row]:
    """Give the rows below the header."""
    raise NotImplementedError
