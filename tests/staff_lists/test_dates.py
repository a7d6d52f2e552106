"""Dates as lists write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travel_desk.base.message import Message
from travel_desk.base.partial import PartialDate
from travel_desk.staff_lists.rules import Cell, DateStyle, evidence, read_day
from travel_desk.staff_lists.rules.dates import is_moment

TODAY = date(2026, 11, 5)
DAY, MONTH, YEAR = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST, DateStyle.YEAR_FIRST


@pytest.mark.parametrize(
    ("cell", "style", "day"),
    [
        ("2020-06-05", None, "2020-06-05"),
        ("2020/6/5", None, "2020-06-05"),
        ("20200605", None, "2020-06-05"),
        ("05062020", DAY, "2020-06-05"),
        ("06052020", MONTH, "2020-06-05"),
        (20200605, None, "2020-06-05"),
        ("05/06/2020", DAY, "2020-06-05"),
        ("05/06/2020", MONTH, "2020-05-06"),
        ("5.6.20", DAY, "2020-06-05"),
        ("5.6.79", DAY, "1979-06-05"),
        ("5.6.45", DAY, "2045-06-05"),
        ("20-06-05", YEAR, "2020-06-05"),
        ("25/06/2020", YEAR, "2020-06-25"),
        ("25/06/2020", None, "2020-06-25"),
        ("06/06/2020", None, "2020-06-06"),
        ("5 June 2020", None, "2020-06-05"),
        ("Jun 5, 2020", None, "2020-06-05"),
        ("5th of June 2020", None, "2020-06-05"),
        ("1er janvier 1980", None, "1980-01-01"),
        ("5 июня 2020 г.", None, "2020-06-05"),
        ("5. Juni 2020", None, "2020-06-05"),
        ("5 de junio de 2020", None, "2020-06-05"),
        ("5 يونيو 2020", None, "2020-06-05"),
        ("٥/٦/٢٠٢٠", DAY, "2020-06-05"),
        ("5-Jun-79", None, "1979-06-05"),
        ("2020 June 5", None, "2020-06-05"),
        ("2020-06-05 00:00:00", None, "2020-06-05"),
        ("2020-06-05T10:30:00Z", None, "2020-06-05"),
        (date(2020, 6, 5), None, "2020-06-05"),
        (datetime(2020, 6, 5, 10, 30), None, "2020-06-05"),  # noqa: DTZ001
        (43987, None, "2020-06-05"),
        (43987.0, None, "2020-06-05"),
        ("43987", None, "2020-06-05"),
        ("1979", None, "1979"),
        (1979, None, "1979"),
        ("03.1979", None, "1979-03"),
        ("1979-03", None, "1979-03"),
        ("März 1979", None, "1979-03"),
        ("xx.xx.1979", DAY, "1979"),
        ("00.03.1979", DAY, "1979-03"),
        ("1979-00-00", None, "1979"),
    ],
)
def test_a_date_is_read(cell: Cell, style: DateStyle | None, day: str) -> None:
    assert str(read_day(cell, style, TODAY)) == day


@pytest.mark.parametrize(
    "cell",
    [
        "soon", "31.02.2020", "13/13/2020", "1.2.3.4", "12345678", "123", "1/2", "ab/1979", "5/6/12345",
        "1-xy-2020", "5 June", "5 June x", "June 5 123", "²", "20200001", "4/June/", "1799-01-01", "5 6 7x",
        True, float("nan"), float("inf"), 7, 3.5, 99_999_999, "a-b-c", "32 June 2020", "June 5 June",
        "5/x5/2020", "5/6/xx", "20-13-05", "xx June xx",
    ],
)  # fmt: skip
def test_what_is_no_date_is_said(cell: Cell) -> None:
    found = read_day(cell, YEAR, TODAY)
    assert isinstance(found, Message)
    assert "is not a date" in str(found)


def test_two_figures_that_read_both_ways_are_asked() -> None:
    found = read_day("05/06/2020", None, TODAY)
    assert str(found) == (
        "2020-06-05 or 2020-05-06? Write it as 2020-12-31, or say which comes first in this column."
    )


def test_an_unknown_year_is_no_date() -> None:
    assert isinstance(read_day("5/6/xx", DAY, TODAY), Message)


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_an_empty_cell_says_nothing(cell: Cell) -> None:
    assert read_day(cell, DAY, TODAY) is None


@pytest.mark.parametrize(
    ("cells", "proposed", "sure"),
    [
        (["05/06/2020", "16/07/2020", ""], DAY, True),
        (["05/06/2020", "07/16/2020", None], MONTH, True),
        (["05/06/2020", "06/07/2020"], DAY, False),
        (["16/07/2020", "17/07/2020", "07/16/2020"], DAY, False),
        (["2020-06-05", 43987, date(2020, 6, 5)], YEAR, True),
        (["a", "b"], YEAR, True),
        ([], YEAR, True),
    ],
)
def test_the_order_is_told_by_the_column(cells: list[Cell], proposed: DateStyle, sure: bool) -> None:
    found = evidence(cells)
    assert (found.proposed, found.sure) == (proposed, sure)


def test_the_share_of_dates_is_told() -> None:
    assert evidence(["2020-06-05", "x", "", None]).dates == 50
    assert is_moment(date(2020, 1, 1))
    assert not is_moment("2020-01-01")


DAYS = st.dates(date(1910, 1, 2), date(2099, 12, 31))


@given(DAYS, st.sampled_from("./- "))
def test_a_day_survives_each_style(day: date, between: str) -> None:
    whole = PartialDate(day.year, day.month, day.day)
    one = f"{day.day:02}{between}{day.month:02}{between}{day.year}"
    other = f"{day.month}{between}{day.day}{between}{day.year}"
    assert read_day(one, DAY, TODAY) == whole
    assert read_day(other, MONTH, TODAY) == whole
    assert read_day(day.isoformat(), None, TODAY) == whole
    assert read_day((day - date(1899, 12, 30)).days, None, TODAY) == whole
    assert read_day(f"{day:%d %B %Y}", None, TODAY) == whole


@given(st.dates(TODAY - timedelta(days=365 * 79), TODAY + timedelta(days=365 * 19)))
def test_years_of_two_figures_are_the_near_ones(day: date) -> None:
    assert read_day(f"{day:%d.%m.%y}", DAY, TODAY) == PartialDate(day.year, day.month, day.day)


@given(
    st.text(max_size=30) | st.integers() | st.floats() | st.booleans(), st.sampled_from([None, *DateStyle])
)
@settings(max_examples=30)
def test_no_cell_breaks_it(cell: Cell, style: DateStyle | None) -> None:
    assert isinstance(read_day(cell, style, TODAY), PartialDate | Message | None)
