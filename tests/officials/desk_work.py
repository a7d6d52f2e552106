"""What the tests of officials enter again and again."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from travel_desk.base.partial import PartialDate
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.officials import actions
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
    place = ministry(desk)
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
