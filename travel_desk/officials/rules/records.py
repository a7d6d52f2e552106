"""The records of officials: what the desk knows of an organisation, a person, a post, a passport."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from travel_desk.base.message import Message, msgp
from travel_desk.base.partial import PartialDate


class Level(StrEnum):
    """The level of an organisation."""

    FEDERAL = "federal"
    REGIONAL = "regional"
    STATE_COMPANY = "state_company"

    @property
    def label(self) -> Message:
        """The word on screens and papers."""
        return _LEVELS[self]


class Category(StrEnum):
    """A class of official that a travel rule speaks of."""

    SENIOR_POLITICIAN = "senior_politician"
    SENIOR_OFFICIAL = "senior_official"
    CIVIL_SERVANT = "civil_servant"
    STATE_COMPANY_EMPLOYEE = "state_company_employee"
    MILITARY = "military"
    SECURITY_SERVICE = "security_service"
    FULL_ACCESS = "full_access"

    @property
    def label(self) -> Message:
        """The word on screens and papers."""
        return _CATEGORIES[self]


class Secrecy(StrEnum):
    """The level of a clearance, low to high."""

    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"
    TOP_SECRET = "top_secret"

    @property
    def label(self) -> Message:
        """The word on screens and papers."""
        return _SECRECY[self]


class PassportKind(StrEnum):
    """The kind of a travel document."""

    DIPLOMATIC = "diplomatic"
    SERVICE = "service"
    ORDINARY = "ordinary"

    @property
    def label(self) -> Message:
        """The word on screens and papers."""
        return _KINDS[self]


_LEVELS = {
    Level.FEDERAL: msgp("level of an organisation", "Federal"),
    Level.REGIONAL: msgp("level of an organisation", "Regional"),
    Level.STATE_COMPANY: msgp("level of an organisation", "State company"),
}
_CATEGORIES = {
    Category.SENIOR_POLITICIAN: msgp("category of officials", "Senior politician"),
    Category.SENIOR_OFFICIAL: msgp("category of officials", "Senior official"),
    Category.CIVIL_SERVANT: msgp("category of officials", "Civil servant"),
    Category.STATE_COMPANY_EMPLOYEE: msgp("category of officials", "State company"),
    Category.MILITARY: msgp("category of officials", "Military"),
    Category.SECURITY_SERVICE: msgp("category of officials", "Security service"),
    Category.FULL_ACCESS: msgp("category of officials", "Full access"),
}
_SECRECY = {
    Secrecy.RESTRICTED: msgp("level of a clearance", "Restricted"),
    Secrecy.CONFIDENTIAL: msgp("level of a clearance", "Confidential"),
    Secrecy.SECRET: msgp("level of a clearance", "Secret"),
    Secrecy.TOP_SECRET: msgp("level of a clearance", "Top secret"),
}
_KINDS = {
    PassportKind.DIPLOMATIC: msgp("kind of passport", "Diplomatic"),
    PassportKind.SERVICE: msgp("kind of passport", "Service"),
    PassportKind.ORDINARY: msgp("kind of passport", "Ordinary"),
}


@dataclass(frozen=True, slots=True)
class OrganisationOrder:
    """What is entered about an organisation; parent_id None makes it a root of the tree.

    paper: the act that ends it, where `until_day` is given.
    """

    name: str
    level: Level
    from_day: date
    parent_id: int | None = None
    until_day: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the tree. path: the ids from the root to this one, as "/1/4/"."""

    id: int
    version: int
    parent_id: int | None
    name: str
    level: Level
    path: str
    from_day: date
    until_day: date | None


@dataclass(frozen=True, slots=True)
class PersonOrder:
    """What is entered about a person.

    native_name: in the person's own script. surname, given_names: Latin as in the passport, capitals;
    one of the two is empty for a person with but one name. birth_date: None where it is not known.
    nationality: ICAO three-letter code. personnel_number: "" for a person who is no official.
    """

    native_name: str = ""
    surname: str = ""
    given_names: str = ""
    birth_date: PartialDate | None = None
    nationality: str = "UTO"
    personnel_number: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class PostOrder:
    """What is entered about a post. replaces: it ends the present main post on the day it begins."""

    organisation_id: int
    title: str
    from_day: date
    until_day: date | None = None
    main: bool = True
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class CategoryOrder:
    """What is entered about a category. paper: the act of appointment or list that says so."""

    category: Category
    from_day: date
    until_day: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class ClearanceOrder:
    """What is entered about a clearance. restricted_until: travel stays restricted up to that day."""

    level: Secrecy
    from_day: date
    until_day: date | None = None
    restricted_until: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class PassportOrder:
    """What is entered about a booklet, as it is printed in it."""

    kind: PassportKind
    number: str
    issued_on: date
    expires_on: date
    issuing_state: str = "UTO"


@dataclass(frozen=True, slots=True)
class Registration:
    """Everything that is entered when a person is registered.

    not_same_as: ids of registered persons that look alike and were said to be somebody else.
    """

    person: PersonOrder
    posts: tuple[PostOrder, ...] = ()
    categories: tuple[CategoryOrder, ...] = ()
    clearances: tuple[ClearanceOrder, ...] = ()
    passports: tuple[PassportOrder, ...] = ()
    not_same_as: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Post:
    """A post that is or was held."""

    id: int
    person_id: int
    organisation_id: int
    title: str
    main: bool
    from_day: date
    until_day: date | None


@dataclass(frozen=True, slots=True)
class HeldCategory:
    """A category that a person carries or carried."""

    id: int
    person_id: int
    category: Category
    from_day: date
    until_day: date | None
    paper: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clearance that a person has or had."""

    id: int
    person_id: int
    level: Secrecy
    from_day: date
    until_day: date | None
    restricted_until: date | None
    paper: str


@dataclass(frozen=True, slots=True)
class Passport:
    """A booklet of a person."""

    id: int
    version: int
    person_id: int
    kind: PassportKind
    number: str
    issuing_state: str
    issued_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class Known:
    """A registered person, as far as telling two persons apart asks for."""

    id: int
    native_name: str
    surname: str
    given_names: str
    birth_date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was entered. field: the input it belongs to."""

    field: str
    message: Message


@dataclass(frozen=True, slots=True)
class Alike:
    """A registered person who may be the one that is being entered."""

    person: Known
    message: Message = field(compare=False)
