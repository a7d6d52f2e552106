"""Desks with double entries of persons, and the whole register as rows, for the tests of duplicates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factory
from tests.custody.counter import approved_trip
from tests.trips import people
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.database.metadata import metadata
from travel_desk.desk import Desk
from travel_desk.desk.moving import Moved
from travel_desk.duplicates import actions, queries
from travel_desk.duplicates.rules import MergeOrder
from travel_desk.officials import actions as officials
from travel_desk.officials import reading
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    ClearanceOrder,
    PassportKind,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
    Secrecy,
)
from travel_desk.officials.tables import person, post

BORN = PartialDate(1979, 3, 14)
LAYLA = PersonOrder("ليلى الحدّاد", "AL HADDAD", "LAYLA", BORN, "UTO", "PN 20-04417")
BOOKLET = PassportOrder(PassportKind.ORDINARY, "N0000001", date(2024, 1, 1), date(2034, 1, 1))
LEILA = PersonOrder("", "HADDAD", "LEILA", BORN, "UTO", "PN 20-04471", protected=True)
SINCE = date(2020, 1, 1)
# What only ever grows, says who did what, or counts how often something changed.
_BESIDE = ("journal", "people_", "series", "person_word", "person_part", "draft", "setting")


@dataclass
class Register:
    """A desk of the desk head, with entries that may be one person."""

    desk: Desk
    ministry: int
    people: list[int] = field(default_factory=list)
    booklets: int = 0

    def add(
        self, order: PersonOrder, main: bool = True, *, posts: bool = True, until: date | None = None
    ) -> int:
        """Register a person with one of everything that can belong to one."""
        self.booklets += 1
        booklet = PassportOrder(
            PassportKind.SERVICE, f"S{self.booklets:07}", date(2021, 1, 1), date(2031, 1, 1)
        )
        added = officials.register_person(
            self.desk,
            Registration(
                order,
                (PostOrder(self.ministry, "Adviser", SINCE, until, main=main),) if posts else (),
                (CategoryOrder(Category.CIVIL_SERVANT, SINCE),),
                (ClearanceOrder(Secrecy.SECRET, SINCE),),
                (booklet,),
                not_same_as=frozenset(self.people),
            ),
        ).value
        self.people.append(added)
        return added

    def version(self, person_id: int) -> int:
        with self.desk.database.read() as connection:
            asked = sa.select(person.c.version).where(person.c.id == person_id)
            return int(connection.execute(asked).scalar_one())

    def main_post(self, person_id: int) -> int | None:
        with self.desk.database.read() as connection:
            asked = sa.select(post.c.id).where(post.c.person_id == person_id, post.c.main)
            return connection.execute(asked.order_by(post.c.from_day.desc())).scalar()

    def order(self, stays: int, goes: int, **more: Any) -> MergeOrder:
        """Return an order in which the main post of the entry that stays stays one."""
        more.setdefault("main_post", self.main_post(stays))
        return MergeOrder(stays, self.version(stays), goes, self.version(goes), **more)

    def merge(self, stays: int, goes: int, **more: Any) -> int:
        return actions.merge_people(self.desk, self.order(stays, goes, **more)).value

    def split(self, merge: int, assigned: tuple[Moved, ...] = ()) -> int:
        version = queries.merge(self.desk, merge).version
        return actions.split_people(self.desk, merge, version, assigned).value

    def trip(self, person_id: int, number: str, **more: Any) -> int:
        return approved_trip(self.desk, person_id, number=number, **more)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return every row of the register, versions left out."""
        found: dict[str, list[dict[str, Any]]] = {}
        with self.desk.database.read() as connection:
            for name, table in metadata.tables.items():
                if not name.startswith(_BESIDE):
                    rows = connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()
                    found[name] = [{k: v for k, v in row.items() if k != "version"} for row in rows]
        return found


def register(tmp_path: Path, role: Role = Role.DESK_HEAD) -> Register:
    """Return an empty register with one ministry."""
    desk = factory.desk(tmp_path, role)
    return Register(desk, people.ministry(desk))


def double(tmp_path: Path) -> Register:
    """Return a register in which one person stands twice, and a stranger."""
    made = register(tmp_path)
    made.add(LAYLA)
    made.add(LEILA)
    made.add(replace(LAYLA, surname="STRANGER", native_name="", birth_date=None, personnel_number="X1"))
    return made


def refused(deed: Callable[..., object], *args: object, **more: object) -> str:
    with pytest.raises(Refused) as said:
        deed(*args, **more)
    return Language("en").say(said.value.message)


def column(desk: Desk, asked: sa.Select[tuple[object]]) -> list[object]:
    with desk.database.read() as connection:
        return list(connection.execute(asked).scalars())


def person_of(made: Register, person_id: int) -> PersonOrder:
    with made.desk.database.read() as connection:
        return reading.entry_facts(connection, person_id).order
