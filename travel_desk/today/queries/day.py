"""One day of the desk: all groups, the next seven days, the safes and the drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from travel_desk.base.language import Language, screen_language
from travel_desk.custody.tables import handover, place, safe
from travel_desk.desk import Desk, DraftRecord
from travel_desk.today import rules
from travel_desk.today.queries.booklets import expiring, held, overdue
from travel_desk.today.queries.papers import unfinished
from travel_desk.today.queries.trips import flows, leaving, waiting
from travel_desk.today.rules import Facts, Flow, Group


@dataclass(frozen=True, slots=True)
class SafeLine:
    """A safe and how many passports lie in it."""

    name: str
    passports: int


@dataclass(frozen=True, slots=True)
class Day:
    """All that the Today page shows."""

    day: date
    user: str
    groups: tuple[Group, ...]
    flows: tuple[Flow, ...]
    safes: tuple[SafeLine, ...]
    drafts: tuple[DraftRecord, ...]

    @property
    def count(self) -> int:
        """How many lines wait."""
        return sum(group.count for group in self.groups)

    @property
    def urgent(self) -> int:
        """How many of them can't wait past today."""
        return sum(line.urgent for group in self.groups for line in group.lines)


def day(desk: Desk) -> Day:
    """Return what waits today for whoever is at the desk."""
    with desk.read("see_trips") as connection:
        groups = groups_of(connection, desk, screen_language())
        coming = flows(connection, desk)
        safes = _safes(connection)
    drafts = tuple(desk.drafts.mine())
    return Day(desk.today(), desk.session.name, groups, coming, safes, drafts)


def count(desk: Desk) -> int:
    """Return how many lines wait today, for the sidebar."""
    with desk.read("see_trips") as connection:
        return sum(group.count for group in groups_of(connection, desk, screen_language()))


def groups_of(connection: sa.Connection, desk: Desk, language: Language) -> tuple[Group, ...]:
    """Return the groups of the day; language: in which countries are named."""
    today = desk.today()
    going = leaving(connection, desk, language)
    facts = Facts(
        held=held(connection, desk),
        leaving=going,
        waiting=waiting(connection, desk, language),
        overdue=overdue(connection, desk),
        unfinished=unfinished(connection, desk, {one.slip_id for one in going}),
        expiring=expiring(connection, desk),
    )
    return rules.groups_of(facts, today)


def _safes(connection: sa.Connection) -> tuple[SafeLine, ...]:
    rows = connection.execute(
        sa.select(safe.c.name, sa.func.count(handover.c.id).label("held"))
        .outerjoin(place, place.c.safe_id == safe.c.id)
        .outerjoin(handover, sa.and_(handover.c.place_id == place.c.id, handover.c.next_number.is_(None)))
        .group_by(safe.c.id)
        .order_by(safe.c.name)
    )
    return tuple(SafeLine(row.name, row.held) for row in rows)
