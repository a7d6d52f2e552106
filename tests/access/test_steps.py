"""A restored register takes over the key slots that are kept."""

import sqlalchemy as sa

from travel_desk.access import store
from travel_desk.access.steps import take_slots
from travel_desk.database.keys import RECOVERY, Slots
from travel_desk.desk import Desk
from travel_desk.desk.tables import user


def test_users_without_a_slot_leave_again_and_the_others_keep_theirs(administrator: Desk) -> None:
    slots = Slots(administrator.folder)
    slots.remove("clerk")
    slots.remove(RECOVERY)
    with administrator.deed("restore") as deed:
        assert take_slots(deed, slots, {}) == 1
        deed.entry("backup", 1)
        known = store.publics(deed.connection)
        left = sa.select(user.c.user_name).where(user.c.active.is_(False))
        assert deed.connection.execute(left).scalars().all() == ["clerk"]
    assert known[slots.name_of("auditor")] == slots.slots[slots.name_of("auditor")].public


def test_the_recovery_slot_that_is_kept_is_the_registers(administrator: Desk) -> None:
    slots = Slots(administrator.folder)
    public = slots.put(RECOVERY, "another code", administrator.database.key)
    with administrator.deed("restore") as deed:
        assert take_slots(deed, slots, {name: slot.public for name, slot in slots.slots.items()}) == 0
        deed.entry("backup", 1)
        assert store.publics(deed.connection)[slots.name_of(RECOVERY)] == public
