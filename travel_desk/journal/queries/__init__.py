"""What is read of the journal: the list, one entry, and the raw chain for its verification."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from travel_desk.base.language import screen_language
from travel_desk.base.message import msg
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.chain import Head, head
from travel_desk.desk.tables import journal_entry, journal_value, user
from travel_desk.journal.queries.naming import HIDDEN, facts, names, personal, visible
from travel_desk.journal.queries.raw import raw_entries
from travel_desk.journal.queries.records import AREAS, Change, Entry, EntryRow, Question, Verified
from travel_desk.journal.queries.search import conditions
from travel_desk.journal.rules.words import field_words, kind_words, verb_words
from travel_desk.officials.tables import person

__all__ = [
    "AREAS", "HIDDEN", "Change", "Entry", "EntryRow", "Question", "Verified", "entry", "entry_ids",
    "entry_rows", "last_verified", "present_head", "raw_entries", "users",
]  # fmt: skip


MOST_VALUES = 60
"""Values of one entry that are shown: a bulk deed has one for each of a hundred thousand persons."""


def entry_ids(desk: Desk, question: Question) -> list[int]:
    """Return the numbers of the entries that match, the newest first."""
    chosen = sa.select(journal_entry.c.number).order_by(journal_entry.c.number.desc())
    for condition in conditions(question, desk):
        chosen = chosen.where(condition)
    with desk.read("see_journal") as connection:
        return list(connection.execute(chosen).scalars())


def entry_rows(desk: Desk, ids: Sequence[int]) -> list[EntryRow]:
    """Return some entries, in the order of `ids`."""
    with desk.read("see_journal") as connection:
        found = {
            row.number: row for row in connection.execute(_wide().where(journal_entry.c.number.in_(ids)))
        }
        seen = visible(connection, desk, {row.person_id for row in found.values()})
    return [_row(found[one], seen) for one in ids if one in found]


def entry(desk: Desk, number: int) -> Entry | None:
    """Return one entry, None where there is none; of a bulk deed the first values and how many more."""
    with desk.read("see_journal") as connection:
        row = connection.execute(_wide().where(journal_entry.c.number == number)).first()
        if row is None:
            return None
        body = json.loads(row.body)
        values = connection.execute(
            sa.select(journal_value)
            .where(journal_value.c.entry == number)
            .order_by(journal_value.c.position)
            .limit(MOST_VALUES)
        ).all()
        people = {value.person_id for value in values} - {None, row.person_id}
        whose = names(connection, desk, "person", people)
        seen = visible(connection, desk, {row.person_id, *people})
        second = connection.execute(sa.select(user.c.name).where(user.c.id == body["second"])).scalar()
        noted = facts(connection, desk, body["facts"])
        before = facts(connection, desk, {name: pair[0] for name, pair in body["changes"].items()})
        after = facts(connection, desk, {name: pair[1] for name, pair in body["changes"].items()})
        called = names(connection, desk, row.kind, [row.subject_id]).get(row.subject_id, "")
    changes = [Change(field_words(name), before[name], after[name]) for name in before]
    changes += [personal(value, seen, desk.scope, whose.get(value.person_id, "")) for value in values]
    left = body["values"] - len(values)
    if left > 0:
        changes.append(Change(msg("Further values"), "", screen_language().number(left)))
    return Entry(
        _row(row, seen),
        row.happened_at,
        row.workstation,
        second or "",
        row.kind,
        kind_words(row.kind),
        row.subject_id,
        called,
        tuple((field_words(name), text) for name, text in noted.items()),
        tuple(changes),
        row.hash.hex(),
        row.previous.hex(),
    )


def users(desk: Desk) -> list[tuple[int, str]]:
    """Return everyone who has ever been a user, by name, for the filter."""
    with desk.read("see_journal") as connection:
        rows = connection.execute(sa.select(user.c.id, user.c.name).order_by(user.c.name)).all()
    return [(row.id, row.name) for row in rows]


def present_head(desk: Desk) -> Head:
    """Return the head of the journal as it stands."""
    with desk.read("see_journal") as connection:
        return head(connection)


def last_verified(desk: Desk) -> Verified | None:
    """Return the last verification, None where there was none; every user may know it."""
    kept: dict[str, Any] = desk.setting("journal_verified", {})
    return Verified(datetime.fromisoformat(kept["at"]), bool(kept["sound"])) if kept else None


def _wide() -> sa.Select[tuple[Any, ...]]:
    names = (
        user.c.name.label("who"),
        person.c.native_name,
        (person.c.surname + " " + person.c.given_names).label("latin"),
    )
    joined = journal_entry.outerjoin(user, user.c.id == journal_entry.c.user_id).outerjoin(
        person, person.c.id == journal_entry.c.person_id
    )
    return sa.select(journal_entry, *names).select_from(joined)


def _row(row: sa.Row[tuple[Any, ...]], seen: set[int]) -> EntryRow:
    about, named = "", row.person_id if row.person_id in seen else None
    if row.person_id is not None:
        name = row.native_name or (row.latin or "").strip()
        about = HIDDEN if named is None else name
    late = row.recorded_at - row.happened_at > timedelta(minutes=1)
    return EntryRow(
        row.number, verb_words(row.verb), about, row.who or "", Role(row.role), row.recorded_at, late, named
    )
