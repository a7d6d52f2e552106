"""Number series without gaps: a number is taken in the transaction that uses it.

After a restore the desk counts in a new generation, shown as a letter behind the year, so that no
number is ever given twice: TD-2026-000341, then TD-2026B-000001.
"""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.desk.tables import series

_FORMS = {
    "trip": ("T", 4),
    "request": ("TR", 6),
    "slip": ("TD", 6),
    "receipt": ("TD-H", 6),
    "refusal": ("TD-R", 6),
    "sheet": ("TD-D", 6),
    "inventory": ("TD-I", 6),
}


def next_number(connection: sa.Connection, name: str, year: int, generation: int) -> str:
    """Take the next number of a series; raises KeyError for a series that the desk does not have.

    name: "trip", "request", "slip", "receipt", "refusal", "sheet" or "inventory". generation: 1 for
    a desk that was never restored.
    """
    prefix, width = _FORMS[name]
    found = (series.c.name == name) & (series.c.year == year) & (series.c.generation == generation)
    last = connection.execute(sa.select(series.c.last).where(found)).scalar()
    if last is None:
        last = 0
        connection.execute(sa.insert(series).values(name=name, year=year, generation=generation, last=1))
    else:
        connection.execute(sa.update(series).where(found).values(last=last + 1))
    return f"{prefix}-{year}{generation_mark(generation)}-{last + 1:0{width}}"


def generation_mark(generation: int) -> str:
    """Return "" for the first generation, then "B" ... "Z", "BA" and so on."""
    mark, rest = "", generation - 1
    while rest:
        mark = chr(ord("A") + rest % 26) + mark
        rest //= 26
    return mark
