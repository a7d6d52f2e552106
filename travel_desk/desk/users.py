"""Reading who a user is, for logging in and for a second person's confirmation."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.base.roles import Role
from travel_desk.desk.about import Scope, Session
from travel_desk.desk.tables import user, user_role


def session_of(connection: sa.Connection, slot: str) -> Session:
    """Return the active user whose slot this is; raises Refused for one who left or never was."""
    row = connection.execute(sa.select(user).where(user.c.slot == slot, user.c.active)).first()
    if row is None:
        raise Refused(
            msg("This user no longer works at this desk. Ask the administrator."), field="user_name"
        )
    roles = connection.execute(sa.select(user_role.c.role).where(user_role.c.user_id == row.id)).scalars()
    return Session(
        row.id,
        row.user_name,
        row.name,
        frozenset(Role(role) for role in roles),
        Scope(row.organisation_path, row.protected, row.private),
        row.person_id,
    )
