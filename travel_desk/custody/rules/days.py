"""The days of custody: when a booklet may leave, when it is due back, when its ground is reviewed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from travel_desk.base.workdays import SATURDAY_SUNDAY, add_working_days
from travel_desk.custody.rules.records import TripFacts

DAYS_BEFORE = 5
"""Working days before departure from which a booklet is handed out, where the desk sets no other."""

REVIEW_MONTHS = 6
"""Months until a ground is reviewed, where the desk sets no other (domain.md; issue of custody)."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What counts as a working day, and from how many of them before departure a booklet may leave.

    holidays: of the desk. weekend: weekdays of its weekend (Monday 0).
    """

    holidays: Collection[date] = frozenset()
    weekend: frozenset[int] = SATURDAY_SUNDAY
    days_before: int = DAYS_BEFORE


def opens_on(trip: TripFacts, week: Calendar) -> date:
    """Return the first day on which a booklet may be handed out for `trip`."""
    return add_working_days(trip.leaves, -week.days_before, week.holidays, week.weekend)


def after_home(trip: TripFacts, week: Calendar) -> date:
    """Return the day that lies the rule's working days after coming home."""
    return add_working_days(trip.home, trip.days_back, week.holidays, week.weekend)


def due_back(trip: TripFacts, week: Calendar) -> date:
    """Return the last day to bring the booklet back: as the approval set it, else `after_home`."""
    return trip.due_back or after_home(trip, week)


def review_on(day: date, months: int = REVIEW_MONTHS) -> date:
    """Return the day `months` months after `day`, or the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
