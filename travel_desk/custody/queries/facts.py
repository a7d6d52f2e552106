"""What is known of one passport, of a booklet that was scanned, and of safes and places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.base.roles import Role
from travel_desk.custody import reading
from travel_desk.custody.queries.lists import passports_of
from travel_desk.custody.queries.records import Case, Custodian, PassportRow, Safe, Seen, Someone
from travel_desk.custody.rules import DAYS_BEFORE, Calendar, Custody, Ground, Movement, Place, State
from travel_desk.custody.tables import handover, place, safe
from travel_desk.desk import Desk
from travel_desk.desk.tables import user, user_role
from travel_desk.officials.rules import latin, words
from travel_desk.officials.tables import passport, person, person_visible
from travel_desk.trips.reading import main_posts
from travel_desk.trips.rules import State as TripState
from travel_desk.trips.tables import request

_LEAVING = (TripState.SLIP_ISSUED.value, TripState.DEPARTED.value, TripState.APPROVED.value)


def custody_of(desk: Desk, passport_id: int) -> Custody:
    """Return where a passport is and on what ground; raises Refused where it may not be seen."""
    with desk.read("see_custody") as connection:
        _check_visible(desk, connection, passport_id)
        return reading.custody_of(connection, passport_id)


def movements(desk: Desk, passport_id: int) -> tuple[Movement, ...]:
    """Return all movements of a passport, the first one first."""
    with desk.read("see_custody") as connection:
        _check_visible(desk, connection, passport_id)
        return reading.movements(connection, passport_id)


def movements_of(desk: Desk, person_id: int) -> list[tuple[PassportRow, tuple[Movement, ...]]]:
    """Return the movements of each passport of a person that ever was in custody."""
    rows = passports_of(desk, person_id)
    with desk.read("see_custody") as connection:
        found = [(row, reading.movements(connection, row.id)) for row in rows]
    return [(row, past) for row, past in found if past]


def case_of(desk: Desk, passport_id: int) -> Case:
    """Return all that is needed to move one passport on; raises Refused where it may not be seen."""
    calendar = calendar_of(desk)
    with desk.read("see_custody") as connection:
        _check_visible(desk, connection, passport_id)
        custody = reading.custody_of(connection, passport_id)
        past = reading.movements(connection, passport_id)
        holder = custody.booklet.holder_id
        post, organisation = main_posts(connection, [holder]).get(holder, ("", ""))
        trips = reading.trip_facts(
            connection, sa.and_(request.c.person_id == holder, request.c.state.in_(_LEAVING))
        )
        usable = (trip for trip in trips if trip.passport_id in (None, passport_id))
        return Case(
            custody,
            past,
            desk.session.name,
            post,
            organisation,
            desk.today(),
            calendar,
            tuple(usable),
            _suggested(connection, custody, past),
            _ground(connection, custody, desk.today()),
        )


def calendar_of(desk: Desk) -> Calendar:
    """Return the desk's working days, and from how many before departure a booklet may leave."""
    week = desk.calendar()
    return Calendar(week.holidays, week.weekend, desk.setting("hand_out_days_before", DAYS_BEFORE))


def booklet_by_number(desk: Desk, number: str) -> Seen | None:
    """Return the registered passport of a number, for the card of a booklet that was scanned.

    None where there is none, or where the user may not see whose it is.
    """
    wanted = sa.and_(passport.c.number == number, person_visible(desk.scope, desk.today()))
    with desk.read("see_custody") as connection:
        found = reading.booklets(connection, wanted)
        if not found:
            return None
        last = reading.custody_of(connection, found[0].id).last
        return Seen(found[0], last.place.label if last and last.place else "")


def free_places(desk: Desk, limit: int = 1000) -> list[Place]:
    """Return places where no booklet lies, by safe, shelf and slot."""
    with desk.read("see_custody") as connection:
        return _free(connection, limit)


