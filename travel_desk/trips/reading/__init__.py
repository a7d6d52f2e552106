"""Reads of trips that both sides share: the write side judges and moves requests with them, the read
side checks a draft with them while it is typed.  Each takes a connection and returns records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.officials.rules import PassportKind
from travel_desk.officials.tables import (
    Sight,
    passport,
    person,
    person_visible,
)
from travel_desk.policy.reading import person_facts, rule_book
from travel_desk.policy.rules import Judgement, judge, thaw
from travel_desk.trips.reading import statements
from travel_desk.trips.rules import (
    LIVE,
    Booklet,
    Funding,
    Journey,
    Kind,
    Leg,
    PastKnown,
    PersonOnTrip,
    RequestFacts,
    RouteStage,
    StageState,
    State,
    Traveller,
    TripDraft,
)
from travel_desk.trips.tables import leg, request, trip

T = TypeVar("T")
_CHUNK = 500


def request_facts(connection: sa.Connection, request_id: int) -> RequestFacts:
    """Return one request with its trip, traveller and route; raises Refused where there is none."""
    found = _told(connection, connection.execute(statements.ONE, {"id": request_id}).mappings().all())
    if not found:
        raise Refused(msg("There is no such request in the register. Reload the list and look again."))
    return found[0]


def requests(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> list[RequestFacts]:
    """Return the requests that `wanted` (a condition on request, trip or person) asks for.

    The leader of a trip comes first, then the others by their ids.
    """
    return _told(connection, connection.execute(statements.REQUESTS.where(wanted)).mappings().all())


def _told(connection: sa.Connection, rows: Sequence[sa.RowMapping]) -> list[RequestFacts]:
    legs = legs_of(connection, [row["trip_id"] for row in rows])
    stages = stages_of(connection, {row["id"]: row["round"] for row in rows})
    posts = main_posts(connection, [row["person_id"] for row in rows])
    return [
        _request(row, legs[row["trip_id"]], stages[row["id"]], posts.get(row["person_id"], ("", "")))
        for row in rows
    ]


def without_reason(one: RequestFacts) -> RequestFacts:
    """Return a request without what only users who may see private reasons read."""
    return replace(one, kind=Kind.OTHER, purpose="", host="", funding_note="", late_reason="", report="")


def without_unseen(
    connection: sa.Connection, found: Sequence[RequestFacts], scope: Sight, today: date
) -> list[RequestFacts]:
    """Return requests that name no substitute whom a user of `scope` may not see."""
    wanted = {one.substitute_id for one in found} - {None}
    seen = sa.select(person.c.id).where(person.c.id.in_(wanted), person_visible(scope, today))
    known = set(connection.execute(seen).scalars()) if wanted else set()
    return [one if one.substitute_id in known else replace(one, substitute_name="") for one in found]


def request_state(connection: sa.Connection, request_id: int) -> State:
    """Return where a request stands; raises Refused where there is none."""
    found = connection.execute(statements.STATE, {"id": request_id}).scalar()
    if found is None:
        raise Refused(msg("There is no such request in the register. Reload the list and look again."))
    return State(found)


def submitted_legs(connection: sa.Connection, request_id: int) -> tuple[Leg, ...]:
    """Return the legs of a request's trip as they were at its last submission; none before it."""
    asked = sa.select(request.c.submitted_legs).where(request.c.id == request_id)
    return tuple(
        Leg(country, city, _day(arrives), _day(leaves))
        for country, city, arrives, leaves in connection.execute(asked).scalar_one() or ()
    )


def route_of(connection: sa.Connection, request_id: int) -> tuple[RouteStage, ...]:
    """Return the stages of a request's present round, in order; none where there is no such request."""
    found = connection.execute(statements.ROUND, {"id": request_id}).scalar()
    return stages_of(connection, {request_id: found or 0})[request_id]


def legs_of(connection: sa.Connection, trips: Iterable[int]) -> Mapping[int, tuple[Leg, ...]]:
    """Return the legs of each trip (by id) in order; a trip without legs has none."""
    found: defaultdict[int, tuple[Leg, ...]] = defaultdict(tuple)
    for row in connection.execute(statements.LEGS, {"trips": list(set(trips))}):
        found[row.trip_id] += (Leg(row.country, row.city, row.arrives, row.leaves),)
    return found


