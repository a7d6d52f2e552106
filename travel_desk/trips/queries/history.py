"""What became of a person's requests, and how each stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from travel_desk.approvals.tables import decision
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.papers.tables import paper
from travel_desk.trips.queries.lists import person_trips
from travel_desk.trips.queries.records import PersonTrip
from travel_desk.trips.rules import State
from travel_desk.trips.tables import past_decision, request, request_stage, trip

_ENDS = {"withdraw_request": State.WITHDRAWN, "close_request": State.CLOSED}
_ORDER = list(State)


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a request came to on a day; at: the instant, where it is known."""

    day: date
    state: State
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RequestThen:
    """A request as it stood on a day, and how it had come there. number: "" while it was a draft."""

    trip: PersonTrip
    number: str
    state: State
    steps: tuple[Step, ...]


def requests_then(desk: Desk, person_id: int, on: date) -> list[RequestThen]:
    """Return the requests of a visible person that there were on `on`, the latest trip first.

    Their states are told by days: of submissions, decisions, slips, leaving and coming home, and by the
    journal for what has no day of its own (withdrawn, closed). A trip of the old files counts as closed
    from the day of coming home.
    """
    today = desk.today()
    with desk.read("see_trips") as connection:
        trips = person_trips(connection, desk.scope, [person_id], today).get(person_id, [])
        ids = [one.request_id for one in trips]
        asked = (
            sa.select(request, trip.c.created_at, trip.c.number.label("trip_number"))
            .join(trip, trip.c.id == request.c.trip_id)
            .where(request.c.id.in_(ids))
        )
        rows = {row.id: row for row in connection.execute(asked)}
        steps = _steps(connection, ids)
        old = sa.select(past_decision.c.request_id).where(past_decision.c.request_id.in_(ids))
        on_paper = set(connection.execute(old).scalars())
    found = []
    for one in trips:
        row = rows[one.request_id]
        known = [*steps.get(one.request_id, ()), *_days_of(row)]
        past = sorted((step for step in known if step.day <= on), key=_when)
        if not past and _day(row.created_at) > on:
            continue
        state = past[-1].state if past else State.DRAFT
        if on >= today or (state is State.HOME and one.request_id in on_paper):
            state = State(row.state)
        found.append(RequestThen(one, row.number or row.trip_number, state, tuple(past)))
    return found


def _steps(connection: sa.Connection, ids: Iterable[int]) -> dict[int, list[Step]]:
    wanted = list(ids)
    found: dict[int, list[Step]] = {}

    def add(request_id: int, at: datetime, state: State) -> None:
        found.setdefault(request_id, []).append(Step(_day(at), state, at))

    began = (
        sa.select(request_stage.c.request_id, sa.func.min(request_stage.c.reached_at).label("reached_at"))
        .where(request_stage.c.request_id.in_(wanted), request_stage.c.carried_from.is_(None))
        .group_by(request_stage.c.request_id, request_stage.c.round)
    )
    for row in connection.execute(began):
        if row.reached_at is not None:
            add(row.request_id, row.reached_at, State.IN_APPROVAL)
    for table in (past_decision, decision):
        for made in connection.execute(_settled(table, wanted)):
            state = {"refuse": State.REFUSED, "send_back": State.SENT_BACK}.get(made.kind, State.APPROVED)
            found.setdefault(made.request_id, []).append(Step(made.decided_on, state, made.recorded_at))
    slips = sa.select(paper.c.subject_id, paper.c.issued_at).where(
        paper.c.subject_kind == "request", paper.c.subject_id.in_(wanted), paper.c.kind == "slip"
    )
    for row in connection.execute(slips):
        add(row.subject_id, row.issued_at, State.SLIP_ISSUED)
    ends = sa.select(journal_entry.c.subject_id, journal_entry.c.verb, journal_entry.c.recorded_at).where(
        journal_entry.c.kind == "request",
        journal_entry.c.subject_id.in_(wanted),
        journal_entry.c.verb.in_(_ENDS),
    )
    for end in connection.execute(ends):
        add(end.subject_id, end.recorded_at, _ENDS[end.verb])
    return found


def _settled(table: sa.Table, ids: list[int]) -> sa.Select[tuple[int, str, date, datetime]]:
    """Return the question for the decisions that changed a request's state: the last approval, or a no.

    table: of the decisions made at the desk, or of those made on paper before it began.
    """
    settled = sa.or_(table.c.kind.in_(("refuse", "send_back")), request_stage.c.final)
    return (
        sa.select(table.c.request_id, table.c.kind, table.c.decided_on, table.c.recorded_at)
        .join(request_stage, request_stage.c.id == table.c.stage_id)
        .where(table.c.request_id.in_(ids), settled)
    )


def _days_of(row: sa.Row[tuple[object, ...]]) -> list[Step]:
    days = [(row.departed_on, State.DEPARTED), (row.home_on, State.HOME)]
    return [Step(day, state) for day, state in days if day is not None]


def _when(step: Step) -> tuple[date, int, float]:
    # On one day a request goes on in the order of its states; sent back and submitted again, in that of time.
    again = step.state in (State.IN_APPROVAL, State.SENT_BACK)
    rank = _ORDER.index(State.IN_APPROVAL) if again else _ORDER.index(step.state)
    return step.day, rank, step.at.timestamp() if step.at else 0.0


def _day(at: datetime) -> date:
    return at.astimezone().date()
