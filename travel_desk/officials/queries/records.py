"""What the read side of officials returns: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from travel_desk.officials.rules import (
    Category,
    Clearance,
    HeldCategory,
    Level,
    Organisation,
    Passport,
    PersonOrder,
    Post,
    Secrecy,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a list of persons is asked for; empty fields ask nothing.

    text: any part of any name, number, post or organisation. custody: codes of custody states, "none"
    for a person without a passport. levels, organisation_path, organisation_id: what one and the same post
    of today must be in; the path or the id name the root of a subtree. officials: True for officials only,
    False for persons who are none. expiring_before: a passport expires before that day. clearances: levels
    held today. restricted_beyond: travel stays restricted after a clearance, beyond that day.
    """

    text: str = ""
    custody: frozenset[str] = frozenset()
    categories: frozenset[Category] = frozenset()
    levels: frozenset[Level] = frozenset()
    organisation_path: str = ""
    officials: bool | None = None
    expiring_before: date | None = None
    organisation_id: int | None = None
    clearances: frozenset[Secrecy] = frozenset()
    restricted_beyond: date | None = None


@dataclass(frozen=True, slots=True)
class First:
    """The first ids of an answer. whole: these are all of them."""

    ids: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a list shows one.

    title, organisation: of the main post, "" without one. categories: those carried today. custody:
    the state of the booklet that most needs a look, as a code; "none" without a booklet.
    """

    id: int
    native_name: str
    latin: str
    title: str
    organisation: str
    categories: tuple[Category, ...]
    custody: str
    official: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person as a find-as-you-type field shows one."""

    id: int
    native_name: str
    latin: str
    post: str
    organisation: str


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """An organisation as a find-as-you-type field shows one. above: names of those above, or ""."""

    id: int
    name: str
    above: str


@dataclass(frozen=True, slots=True)
class PlacedPost:
    """A post with the name of its organisation."""

    post: Post
    organisation: str
    level: Level


@dataclass(frozen=True, slots=True)
class PassportCard:
    """A booklet and where it is.

    custody: the state as a code. place: "Safe 1, A-12" or "". review_on, due_back: as the last
    movement says. since: the day of that movement. taken_by: who has it for the holder, or "".
    """

    passport: Passport
    custody: str
    place: str = ""
    review_on: date | None = None
    due_back: date | None = None
    since: date | None = None
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that officials know of one person, as of `today`; the higher duties add their sections.

    leaving: a slip stands for a trip of theirs that is not over, so that a passport may be handed out.
    past: `today` is a day that was asked for, not the present one. registered_on: when the person came
    into the register, where the journal says so.
    """

    id: int
    version: int
    person: PersonOrder
    today: date
    posts: tuple[PlacedPost, ...]
    categories: tuple[HeldCategory, ...]
    clearances: tuple[Clearance, ...]
    passports: tuple[PassportCard, ...]
    leaving: bool = False
    past: bool = False
    registered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """An organisation in the tree: how deep it stands and how many officials hold a post in it.

    total: those of the units under it with them. old_names: what it was called before.
    """

    organisation: Organisation
    depth: int
    people: int
    total: int = 0
    old_names: tuple[str, ...] = ()
