"""Records of duplicates: entries as they are compared, pairs that may be one person, merges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from travel_desk.base.message import Message, msgp
from travel_desk.base.partial import PartialDate
from travel_desk.officials.rules import PersonOrder


class Sign(StrEnum):
    """What two entries of one person may share; NAME alone where no birth date tells more."""

    NAME = "name"
    BIRTH = "birth"
    PASSPORT = "passport"
    PERSONNEL = "personnel"
    ORGANISATION = "organisation"

    @property
    def label(self) -> Message:
        """The words on a chip."""
        return _SIGNS[self]


_SIGNS = {
    Sign.NAME: msgp("what two entries share", "Name"),
    Sign.BIRTH: msgp("what two entries share", "Birth date"),
    Sign.PASSPORT: msgp("what two entries share", "Passport number"),
    Sign.PERSONNEL: msgp("what two entries share", "Personnel number"),
    Sign.ORGANISATION: msgp("what two entries share", "Organisation"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as entries are compared by the hundred thousand.

    born: the birth date as ISO 8601 text, as short as what is known, "" where it is unknown. number: the
    personnel number or "". sort_key: the folded Latin name, else the folded native one.
    """

    id: int
    native_name: str
    surname: str
    given_names: str
    born: str
    number: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person; `one` is the smaller id."""

    one: int
    other: int
    signs: frozenset[Sign] = frozenset()

    def shares(self, sign: Sign) -> bool:
        """Tell whether the two share something; a name: whether they share nothing else."""
        return self.signs == {sign} if sign is Sign.NAME else sign in self.signs


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. left_out: groups of like names too large to compare each with each."""

    pairs: tuple[Pair, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries, side by side. passports: issuing state and number. organisations: names by id."""

    id: int
    version: int
    person: PersonOrder
    passports: tuple[tuple[str, str], ...] = ()
    organisations: tuple[tuple[int, str], ...] = ()

    @property
    def born(self) -> PartialDate | None:
        """The birth date, None where it is unknown."""
        return self.person.birth_date


@dataclass(frozen=True, slots=True)
class Booklet:
    """A passport of one of the entries. out: it is handed out now."""

    number: str
    out: bool


@dataclass(frozen=True, slots=True)
class MainPost:
    """A main post held while the other entry holds one too.

    title: with its organisation. mine: it is of the entry that stays. until_day: the first day on which it
    is not held, None while it has no end.
    """

    id: int
    title: str
    mine: bool
    from_day: date
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """What may stand against merging two entries.

    same_trips: numbers of trips on which both travel. substitutes: trips on which one stands in for the
    other. met: receipts of handovers at which one acted for the other. booklets: of the entry that goes.
    drafts: names of the users who keep an unfinished dialog about one of them. drafted: trips that are
    being drafted for the entry that goes. both_users: each is a user of the desk.
    """

    same_trips: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    booklets: tuple[Booklet, ...] = ()
    drafts: tuple[str, ...] = ()
    drafted: tuple[str, ...] = ()
    both_users: bool = False
    main_posts: tuple[MainPost, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeOrder:
    """What the desk head decides: which entry stays, what it takes from the other, the main post.

    taken: names of fields (`FIELDS`) of which the value of the entry that goes shall stand. main_post: a
    post that stays a main one, where each holds one at the same time; so do the others of its entry.
    """

    stays: int
    stays_version: int
    goes: int
    goes_version: int
    taken: frozenset[str] = frozenset()
    main_post: int | None = None


class CellKind(StrEnum):
    """What a merge did to a row."""

    MOVED = "moved"
    KEPT = "kept"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one row that a merge moved, changed, or found with the entry that stayed."""

    id: int
    merge_id: int
    kind: CellKind
    table: str
    row_id: int
    column: str
    before: object
    after: object

    @property
    def place(self) -> tuple[str, int, str]:
        """Which value of which row it is about."""
        return self.table, self.row_id, self.column


@dataclass(frozen=True, slots=True)
class Merge:
    """`person_id` was merged into `into_id` and is not split again."""

    id: int
    version: int
    person_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Personnel numbers by entry, and the earlier and later value of each cell that tells of one."""

    numbers: Mapping[int, object]
    cells: tuple[tuple[int, object, object], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What splitting a merge does.

    back: rows that go back. restore: values to be written, latest merge first. relink: cells of later
    merges whose earlier value changes. done: cells that no longer stand.
    """

    back: tuple[Cell, ...]
    restore: tuple[Cell, ...]
    relink: tuple[tuple[int, object], ...] = ()
    done: frozenset[int] = field(default_factory=frozenset)
