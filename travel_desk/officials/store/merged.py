"""What persons were known as in entries that were merged into theirs: it still finds them."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from travel_desk.officials.tables import person


def known_as(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return names and personnel numbers of all entries merged into persons, by the persons' ids."""
    found: dict[int, list[str]] = {}
    level = {one: {one} for one in ids}  # entries, and who of `ids` stands for them
    while level:
        asked = sa.select(
            person.c.id, person.c.merged_into, person.c.native_name, person.c.surname, person.c.given_names,
            person.c.personnel_number,
        ).where(person.c.merged_into.in_(level))  # fmt: skip
        below: dict[int, set[int]] = {}
        for row in connection.execute(asked):
            below[row.id] = level[row.merged_into]
            for one in below[row.id]:
                names = (row.native_name, row.surname, row.given_names, row.personnel_number or "")
                found.setdefault(one, []).extend(names)
        level = below
    return found
