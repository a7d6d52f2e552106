"""What the tests of officials enter again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from travel_desk.base.message import Refused
from travel_desk.base.partial import PartialDate
from travel_desk.desk import Changed, Desk, Scope
from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.officials import actions, queries
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    Level,
    OrganisationOrder,
    PassportKind,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
)

TODAY = date(2026, 11, 5)
LAYLA = PersonOrder("ليلى الحدّاد", "AL HADDAD", "LAYLA", PartialDate(1979, 3, 14), "UTO", "PN 20-04417")
JULE = PersonOrder("Jule Watermann", "WATERMANN", "JULE", PartialDate(1985, 1, 2), "UTO", "PN 21-00001")
DIPLOMATIC = PassportOrder(PassportKind.DIPLOMATIC, "D0081426", date(2021, 6, 11), date(2031, 6, 11))
ORDINARY = PassportOrder(PassportKind.ORDINARY, "A2290187", date(2019, 9, 2), date(2029, 9, 2))


def ministry(desk: Desk, name: str = "Ministry of Water and Land", parent: int | None = None) -> int:
    return actions.add_organisation(
        desk, OrganisationOrder(name, Level.FEDERAL, date(2000, 1, 1), parent)
    ).value


def registration(place: int, person: PersonOrder = LAYLA) -> Registration:
    return Registration(
        person,
        (PostOrder(place, "Deputy Minister", date(2025, 2, 3)),),
        (CategoryOrder(Category.SENIOR_POLITICIAN, date(2025, 2, 3), paper="Decree 7"),),
        passports=(DIPLOMATIC,),
    )


def layla(desk: Desk) -> tuple[int, int]:
    """Return a ministry and Layla, who is its deputy minister with a diplomatic passport."""
    known = queries.find_organisations(desk, "Ministry of Water and Land", limit=1)
    place = known[0].id if known else ministry(desk)
    return place, actions.register_person(desk, registration(place)).value


def journal(desk: Desk) -> list[tuple[str, str, int]]:
    """Return verb, kind and subject of every entry but those that made the desk."""
    with desk.database.read() as connection:
        rows = connection.execute(sa.select(journal_entry).order_by(journal_entry.c.number))
        return [
            (row.verb, row.kind, row.subject_id) for row in rows if row.verb not in ("create_desk", "log_in")
        ]


def last_body(desk: Desk) -> bytes:
    """Return the chained bytes of the last entry, which hold nothing personal."""
    with desk.database.read() as connection:
        asked = sa.select(journal_entry.c.body).order_by(journal_entry.c.number.desc()).limit(1)
        return bytes(connection.execute(asked).scalar_one())


def kept_values(desk: Desk) -> list[str]:
    """Return the names of all personal values that lie beside the journal."""
    with desk.database.read() as connection:
        return list(connection.execute(sa.select(journal_value.c.name)).scalars())


def undo(desk: Desk, changed: Changed[Any]) -> Changed[Any]:
    """Do the compensating deed of what was just done."""
    assert changed.undo is not None
    done: Changed[Any] = changed.undo.action(desk, *changed.undo.args)
    return done


def refused(field: str, action: Callable[..., object], *args: object) -> str:
    """Do a deed that is refused at a field, and return the sentence."""
    with pytest.raises(Refused) as said:
        action(*args)
    assert said.value.field == field
    return str(said.value.message)


def limit(desk: Desk, path: str, *, protected: bool = True) -> None:
    """Let the user see no more than a subtree."""
    desk.take_session(replace(desk.session, scope=Scope(path, protected=protected, private=True)))


def stay(desk: Desk, number: int) -> None:
    """Check that nothing was written since."""
    assert len(journal(desk)) == number
