"""Reads that stores and queries share, of this duty and of higher ones; records, never rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.officials import rules
from travel_desk.officials.rules import (
    Category,
    Clearance,
    HeldCategory,
    Known,
    Level,
    Organisation,
    Passport,
    PassportKind,
    PassportOrder,
    PersonOrder,
    Post,
    Secrecy,
)
from travel_desk.officials.tables import (
    Sight,
    clearance,
    organisation,
    passport,
    person,
    person_category,
    person_visible,
    post,
    post_counts,
    post_held,
)

_MOST = 500


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as a deed finds them: what was entered, the version, and whose official they are."""

    id: int
    version: int
    order: PersonOrder
    organisation_paths: tuple[str, ...]


def person_facts(connection: sa.Connection, person_id: int, today: date | None = None) -> PersonFacts:
    """Return a person; raises Refused where there is none of this id, or one merged into another."""
    row = connection.execute(sa.select(person).where(person.c.id == person_id)).first()
    if row is None:
        raise Refused(msg("This person is not in the register. Reload and look again."))
    if row.merged_into is not None:
        raise Refused(msg("This entry was merged into another one of the same person. Open that one."))
    return _facts(connection, row, today)


def entry_facts(connection: sa.Connection, person_id: int, today: date | None = None) -> PersonFacts:
    """Return an entry of a person, merged into another or not; raises Refused where there is none."""
    return _facts(connection, _one(connection, person, person_id), today)


def standing_entry(connection: sa.Connection, person_id: int) -> int:
    """Return the entry that stands for a person: the one that an entry was merged into, else itself."""
    while True:
        into = connection.execute(sa.select(person.c.merged_into).where(person.c.id == person_id)).scalar()
        if into is None:
            return person_id
        person_id = into


def entries_of(connection: sa.Connection, person_id: int) -> list[int]:
    """Return the ids of all entries of a person: itself and those that were merged into it, ever deeper.

    What can't be changed (handovers, the journal) still names these: ask by all of them for a history.
    """
    found = [person_id]
    level = [person_id]
    while level:
        asked = sa.select(person.c.id).where(person.c.merged_into.in_(level)).order_by(person.c.id)
        level = list(connection.execute(asked).scalars())
        found += level
    return found


def _facts(connection: sa.Connection, row: sa.Row[Any], today: date | None) -> PersonFacts:
    order = PersonOrder(
        row.native_name,
        row.surname,
        row.given_names,
        row.birth_date,
        row.nationality.strip(),
        row.personnel_number or "",
        row.protected,
    )
    return PersonFacts(row.id, row.version, order, organisation_paths(connection, row.id, today))


def organisation_paths(
    connection: sa.Connection, person_id: int, today: date | None = None
) -> tuple[str, ...]:
    """Return the paths of the organisations that a person is of; () without a post."""
    found = connection.execute(
        sa.select(organisation.c.path)
        .join(post, post.c.organisation_id == organisation.c.id)
        .where(post.c.person_id == person_id, post_counts(today))
        .order_by(post.c.main.desc(), post.c.id)
    ).scalars()
    return tuple(dict.fromkeys(found))


def organisations(connection: sa.Connection, ids: Iterable[int | None]) -> dict[int, Organisation]:
    """Return the organisations of `ids`, by id; unknown ids are left out."""
    wanted = {one for one in ids if one is not None}
    rows = connection.execute(sa.select(organisation).where(organisation.c.id.in_(wanted)))
    return {row.id: organisation_record(row) for row in rows}


def siblings(connection: sa.Connection, parent_id: int | None, but: int | None = None) -> list[Organisation]:
    """Return the organisations under one parent (None: the roots), leaving `but` out."""
    where = organisation.c.parent_id.is_(None) if parent_id is None else organisation.c.parent_id == parent_id
    rows = connection.execute(sa.select(organisation).where(where))
    return [organisation_record(row) for row in rows if row.id != but]


def posts(connection: sa.Connection, person_id: int) -> list[Post]:
    """Return all posts of a person, the struck ones left out."""
    rows = connection.execute(
        sa.select(post).where(post.c.person_id == person_id, post_held(post)).order_by(post.c.from_day)
    )
    return [post_record(row) for row in rows]


def post_of(connection: sa.Connection, post_id: int) -> Post:
    """Return one post; raises Refused where there is none."""
    return post_record(_one(connection, post, post_id))


def categories(connection: sa.Connection, person_id: int) -> list[HeldCategory]:
    """Return all categories that a person carries or carried."""
    rows = connection.execute(sa.select(person_category).where(person_category.c.person_id == person_id))
    return [category_record(row) for row in rows]


def category_of(connection: sa.Connection, row_id: int) -> HeldCategory:
    """Return one held category; raises Refused where there is none."""
    return category_record(_one(connection, person_category, row_id))


