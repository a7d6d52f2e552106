"""What access lends to higher duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from travel_desk.access import store
from travel_desk.access.rules import REKEY
from travel_desk.database.keys import RECOVERY, Slots
from travel_desk.desk import Deed, moving
from travel_desk.desk.moving import Moved
from travel_desk.desk.tables import user

WHOSE = (user.c.person_id,)
"""The column that says which official a user is."""


def take_slots(deed: Deed, slots: Slots, known: Mapping[str, bytes]) -> int:
    """Let a restored register say what the kept key slots say; returns how many users lost their way in.

    slots: the slots that are kept. known: the public halves by slot name, as the replaced desk's register
    had them; where it could not be read, the halves in the slots themselves serve. A user whose slot is
    gone (they left after the backup) is deactivated again.
    """
    publics = dict(known) or {name: slot.public for name, slot in slots.slots.items()}
    left = 0
    users = deed.connection.execute(sa.select(user.c.id, user.c.slot).where(user.c.active)).all()
    for user_id, slot in users:
        if slot in publics and slot in slots.slots:
            deed.connection.execute(
                sa.update(user).where(user.c.id == user_id).values(slot_public=publics[slot])
            )
        else:
            store.deactivate_user(deed.connection, user_id)
            left += 1
    recovery = slots.name_of(RECOVERY)
    if recovery in publics:
        store.put_recovery(deed.connection, recovery, publics[recovery])
    return left


def owe_new_key(deed: Deed) -> None:
    """Let the desk get a new key at the next login: somebody may hold a copy of the present one."""
    deed.put_setting(REKEY, True)


def follow_organisation(deed: Deed, old_path: str, new_path: str) -> int:
    """Let users who see a subtree see it at its new path; returns how many there are.

    Their scope stays what it was: the organisation only stands elsewhere in the tree.
    """
    rest = sa.func.substr(user.c.organisation_path, len(old_path) + 1)
    changed = deed.connection.execute(
        sa.update(user)
        .where(user.c.organisation_path.startswith(old_path, autoescape=True))
        .values(organisation_path=sa.literal(new_path) + rest, version=user.c.version + 1)
    )
    return changed.rowcount


def seeing(deed: Deed, paths: Iterable[str]) -> list[str]:
    """Return the names of the active users who see only what lies under one of `paths`."""
    limited = [user.c.organisation_path.startswith(path, autoescape=True) for path in paths]
    asked = sa.select(user.c.name).where(user.c.active, sa.or_(sa.false(), *limited)).order_by(user.c.name)
    return list(deed.connection.execute(asked).scalars())


def rows_of(deed: Deed, person_id: int) -> list[Moved]:
    """Return the user that an entry of a person is linked to, if one."""
    return moving.rows_of(deed.connection, WHOSE, person_id)


def move_person(deed: Deed, from_id: int, to_id: int) -> list[Moved]:
    """Link the user of one entry of a person to another; return what moved."""
    return moving.move_person(deed.connection, WHOSE, from_id, to_id)


def move_back(deed: Deed, moved: Sequence[Moved], now_with: int, back_to: int) -> list[Moved]:
    """Give those of `moved` back that are still with `now_with`; return them."""
    return moving.move_back(deed.connection, WHOSE, moved, now_with, back_to)
