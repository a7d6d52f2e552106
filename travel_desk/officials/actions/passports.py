"""Deeds on booklets: registering one of a person, correcting what is printed in it."""

from __future__ import annotations

from travel_desk.base.message import msg
from travel_desk.desk import Changed, Desk, Seen, Undo
from travel_desk.officials import reading, rules, store
from travel_desk.officials.actions.entries import between, from_nothing, values_of
from travel_desk.officials.rules import PassportOrder
from travel_desk.officials.steps import about


def register_passport(desk: Desk, person_id: int, version: int, order: PassportOrder) -> Changed[int]:
    """Register a booklet of a person; returns its id.

    Raises Refused for a number that no booklet has, one that is in the register, or wrong dates.
    """
    order = rules.clean_passport(order)
    with desk.deed("register_passport", seen=Seen("person", person_id, version)) as deed:
        deed.allow(about(deed.connection, person_id, today=deed.today))
        rules.refuse(rules.passport_problems(order, deed.today))
        reading.check_passport_number(deed.connection, order)
        added = store.add_passport(deed.connection, person_id, order)
        store.touch_person(deed.connection, person_id)
        store.refresh_search(deed.connection, [person_id])
        deed.entry("passport", added, personal=from_nothing(values_of(order)), person=person_id)
    return Changed({"persons", "passports"}, added)


def change_passport(desk: Desk, passport_id: int, version: int, order: PassportOrder) -> Changed[int]:
    """Correct what the register says of a booklet. Raises Refused as `register_passport` does."""
    order = rules.clean_passport(order)
    with desk.deed("change_passport", seen=Seen("passport", passport_id, version)) as deed:
        old = reading.passport_of(deed.connection, passport_id)
        deed.allow(about(deed.connection, old.person_id, today=deed.today))
        rules.refuse(rules.passport_problems(order, deed.today))
        reading.check_passport_number(deed.connection, order, but=passport_id)
        store.change_passport(deed.connection, passport_id, order)
        store.refresh_search(deed.connection, [old.person_id])
        before = PassportOrder(old.kind, old.number, old.issued_on, old.expires_on, old.issuing_state)
        deed.entry("passport", passport_id, personal=between(before, order), person=old.person_id)
    undo = Undo(msg("The passport was changed."), change_passport, (passport_id, version + 1, before))
    return Changed({"persons", "passports"}, passport_id, undo)
