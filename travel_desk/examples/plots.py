"""What the trips of the last weeks are: who travels where, and how far each one comes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import sqlalchemy as sa

from travel_desk.base.workdays import add_working_days
from travel_desk.officials.tables import passport, person, post
from travel_desk.trips.rules import Funding, Kind, Leg

OUTCOMES = (
    *["closed"] * 58, *["home"] * 12, *["departed"] * 14, *["overdue"] * 3, *["slip"] * 20,
    *["approved"] * 14, *["stage 3"] * 10, *["stage 2"] * 14, *["stage 1"] * 17, *["refused"] * 10,
    *["sent back"] * 9, *["withdrawn"] * 8, *["draft"] * 11,
)  # fmt: skip
"""How far each of two hundred trips comes."""

_ENDED = ("closed", "overdue")
"""What has to begin, go and end within the weeks of the desk."""

PRINTABLE = re.compile("[\u0020-\u052f\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f\u1e00-\u1fff\u2019]*")
"""Names in the scripts whose fonts come with the program, so that the example's papers print anywhere."""

_PLACES = (
    ("KE", "Nairobi"), ("GE", "Tbilisi"), ("OM", "Muscat"), ("CH", "Geneva"), ("PE", "Lima"),
    ("AT", "Vienna"), ("UG", "Kampala"), ("KZ", "Almaty"), ("NO", "Oslo"), ("LK", "Colombo"), ("AZ", "Baku"),
    ("BD", "Dhaka"), ("KR", "Busan"), ("BR", "Brasília"), ("CY", "Nicosia"), ("LV", "Riga"),
    ("LA", "Vientiane"), ("PT", "Lisbon"), ("DJ", "Djibouti"), ("NL", "The Hague"), ("JP", "Kyoto"),
    ("EG", "Cairo"),
)  # fmt: skip
REASONS = (
    (Kind.CONFERENCE, "Basin Waters Forum", "Great Lakes Basin Council", Funding.HOST),
    (Kind.VISIT, "Visit to the ministry of water", "Ministry of Water of the host country", Funding.MINISTRY),
    (
        Kind.NEGOTIATION,
        "Third round of talks on the river treaty",
        "Joint Water Commission",
        Funding.MINISTRY,
    ),
    (Kind.TRAINING, "Course on flood forecasting", "Flood Data Centre", Funding.SHARED),
    (Kind.CONFERENCE, "Desalination Congress", "Congress Office", Funding.SHARED),
    (Kind.HOLIDAY, "Holiday with the family", "", Funding.OWN),
    (Kind.VISIT, "Site visit to the harbour works", "Port Authority", Funding.HOST),
    (Kind.TREATMENT, "Treatment at a clinic", "", Funding.OWN),
)


@dataclass(frozen=True, slots=True)
class Plot:
    """One trip of the example: travellers as (person, passport), when, where and how it ends."""

    number: int
    outcome: str
    travellers: tuple[tuple[int, int], ...]
    kind: Kind
    purpose: str
    host: str
    funding: Funding
    legs: tuple[Leg, ...]
    asked_on: date
    late: bool

    @property
    def leaves(self) -> date:
        """The day of leaving."""
        assert self.legs[0].arrives is not None
        return self.legs[0].arrives

    @property
    def home(self) -> date:
        """The day of coming home."""
        assert self.legs[-1].leaves is not None
        return self.legs[-1].leaves


def plots(people: list[tuple[int, int]], today: date, count: int, seed: int) -> list[Plot]:
    """Return the first `count` plots, or as many as there are travellers for.

    people: (person, passport) of the travellers; those who go are taken from its end. The plots are the
    same for the same people, day and seed.
    """
    found = []
    for number in range(count):
        chance = Random(f"{seed}/trip/{number}")
        size = chance.choice((2, 3)) if number % 17 == 5 else 1
        if len(people) < size:
            break  # a small register holds fewer trips
        crew = tuple(people.pop() for _ in range(size))
        found.append(_plot(number, OUTCOMES[number * 73 % len(OUTCOMES)], crew, today, chance))
    return found


def travellers(
    connection: sa.Connection, today: date, seed: int, *, printable: bool = True
) -> list[tuple[int, int]]:
    """Return (person, passport) of everyone who holds a post and a passport that lasts, well shuffled.

    printable: only those whose name every workstation prints.
    """
    asked = (
        sa.select(passport.c.person_id, sa.func.max(passport.c.id), person.c.native_name)
        .join(post, post.c.person_id == passport.c.person_id)
        .join(person, person.c.id == passport.c.person_id)
        .where(passport.c.expires_on > today + timedelta(days=300), passport.c.kind != "ordinary")
        .group_by(passport.c.person_id, person.c.native_name)
        .order_by(passport.c.person_id)
    )
    people = [
        (row[0], row[1]) for row in connection.execute(asked) if not printable or PRINTABLE.fullmatch(row[2])
    ]
    Random(f"{seed}/people").shuffle(people)
    return people


def _plot(number: int, outcome: str, crew: tuple[tuple[int, int], ...], today: date, chance: Random) -> Plot:
    kind, purpose, host, funding = chance.choice(REASONS if len(crew) == 1 else REASONS[:5])
    leaves, days = _when(outcome, today, chance)
    legs = legs_of(leaves, days, chance)
    late = chance.random() < 0.08
    notice = chance.randrange(5, 9) if late else chance.randrange(11, 13 if outcome in _ENDED else 18)
    asked = add_working_days(leaves, -notice)
    ago = {"stage 1": (0, 3), "stage 2": (3, 5), "stage 3": (5, 8), "draft": (0, 4), "sent back": (3, 8)}
    if outcome in ago:
        asked = add_working_days(today, -chance.randrange(*ago[outcome]))
    return Plot(number, outcome, crew, kind, purpose, host, funding, legs, asked, late)


def _when(outcome: str, today: date, chance: Random) -> tuple[date, int]:
    """Return the day of leaving and how many days the trip lasts."""
    days = chance.randrange(2, 5 if outcome in _ENDED else 9)
    ahead: dict[str, Callable[[], int]] = {
        "closed": lambda: -days - chance.randrange(8, 12),
        "home": lambda: -days - chance.randrange(1, 5),
        "departed": lambda: -chance.randrange(0, days),
        "overdue": lambda: -days - chance.randrange(13, 16),
        "slip": lambda: chance.randrange(0, 7),
        "approved": lambda: chance.randrange(7, 15),
        "refused": lambda: chance.randrange(-10, 12),
        "withdrawn": lambda: chance.randrange(-15, 15),
    }
    far = ahead.get(outcome, lambda: chance.randrange(18, 45))
    return today + timedelta(days=far()), days


def legs_of(leaves: date, days: int, chance: Random) -> tuple[Leg, ...]:
    """Return one stay, or two, from a day on for so many days."""
    first, second = chance.sample(_PLACES, 2)
    home = leaves + timedelta(days=days)
    if days < 4 or chance.random() < 0.75:
        return (Leg(*first, leaves, home),)
    between = leaves + timedelta(days=days // 2)
    return (Leg(*first, leaves, between), Leg(*second, between, home))
