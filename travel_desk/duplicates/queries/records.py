"""What the read side of duplicates returns: plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from travel_desk.base.message import Message
from travel_desk.desk.moving import Moved
from travel_desk.duplicates.rules import MainPost, Pair, Side, Sign


@dataclass(frozen=True, slots=True)
class Looked:
    """One look through the register: the pairs, and of their persons what a search asks and is known by.

    left_out: groups of like names too large to be compared each with each.
    """

    pairs: tuple[Pair, ...] = ()
    words: Mapping[int, str] = field(default_factory=dict)
    known_by: Mapping[int, str] = field(default_factory=dict)
    left_out: int = 0
    persons: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a line shows one."""

    id: int
    native_name: str
    latin: str

    @property
    def name(self) -> str:
        """The name in its own script, else the Latin one."""
        return self.native_name or self.latin


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: two entries that may be one person (`signs`), or were merged (`merged_at`)."""

    id: int
    one: Named
    other: Named
    signs: tuple[Sign, ...] = ()
    merged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Booklet:
    """A passport of an entry. custody: its state as a code of custody."""

    number: str
    state: str
    kind: Message
    expires_on: date
    custody: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One of two entries with what belongs to it. belongings: how many rows of each table."""

    side: Side
    posts: tuple[str, ...]
    booklets: tuple[Booklet, ...]
    belongings: Mapping[str, int]

    @property
    def id(self) -> int:
        """The entry."""
        return self.side.id


@dataclass(frozen=True, slots=True)
class PairView:
    """Two entries side by side, why they may be one person, and in which fields they differ."""

    one: SideView
    other: SideView
    reasons: tuple[Message, ...]
    differing: frozenset[str]
    main_posts: tuple[MainPost, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that belongs to an entry, in words. kind: what it is. text: a number or a title, or a word."""

    row: Moved
    kind: Message
    text: str | Message


@dataclass(frozen=True, slots=True)
class MergeView:
    """Two merged entries: the one that stands, the one that went, and what splitting them would do.

    back: rows that go back. added: rows that came since, which the desk head may assign.
    """

    id: int
    version: int
    stands: Named
    gone: Named
    merged_at: datetime
    merged_by: str
    back: tuple[Row, ...]
    added: tuple[Row, ...]
