"""What the register has of the people in some rows of a list, asked for many rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.base.partial import PartialDate
from travel_desk.officials import reading
from travel_desk.officials import rules as officials
from travel_desk.officials.rules import Organisation, PersonOrder
from travel_desk.officials.tables import (
    Sight,
    clearance,
    holds_on,
    organisation,
    passport,
    person,
    person_category,
    person_visible,
    post,
    post_held,
)
from travel_desk.staff_lists import rules
from travel_desk.staff_lists.rules import Entry, Known, Mapping, Present, Repair, RepairList, Vanished
from travel_desk.staff_lists.rules.matching import own_forms, words_of
from travel_desk.staff_lists.tables import repair_row, staff_list, staff_list_member, staff_list_source

T = TypeVar("T")
CHUNK = 500
_MANY = 8000  # values of a column without an index: each query reads all persons
_NAMED = sa.select(
    sa.func.coalesce(person.c.merged_into, person.c.id).label("id"),
    person.c.native_name,
    person.c.surname,
    person.c.given_names,
    person.c.personnel_number,
)


class Register:
    """The people of the register that a number of rows may be.

    entries: at most some hundred at a time. source_id: the source of the list, None for a new one.
    """

    def __init__(
        self,
        connection: sa.Connection,
        entries: Sequence[Entry],
        sight: Sight,
        today: date,
        source_id: int | None = None,
    ) -> None:
        self._by_number: dict[str, set[int]] = {}
        self._by_words: dict[tuple[str, ...], set[int]] = {}
        self._find(connection, entries)
        wanted = {one for entry in entries for one in self._ids(entry)}
        self._people = people_of(connection, wanted, sight, today, source_id)
        booklets = (one.booklet for one in entries)
        self._owners = owners_of(connection, {_bare(one.number) for one in booklets if one})

    def known(self, entry: Entry) -> Known:
        """Return what the register has of whoever one row may be."""
        return Known(
            [self._people[one] for one in sorted(self._ids(entry)) if one in self._people], self._owners
        )

    def _ids(self, entry: Entry) -> set[int]:
        decided = self._by_number.get(entry.person.personnel_number)
        if decided is not None:
            return decided
        found: set[int] = set()
        for words in words_of(entry.person) if self._by_words else ():
            found |= self._by_words.get(words, set())
        return found

    def _find(self, connection: sa.Connection, entries: Sequence[Entry]) -> None:
        numbers = sorted({one.person.personnel_number for one in entries} - {""})
        self._take(connection, person.c.personnel_number, numbers)
        # Whom a number decides for need not be looked for by name as well.
        left = [one.person for one in entries if one.person.personnel_number not in self._by_number]
        keys = {key for one in left for key in _sort_keys(one)}
        self._take(connection, person.c.sort_key, sorted(keys - {""}))
        own = {form for one in left for form in own_forms(one.native_name)}
        self._take(connection, person.c.native_name, sorted(own), _MANY)
        born = {text for one in left if one.birth_date for text in _birth_texts(one.birth_date)}
        self._take(connection, sa.type_coerce(person.c.birth_date, sa.String), sorted(born))

    def _take(
        self,
        connection: sa.Connection,
        column: sa.ColumnElement[Any],
        values: Sequence[str],
        most: int = CHUNK,
    ) -> None:
        for some in chunks(values, most):
            for row in connection.execute(_NAMED.where(column.in_(some))):
                if row.personnel_number:
                    self._by_number.setdefault(row.personnel_number, set()).add(row.id)
                order = PersonOrder(row.native_name, row.surname, row.given_names)
                for words in words_of(order):
                    self._by_words.setdefault(words, set()).add(row.id)


def people_of(
    connection: sa.Connection,
    ids: Iterable[int],
    sight: Sight,
    today: date,
    source_id: int | None = None,
) -> dict[int, Present]:
    """Return persons with all that belongs to them, by id; source_id: whose lists they are members of."""
    found: dict[int, Present] = {}
    for some in chunks(sorted(set(ids))):
        limited = bool(sight.organisation_path) or not sight.protected
        seen = reading.visible_of(connection, some, sight, today) if limited else set(some)
        members = _members(connection, source_id, some)
        parts, others = _parts(connection, some), _other_numbers(connection, some)
        for row in connection.execute(sa.select(person).where(person.c.id.in_(some))):
            order = PersonOrder(
                row.native_name,
                row.surname,
                row.given_names,
                row.birth_date,
                row.nationality.strip(),
                row.personnel_number or "",
                row.protected,
            )
            posts, categories, clearances, passports = parts(row.id)
            found[row.id] = Present(
                row.id,
                row.version,
                order,
                posts,
                categories,
                clearances,
                passports,
                row.id in seen,
                row.id in members,
                tuple(others.get(row.id, ())),
            )
    return found


def owners_of(connection: sa.Connection, numbers: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return whose the booklets of these numbers are: (issuing state, number) -> person's id."""
    whose = sa.func.coalesce(person.c.merged_into, person.c.id)
    asked = sa.select(passport.c.issuing_state, passport.c.number, whose.label("whose")).join(
        person, person.c.id == passport.c.person_id
    )
    found: dict[tuple[str, str], int] = {}
    for some in chunks(sorted(set(numbers))):
        for row in connection.execute(asked.where(passport.c.number.in_(some))):
            found[row.issuing_state.strip(), row.number] = row.whose
    return found


