"""Reads of approvals that both sides share: the write side decides by them, the read side shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from travel_desk.approvals.tables import decision
from travel_desk.trips.rules import RequestFacts


def decided_in_person(
    connection: sa.Connection, requests: Sequence[RequestFacts], user: int, name: str
) -> Mapping[int, str]:
    """Return, by request, the office for which a user decided in person in the round that stands.

    user, name: whoever is asked about. Without a paper a user decides in person only; what they recorded
    from a paper of somebody else is not theirs.
    """
    stages = {stage.decided_as: (one.id, stage.office_name) for one in requests for stage in one.stages}
    asked = sa.select(decision.c.stage_id).where(
        decision.c.stage_id.in_(stages),
        decision.c.decided_by == user,
        sa.or_(decision.c.decided_name == name, decision.c.paper == ""),
    )
    return dict(stages[one] for one in connection.execute(asked).scalars())