def stages_of(connection: sa.Connection, rounds: Mapping[int, int]) -> Mapping[int, tuple[RouteStage, ...]]:
    """Return the stages of each request (id -> its round) in order."""
    found: defaultdict[int, tuple[RouteStage, ...]] = defaultdict(tuple)
    for row in connection.execute(statements.STAGES, {"requests": list(rounds)}):
        if row.round == rounds[row.request_id]:
            found[row.request_id] += (_stage(row),)
    return found


def main_posts(connection: sa.Connection, persons: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return title and organisation of each person's main post, the latest where several ended.

    A unit is named with the organisation that it belongs to: "Minister's Office, Ministry of Energy".
    """
    rows = connection.execute(statements.POSTS, {"persons": list(set(persons))})
    return {row.person_id: (row.title, row.name) for row in rows}


def check_facts(
    connection: sa.Connection, draft: TripDraft, trip_id: int | None = None
) -> dict[int, PersonOnTrip]:
    """Return what the checks ask of the draft's travellers and substitutes, by id.

    trip_id: of the draft where it is in the register already; its own days clash with nothing.
    """
    ids = {t.person_id for t in draft.travellers}
    ids |= {t.substitute_id for t in draft.travellers if t.substitute_id is not None}
    return people(connection, ids, trip_id)


def people(
    connection: sa.Connection, ids: Iterable[int], without_trip: int | None = None
) -> dict[int, PersonOnTrip]:
    """Return persons by id with their passports and their days abroad, but for those of one trip."""
    wanted = set(ids)
    booklets = _booklets(connection, wanted)
    journeys = journeys_of(connection, wanted, without_trip)
    return {
        row.id: PersonOnTrip(
            person_id=row.id,
            name=row.native_name or f"{row.surname} {row.given_names}".strip(),
            latin=f"{row.surname} {row.given_names}".strip(),
            booklets=booklets[row.id],
            journeys=journeys[row.id],
        )
        for row in connection.execute(
            sa.select(person.c.id, person.c.native_name, person.c.surname, person.c.given_names).where(
                person.c.id.in_(wanted)
            )
        )
    }


def past_known(
    connection: sa.Connection,
    ids: Collection[int],
    scope: Sight,
    today: date,
    own: int | None,
    numbers: Collection[str],
) -> PastKnown:
    """Return what past trips of these persons, with these numbers, are checked against.

    scope, today: whom the user may see. own: the official that the user is.
    """
    found: dict[int, PersonOnTrip] = {}
    for chunk in _chunks(sorted(ids)):
        booklets = _booklets(connection, set(chunk))
        asked = sa.select(person.c.id, person.c.native_name, person.c.surname, person.c.given_names)
        for row in connection.execute(asked.where(person.c.id.in_(chunk), person_visible(scope, today))):
            latin = f"{row.surname} {row.given_names}".strip()
            found[row.id] = PersonOnTrip(row.id, row.native_name or latin, latin, booklets[row.id])
    taken: set[str] = set()
    for part in _chunks(sorted({one.strip() for one in numbers})):
        taken |= set(connection.execute(sa.select(trip.c.number).where(trip.c.number.in_(part))).scalars())
    return PastKnown(today, found, taken, own=own)


def journeys_of(
    connection: sa.Connection, persons: Iterable[int], without_trip: int | None = None
) -> Mapping[int, tuple[Journey, ...]]:
    """Return each person's days abroad in the register, actual days where they are recorded."""
    asked = (
        sa.select(
            request.c.person_id,
            trip.c.id,
            trip.c.number,
            sa.func.coalesce(request.c.departed_on, sa.func.min(leg.c.arrives), type_=sa.Date).label("first"),
            sa.func.coalesce(request.c.home_on, sa.func.max(leg.c.leaves), type_=sa.Date).label("last"),
        )
        .join(trip, trip.c.id == request.c.trip_id)
        .join(leg, leg.c.trip_id == trip.c.id)
        .where(
            request.c.person_id.in_(set(persons)), request.c.state.in_(LIVE), trip.c.id != (without_trip or 0)
        )
        .group_by(request.c.id, trip.c.id)
        .order_by(sa.literal_column("first"))
    )
    rows = connection.execute(asked).all()
    legs = legs_of(connection, [row.id for row in rows])
    found: defaultdict[int, tuple[Journey, ...]] = defaultdict(tuple)
    for row in rows:
        place = ", ".join(dict.fromkeys(one.city for one in legs[row.id]))
        found[row.person_id] += (Journey(row.id, row.number, row.first, row.last, place),)
    return found


def judgements(connection: sa.Connection, draft: TripDraft, day: date) -> dict[int, Judgement]:
    """Return how each traveller's request would be judged if submitted on `day`, by person."""
    book = rule_book(connection)
    facts = person_facts(connection, (t.person_id for t in draft.travellers), day)
    return {one: judge(facts[one], day, book) for one in facts}


def draft_of(connection: sa.Connection, trip_id: int) -> TripDraft:
    """Return a trip as the dialog shows it: its open requests are the travellers.

    Raises Refused where there is no such trip.
    """
    row = connection.execute(sa.select(trip).where(trip.c.id == trip_id)).one_or_none()
    if row is None:
        raise Refused(msg("There is no such trip in the register. Reload the list and look again."))
    asked = sa.select(request).where(request.c.trip_id == trip_id)
    members = connection.execute(asked.order_by(request.c.leader.desc(), request.c.id)).all()
    return TripDraft(
        kind=Kind(row.kind),
        purpose=row.purpose,
        host=row.host,
        legs=legs_of(connection, [trip_id])[trip_id],
        travellers=tuple(
            Traveller(m.person_id, m.leader, m.passport_id, m.substitute_id)
            for m in members
            if m.state in (State.DRAFT, State.SENT_BACK)
        ),
        funding=Funding(row.funding),
        funding_note=row.funding_note,
        late_reason=next((m.late_reason for m in members if m.late_reason), ""),
    )


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield `items` in portions that one statement takes."""
    for at in range(0, len(items), _CHUNK):
        yield items[at : at + _CHUNK]


def _booklets(connection: sa.Connection, persons: set[int]) -> Mapping[int, tuple[Booklet, ...]]:
    found: defaultdict[int, tuple[Booklet, ...]] = defaultdict(tuple)
    asked = sa.select(passport).where(passport.c.person_id.in_(persons))
    for row in connection.execute(asked.order_by(passport.c.expires_on.desc())):
        kind = PassportKind(row.kind)
        found[row.person_id] += (Booklet(row.id, kind, row.number, row.issuing_state, row.expires_on),)
    return found


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _stage(row: sa.Row[Any]) -> RouteStage:
    return RouteStage(
        id=row.id,
        round=row.round,
        position=row.position,
        office_code=row.office_code,
        office_name=row.office_name,
        working_days=row.working_days,
        final=row.final,
        reached_at=row.reached_at,
        due=row.due,
        state=StageState(row.state),
        carried_from=row.carried_from,
    )


def _request(
    row: sa.RowMapping, legs: tuple[Leg, ...], stages: tuple[RouteStage, ...], post_held_by: tuple[str, str]
) -> RequestFacts:
    return RequestFacts(
        id=row["id"],
        version=row["version"],
        number=row["number"] or "",
        state=State(row["state"]),
        round=row["round"],
        leader=row["leader"],
        person_id=row["person_id"],
        native_name=row["native_name"],
        surname=row["surname"],
        given_names=row["given_names"],
        post=post_held_by[0],
        organisation=post_held_by[1],
        trip_id=row["trip_id"],
        trip_version=row["trip_version"],
        trip_number=row["trip_number"],
        kind=Kind(row["trip_kind"]),
        purpose=row["trip_purpose"],
        host=row["trip_host"],
        funding=Funding(row["trip_funding"]),
        funding_note=row["trip_funding_note"],
        private=row["trip_private"],
        legs=legs,
        passport=_passport(row),
        substitute_id=row["substitute_id"],
        substitute_name=row["substitute_name"] or "",
        submitted_at=row["submitted_at"],
        late_reason=row["late_reason"],
        judgement=thaw(row["judgement"]) if row["judgement"] else None,
        stages=stages,
        due_back=row["due_back"],
        departed_on=row["departed_on"],
        home_on=row["home_on"],
        report=row["report"],
    )


def _passport(row: sa.RowMapping) -> Booklet | None:
    if row["passport_id"] is None:
        return None
    kind = PassportKind(row["passport_kind"])
    return Booklet(
        row["passport_id"],
        kind,
        row["passport_number"],
        row["passport_issuing_state"],
        row["passport_expires_on"],
    )
