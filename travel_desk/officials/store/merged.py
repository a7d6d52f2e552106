"""What persons were known as in entries that were merged into theirs: it still finds them."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from travel_desk.duplicates.tables import people_merge_cell
from travel_desk.officials.tables import person


def known_as(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return names and former personnel numbers of all entries merged into persons, by the persons' ids."""
    stands = {one: one for one in ids}
    found: dict[int, list[str]] = {}
    level = list(ids)
    while level:
        asked = sa.select(
            person.c.id, person.c.merged_into, person.c.native_name, person.c.surname, person.c.given_names
        ).where(person.c.merged_into.in_(level))
        level = []
        for row in connection.execute(asked):
            stands[row.id] = stands[row.merged_into]
            found.setdefault(stands[row.id], []).extend((row.native_name, row.surname, row.given_names))
            level.append(row.id)
    for entry, number in _numbers(connection, set(stands) - set(ids)):
        found[stands[entry]].append(number)
    return found


def _numbers(connection: sa.Connection, entries: set[int]) -> list[tuple[int, str]]:
    """Return the personnel numbers that merged entries gave up."""
    if not entries:
        return []
    cells = people_merge_cell.c
    rows = connection.execute(
        sa.select(cells.row_id, cells.before).where(
            cells.table_name == "person", cells.column_name == "personnel_number", cells.standing,
            cells.row_id.in_(entries),
        )
    )  # fmt: skip
    return [(row.row_id, row.before) for row in rows if row.before]
