"""Papers of the day: issued, and not signed or not printed yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.officials.tables import person
from travel_desk.papers.tables import paper
from travel_desk.today.queries.common import visible, who
from travel_desk.today.rules import Unfinished
from travel_desk.trips.tables import request

_UNPRINTED_DAYS = 14


def unfinished(connection: sa.Connection, desk: Desk, without: Iterable[int | None]) -> list[Unfinished]:
    """Return the papers that wait for a signature or a print, but for those in `without` (ids)."""
    since = desk.now() - timedelta(days=_UNPRINTED_DAYS)
    over = sa.select(request.c.id).where(request.c.state.in_(("departed", "home", "closed", "withdrawn")))
    rows = connection.execute(
        sa.select(
            paper.c.id,
            paper.c.number,
            paper.c.kind,
            paper.c.state,
            paper.c.issued_at,
            person.c.native_name,
            person.c.surname,
            person.c.given_names,
        )
        .join(person, person.c.id == paper.c.person_id)
        .where(
            sa.or_(
                paper.c.state == "to_sign",
                sa.and_(
                    paper.c.state.in_(("signed", "ready")), paper.c.prints == 0, paper.c.issued_at >= since
                ),
            ),
            ~sa.and_(paper.c.kind == "slip", paper.c.subject_id.in_(over)),
            paper.c.id.not_in([one for one in without if one is not None]),
            visible(desk),
        )
    )
    return [
        Unfinished(
            row.id,
            who(row),
            row.number,
            row.kind,
            row.state == "to_sign",
            row.issued_at.astimezone().date(),
        )
        for row in rows
    ]
