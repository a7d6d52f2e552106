"""Full records of passports, for a list that leaves the desk as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from travel_desk.custody.queries.lists import passport_rows
from travel_desk.custody.queries.records import PassportRow
from travel_desk.desk import Desk
from travel_desk.officials.tables import passport, person


@dataclass(frozen=True, slots=True)
class PassportRecord:
    """A passport with its holder and where it is."""

    row: PassportRow
    personnel_number: str
    surname: str
    given_names: str
    issued_on: date

    @property
    def id(self) -> int:
        """The passport's id."""
        return self.row.id


def passport_records(desk: Desk, ids: Sequence[int]) -> list[PassportRecord]:
    """Return the records of these passports, as far as the user may see them."""
    rows = passport_rows(desk, ids)
    asked = (
        sa.select(
            passport.c.id, passport.c.issued_on, person.c.personnel_number, person.c.surname,
            person.c.given_names,
        )
        .join(person, person.c.id == passport.c.person_id)
        .where(passport.c.id.in_([row.id for row in rows]))
    )  # fmt: skip
    with desk.read("see_custody") as connection:
        known = {row.id: row for row in connection.execute(asked)}
    return [
        PassportRecord(
            row,
            known[row.id].personnel_number or "",
            known[row.id].surname,
            known[row.id].given_names,
            known[row.id].issued_on,
        )
        for row in rows
        if row.id in known
    ]
