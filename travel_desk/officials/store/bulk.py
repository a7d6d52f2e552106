"""Many persons at once: prepared before the transaction begins, written by the bare driver within it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from travel_desk.database.bulk import Rows, Values, next_id
from travel_desk.officials import rules
from travel_desk.officials.rules import (
    CategoryOrder,
    ClearanceOrder,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
)
from travel_desk.officials.rules.bulk import PersonChange
from travel_desk.officials.store.search import refresh_search, text_of
from travel_desk.officials.tables import clearance, passport, person, person_category, post

STEP = 2000
"""Rows written between two looks at progress."""
_MOST = 500

Told = Callable[[int], None]
"""Told how many persons more are written; may raise, which takes all of it back."""

_PEOPLE = Rows(
    person,
    "id", "native_name", "surname", "given_names", "birth_date", "nationality", "personnel_number",
    "protected", "sort_key", "search_text",
)  # fmt: skip
_POSTS = Rows(post, "person_id", "organisation_id", "title", "main", "from_day", "until_day")
_CATEGORIES = Rows(person_category, "person_id", "category", "paper", "from_day", "until_day")
_CLEARANCES = Rows(clearance, "person_id", "level", "from_day", "until_day", "restricted_until", "paper")
_PASSPORTS = Rows(passport, "person_id", "kind", "number", "issuing_state", "issued_on", "expires_on")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows of new persons as the driver takes them.

    The first value of each row is the person's place in the list, which becomes an id in the transaction.
    """

    people: list[Values]
    posts: list[Values]
    categories: list[Values]
    clearances: list[Values]
    passports: list[Values]


def prepare(
    dialect: sa.Dialect, orders: Sequence[Registration], names: Mapping[int, Sequence[str]]
) -> Prepared:
    """Return the rows of many registrations, with what the persons are found by and ordered by.

    names: the names of each organisation of their posts and of those above it, by id. An organisation
    that is yet to be added bears a negative id, which `write` replaces.
    """
    pairs = list(enumerate(orders))
    return Prepared(
        _PEOPLE.prepare(dialect, (_person(at, order, names) for at, order in pairs)),
        _POSTS.prepare(dialect, (_post(at, one) for at, o in pairs for one in o.posts)),
        _CATEGORIES.prepare(dialect, (_category(at, one) for at, o in pairs for one in o.categories)),
        _CLEARANCES.prepare(dialect, (_clearance(at, one) for at, o in pairs for one in o.clearances)),
        _PASSPORTS.prepare(dialect, (_passport(at, one) for at, o in pairs for one in o.passports)),
    )


def write(connection: sa.Connection, rows: Prepared, places: Mapping[int, int], told: Told) -> range:
    """Write prepared persons and all that belongs to them; return their ids, in the order given.

    places: the ids that organisations were given which `prepare` knew by a negative one.
    """
    first = next_id(connection, person)
    for slice_ in _slices([(first + row[0], *row[1:]) for row in rows.people]):
        _PEOPLE.write(connection, slice_)
        told(len(slice_))
    posts = [(first + row[0], places.get(row[1], row[1]), *row[2:]) for row in rows.posts]
    _POSTS.write(connection, posts)
    for kind, of in (
        (_CATEGORIES, rows.categories),
        (_CLEARANCES, rows.clearances),
        (_PASSPORTS, rows.passports),
    ):
        kind.write(connection, [(first + row[0], *row[1:]) for row in of])
    return range(first, first + len(rows.people))


def change(
    connection: sa.Connection, changes: Sequence[PersonChange], places: Mapping[int, int], told: Told
) -> None:
    """Write what changes of many persons, raise their versions, and what they are found by."""
    for at in range(0, len(changes), _MOST):
        part = changes[at : at + _MOST]
        _change_people(connection, part)
        _end(connection, post, [pair for one in part for pair in one.ended_posts])
        _end(connection, clearance, [pair for one in part for pair in one.ended_clearances])
        _add_parts(connection, part, places)
        _correct_passports(connection, part)
        refresh_search(connection, [one.person_id for one in part])
        told(len(part))


def taken_numbers(connection: sa.Connection, numbers: Iterable[str]) -> set[str]:
    """Return those personnel numbers that somebody has."""
    return set(_asked(connection, person.c.personnel_number, sorted(set(numbers) - {""})))


