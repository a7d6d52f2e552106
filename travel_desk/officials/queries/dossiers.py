"""Reading the dossier of one person on a connection that is already open, as it stands or stood on a day.

A day is asked of valid time: what held in the world on it, as the register knows that today.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from travel_desk.custody.tables import DESK, handover, place, safe
from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.officials import reading
from travel_desk.officials.queries.names import Names
from travel_desk.officials.queries.records import Dossier, PassportCard, PlacedPost
from travel_desk.officials.rules import (
    Clearance,
    HeldCategory,
    Level,
    Passport,
    latin,
)
from travel_desk.officials.tables import (
    clearance,
    organisation,
    passport,
    person,
    person_category,
    post,
    post_held,
)
from travel_desk.trips.tables import request

_above = organisation.alias("above")
ABOVE = (_above, _above.c.id == organisation.c.parent_id)
"""What an outer join of `organisation` takes for `placed_name`: the organisation above."""


def placed_name() -> sa.ColumnElement[str]:
    """Return the column "organisation": its name, and after a comma that of the one above, if any."""
    return (organisation.c.name + sa.func.coalesce(", " + _above.c.name, "")).label("organisation")


def read_dossier(connection: sa.Connection, person_id: int, today: date, on: date | None = None) -> Dossier:
    """Return the dossier of a person; raises Refused where there is no such person.

    on: the day on which it is wanted; later rows are left out. Without it, `today`.
    """
    facts = reading.person_facts(connection, person_id, today)
    day = on or today
    return Dossier(
        facts.id,
        facts.version,
        facts.order,
        day,
        _posts(connection, person_id, day, past=on is not None),
        _categories(connection, person_id, on),
        _clearances(connection, person_id, on),
        _passports(connection, person_id, day),
        _is_leaving(connection, person_id),
        on is not None,
        registered_on(connection, person_id),
    )


def registered_on(connection: sa.Connection, person_id: int) -> date | None:
    """Return the day on which a person came into the register, as the journal has it; None: it has not."""
    alone = sa.select(sa.func.min(journal_entry.c.number)).where(
        journal_entry.c.kind == "person", journal_entry.c.subject_id == person_id
    )
    among = sa.select(sa.func.min(journal_value.c.entry)).where(journal_value.c.person_id == person_id)
    numbers = [connection.execute(one).scalar() for one in (alone, among)]
    known = [number for number in numbers if number is not None]
    if not known:
        return None
    at = sa.select(journal_entry.c.recorded_at).where(journal_entry.c.number == min(known))
    recorded: datetime = connection.execute(at).scalar_one()
    return recorded.astimezone().date()


def _is_leaving(connection: sa.Connection, person_id: int) -> bool:
    asked = sa.select(request.c.id).where(
        request.c.person_id == person_id, request.c.state.in_(("slip_issued", "departed"))
    )
    return connection.execute(asked).first() is not None


def _begun(table: sa.Table, on: date | None) -> sa.ColumnElement[bool]:
    held = post_held(table)
    return held if on is None else sa.and_(held, table.c.from_day <= on)


def _posts(connection: sa.Connection, person_id: int, day: date, *, past: bool) -> tuple[PlacedPost, ...]:
    rows = connection.execute(
        sa.select(post, organisation.c.level)
        .select_from(post.join(organisation, organisation.c.id == post.c.organisation_id))
        .where(post.c.person_id == person_id, _begun(post, day if past else None))
        .order_by(post.c.from_day.desc(), post.c.main.desc(), post.c.id)
    ).all()
    names = Names(connection, {row.organisation_id for row in rows})
    found = []
    for row in rows:
        # A post that ended bears the name that its organisation had on its last day.
        last = row.until_day - timedelta(days=1) if row.until_day is not None else day
        named = names.placed(row.organisation_id, max(min(day, last), row.from_day))
        found.append(PlacedPost(reading.post_record(row), named, Level(row.level)))
    return tuple(found)


def _categories(connection: sa.Connection, person_id: int, on: date | None) -> tuple[HeldCategory, ...]:
    rows = connection.execute(
        sa.select(person_category)
        .where(person_category.c.person_id == person_id, _begun(person_category, on))
        .order_by(person_category.c.from_day, person_category.c.id)
    )
    return tuple(reading.category_record(r) for r in rows)


def _clearances(connection: sa.Connection, person_id: int, on: date | None) -> tuple[Clearance, ...]:
    rows = connection.execute(
        sa.select(clearance)
        .where(clearance.c.person_id == person_id, _begun(clearance, on))
        .order_by(clearance.c.from_day, clearance.c.id)
    )
    return tuple(reading.clearance_record(r) for r in rows)


def _passports(connection: sa.Connection, person_id: int, day: date) -> tuple[PassportCard, ...]:
    booklets = connection.execute(
        sa.select(passport)
        .where(passport.c.person_id == person_id, passport.c.issued_on <= day)
        .order_by(passport.c.kind, passport.c.expires_on.desc())
    ).all()
    end = datetime.combine(day + timedelta(days=1), time()).astimezone()  # the local day has ended
    where = handover.outerjoin(place, place.c.id == handover.c.place_id)
    where = where.outerjoin(safe, safe.c.id == place.c.safe_id)
    where = where.outerjoin(person, person.c.id == handover.c.representative_id)
    rows = connection.execute(
        sa.select(handover, safe.c.name.label("safe"), place.c.shelf, place.c.slot, person.c.native_name,
                  person.c.surname, person.c.given_names)
        .select_from(where)
        .where(handover.c.passport_id.in_([one.id for one in booklets]), handover.c.happened_at < end)
        .order_by(handover.c.passport_id, handover.c.number)
    )  # fmt: skip
    last = {row.passport_id: row for row in rows}
    return tuple(_card(reading.passport_record(one), last.get(one.id), day) for one in booklets)


def _card(booklet: Passport, moved: sa.Row[Any] | None, day: date) -> PassportCard:
    if moved is None:
        return PassportCard(booklet, "with_holder")
    inside, out = moved.to_party == DESK, moved.kind == "hand_out"
    code = "with_holder"
    if inside:
        code = "ground_lapsed" if moved.review_on < day else "in_custody"
    elif out:
        code = "overdue" if moved.due_back < day else "handed_out"
    who = moved.native_name or latin(moved.surname or "", moved.given_names or "")
    return PassportCard(
        booklet,
        code,
        f"{moved.safe}, {moved.shelf}-{moved.slot}" if moved.safe else "",
        moved.review_on,
        moved.due_back,
        moved.happened_at.astimezone().date(),
        "" if inside else who,
    )
