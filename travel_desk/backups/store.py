"""What a restore must know of the desk that it replaces."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.desk.tables import recovery_slot, setting, user


def standing(connection: sa.Connection) -> tuple[int, dict[str, bytes]]:
    """Return the number generation of a desk, and the public halves of its slots by their names."""
    generation = connection.execute(sa.select(setting.c.value).where(setting.c.name == "generation")).scalar()
    users = connection.execute(sa.select(user.c.slot, user.c.slot_public).where(user.c.active)).all()
    spare = connection.execute(sa.select(recovery_slot.c.slot, recovery_slot.c.slot_public)).all()
    return int(generation or 1), {row[0]: row[1] for row in (*users, *spare)}