def safes(desk: Desk) -> list[Safe]:
    """Return all safes by name."""
    full = sa.and_(handover.c.place_id == place.c.id, handover.c.next_number.is_(None))
    asked = (
        sa.select(
            safe.c.id,
            safe.c.version,
            safe.c.name,
            user.c.name.label("custodian"),
            sa.func.count(place.c.id),
            sa.func.count(handover.c.id),
        )
        .join(user, user.c.id == safe.c.custodian_id)
        .outerjoin(place, place.c.safe_id == safe.c.id)
        .outerjoin(handover, full)
        .group_by(safe.c.id, safe.c.version, safe.c.name, user.c.name)
        .order_by(safe.c.name)
    )
    with desk.read("see_custody") as connection:
        return [Safe(*row) for row in connection.execute(asked)]


def custodians(desk: Desk) -> list[Custodian]:
    """Return the active users who may be responsible for a safe, by name."""
    asked = (
        sa.select(user.c.id, user.c.name)
        .join(user_role, user_role.c.user_id == user.c.id)
        .where(user.c.active, user_role.c.role == Role.CUSTODIAN.value)
        .order_by(user.c.name)
    )
    with desk.read("see_custody") as connection:
        return [Custodian(*row) for row in connection.execute(asked)]


def find_someone(desk: Desk, text: str, limit: int = 8) -> list[Someone]:
    """Return persons of the register by parts of their name, to stand in for a holder."""
    if not text.strip():
        return []
    matching = (person.c.search_text.contains(word, autoescape=True) for word in words(text))
    asked = (
        sa.select(person)
        .where(person_visible(desk.scope, desk.today()), *matching)
        .order_by(person.c.sort_key, person.c.id)
        .limit(limit)
    )
    with desk.read("see_custody") as connection:
        rows = connection.execute(asked).all()
        posts = main_posts(connection, [row.id for row in rows])
    return [
        Someone(
            row.id,
            row.native_name,
            latin(row.surname, row.given_names),
            row.birth_date,
            posts.get(row.id, ("", ""))[1],
        )
        for row in rows
    ]


def _check_visible(desk: Desk, connection: sa.Connection, passport_id: int) -> None:
    asked = (
        sa.select(passport.c.id)
        .join(person, person.c.id == passport.c.person_id)
        .where(passport.c.id == passport_id, person_visible(desk.scope, desk.today()))
    )
    if connection.execute(asked).first() is None:
        raise Refused(msg("This passport is not in the register, or its holder is outside your scope."))


def free_in(connection: sa.Connection, safe_id: int | None) -> Iterator[Place]:
    """Return the free places of one safe, or of all, by safe, shelf and slot."""
    return iter(_free(connection, None, place.c.safe_id == safe_id if safe_id is not None else sa.true()))


def _free(
    connection: sa.Connection, limit: int | None, where: sa.ColumnElement[bool] | None = None
) -> list[Place]:
    lies = sa.select(handover.c.id).where(handover.c.place_id == place.c.id, handover.c.next_number.is_(None))
    asked = (
        sa.select(place.c.id, place.c.safe_id, safe.c.name, place.c.shelf, place.c.slot)
        .join(safe, safe.c.id == place.c.safe_id)
        .where(~sa.exists(lies.correlate(place)), sa.true() if where is None else where)
        .order_by(safe.c.name, safe.c.id, place.c.shelf, sa.func.length(place.c.slot), place.c.slot)
        .limit(limit)
    )
    return [Place(*row) for row in connection.execute(asked)]


def _suggested(connection: sa.Connection, custody: Custody, past: tuple[Movement, ...]) -> Place | None:
    """Return the place the booklet had last where it is free, else the first free one."""
    for one in reversed(past):
        if one.place is not None:
            _, occupied = reading.place_of(connection, one.place.id)
            if not occupied or one.number == custody.version:
                return one.place
            break
    return next(iter(_free(connection, 1)), None)


def _ground(connection: sa.Connection, custody: Custody, today: date) -> Ground | None:
    """Return the ground that the holder is under: this passport's, else another one's that the desk holds.

    Whoever is under none has nothing filled in: an order binds those whom it names.
    """
    mine = sa.select(passport.c.id).where(passport.c.person_id == custody.booklet.holder_id)
    others = [reading.custody_of(connection, one) for one in connection.execute(mine).scalars()]
    for one in sorted(others, key=lambda other: other.booklet.id != custody.booklet.id):
        if one.held is not None and one.state(today) is not State.WITH_HOLDER:
            return one.held.ground
    return None
