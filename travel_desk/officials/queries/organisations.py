"""The tree of organisations as windows show it: counts, the story of one, what a change would move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Desk
from travel_desk.officials import reading, rules
from travel_desk.officials.queries.records import Branch, PlaceHit
from travel_desk.officials.rules import Organisation
from travel_desk.officials.tables import holds_on, organisation, person, person_visible, post, post_held
from travel_desk.officials.tables.history import (
    organisation_change,
    organisation_change_part,
    organisation_name,
    organisation_place,
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One thing that became of an organisation.

    kind: "begin", "rename", "move", "merge", "split", "end"; role: what it was in that: "it", "from",
    "into" or "new". old, new: names, its own at a rename and those above it at a move ("" for the root).
    others: the other organisations of a merger or split.
    """

    day: date
    kind: str
    role: str = "it"
    paper: str = ""
    old: str = ""
    new: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """An organisation with what became of it, the newest first."""

    place: Organisation
    above: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that a change of its organisation would move."""

    id: int
    native_name: str
    latin: str
    title: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a change of an organisation on a day has to deal with.

    hidden: how many more posts there are, of persons whom the user may not see.
    """

    posts: tuple[HeldPost, ...]
    units: tuple[Organisation, ...]
    hidden: int = 0


def organisations(desk: Desk) -> list[Branch]:
    """Return the tree of organisations in reading order: each parent before its parts, by name."""
    today = desk.today()
    with desk.read("see_officials") as connection:
        rows = connection.execute(sa.select(organisation)).all()
        held = (
            sa.select(post.c.organisation_id, sa.func.count())
            .where(holds_on(post, today))
            .group_by(post.c.organisation_id)
        )
        people = {row[0]: row[1] for row in connection.execute(held)}
        old = sa.select(organisation_name.c.organisation_id, organisation_name.c.name).where(
            organisation_name.c.until_day.is_not(None)
        )
        former: dict[int, list[str]] = {}
        for row in connection.execute(old):
            former.setdefault(row.organisation_id, []).append(row.name)
    places = [reading.organisation_record(row) for row in rows]
    total = _totals(places, people)
    return [
        Branch(
            one,
            one.path.count("/") - 2,
            people.get(one.id, 0),
            total.get(one.id, 0),
            tuple(former.get(one.id, ())),
        )
        for one in _in_tree_order(places)
    ]


def find_organisations(desk: Desk, text: str, limit: int = 8) -> list[PlaceHit]:
    """Return the standing organisations found by all words of `text`, those above counted in."""
    wanted, today = rules.words(text), desk.today()
    names: dict[int | None, str] = {}
    hits: list[PlaceHit] = []
    for one in (branch.organisation for branch in organisations(desk)):
        above = names.get(one.parent_id, "")
        names[one.id] = f"{one.name}, {above}" if above else one.name
        folded = rules.normalise(names[one.id])
        if rules.holds(date.min, one.until_day, today) and all(word in folded for word in wanted):
            hits.append(PlaceHit(one.id, one.name, above))

    def by_own_name(hit: PlaceHit) -> tuple[bool, bool]:
        own = rules.normalise(hit.name)
        return not all(word in own for word in wanted), bool(hit.above)

    return sorted(hits, key=by_own_name)[:limit]


def story(desk: Desk, organisation_id: int) -> Story:
    """Return what became of an organisation; raises Refused where it is no longer in the register."""
    with desk.read("see_officials") as connection:
        place = reading.organisations(connection, [organisation_id]).get(organisation_id)
        if place is None:
            raise Refused(msg("This organisation is no longer in the register."))
        names = _names_now(connection)
        chapters = [Chapter(place.from_day, "begin")]
        chapters += _turns(connection, organisation_id, names)
        above = names.get(place.parent_id, "")
    chapters.sort(key=lambda one: (one.day, one.kind != "begin"), reverse=True)
    born = any(one.role == "new" for one in chapters)
    told = tuple(one for one in chapters if not (born and one.kind == "begin"))
    return Story(place, above, told)


