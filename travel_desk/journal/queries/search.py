"""Which entries answer a question."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from travel_desk.base.language import screen_language
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry, journal_value, user
from travel_desk.journal.queries.records import AREAS, Question
from travel_desk.journal.rules.words import VERBS
from travel_desk.officials.tables import person, person_in_scope


def conditions(question: Question, desk: Desk) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on an entry that `question` asks."""
    entries = journal_entry.c
    found: list[sa.ColumnElement[bool]] = []
    if question.area:
        found.append(entries.verb.in_(AREAS[question.area]))
    if question.user_id:
        found.append(entries.user_id == question.user_id)
    if question.first:
        found.append(entries.recorded_at >= _midnight(question.first))
    if question.last:
        found.append(entries.recorded_at < _midnight(question.last + timedelta(days=1)))
    if question.kind == "person":
        found.append(_about(_family(person.c.id == question.subject)))
    elif question.kind:
        found += [entries.kind == question.kind, entries.subject_id == question.subject]
    return found + [_has(word, desk) for word in question.text.split()]


def _has(word: str, desk: Desk) -> sa.ColumnElement[bool]:
    """Return the condition that an entry has to do with a word: number, verb, user, person, or fact."""
    entries = journal_entry.c
    folded = word.casefold()
    verbs = [verb for verb, words in VERBS.items() if folded in screen_language().say(words).casefold()]
    scope = person_in_scope(desk.scope, desk.today())
    people = _family(sa.and_(person.c.search_text.contains(folded, autoescape=True), scope), scope)
    names = sa.select(user.c.id).where(sa.func.lower(user.c.name).contains(folded, autoescape=True))
    facts = sa.cast(entries.body, sa.Text).contains(word, autoescape=True)
    found = [entries.verb.in_(verbs), entries.user_id.in_(names), _about(people), facts]
    if word.isascii() and word.isdigit() and len(word) < 16:
        found.append(entries.number == int(word))
    return sa.or_(*found)


def _about(people: sa.Select[tuple[int]]) -> sa.ColumnElement[bool]:
    """Return the condition that an entry is about one of these persons, by itself or among many."""
    entries, values = journal_entry.c, journal_value.c
    return sa.or_(
        entries.person_id.in_(people),
        sa.and_(entries.kind == "person", entries.subject_id.in_(people)),
        entries.number.in_(sa.select(values.entry).where(values.person_id.in_(people))),
    )


def _family(
    chosen: sa.ColumnElement[bool], seen: sa.ColumnElement[bool] | None = None
) -> sa.Select[tuple[int]]:
    """Return the ids of the persons chosen with all entries that were merged into one of them.

    The journal goes on naming the entry that it named. An entry that was merged stands for the one it was
    merged into, as far as that may be `seen`.
    """
    root, below = person.alias("root"), person.alias("below")
    up = sa.select(person.c.id, person.c.merged_into).where(chosen).cte(recursive=True)
    into = sa.select(root.c.id, root.c.merged_into).join(up, root.c.id == up.c.merged_into)
    if seen is not None:
        into = into.where(root.c.id.in_(sa.select(person.c.id).where(seen)))
    up = up.union(into)
    down = sa.select(up.c.id).cte(recursive=True)
    down = down.union(sa.select(below.c.id).join(down, below.c.merged_into == down.c.id))
    return sa.select(down.c.id)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone().astimezone(UTC)
