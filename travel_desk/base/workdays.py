"""Working days: counted over a weekend and a list of holidays that are given, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

SATURDAY_SUNDAY = frozenset({5, 6})
_DAY = timedelta(days=1)


def is_working(day: date, holidays: Collection[date] = (), weekend: frozenset[int] = SATURDAY_SUNDAY) -> bool:
    """Tell whether `day` is worked; `weekend` holds weekday numbers, Monday being 0."""
    return day.weekday() not in weekend and day not in holidays


def add_working_days(
    day: date, count: int, holidays: Collection[date] = (), weekend: frozenset[int] = SATURDAY_SUNDAY
) -> date:
    """Return the working day that is `count` working days after `day` (before it if negative).

    `day` itself is not counted, and is returned for a count of 0 even if nobody works on it.
    Raises ValueError where every day of the week is a weekend.
    """
    if len(weekend) > 6:
        raise ValueError("no working day in the week")
    step = _DAY if count >= 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        if is_working(day, holidays, weekend):
            left -= 1
    return day


def working_days_between(
    first: date, last: date, holidays: Collection[date] = (), weekend: frozenset[int] = SATURDAY_SUNDAY
) -> int:
    """Return how many working days lie after `first` up to and with `last`; 0 if last <= first."""
    return sum(1 for day in _after(first, last) if is_working(day, holidays, weekend))


def _after(first: date, last: date) -> Iterator[date]:
    day = first
    while day < last:
        day += _DAY
        yield day
