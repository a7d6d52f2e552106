"""The filters of the officials page: those that the user keeps, and how many persons each one leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.officials.queries.filters import question_of
from travel_desk.officials.queries.search import count_of
from travel_desk.officials.rules import PersonFilter
from travel_desk.officials.tables import organisation

KIND = "person"
"""Under what the desk keeps filters of persons."""


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A filter that the user keeps under a name."""

    id: int
    name: str
    filter: PersonFilter


def saved_filters(desk: Desk) -> list[NamedFilter]:
    """Return the user's filters by name; organisations bear the names they have now."""
    kept = [NamedFilter(one.id, one.name, PersonFilter.of(one.content)) for one in desk.filters.mine(KIND)]
    ids = {one.filter.organisation_id for one in kept}
    with desk.read("see_officials") as connection:
        asked = sa.select(organisation.c.id, organisation.c.name).where(organisation.c.id.in_(ids))
        names = {row.id: row.name for row in connection.execute(asked)}
    return [
        replace(one, filter=replace(one.filter, organisation=names[one.filter.organisation_id]))
        if one.filter.organisation_id in names
        else one
        for one in kept
    ]


def filter_counts(desk: Desk, filters: Mapping[str, PersonFilter]) -> dict[str, int]:
    """Return how many visible persons each filter leaves, by its key."""
    today = desk.today()
    with desk.read("see_officials") as connection:
        return {
            key: count_of(connection, question_of(one, "", today), desk.scope, today)
            for key, one in filters.items()
        }
