"""Lists of trips: which ids answer a question, how many each filter finds, and the rows of a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from travel_desk.desk import Desk, Scope
from travel_desk.desk.tables import user
from travel_desk.officials.rules import words
from travel_desk.officials.tables import person, person_visible
from travel_desk.trips.queries.records import Counts, Filter, Group, PersonTrip, Question, TripRow
from travel_desk.trips.reading import legs_of, requests
from travel_desk.trips.rules import RequestFacts, StageState, State, first_day, last_day
from travel_desk.trips.tables import leg, request, request_stage, trip

_WEEK = timedelta(days=7)


def trip_ids(desk: Desk, question: Question) -> tuple[int, ...]:
    """Return the ids of the visible trips that answer `question`, in the order of its part."""
    today, days = desk.today(), _days()
    limit = _filter(question.filter, days, today)
    with desk.read("see_trips") as connection:
        return tuple(
            connection.execute(
                sa.select(trip.c.id)
                .select_from(_source(days))
                .where(*_members(question, desk.scope, today), limit)
                .group_by(trip.c.id)
                .order_by(*_order(question.group, days), trip.c.id)
            ).scalars()
        )


def trip_counts(desk: Desk, question: Question) -> Counts:
    """Return how many trips each filter of the question's part finds, and how many are pending."""
    today, days = desk.today(), _days()
    limits = {one: _filter(one, days, today) for one in question.group.filters}
    distinct = [sa.func.count(sa.distinct(sa.case((limit, trip.c.id)))) for limit in limits.values()]
    with desk.read("see_trips") as connection:
        members = _members(question, desk.scope, today)
        found = connection.execute(sa.select(*distinct).select_from(_source(days)).where(*members)).one()
        pending = _members(Question(Group.PENDING), desk.scope, today)
        asked = sa.select(sa.func.count(sa.distinct(trip.c.id))).select_from(_source(days)).where(*pending)
        return Counts(dict(zip(limits, found, strict=True)), connection.execute(asked).scalar_one())


def find_trips(desk: Desk, text: str, limit: int = 6) -> list[TripRow]:
    """Return the visible trips that `text` finds, whatever their state, the latest first."""
    asked = words(text)
    if not asked:
        return []
    days = _days()
    with desk.read("see_trips") as connection:
        ids = connection.execute(
            sa.select(trip.c.id)
            .outerjoin(days, days.c.trip_id == trip.c.id)
            .where(*_found(asked, desk.scope, desk.today()))
            .order_by(days.c.first.desc(), trip.c.id.desc())
            .limit(limit)
        ).scalars()
        wanted = list(ids)
    return trip_rows(desk, wanted, Group.PENDING)


def trip_rows(desk: Desk, ids: Sequence[int], group: Group) -> list[TripRow]:
    """Return the rows of `ids` in their order; trips that are gone or not visible are left out."""
    with desk.read("see_trips") as connection:
        visible = sa.and_(trip.c.id.in_(ids), person_visible(desk.scope, desk.today()))
        members: dict[int, list[RequestFacts]] = {}
        for one in requests(connection, visible):
            members.setdefault(one.trip_id, []).append(one)
        asked = sa.select(trip.c.id, user.c.name).join(user, user.c.id == trip.c.created_by)
        drafted = {row.id: row.name for row in connection.execute(asked.where(trip.c.id.in_(ids)))}
    return [_row(members[one], group, drafted.get(one, "")) for one in ids if one in members]


def trips_of(desk: Desk, person_id: int, limit: int = 50) -> list[PersonTrip]:
    """Return a visible person's trips, the latest first."""
    with desk.read("see_trips") as connection:
        return person_trips(connection, desk.scope, [person_id], desk.today(), limit).get(person_id, [])


