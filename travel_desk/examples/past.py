"""Trips of past years, as the old files of Utopia's desk tell them: decided and ended on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from travel_desk.base.workdays import add_working_days
from travel_desk.examples.plots import REASONS, legs_of
from travel_desk.trips.rules import Kind, PastDecision, PastTraveller, PastTrip

YEARS = 3
_CYCLE = 340
_ORDINARY = (
    ("Head of the organisation", "Pavel Anderhub", "Head of Ministry"),
    ("Head of Government’s Office", "Henrik Solvang", "Head of the Office"),
)
_REPORTS = (
    "The minutes were signed; the next round is in spring.",
    "Took part as planned; the papers are with the department.",
    "The site was seen; two findings go to the engineers.",
    "Course completed; the certificate is in the file.",
)


def past_trips(people: Sequence[tuple[int, int]], count: int, before: date, seed: int) -> list[PastTrip]:
    """Return `count` trips that ended before a day, the same for the same people, day and seed.

    people: (person, passport) of those who may have travelled, first who travels most. Each goes once in a
    span of eleven months, so that nobody is in two places at once; none without people.
    """
    found = []
    for number in range(count if people else 0):
        chance = Random(f"{seed}/past/{number}")
        share = -(-count // YEARS)  # so many trips a span
        span, at = divmod(number, share)
        size = chance.choice((2, 3)) if number % 19 == 7 else 1
        first = at % len(people)
        crew = [people[(first + more * 7) % len(people)] for more in range(size)]
        days = chance.randrange(2, 10)
        far = _CYCLE * span + _CYCLE * at // share
        leaves = before - timedelta(days=far + days + 20)
        found.append(_trip(number, list(dict.fromkeys(crew)), leaves, days, chance))
    return found


def _trip(number: int, crew: Sequence[tuple[int, int]], leaves: date, days: int, chance: Random) -> PastTrip:
    kind, purpose, host, funding = chance.choice(REASONS if len(crew) == 1 else REASONS[:5])
    asked = add_working_days(leaves, -chance.randrange(11, 18))
    refused = chance.random() < 0.07
    decisions = tuple(
        PastDecision(
            office, name, capacity, add_working_days(asked, 2 + 3 * turn), not (refused and turn == 1),
            f"{office[:1]}-{number % 400 + 1}/{asked.year}",
            "No substitute was named for the days of absence." if refused and turn == 1 else "",
        )
        for turn, (office, name, capacity) in enumerate(_ORDINARY)
    )  # fmt: skip
    private = kind in (Kind.HOLIDAY, Kind.TREATMENT)
    report = "" if refused or private else chance.choice(_REPORTS)
    travellers = tuple(PastTraveller(person, decisions, passport, report=report) for person, passport in crew)
    act = "Travel Order 14/2026" if leaves.year >= 2026 else "Travel Order 3/2019"
    return PastTrip(
        f"TB-{leaves.year % 100:02}/{number + 1:04}", purpose, legs_of(leaves, days, chance), travellers,
        kind, host, funding, asked, act, "3",
    )  # fmt: skip
