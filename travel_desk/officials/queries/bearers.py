"""Whose booklet it is that was scanned."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.officials.tables import passport, person, person_visible


def bearer(desk: Desk, number: str, issuing_state: str) -> int | None:
    """Return the id of the visible person whose passport it is, None where the register has none such."""
    query = (
        sa.select(person.c.id)
        .join(passport, passport.c.person_id == person.c.id)
        .where(
            passport.c.issuing_state == issuing_state,
            passport.c.number == number,
            person_visible(desk.scope, desk.today()),
        )
    )
    with desk.read("see_officials") as connection:
        return connection.execute(query).scalar()
