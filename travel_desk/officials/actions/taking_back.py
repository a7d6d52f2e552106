"""Taking a change of organisations back: the compensating deed of each of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from travel_desk.access import steps as access
from travel_desk.base.message import Refused, msg
from travel_desk.desk import Changed, Deed, Desk
from travel_desk.officials import reading, rules
from travel_desk.officials.actions.places import check_scope, check_versions, refresh
from travel_desk.officials.rules import PostOrder
from travel_desk.officials.store import changes as change_store
from travel_desk.officials.store import organisations as tree
from travel_desk.officials.store.changes import MovedPost


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change came to: the organisations that go on, how many posts moved, whom it leaves blind.

    left: names of the users who see only organisations that ended.
    """

    ids: tuple[int, ...]
    posts: int = 0
    left: tuple[str, ...] = ()


def take_back_change(desk: Desk, verb: str, change_id: int, versions: Mapping[int, int]) -> Changed[Outcome]:
    """Take a change of organisations back: an entry of the same verb, and everything as before.

    versions: those of the organisations right after the change, by id. Raises Refused where one of
    them, or a post that moved, was changed since, or where something new hangs on it.
    """
    with desk.deed(verb) as deed:
        grounds = tree.grounds(deed.connection, deed.today)
        check_versions(grounds, versions, versions)
        for one in versions:
            check_scope(deed, grounds.tree[one])
        parts = change_store.parts_of(deed.connection, change_id)
        moved = change_store.moved_posts(deed.connection, change_id)
        made = [one.organisation_id for one in parts if one.role == "new"]
        _check_untouched(deed, change_id, moved, made, versions)
        change_store.restore_posts(deed.connection, change_id, moved)
        for part in parts:
            if part.role == "from":
                tree.end_organisation(deed.connection, part.organisation_id, part.until_day)
        for before, after in tree.forget_spans(deed.connection, change_id):
            access.follow_organisation(deed, before, after)
        change_store.remove_change(deed.connection, change_id)
        tree.remove_organisations(deed.connection, made)
        kept = [one for one in versions if one not in made]
        _settle(deed, kept, moved)
        facts = {"taken_back": True, "organisations": [grounds.tree[one].name for one in sorted(versions)]}
        deed.entry("organisation", kept[0], facts=facts)
    return Changed({"organisations", "persons", "users"}, Outcome(tuple(kept), len(moved)))


def take_back_end(deed: Deed, organisation_id: int) -> None:
    """Reopen the posts that ended with an organisation, but those that were changed since.

    Raises Refused for one that ended by a merger or a split: that is taken back as a whole.
    """
    end = change_store.end_of(deed.connection, organisation_id)
    if end is None:
        return
    change_id, kind, day, _ = end
    if kind != "end":
        raise Refused(
            msg("It ended by a merger or a split on {day}: that end can't be changed.", day=day),
            field="until_day",
        )
    moved = change_store.moved_posts(deed.connection, change_id)
    left = [one for one in moved if _as_ended(one, day) and _may_reopen(deed, one)]
    change_store.restore_posts(deed.connection, change_id, left)
    change_store.remove_change(deed.connection, change_id)
    _follow_people(deed, left)


def _check_untouched(
    deed: Deed,
    change_id: int,
    moved: Sequence[MovedPost],
    made: Sequence[int],
    versions: Collection[int],
) -> None:
    day = change_store.day_of(deed.connection, change_id)
    if day is None:
        raise Refused(msg("This was taken back already."))
    followed = [one.next_id for one in moved if one.next_id is not None]
    nexts = change_store.posts_by_id(deed.connection, followed)
    own = {*nexts, *(one.post.id for one in moved)}
    strange = [p for p in change_store.open_posts(deed.connection, made, date.min) if p.id not in own]
    units = [o for o in tree.grounds(deed.connection, deed.today).tree.values() if o.parent_id in made]
    for one in moved:
        after = nexts.get(one.next_id or 0)
        whole = after.until_day == one.until_day and after.from_day == day if after else one.next_id is None
        now = one.post.until_day == (day if after else one.until_day)
        if not (whole and now):
            strange.append(one.post)
    if strange or any(unit.id not in versions for unit in units):
        raise Refused(
            msg("Posts or units were changed since. It can't be taken back as a whole: correct it by hand.")
        )


def _settle(deed: Deed, kept: Sequence[int], moved: Sequence[MovedPost]) -> None:
    """Check the tree as it stands again, and let persons follow."""
    now = tree.grounds(deed.connection, deed.today)
    rules.refuse(rules.tree_problems(now, kept))
    people = {one.post.person_id for one in moved}
    change_store.touch_people(deed.connection, sorted(people))
    for one in kept:
        people |= set(tree.members(deed.connection, now.tree[one].path))
    refresh(deed, people)


def _follow_people(deed: Deed, moved: Sequence[MovedPost]) -> None:
    people = sorted({one.post.person_id for one in moved})
    change_store.touch_people(deed.connection, people)
    refresh(deed, people)


def _as_ended(one: MovedPost, day: date) -> bool:
    return one.post.until_day == max(day, one.post.from_day)


def _may_reopen(deed: Deed, one: MovedPost) -> bool:
    """Tell whether a main post would still be the only one of its days."""
    post = one.post
    others = [p for p in reading.posts(deed.connection, post.person_id) if p.id != post.id]
    order = PostOrder(one.organisation_id, post.title, post.from_day, one.until_day, post.main)
    return rules.main_post_meanwhile(order, others) is None
