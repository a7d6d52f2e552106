"""One row of a list read by its mapping: what it says, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from travel_desk.base.message import Message, msg
from travel_desk.base.partial import PartialDate
from travel_desk.officials.rules import (
    Category,
    Organisation,
    PassportKind,
    PersonOrder,
    Problem,
    clean_person,
    tidy,
)
from travel_desk.staff_lists.rules.dates import read_day
from travel_desk.staff_lists.rules.names import own_name, placed_names, split_name
from travel_desk.staff_lists.rules.places import Places
from travel_desk.staff_lists.rules.records import Booklet, Cell, DateStyle, Entry, Field, Line, Mapping
from travel_desk.staff_lists.rules.words import read_categories, read_kind, read_secrecy, read_yes

T = TypeVar("T")

_JOINT = {Field.ORGANISATION: " / ", Field.CATEGORIES: ", "}


class Reader:
    """Reads the rows of one list. today: what years of two figures are reckoned from."""

    def __init__(self, mapping: Mapping, places: Places, today: date) -> None:
        self._mapping = mapping
        self._places = places
        self._today = today
        self._columns = [(at, use.field, use.style) for at, use in enumerate(mapping.uses) if use.field]

    def read(self, line: Line) -> Entry:
        """Return what a row says; what can't be read is a problem at its field."""
        if line.fault is not None:
            return Entry(line, problems=(Problem("", line.fault),))
        return _Row(line, self._columns, self._mapping, self._places, self._today).entry()


class _Row:
    """One row while it is read: texts and days by field, and the problems so far."""

    def __init__(
        self,
        line: Line,
        columns: list[tuple[int, Field, DateStyle | None]],
        mapping: Mapping,
        places: Places,
        today: date,
    ) -> None:
        self.line, self.mapping, self.places = line, mapping, places
        self.texts: dict[Field, str] = {}
        self.days: dict[Field, PartialDate] = {}
        self.problems: list[Problem] = []
        cells = line.cells
        for at, field, style in columns:
            cell = cells[at] if at < len(cells) else None
            if cell is None or cell == "":
                continue
            if field.is_day:
                self._take_day(field, cell, style, today)
            else:
                self._take_text(field, cell)

    def entry(self) -> Entry:
        """Return what the row says."""
        place = self._place()
        level = self._read(Field.CLEARANCE_LEVEL, read_secrecy)
        categories: tuple[Category, ...] = self._read(Field.CATEGORIES, read_categories) or ()
        person = self._person()
        until = self._whole(Field.POST_UNTIL)
        return Entry(
            self.line,
            frozenset([*self.texts, *self.days]),
            person,
            place,
            self.texts.get(Field.POST, ""),
            self._whole(Field.POST_FROM),
            until + timedelta(days=1) if until else None,
            categories,
            level,
            self._whole(Field.CLEARANCE_FROM),
            self._booklet(),
            tuple(self.problems),
        )

    def _take_text(self, field: Field, cell: Cell) -> None:
        if isinstance(cell, date | datetime):
            self._say(field, msg("A date stands here. Write the cell as text in the list."))
            return
        text = tidy(as_text(cell))
        if text:
            before = self.texts.get(field)
            self.texts[field] = f"{before}{_JOINT.get(field, ' ')}{text}" if before else text

    def _take_day(self, field: Field, cell: Cell, style: DateStyle | None, today: date) -> None:
        found = read_day(cell, style, today)
        if isinstance(found, Message):
            self._say(field, found)
        elif found is not None:
            self.days[field] = found

    def _say(self, field: Field, message: Message) -> None:
        self.problems.append(Problem(field.value, message))

    def _read(self, field: Field, how: Callable[[str], T | Message]) -> T | None:
        text = self.texts.get(field)
        if text is None:
            return None
        found = how(text)
        if isinstance(found, Message):
            self._say(field, found)
            return None
        return found

    def _whole(self, field: Field) -> date | None:
        """Return a day of which nothing is unknown."""
        found = self.days.get(field)
        if found is None:
            return None
        if not found.day:
            self._say(field, msg("Only part of the date stands here. Write the whole date."))
            return None
        return date(found.year, found.month, found.day)

    def _person(self) -> PersonOrder:
        native, surname, given = self._names()
        return clean_person(
            PersonOrder(
                native,
                surname,
                given,
                self.days.get(Field.BIRTH_DATE),
                self.texts.get(Field.NATIONALITY, self.mapping.nationality),
                self.texts.get(Field.PERSONNEL_NUMBER, ""),
                bool(self._read(Field.PROTECTED, read_yes)),
            )
        )

    def _names(self) -> tuple[str, str, str]:
        own_parts = (self.texts.get(Field.OWN_SURNAME, ""), self.texts.get(Field.OWN_GIVEN_NAMES, ""))
        native = self.texts.get(Field.NATIVE_NAME, "") or own_name(*own_parts)
        whole = self.texts.get(Field.FULL_NAME, "")
        if not whole:
            parts = (self.texts.get(Field.SURNAME, ""), self.texts.get(Field.GIVEN_NAMES, ""))
            return placed_names(native, *parts)
        own, surname, given = split_name(whole, self.mapping.name_order)
        if own and native and own != native:
            self._say(
                Field.FULL_NAME,
                msg("This name can't stand in a passport's Latin lines, and the own script has another one."),
            )
        return native or own, surname, given

    def _place(self) -> Organisation | None:
        name = self.texts.get(Field.ORGANISATION, "")
        if not name:
            return self.places.default if Field.POST in self.texts else None
        found = self.places.find(name)
        if isinstance(found, Message):
            self._say(Field.ORGANISATION, found)
            return None
        return found

    def _booklet(self) -> Booklet | None:
        kind: PassportKind | None = self._read(Field.PASSPORT_KIND, read_kind)
        issued, expires = self._whole(Field.PASSPORT_ISSUED), self._whole(Field.PASSPORT_EXPIRES)
        number = self.texts.get(Field.PASSPORT_NUMBER, "")
        if not (number or issued or expires):
            return None
        state = self.texts.get(Field.ISSUING_STATE, self.mapping.nationality)
        return Booklet(number, state, kind, issued, expires)


def as_text(cell: Cell) -> str:
    """Return a cell as the text that a person sees: 4417 for 4417.0, days as 2020-12-31."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