def taken_passports(connection: sa.Connection, booklets: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those (issuing state, number) that a booklet in the register has."""
    wanted = set(booklets)
    found: set[tuple[str, str]] = set()
    for some in _chunks(sorted({number for _, number in wanted})):
        rows = connection.execute(
            sa.select(passport.c.issuing_state, passport.c.number).where(passport.c.number.in_(some))
        )
        found.update((row.issuing_state.strip(), row.number) for row in rows)
    return found & wanted


def versions(connection: sa.Connection, ids: Iterable[int]) -> dict[int, int]:
    """Return the versions of persons, by id; those merged into others are left out."""
    found: dict[int, int] = {}
    for some in _chunks(sorted(set(ids))):
        asked = sa.select(person.c.id, person.c.version).where(
            person.c.id.in_(some), person.c.merged_into.is_(None)
        )
        found.update({row.id: row.version for row in connection.execute(asked)})
    return found


def passport_versions(connection: sa.Connection, ids: Iterable[int]) -> dict[int, int]:
    """Return the versions of passports, by id."""
    found: dict[int, int] = {}
    for some in _chunks(sorted(set(ids))):
        asked = sa.select(passport.c.id, passport.c.version).where(passport.c.id.in_(some))
        found.update({row.id: row.version for row in connection.execute(asked)})
    return found


def _change_people(connection: sa.Connection, changes: Sequence[PersonChange]) -> None:
    connection.execute(
        sa.update(person)
        .where(person.c.id == sa.bindparam("row"))
        .values(
            version=person.c.version + 1,
            **{
                name: sa.bindparam(f"new_{name}")
                for name in (
                    "native_name", "surname", "given_names", "birth_date", "nationality",
                    "personnel_number", "protected",
                )
            },
        ),
        [
            {
                "row": one.person_id, "new_native_name": one.after.native_name,
                "new_surname": one.after.surname, "new_given_names": one.after.given_names,
                "new_birth_date": one.after.birth_date, "new_nationality": one.after.nationality,
                "new_personnel_number": one.after.personnel_number or None,
                "new_protected": one.after.protected,
            }
            for one in changes
        ],
    )  # fmt: skip


def _end(connection: sa.Connection, table: sa.Table, ends: Sequence[tuple[int, Any]]) -> None:
    if ends:
        connection.execute(
            sa.update(table).where(table.c.id == sa.bindparam("row")).values(until_day=sa.bindparam("day")),
            [{"row": row, "day": day} for row, day in ends],
        )


def _add_parts(connection: sa.Connection, changes: Sequence[PersonChange], places: Mapping[int, int]) -> None:
    dialect = connection.dialect
    posts = (_post(one.person_id, order) for one in changes for order in one.posts)
    rows = [(row[0], places.get(row[1], row[1]), *row[2:]) for row in _POSTS.prepare(dialect, posts)]
    _POSTS.write(connection, rows)
    plan: tuple[tuple[Rows, Iterator[Values]], ...] = (
        (_CATEGORIES, (_category(one.person_id, order) for one in changes for order in one.categories)),
        (_CLEARANCES, (_clearance(one.person_id, order) for one in changes for order in one.clearances)),
        (_PASSPORTS, (_passport(one.person_id, order) for one in changes for order in one.passports)),
    )
    for kind, parts in plan:
        kind.write(connection, kind.prepare(dialect, parts))


def _correct_passports(connection: sa.Connection, changes: Sequence[PersonChange]) -> None:
    corrected = [one for change in changes for one in change.changed_passports]
    if corrected:
        connection.execute(
            sa.update(passport)
            .where(passport.c.id == sa.bindparam("row"))
            .values(
                version=passport.c.version + 1,
                kind=sa.bindparam("new_kind"),
                issued_on=sa.bindparam("new_issued_on"),
                expires_on=sa.bindparam("new_expires_on"),
            ),
            [
                {
                    "row": one.id, "new_kind": one.after.kind.value, "new_issued_on": one.after.issued_on,
                    "new_expires_on": one.after.expires_on,
                }
                for one in corrected
            ],
        )  # fmt: skip


def _person(at: int, order: Registration, names: Mapping[int, Sequence[str]]) -> Values:
    who: PersonOrder = order.person
    others = [part for one in _counting(order.posts) for part in (one.title, *names[one.organisation_id])]
    others += [one.number for one in order.passports]
    return (
        at, who.native_name, who.surname, who.given_names, who.birth_date, who.nationality,
        who.personnel_number or None, who.protected,
        rules.sort_key(who.surname, who.given_names, who.native_name), text_of(who, others),
    )  # fmt: skip


def _counting(posts: Sequence[PostOrder]) -> Sequence[PostOrder]:
    """Return the posts that say whose official a new person is, as `tables.post_counts` does."""
    open_ones = [one for one in posts if one.until_day is None]
    last = max((one.until_day for one in posts if one.until_day), default=None)
    return open_ones or [one for one in posts if one.until_day == last]


def _post(person_id: int, order: PostOrder) -> Values:
    return (person_id, order.organisation_id, order.title, order.main, order.from_day, order.until_day)


def _category(person_id: int, order: CategoryOrder) -> Values:
    return (person_id, order.category.value, order.paper, order.from_day, order.until_day)


def _clearance(person_id: int, order: ClearanceOrder) -> Values:
    return (
        person_id, order.level.value, order.from_day, order.until_day, order.restricted_until, order.paper,
    )  # fmt: skip


def _passport(person_id: int, order: PassportOrder) -> Values:
    return (
        person_id, order.kind.value, order.number, order.issuing_state, order.issued_on, order.expires_on,
    )  # fmt: skip


def _asked(connection: sa.Connection, column: sa.Column[Any], values: Sequence[Any]) -> Iterator[Any]:
    for some in _chunks(values):
        yield from connection.execute(sa.select(column).where(column.in_(some))).scalars()


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(values), _MOST):
        yield values[at : at + _MOST]


def _slices(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    for at in range(0, len(rows), STEP):
        yield rows[at : at + STEP]
