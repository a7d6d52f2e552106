"""Persons for tests of trips and policy: registered as the desk does it, or at least by its tables."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.officials.rules import search_text
from travel_desk.officials.tables import organisation, passport, person, person_category, post
from travel_desk.policy import starter, store

START = date(2020, 1, 1)


def rules(desk: Desk) -> None:
    """Enter the starter rules into a desk that has none."""
    with desk.database.write() as connection:
        for code, name, rank in starter.OFFICES:
            store.add_office(connection, code, name, rank)
        for rule in starter.RULES:
            store.add_rule(connection, rule)


def ministry(desk: Desk, name: str = "Ministry of Water", level: str = "federal") -> int:
    with desk.database.write() as connection:
        made = connection.execute(
            sa.insert(organisation).values(name=name, level=level, path=f"/{name}/", from_day=START)
        )
        one = int(made.inserted_primary_key[0])  # type: ignore[index]
        connection.execute(sa.update(organisation).where(organisation.c.id == one).values(path=f"/{one}/"))
        return one


def official(
    desk: Desk,
    native: str,
    latin: str,
    *,
    categories: tuple[str, ...] = (),
    organisation_id: int | None = None,
    protected: bool = False,
    expires: date | None = date(2031, 6, 11),
    number: str = "D0000001",
) -> int:
    """Enter a person with a post, categories and (unless `expires` is None) a diplomatic passport."""
    surname, _, given = latin.partition(" ")
    with desk.database.write() as connection:
        made = connection.execute(
            sa.insert(person).values(
                native_name=native,
                surname=surname,
                given_names=given,
                nationality="UTO",
                protected=protected,
                search_text=search_text([native, latin]),
                sort_key=latin.casefold(),
            )
        )
        one = int(made.inserted_primary_key[0])  # type: ignore[index]
        if organisation_id is not None:
            connection.execute(
                sa.insert(post).values(
                    person_id=one, organisation_id=organisation_id, title="Adviser", main=True, from_day=START
                )
            )
        for category in categories:
            connection.execute(
                sa.insert(person_category).values(person_id=one, category=category, from_day=START)
            )
    if expires is not None:
        booklet(desk, one, number, expires)
    return one


def booklet(desk: Desk, person_id: int, number: str, expires: date, kind: str = "diplomatic") -> int:
    with desk.database.write() as connection:
        made = connection.execute(
            sa.insert(passport).values(
                person_id=person_id,
                kind=kind,
                number=number,
                issuing_state="UTO",
                issued_on=date(2020, 1, 2),
                expires_on=expires,
            )
        )
        return int(made.inserted_primary_key[0])  # type: ignore[index]