def person_trips(
    connection: sa.Connection, scope: Scope, persons: Sequence[int], today: date, limit: int | None = None
) -> dict[int, list[PersonTrip]]:
    """Return the trips of each visible person, the latest first; private purposes as scope allows."""
    days = _days()
    asked = (
        sa.select(
            request.c.id.label("request_id"),
            request.c.person_id,
            request.c.state,
            trip.c.id.label("trip_id"),
            trip.c.purpose,
            trip.c.private,
        )
        .join(trip, trip.c.id == request.c.trip_id)
        .join(person, person.c.id == request.c.person_id)
        .outerjoin(days, days.c.trip_id == trip.c.id)
        .where(request.c.person_id.in_(set(persons)), person_visible(scope, today))
        .order_by(days.c.first.desc(), request.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(asked).all()
    legs = legs_of(connection, [row.trip_id for row in rows])
    found: dict[int, list[PersonTrip]] = {}
    for row in rows:
        way = legs[row.trip_id]
        found.setdefault(row.person_id, []).append(
            PersonTrip(
                row.trip_id,
                row.request_id,
                way[0].city if way else "",
                way[0].country if way else "",
                first_day(way),
                last_day(way),
                row.purpose if scope.private or not row.private else "",
                row.private,
                State(row.state),
            )
        )
    return found


def _source(days: sa.Subquery) -> sa.Join:
    opened = sa.and_(
        request_stage.c.request_id == request.c.id, request_stage.c.state == StageState.OPEN.value
    )
    return (
        request.join(trip, trip.c.id == request.c.trip_id)
        .join(person, person.c.id == request.c.person_id)
        .outerjoin(days, days.c.trip_id == trip.c.id)
        .outerjoin(request_stage, opened)
    )


def _members(question: Question, scope: Scope, today: date) -> list[sa.ColumnElement[bool]]:
    return [
        request.c.state.in_(question.group.states),
        person_visible(scope, today),
        *_found(words(question.text), scope, today),
    ]


def _days() -> sa.Subquery:
    return (
        sa.select(
            leg.c.trip_id,
            sa.func.min(leg.c.arrives, type_=sa.Date).label("first"),
            sa.func.max(leg.c.leaves, type_=sa.Date).label("last"),
        )
        .group_by(leg.c.trip_id)
        .subquery("days")
    )


def _found(asked: tuple[str, ...], scope: Scope, today: date) -> list[sa.ColumnElement[bool]]:
    """Return one condition a word: a traveller, a place, a number or an open purpose bears it."""
    return [trip.c.id.in_(_bearing(word, scope, today)) for word in asked]


def _bearing(word: str, scope: Scope, today: date) -> sa.Select[tuple[int]]:
    fellow, one, whole = request.alias("fellow"), person, trip.alias("whole")
    purpose = whole.c.search_purpose.contains(word, autoescape=True)
    if not scope.private:
        purpose = sa.and_(purpose, whole.c.private.is_(False))
    return (
        sa.select(fellow.c.trip_id)
        .join(one, one.c.id == fellow.c.person_id)
        .join(whole, whole.c.id == fellow.c.trip_id)
        .where(
            person_visible(scope, today),
            sa.or_(
                one.c.search_text.contains(word, autoescape=True),
                whole.c.search_place.contains(word, autoescape=True),
                sa.func.lower(fellow.c.number).contains(word, autoescape=True),
                purpose,
            ),
        )
    )


def _filter(one: Filter, days: sa.Subquery, today: date) -> sa.ColumnElement[bool]:
    state = request.c.state
    fellow = request.alias("other_member")
    several = sa.select(fellow.c.id).where(fellow.c.trip_id == trip.c.id, fellow.c.id != request.c.id)
    conditions: dict[Filter, sa.ColumnElement[bool]] = {
        Filter.ALL: sa.true(),
        Filter.DRAFTS: state == State.DRAFT.value,
        Filter.LATE: request_stage.c.due < today,
        Filter.SENT_BACK: state == State.SENT_BACK.value,
        Filter.DELEGATIONS: sa.exists(several.correlate(trip, request)),
        Filter.PRIVATE: trip.c.private.is_(True),
        Filter.WITHOUT_SLIP: state == State.APPROVED.value,
        Filter.WITH_SLIP: state == State.SLIP_ISSUED.value,
        Filter.THIS_WEEK: days.c.first <= today + _WEEK,
        Filter.AWAY: state == State.DEPARTED.value,
        Filter.NOT_HOME: sa.and_(state == State.DEPARTED.value, days.c.last < today),
        Filter.CAME_HOME: state == State.HOME.value,
        Filter.DONE: state == State.CLOSED.value,
        Filter.REFUSED: state == State.REFUSED.value,
        Filter.WITHDRAWN: state == State.WITHDRAWN.value,
    }
    return conditions[one]


def _order(group: Group, days: sa.Subquery) -> tuple[sa.ColumnElement[Any], ...]:
    first, last = sa.func.min(days.c.first), sa.func.max(days.c.last)
    if group is Group.PENDING:
        # What an office has before it by its day; then what waits for the traveller; drafts last.
        draft = sa.func.min(sa.case((request.c.state == State.DRAFT.value, 1), else_=0))
        due = sa.func.min(request_stage.c.due)
        return (draft, due.is_(None), due, first)
    return {Group.APPROVED: (first,), Group.ABROAD: (last,)}.get(group, (last.desc(),))


def _row(members: list[RequestFacts], group: Group, drafted_by: str) -> TripRow:
    here = [one for one in members if one.state in group.states] or members
    lead = min(here, key=_urgency)
    stage = lead.open_stage
    place = lead.legs[0] if lead.legs else None
    return TripRow(
        trip_id=lead.trip_id,
        request_id=lead.id,
        native_name=lead.native_name,
        latin=lead.latin,
        others=len(members) - 1,
        state=lead.state,
        office=stage.office_name if stage else "",
        reached_on=stage.reached_at.astimezone().date() if stage and stage.reached_at else None,
        due=stage.due if stage else None,
        dots=tuple(s.state for s in lead.stages),
        place=place.city if place else "",
        country=place.country if place else "",
        first=lead.departed_on or lead.first_day,
        last=lead.home_on or lead.last_day,
        private=lead.private,
        drafted_by=drafted_by,
        number=lead.trip_number,
    )


def _urgency(one: RequestFacts) -> tuple[date, bool, int]:
    stage = one.open_stage
    return (stage.due if stage and stage.due else date.max, not one.leader, one.id)