def clearances(connection: sa.Connection, person_id: int) -> list[Clearance]:
    """Return all clearances of a person."""
    rows = connection.execute(sa.select(clearance).where(clearance.c.person_id == person_id))
    return [clearance_record(row) for row in rows]


def clearance_of(connection: sa.Connection, row_id: int) -> Clearance:
    """Return one clearance; raises Refused where there is none."""
    return clearance_record(_one(connection, clearance, row_id))


def passport_of(connection: sa.Connection, passport_id: int) -> Passport:
    """Return one booklet; raises Refused where there is none."""
    return passport_record(_one(connection, passport, passport_id))


def like_candidates(connection: sa.Connection, order: PersonOrder) -> list[Known]:
    """Return the registered persons whose birth date or folded Latin name may be that of `order`."""
    columns = (person.c.id, person.c.native_name, person.c.surname, person.c.given_names, person.c.birth_date)
    key = rules.sort_key(order.surname, order.given_names, order.native_name)
    swapped = rules.sort_key(order.given_names, order.surname, order.native_name)
    asked: list[sa.ColumnElement[bool]] = [person.c.sort_key.in_({key, swapped})]
    if order.birth_date is not None:
        # As text: "1979", "1979-03" and "1979-03-14" agree where the shorter begins the longer.
        text, born = sa.type_coerce(person.c.birth_date, sa.String), str(order.birth_date)
        asked.append(text.in_({born[:4], born[:7], born}))
        asked.append(sa.and_(text > born, text < born + "~"))
    found: dict[int, Known] = {}
    for where in asked:
        for row in connection.execute(
            sa.select(*columns).where(where, person.c.merged_into.is_(None)).limit(_MOST)
        ):
            found[row.id] = Known(row.id, row.native_name, row.surname, row.given_names, row.birth_date)
    return list(found.values())


def visible_of(connection: sa.Connection, ids: Iterable[int], scope: Sight, today: date) -> set[int]:
    """Return those of `ids` whom a user of `scope` may see on `today`."""
    asked = sa.select(person.c.id).where(person.c.id.in_(set(ids)), person_visible(scope, today))
    return set(connection.execute(asked).scalars())


def check_personnel_number(connection: sa.Connection, order: PersonOrder, but: int | None = None) -> None:
    """Refuse a personnel number that another person has."""
    if not order.personnel_number:
        return
    other = connection.execute(
        sa.select(person.c.id).where(
            person.c.personnel_number == order.personnel_number, person.c.id != (but or 0)
        )
    ).scalar()
    if other is not None:
        raise Refused(
            msg(
                "Personnel number {number} belongs to somebody else. Check the number.",
                number=order.personnel_number,
            ),
            field="personnel_number",
        )


def check_passport_number(connection: sa.Connection, order: PassportOrder, but: int | None = None) -> None:
    """Refuse a booklet that is in the register already."""
    other = connection.execute(
        sa.select(passport.c.id).where(
            passport.c.issuing_state == order.issuing_state,
            passport.c.number == order.number,
            passport.c.id != (but or 0),
        )
    ).scalar()
    if other is not None:
        raise Refused(
            msg("Passport {number} is in the register already. Search for it.", number=order.number),
            field="number",
        )


def organisation_record(row: sa.Row[Any]) -> Organisation:
    """Return the record of a row of `organisation`."""
    return Organisation(
        row.id, row.version, row.parent_id, row.name, Level(row.level), row.path, row.from_day, row.until_day
    )


def post_record(row: sa.Row[Any]) -> Post:
    """Return the record of a row of `post`."""
    return Post(row.id, row.person_id, row.organisation_id, row.title, row.main, row.from_day, row.until_day)


def category_record(row: sa.Row[Any]) -> HeldCategory:
    """Return the record of a row of `person_category`."""
    return HeldCategory(row.id, row.person_id, Category(row.category), row.from_day, row.until_day, row.paper)


def clearance_record(row: sa.Row[Any]) -> Clearance:
    """Return the record of a row of `clearance`."""
    return Clearance(
        row.id,
        row.person_id,
        Secrecy(row.level),
        row.from_day,
        row.until_day,
        row.restricted_until,
        row.paper,
    )


def passport_record(row: sa.Row[Any]) -> Passport:
    """Return the record of a row of `passport`."""
    return Passport(
        row.id,
        row.version,
        row.person_id,
        PassportKind(row.kind),
        row.number,
        row.issuing_state.strip(),
        row.issued_on,
        row.expires_on,
    )


def _one(connection: sa.Connection, table: sa.Table, row_id: int) -> sa.Row[Any]:
    row = connection.execute(sa.select(table).where(table.c.id == row_id)).first()
    if row is None:
        raise Refused(msg("This is no longer in the register. Reload and look again."))
    return row
