"""A register of any size for the benchmarks: a real desk, encrypted, filled by a raw executemany.

The rows are those that the register's own deeds would write (names in every script, posts, categories,
clearances, passports, one booklet in four in custody); only handovers lack their papers.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("TRAVEL_DESK_TEST_COST", "8")

from tests import factory
from travel_desk import resources
from travel_desk.base.roles import Role
from travel_desk.database.metadata import rebuild_extras
from travel_desk.database.schema import all_tables
from travel_desk.desk import Desk
from travel_desk.officials import examples, rules
from travel_desk.officials.rules import PersonOrder, Registration
from travel_desk.officials.store.search import text_of

TODAY = factory.NOON.date()
HUNDRED_THOUSAND = 100_000
_CHUNK = 20_000
_COLUMNS = {
    "organisation": "id, version, parent_id, name, level, path, from_day",
    "person": "id, version, native_name, surname, given_names, birth_date, nationality, personnel_number, "
    "protected, search_text, sort_key",
    "post": "person_id, organisation_id, title, main, from_day, until_day",
    "person_category": "person_id, category, paper, from_day, until_day",
    "clearance": "person_id, level, paper, from_day",
    "passport": "id, version, person_id, kind, number, issuing_state, issued_on, expires_on",
    "handover": "passport_id, number, kind, from_party, to_party, party_person_id, party_capacity, by_user, "
    "by_name, by_capacity, ground_kind, ground, article, review_on, place_id, booklet_state, happened_at, "
    "recorded_at, paper_id, receipt_sha256",
}
_NOON = factory.NOON.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


@cache
def folder(count: int = HUNDRED_THOUSAND) -> Path:
    """Return the folder of a desk with `count` persons: made once a run, thrown away at its end."""
    made = Path(tempfile.mkdtemp(prefix="travel-desk-register-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    desk = factory.desk(made, Role.CLERK)
    try:
        fill(desk, count)
    finally:
        desk.close()
    return made / "desk"


def desk(count: int = HUNDRED_THOUSAND) -> Desk:
    """Return the desk with `count` persons, opened by its clerk."""
    return factory.log_in(folder(count), Role.CLERK.value)


@cache
def plain(count: int = HUNDRED_THOUSAND) -> Path:
    """Return a plain SQLite file with the persons of that desk, ordered by name: a yardstick for lists."""
    path = folder(count).parent / "plain.db"
    bare = sqlite3.connect(path)
    opened = desk(count)
    with opened.database.outside() as driver:
        rows = driver.execute(
            "SELECT person.id, native_name, surname, given_names, title, organisation.name FROM person "
            "LEFT JOIN post ON post.person_id = person.id AND main "
            "LEFT JOIN organisation ON organisation.id = organisation_id ORDER BY sort_key, person.id"
        ).fetchall()
    opened.close()
    bare.execute("CREATE TABLE person (id INTEGER, native_name, surname, given_names, title, organisation)")
    bare.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", rows)
    bare.commit()
    bare.close()
    return path


def fill(desk: Desk, count: int) -> None:
    """Write `count` persons into an empty desk."""
    all_tables()
    with desk.database.outside() as driver:
        driver.execute("PRAGMA foreign_keys=OFF")  # the handovers lack their papers
        for (name,) in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            driver.execute(f"DROP TRIGGER {name}")
        driver.execute("BEGIN IMMEDIATE")
        _insert(driver, {"organisation": [_organisation(one) for one in places().values()]})
        register, found = Register(), people(count)
        while chunk := list(islice(found, _CHUNK)):
            for one in chunk:
                register.add(one)
            _insert(driver, register.rows)
            register.rows.clear()
        driver.execute("COMMIT")
        driver.execute("PRAGMA foreign_keys=ON")
    with desk.database.write() as connection:
        rebuild_extras(connection)


@cache
def places() -> dict[str, rules.Organisation]:
    """Return the organisations of the register by their keys, with ids from 1 on."""
    found: dict[str, rules.Organisation] = {}
    for number, place in enumerate(examples.places(), start=1):
        above = found[f"/{place.above}"] if place.above else None
        path = f"{above.path if above else '/'}{number}/"
        found[place.key] = rules.Organisation(
            number, 1, above.id if above else None, place.name, place.level, path, examples.FOUNDED, None
        )
    return found


def people(count: int) -> Iterator[Registration]:
    """Return `count` persons one by one; their surnames are far more than the examples have."""
    ids = {key: one.id for key, one in places().items()}
    cultures = _cultures()
    everyone = examples.registrations(count, ids, TODAY, all_scripts=True)
    for number, one in enumerate(everyone, start=1):
        yield replace(one, person=_renamed(one.person, number, cultures))


class Register:
    """Makes the rows of persons as raw SQLite takes them, with ids from 1 on; `rows` holds them by table."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._above = {one.id: one for one in places().values()}
        self._person = 0
        self._passport = 0

    def add(self, order: Registration) -> None:
        """Add the rows of one person."""
        self._person += 1
        rows, id = self.rows, self._person
        rows["person"].append(self._person_row(order))
        for post in order.posts:
            rows["post"].append(
                (id, post.organisation_id, post.title, int(post.main), str(post.from_day), None)
            )
        for one in order.categories:
            rows["person_category"].append((id, one.category.value, one.paper, str(one.from_day), None))
        for held in order.clearances:
            rows["clearance"].append((id, held.level.value, held.paper, str(held.from_day)))
        for booklet in order.passports:
            self._add_passport(booklet)

    def _person_row(self, order: Registration) -> tuple[object, ...]:
        one = order.person
        others = [booklet.number for booklet in order.passports]
        for post in order.posts:
            path = self._above[post.organisation_id].path
            others += [post.title, *(self._above[int(place)].name for place in path.strip("/").split("/"))]
        return (
            self._person, 1, one.native_name, one.surname, one.given_names,
            str(one.birth_date) if one.birth_date else None, one.nationality, one.personnel_number or None,
            int(one.protected), text_of(one, others),
            rules.sort_key(one.surname, one.given_names, one.native_name),
        )  # fmt: skip

    def _add_passport(self, booklet: rules.PassportOrder) -> None:
        self._passport += 1
        id, person = self._passport, self._person
        self.rows["passport"].append(
            (
                id, 1, person, booklet.kind.value, booklet.number, booklet.issuing_state,
                str(booklet.issued_on), str(booklet.expires_on),
            )
        )  # fmt: skip
        if person % 4 == 0:
            review = str(TODAY + timedelta(days=person % 200 - 10))
            self.rows["handover"].append(
                (
                    id, 1, "take_in", f"person:{person}", "desk", person, "holder", 1, "Clerk User", "clerk",
                    "order", "Order 7", "3", review, id, "whole", _NOON, _NOON, id, "0" * 64,
                )
            )  # fmt: skip


