"""Writes of the approvals (decision, condition) and the reads that deciding and issuing need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.approvals.rules import Kind, Made, Order, Refusal, StageFacts
from travel_desk.approvals.tables import condition, decision
from travel_desk.base.message import Refused, msg
from travel_desk.officials.tables import holds_on, organisation, passport, person, post
from travel_desk.papers.tables import paper
from travel_desk.trips.tables import leg, request, request_stage, trip


@dataclass(frozen=True, slots=True)
class Leg:
    """One country and city of a trip with its days; country is an ISO 3166 alpha-2 code."""

    country: str
    city: str
    arrives: date
    leaves: date


@dataclass(frozen=True, slots=True)
class Booklet:
    """A passport as its data page says it; kind is diplomatic, service or ordinary."""

    id: int
    kind: str
    number: str
    issuing_state: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Decided:
    """A recorded decision with the office that made it."""

    kind: Kind
    office: str
    position: int
    decided_name: str
    capacity: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Case:
    """A request with all that its papers print; frozen into the paper when it is issued.

    round: the version of the request's content. judgement: the frozen facts it was judged by.
    open_offices: the offices of this round that have not decided for it. slip_number: of the slip that
    stands for this round, or empty. conditions: of all offices, in the order of the route.
    """

    id: int
    number: str
    state: str
    round: int
    submitted_at: datetime | None
    person_id: int
    surname: str
    given_names: str
    native_name: str
    title: str
    organisation: str
    kind: str
    purpose: str
    funding: str
    legs: tuple[Leg, ...]
    booklet: Booklet | None
    judgement: dict[str, Any]
    stages: int
    open_offices: tuple[str, ...]
    decisions: tuple[Decided, ...]
    conditions: tuple[str, ...]
    slip_number: str

    @property
    def leaves(self) -> date:
        """The first day of the trip."""
        return min(one.arrives for one in self.legs)

    @property
    def home(self) -> date:
        """The last day of the trip."""
        return max(one.leaves for one in self.legs)


def stage_facts(connection: sa.Connection, request_id: int, stage_id: int) -> StageFacts:
    """Return a stage as it stands now; raises Refused where the request has no such stage."""
    row = connection.execute(
        sa.select(
            request_stage.c.id,
            request_stage.c.position,
            request_stage.c.office_name,
            request_stage.c.state.label("stage_state"),
            request.c.number,
            request.c.version,
            request.c.state,
            request.c.submitted_at,
            _count_of_stages().label("count"),
        )
        .join(request, request.c.id == request_stage.c.request_id)
        .where(request.c.id == request_id, request_stage.c.id == stage_id)
    ).first()
    if row is None:
        raise Refused(msg("This stage is no longer in the register. Reload and look again."))
    return StageFacts(
        id=row.id,
        position=row.position,
        count=row.count,
        office_name=row.office_name,
        state=row.stage_state,
        request_number=row.number or "",
        request_state=row.state,
        request_version=row.version,
        submitted_on=_local_day(row.submitted_at),
        made=_made(connection, stage_id),
    )


def record_decision(
    connection: sa.Connection,
    request_id: int,
    kind: Kind,
    order: Order,
    *,
    by: int,
    now: datetime,
    reasons: str = "",
    refusal: Refusal | None = None,
) -> int:
    """Record a decision of stage `order.stage` and return its id.

    by: the user who records it. Raises IntegrityError where the stage has one already (the rules
    asked before, in the same transaction).
    """
    values: dict[str, object] = {"reasons": reasons.strip()}
    if refusal is not None:
        values = {
            "reason_code": refusal.reason.value,
            "reasons": refusal.reasons.strip(),
            "rule_text": refusal.rule_text.strip(),
            "article": refusal.article.strip(),
            "appeal_to": refusal.appeal_to.strip(),
            "appeal_until": refusal.appeal_until,
        }
    result = connection.execute(
        sa.insert(decision).values(
            request_id=request_id,
            stage_id=order.stage,
            kind=kind.value,
            decided_by=by,
            decided_name=order.decided_name.strip(),
            capacity=order.capacity.strip(),
            decided_on=order.decided_on,
            recorded_at=now,
            paper=order.paper.strip(),
            **values,
        )
    )
    return _key(result)


def record_conditions(connection: sa.Connection, decision_id: int, conditions: Sequence[str]) -> None:
    """Record the conditions of a decision, numbered from 1 in their order."""
    if conditions:
        connection.execute(
            sa.insert(condition),
            [
                {"decision_id": decision_id, "position": position, "text": text}
                for position, text in enumerate(conditions, 1)
            ],
        )


def case_of(connection: sa.Connection, request_id: int, today: date) -> Case:
    """Return a request with all that its papers print; raises Refused where there is no such request.

    today: the day of which the post is taken.
    """
    row = connection.execute(
        sa.select(
            request,
            person.c.surname,
            person.c.given_names,
            person.c.native_name,
            trip.c.kind,
            trip.c.purpose,
            trip.c.funding,
        )
        .join(person, person.c.id == request.c.person_id)
        .join(trip, trip.c.id == request.c.trip_id)
        .where(request.c.id == request_id)
    ).first()
    if row is None:
        raise Refused(msg("This request is no longer in the register. Reload and look again."))
    title, of = _post_of(connection, row.person_id, today)
    stages = connection.execute(
        sa.select(request_stage.c.office_name, request_stage.c.state)
        .where(request_stage.c.request_id == request_id, request_stage.c.round == row.round)
        .order_by(request_stage.c.position)
    ).all()
    return Case(
        id=row.id,
        number=row.number or "",
        state=row.state,
        round=row.round,
        submitted_at=row.submitted_at,
        person_id=row.person_id,
        surname=row.surname,
        given_names=row.given_names,
        native_name=row.native_name,
        title=title,
        organisation=of,
        kind=row.kind,
        purpose=row.purpose,
        funding=row.funding,
        legs=_legs_of(connection, row.trip_id),
        booklet=_booklet(connection, row.passport_id),
        judgement=row.judgement or {},
        stages=len(stages),
        open_offices=tuple(s.office_name for s in stages if s.state not in ("approved", "conditions")),
        decisions=_decisions_of(connection, request_id, row.round),
        conditions=_conditions_of(connection, request_id, row.round),
        slip_number=_slip_of(connection, request_id, row.round),
    )


def _made(connection: sa.Connection, stage_id: int) -> Made | None:
    row = connection.execute(
        sa.select(decision.c.kind, decision.c.decided_name, decision.c.recorded_at).where(
            decision.c.stage_id == stage_id
        )
    ).first()
    return None if row is None else Made(Kind(row.kind), row.decided_name, row.recorded_at)


def _post_of(connection: sa.Connection, person_id: int, today: date) -> tuple[str, str]:
    row = connection.execute(
        sa.select(post.c.title, organisation.c.name)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(post.c.person_id == person_id, holds_on(post, today))
        .order_by(post.c.main.desc(), post.c.from_day.desc())
        .limit(1)
    ).first()
    return ("", "") if row is None else (row.title, row.name)


def _legs_of(connection: sa.Connection, trip_id: int) -> tuple[Leg, ...]:
    rows = connection.execute(sa.select(leg).where(leg.c.trip_id == trip_id).order_by(leg.c.position))
    return tuple(Leg(row.country, row.city, row.arrives, row.leaves) for row in rows)


def _booklet(connection: sa.Connection, passport_id: int | None) -> Booklet | None:
    if passport_id is None:
        return None
    row = connection.execute(sa.select(passport).where(passport.c.id == passport_id)).one()
    return Booklet(row.id, row.kind, row.number, row.issuing_state, row.expires_on)


def _decisions_of(connection: sa.Connection, request_id: int, round_: int) -> tuple[Decided, ...]:
    rows = connection.execute(
        sa.select(decision, request_stage.c.office_name, request_stage.c.position)
        .join(request_stage, request_stage.c.id == decision.c.stage_id)
        .where(decision.c.request_id == request_id, request_stage.c.round == round_)
        .order_by(request_stage.c.position)
    )
    return tuple(
        Decided(Kind(r.kind), r.office_name, r.position, r.decided_name, r.capacity, r.decided_on)
        for r in rows
    )


def _conditions_of(connection: sa.Connection, request_id: int, round_: int) -> tuple[str, ...]:
    rows = connection.execute(
        sa.select(condition.c.text)
        .join(decision, decision.c.id == condition.c.decision_id)
        .join(request_stage, request_stage.c.id == decision.c.stage_id)
        .where(decision.c.request_id == request_id, request_stage.c.round == round_)
        .order_by(request_stage.c.position, condition.c.position)
    ).scalars()
    return tuple(dict.fromkeys(rows))


def _slip_of(connection: sa.Connection, request_id: int, round_: int) -> str:
    rows = connection.execute(
        sa.select(paper.c.number, paper.c.content).where(
            paper.c.kind == "slip",
            paper.c.subject_kind == "request",
            paper.c.subject_id == request_id,
            paper.c.state != "void",
        )
    )
    return next((row.number for row in rows if row.content.get("round") == round_), "")


def _count_of_stages() -> sa.ScalarSelect[int]:
    same = request_stage.alias("same_round")
    return (
        sa.select(sa.func.count())
        .select_from(same)
        .where(same.c.request_id == request_stage.c.request_id, same.c.round == request_stage.c.round)
        .correlate(request_stage)
        .scalar_subquery()
    )


def _local_day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone().date()


def _key(result: sa.CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
