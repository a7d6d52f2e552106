"""What a person types for a day, a moment, a birth date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.language import Language, set_screen_language
from travel_desk.base.partial import PartialDate
from travel_desk.shell.days import parse_day, parse_moment, parse_partial

TODAY = date(2026, 11, 5)
NOW = datetime(2026, 11, 5, 8, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5.11.26", date(2026, 11, 5)),
        ("5.11.2026", date(2026, 11, 5)),
        ("5/11", date(2026, 11, 5)),
        ("5.11.", date(2026, 11, 5)),
        ("12 11", date(2026, 11, 12)),
        ("2026-11-05", date(2026, 11, 5)),
        ("today", TODAY),
        (" Tomorrow ", TODAY + timedelta(days=1)),
        ("+3", date(2026, 11, 8)),
        ("-1", date(2026, 11, 4)),
        ("3 Nov 2026", date(2026, 11, 3)),
        ("Mon 16 Nov 2026", date(2026, 11, 16)),
        ("16 november", date(2026, 11, 16)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, meant: date | None) -> None:
    assert parse_day(typed, TODAY) == meant


def test_without_a_year_the_nearest_day_is_meant() -> None:
    assert parse_day("5.1.", TODAY) == date(2027, 1, 5)
    assert parse_day("20/12", date(2026, 1, 10)) == date(2025, 12, 20)
    assert parse_day("29.2.", date(2027, 12, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["31.2.2026", "11/16/2026", "next week", "5", "29.2.", "1.13."])
def test_a_day_that_is_unclear_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the text is the person's own
        parse_day(typed, date(2026, 6, 1))


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(["en", "fr", "ru", "ar"]))
def test_a_day_as_the_screen_writes_it_is_read_back(day: date, code: str) -> None:
    language = Language(code)
    set_screen_language(language)
    if code in ("en", "fr", "ru"):
        assert parse_day(language.day(day), TODAY) == day
    assert parse_day(day.isoformat(), TODAY) == day
    assert parse_day(f"{day.day}.{day.month}.{day.year}", TODAY) == day


@given(st.text(max_size=12))
def test_nothing_typed_ever_breaks_the_field(typed: str) -> None:
    for parse in (
        lambda: parse_day(typed, TODAY),
        lambda: parse_moment(typed, NOW),
        lambda: parse_partial(typed),
    ):
        try:
            parse()
        except (ValueError, OverflowError):
            continue


def test_a_moment_is_a_day_and_a_time_or_the_time_alone() -> None:
    assert parse_moment("today, 08:30", NOW) == datetime(2026, 11, 5, 8, 30, tzinfo=UTC)
    assert parse_moment("4.11. 14:05", NOW) == datetime(2026, 11, 4, 14, 5, tzinfo=UTC)
    assert parse_moment("Wed 4 Nov 2026, 14:05", NOW) == datetime(2026, 11, 4, 14, 5, tzinfo=UTC)
    assert parse_moment("7:15", NOW) == datetime(2026, 11, 5, 7, 15, tzinfo=UTC)
    assert parse_moment("", NOW) is None
    with pytest.raises(ValueError, match="noon"):
        parse_moment("noon", NOW)


def test_a_birth_date_may_lack_day_or_month() -> None:
    assert parse_partial("14.3.1979") == PartialDate(1979, 3, 14)
    assert parse_partial("3.1979") == PartialDate(1979, 3)
    assert parse_partial("Mar 1979") == PartialDate(1979, 3)
    assert parse_partial("14 March 1979") == PartialDate(1979, 3, 14)
    assert parse_partial("1979") == PartialDate(1979)
    assert parse_partial("1979-03-14") == PartialDate(1979, 3, 14)
    assert parse_partial("") is None
    with pytest.raises(ValueError, match="31"):
        parse_partial("31.2.79")
