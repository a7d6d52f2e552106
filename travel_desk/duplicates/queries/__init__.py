"""Read side of duplicates: permission asked, limited by what the user may see, plain records."""

from __future__ import annotations

from travel_desk.desk import Desk
from travel_desk.duplicates import reading
from travel_desk.duplicates.rules import Merge

__all__ = ["merge"]


def merge(desk: Desk, merge_id: int) -> Merge:
    """Return a merge that stands; raises Refused where it was split again."""
    with desk.read("see_duplicates") as connection:
        return reading.merge_of(connection, merge_id)
