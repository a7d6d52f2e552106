"""Read side of staff lists: sources, repair lists that wait, organisations to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Desk
from travel_desk.desk.about import Session
from travel_desk.desk.tables import journal_entry
from travel_desk.officials.rules import Organisation, holds, normalise, words
from travel_desk.staff_lists import reading, rules
from travel_desk.staff_lists.tables import repair_row, staff_list, staff_list_source


@dataclass(frozen=True, slots=True)
class Waiting:
    """A list of which rows wait to be corrected. rows: how many."""

    id: int
    source: str
    file_name: str
    day: date
    recorded_at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation to choose: its name, and the names above it."""

    id: int
    name: str
    above: str


def sources(desk: Desk) -> list[str]:
    """Return the names of all sources, in alphabetical order."""
    with desk.read("see_staff_lists") as connection:
        names = connection.execute(sa.select(staff_list_source.c.name)).scalars()
        return sorted(names, key=normalise)


def repair_lists(desk: Desk) -> list[Waiting]:
    """Return the lists of which rows wait to be corrected and the user may see them, the newest first."""
    with desk.read("see_staff_lists") as connection:
        rows = connection.execute(
            sa.select(staff_list, staff_list_source.c.name, sa.func.count().label("rows"))
            .join(staff_list_source, staff_list_source.c.id == staff_list.c.source_id)
            .join(repair_row, repair_row.c.list_id == staff_list.c.id)
            .where(reachable(desk.session))
            .group_by(staff_list.c.id, staff_list_source.c.name)
            .order_by(staff_list.c.recorded_at.desc(), staff_list.c.id.desc())
        ).all()
    return [Waiting(r.id, r.name, r.file_name, r.day, r.recorded_at, r.rows) for r in rows]


def organisations(desk: Desk) -> list[Organisation]:
    """Return the organisations of the register that stand today."""
    today = desk.today()
    with desk.read("see_staff_lists") as connection:
        found = reading.all_organisations(connection)
    return [one for one in found if holds(date.min, one.until_day, today)]


def place(desk: Desk, place_id: int) -> Place | None:
    """Return one standing organisation, None where there is none of this id."""
    found = organisations(desk)
    places = rules.Places(found, rules.Mapping(), desk.today())
    one = places.by_id.get(place_id)
    if one is None:
        return None
    return Place(one.id, one.name, ", ".join(reversed(places.way_names(one)[:-1])))


def find_places(desk: Desk, text: str, limit: int = 8) -> list[Place]:
    """Return the standing organisations found by all words of `text`, those above counted in."""
    wanted, found = words(text), organisations(desk)
    places = rules.Places(found, rules.Mapping(), desk.today())
    hits = []
    for one in found:
        names = places.way_names(one)
        folded = normalise(" ".join(names))
        if all(word in folded for word in wanted):
            own = normalise(one.name)
            away = not all(word in own for word in wanted)
            hits.append((away, len(names), own, Place(one.id, one.name, ", ".join(reversed(names[:-1])))))
    return [hit[-1] for hit in sorted(hits, key=lambda hit: hit[:3])[:limit]]


def reachable(session: Session) -> sa.ColumnElement[bool]:
    """Return the condition on `staff_list` that a user may see the rows of it that wait.

    Among them are rows that a scope kept out, and nobody can tell whose a row is that can't be read: who
    does not see everybody sees what waits of the lists that they took in themselves.
    """
    if not session.scope.organisation_path and session.scope.protected:
        return sa.true()
    taken = journal_entry.c
    mine = sa.select(taken.number).where(
        taken.kind == "staff_list", taken.subject_id == staff_list.c.id,
        taken.verb == "import_officials", taken.user_id == session.user_id,
    )  # fmt: skip
    return sa.exists(mine.correlate(staff_list))


def check_reachable(connection: sa.Connection, list_id: int, session: Session) -> None:
    """Refuse a list whose waiting rows the user may not see; one that is gone is not."""
    asked = sa.select(staff_list.c.id).where(staff_list.c.id == list_id, sa.not_(reachable(session)))
    if connection.execute(asked).first() is not None:
        raise Refused(
            msg("Another user took this list in, and it may go beyond your scope. Ask the desk head.")
        )
