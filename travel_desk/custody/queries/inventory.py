"""An opening inventory before it is recorded: which booklet each line means, and where it is to lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from travel_desk.base.message import Message, msg
from travel_desk.custody import reading
from travel_desk.custody.queries.facts import free_in
from travel_desk.custody.rules import Booklet, BookletState, Counted, Place, place_key
from travel_desk.custody.tables import handover, place, safe
from travel_desk.desk import Desk
from travel_desk.officials.tables import passport, person_visible

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One line of an inventory as the dialog shows it. id: for the list on the screen, from 1.

    row: its number in the file, 0 for a scan. place_id, passport_id: None where there is none.
    problem: why the line can't be recorded.
    """

    id: int
    row: int
    number: str
    passport_id: int | None
    holder_id: int | None
    native_name: str
    latin: str
    place_id: int | None
    place: str
    ground: str
    article: str
    review_on: date | None
    booklet: BookletState
    problem: Message | None


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands in the list already: ids of passports and places, and the id of the next line."""

    passports: Collection[int] = frozenset()
    places: Collection[int] = frozenset()
    next_id: int = 1


def counted_rows(
    desk: Desk, counted: Sequence[Counted], safe_id: int | None, listed: Listed = Listed()
) -> list[CountedRow]:
    """Return the lines of an inventory with what the register knows of each booklet and its place.

    safe_id: where a line without a place gets the next free one; None: in any safe.
    """
    with desk.read("see_custody") as connection:
        found = _Looking(desk, connection, counted, safe_id, listed)
        return [found.row(at, one) for at, one in enumerate(counted, listed.next_id)]


def has_begun(desk: Desk) -> bool:
    """Tell whether the desk takes passports in already, so that an inventory needs a reason."""
    with desk.read("see_custody") as connection:
        return reading.begun(connection)


class _Looking:
    """Looks up the lines one after the other; each takes its booklet and its place away for the next."""

    def __init__(
        self,
        desk: Desk,
        connection: sa.Connection,
        counted: Sequence[Counted],
        safe_id: int | None,
        listed: Listed,
    ) -> None:
        visible = person_visible(desk.scope, desk.today())
        self.own = desk.session.person_id
        self.booklets = _booklets(connection, {one.number for one in counted if one.number}, visible)
        self.moved = _moved(connection, [one.id for many in self.booklets.values() for one in many])
        self.places = _places(connection) if any(one.place for one in counted) else {}
        named = {place_key(one.place) for one in counted}
        kept = {where.id for key in named for where in self.places.get(key, ())}
        self.taken = set(listed.places)
        self.listed = set(listed.passports)
        self.free = self._next_free(free_in(connection, safe_id), kept)
        self.full = reading.full_places(connection)

    def row(self, id: int, one: Counted) -> CountedRow:
        """Return one line; where it is right, its booklet and its place are taken."""
        booklet, problem = self._booklet(one)
        problem = one.problem or problem
        where, why = self._place(one) if problem is None else (None, None)
        problem = problem or why
        if problem is None and booklet is not None and where is not None:
            self.listed.add(booklet.id)
            self.taken.add(where.id)
        return CountedRow(
            id,
            one.row,
            one.number,
            booklet.id if booklet else None,
            booklet.holder_id if booklet else None,
            booklet.native_name if booklet else "",
            booklet.latin if booklet else "",
            where.id if where else None,
            where.label if where else one.place,
            one.ground,
            one.article,
            one.review_on,
            one.booklet,
            problem,
        )

    def _booklet(self, one: Counted) -> tuple[Booklet | None, Message | None]:
        found = self.booklets.get(one.number, [])
        if not found:
            return None, msg("This passport is not in the register, or its holder is outside your scope.")
        if len(found) > 1:
            return None, msg("Several passports bear this number. Take this one in by itself.")
        [booklet] = found
        if booklet.holder_id == self.own:
            return booklet, msg("This is your own passport. Leave it out; another custodian takes it in.")
        if booklet.id in self.listed:
            return booklet, msg("This passport stands in the list already.")
        if booklet.id in self.moved:
            return booklet, msg("It was in custody at this desk already. Record its next movement instead.")
        return booklet, None

    def _place(self, one: Counted) -> tuple[Place | None, Message | None]:
        if not one.place:
            found = next(self.free, None)
            return found, None if found else msg("No place is free. Add places in Safes and Places.")
        named = self.places.get(place_key(one.place), [])
        if len(named) != 1:
            return None, msg("There is no such place. Write it like “Safe 1, A-01”.")
        if named[0].id in self.full or named[0].id in self.taken:
            return named[0], msg("This place holds another passport. Choose a free place.")
        return named[0], None

    def _next_free(self, places: Iterator[Place], kept: Collection[int]) -> Iterator[Place]:
        for one in places:
            if one.id not in kept and one.id not in self.taken:
                yield one


def _booklets(
    connection: sa.Connection, numbers: Collection[str], visible: sa.ColumnElement[bool]
) -> Mapping[str, list[Booklet]]:
    found: dict[str, list[Booklet]] = {}
    wanted = sorted(numbers)
    for at in range(0, len(wanted), _CHUNK):
        chunk = wanted[at : at + _CHUNK]
        for one in reading.booklets(connection, sa.and_(passport.c.number.in_(chunk), visible)):
            found.setdefault(one.number, []).append(one)
    return found


def _moved(connection: sa.Connection, passports: Sequence[int]) -> set[int]:
    moved: set[int] = set()
    for at in range(0, len(passports), _CHUNK):
        asked = sa.select(handover.c.passport_id).where(
            handover.c.passport_id.in_(passports[at : at + _CHUNK]), handover.c.number == 1
        )
        moved.update(connection.execute(asked).scalars())
    return moved


def _places(connection: sa.Connection) -> Mapping[str, list[Place]]:
    asked = sa.select(place.c.id, place.c.safe_id, safe.c.name, place.c.shelf, place.c.slot)
    found: dict[str, list[Place]] = {}
    for row in connection.execute(asked.join(safe, safe.c.id == place.c.safe_id)):
        one = Place(*row)
        found.setdefault(place_key(one.label), []).append(one)
    return found
