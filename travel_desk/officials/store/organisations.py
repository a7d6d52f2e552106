"""Writes of the tree of organisations: how each stands now, and its names and places by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from travel_desk.database.versions import touch
from travel_desk.officials import reading
from travel_desk.officials.rules import Grounds, NameSpan, Organisation, OrganisationOrder, PlaceSpan
from travel_desk.officials.tables import organisation, post
from travel_desk.officials.tables.history import organisation_name, organisation_place


def add_organisation(connection: sa.Connection, order: OrganisationOrder, parent: Organisation | None) -> int:
    """Write a new organisation with its first name and place and return its id; its path ends with it."""
    values = {
        "parent_id": order.parent_id, "name": order.name, "level": order.level.value,
        "from_day": order.from_day, "until_day": order.until_day,
    }  # fmt: skip
    # The path ends with the id that the row is only now given: first one that nothing else has.
    added = insert(connection, organisation, **values, path=f"new/{order.parent_id}/{order.name}")
    path = f"{parent.path if parent else '/'}{added}/"
    connection.execute(sa.update(organisation).where(organisation.c.id == added).values(path=path))
    since = order.from_day
    insert(connection, organisation_name, organisation_id=added, name=order.name, from_day=since)
    insert(connection, organisation_place, organisation_id=added, parent_id=order.parent_id, from_day=since)
    return added


def change_organisation(connection: sa.Connection, old: Organisation, order: OrganisationOrder) -> None:
    """Write corrected values of an organisation: its present name and its first day are corrected too.

    Its place in the tree stays.
    """
    connection.execute(
        sa.update(organisation)
        .where(organisation.c.id == old.id)
        .values(name=order.name, level=order.level.value, from_day=order.from_day, until_day=order.until_day)
    )
    mine = organisation_name.c.organisation_id == old.id
    present = sa.and_(mine, organisation_name.c.until_day.is_(None))
    connection.execute(sa.update(organisation_name).where(present).values(name=order.name))
    for table in (organisation_name, organisation_place):
        first = sa.and_(table.c.organisation_id == old.id, table.c.from_day == old.from_day)
        connection.execute(sa.update(table).where(first).values(from_day=order.from_day))
    touch(connection, organisation, old.id)


def members(connection: sa.Connection, path: str) -> list[int]:
    """Return the ids of all persons who have or had a post in the subtree of `path`."""
    found = connection.execute(
        sa.select(post.c.person_id)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(organisation.c.path.startswith(path, autoescape=True))
        .distinct()
    )
    return list(found.scalars())


def grounds(connection: sa.Connection, today: date) -> Grounds:
    """Return the whole tree with its names and places: what a change is judged by."""
    tree = {row.id: reading.organisation_record(row) for row in connection.execute(sa.select(organisation))}
    names = [
        NameSpan(row.organisation_id, row.name, row.from_day, row.until_day)
        for row in connection.execute(sa.select(organisation_name))
    ]
    places = [
        PlaceSpan(row.organisation_id, row.parent_id, row.from_day, row.until_day)
        for row in connection.execute(sa.select(organisation_place))
    ]
    return Grounds(tree, names, places, today)


def rename_organisation(
    connection: sa.Connection, organisation_id: int, name: str, day: date, change_id: int
) -> None:
    """Write the name that an organisation bears from `day` on; the row before ends on that day."""
    _end_row(connection, organisation_name, organisation_id, day)
    insert(
        connection,
        organisation_name,
        organisation_id=organisation_id,
        name=name,
        from_day=day,
        change_id=change_id,
    )
    _name_now(connection, organisation_id, name)


def move_organisation(
    connection: sa.Connection, moved: Organisation, parent: Organisation | None, day: date, change_id: int
) -> tuple[str, str]:
    """Write the place of an organisation from `day` on; return the old path of its subtree and the new."""
    _end_row(connection, organisation_place, moved.id, day)
    insert(
        connection,
        organisation_place,
        organisation_id=moved.id,
        parent_id=parent.id if parent else None,
        from_day=day,
        change_id=change_id,
    )
    return _place_now(connection, moved, parent)


def end_organisation(connection: sa.Connection, organisation_id: int, day: date | None) -> None:
    """Write the first day on which an organisation no longer stands; None: it goes on."""
    connection.execute(
        sa.update(organisation).where(organisation.c.id == organisation_id).values(until_day=day)
    )
    touch(connection, organisation, organisation_id)


def forget_spans(connection: sa.Connection, change_id: int) -> list[tuple[str, str]]:
    """Take back the names and places that a change began; return old and new path of what moved back."""
    for organisation_id in _without(connection, organisation_name, change_id):
        name = connection.execute(_present(organisation_name.c.name, organisation_id)).scalar_one()
        _name_now(connection, organisation_id, name)
    paths = []
    for organisation_id in _without(connection, organisation_place, change_id):
        parent_id = connection.execute(_present(organisation_place.c.parent_id, organisation_id)).scalar()
        found = reading.organisations(connection, [organisation_id, parent_id])
        paths.append(_place_now(connection, found[organisation_id], found.get(parent_id or 0)))
    return paths


def remove_organisations(connection: sa.Connection, ids: Sequence[int]) -> None:
    """Delete organisations that a change made, with their first rows, as if they never were."""
    for table in (organisation_name, organisation_place):
        connection.execute(sa.delete(table).where(table.c.organisation_id.in_(ids)))
    connection.execute(sa.delete(organisation).where(organisation.c.id.in_(ids)))


def insert(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    """Write one row and return its id."""
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _name_now(connection: sa.Connection, organisation_id: int, name: str) -> None:
    connection.execute(sa.update(organisation).where(organisation.c.id == organisation_id).values(name=name))
    touch(connection, organisation, organisation_id)


def _place_now(
    connection: sa.Connection, moved: Organisation, parent: Organisation | None
) -> tuple[str, str]:
    new = f"{parent.path if parent else '/'}{moved.id}/"
    connection.execute(
        sa.update(organisation)
        .where(organisation.c.id == moved.id)
        .values(parent_id=parent.id if parent else None)
    )
    rest = sa.func.substr(organisation.c.path, len(moved.path) + 1)
    inside = organisation.c.path.startswith(moved.path, autoescape=True)
    connection.execute(sa.update(organisation).where(inside).values(path=sa.literal(new) + rest))
    touch(connection, organisation, moved.id)
    return moved.path, new


def _end_row(connection: sa.Connection, table: sa.Table, organisation_id: int, day: date) -> None:
    present = sa.and_(table.c.organisation_id == organisation_id, table.c.until_day.is_(None))
    connection.execute(sa.update(table).where(present).values(until_day=day))


def _without(connection: sa.Connection, table: sa.Table, change_id: int) -> list[int]:
    """Delete the rows that a change began, reopen those before them, return whose they are."""
    begun = connection.execute(
        sa.select(table.c.organisation_id, table.c.from_day).where(table.c.change_id == change_id)
    ).all()
    connection.execute(sa.delete(table).where(table.c.change_id == change_id))
    for row in begun:
        before = sa.and_(table.c.organisation_id == row.organisation_id, table.c.until_day == row.from_day)
        connection.execute(sa.update(table).where(before).values(until_day=None))
    return [row.organisation_id for row in begun]


def _present(column: sa.Column[Any], organisation_id: int) -> sa.Select[Any]:
    spans = column.table.c
    return sa.select(column).where(spans.organisation_id == organisation_id, spans.until_day.is_(None))
