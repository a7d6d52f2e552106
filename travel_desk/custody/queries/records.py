"""What the questions of custody answer with: plain records for pages and dialogs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from travel_desk.base.partial import PartialDate
from travel_desk.custody.rules import Booklet, Calendar, Custody, Ground, Movement, Place, State, TripFacts
from travel_desk.officials.rules import PassportKind


class Filter(StrEnum):
    """Which passports a list shows; every state is one, and there is the whole list."""

    ALL = "all"
    IN_CUSTODY = "in_custody"
    HANDED_OUT = "handed_out"
    OVERDUE = "overdue"
    GROUND_LAPSED = "ground_lapsed"
    WITH_HOLDER = "with_holder"


@dataclass(frozen=True, slots=True)
class PassportRow:
    """One passport in a list. place: where it lies, "" where it does not. day: due back or review."""

    id: int
    person_id: int
    native_name: str
    latin: str
    number: str
    kind: PassportKind
    issuing_state: str
    expires_on: date
    state: State
    place: str
    day: date | None
    request_id: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """All that a person at the counter needs to move one passport on.

    by_name: of the user at the desk. post, organisation: of the holder. trips: those it could leave
    for, by departure. suggested: a free place, the one it had before where that is free. ground: what
    it is held on, else what another passport of the holder is held on; None where that is nothing.
    """

    custody: Custody
    movements: tuple[Movement, ...]
    by_name: str
    post: str
    organisation: str
    today: date
    calendar: Calendar
    trips: tuple[TripFacts, ...]
    suggested: Place | None
    ground: Ground | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A booklet that was scanned and is in the register: whose it is and where it belongs."""

    booklet: Booklet
    place: str


@dataclass(frozen=True, slots=True)
class Safe:
    """A safe, its custodian, and its places: all, and how many of them hold a booklet."""

    id: int
    version: int
    name: str
    custodian: str
    places: int
    full: int


@dataclass(frozen=True, slots=True)
class Custodian:
    """A user who may be responsible for a safe."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the register who may give or take a booklet for its holder."""

    id: int
    native_name: str
    latin: str
    birth_date: PartialDate | None
    organisation: str
