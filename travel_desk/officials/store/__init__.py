"""Writes of officials: the tables of this duty only; takes records.

The tree of organisations is written by `organisations`, what becomes of it by `changes`; `search` keeps what
persons are found by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from travel_desk.database.versions import touch
from travel_desk.officials import rules
from travel_desk.officials.rules import (
    CategoryOrder,
    ClearanceOrder,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
)
from travel_desk.officials.store.search import refresh_search as refresh_search
from travel_desk.officials.tables import (
    clearance,
    passport,
    person,
    person_category,
    post,
)


def change_person(connection: sa.Connection, person_id: int, order: PersonOrder) -> None:
    """Write new values of a person."""
    connection.execute(sa.update(person).where(person.c.id == person_id).values(**_person_values(order)))
    touch(connection, person, person_id)


def add_post(connection: sa.Connection, person_id: int, order: PostOrder) -> int:
    """Write a post and return its id."""
    return _insert(connection, post, **_post_values(person_id, order))


def add_category(connection: sa.Connection, person_id: int, order: CategoryOrder) -> int:
    """Write a category and return the row's id."""
    return _insert(connection, person_category, **_category_values(person_id, order))


def add_clearance(connection: sa.Connection, person_id: int, order: ClearanceOrder) -> int:
    """Write a clearance and return the row's id."""
    return _insert(connection, clearance, **_clearance_values(person_id, order))


def add_passport(connection: sa.Connection, person_id: int, order: PassportOrder) -> int:
    """Write a booklet and return its id."""
    return _insert(connection, passport, **_passport_values(person_id, order))


def change_passport(connection: sa.Connection, passport_id: int, order: PassportOrder) -> None:
    """Write new values of a booklet."""
    values = _passport_values(0, order)
    del values["person_id"]
    connection.execute(sa.update(passport).where(passport.c.id == passport_id).values(**values))
    touch(connection, passport, passport_id)


def end_post(connection: sa.Connection, post_id: int, until_day: date | None) -> None:
    """Write the end of a post; None reopens it."""
    connection.execute(sa.update(post).where(post.c.id == post_id).values(until_day=until_day))


def end_category(connection: sa.Connection, row_id: int, until_day: date | None) -> None:
    """Write the end of a category; None reopens it."""
    connection.execute(
        sa.update(person_category).where(person_category.c.id == row_id).values(until_day=until_day)
    )


def end_clearance(
    connection: sa.Connection, row_id: int, until_day: date | None, restricted_until: date | None
) -> None:
    """Write the end of a clearance and how long travel stays restricted; None reopens it."""
    connection.execute(
        sa.update(clearance)
        .where(clearance.c.id == row_id)
        .values(until_day=until_day, restricted_until=restricted_until)
    )


def touch_person(connection: sa.Connection, person_id: int) -> None:
    """Raise the version of a person whose posts, categories, clearances or passports changed."""
    touch(connection, person, person_id)


def add_people(connection: sa.Connection, orders: Sequence[Registration]) -> list[int]:
    """Write many persons with all that belongs to them; return their ids in the order given."""
    if not orders:
        return []
    added = connection.execute(
        sa.insert(person).returning(person.c.id, sort_by_parameter_order=True),
        [{**_person_values(order.person), "search_text": ""} for order in orders],
    )
    ids = list(added.scalars())
    pairs = list(zip(ids, orders, strict=True))
    _insert_all(connection, post, [_post_values(i, one) for i, o in pairs for one in o.posts])
    _insert_all(
        connection, person_category, [_category_values(i, one) for i, o in pairs for one in o.categories]
    )
    _insert_all(connection, clearance, [_clearance_values(i, one) for i, o in pairs for one in o.clearances])
    _insert_all(connection, passport, [_passport_values(i, one) for i, o in pairs for one in o.passports])
    return ids


def _post_values(person_id: int, order: PostOrder) -> dict[str, object]:
    return {
        "person_id": person_id, "organisation_id": order.organisation_id, "title": order.title,
        "main": order.main, "from_day": order.from_day, "until_day": order.until_day,
    }  # fmt: skip


def _category_values(person_id: int, order: CategoryOrder) -> dict[str, object]:
    return {
        "person_id": person_id, "category": order.category.value, "paper": order.paper,
        "from_day": order.from_day, "until_day": order.until_day,
    }  # fmt: skip


def _clearance_values(person_id: int, order: ClearanceOrder) -> dict[str, object]:
    return {
        "person_id": person_id, "level": order.level.value, "from_day": order.from_day,
        "until_day": order.until_day, "restricted_until": order.restricted_until, "paper": order.paper,
    }  # fmt: skip


def _passport_values(person_id: int, order: PassportOrder) -> dict[str, object]:
    return {
        "person_id": person_id, "kind": order.kind.value, "number": order.number,
        "issuing_state": order.issuing_state, "issued_on": order.issued_on, "expires_on": order.expires_on,
    }  # fmt: skip


def _person_values(order: PersonOrder) -> dict[str, object]:
    return {
        "native_name": order.native_name, "surname": order.surname, "given_names": order.given_names,
        "birth_date": order.birth_date, "nationality": order.nationality,
        "personnel_number": order.personnel_number or None, "protected": order.protected,
        "sort_key": rules.sort_key(order.surname, order.given_names, order.native_name),
    }  # fmt: skip


def _insert(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _insert_all(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)
