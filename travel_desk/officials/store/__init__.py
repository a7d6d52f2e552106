"""Writes of officials: the tables of this duty only; takes records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from travel_desk.database.versions import touch
from travel_desk.officials import rules
from travel_desk.officials.rules import (
    CategoryOrder,
    ClearanceOrder,
    Organisation,
    OrganisationOrder,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
)
from travel_desk.officials.tables import (
    clearance,
    organisation,
    passport,
    person,
    person_category,
    post,
    post_counts,
)

_CHUNK = 500


def add_organisation(connection: sa.Connection, order: OrganisationOrder, parent: Organisation | None) -> int:
    """Write a new organisation and return its id; its path ends with it."""
    values = {
        "parent_id": order.parent_id, "name": order.name, "level": order.level.value,
        "from_day": order.from_day, "until_day": order.until_day,
    }  # fmt: skip
    # The path ends with the id that the row is only now given: first one that nothing else has.
    added = _insert(connection, organisation, **values, path=f"new/{order.parent_id}/{order.name}")
    path = f"{parent.path if parent else '/'}{added}/"
    connection.execute(sa.update(organisation).where(organisation.c.id == added).values(path=path))
    return added


def change_organisation(connection: sa.Connection, organisation_id: int, order: OrganisationOrder) -> None:
    """Write new values of an organisation; its place in the tree stays."""
    connection.execute(
        sa.update(organisation)
        .where(organisation.c.id == organisation_id)
        .values(name=order.name, level=order.level.value, from_day=order.from_day, until_day=order.until_day)
    )
    touch(connection, organisation, organisation_id)


def members(connection: sa.Connection, path: str) -> list[int]:
    """Return the ids of all persons who have or had a post in the subtree of `path`."""
    found = connection.execute(
        sa.select(post.c.person_id)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(organisation.c.path.startswith(path, autoescape=True))
        .distinct()
    )
    return list(found.scalars())


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


def refresh_search(connection: sa.Connection, person_ids: Sequence[int]) -> None:
    """Write anew what persons are found by: names, numbers, posts and organisations that stand."""
    for at in range(0, len(person_ids), _CHUNK):
        chunk = person_ids[at : at + _CHUNK]
        parts = _search_parts(connection, chunk)
        connection.execute(
            sa.update(person).where(person.c.id == sa.bindparam("row")),
            [{"row": one, "search_text": rules.search_text(parts[one])} for one in chunk],
        )


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


def _search_parts(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    parts: dict[int, list[str]] = {}
    for row in connection.execute(sa.select(person).where(person.c.id.in_(ids))):
        parts[row.id] = [row.native_name, row.surname, row.given_names, row.personnel_number or ""]
    held = connection.execute(
        sa.select(post.c.person_id, post.c.title, organisation.c.path)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(post.c.person_id.in_(ids), post_counts())
    ).all()
    names = _names_above(connection, {row.path for row in held})
    for row in held:
        parts[row.person_id] += [row.title, *names[row.path]]
    for row in connection.execute(
        sa.select(passport.c.person_id, passport.c.number).where(passport.c.person_id.in_(ids))
    ):
        parts[row.person_id].append(row.number)
    return parts


def _names_above(connection: sa.Connection, paths: set[str]) -> dict[str, list[str]]:
    # A path names all organisations above by their ids: a unit is found by its ministry's name too.
    ids = {path: [int(one) for one in path.strip("/").split("/")] for path in paths}
    wanted = {one for of in ids.values() for one in of}
    rows = connection.execute(
        sa.select(organisation.c.id, organisation.c.name).where(organisation.c.id.in_(wanted))
    )
    names = {row.id: row.name for row in rows}
    return {path: [names[one] for one in of] for path, of in ids.items()}


def _insert(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _insert_all(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)
