"""Which entries answer a question."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from travel_desk.base.language import screen_language
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry, user
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
    if question.kind:
        found += [entries.kind == question.kind, entries.subject_id == question.subject]
    return found + [_has(word, desk) for word in question.text.split()]


def _has(word: str, desk: Desk) -> sa.ColumnElement[bool]:
    """Return the condition that an entry has to do with a word: number, verb, user, person, or fact."""
    entries = journal_entry.c
    folded = word.casefold()
    verbs = [verb for verb, words in VERBS.items() if folded in screen_language().say(words).casefold()]
    people = sa.select(person.c.id).where(
        person.c.search_text.contains(folded, autoescape=True), person_in_scope(desk.scope, desk.today())
    )
    names = sa.select(user.c.id).where(sa.func.lower(user.c.name).contains(folded, autoescape=True))
    facts = sa.cast(entries.body, sa.Text).contains(word, autoescape=True)
    found = [entries.verb.in_(verbs), entries.user_id.in_(names), entries.person_id.in_(people), facts]
    if word.isascii() and word.isdigit() and len(word) < 16:
        found.append(entries.number == int(word))
    return sa.or_(*found)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone().astimezone(UTC)
