"""What the desk writes is read back the same, and no spreadsheet program runs any of it."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from travel_desk.base.message import Refused, Trouble
from travel_desk.sheets import Cell, OutColumn, look, rows, write

Kind = Literal["csv", "xlsx"]
KINDS = ("csv", "xlsx")
COLUMNS = [OutColumn("Number"), OutColumn("Name"), OutColumn("Born", "date")]
RISKY = ["=1+1", "+7 700", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''+1", "＝1", "'", "'a", "'00"]


def written(
    path: Path, kind: Kind, table: Sequence[Sequence[Cell]], columns: Sequence[OutColumn] = COLUMNS
) -> list[tuple[Cell, ...]]:
    """Write a table, read it back, and see that nothing in it is faulty."""
    assert write(path, kind, columns, table, ["Filter: all"], "Officials") == len(table)
    found = look(path)
    read_rows = list(rows(path, found))
    assert found.columns == tuple(" ".join(column.title.split()) for column in columns)
    assert not found.notes
    assert not any(row.fault for row in read_rows)
    return [row.cells for row in read_rows]


def test_leading_zeros_and_dates_stand_in_a_csv_file_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(path, "csv", COLUMNS, [("007", 'Rose "LLC", Ltd', date(1979, 3, 1)), ("", None, None)], ["q"], "T")
    assert path.read_bytes().decode("utf-8-sig").split("\r\n") == [
        '"T"', '"q"', "", '"Number","Name","Born"', '"007","Rose ""LLC"", Ltd",1979-03-01', ",,", "",
    ]  # fmt: skip


@pytest.mark.parametrize("text", RISKY)
def test_no_text_begins_a_formula_in_a_csv_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    assert written(path, "csv", [(text, text, None)]) == [(text, text, "")]
    cell = path.read_bytes().decode("utf-8-sig").split("\r\n", 4)[4][1:]
    assert cell[0] not in "=+-@\t\r\n＝"


@pytest.mark.parametrize("text", [*RISKY, "#REF!", "007", "_x0041_", "\x01\x0b", "a\r\nb", "1e5", "TRUE"])
def test_a_text_is_a_text_in_an_xlsx_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    assert written(path, "xlsx", [(text, "x", date(2020, 2, 29))]) == [(text, "x", date(2020, 2, 29))]
    cell = openpyxl.load_workbook(path).active["A5"]  # type: ignore[index]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_the_question_stands_above_a_header_that_stays_in_sight(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, "xlsx", COLUMNS, [("1", "x" * 90, None)], ["Search: had", "", "Taken by A"], "Officials: all")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [sheet.cell(at, 1).value for at in (1, 2, 3, 4, 5)] == [
        "Officials: all", "Search: had", "Taken by A", None, "Number",
    ]  # fmt: skip
    assert sheet.title == "Officials  all"
    assert sheet.freeze_panes == "A6"  # type: ignore[union-attr]
    assert sheet["A5"].font.b
    assert sheet["A1"].font.sz == 14
    assert sheet.column_dimensions["B"].width == 48  # type: ignore[union-attr]


@pytest.mark.parametrize(("title", "name"), [("'[]'", "1"), ("A/B", "A B"), ("x" * 40, "x" * 31), (" ", "-")])
def test_a_sheet_is_called_what_excel_allows(tmp_path: Path, title: str, name: str) -> None:
    path = tmp_path / "a.xlsx"
    write(path, "xlsx", COLUMNS, [], [], title)
    assert openpyxl.load_workbook(path).sheetnames == [name]


@pytest.mark.parametrize("kind", KINDS)
def test_instants_are_written_in_local_time(tmp_path: Path, kind: Kind) -> None:
    moment = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)
    here = moment.astimezone().replace(tzinfo=None)
    (row,) = written(tmp_path / f"a.{kind}", kind, [(moment, "x", None)])
    assert row[0] == (here if kind == "xlsx" else here.isoformat(" "))


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_without_rows_has_its_header(tmp_path: Path, kind: Kind) -> None:
    assert written(tmp_path / f"a.{kind}", kind, []) == []


@pytest.mark.parametrize("kind", KINDS)
def test_many_rows_are_written(tmp_path: Path, kind: Kind) -> None:
    table = [(f"{n:05}", "x", None) for n in range(1500)]
    read_back = written(tmp_path / f"a.{kind}", kind, table)
    assert [row[0] for row in read_back] == [row[0] for row in table]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("csv", "a\0b", "Choose XLSX instead"),
        ("csv", "\ud800", "damaged sign"),
        ("xlsx", "\ud800", "damaged sign"),
        ("csv", "x" * 32_768, "more than 32767 signs"),
        ("xlsx", "x" * 32_768, "more than 32767 signs"),
    ],
)
def test_what_no_file_can_hold_is_refused_and_leaves_nothing(
    tmp_path: Path, kind: Kind, text: str, said: str
) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_text("as it was")
    with pytest.raises(Refused, match=said):
        write(path, kind, COLUMNS, [("1", "x", None), (text, "x", None)], [], "T")
    assert path.read_text() == "as it was"
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("kind", KINDS)
def test_work_that_is_stopped_leaves_nothing(tmp_path: Path, kind: Kind) -> None:
    def some() -> Iterator[Sequence[Cell]]:
        yield ("1", "x", None)
        raise Trouble("stopped")  # type: ignore[arg-type]

    with pytest.raises(Trouble):
        write(tmp_path / "a", kind, COLUMNS, some(), [], "T")
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="can't be written"):
        write(tmp_path / "gone" / "a.csv", "csv", COLUMNS, [], [], "T")


@pytest.mark.parametrize(("columns", "about"), [([], []), (COLUMNS, ["x"] * 40), (COLUMNS * 101, [])])
def test_a_table_that_could_not_be_read_back_is_a_defect(
    tmp_path: Path, columns: list[OutColumn], about: list[str]
) -> None:
    with pytest.raises(ValueError, match="shape"):
        write(tmp_path / "a.csv", "csv", columns, [], about, "T")


def test_the_same_rows_are_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, "xlsx", COLUMNS, [("1", "x", date(2020, 1, 1))], [], "T")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert zipfile.ZipFile(tmp_path / "a").testzip() is None


# -- any table -----------------------------------------------------------------------------------

signs = st.characters(exclude_categories=["Cs"])
texts = st.one_of(
    st.text(signs, max_size=9), st.text(st.sampled_from("';\"=,+-@\t\r\n|a _x005F\1Ж"), max_size=9)
)
moments = st.datetimes().map(lambda moment: moment.replace(microsecond=0))
floats = st.floats(allow_nan=False, allow_infinity=False)
numbers = st.one_of(st.integers(-(10**14), 10**14), floats)
values = st.one_of(texts, st.none(), numbers, st.dates(), st.booleans(), moments)


@st.composite
def tables(draw: Any) -> tuple[list[str], list[tuple[Cell, ...]], list[str], str]:
    width = draw(st.integers(1, 4))
    titles = draw(
        st.lists(
            texts.filter(lambda text: bool(text.split())),
            min_size=width,
            max_size=width,
            unique_by=lambda text: tuple(text.split()),
        )
    )
    return (
        titles,
        draw(st.lists(st.tuples(*[values] * width), max_size=5)),
        draw(st.lists(texts, max_size=3)),
        draw(texts),
    )


def as_read(cell: Cell, kind: Kind) -> Cell:
    """Return what a cell is once it has been in a file."""
    if kind == "csv":
        if cell is None or isinstance(cell, bool):
            return "" if cell is None else str(cell).upper()
        return str(cell)
    if isinstance(cell, date):
        if (cell.year, cell.month) < (1900, 3):
            return str(cell)
        if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
            return cell.date()
    return None if cell == "" else cell


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(table=tables(), kind=st.sampled_from(KINDS))
def test_any_table_is_read_back_the_same(tmp_path: Path, table: Any, kind: Kind) -> None:
    titles, cells, about, title = table
    path = tmp_path / f"any.{kind}"
    if kind == "csv":  # it refuses zero signs
        assume("\0" not in title + "".join((*titles, *about)))
        assume(not any(isinstance(cell, str) and "\0" in cell for row in cells for cell in row))
    columns = [OutColumn(text) for text in titles]
    assert write(path, kind, columns, cells, about, title) == len(cells)
    found = look(path)
    assert found.columns == tuple(" ".join(text.split()) for text in titles)
    back = list(rows(path, found))
    expected = [tuple(as_read(cell, kind) for cell in row) for row in cells]
    assert not any(row.fault for row in back)
    assert [row.cells for row in back] == [
        row for row in expected if any(cell is not None and cell != "" for cell in row)
    ]
