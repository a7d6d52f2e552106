"""Filters that a user keeps for the officials page. Like drafts they are the user's own, and no deeds."""

from __future__ import annotations

from travel_desk.base.message import msg
from travel_desk.desk import Changed, Desk, Undo
from travel_desk.officials.queries.saved import KIND
from travel_desk.officials.rules import PersonFilter


def save_filter(desk: Desk, name: str, wanted: PersonFilter) -> Changed[int]:
    """Keep a filter under a name, in place of the user's own of this name; the value is its id.

    Raises Refused at "name" for a name that can't be.
    """
    desk.check("see_officials")
    return Changed({"filters"}, desk.filters.save(KIND, name, wanted.plain()))


def rename_filter(desk: Desk, filter_id: int, name: str) -> Changed[int]:
    """Give a filter another name; raises Refused at "name" for one that can't be."""
    desk.check("see_officials")
    desk.filters.rename(filter_id, name)
    return Changed({"filters"}, filter_id)


def remove_filter(desk: Desk, filter_id: int) -> Changed[None]:
    """Forget a filter; Undo keeps it again."""
    desk.check("see_officials")
    known = {one.id: one for one in desk.filters.mine(KIND)}
    desk.filters.remove(filter_id)
    if filter_id not in known:
        return Changed({"filters"})
    gone = known[filter_id]
    undo = Undo(msg("Filter “{name}” removed.", name=gone.name), save_filter,
                (gone.name, PersonFilter.of(gone.content)))  # fmt: skip
    return Changed({"filters"}, undo=undo)
