"""Reads of the approvals: what waits for a decision, what was decided, which papers came of it.

Each is limited by what the user may see; of a trip with a private reason only its days and places are
told to a user who may not read such reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from travel_desk.approvals.reading import decided_in_person
from travel_desk.approvals.rules import Kind, Reason
from travel_desk.approvals.tables import condition, decision
from travel_desk.base.message import Refused, msg
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials.tables import person, person_visible
from travel_desk.papers.tables import paper
from travel_desk.trips.reading import requests, route_of, without_reason
from travel_desk.trips.rules import LIVE, Leg, RequestFacts, State
from travel_desk.trips.tables import attachment, leg, past_decision, request, request_stage, trip


@dataclass(frozen=True, slots=True)
class Case:
    """One request in the hands of whoever decides. own: it is the user's own; others must decide it.

    decided: the user decided in person for an office of this round; for the next one somebody else does.
    decided_for: the name of that office; "" where there is none.
    """

    facts: RequestFacts
    own: bool
    decided: bool = False
    decided_for: str = ""

    @property
    def open(self) -> bool:
        """Whether an office has it before it now."""
        return self.facts.open_stage is not None


@dataclass(frozen=True, slots=True)
class Deciding:
    """What whoever is at the desk has before them: their name, whether they decide, and the requests.

    may: they enter decisions. in_person: they decide themselves; others record what a paper says, as does
    who has decided for another office of one of these requests.
    """

    user: str
    may: bool
    in_person: bool
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class File:
    """An attached file."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as the timeline shows it. hidden: the texts are withheld (a private reason).

    stands: it belongs to the route as it is now; round: the one in which it was made.
    """

    id: int
    kind: Kind
    round: int
    office: str
    position: int
    final: bool
    decided_name: str
    capacity: str
    decided_on: date
    recorded_at: datetime
    paper: str
    reason: Reason | None
    reasons: str
    rule_text: str
    article: str
    appeal_to: str
    appeal_until: date | None
    conditions: tuple[str, ...]
    scans: tuple[File, ...]
    hidden: bool
    stands: bool = True


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """The slip or the refusal letter of a request. state: to_sign, signed, ready or void."""

    id: int
    number: str
    kind: str
    state: str
    prints: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request so far: decisions in time, papers in order, and whether a slip is due."""

    request_id: int
    version: int
    state: State
    decisions: tuple[DecisionRecord, ...]
    papers: tuple[PaperRecord, ...]

    @property
    def slip(self) -> PaperRecord | None:
        """The slip that stands."""
        found = (p for p in self.papers if p.kind == "slip" and p.state != "void")
        return next(found, None)


@dataclass(frozen=True, slots=True)
class PastTrip:
    """An earlier trip of a traveller, for the case at hand. purpose: "" where it is private."""

    request_id: int
    number: str
    first: date
    last: date
    legs: tuple[Leg, ...]
    purpose: str
    report: str


def cases(desk: Desk, ids: Sequence[int]) -> list[Case]:
    """Return the requests of these ids that the user may see, in the order of `ids`."""
    with desk.read("see_trips") as connection:
        found = _cases(desk, connection, requests(connection, request.c.id.in_(ids) & _visible(desk)))
    by_id = {case.facts.id: case for case in found}
    return [by_id[one] for one in ids if one in by_id]


def deciding(desk: Desk, ids: Sequence[int]) -> Deciding:
    """Return the requests of these ids together with who is at the desk."""
    session = desk.session
    found = tuple(cases(desk, ids))
    in_person = Role.APPROVER in session.roles and not any(case.open and case.decided for case in found)
    return Deciding(session.name, desk.may("decide_approve"), in_person, found)


def outcome(desk: Desk, request_id: int) -> Outcome | None:
    """Return what came of a request so far; None where the user may not see it."""
    with desk.read("see_trips") as connection:
        row = connection.execute(
            sa.select(request.c.id, request.c.version, request.c.state, trip.c.private)
            .join(person, person.c.id == request.c.person_id)
            .join(trip, trip.c.id == request.c.trip_id)
            .where(request.c.id == request_id, _visible(desk))
        ).first()
        if row is None:
            return None
        hidden = row.private and not desk.scope.private
        return Outcome(
            row.id,
            row.version,
            State(row.state),
            _decisions(connection, request_id, hidden),
            _papers(connection, request_id),
        )


def last_trips(desk: Desk, request_id: int, limit: int = 3) -> list[PastTrip]:
    """Return the traveller's trips that ended before this one begins, the latest first."""
    with desk.read("see_trips") as connection:
        found = requests(connection, sa.and_(request.c.id == request_id, _visible(desk)))
        if not found or found[0].first_day is None:
            return []
        begins = found[0].first_day
        ended = sa.select(leg.c.trip_id).group_by(leg.c.trip_id).having(sa.func.max(leg.c.leaves) <= begins)
        others = requests(
            connection,
            sa.and_(
                request.c.person_id == found[0].person_id,
                request.c.id != request_id,
                request.c.state.in_([state.value for state in LIVE]),
                request.c.trip_id.in_(ended),
            ),
        )
    others.sort(key=lambda f: f.last_day or date.min, reverse=True)
    return [_past(desk, facts) for facts in others[:limit]]


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """A decision on a request of a person, as their dossier tells it."""

    request_id: int
    number: str
    kind: Kind
    office: str
    decided_name: str
    capacity: str
    decided_on: date
    recorded_at: datetime
    paper: str


