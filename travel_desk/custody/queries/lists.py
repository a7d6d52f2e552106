"""Lists of passports by where they are, and what is found by a number or a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from travel_desk.custody.queries.records import Filter, PassportRow
from travel_desk.custody.rules import Place, State
from travel_desk.custody.tables import custody_state, handover, now_with, place, safe
from travel_desk.desk import Desk
from travel_desk.officials.rules import PassportKind, latin, words
from travel_desk.officials.tables import passport, person, person_visible
from travel_desk.trips.tables import request

_JOINED = (
    passport.join(person, person.c.id == passport.c.person_id)
    .outerjoin(handover, now_with(passport.c.id))
    .outerjoin(place, place.c.id == handover.c.place_id)
    .outerjoin(safe, safe.c.id == place.c.safe_id)
)
_LATE = (Filter.OVERDUE, Filter.GROUND_LAPSED, Filter.HANDED_OUT)


def passport_ids(desk: Desk, which: Filter = Filter.ALL, text: str = "") -> list[int]:
    """Return the ids of the passports of a list: by name, what is out or lapsed by its day.

    text: parts of the holder's name, or the beginning of the passport's number.
    """
    state = custody_state(desk.today())
    asked = sa.select(passport.c.id).select_from(_JOINED).where(_visible(desk), *_matching(text))
    if which is not Filter.ALL:
        asked = asked.where(state == which.value)
    order: list[sa.ColumnElement[Any]] = [person.c.sort_key, passport.c.id]
    if which in _LATE:
        order = [sa.func.coalesce(handover.c.due_back, handover.c.review_on), *order]
    with desk.read("see_custody") as connection:
        return list(connection.execute(asked.order_by(*order)).scalars())


def passport_rows(desk: Desk, ids: Sequence[int]) -> list[PassportRow]:
    """Return the rows of these passports, in the order of `ids`; one that is gone is left out."""
    found = {row.id: row for row in _rows(desk, passport.c.id.in_(ids))}
    return [found[id] for id in ids if id in found]


def passports_of(desk: Desk, person_id: int) -> list[PassportRow]:
    """Return the passports of a person, what expires last first."""
    rows = _rows(desk, passport.c.person_id == person_id)
    return sorted(rows, key=lambda row: (row.expires_on, row.id), reverse=True)


def passport_for(desk: Desk, request_id: int) -> PassportRow | None:
    """Return the passport that a request is to be travelled with; None where that is not clear.

    It is the one the request names; else the only one that the desk holds or has handed out for it.
    """
    named = sa.select(request.c.passport_id).where(request.c.id == request_id)
    holder = sa.select(request.c.person_id).where(request.c.id == request_id)
    rows = _rows(desk, sa.or_(passport.c.id.in_(named), passport.c.person_id.in_(holder)))
    with desk.read("see_custody") as connection:
        wanted = connection.execute(named).scalar()
    chosen = [row for row in rows if row.id == wanted] if wanted else []
    if not chosen:
        chosen = [row for row in rows if row.state is not State.WITH_HOLDER]
    return chosen[0] if len(chosen) == 1 else None


def counts(desk: Desk) -> dict[Filter, int]:
    """Return how many passports each list holds."""
    state = custody_state(desk.today()).label("state")
    asked = sa.select(state, sa.func.count()).select_from(_JOINED).where(_visible(desk)).group_by(state)
    with desk.read("see_custody") as connection:
        found = {Filter(row[0]): int(row[1]) for row in connection.execute(asked)}
    return {which: found.get(which, 0) for which in Filter} | {Filter.ALL: sum(found.values())}


def overdue(desk: Desk) -> list[PassportRow]:
    """Return the passports that are out past their due day, the longest first."""
    return passport_rows(desk, passport_ids(desk, Filter.OVERDUE))


def find_passports(desk: Desk, text: str, limit: int = 8) -> list[PassportRow]:
    """Return passports by the beginning of their number, for the search over everything."""
    number = _number(text)
    if len(number) < 3:
        return []
    return _rows(desk, passport.c.number.startswith(number, autoescape=True), limit)


def _rows(desk: Desk, wanted: sa.ColumnElement[bool], limit: int | None = None) -> list[PassportRow]:
    asked = (
        sa.select(
            passport,
            person.c.native_name,
            person.c.surname,
            person.c.given_names,
            custody_state(desk.today()).label("state"),
            sa.func.coalesce(handover.c.due_back, handover.c.review_on).label("day"),
            handover.c.request_id,
            place.c.id.label("place_id"),
            safe.c.id.label("safe_id"),
            safe.c.name.label("safe"),
            place.c.shelf,
            place.c.slot,
        )
        .select_from(_JOINED)
        .where(wanted, _visible(desk))
        .order_by(passport.c.number, passport.c.id)
        .limit(limit)
    )
    with desk.read("see_custody") as connection:
        return [_row(row) for row in connection.execute(asked)]


def _row(row: sa.Row[Any]) -> PassportRow:
    lies = Place(row.place_id, row.safe_id, row.safe, row.shelf, row.slot).label if row.place_id else ""
    return PassportRow(
        row.id,
        row.person_id,
        row.native_name,
        latin(row.surname, row.given_names),
        row.number,
        PassportKind(row.kind),
        row.issuing_state,
        row.expires_on,
        State(row.state),
        lies,
        row.day,
        row.request_id,
    )


def _visible(desk: Desk) -> sa.ColumnElement[bool]:
    return person_visible(desk.scope, desk.today())


def _matching(text: str) -> list[sa.ColumnElement[bool]]:
    if not text.strip():
        return []
    parts, number = words(text), _number(text)
    if not parts:
        return [sa.false()]
    by_name = sa.and_(*(person.c.search_text.contains(word, autoescape=True) for word in parts))
    if not number:
        return [by_name]
    return [sa.or_(by_name, passport.c.number.startswith(number, autoescape=True))]


def _number(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
