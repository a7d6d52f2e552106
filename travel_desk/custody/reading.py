"""Reads of custody that both sides share: the write side decides by them, the read side shows them.

Each takes a connection and returns records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.custody.rules import (
    Booklet,
    BookletState,
    Custody,
    Ground,
    GroundKind,
    Kind,
    Known,
    Movement,
    Place,
    TripFacts,
    Use,
)
from travel_desk.custody.tables import handover, place, safe
from travel_desk.officials.rules import PassportKind, latin
from travel_desk.officials.tables import Sight, passport, person, person_visible
from travel_desk.papers.tables import paper
from travel_desk.trips import reading as trips
from travel_desk.trips.tables import request

T = TypeVar("T")
_CHUNK = 500


def custody_of(connection: sa.Connection, passport_id: int) -> Custody:
    """Return one passport's custody; raises Refused where there is no such passport."""
    booklet = next(iter(booklets(connection, passport.c.id == passport_id)), None)
    if booklet is None:
        raise Refused(msg("There is no such passport in the register. Reload the list and look again."))
    past = movements(connection, passport_id)
    held = next((one for one in reversed(past) if one.kind.inwards), None)
    return Custody(booklet, past[-1] if past else None, held)


def booklets(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> list[Booklet]:
    """Return the passports that `wanted` (a condition on passport or person) asks for, by number."""
    asked = (
        sa.select(passport, person.c.native_name, person.c.surname, person.c.given_names, person.c.birth_date)
        .join(person, person.c.id == passport.c.person_id)
        .where(wanted)
        .order_by(passport.c.number, passport.c.id)
    )
    return [
        Booklet(
            row.id,
            PassportKind(row.kind),
            row.number,
            row.issuing_state,
            row.issued_on,
            row.expires_on,
            row.person_id,
            row.native_name,
            row.surname,
            row.given_names,
            row.birth_date,
        )
        for row in connection.execute(asked)
    ]


def movements(connection: sa.Connection, passport_id: int) -> tuple[Movement, ...]:
    """Return all movements of a passport, the first one first."""
    asked = (
        sa.select(
            handover,
            paper.c.number.label("receipt"),
            person.c.native_name,
            person.c.surname,
            person.c.given_names,
        )
        .join(paper, paper.c.id == handover.c.paper_id)
        .outerjoin(person, person.c.id == handover.c.representative_id)
        .where(handover.c.passport_id == passport_id)
        .order_by(handover.c.number)
    )
    rows = connection.execute(asked).all()
    where = places(connection, {one for row in rows for one in (row.place_id, row.from_place_id) if one})
    return tuple(_movement(row, where) for row in rows)


def places(connection: sa.Connection, ids: Collection[int]) -> dict[int, Place]:
    """Return places by their ids."""
    asked = (
        sa.select(place.c.id, place.c.safe_id, safe.c.name, place.c.shelf, place.c.slot)
        .join(safe, safe.c.id == place.c.safe_id)
        .where(place.c.id.in_(ids))
    )
    return {row.id: Place(*row) for row in connection.execute(asked)}


def place_of(connection: sa.Connection, place_id: int) -> tuple[Place, bool]:
    """Return a place and whether a booklet lies there; raises Refused where there is no such place."""
    found = places(connection, {place_id}).get(place_id)
    if found is None:
        raise Refused(msg("There is no such place. Choose one of the list."), field="place")
    lies = sa.select(handover.c.id).where(handover.c.place_id == place_id, handover.c.next_number.is_(None))
    return found, connection.execute(lies).first() is not None


def known_of(
    connection: sa.Connection,
    passports: Collection[int],
    where: Collection[int],
    scope: Sight,
    today: date,
    own: int | None,
) -> Known:
    """Return what an inventory of these passports at these places (by id) is checked against.

    scope, today: whom the user may see. own: the official that the user is.
    """
    visible = person_visible(scope, today)
    moved, full = set[int](), set[int]()
    found: dict[int, Booklet] = {}
    for chunk in _chunks(sorted(passports)):
        for one in booklets(connection, sa.and_(passport.c.id.in_(chunk), visible)):
            found[one.id] = one
        asked = sa.select(handover.c.passport_id).where(handover.c.passport_id.in_(chunk)).distinct()
        moved.update(connection.execute(asked).scalars())
    known: dict[int, Place] = {}
    for chunk in _chunks(sorted(where)):
        known |= places(connection, chunk)
        lies = sa.select(handover.c.place_id).where(
            handover.c.place_id.in_(chunk), handover.c.next_number.is_(None)
        )
        full.update(one for one in connection.execute(lies).scalars() if one is not None)
    return Known(found, moved, known, full, own, begun(connection))


def begun(connection: sa.Connection) -> bool:
    """Tell whether a passport was taken in at this desk already."""
    asked = sa.select(handover.c.id).where(handover.c.kind == Kind.TAKE_IN.value).limit(1)
    return connection.execute(asked).first() is not None


def full_places(connection: sa.Connection) -> set[int]:
    """Return the ids of all places where a booklet lies."""
    lies = sa.select(handover.c.place_id).where(
        handover.c.place_id.is_not(None), handover.c.next_number.is_(None)
    )
    return {int(one) for one in connection.execute(lies).scalars() if one is not None}


def trip_facts(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> list[TripFacts]:
    """Return the requests that `wanted` (a condition on request or trip) asks for, by departure."""
    facts = trips.requests(connection, wanted)
    slips = _slips(connection, [one.id for one in facts])
    found = (TripFacts.of(one, *slips.get(one.id, ("", False))) for one in facts)
    return sorted((one for one in found if one), key=lambda one: (one.leaves, one.request_id))


def trip_of(connection: sa.Connection, request_id: int) -> TripFacts:
    """Return what custody asks of one request; raises Refused where there is none."""
    found = trip_facts(connection, request.c.id == request_id)
    if not found:
        raise Refused(msg("There is no such trip request. Reload and choose the trip again."), field="ground")
    return found[0]


def name_of(connection: sa.Connection, person_id: int) -> tuple[str, str, str]:
    """Return native name, surname and given names of a person; raises Refused where there is none."""
    asked = sa.select(person.c.native_name, person.c.surname, person.c.given_names)
    row = connection.execute(asked.where(person.c.id == person_id)).first()
    if row is None:
        raise Refused(
            msg("There is no such person in the register. Choose one of the list."), field="representative"
        )
    return row.native_name, row.surname, row.given_names


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield `items` in portions that one statement takes."""
    for at in range(0, len(items), _CHUNK):
        yield items[at : at + _CHUNK]


def _slips(connection: sa.Connection, requests: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """Return the latest standing slip of each request that has one: its number, and if it is to be signed."""
    asked = (
        sa.select(paper.c.subject_id, paper.c.number, paper.c.state)
        .where(
            paper.c.kind == "slip",
            paper.c.subject_kind == "request",
            paper.c.subject_id.in_(list(requests)),
            paper.c.state != "void",
        )
        .order_by(paper.c.id)
    )
    return {row.subject_id: (row.number, row.state == "to_sign") for row in connection.execute(asked)}


def _movement(row: sa.Row[tuple[object, ...]], where: dict[int, Place]) -> Movement:
    name = row.native_name or latin(row.surname or "", row.given_names or "")
    return Movement(
        number=row.number,
        kind=Kind(row.kind),
        party_id=row.party_person_id,
        ground=Ground(GroundKind(row.ground_kind), row.ground, row.article),
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        by_name=row.by_name,
        receipt_id=row.paper_id,
        receipt=row.receipt,
        sha256=row.receipt_sha256,
        review_on=row.review_on,
        due_back=row.due_back,
        request_id=row.request_id,
        place=where.get(row.place_id),
        from_place=where.get(row.from_place_id),
        booklet=BookletState(row.booklet_state),
        use=Use(row.use) if row.use else None,
        representative=name if row.representative_id else "",
        authority=row.authority,
        late_reason=row.late_reason,
        papers_with_it=row.papers_with_it,
    )
