"""Rows that go from one entry of a person to another, each remembered so that it can go back.

Each duty names the columns of its own tables that say whose a row is (`whose`) and lends the steps
`move_person`, `move_back` and `rows_of` by them; nothing here knows a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

Whose = Sequence[sa.Column[Any]]
"""The columns that hold the id of the person whose a row is; their tables have a key `id`."""


@dataclass(frozen=True, slots=True, order=True)
class Moved:
    """One row that says whose it is: its table, its id, and the column that says so."""

    table: str
    row_id: int
    column: str


def rows_of(connection: sa.Connection, whose: Whose, person_id: int) -> list[Moved]:
    """Return the rows that are the person's by one of the columns, in a steady order."""
    found = []
    for column in whose:
        table = _table(column)
        ids = connection.execute(sa.select(table.c.id).where(column == person_id).order_by(table.c.id))
        found += [Moved(table.name, row_id, column.name) for row_id in ids.scalars()]
    return found


def move_person(connection: sa.Connection, whose: Whose, from_id: int, to_id: int) -> list[Moved]:
    """Give all rows of one person to another and return them; the version of each goes up."""
    moved = rows_of(connection, whose, from_id)
    for column in whose:
        connection.execute(sa.update(_table(column)).where(column == from_id).values(_to(column, to_id)))
    return moved


def move_back(
    connection: sa.Connection, whose: Whose, moved: Iterable[Moved], now_with: int, back_to: int
) -> list[Moved]:
    """Give those of `moved` back to `back_to` that are still with `now_with`, and return them.

    Rows of other duties' columns are passed over, as are rows that were deleted or given to somebody
    else meanwhile.
    """
    known = {(_table(column).name, column.name): column for column in whose}
    back = []
    for one in moved:
        column = known.get((one.table, one.column))
        if column is None:
            continue
        table = _table(column)
        where = (table.c.id == one.row_id, column == now_with)
        if connection.execute(sa.update(table).where(*where).values(_to(column, back_to))).rowcount:
            back.append(one)
    return back


def _to(column: sa.Column[Any], person_id: int) -> dict[str, Any]:
    table = _table(column)
    changed: dict[str, Any] = {column.name: person_id}
    if "version" in table.c:
        changed["version"] = table.c.version + 1
    return changed


def _table(column: sa.Column[Any]) -> sa.Table:
    table = column.table
    assert isinstance(table, sa.Table)
    return table
