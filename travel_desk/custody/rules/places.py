"""Safes and places: how they are named, and which new slots a row of labels means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from travel_desk.base.message import Refused, msg

LONGEST_NAME = 60
LONGEST_LABEL = 12
MOST_SLOTS = 500
_LABEL = re.compile(r"[^\W_]+", re.UNICODE)
_RANGE = re.compile(r"(\d{1,4})\s*[-–]\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class NewSafe:
    """A safe to be added, and the user who is its responsible custodian."""

    name: str
    custodian_id: int


@dataclass(frozen=True, slots=True)
class NewPlaces:
    """A shelf and slots to be added to a safe: "12", or a row such as "01-15"."""

    shelf: str
    slots: str


def add_safe(order: NewSafe, names: frozenset[str], custodians: frozenset[int]) -> str:
    """Return the tidy name of a new safe; raises Refused.

    names: of the safes that exist, in lower case. custodians: ids of the active custodians.
    """
    name = " ".join(order.name.split())
    if not name:
        raise Refused(msg("Give the safe a name, such as “Safe 2”."), field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(msg("A safe's name has at most {count} characters.", count=LONGEST_NAME), field="name")
    if name.casefold() in names:
        raise Refused(msg("There is a safe of this name. Choose another name."), field="name")
    if order.custodian_id not in custodians:
        raise Refused(msg("Choose who is responsible for the safe: an active custodian."), field="custodian")
    return name


def add_place(order: NewPlaces, existing: frozenset[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """Return shelf and slots of the new places; raises Refused.

    existing: (shelf, slot) of the places that the safe has already.
    """
    shelf = order.shelf.strip().upper()
    if not _LABEL.fullmatch(shelf) or len(shelf) > LONGEST_LABEL:
        raise Refused(msg("A shelf is named by letters and digits, such as “A”."), field="shelf")
    slots = _slots(order.slots.strip().upper())
    double = [slot for slot in slots if (shelf, slot) in existing]
    if double:
        raise Refused(
            msg("Slot {label} exists already. Add only new slots.", label=f"{shelf}-{double[0]}"),
            field="slots",
        )
    return shelf, slots


def _slots(text: str) -> tuple[str, ...]:
    row = _RANGE.fullmatch(text)
    if row is None:
        if not _LABEL.fullmatch(text) or len(text) > LONGEST_LABEL:
            raise Refused(msg("Give one slot, such as “12”, or a row, such as “01-15”."), field="slots")
        return (text,)
    first, last, width = int(row[1]), int(row[2]), len(row[1])
    if last < first:
        raise Refused(msg("The row of slots runs from the lower to the higher number."), field="slots")
    if last - first >= MOST_SLOTS:
        raise Refused(msg("Add at most {count} slots at a time.", count=MOST_SLOTS), field="slots")
    return tuple(f"{number:0{width}}" for number in range(first, last + 1))
