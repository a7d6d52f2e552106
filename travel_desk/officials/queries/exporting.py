"""Full records of persons, for a list that leaves the desk as a file: one row a person, as of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from travel_desk.base.partial import PartialDate
from travel_desk.desk import Desk
from travel_desk.officials.rules import Category, PassportKind, Secrecy
from travel_desk.officials.tables import (
    clearance,
    holds_on,
    organisation,
    passport,
    person,
    person_category,
    person_visible,
    post,
)


@dataclass(frozen=True, slots=True)
class Booklet:
    """A passport as a list names one."""

    kind: PassportKind
    number: str
    issuing_state: str
    issued_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """All that one row of a list can say of a person.

    organisation: the way to it, "Ministry of Water / Finance". title, post_from, organisation: of the main
    post, empty without one. level, level_from: the highest clearance of today. passports: what expires
    last comes first.
    """

    id: int
    personnel_number: str
    native_name: str
    surname: str
    given_names: str
    birth_date: PartialDate | None
    nationality: str
    protected: bool
    organisation: str = ""
    title: str = ""
    post_from: date | None = None
    categories: tuple[Category, ...] = ()
    level: Secrecy | None = None
    level_from: date | None = None
    passports: tuple[Booklet, ...] = ()


def person_records(desk: Desk, ids: Sequence[int]) -> list[PersonRecord]:
    """Return the records of `ids` in any order; those who are gone or not visible are left out."""
    today = desk.today()
    with desk.read("see_officials") as connection:
        visible = sa.and_(person.c.id.in_(ids), person_visible(desk.scope, today))
        people = connection.execute(sa.select(person).where(visible)).all()
        seen = [row.id for row in people]
        posts = _posts(connection, seen, today)
        categories = _grouped(connection, person_category, seen, today)
        levels = _grouped(connection, clearance, seen, today)
        booklets: dict[int, list[Booklet]] = {}
        asked = sa.select(passport).where(passport.c.person_id.in_(seen))
        for row in connection.execute(asked.order_by(passport.c.expires_on.desc(), passport.c.id)):
            booklets.setdefault(row.person_id, []).append(
                Booklet(PassportKind(row.kind), row.number, row.issuing_state, row.issued_on, row.expires_on)
            )
    return [
        PersonRecord(
            row.id, row.personnel_number or "", row.native_name, row.surname, row.given_names, row.birth_date,
            row.nationality, row.protected,
            *posts.get(row.id, ("", "", None)),
            _ranked(categories.get(row.id, ())),
            *_highest(levels.get(row.id, ())),
            tuple(booklets.get(row.id, ())),
        )
        for row in people
    ]  # fmt: skip


def _posts(
    connection: sa.Connection, ids: Sequence[int], today: date
) -> dict[int, tuple[str, str, date | None]]:
    rows = connection.execute(
        sa.select(post.c.person_id, post.c.title, post.c.from_day, organisation.c.path)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(post.c.person_id.in_(ids), holds_on(post, today))
        .order_by(post.c.main, post.c.id.desc())  # the main post comes last and stays
    ).all()
    names = _names(connection, {row.path for row in rows})
    return {
        row.person_id: (
            " / ".join(names[one] for one in _steps(row.path) if one in names), row.title, row.from_day,
        )
        for row in rows
    }  # fmt: skip


def _names(connection: sa.Connection, paths: Iterable[str]) -> dict[int, str]:
    wanted = {one for path in paths for one in _steps(path)}
    rows = connection.execute(
        sa.select(organisation.c.id, organisation.c.name).where(organisation.c.id.in_(wanted))
    )
    return {row.id: row.name for row in rows}


def _steps(path: str) -> list[int]:
    return [int(one) for one in path.strip("/").split("/")]


def _grouped(
    connection: sa.Connection, table: sa.Table, ids: Sequence[int], today: date
) -> dict[int, list[sa.Row[Any]]]:
    found: dict[int, list[sa.Row[Any]]] = {}
    asked = sa.select(table).where(table.c.person_id.in_(ids), holds_on(table, today))
    for row in connection.execute(asked.order_by(table.c.id)):
        found.setdefault(row.person_id, []).append(row)
    return found


def _ranked(rows: Iterable[sa.Row[Any]]) -> tuple[Category, ...]:
    rank = list(Category)
    return tuple(sorted({Category(row.category) for row in rows}, key=rank.index))


def _highest(rows: Iterable[sa.Row[Any]]) -> tuple[Secrecy | None, date | None]:
    rank = list(Secrecy)
    levels = [(rank.index(Secrecy(row.level)), row.from_day) for row in rows]
    if not levels:
        return None, None
    highest, since = max(levels, key=lambda known: known[0])
    return rank[highest], since
