"""What access lends to higher duties."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from travel_desk.access import store
from travel_desk.access.rules import REKEY
from travel_desk.database.keys import RECOVERY, Slots
from travel_desk.desk import Deed
from travel_desk.desk.tables import user


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
