"""The steps that each duty lends for moving what belongs to an entry of a person, together."""

from __future__ import annotations

from collections.abc import Sequence

from travel_desk.access import steps as access
from travel_desk.base.message import Refused, msg
from travel_desk.desk import Deed
from travel_desk.desk.moving import Moved
from travel_desk.officials.reading import PersonFacts
from travel_desk.officials.steps import merging as officials
from travel_desk.papers import steps as papers
from travel_desk.trips import steps as trips

CHANGED = {"persons", "passports", "requests", "trips", "papers", "custody", "users", "duplicates"}


def rows_of(deed: Deed, person_id: int) -> list[Moved]:
    """Return all rows that are an entry's, of every duty."""
    return [
        *officials.rows_of(deed, person_id), *trips.rows_of(deed, person_id),
        *papers.rows_of(deed, person_id), *access.rows_of(deed, person_id),
    ]  # fmt: skip


def move_person(deed: Deed, from_id: int, to_id: int) -> list[Moved]:
    """Give all rows of one entry to another and return them."""
    return [
        *officials.move_person(deed, from_id, to_id), *trips.move_person(deed, from_id, to_id),
        *papers.move_person(deed, from_id, to_id), *access.move_person(deed, from_id, to_id),
    ]  # fmt: skip


def move_back(deed: Deed, moved: Sequence[Moved], now_with: int, back_to: int) -> list[Moved]:
    """Give rows back that are still with `now_with`, and return them."""
    return [
        *officials.move_back(deed, moved, now_with, back_to),
        *trips.move_back(deed, moved, now_with, back_to),
        *papers.move_back(deed, moved, now_with, back_to),
        *access.move_back(deed, moved, now_with, back_to),
    ]


def check_version(found: PersonFacts, version: int) -> None:
    """Refuse a deed on an entry that changed since the user saw it."""
    if found.version != version:
        raise Refused(
            msg("Somebody changed one of the two while you had them open. Look at them again, then decide.")
        )
