"""Writes of users and of key slots, and what the actions must read before they write."""

from __future__ import annotations

import os
from datetime import datetime

import sqlalchemy as sa

from travel_desk.access.rules import RECOVERY_BYTES, User, UserOrder, recovery_code
from travel_desk.access.tables import recovery_slot, setting, user, user_role
from travel_desk.base.message import Refused, msg
from travel_desk.base.roles import Role
from travel_desk.database.keys import RECOVERY, Slots
from travel_desk.database.versions import touch


def user_of(connection: sa.Connection, user_id: int) -> User:
    """Return a user; raises Refused where there is no such user."""
    row = connection.execute(sa.select(user).where(user.c.id == user_id)).first()
    if row is None:
        raise Refused(msg("This user is no longer in the register. Reload and look again."))
    found = connection.execute(sa.select(user_role.c.role).where(user_role.c.user_id == user_id)).scalars()
    return User(
        row.id,
        row.version,
        row.user_name,
        row.name,
        frozenset(Role(role) for role in found),
        row.active,
        row.organisation_path,
        row.protected,
        row.private,
        row.person_id,
    )


def other_administrators(connection: sa.Connection, user_id: int) -> int:
    """Return how many active administrators there are beside this user."""
    count = (
        sa.select(sa.func.count())
        .select_from(user.join(user_role))
        .where(user.c.active, user.c.id != user_id, user_role.c.role == Role.ADMINISTRATOR.value)
    )
    return int(connection.execute(count).scalar_one())


def must_change(connection: sa.Connection, user_id: int) -> bool:
    """Tell whether the user has to choose a password of their own."""
    return bool(connection.execute(sa.select(user.c.must_change).where(user.c.id == user_id)).scalar())


def check_free(connection: sa.Connection, order: UserOrder, but: int = 0) -> None:
    """Refuse a user name or an official that another user (not `but`) already has."""
    others = sa.select(user.c.id).where(user.c.id != but)
    if connection.execute(others.where(user.c.user_name == order.user_name)).first():
        raise Refused(
            msg("The user name {user_name} is taken. Choose another.", user_name=order.user_name),
            field="user_name",
        )
    if (
        order.person_id is not None
        and connection.execute(others.where(user.c.person_id == order.person_id)).first()
    ):
        raise Refused(msg("This official is already linked to another user."), field="person_id")


def create_user(
    connection: sa.Connection, order: UserOrder, slot: str, public: bytes, *, must_change: bool
) -> int:
    """Write a new user with the key slot that was made for them; returns the id."""
    row = _columns(order) | {"slot": slot, "slot_public": public, "must_change": must_change, "active": True}
    key = connection.execute(sa.insert(user).values(row)).inserted_primary_key
    assert key is not None
    new = int(key[0])
    _put_roles(connection, new, order.roles)
    return new


def change_user(connection: sa.Connection, user_id: int, order: UserOrder) -> None:
    """Write the new name, roles, scope and link of a user; the user name stays."""
    columns = {name: value for name, value in _columns(order).items() if name != "user_name"}
    connection.execute(sa.update(user).where(user.c.id == user_id).values(columns))
    connection.execute(sa.delete(user_role).where(user_role.c.user_id == user_id))
    _put_roles(connection, user_id, order.roles)
    touch(connection, user, user_id)


def put_slot(connection: sa.Connection, user_id: int, slot: str, public: bytes, *, must_change: bool) -> None:
    """Write which key slot is the user's."""
    connection.execute(
        sa.update(user)
        .where(user.c.id == user_id)
        .values(slot=slot, slot_public=public, must_change=must_change)
    )
    touch(connection, user, user_id)


def deactivate_user(connection: sa.Connection, user_id: int) -> None:
    """Write that the user has left: inactive, without a slot, without a link to an official."""
    connection.execute(
        sa.update(user)
        .where(user.c.id == user_id)
        .values(active=False, slot=None, slot_public=None, person_id=None)
    )
    touch(connection, user, user_id)


def note_login(connection: sa.Connection, user_id: int, now: datetime) -> None:
    """Write when the user last came; no new version, since nobody edits this."""
    connection.execute(sa.update(user).where(user.c.id == user_id).values(last_login=now))


def put_recovery(connection: sa.Connection, slot: str, public: bytes) -> None:
    """Write which key slot is the recovery slot."""
    connection.execute(sa.delete(recovery_slot))
    connection.execute(sa.insert(recovery_slot).values(id=1, slot=slot, slot_public=public))


def publics(connection: sa.Connection) -> dict[str, bytes]:
    """Return the slots that may stand, by name, with the public halves that the register knows."""
    users = connection.execute(sa.select(user.c.slot, user.c.slot_public).where(user.c.active)).all()
    recovery = connection.execute(sa.select(recovery_slot.c.slot, recovery_slot.c.slot_public)).all()
    return {row[0]: row[1] for row in (*users, *recovery)}


def user_named(connection: sa.Connection, user_name: str) -> User | None:
    """Return the active user of this user name."""
    found = connection.execute(
        sa.select(user.c.id).where(user.c.user_name == user_name, user.c.active)
    ).scalar()
    return None if found is None else user_of(connection, found)


def drop_setting(connection: sa.Connection, name: str) -> None:
    """Forget a desk-wide setting."""
    connection.execute(sa.delete(setting).where(setting.c.name == name))


def new_recovery(slots: Slots, key: bytes) -> tuple[str, bytes]:
    """Replace the recovery slot; returns the code to print and the slot's public half."""
    code = recovery_code(os.urandom(RECOVERY_BYTES))
    return code, slots.put(RECOVERY, code, key)


def _columns(order: UserOrder) -> dict[str, object]:
    return {
        "user_name": order.user_name,
        "name": order.name.strip(),
        "organisation_path": order.organisation_path,
        "protected": order.protected,
        "private": order.private,
        "person_id": order.person_id,
    }


def _put_roles(connection: sa.Connection, user_id: int, roles: frozenset[Role]) -> None:
    connection.execute(sa.insert(user_role), [{"user_id": user_id, "role": role.value} for role in roles])
