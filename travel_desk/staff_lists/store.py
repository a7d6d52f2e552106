"""Writes of staff lists: sources, lists, whom they had, and rows that wait to be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from travel_desk.database.bulk import Rows
from travel_desk.staff_lists import rules
from travel_desk.staff_lists.rules import ImportOrder, Mapping, Repair
from travel_desk.staff_lists.tables import repair_row, staff_list, staff_list_member, staff_list_source

_MEMBERS = Rows(staff_list_member, "source_id", "person_id")


def keep_source(connection: sa.Connection, name: str, mapping: Mapping) -> int:
    """Write how the lists of a source are read, anew or for the first time; return the source's id."""
    content = rules.to_plain(mapping)
    found = connection.execute(
        sa.select(staff_list_source.c.id).where(staff_list_source.c.name == name)
    ).scalar()
    if found is not None:
        if mapping.uses:
            of_source = sa.update(staff_list_source).where(staff_list_source.c.id == found)
            connection.execute(of_source.values(mapping=content))
        return int(found)
    return _key(connection.execute(sa.insert(staff_list_source).values(name=name, mapping=content)))


def add_list(
    connection: sa.Connection, source_id: int, order: ImportOrder, counts: tuple[int, int, int], now: datetime
) -> int:
    """Write a list that was taken in; counts: added, updated, unchanged. Return its id."""
    added, updated, unchanged = counts
    return _key(
        connection.execute(
            sa.insert(staff_list).values(
                source_id=source_id,
                file_name=order.file_name[-255:],
                digest=order.digest,
                day=order.day,
                recorded_at=now,
                added=added,
                updated=updated,
                unchanged=unchanged,
                mapping=rules.to_plain(order.mapping),
            )
        )
    )


def add_members(connection: sa.Connection, source_id: int, person_ids: Iterable[int]) -> None:
    """Write whom a list of a source had; those it had before stay as they are."""
    asked = sa.select(staff_list_member.c.person_id).where(staff_list_member.c.source_id == source_id)
    before = set(connection.execute(asked).scalars())
    new = sorted(set(person_ids) - before)
    _MEMBERS.write(connection, [(source_id, one) for one in new])


def add_repairs(connection: sa.Connection, list_id: int, repairs: Sequence[Repair]) -> None:
    """Write rows of a list that wait to be corrected."""
    if repairs:
        connection.execute(
            sa.insert(repair_row),
            [
                {
                    "list_id": list_id, "number": one.number, "cells": list(one.cells),
                    "problems": rules.plain_problems(one.problems),
                }
                for one in repairs
            ],
        )  # fmt: skip


def waiting(connection: sa.Connection, list_id: int) -> set[int]:
    """Return the numbers of the rows of a list that wait to be corrected."""
    asked = sa.select(repair_row.c.number).where(repair_row.c.list_id == list_id)
    return set(connection.execute(asked).scalars())


def drop_repairs(connection: sa.Connection, list_id: int) -> int:
    """Remove all rows of a list that wait to be corrected; return how many there were."""
    return connection.execute(sa.delete(repair_row).where(repair_row.c.list_id == list_id)).rowcount


def _key(result: sa.CursorResult[tuple[object, ...]]) -> int:
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
