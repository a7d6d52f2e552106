"""Passports of the day: held without a ground that stands, overdue, expiring."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from travel_desk.custody.tables import custody_state, handover, now_with, place, safe
from travel_desk.desk import Desk
from travel_desk.officials.rules import PassportKind
from travel_desk.officials.tables import passport, person
from travel_desk.today import rules
from travel_desk.today.queries.common import visible, who
from travel_desk.today.rules import Expiring, Held, Overdue
from travel_desk.trips.tables import leg, request

_BOOKLET = (
    passport.c.id,
    passport.c.kind,
    passport.c.number,
    person.c.native_name,
    person.c.surname,
    person.c.given_names,
)


def held(connection: sa.Connection, desk: Desk) -> list[Held]:
    """Return the passports in custody whose review day has passed: their ground has lapsed."""
    rows = connection.execute(
        sa.select(
            *_BOOKLET, handover.c.ground, handover.c.review_on, safe.c.name, place.c.shelf, place.c.slot
        )
        .join(person, person.c.id == passport.c.person_id)
        .join(handover, now_with(passport.c.id))
        .join(place, place.c.id == handover.c.place_id)
        .join(safe, safe.c.id == place.c.safe_id)
        .where(custody_state(desk.today()) == "ground_lapsed", visible(desk))
    )
    return [
        Held(
            row.id,
            who(row),
            PassportKind(row.kind).label,
            row.number,
            f"{row.name}, {row.shelf}-{row.slot}",
            row.ground,
            row.review_on,
        )
        for row in rows
    ]


def overdue(connection: sa.Connection, desk: Desk) -> list[Overdue]:
    """Return the passports that were handed out and not brought back by their day."""
    rows = connection.execute(
        sa.select(*_BOOKLET, handover.c.due_back, request.c.home_on)
        .join(person, person.c.id == passport.c.person_id)
        .join(handover, now_with(passport.c.id))
        .outerjoin(request, request.c.id == handover.c.request_id)
        .where(custody_state(desk.today()) == "overdue", visible(desk))
    )
    return [Overdue(row.id, who(row), row.number, row.due_back, row.home_on) for row in rows]


def expiring(connection: sa.Connection, desk: Desk) -> list[Expiring]:
    """Return the passports that expire soon and have no newer one of their kind."""
    today = desk.today()
    newer = passport.alias("newer")
    rows = connection.execute(
        sa.select(*_BOOKLET, passport.c.expires_on)
        .join(person, person.c.id == passport.c.person_id)
        .where(
            passport.c.expires_on.between(today, today + timedelta(days=rules.EXPIRING_DAYS)),
            ~sa.exists().where(
                newer.c.person_id == passport.c.person_id,
                newer.c.kind == passport.c.kind,
                newer.c.expires_on > passport.c.expires_on,
            ),
            visible(desk),
        )
    ).all()
    trips = _next_trips(connection, today)
    return [
        Expiring(
            row.id,
            who(row),
            PassportKind(row.kind).label,
            row.number,
            row.expires_on,
            trips.get(row.id),
        )
        for row in rows
    ]


def _next_trips(connection: sa.Connection, today: date) -> dict[int, date]:
    """Return, by passport, when the next trip leaves for which it is to be used."""
    begins = sa.func.min(leg.c.arrives, type_=sa.Date).label("begins")
    trips = (
        sa.select(request.c.passport_id, begins)
        .join(leg, leg.c.trip_id == request.c.trip_id)
        .where(
            request.c.passport_id.is_not(None),
            request.c.state.not_in(("refused", "withdrawn", "departed", "home", "closed")),
        )
        .group_by(request.c.id)
        .having(begins >= today)
        .order_by(begins.desc())
    )
    return {row.passport_id: row.begins for row in connection.execute(trips)}
