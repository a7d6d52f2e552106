"""What organisations were called on a day, and those above them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from travel_desk.officials.rules import NameSpan, PlaceSpan, name_on, parent_on
from travel_desk.officials.tables import organisation
from travel_desk.officials.tables.history import organisation_name, organisation_place


class Names:
    """The names of some organisations, and of what they stood under, on any day.

    ids: those that are asked for later; one whose history is not known is called as it is now.
    """

    def __init__(self, connection: sa.Connection, ids: Iterable[int]) -> None:
        wanted = set(ids)
        self._places = [
            PlaceSpan(row.organisation_id, row.parent_id, row.from_day, row.until_day)
            for row in connection.execute(_of(organisation_place, wanted))
        ]
        named = wanted | {one.parent_id for one in self._places if one.parent_id is not None}
        self._names: dict[int, list[NameSpan]] = {}
        for row in connection.execute(_of(organisation_name, named)):
            span = NameSpan(row.organisation_id, row.name, row.from_day, row.until_day)
            self._names.setdefault(row.organisation_id, []).append(span)
        now = sa.select(organisation.c.id, organisation.c.name).where(organisation.c.id.in_(named))
        self._now = {row.id: row.name for row in connection.execute(now)}

    def name(self, organisation_id: int, day: date) -> str:
        """Return what an organisation was called on a day."""
        return name_on(self._names.get(organisation_id, ()), day) or self._now.get(organisation_id, "")

    def placed(self, organisation_id: int, day: date) -> str:
        """Return that name and after a comma the name of the one above on that day, if any."""
        above = parent_on(self._places, organisation_id, day)
        name = self.name(organisation_id, day)
        return f"{name}, {self.name(above, day)}" if above is not None else name


def _of(table: sa.Table, ids: set[int]) -> sa.Select[tuple[object, ...]]:
    return sa.select(table).where(table.c.organisation_id.in_(ids))
