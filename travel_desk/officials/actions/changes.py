"""Deeds by which organisations change on a day: renamed, moved, merged, split; each can be taken back.

The history of names and places, the paths of the subtree, the posts, what persons are found by and the
scopes of users follow in the same deed. A user limited to an organisation that ends keeps that scope:
where its officials went is for the administrator to grant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from travel_desk.access import steps as access
from travel_desk.base.message import Message, msg
from travel_desk.desk import Changed, Deed, Desk, Seen, Undo
from travel_desk.officials import reading, rules
from travel_desk.officials.actions.places import check_scope, check_versions, refresh, versions_of
from travel_desk.officials.actions.taking_back import Outcome, take_back_change
from travel_desk.officials.rules import (
    Grounds,
    Level,
    Merge,
    Move,
    Organisation,
    OrganisationOrder,
    Post,
    Rename,
    Split,
)
from travel_desk.officials.store import changes as change_store
from travel_desk.officials.store import organisations as tree
from travel_desk.officials.store.changes import ChangePart

_SUBJECTS = frozenset({"organisations", "persons"})


def rename_organisation(desk: Desk, organisation_id: int, version: int, order: Rename) -> Changed[Outcome]:
    """Give an organisation a new name from a day on; the old one is kept for the days before.

    Raises Refused for a day to come, a name that stands there already, a place outside the scope.
    """
    order = replace(order, name=rules.tidy(order.name), paper=rules.tidy(order.paper))
    with desk.deed("rename_organisation", seen=Seen("organisation", organisation_id, version)) as deed:
        grounds = tree.grounds(deed.connection, deed.today)
        old = grounds.tree[organisation_id]
        check_scope(deed, old)
        rules.refuse(rules.rename_problems(order, grounds, organisation_id))
        change = _begin(deed, "rename", order, [ChangePart(organisation_id, "it")])
        tree.rename_organisation(deed.connection, organisation_id, order.name, order.day, change)
        refresh(deed, tree.members(deed.connection, old.path))
        deed.entry(
            "organisation",
            organisation_id,
            facts={"day": order.day, "paper": order.paper},
            changes={"name": (old.name, order.name)},
        )
        undo = _undo(deed, msg("{name} was renamed.", name=old.name), change, [organisation_id])
    return Changed(set(_SUBJECTS), Outcome((organisation_id,)), undo)


def move_organisation(desk: Desk, organisation_id: int, version: int, order: Move) -> Changed[Outcome]:
    """Let an organisation stand elsewhere in the tree from a day on, with all that is under it.

    Users who see its subtree go on seeing it. Raises Refused for a place within itself, one that ended,
    one outside the scope, and as `rename_organisation` does.
    """
    order = replace(order, paper=rules.tidy(order.paper))
    with desk.deed("move_organisation", seen=Seen("organisation", organisation_id, version)) as deed:
        grounds = tree.grounds(deed.connection, deed.today)
        old, parent = grounds.tree[organisation_id], grounds.tree.get(order.parent_id or 0)
        for place in (old, parent):
            check_scope(deed, place)
        rules.refuse(rules.move_problems(order, grounds, organisation_id))
        change = _begin(deed, "move", order, [ChangePart(organisation_id, "it")])
        refresh(deed, _move(deed, old, parent, order.day, change))
        deed.entry(
            "organisation",
            organisation_id,
            facts={"day": order.day, "paper": order.paper},
            changes={"parent_id": (old.parent_id, order.parent_id)},
        )
        undo = _undo(deed, msg("{name} was moved.", name=old.name), change, [organisation_id])
    return Changed({*_SUBJECTS, "users"}, Outcome((organisation_id,)), undo)


def merge_organisations(desk: Desk, order: Merge) -> Changed[Outcome]:
    """Let organisations end on a day in one that goes on or begins; their posts and units go there.

    Units of the same name become one. Raises Refused for versions that moved on, a place outside the
    scope, a successor inside one that ends, and where something happened after that day already.
    """
    order = replace(order, name=rules.tidy(order.name), paper=rules.tidy(order.paper))
    with desk.deed("merge_organisations") as deed:
        grounds = tree.grounds(deed.connection, deed.today)
        named = [*order.from_ids, *([order.into_id] if order.into_id else [])]
        check_versions(grounds, named, order.versions)
        for one in named:
            check_scope(deed, grounds.tree[one], "from_ids")
        if order.into_id is None:
            check_scope(deed, grounds.tree.get(order.parent_id or 0))
        plan = rules.merge_plan(order, grounds)
        rules.refuse(rules.merge_problems(order, grounds, plan))
        into = order.into_id or _new(deed, grounds, order.name, order.level, order.parent_id, order.day)
        goes = {one: target or into for one, target in plan.ends}
        parts = [_ending(grounds, one, target) for one, target in goes.items()]
        beyond = dict.fromkeys(one for one in goes.values() if one not in goes)
        parts += [ChangePart(one, "into" if one in grounds.tree else "new") for one in beyond]
        change = _begin(deed, "merge", order, parts)
        posts = change_store.open_posts(deed.connection, list(goes), order.day)
        people = _move_units(deed, {unit: target or into for unit, target in plan.moves}, order.day, change)
        people |= _move_posts(deed, {one: goes[one.organisation_id] for one in posts}, order.day, change)
        left = _end(deed, [grounds.tree[one] for one in goes], order.day)
        refresh(deed, people)
        deed.entry(
            "organisation",
            into,
            facts={
                "day": order.day,
                "paper": order.paper,
                "merged": [grounds.tree[one].name for one in goes],
                "into": _names(deed, [into])[into],
                "posts": len(posts),
            },
            details=_details(deed, {one: goes[one.organisation_id] for one in posts}),
        )
        changed = [*(one.organisation_id for one in parts), *(unit for unit, _ in plan.moves)]
        undo = _undo(deed, msg("The organisations were merged."), change, changed)
    return Changed({*_SUBJECTS, "users"}, Outcome((into,), len(posts), left), undo)


def split_organisation(desk: Desk, organisation_id: int, version: int, order: Split) -> Changed[Outcome]:
    """Let an organisation end on a day in several new ones, which get its posts and units as chosen.

    Raises Refused for fewer than two parts, names that stand there already, posts that are no longer
    its own, and as `merge_organisations` does.
    """
    parts = tuple(replace(one, name=rules.tidy(one.name)) for one in order.parts)
    order = replace(order, parts=parts, paper=rules.tidy(order.paper))
    with desk.deed("split_organisation", seen=Seen("organisation", organisation_id, version)) as deed:
        grounds = tree.grounds(deed.connection, deed.today)
        old = grounds.tree[organisation_id]
        check_scope(deed, old)
        check_scope(deed, grounds.tree.get(old.parent_id or 0))
        posts = change_store.open_posts(deed.connection, [organisation_id], order.day)
        units = grounds.below(organisation_id, order.day)
        rules.refuse(
            rules.split_problems(
                order, grounds, organisation_id, [one.id for one in posts], [one.id for one in units]
            )
        )
        new = [_new(deed, grounds, one.name, one.level, old.parent_id, order.day) for one in parts]
        roles = [_ending(grounds, organisation_id, None), *(ChangePart(one, "new") for one in new)]
        change = _begin(deed, "split", order, roles)
        goes = {one.id: new[order.units.get(one.id, order.rest)] for one in units}
        into = {one: new[order.posts.get(one.id, order.rest)] for one in posts}
        people = _move_units(deed, goes, order.day, change)
        people |= _move_posts(deed, into, order.day, change)
        left = _end(deed, [old], order.day)
        refresh(deed, people)
        deed.entry(
            "organisation",
            organisation_id,
            facts={
                "day": order.day,
                "paper": order.paper,
                "parts": [one.name for one in parts],
                "posts": len(posts),
            },
            details=_details(deed, into),
        )
        undo = _undo(deed, msg("{name} was split.", name=old.name), change, [organisation_id, *new, *goes])
    return Changed({*_SUBJECTS, "users"}, Outcome(tuple(new), len(posts), left), undo)


def _begin(deed: Deed, kind: str, order: Rename | Move | Merge | Split, parts: Sequence[ChangePart]) -> int:
    change = change_store.add_change(deed.connection, kind, order.day, order.paper, deed.now)
    change_store.add_parts(deed.connection, change, parts)
    return change


def _new(deed: Deed, grounds: Grounds, name: str, level: Level, parent_id: int | None, day: date) -> int:
    order = OrganisationOrder(name, level, day, parent_id)
    return tree.add_organisation(deed.connection, order, grounds.tree.get(parent_id or 0))


def _ending(grounds: Grounds, organisation_id: int, successor_id: int | None) -> ChangePart:
    return ChangePart(organisation_id, "from", successor_id, grounds.tree[organisation_id].until_day)


def _move(deed: Deed, moved: Organisation, parent: Organisation | None, day: date, change: int) -> set[int]:
    """Write a new place; returns the persons who are found by the names above it."""
    before, after = tree.move_organisation(deed.connection, moved, parent, day, change)
    access.follow_organisation(deed, before, after)
    return set(tree.members(deed.connection, after))


def _move_units(deed: Deed, goes: Mapping[int, int], day: date, change: int) -> set[int]:
    people: set[int] = set()
    for unit, target in goes.items():
        # Read each time: what stands above may just have moved itself.
        found = reading.organisations(deed.connection, [unit, target])
        people |= _move(deed, found[unit], found[target], day, change)
    return people


def _move_posts(deed: Deed, into: Mapping[Post, int], day: date, change: int) -> set[int]:
    change_store.move_posts(deed.connection, change, into, day)
    people = {one.person_id for one in into}
    change_store.touch_people(deed.connection, sorted(people))
    return people


def _end(deed: Deed, places: Iterable[Organisation], day: date) -> tuple[str, ...]:
    """End organisations; returns the names of the users who see only these."""
    ended = list(places)
    for one in ended:
        tree.end_organisation(deed.connection, one.id, day)
    return tuple(access.seeing(deed, [one.path for one in ended]))


def _details(deed: Deed, into: Mapping[Post, int]) -> list[tuple[str, int | None, object]]:
    """Return what the journal keeps of each post that moved, in the names of that day."""
    names = _names(deed, {one.organisation_id for one in into} | set(into.values()))
    return [
        ("post", one.person_id, {"title": one.title, "from": names[one.organisation_id], "to": names[target]})
        for one, target in into.items()
    ]


def _names(deed: Deed, ids: Iterable[int]) -> dict[int, str]:
    return {one.id: one.name for one in reading.organisations(deed.connection, ids).values()}


def _undo(deed: Deed, label: Message, change: int, ids: Iterable[int]) -> Undo:
    versions = versions_of(deed.connection, ids)
    return Undo(label, take_back_change, (deed.verb, change, versions))
