"""The records of staff lists: fields, how columns are read, rows and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from travel_desk.base.message import Message, msgp
from travel_desk.officials.rules import (
    Category,
    Clearance,
    HeldCategory,
    Organisation,
    OrganisationOrder,
    Passport,
    PassportKind,
    PersonOrder,
    Post,
    Problem,
    Registration,
    Secrecy,
)
from travel_desk.officials.rules.bulk import PersonChange

Cell = str | int | float | date | datetime | bool | None
"""A cell of a sheet; in a CSV file all are texts."""


class Field(StrEnum):
    """What a column of a staff list may say."""

    PERSONNEL_NUMBER = "personnel_number"
    FULL_NAME = "full_name"
    NATIVE_NAME = "native_name"
    SURNAME = "surname"
    GIVEN_NAMES = "given_names"
    OWN_SURNAME = "own_surname"
    OWN_GIVEN_NAMES = "own_given_names"
    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"
    ORGANISATION = "organisation"
    POST = "post"
    POST_FROM = "post_from"
    POST_UNTIL = "post_until"
    CATEGORIES = "categories"
    CLEARANCE_LEVEL = "clearance_level"
    CLEARANCE_FROM = "clearance_from"
    PASSPORT_KIND = "passport_kind"
    PASSPORT_NUMBER = "passport_number"
    PASSPORT_ISSUED = "passport_issued"
    PASSPORT_EXPIRES = "passport_expires"
    ISSUING_STATE = "issuing_state"
    PROTECTED = "protected"

    @property
    def label(self) -> Message:
        """The word on screens."""
        return _LABELS[self]

    @property
    def is_day(self) -> bool:
        """Whether its columns hold dates."""
        return self in _DAYS


_LABELS = {
    Field.PERSONNEL_NUMBER: msgp("column of a staff list", "Personnel number"),
    Field.FULL_NAME: msgp("column of a staff list", "Whole name"),
    Field.NATIVE_NAME: msgp("column of a staff list", "Name in own script"),
    Field.SURNAME: msgp("column of a staff list", "Surname"),
    Field.GIVEN_NAMES: msgp("column of a staff list", "Given names"),
    Field.OWN_SURNAME: msgp("column of a staff list", "Surname in own script"),
    Field.OWN_GIVEN_NAMES: msgp("column of a staff list", "Given names in own script"),
    Field.BIRTH_DATE: msgp("column of a staff list", "Birth date"),
    Field.NATIONALITY: msgp("column of a staff list", "Nationality"),
    Field.ORGANISATION: msgp("column of a staff list", "Organisation"),
    Field.POST: msgp("column of a staff list", "Post"),
    Field.POST_FROM: msgp("column of a staff list", "In the post from"),
    Field.POST_UNTIL: msgp("column of a staff list", "In the post until"),
    Field.CATEGORIES: msgp("column of a staff list", "Categories"),
    Field.CLEARANCE_LEVEL: msgp("column of a staff list", "Clearance"),
    Field.CLEARANCE_FROM: msgp("column of a staff list", "Clearance from"),
    Field.PASSPORT_KIND: msgp("column of a staff list", "Passport kind"),
    Field.PASSPORT_NUMBER: msgp("column of a staff list", "Passport number"),
    Field.PASSPORT_ISSUED: msgp("column of a staff list", "Passport issued"),
    Field.PASSPORT_EXPIRES: msgp("column of a staff list", "Passport expires"),
    Field.ISSUING_STATE: msgp("column of a staff list", "Issuing state"),
    Field.PROTECTED: msgp("column of a staff list", "Protected"),
}
_DAYS = frozenset(
    {
        Field.BIRTH_DATE, Field.POST_FROM, Field.POST_UNTIL, Field.CLEARANCE_FROM, Field.PASSPORT_ISSUED,
        Field.PASSPORT_EXPIRES,
    }
)  # fmt: skip
JOINED = frozenset({Field.GIVEN_NAMES, Field.OWN_GIVEN_NAMES, Field.ORGANISATION, Field.CATEGORIES})
"""Fields that several columns of a list may fill together: name and patronymic, ministry and unit."""


class DateStyle(StrEnum):
    """The order of day, month and year in dates written as figures."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"

    @property
    def label(self) -> Message:
        """The words on screens, with an example that tells the styles apart."""
        return _STYLES[self]


_STYLES = {
    DateStyle.DAY_FIRST: msgp("order of a date", "Day, month, year (31.12.2020)"),
    DateStyle.MONTH_FIRST: msgp("order of a date", "Month, day, year (12/31/2020)"),
    DateStyle.YEAR_FIRST: msgp("order of a date", "Year, month, day (2020-12-31)"),
}


class NameOrder(StrEnum):
    """Which part of a whole name in Latin letters comes first, where the name itself does not tell."""

    SURNAME_FIRST = "surname_first"
    GIVEN_FIRST = "given_first"

    @property
    def label(self) -> Message:
        """The words on screens."""
        return _ORDERS[self]


_ORDERS = {
    NameOrder.SURNAME_FIRST: msgp("order of a name", "Surname first"),
    NameOrder.GIVEN_FIRST: msgp("order of a name", "Given names first"),
}


