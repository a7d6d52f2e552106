"""Birth dates of which day or month may be unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.partial import PartialDate

WHOLE = st.dates(date(1850, 1, 1), date(2100, 12, 31)).map(lambda d: PartialDate(d.year, d.month, d.day))
MONTHS = st.builds(PartialDate, st.integers(1850, 2100), st.integers(1, 12))
YEARS = st.builds(PartialDate, st.integers(1, 9999))


@given(WHOLE | MONTHS | YEARS)
def test_what_is_written_is_read_again(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day


@given(st.text(alphabet="0123456789-. ٣", max_size=12))
def test_any_text_is_a_date_or_refused_and_no_date_has_two_spellings_of_one_length(text: str) -> None:
    try:
        day = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(str(day)) == day
    assert text.startswith(str(day))


@pytest.mark.parametrize(
    ("text", "short"), [("1979-03-14", "1979-03-14"), ("1979-03", "1979-03"), ("1979", "1979")]
)
def test_only_what_is_known_is_written(text: str, short: str) -> None:
    assert str(PartialDate.parse(text)) == short


@pytest.mark.parametrize(
    "text", ["", "79", "1979-3", "1979-13", "1979-02-30", "0000", "1979-00-05", "14.03.1979", "١٩٧٩"]
)
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the words are the calendar's
        PartialDate.parse(text)


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(ValueError, match="without a month"):
        PartialDate(1979, 0, 5)


def test_an_unknown_day_sorts_before_the_known_ones_of_its_month() -> None:
    known, month, year = PartialDate(1979, 3, 1), PartialDate(1979, 3), PartialDate(1979)
    assert sorted([known, month, year]) == [year, month, known]
