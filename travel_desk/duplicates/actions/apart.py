"""Telling two persons apart."""

from __future__ import annotations

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Changed, Desk, Undo
from travel_desk.duplicates import rules, store
from travel_desk.duplicates.actions.lent import check_version
from travel_desk.officials import reading
from travel_desk.officials.steps import about_facts


def tell_apart(desk: Desk, one: tuple[int, int], other: tuple[int, int], apart: bool = True) -> Changed[None]:
    """Remember that two entries (id and version) are two persons; apart=False takes that back.

    They are not shown as a pair any more until a name or a birth date of one of them changes. Raises
    Refused outside the user's scope, and where one changed since the user saw it.
    """
    if one[0] == other[0]:
        raise Refused(msg("An entry can't be told apart from itself. Choose two."))
    with desk.deed("tell_apart") as deed:
        found = [reading.person_facts(deed.connection, person, deed.today) for person, _ in (one, other)]
        for facts, (_, version) in zip(found, (one, other), strict=True):
            deed.allow(about_facts(facts))
            check_version(facts, version)
        if apart:
            known = [(facts.id, rules.known_by(facts.order)) for facts in found]
            store.tell_apart(deed.connection, known[0], known[1], deed.session.user_id, deed.now)
        else:
            store.forget_apart(deed.connection, one[0], other[0])
        deed.entry(
            "person",
            one[0],
            facts={"other": other[0], "apart": apart},
            person=one[0],
            details=[("apart", other[0], apart)],  # the journal of the other one finds it too
        )
    undo = Undo(msg("Remembered as two persons."), tell_apart, (one, other, False)) if apart else None
    return Changed({"duplicates"}, None, undo)
