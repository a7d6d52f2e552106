"""Where an exported list may go, and what it may hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from travel_desk.base.message import Refused
from travel_desk.exports.rules import (
    LONGEST_SHEET,
    Column,
    ExportOrder,
    Kind,
    Part,
    check_order,
    suggested_name,
    target,
)


def order(count: int = 1, kind: Kind = Kind.XLSX, *, replace: bool = False) -> ExportOrder:
    part = Part(range(count), lambda _desk: [], ())
    column = Column("Name", lambda record: record.name)
    return ExportOrder("officials", kind, Path("/x"), "T", (), "", (column,), (part,), lambda _r: (), replace)


@pytest.mark.parametrize(
    ("text", "kind", "path"),
    [
        ("/lists/a/list.xlsx", Kind.XLSX, "/lists/a/list.xlsx"),
        ("  /lists/a/list.XLSX ", Kind.XLSX, "/lists/a/list.XLSX"),
        ("/lists/a/list.xlsx", Kind.CSV, "/lists/a/list.csv"),
        ("/lists/a/list 5.11", Kind.CSV, "/lists/a/list 5.11.csv"),
        ("/lists/a/../b/list", Kind.XLSX, "/lists/b/list.xlsx"),
    ],
)
def test_a_file_gets_the_ending_of_its_kind(text: str, kind: Kind, path: str) -> None:
    assert target(text, kind, "/desk") == Path(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Say which file"),
        ("list.csv", "not the whole path"),
        ("/lists/a/", "not the whole path"),
        ("/lists/a\0b", "not the whole path"),
        ("/desk/list.csv", "belong to the desk"),
        ("/lists/../desk/files/x", "belong to the desk"),
    ],
)
def test_a_place_that_will_not_do_is_refused_at_its_field(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        target(text, Kind.CSV, "/desk")
    assert refused.value.field == "path"


def test_a_file_is_called_after_list_and_day() -> None:
    assert suggested_name("Users: a/b\n", date(2026, 11, 5), Kind.CSV) == "Users a b 2026-11-05.csv"


def test_an_empty_list_is_not_exported() -> None:
    with pytest.raises(Refused, match="empty"):
        check_order(order(0), there=False)


def test_a_sheet_holds_no_more_than_a_million_rows() -> None:
    with pytest.raises(Refused, match="Choose CSV") as refused:
        check_order(order(LONGEST_SHEET + 1), there=False)
    assert refused.value.field == "kind"
    check_order(order(LONGEST_SHEET + 1, Kind.CSV), there=False)


def test_a_file_that_is_there_goes_only_where_somebody_said_so() -> None:
    with pytest.raises(Refused, match="already") as refused:
        check_order(order(), there=True)
    assert refused.value.field == "replace"
    check_order(order(replace=True), there=True)


def test_both_kinds_have_words() -> None:
    assert {str(kind.label) for kind in Kind} == {"Spreadsheet (XLSX)", "Text table (CSV)"}
