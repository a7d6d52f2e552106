"""What entries speak of, in words: subjects by name or number, codes and days as people write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.base.language import screen_language
from travel_desk.base.message import msg
from travel_desk.custody.tables import place, safe
from travel_desk.desk import Desk, Scope
from travel_desk.desk.tables import user
from travel_desk.journal.queries.records import Change
from travel_desk.journal.rules.codes import CODED, SUBJECTS, code_words
from travel_desk.journal.rules.words import field_words
from travel_desk.officials.tables import organisation, passport, person, person_in_scope
from travel_desk.papers.tables import paper
from travel_desk.trips.tables import request, trip

HIDDEN = "•••"
"""What stands for a personal value that the user may not see."""
_PRIVATE = frozenset(
    {"purpose", "host", "funding_note", "reason", "reasons", "report", "late_reason", "conditions"}
)
"""Fields that may tell a private reason: shown to users who may see those."""

_NAME: dict[str, tuple[sa.FromClause, sa.ColumnElement[int], sa.ColumnElement[Any], Any]] = {
    # kind: from, id, what it is called, whose it is
    "user": (user, user.c.id, user.c.name, sa.null()),
    "organisation": (organisation, organisation.c.id, organisation.c.name, sa.null()),
    "safe": (safe, safe.c.id, safe.c.name, sa.null()),
    "place": (
        place.join(safe, safe.c.id == place.c.safe_id),
        place.c.id,
        safe.c.name + ", " + place.c.shelf + "-" + place.c.slot,
        sa.null(),
    ),
    "trip": (trip, trip.c.id, trip.c.number, sa.null()),
    "request": (
        request.join(trip, trip.c.id == request.c.trip_id),
        request.c.id,
        sa.func.coalesce(request.c.number, trip.c.number),
        sa.null(),
    ),
    "paper": (paper, paper.c.id, paper.c.number, sa.null()),
    "passport": (passport, passport.c.id, passport.c.number, passport.c.person_id),
    "person": (
        person,
        person.c.id,
        sa.case(
            (person.c.native_name != "", person.c.native_name),
            else_=sa.func.trim(person.c.surname + " " + person.c.given_names),
        ),
        person.c.id,
    ),
}


def visible(connection: sa.Connection, desk: Desk, people: Iterable[int | None]) -> set[int]:
    """Return which of these persons the user's scope reaches; the names of others stay hidden."""
    wanted = [one for one in people if one is not None]
    seen = sa.select(person.c.id).where(person.c.id.in_(wanted), person_in_scope(desk.scope, desk.today()))
    return set(connection.execute(seen).scalars())


def names(connection: sa.Connection, desk: Desk, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Return what subjects of one kind are called, by id; unknown ones are left out.

    A person, or a passport of one, outside the user's scope is called `HIDDEN`.
    """
    if kind not in _NAME:
        return {}
    joined, id, called, whose = _NAME[kind]
    asked = sa.select(
        id.label("id"), called.label("called"), sa.type_coerce(whose, sa.Integer).label("whose")
    )
    rows = connection.execute(asked.select_from(joined).where(id.in_(list(ids)))).all()
    seen = visible(connection, desk, {row.whose for row in rows})
    return {row.id: row.called if row.whose is None or row.whose in seen else HIDDEN for row in rows}


def facts(connection: sa.Connection, desk: Desk, values: Mapping[str, object]) -> dict[str, str]:
    """Return the facts of an entry in words: ids as what they name, codes as words."""
    return {name: _fact(connection, desk, name, value) for name, value in values.items()}


def _fact(connection: sa.Connection, desk: Desk, name: str, value: object) -> str:
    kind = SUBJECTS.get(name, "")
    given = value if isinstance(value, list) else [value]
    ids = [one for one in given if type(one) is int]
    if not kind or len(ids) < len(given):
        return code(value)
    called = names(connection, desk, kind, ids)
    return ", ".join(called.get(one, f"№ {one}") for one in ids)


def personal(value: sa.Row[tuple[Any, ...]], seen: set[int], scope: Scope, whose: str = "") -> Change:
    """Return a personal value from what to what; hidden where the user may not see it.

    whose: the name of the person it is about, where an entry speaks of several.
    """
    name = field_words(value.name)
    if whose:
        name = msg("{field}: {name}", field=name, name=whose)
    if value.content is None:
        return Change(name, "", "", personal=True, erased=True)
    outside = value.person_id is not None and value.person_id not in seen
    if outside or (value.name in _PRIVATE and not scope.private):
        return Change(name, HIDDEN, HIDDEN, personal=True)
    content = json.loads(value.content)
    pair = content if isinstance(content, list) and len(content) == 2 else [None, content]
    before, after = (_plain(one, value.name, frozenset() if scope.private else _PRIVATE) for one in pair)
    return Change(name, before, after, personal=True)


def code(value: object) -> str:
    """Return a value as people write it: days and instants, codes as words, lists one after the other."""
    return _plain(value, "")


def _plain(value: object, name: str, hidden: frozenset[str] = frozenset()) -> str:
    """Return a value of the field `name`; "" for one that holds no free text.

    hidden: parts of a record that the user may not see.
    """
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "–"
        case list():
            return ", ".join(_plain(one, name, hidden) for one in value)
        case dict():
            shown = {
                part: HIDDEN if one and part in hidden else _plain(one, part, hidden)
                for part, one in value.items()
            }
            return "; ".join(f"{screen_language().say(field_words(n))}: {v}" for n, v in shown.items() if v)
        case str():
            return _text(value, coded=not name or name in CODED)
        case _:
            return str(value)


def _text(value: str, coded: bool) -> str:
    words = code_words(value) if coded else None
    if words is not None:
        return screen_language().say(words)
    try:
        if len(value) == 10:
            return screen_language().day(date.fromisoformat(value))
        if len(value) == 32 and value[10] == "T":
            return screen_language().instant(datetime.fromisoformat(value))
    except ValueError:
        return value
    # A code of another release: its own words.
    return value.replace("_", " ") if coded and "_" in value and value.islower() else value