@dataclass(frozen=True, slots=True)
class Use:
    """How one column is read. title: as its header says. field: None leaves the column out."""

    title: str
    field: Field | None = None
    style: DateStyle | None = None


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """What a name of an organisation in a list stands for: one in the register, or a new one to be added.

    name: as the list has it. place_id: in the register. order: the new one; exactly one of the two is
    given. key: the negative number that stands for a new one until it has an id.
    """

    name: str
    place_id: int | None = None
    order: OrganisationOrder | None = None
    key: int = 0


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a list of one source is read; remembered with the source.

    uses: one a column, in the order of the columns. nationality, passport_kind: where a row says none.
    place_id: the organisation of rows that name none. places: names of organisations as the list has
    them. name_order: of whole names in Latin letters.
    """

    uses: tuple[Use, ...] = ()
    nationality: str = "UTO"
    passport_kind: PassportKind = PassportKind.ORDINARY
    place_id: int | None = None
    places: tuple[PlaceUse, ...] = ()
    name_order: NameOrder = NameOrder.GIVEN_FIRST

    def columns_of(self, wanted: Field) -> tuple[int, ...]:
        """Return the places (from 0) of the columns that fill a field."""
        return tuple(at for at, use in enumerate(self.uses) if use.field is wanted)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list. number: as a spreadsheet program shows it. fault: why it could not be read."""

    number: int
    cells: tuple[Cell, ...]
    fault: Message | None = None


@dataclass(frozen=True, slots=True)
class Booklet:
    """What a row says of a passport; kind and days are None, texts "" where it says nothing."""

    number: str
    state: str
    kind: PassportKind | None = None
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says.

    said: the fields that it fills. person: clean, as it would be registered. place, title, post_from,
    post_until (the first day on which it is no longer held): of the post. level, cleared_from: of the
    clearance. problems: what could not be read.
    """

    line: Line
    said: frozenset[Field] = frozenset()
    person: PersonOrder = field(default_factory=PersonOrder)
    place: Organisation | None = None
    title: str = ""
    post_from: date | None = None
    post_until: date | None = None
    categories: tuple[Category, ...] = ()
    level: Secrecy | None = None
    cleared_from: date | None = None
    booklet: Booklet | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def number(self) -> int:
        """The number of the row."""
        return self.line.number


@dataclass(frozen=True, slots=True)
class Present:
    """A registered person as a list meets them.

    seen: whether the user may see them. member: whether an earlier list of the same source had them.
    other_numbers: personnel numbers of entries that were merged into this one.
    """

    id: int
    version: int
    person: PersonOrder
    posts: tuple[Post, ...] = ()
    categories: tuple[HeldCategory, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    passports: tuple[Passport, ...] = ()
    seen: bool = True
    member: bool = False
    other_numbers: tuple[str, ...] = ()

    def has_number(self, number: str) -> bool:
        """Tell whether a personnel number is this person's."""
        return bool(number) and number in (self.person.personnel_number, *self.other_numbers)


class State(StrEnum):
    """What a row comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNSURE = "unsure"
    FAULTY = "faulty"

    @property
    def label(self) -> Message:
        """The word on screens."""
        return _STATES[self]


_STATES = {
    State.NEW: msgp("row of a staff list", "New"),
    State.CHANGED: msgp("row of a staff list", "Changed"),
    State.UNCHANGED: msgp("row of a staff list", "Unchanged"),
    State.UNSURE: msgp("row of a staff list", "Unsure"),
    State.FAULTY: msgp("row of a staff list", "Faulty"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one row comes to.

    candidates: the registered persons it may be (UNSURE), or the one that it is. order: what is
    registered (NEW). change: what is written of a person in the register (CHANGED).
    """

    entry: Entry
    state: State
    problems: tuple[Problem, ...] = ()
    candidates: tuple[Present, ...] = ()
    order: Registration | None = None
    change: PersonChange | None = None

    @property
    def number(self) -> int:
        """The number of the row."""
        return self.entry.line.number


@dataclass(frozen=True, slots=True)
class Repair:
    """A row that waits to be corrected: its cells as texts, and what is wrong."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RepairList:
    """A list of which rows wait to be corrected."""

    id: int
    source: str
    file_name: str
    day: date
    mapping: Mapping
    rows: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A new person of a list, and the row that says so (None where there was no file)."""

    order: Registration
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Changing:
    """What a row changes of a person in the register."""

    change: PersonChange
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """A staff list, judged and ready to be taken in.

    source: the name under which the mapping is remembered and who vanished is told. file_name, digest:
    of the file ("" where there was none). day: the day of the list. head: the number of the journal's
    last entry when the rows were judged; None has everything looked up again. unchanged: ids of persons
    of whom nothing changes. repairs: what goes to the repair list. places: organisations to be added
    first, their keys standing in `added` and `changes`. repair_list: the list that the rows were waiting
    in. vanished: ids of those who were told as vanished.
    """

    source: str
    day: date
    added: tuple[Added, ...] = ()
    changes: tuple[Changing, ...] = ()
    unchanged: tuple[int, ...] = ()
    repairs: tuple[Repair, ...] = ()
    places: tuple[PlaceUse, ...] = ()
    mapping: Mapping = field(default_factory=Mapping)
    file_name: str = ""
    digest: str = ""
    head: int | None = None
    repair_list: int | None = None
    vanished: tuple[int, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether taking it in would leave the register as it is."""
        return not (self.added or self.changes or self.repairs)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an import.

    list_id: the list in the register of lists (None where nothing was to be done). added: ids of the
    new persons, in the order given, those left out as None. late: rows that went to the repair list
    because somebody had changed the register meanwhile.
    """

    list_id: int | None
    added: tuple[int | None, ...] = ()
    updated: int = 0
    unchanged: int = 0
    repairs: int = 0
    late: int = 0
