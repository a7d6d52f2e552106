"""The rows of a list of persons: read a window at a time, by statements that are built once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from travel_desk.custody.tables import custody_state, handover, now_with
from travel_desk.officials import rules
from travel_desk.officials.queries.dossiers import ABOVE, placed_name
from travel_desk.officials.queries.filters import NO_PASSPORT, URGENT_FIRST
from travel_desk.officials.queries.records import PersonRow
from travel_desk.officials.rules import Category
from travel_desk.officials.tables import (
    Sight,
    holds_on,
    organisation,
    passport,
    person,
    person_category,
    person_visible,
    post,
)

_IDS: Any = sa.bindparam("ids", expanding=True)
_TODAY: Any = sa.bindparam("today", type_=sa.Date)

_PEOPLE = sa.select(
    person.c.id,
    person.c.native_name,
    person.c.surname,
    person.c.given_names,
    person.c.personnel_number,
    person.c.protected,
).where(person.c.id.in_(_IDS))
_POSTS = (
    sa.select(post.c.person_id, post.c.title, placed_name())
    .select_from(post.join(organisation, organisation.c.id == post.c.organisation_id).outerjoin(*ABOVE))
    .where(post.c.person_id.in_(_IDS), holds_on(post, _TODAY))
    .order_by(post.c.main, post.c.id.desc())  # the main post comes last and stays
)
_CATEGORIES = sa.select(person_category.c.person_id, person_category.c.category).where(
    person_category.c.person_id.in_(_IDS), holds_on(person_category, _TODAY)
)
_CUSTODY = (
    sa.select(passport.c.person_id, custody_state(_TODAY))
    .select_from(passport.outerjoin(handover, now_with(passport.c.id)))
    .where(passport.c.person_id.in_(_IDS))
)
_RANK = {one: place for place, one in enumerate(Category)}
_URGENCY = {code: place for place, code in enumerate(URGENT_FIRST)}


def read_rows(connection: sa.Connection, ids: Sequence[int], scope: Sight, today: date) -> list[PersonRow]:
    """Return the rows of `ids` in their order; ids that are gone or not visible are left out."""
    wanted = {"ids": list(ids), "today": today}
    found = connection.execute(_PEOPLE.where(person_visible(scope, today)), wanted).all()
    people = {row[0]: row for row in found}
    posts = main_posts(connection, ids, today)
    categories = _categories(connection, wanted)
    custody = _custody(connection, wanted)
    rows = []
    for one in ids:
        if one in people:
            _, native, surname, given_names, number, protected = people[one]
            held, code = posts.get(one, ("", "")), custody.get(one, NO_PASSPORT)
            latin = rules.latin(surname, given_names)
            official = bool(number) or one in posts
            rows.append(
                PersonRow(one, native, latin, *held, categories.get(one, ()), code, official, protected)
            )
    return rows


def main_posts(connection: sa.Connection, ids: Sequence[int], today: date) -> dict[int, tuple[str, str]]:
    """Return title and organisation of the main post of persons, by id; who has none is left out."""
    rows = connection.execute(_POSTS, {"ids": list(ids), "today": today}).all()
    return {person_id: (title, place) for person_id, title, place in rows}


def _categories(connection: sa.Connection, wanted: dict[str, Any]) -> dict[int, tuple[Category, ...]]:
    # Two entries that were merged may bring the same one.
    found: dict[int, set[Category]] = {}
    for person_id, category in connection.execute(_CATEGORIES, wanted).all():
        found.setdefault(person_id, set()).add(Category(category))
    return {one: tuple(sorted(of, key=_RANK.__getitem__)) for one, of in found.items()}


def _custody(connection: sa.Connection, wanted: dict[str, Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for person_id, code in connection.execute(_CUSTODY, wanted).all():
        found[person_id] = min(found.get(person_id, NO_PASSPORT), code, key=_URGENCY.__getitem__)
    return found
