"""Writes of the approvals (decision, condition) and the reads that deciding and issuing need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.approvals.rules import Decided, Kind, Made, Order, Refusal
from travel_desk.approvals.tables import condition, decision
from travel_desk.custody.tables import handover
from travel_desk.papers.tables import paper
from travel_desk.trips.tables import request_stage


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
    connection.execute(
        sa.insert(condition),
        [
            {"decision_id": decision_id, "position": position, "text": text}
            for position, text in enumerate(conditions, 1)
        ],
    )


def decision_of_stage(connection: sa.Connection, stage_id: int) -> Made | None:
    """Return the decision that a stage already has; None where it has none."""
    row = connection.execute(
        sa.select(decision.c.kind, decision.c.decided_name, decision.c.recorded_at).where(
            decision.c.stage_id == stage_id
        )
    ).first()
    return None if row is None else Made(Kind(row.kind), row.decided_name, row.recorded_at)


def decisions_of(connection: sa.Connection, request_id: int, round_: int) -> tuple[Decided, ...]:
    """Return what the offices decided in one round of a request, in the order of the route.

    Only the last round counts for a slip. What an office decided in an earlier one stands where the stage
    was carried over from there.
    """
    rows = connection.execute(
        sa.select(
            decision.c.id,
            decision.c.kind,
            decision.c.decided_name,
            decision.c.capacity,
            decision.c.decided_on,
            request_stage.c.office_name,
        )
        .join(
            request_stage,
            sa.func.coalesce(request_stage.c.carried_from, request_stage.c.id) == decision.c.stage_id,
        )
        .where(decision.c.request_id == request_id, request_stage.c.round == round_)
        .order_by(request_stage.c.position)
    ).all()
    texts = _conditions(connection, [row.id for row in rows])
    return tuple(
        Decided(
            Kind(row.kind),
            row.office_name,
            row.decided_name,
            row.capacity,
            row.decided_on,
            tuple(texts.get(row.id, ())),
        )
        for row in rows
    )


def slip_of(connection: sa.Connection, request_id: int, round_: int) -> tuple[int, str]:
    """Return id and number of the slip that stands for this version of a request; (0, "") without one."""
    rows = connection.execute(
        sa.select(paper.c.id, paper.c.number, paper.c.content).where(
            paper.c.kind == "slip",
            paper.c.subject_kind == "request",
            paper.c.subject_id == request_id,
            paper.c.state != "void",
        )
    )
    return next(((row.id, row.number) for row in rows if row.content.get("version") == round_), (0, ""))


def is_handed_out(connection: sa.Connection, request_id: int) -> bool:
    """Tell whether a passport is out for a request now: handed out and not brought back."""
    found = connection.execute(
        sa.select(handover.c.id).where(
            handover.c.request_id == request_id,
            handover.c.kind == "hand_out",
            handover.c.next_number.is_(None),
        )
    )
    return found.first() is not None


def _conditions(connection: sa.Connection, decisions: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in connection.execute(
        sa.select(condition.c.decision_id, condition.c.text)
        .where(condition.c.decision_id.in_(decisions))
        .order_by(condition.c.decision_id, condition.c.position)
    ):
        found.setdefault(row.decision_id, []).append(row.text)
    return found


def _key(result: sa.CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
