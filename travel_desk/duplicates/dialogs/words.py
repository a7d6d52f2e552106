"""How entries of persons are said on screens: their fields, and counts of what belongs to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.base.message import Message, msg
from travel_desk.duplicates.rules import FIELDS
from travel_desk.officials.rules import PersonOrder

CAPTIONS: dict[str, Message] = {
    "native_name": msg("Name in own script"),
    "surname": msg("Surname"),
    "given_names": msg("Given names"),
    "birth_date": msg("Born"),
    "nationality": msg("Nationality"),
    "personnel_number": msg("Personnel number"),
}
"""What the fields are called that a merge may take from either entry."""


def values(person: PersonOrder) -> dict[str, str]:
    """Return the fields of an entry as they are shown, in their order; "" where nothing is known."""
    language = screen_language()
    shown = {name: str(getattr(person, name) or "") for name in FIELDS}
    if person.birth_date is not None:
        shown["birth_date"] = language.partial(person.birth_date)
    if person.nationality == "UTO":
        shown["nationality"] = tr("Utopia")
    return shown


def belongings(counts: Mapping[str, int]) -> list[str]:
    """Return what belongs to an entry, each kind with its number; empty where nothing does."""
    said: dict[str, Callable[[int], str]] = {
        "post": lambda n: trn("{count} post", "{count} posts", n),
        "person_category": lambda n: trn("{count} category", "{count} categories", n),
        "clearance": lambda n: trn("{count} clearance", "{count} clearances", n),
        "passport": lambda n: trn("{count} passport", "{count} passports", n),
        "request": lambda n: trn("{count} trip", "{count} trips", n),
        "paper": lambda n: trn("{count} paper", "{count} papers", n),
        "user": lambda n: trn("{count} user of the desk", "{count} users of the desk", n),
    }
    return [say(counts[table]) for table, say in said.items() if counts.get(table)]