def decisions_of(desk: Desk, person_id: int) -> list[PersonDecision]:
    """Return the decisions on all requests of a visible person, in the order in which they were made."""
    found: list[PersonDecision] = []
    with desk.read("see_trips") as connection:
        for table in (past_decision, decision):  # those that were made on paper before the desk began, too
            asked = (
                sa.select(table, request.c.number, request_stage.c.office_name)
                .join(request_stage, request_stage.c.id == table.c.stage_id)
                .join(request, request.c.id == table.c.request_id)
                .join(person, person.c.id == request.c.person_id)
                .where(request.c.person_id == person_id, _visible(desk))
                .order_by(table.c.decided_on, table.c.id)
            )
            found += [
                PersonDecision(
                    row.request_id, row.number or "", Kind(row.kind), row.office_name, row.decided_name,
                    row.capacity, row.decided_on, row.recorded_at, row.paper,
                )
                for row in connection.execute(asked)
            ]  # fmt: skip
    return sorted(found, key=lambda one: one.decided_on)


def scan(desk: Desk, attachment_id: int) -> bytes:
    """Return the content of a decision's scan; raises Refused where the user may not see it."""
    with desk.read("see_trips") as connection:
        stored = connection.execute(
            sa.select(attachment.c.stored_name)
            .join(decision, decision.c.id == attachment.c.subject_id)
            .join(request, request.c.id == decision.c.request_id)
            .join(person, person.c.id == request.c.person_id)
            .join(trip, trip.c.id == request.c.trip_id)
            .where(
                attachment.c.id == attachment_id,
                attachment.c.subject_kind == "decision",
                _visible(desk),
                sa.or_(trip.c.private.is_(False), sa.literal(desk.scope.private)),
            )
        ).scalar()
        if stored is None:
            raise Refused(msg("This scan is not shown to you. Ask a user who may see private reasons."))
        return desk.files.get(connection, stored)


def _visible(desk: Desk) -> sa.ColumnElement[bool]:
    return person_visible(desk.scope, desk.today())


def _cases(desk: Desk, connection: sa.Connection, found: Sequence[RequestFacts]) -> list[Case]:
    session = desk.session
    decided = decided_in_person(connection, found, session.user_id, session.name)
    return [
        Case(
            without_reason(facts) if facts.private and not desk.scope.private else facts,
            facts.person_id == session.person_id,
            facts.id in decided,
            decided.get(facts.id, ""),
        )
        for facts in found
    ]


def _past(desk: Desk, facts: RequestFacts) -> PastTrip:
    shown = desk.scope.private or not facts.private
    first, last = facts.departed_on or facts.first_day, facts.home_on or facts.last_day
    assert first is not None
    assert last is not None
    return PastTrip(
        facts.id,
        facts.number,
        first,
        last,
        facts.legs,
        facts.purpose if shown else "",
        facts.report if shown else "",
    )


def _decisions(connection: sa.Connection, request_id: int, hidden: bool) -> tuple[DecisionRecord, ...]:
    rows = connection.execute(
        sa.select(
            decision,
            request_stage.c.office_name,
            request_stage.c.round,
            request_stage.c.position,
            request_stage.c.final,
        )
        .join(request_stage, request_stage.c.id == decision.c.stage_id)
        .where(decision.c.request_id == request_id)
        .order_by(decision.c.recorded_at, decision.c.id)
    ).all()
    ids = [row.id for row in rows]
    standing = {stage.decided_as for stage in route_of(connection, request_id)}
    texts = {} if hidden else _conditions(connection, ids)
    scans = {} if hidden else _scans(connection, ids)
    return tuple(
        DecisionRecord(
            id=row.id,
            kind=Kind(row.kind),
            round=row.round,
            office=row.office_name,
            position=row.position,
            final=row.final,
            decided_name=row.decided_name,
            capacity=row.capacity,
            decided_on=row.decided_on,
            recorded_at=row.recorded_at,
            paper=row.paper,
            reason=Reason(row.reason_code) if row.reason_code and not hidden else None,
            reasons="" if hidden else row.reasons,
            rule_text=row.rule_text,
            article=row.article,
            appeal_to=row.appeal_to,
            appeal_until=row.appeal_until,
            conditions=tuple(texts.get(row.id, ())),
            scans=tuple(scans.get(row.id, ())),
            hidden=hidden,
            stands=row.stage_id in standing,
        )
        for row in rows
    )


def _conditions(connection: sa.Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    asked = sa.select(condition).where(condition.c.decision_id.in_(list(ids)))
    for row in connection.execute(asked.order_by(condition.c.decision_id, condition.c.position)):
        found.setdefault(row.decision_id, []).append(row.text)
    return found


def _scans(connection: sa.Connection, ids: Iterable[int]) -> dict[int, list[File]]:
    found: dict[int, list[File]] = {}
    asked = sa.select(attachment).where(
        attachment.c.subject_kind == "decision", attachment.c.subject_id.in_(list(ids))
    )
    for row in connection.execute(asked.order_by(attachment.c.id)):
        found.setdefault(row.subject_id, []).append(File(row.id, row.name, row.size))
    return found


def _papers(connection: sa.Connection, request_id: int) -> tuple[PaperRecord, ...]:
    rows = connection.execute(
        sa.select(paper.c.id, paper.c.number, paper.c.kind, paper.c.state, paper.c.prints)
        .where(
            paper.c.subject_kind == "request",
            paper.c.subject_id == request_id,
            paper.c.kind.in_(("slip", "refusal")),
        )
        .order_by(paper.c.id)
    )
    return tuple(PaperRecord(*row) for row in rows)
