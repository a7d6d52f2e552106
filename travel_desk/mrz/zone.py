"""The kinds of machine-readable zones, where their fields stand, and what reading one comes to.

ICAO Doc 9303: TD1 in part 5, TD2 in part 6, TD3 in part 4, visas (MRV-A, MRV-B) in part 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from travel_desk.base.message import Message
from travel_desk.base.partial import PartialDate


class Kind(StrEnum):
    """The sizes of documents that have a zone."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


@dataclass(frozen=True, slots=True)
class Zone:
    """What a zone says.

    document_code: "P", "PD", "I", "V" … issuing_state, nationality: as printed, "UTO" or "D".
    surname, given_names: the primary and secondary identifier, A to Z with one space between parts; who
    has but one name has it as the surname.
    number: capitals and digits; a space is a filler within it. sex: "M", "F" or "" for unspecified.
    birth_date, expiry_date: None where the zone says that it is unknown, or cannot be read.
    optional: optional data; a filler within it is "<". optional_2: those of TD1's second line.
    """

    kind: Kind
    document_code: str
    issuing_state: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: PartialDate | None
    sex: str
    expiry_date: date | None
    optional: str = ""
    optional_2: str = ""

    @property
    def may_be_cut(self) -> bool:
        """Tell whether the names fill their field, so that a part of them may be missing (9303-4, 4.2.3)."""
        names = "<<".join(part for part in (self.surname, self.given_names) if part)
        return len(names) >= LAYOUTS[self.kind].width("names")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a zone: `field` is the name of a field of `Zone`, "composite", or ""."""

    field: str
    message: Message


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading `text` (the signs as they were read, lines joined by a line feed).

    zone: what the fields say, even where something is wrong with them; None where this is no zone.
    valid: every check digit is right and every field is as Doc 9303 wants it.
    """

    kind: Kind | None
    valid: bool
    zone: Zone | None
    problems: tuple[Problem, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where fields stand in a zone of `lines` lines of `length` signs, counted over all lines from 0.

    checks: field → the place of its check digit. composite: the spans that the last check digit is over,
    and its place. codes: the letters that a document code begins with.
    """

    lines: int
    length: int
    codes: str
    fields: dict[str, slice]
    checks: dict[str, int]
    composite: tuple[tuple[slice, ...], int] | None = None

    def width(self, field: str) -> int:
        """Return how many signs a field has."""
        span = self.fields[field]
        return int(span.stop - span.start)


_HEAD = {"document_code": slice(0, 2), "issuing_state": slice(2, 5)}


def _two_lines(length: int) -> dict[str, slice]:
    """Return the fields that all zones of two lines have at the same places."""
    below = {"number": (0, 9), "nationality": (10, 13), "birth_date": (13, 19), "sex": (20, 21)}
    below["expiry_date"] = (21, 27)
    moved = {name: slice(length + start, length + end) for name, (start, end) in below.items()}
    return {**_HEAD, "names": slice(5, length), **moved}


def _checks(length: int) -> dict[str, int]:
    return {"number": length + 9, "birth_date": length + 19, "expiry_date": length + 27}


LAYOUTS = {
    Kind.TD1: Layout(
        3,
        30,
        "ACI",
        {
            **_HEAD,
            "number": slice(5, 14),
            "optional": slice(15, 30),
            "birth_date": slice(30, 36),
            "sex": slice(37, 38),
            "expiry_date": slice(38, 44),
            "nationality": slice(45, 48),
            "optional_2": slice(48, 59),
            "names": slice(60, 90),
        },
        {"number": 14, "birth_date": 36, "expiry_date": 44},
        ((slice(5, 30), slice(30, 37), slice(38, 45), slice(48, 59)), 59),
    ),
    Kind.TD2: Layout(
        2,
        36,
        "ACI",
        {**_two_lines(36), "optional": slice(64, 71)},
        _checks(36),
        ((slice(36, 46), slice(49, 56), slice(57, 71)), 71),
    ),
    Kind.TD3: Layout(
        2,
        44,
        "P",
        {**_two_lines(44), "optional": slice(72, 86)},
        {**_checks(44), "optional": 86},
        ((slice(44, 54), slice(57, 64), slice(65, 87)), 87),
    ),
    Kind.MRV_A: Layout(2, 44, "V", {**_two_lines(44), "optional": slice(72, 88)}, _checks(44)),
    Kind.MRV_B: Layout(2, 36, "V", {**_two_lines(36), "optional": slice(64, 72)}, _checks(36)),
}

LONG_NUMBERS = frozenset({Kind.TD1, Kind.TD2})
"""The kinds in which a number of more than nine signs goes on in the optional data (parts 5 and 6)."""


def check_digit(text: str) -> int:
    """Return the check digit over `text`: weights 7, 3, 1, modulo 10 (Doc 9303-3, 4.9); a filler is 0."""
    return sum(_value(sign) * (7, 3, 1)[at % 3] for at, sign in enumerate(text)) % 10


def _value(sign: str) -> int:
    return int(sign, 36) if sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" else 0
