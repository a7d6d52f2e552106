"""What a list says of a person in the register: everything that changes, in one record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from travel_desk.officials.rules.records import (
    CategoryOrder,
    ClearanceOrder,
    PassportOrder,
    PersonOrder,
    PostOrder,
)


@dataclass(frozen=True, slots=True)
class ChangedPassport:
    """A booklet whose particulars are corrected: its row and version, as it stands, as it shall stand."""

    id: int
    version: int
    before: PassportOrder
    after: PassportOrder


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What changes of one person.

    version: of the person as they were looked at. before, after: the person's own particulars, equal
    where they stay. ended_posts, ended_clearances: (row, first day on which it no longer counts).
    """

    person_id: int
    version: int
    before: PersonOrder
    after: PersonOrder
    ended_posts: tuple[tuple[int, date], ...] = ()
    posts: tuple[PostOrder, ...] = ()
    categories: tuple[CategoryOrder, ...] = ()
    ended_clearances: tuple[tuple[int, date], ...] = ()
    clearances: tuple[ClearanceOrder, ...] = ()
    passports: tuple[PassportOrder, ...] = ()
    changed_passports: tuple[ChangedPassport, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        parts = (
            self.ended_posts, self.posts, self.categories, self.ended_clearances, self.clearances,
            self.passports, self.changed_passports,
        )  # fmt: skip
        return self.before == self.after and not any(parts)
