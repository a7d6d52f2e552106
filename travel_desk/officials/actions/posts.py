"""Deeds on what a person is: posts, categories, clearances; each raises the person's version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from travel_desk.base.message import Message, Refused, msg
from travel_desk.desk import Changed, Deed, Desk, Seen, Undo
from travel_desk.officials import reading, rules, store
from travel_desk.officials.actions.entries import from_nothing, values_of
from travel_desk.officials.rules import CategoryOrder, ClearanceOrder, Post, PostOrder
from travel_desk.officials.steps import about


def add_post(desk: Desk, person_id: int, version: int, order: PostOrder) -> Changed[int]:
    """Add a post; returns its id. `order.replaces` ends the present main post on the same day.

    Raises Refused for a second main post at a time, an organisation that ended, or wrong dates.
    """
    order = replace(order, title=rules.tidy(order.title))
    with desk.deed("add_post", seen=Seen("person", person_id, version)) as deed:
        deed.allow(about(deed.connection, person_id, today=deed.today))
        present = reading.posts(deed.connection, person_id)
        place = reading.organisations(deed.connection, [order.organisation_id]).get(order.organisation_id)
        rules.refuse(rules.post_problems(order, place, present))
        ended = rules.main_post_meanwhile(order, present)
        if ended is not None:
            store.end_post(deed.connection, ended.id, order.from_day)
        added = store.add_post(deed.connection, person_id, order)
        _changed(deed, person_id)
        facts = {"post": added, "ended_post": ended.id if ended else None}
        deed.entry(
            "person", person_id, facts=facts, personal=from_nothing(values_of(order)), person=person_id
        )
    back = () if ended else (person_id, version + 1, added, order.from_day)
    return Changed({"persons"}, added, _undo(msg("The post was added."), end_post, back))


def end_post(desk: Desk, person_id: int, version: int, post_id: int, until_day: date | None) -> Changed[int]:
    """End a post: `until_day` is the first day on which it is no longer held.

    The day on which it began strikes it, as if it never was; None reopens it. Raises Refused for an
    earlier day, or where reopening it would make two main posts.
    """
    with desk.deed("end_post", seen=Seen("person", person_id, version)) as deed:
        deed.allow(about(deed.connection, person_id, today=deed.today))
        post = reading.post_of(deed.connection, post_id)
        _same_person(person_id, post.person_id)
        rules.check_end(post.from_day, until_day)
        others = [one for one in reading.posts(deed.connection, person_id) if one.id != post_id]
        _check_one_main(post, until_day, others)
        store.end_post(deed.connection, post_id, until_day)
        _changed(deed, person_id)
        changes = {"until_day": (post.until_day, until_day)}
        deed.entry("person", person_id, facts={"post": post_id}, changes=changes, person=person_id)
    back = (person_id, version + 1, post_id, post.until_day)
    return Changed({"persons"}, post_id, _undo(msg("The end of the post was written."), end_post, back))


def add_category(desk: Desk, person_id: int, version: int, order: CategoryOrder) -> Changed[int]:
    """Let a person carry a category; returns the row's id.

    Raises Refused where the person carries it in that time already, or for wrong dates.
    """
    with desk.deed("add_category", seen=Seen("person", person_id, version)) as deed:
        deed.allow(about(deed.connection, person_id, today=deed.today))
        rules.refuse(rules.category_problems(order, reading.categories(deed.connection, person_id)))
        added = store.add_category(deed.connection, person_id, order)
        _changed(deed, person_id)
        _entry_of_added(deed, person_id, "category_row", added, values_of(order))
    back = (person_id, version + 1, added, order.from_day)
    return Changed({"persons"}, added, _undo(msg("The category was added."), end_category, back))


def end_category(
    desk: Desk, person_id: int, version: int, row_id: int, until_day: date | None
) -> Changed[int]:
    """End a category on `until_day`; the day it began strikes it, None reopens it. Raises Refused."""
    with desk.deed("end_category", seen=Seen("person", person_id, version)) as deed:
        deed.allow(about(deed.connection, person_id, today=deed.today))
        held = reading.category_of(deed.connection, row_id)
        _same_person(person_id, held.person_id)
        rules.check_end(held.from_day, until_day)
        others = [one for one in reading.categories(deed.connection, person_id) if one.id != row_id]
        if until_day != held.from_day:
            rules.refuse(
                rules.category_problems(CategoryOrder(held.category, held.from_day, until_day), others)
            )
        store.end_category(deed.connection, row_id, until_day)
        _changed(deed, person_id)
        changes = {"until_day": (held.until_day, until_day)}
        deed.entry("person", person_id, facts={"category_row": row_id}, changes=changes, person=person_id)
    back = (person_id, version + 1, row_id, held.until_day)
    return Changed(
        {"persons"}, row_id, _undo(msg("The end of the category was written."), end_category, back)
    )


def add_clearance(desk: Desk, person_id: int, version: int, order: ClearanceOrder) -> Changed[int]:
    """Give a person a clearance; returns the row's id.

    Raises Refused where another clearance covers that time, or for wrong dates.
    """
    with desk.deed("add_clearance", seen=Seen("person", person_id, version)) as deed:
        deed.allow(about(deed.connection, person_id, today=deed.today))
        rules.refuse(rules.clearance_problems(order, reading.clearances(deed.connection, person_id)))
        added = store.add_clearance(deed.connection, person_id, order)
        _changed(deed, person_id)
        _entry_of_added(deed, person_id, "clearance", added, values_of(order))
    back = (person_id, version + 1, added, order.from_day)
    return Changed({"persons"}, added, _undo(msg("The clearance was added."), end_clearance, back))


def end_clearance(
    desk: Desk,
    person_id: int,
    version: int,
    row_id: int,
    until_day: date | None,
    restricted_until: date | None = None,
) -> Changed[int]:
    """End a clearance on `until_day`; travel stays restricted up to `restricted_until`, where given.

    The day it began strikes it, None reopens it. Raises Refused for days out of order.
    """
    with desk.deed("end_clearance", seen=Seen("person", person_id, version)) as deed:
        deed.allow(about(deed.connection, person_id, today=deed.today))
        held = reading.clearance_of(deed.connection, row_id)
        _same_person(person_id, held.person_id)
        rules.check_end(held.from_day, until_day)
        others = [one for one in reading.clearances(deed.connection, person_id) if one.id != row_id]
        if until_day != held.from_day:
            order = ClearanceOrder(held.level, held.from_day, until_day, restricted_until)
            rules.refuse(rules.clearance_problems(order, others))
        store.end_clearance(deed.connection, row_id, until_day, restricted_until)
        _changed(deed, person_id)
        changes = {
            "until_day": (held.until_day, until_day),
            "restricted_until": (held.restricted_until, restricted_until),
        }
        deed.entry("person", person_id, facts={"clearance": row_id}, changes=changes, person=person_id)
    back = (person_id, version + 1, row_id, held.until_day, held.restricted_until)
    return Changed(
        {"persons"}, row_id, _undo(msg("The end of the clearance was written."), end_clearance, back)
    )


def _changed(deed: Deed, person_id: int) -> None:
    store.touch_person(deed.connection, person_id)
    store.refresh_search(deed.connection, [person_id])


def _entry_of_added(deed: Deed, person_id: int, name: str, row_id: int, values: dict[str, object]) -> None:
    personal = from_nothing(values)
    deed.entry("person", person_id, facts={name: row_id}, personal=personal, person=person_id)


def _same_person(person_id: int, owner: int) -> None:
    if person_id != owner:
        raise Refused(msg("This belongs to somebody else. Reload and look again."))


def _check_one_main(post: Post, until_day: date | None, others: list[Post]) -> None:
    order = PostOrder(post.organisation_id, post.title, post.from_day, until_day, post.main)
    other = rules.main_post_meanwhile(order, others)
    if other is not None:
        raise Refused(
            msg("{title} is the main post in that time: end that one first.", title=other.title),
            field="until_day",
        )


def _undo(label: Message, action: object, args: tuple[object, ...]) -> Undo | None:
    return Undo(label, action, args) if args else None  # type: ignore[arg-type]
