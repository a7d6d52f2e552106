"""Working days: weekends and holidays that are given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.workdays import add_working_days, is_working, working_days_between

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
WEEKENDS = st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({6}), frozenset()])
CHRISTMAS = date(2026, 12, 25)


def test_friday_plus_one_working_day_is_monday() -> None:
    assert add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)


def test_a_holiday_is_stepped_over() -> None:
    assert add_working_days(date(2026, 12, 24), 1, {CHRISTMAS}) == date(2026, 12, 28)


def test_five_working_days_before_a_monday_is_the_monday_before() -> None:
    assert add_working_days(date(2026, 11, 23), -5) == date(2026, 11, 16)


def test_no_days_added_leaves_the_day_even_a_sunday() -> None:
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_a_weekend_of_friday_and_saturday_works_on_sunday() -> None:
    assert is_working(date(2026, 11, 22), weekend=frozenset({4, 5}))
    assert not is_working(date(2026, 11, 20), weekend=frozenset({4, 5}))
    assert not is_working(CHRISTMAS, {CHRISTMAS})


def test_a_week_without_a_working_day_is_refused_instead_of_searched_for_ever() -> None:
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(date(2026, 11, 20), 1, weekend=frozenset(range(7)))


def test_a_full_week_holds_five_working_days() -> None:
    assert working_days_between(date(2026, 11, 15), date(2026, 11, 22)) == 5


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(date(2026, 11, 22), date(2026, 11, 15)) == 0


@given(day=DAYS, count=st.integers(-60, 60), weekend=WEEKENDS, holidays=st.sets(DAYS, max_size=20))
def test_what_is_added_can_be_counted_again(
    day: date, count: int, weekend: frozenset[int], holidays: set[date]
) -> None:
    end = add_working_days(day, count, holidays, weekend)
    if count > 0:
        assert is_working(end, holidays, weekend)
        assert working_days_between(day, end, holidays, weekend) == count
    if count < 0:
        assert is_working(end, holidays, weekend)
        # From the end (not counted) up to the day before: the end itself was the last one stepped on.
        before = day - timedelta(days=1)
        assert working_days_between(end, before, holidays, weekend) == -count - 1
