"""Deeds on the tree of organisations: entering and correcting.

What was entered wrongly is corrected; what changes in the world on a day is in `changes`.
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Changed, Deed, Desk, Seen, Undo
from travel_desk.officials import reading, rules
from travel_desk.officials.actions.entries import between, from_nothing, values_of
from travel_desk.officials.actions.places import check_scope, refresh
from travel_desk.officials.actions.taking_back import take_back_end
from travel_desk.officials.rules import Organisation, OrganisationOrder
from travel_desk.officials.store import changes as change_store
from travel_desk.officials.store import organisations as tree


def add_organisation(desk: Desk, order: OrganisationOrder) -> Changed[int]:
    """Add an organisation to the tree; returns its id.

    Raises Refused for a name that stands there already, dates that don't fit, or a place outside the
    user's scope.
    """
    order = replace(order, name=rules.tidy(order.name), paper=rules.tidy(order.paper))
    with desk.deed("add_organisation") as deed:
        parent = _parent(deed.connection, order.parent_id)
        check_scope(deed, parent)
        beside = reading.siblings(deed.connection, order.parent_id)
        rules.refuse(rules.organisation_problems(order, parent, beside))
        added = tree.add_organisation(deed.connection, order, parent)
        deed.entry("organisation", added, changes=from_nothing(values_of(order)))
    return Changed({"organisations"}, added)


def change_organisation(
    desk: Desk, organisation_id: int, version: int, order: OrganisationOrder
) -> Changed[int]:
    """Correct what was entered of an organisation (name, level, first day), or enter its end.

    The name is corrected as if it had always been so; one that changed on a day is the deed
    `rename_organisation`. Posts that would outlast its end, end with it; they go on again where the end
    is taken back. Raises Refused as `add_organisation` does, and while units would be left.
    """
    order = replace(order, name=rules.tidy(order.name), paper=rules.tidy(order.paper))
    with desk.deed("change_organisation", seen=Seen("organisation", organisation_id, version)) as deed:
        grounds = tree.grounds(deed.connection, deed.today)
        old = grounds.tree[organisation_id]
        order = replace(order, parent_id=old.parent_id)
        check_scope(deed, old)
        _judge(order, old, grounds)
        end = change_store.end_of(deed.connection, organisation_id)
        before = OrganisationOrder(
            old.name, old.level, old.from_day, old.parent_id, old.until_day, end[3] if end else ""
        )
        tree.change_organisation(deed.connection, old, order)
        ended = _end(deed, old, order) if order.until_day != old.until_day else 0
        if order.name != old.name:
            refresh(deed, tree.members(deed.connection, old.path))
        facts = {"posts": ended} if ended else {}
        deed.entry("organisation", organisation_id, facts=facts, changes=between(before, order))
    undo = Undo(
        msg("{name} was changed.", name=order.name),
        change_organisation,
        (organisation_id, version + 1, before),
    )
    return Changed({"organisations", "persons"}, organisation_id, undo)


def _judge(order: OrganisationOrder, old: Organisation, grounds: rules.Grounds) -> None:
    parent = grounds.tree.get(old.parent_id or 0)
    beside = [o for o in grounds.tree.values() if o.parent_id == old.parent_id and o.id != old.id]
    units = [o for o in grounds.tree.values() if o.parent_id == old.id]
    rules.refuse(
        [
            *rules.organisation_problems(order, parent, beside),
            *rules.correction_problems(grounds, old, order),
            *rules.ending_problems(order.until_day, units),
        ]
    )


def _end(deed: Deed, old: Organisation, order: OrganisationOrder) -> int:
    """Write another end, or none, with the posts that it ends; returns how many these are."""
    take_back_end(deed, old.id)
    day = order.until_day
    if day is None:
        return 0
    posts = change_store.open_posts(deed.connection, [old.id], day)
    change = change_store.add_change(deed.connection, "end", day, order.paper, deed.now)
    part = change_store.ChangePart(old.id, "it", until_day=old.until_day)
    change_store.add_parts(deed.connection, change, [part])
    change_store.end_posts(deed.connection, change, posts, day)
    people = sorted({one.person_id for one in posts})
    change_store.touch_people(deed.connection, people)
    refresh(deed, people)
    return len(posts)


def _parent(connection: sa.Connection, parent_id: int | None) -> Organisation | None:
    if parent_id is None:
        return None
    found = reading.organisations(connection, [parent_id])
    if parent_id not in found:
        raise Refused(msg("The organisation above is no longer in the register."), field="parent_id")
    return found[parent_id]
