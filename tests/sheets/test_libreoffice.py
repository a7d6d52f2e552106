"""LibreOffice opens what the desk writes: zeros and dates survive, and nothing is run."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from travel_desk.sheets import Cell, OutColumn, look, rows, write

COLUMNS = [
    OutColumn("Personnel number"),
    OutColumn("Name"),
    OutColumn("Born", "date"),
    OutColumn("Trips", "number"),
]
TABLE = [
    ("0001", "Хаддад, Лейла", date(1979, 3, 12), 4),
    ("007", "=1+1", date(2031, 12, 1), -5),
    ("1e5", "@SUM(D6:D7)", date(1899, 5, 9), 1),
    ("+7 701", '\'=HYPERLINK("http://x")', None, 0),
    ("2020-01-02", "ليلى الحداد\nsecond line", date(2000, 2, 29), 12),
]
# Separator comma, quote sign, UTF-8, first line 1, no column formats, language, quoted fields as text: true,
# special numbers (dates) seen: true.
AS_CSV = "CSV:44,34,76,1,,0,true,true"
soffice = shutil.which("soffice")


@pytest.mark.skipif(soffice is None, reason="LibreOffice is not installed here")
def test_libreoffice_keeps_zeros_and_dates_and_runs_nothing(tmp_path: Path) -> None:
    write(tmp_path / "first.csv", "csv", COLUMNS, TABLE, ["=2+2"], "+Officials")
    write(tmp_path / "second.xlsx", "xlsx", COLUMNS, TABLE, ["=2+2"], "+Officials")
    assert soffice is not None
    command = [
        soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", f"--infilter={AS_CSV}",
        "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"),
        str(tmp_path / "first.csv"), str(tmp_path / "second.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name in ("first.xlsx", "second.xlsx"):
        saved = tmp_path / "saved" / name
        sheet = openpyxl.load_workbook(saved).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
        found = look(saved)
        assert found.header_row == 4
        assert found.columns == ("Personnel number", "Name", "Born", "Trips")
        kept = [tuple(_told(cell) for cell in row.cells) for row in rows(saved, found)]
        assert kept == [tuple(_told(cell) for cell in row) for row in TABLE]
        assert kept[0] == ("0001", "Хаддад, Лейла", date(1979, 3, 12), 4)


def _told(cell: Cell) -> Cell:
    """Return a cell without what differs: CSV's apostrophe, and dates that no XLSX file has."""
    if isinstance(cell, date) and cell.year < 1900:
        return str(cell)
    return cell.lstrip("'") if isinstance(cell, str) else cell
