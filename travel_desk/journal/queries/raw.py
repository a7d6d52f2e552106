"""The raw chain, as it lies in the database, for its verification."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.journal.rules import RawEntry, RawValue


def raw_entries(connection: sa.Connection) -> Iterator[RawEntry]:
    """Yield every entry as it lies in the database, in the order of the numbers, with its values."""
    held = _values_by_entry(connection)
    following = next(held, None)
    rows = connection.execution_options(yield_per=2000).execute(
        sa.select(journal_entry).order_by(journal_entry.c.number)
    )
    for row in rows:
        values: tuple[RawValue, ...] = ()
        while following is not None and following[0] < row.number:
            following = next(held, None)
        if following is not None and following[0] == row.number:
            values = following[1]
            following = next(held, None)
        yield RawEntry(
            row.number,
            row.previous,
            row.hash,
            row.body,
            row.recorded_at,
            row.happened_at,
            (row.verb, row.user_id, row.role, row.workstation, row.kind, row.subject_id, row.person_id),
            values,
        )


def _values_by_entry(connection: sa.Connection) -> Iterator[tuple[int, tuple[RawValue, ...]]]:
    rows = connection.execution_options(yield_per=2000).execute(
        sa.select(journal_value).order_by(journal_value.c.entry, journal_value.c.position)
    )
    number, gathered = 0, list[RawValue]()
    for row in rows:
        if row.entry != number and gathered:
            yield number, tuple(gathered)
            gathered = []
        number = row.entry
        gathered.append(RawValue(row.name, row.person_id, row.digest, row.salt, row.content))
    if gathered:
        yield number, tuple(gathered)
