"""The records of the day: the facts that go in, the lines in their groups that come out.

A line says whom it is about, what is due, its marks, and the one deed that settles it. A passport held
on a ground that has lapsed stands first (domain.md, "The official's side").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from travel_desk.base.message import Message, msg


class GroupKey(StrEnum):
    """The groups of the day, in their order on the page."""

    GIVE_BACK = "give_back"
    LEAVING = "leaving"
    DECISIONS = "decisions"
    OVERDUE = "overdue"
    PAPERS = "papers"
    EXPIRING = "expiring"

    @property
    def head(self) -> Message:
        """The head of the group."""
        return _TITLES[self]


_TITLES = {
    GroupKey.GIVE_BACK: msg("To give back"),
    GroupKey.LEAVING: msg("Leaving today and tomorrow"),
    GroupKey.DECISIONS: msg("Decisions waiting"),
    GroupKey.OVERDUE: msg("Passports overdue"),
    GroupKey.PAPERS: msg("Papers to sign or print"),
    GroupKey.EXPIRING: msg("Expiring soon"),
}


class Custody(StrEnum):
    """Where a traveller's passport is, as far as leaving asks."""

    HERE = "here"
    OUT = "out"
    HOLDER = "holder"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip of a line. tone: danger, warning, success, info, accent or neutral; icon: its name."""

    tone: str
    icon: str
    text: Message


@dataclass(frozen=True, slots=True)
class Button:
    """The one deed of a line: its verb, what the button says, and the subject that it is done to."""

    verb: str
    label: Message
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the day. urgent: it can't wait past today."""

    group: GroupKey
    native_name: str
    latin: str
    what: Message
    note: Message
    marks: tuple[Mark, ...]
    button: Button
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one group; note: a few words behind its count, may be empty.

    more: how many further lines are not shown, since a list nobody reads to its end helps nobody.
    """

    key: GroupKey
    lines: tuple[Line, ...]
    note: Message
    more: int = 0

    @property
    def count(self) -> int:
        """How many lines there are, shown or not."""
        return len(self.lines) + self.more


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a line is about: the native name and the Latin of the passport."""

    native_name: str
    latin: str


@dataclass(frozen=True, slots=True)
class Held:
    """A passport in custody whose review day has passed, or whose ground has lapsed.

    kind: of the passport (label); place: safe and place; ground: as the handover names it.
    """

    passport_id: int
    who: Who
    kind: Message
    number: str
    place: str
    ground: str
    review_on: date


@dataclass(frozen=True, slots=True)
class Leaving:
    """A request whose traveller leaves today or tomorrow, or should have left.

    span: both days in as few words as are clear, in the language of the reader. slip_state: of the slip
    (to_sign, signed), or empty where none was issued.
    """

    request_id: int
    who: Who
    leaves: date
    home: date
    span: str
    where: Message
    purpose: Message | str
    passport_id: int | None
    custody: Custody
    slip_id: int | None = None
    slip_state: str = ""
    prints: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits for an office's decision, or was sent back to the traveller."""

    request_id: int
    who: Who
    office: str
    where: Message
    leaves: date
    due: date | None
    sent_back: bool = False
    decidable: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """A passport that was handed out and not brought back by its day."""

    passport_id: int
    who: Who
    number: str
    due_back: date
    home_on: date | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A paper that is issued and waits for its signature or its print. kind: slip, receipt ..."""

    paper_id: int
    who: Who
    number: str
    kind: str
    to_sign: bool
    issued_on: date


@dataclass(frozen=True, slots=True)
class Expiring:
    """A passport that expires soon; too_short_for: the day a trip leaves for which it is too short."""

    passport_id: int
    who: Who
    kind: Message
    number: str
    expires_on: date
    next_trip: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a day's list is made of."""

    held: Sequence[Held] = ()
    leaving: Sequence[Leaving] = ()
    waiting: Sequence[Waiting] = ()
    overdue: Sequence[Overdue] = ()
    unfinished: Sequence[Unfinished] = ()
    expiring: Sequence[Expiring] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One day of the next seven: how many leave and how many come home."""

    day: date
    out: int
    home: int