def vanished(
    connection: sa.Connection,
    source_id: int | None,
    place_ids: Iterable[int],
    present: set[int],
    sight: Sight,
    day: date,
) -> list[Vanished]:
    """Return who holds a post and is missing from a list, by name.

    Missing are those whom an earlier list of the source had, and those whose main post is in one of the
    organisations that the list names. present: ids of those whom the list has.
    """
    here = sa.and_(post.c.main, holds_on(post, day))
    wanted: set[int] = set()
    for some in chunks(sorted(one for one in set(place_ids) if one > 0)):
        asked = sa.select(post.c.person_id).where(post.c.organisation_id.in_(some), here)
        wanted |= set(connection.execute(asked).scalars())
    if source_id is not None:
        member = staff_list_member.c
        asked = sa.select(sa.func.coalesce(person.c.merged_into, person.c.id)).where(
            person.c.id == member.person_id, member.source_id == source_id
        )
        wanted |= set(connection.execute(asked).scalars())
    found: list[Vanished] = []
    for some in chunks(sorted(wanted - present)):
        rows = connection.execute(
            sa.select(person, post.c.title, organisation.c.name)
            .join(post, post.c.person_id == person.c.id)
            .join(organisation, organisation.c.id == post.c.organisation_id)
            .where(person.c.id.in_(some), here, person_visible(sight, day))
        )
        found += [_vanished(row) for row in rows]
    return sorted(found, key=lambda one: (one.latin or one.native_name, one.id))


def _vanished(row: sa.Row[Any]) -> Vanished:
    latin = officials.latin(row.surname, row.given_names)
    return Vanished(row.id, row.native_name, latin, row.personnel_number or "", row.title, row.name)


def all_organisations(connection: sa.Connection) -> list[Organisation]:
    """Return all organisations of the register."""
    return [reading.organisation_record(row) for row in connection.execute(sa.select(organisation))]


def source_id(connection: sa.Connection, source: str) -> int | None:
    """Return the id of a source by its name, None where it is not known."""
    asked = sa.select(staff_list_source.c.id).where(staff_list_source.c.name == source)
    found: int | None = connection.execute(asked).scalar()
    return found


def mapping_of(connection: sa.Connection, source: str) -> Mapping | None:
    """Return how the lists of a source are read, None where it is not known."""
    asked = sa.select(staff_list_source.c.mapping).where(staff_list_source.c.name == source)
    content = connection.execute(asked).scalar()
    return None if content is None else rules.from_plain(content)


def repair_list(connection: sa.Connection, list_id: int) -> RepairList:
    """Return a list with the rows that wait to be corrected; raises Refused where it is gone."""
    row = connection.execute(
        sa.select(staff_list, staff_list_source.c.name)
        .join(staff_list_source, staff_list_source.c.id == staff_list.c.source_id)
        .where(staff_list.c.id == list_id)
    ).first()
    asked = sa.select(repair_row).where(repair_row.c.list_id == list_id).order_by(repair_row.c.number)
    rows = tuple(
        Repair(one.number, tuple(one.cells), rules.problems_of(one.problems))
        for one in connection.execute(asked)
    )
    if row is None or not rows:
        raise Refused(msg("This repair list is done, or somebody discarded it. Reload and look again."))
    return RepairList(list_id, row.name, row.file_name, row.day, rules.from_plain(row.mapping), rows)


def _members(connection: sa.Connection, source_id: int | None, ids: Sequence[int]) -> set[int]:
    if source_id is None:
        return set()
    member = staff_list_member.c
    asked = sa.select(member.person_id).where(member.source_id == source_id, member.person_id.in_(ids))
    return set(connection.execute(asked).scalars())


def _other_numbers(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the personnel numbers of entries that were merged into persons."""
    asked = sa.select(person.c.merged_into, person.c.personnel_number).where(
        person.c.merged_into.in_(ids), person.c.personnel_number.is_not(None)
    )
    found: dict[int, list[str]] = {}
    for row in connection.execute(asked):
        found.setdefault(row.merged_into, []).append(row.personnel_number)
    return found


def _parts(connection: sa.Connection, ids: Sequence[int]) -> Callable[[int], Any]:
    """Return a function that gives a person's posts, categories, clearances and passports."""
    plan: tuple[tuple[sa.Table, Any], ...] = (
        (post, reading.post_record),
        (person_category, reading.category_record),
        (clearance, reading.clearance_record),
        (passport, reading.passport_record),
    )
    held: list[dict[int, list[Any]]] = []
    for table, record in plan:
        asked = sa.select(table).where(table.c.person_id.in_(ids)).order_by(table.c.id)
        if table is not passport:
            asked = asked.where(post_held(table))
        of: dict[int, list[Any]] = {}
        for row in connection.execute(asked):
            of.setdefault(row.person_id, []).append(record(row))
        held.append(of)
    return lambda one: tuple(tuple(of.get(one, ())) for of in held)


def _sort_keys(who: PersonOrder) -> tuple[str, str]:
    return (
        officials.sort_key(who.surname, who.given_names, who.native_name),
        officials.sort_key(who.given_names, who.surname, who.native_name),
    )


def _birth_texts(born: PartialDate) -> set[str]:
    text = str(born)
    return {text[:4], text[:7], text}


def _bare(number: str) -> str:
    return "".join(sign for sign in number if not sign.isspace() and sign != "-").upper()


def chunks(values: Sequence[T], most: int = CHUNK) -> Iterator[Sequence[T]]:
    """Yield the values in parts that one query may ask about."""
    for at in range(0, len(values), most):
        yield values[at : at + most]