def outlook(desk: Desk, organisation_ids: Sequence[int], day: date) -> Outlook:
    """Return the posts and units of some organisations that go on on `day`, by name."""
    open_then = sa.and_(
        post.c.organisation_id.in_(organisation_ids),
        post_held(post),
        sa.or_(post.c.until_day.is_(None), post.c.until_day > day),
    )
    with desk.read("see_officials") as connection:
        rows = connection.execute(
            sa.select(post.c.id, post.c.title, person.c.native_name, person.c.surname, person.c.given_names)
            .join(person, person.c.id == post.c.person_id)
            .where(open_then, person_visible(desk.scope, desk.today()))
            .order_by(person.c.sort_key, post.c.id)
        )
        posts = tuple(
            HeldPost(row.id, row.native_name, rules.latin(row.surname, row.given_names), row.title)
            for row in rows
        )
        all_posts = connection.execute(sa.select(sa.func.count()).where(open_then)).scalar_one()
        under = connection.execute(
            sa.select(organisation)
            .where(organisation.c.parent_id.in_(organisation_ids))
            .order_by(organisation.c.name)
        )
        units = [reading.organisation_record(row) for row in under]
    going = tuple(one for one in units if rules.goes_on(one, day))
    return Outlook(posts, going, all_posts - len(posts))


def _turns(connection: sa.Connection, organisation_id: int, names: dict[int | None, str]) -> list[Chapter]:
    part, change = organisation_change_part, organisation_change
    mine = connection.execute(
        sa.select(change, part.c.role)
        .join(part, part.c.change_id == change.c.id)
        .where(part.c.organisation_id == organisation_id)
    ).all()
    found = []
    for row in mine:
        if row.kind == "rename":
            old, new = _around(connection, organisation_name.c.name, organisation_id, row.day)
            found.append(Chapter(row.day, row.kind, row.role, row.paper, old or "", new or ""))
        elif row.kind != "move":
            others = _others(connection, row.id, organisation_id, row.role, names)
            found.append(Chapter(row.day, row.kind, row.role, row.paper, others=others))
    moves = connection.execute(
        sa.select(organisation_place.c.from_day, change.c.paper)
        .join(change, change.c.id == organisation_place.c.change_id)
        .where(organisation_place.c.organisation_id == organisation_id)
    ).all()
    for row in moves:
        above = _around(connection, organisation_place.c.parent_id, organisation_id, row.from_day)
        old, new = (names.get(one, "") for one in above)
        found.append(Chapter(row.from_day, "move", "it", row.paper, old, new))
    return found


def _around(
    connection: sa.Connection, column: sa.Column[Any], organisation_id: int, day: date
) -> tuple[Any, Any]:
    """Return what a span says before `day` and from it on."""
    spans = column.table.c
    asked = sa.select(column).where(spans.organisation_id == organisation_id)
    old = connection.execute(asked.where(spans.until_day == day)).scalar()
    return old, connection.execute(asked.where(spans.from_day == day)).scalar()


def _others(
    connection: sa.Connection, change_id: int, own: int, role: str, names: dict[int | None, str]
) -> tuple[str, ...]:
    """Return what an organisation ended in, or what ended in it."""
    part = organisation_change_part
    wanted = ("into", "new") if role == "from" else ("from",)
    rows = connection.execute(
        sa.select(part)
        .where(part.c.change_id == change_id, part.c.organisation_id != own)
        .order_by(part.c.organisation_id)
    ).all()
    if role == "from":
        asked = sa.select(part.c.successor_id).where(
            part.c.change_id == change_id, part.c.organisation_id == own
        )
        successor = connection.execute(asked).scalar()
        if successor is not None:
            return (names.get(successor, ""),)
    mine = [row for row in rows if row.role in wanted and row.successor_id in (None, own)]
    return tuple(names.get(row.organisation_id, "") for row in mine)


def _names_now(connection: sa.Connection) -> dict[int | None, str]:
    rows = connection.execute(sa.select(organisation.c.id, organisation.c.name))
    return {row.id: row.name for row in rows}


def _totals(places: Sequence[Organisation], people: dict[int, int]) -> dict[int, int]:
    """Return how many hold a post in each organisation or below it."""
    total: dict[int, int] = {}
    for one in places:
        for above in one.path.strip("/").split("/"):
            total[int(above)] = total.get(int(above), 0) + people.get(one.id, 0)
    return total


def _in_tree_order(places: Sequence[Organisation]) -> list[Organisation]:
    below: dict[int | None, list[Organisation]] = {}
    for one in sorted(places, key=lambda place: rules.normalise(place.name)):
        below.setdefault(one.parent_id, []).append(one)
    ordered: list[Organisation] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += reversed(below.get(one.id, []))
    return ordered