def _organisation(one: rules.Organisation) -> tuple[object, ...]:
    return (one.id, 1, one.parent_id, one.name, one.level.value, one.path, str(one.from_day))


def _insert(driver: Any, rows: Mapping[str, list[tuple[object, ...]]]) -> None:
    for name, found in rows.items():
        marks = ", ".join("?" * (_COLUMNS[name].count(",") + 1))
        driver.executemany(f"INSERT INTO {name} ({_COLUMNS[name]}) VALUES ({marks})", found)


def _renamed(one: PersonOrder, number: int, cultures: dict[str, list[list[str]]]) -> PersonOrder:
    """Give two of three persons a surname of halves of two: a real register knows tens of thousands."""
    surnames = cultures.get(one.surname)
    if number % 3 == 0 or not surnames:
        return one
    chance = Random(number)  # no secret is made of it
    native, latin = _blend(*chance.sample(surnames, 2))
    old = next(name[0] for name in surnames if name[1] == one.surname)
    return replace(one, native_name=one.native_name.replace(old, native), surname=latin)


def _blend(first: list[str], second: list[str]) -> tuple[str, str]:
    def halves(left: str, right: str) -> str:
        return left[: (len(left) + 1) // 2] + right[len(right) // 2 :].lstrip(" -'")

    return halves(first[0], second[0]), halves(first[1], second[1])


@cache
def _cultures() -> dict[str, list[list[str]]]:
    """Return the surnames (native, Latin) beside which each Latin surname of the examples stands."""
    told = json.loads(resources.read_text("examples/names.json"))["cultures"]
    families = [[name[:2] for name in one.get("surnames", [])] for one in told]
    return {latin: known for known in families if len(known) > 1 for _native, latin in known}
