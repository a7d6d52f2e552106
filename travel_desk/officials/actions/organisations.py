"""Deeds on the tree of organisations."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Changed, Deed, Desk, Seen, Undo
from travel_desk.officials import reading, rules, store
from travel_desk.officials.actions.entries import between, from_nothing, values_of
from travel_desk.officials.rules import Organisation, OrganisationOrder


def add_organisation(desk: Desk, order: OrganisationOrder) -> Changed[int]:
    """Add an organisation to the tree; returns its id.

    Raises Refused for a name that stands there already, dates that don't fit, or a place outside the
    user's scope.
    """
    order = replace(order, name=rules.tidy(order.name))
    with desk.deed("add_organisation") as deed:
        parent = _parent(deed.connection, order.parent_id)
        _check_scope(deed, parent)
        beside = reading.siblings(deed.connection, order.parent_id)
        rules.refuse(rules.organisation_problems(order, parent, beside))
        added = store.add_organisation(deed.connection, order, parent)
        deed.entry("organisation", added, changes=from_nothing(values_of(order)))
    return Changed({"organisations"}, added)


def change_organisation(
    desk: Desk, organisation_id: int, version: int, order: OrganisationOrder
) -> Changed[int]:
    """Change name, level or dates of an organisation; its place in the tree stays as it is.

    Persons are found by the new name from then on. Raises Refused as `add_organisation` does.
    """
    with desk.deed("change_organisation", seen=Seen("organisation", organisation_id, version)) as deed:
        old = reading.organisations(deed.connection, [organisation_id])[organisation_id]
        order = replace(order, name=rules.tidy(order.name), parent_id=old.parent_id)
        _check_scope(deed, old)
        parent = _parent(deed.connection, old.parent_id)
        beside = reading.siblings(deed.connection, old.parent_id, but=organisation_id)
        rules.refuse(rules.organisation_problems(order, parent, beside))
        store.change_organisation(deed.connection, organisation_id, order)
        before = OrganisationOrder(old.name, old.level, old.from_day, old.parent_id, old.until_day)
        if order.name != old.name:
            store.refresh_search(deed.connection, store.members(deed.connection, old.path))
        deed.entry("organisation", organisation_id, changes=between(before, order))
    undo = Undo(
        msg("{name} was changed.", name=order.name),
        change_organisation,
        (organisation_id, version + 1, before),
    )
    return Changed({"organisations", "persons"}, organisation_id, undo)


def _parent(connection: sa.Connection, parent_id: int | None) -> Organisation | None:
    if parent_id is None:
        return None
    found = reading.organisations(connection, [parent_id])
    if parent_id not in found:
        raise Refused(msg("The organisation above is no longer in the register."), field="parent_id")
    return found[parent_id]


def _check_scope(deed: Deed, place: Organisation | None) -> None:
    scope = deed.session.scope.organisation_path
    if scope and not (place and place.path.startswith(scope)):
        raise Refused(
            msg("This place in the tree lies outside your scope. Ask the desk head."), field="parent_id"
        )
