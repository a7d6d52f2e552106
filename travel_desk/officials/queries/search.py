"""Which persons answer a question, and the words of a search as the full-text tables want them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from travel_desk.custody.tables import custody_state, handover, now_with
from travel_desk.officials import rules
from travel_desk.officials.queries.records import Question
from travel_desk.officials.tables import (
    PART_SEARCH,
    WORD_SEARCH,
    holds_on,
    organisation,
    passport,
    person,
    person_category,
    post,
)

NO_PASSPORT = "none"
URGENT_FIRST = ("overdue", "ground_lapsed", "handed_out", "in_custody", "with_holder", NO_PASSPORT)
"""Custody states, the one that most needs a look first: what a list shows of several booklets."""
_PART = 3  # letters from which on a part of a word is looked for; the trigram index knows no shorter ones


def conditions(question: Question, today: date) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on `person` that a question asks (visibility is not among them)."""
    asked = matching(rules.words(question.text))
    if question.categories:
        asked.append(_has(person_category, _category_in(question), today))
    if question.levels or question.organisation_path:
        asked.append(_in_organisation(question, today))
    if question.officials is not None:
        official = sa.or_(person.c.personnel_number.is_not(None), _has(post, sa.true(), today))
        asked.append(official if question.officials else ~official)
    if question.custody:
        asked.append(_custody_in(question.custody, today))
    if question.expiring_before is not None:
        asked.append(_has(passport, passport.c.expires_on < question.expiring_before))
    return asked


def matching(words: tuple[str, ...]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a person is found by all `words` (folded): the one place that knows FTS5.

    A word of three letters or more may stand anywhere within a word, a shorter one begins a word.
    """
    parts = " AND ".join(f'"{word}"' for word in words if len(word) >= _PART)
    begins = " AND ".join(f'"{word}"*' for word in words if len(word) < _PART)
    return [
        person.c.id.in_(_found_in(name, query))
        for name, query in ((PART_SEARCH, parts), (WORD_SEARCH, begins))
        if query
    ]


def in_order(question_words: tuple[str, ...]) -> tuple[sa.ColumnElement[object], ...]:
    """Return the order of a list: found by the name first, then by name."""
    by_name: tuple[sa.ColumnElement[object], ...] = (person.c.sort_key, person.c.id)
    if not question_words:
        return by_name
    named = sa.or_(*(person.c.sort_key.contains(word, autoescape=True) for word in question_words))
    return (sa.case((named, 0), else_=1), *by_name)


def custody_of(today: date) -> sa.Subquery:
    """Return person_id and custody code of every booklet, as a subquery."""
    return (
        sa.select(passport.c.person_id, custody_state(today).label("custody"))
        .select_from(passport.outerjoin(handover, now_with(passport.c.id)))
        .subquery("custody_of")
    )


def _found_in(name: str, query: str) -> sa.Select[tuple[int]]:
    found = sa.table(name, sa.column("rowid", sa.Integer), sa.column(name, sa.Text))
    return sa.select(found.c.rowid).where(found.c[name].op("MATCH")(query))


def _has(table: sa.Table, where: sa.ColumnElement[bool], today: date | None = None) -> sa.ColumnElement[bool]:
    asked = sa.select(table.c.person_id).where(where)
    if today is not None:
        asked = asked.where(holds_on(table, today))
    return person.c.id.in_(asked)


def _category_in(question: Question) -> sa.ColumnElement[bool]:
    return person_category.c.category.in_([one.value for one in question.categories])


def _in_organisation(question: Question, today: date) -> sa.ColumnElement[bool]:
    asked = (
        sa.select(post.c.person_id)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(holds_on(post, today))
    )
    if question.levels:
        asked = asked.where(organisation.c.level.in_([one.value for one in question.levels]))
    if question.organisation_path:
        asked = asked.where(organisation.c.path.startswith(question.organisation_path, autoescape=True))
    return person.c.id.in_(asked)


def _custody_in(states: frozenset[str], today: date) -> sa.ColumnElement[bool]:
    held = custody_of(today)
    found: list[sa.ColumnElement[bool]] = []
    booklets = sorted(states - {NO_PASSPORT})
    if booklets:
        found.append(person.c.id.in_(sa.select(held.c.person_id).where(held.c.custody.in_(booklets))))
    if NO_PASSPORT in states:
        found.append(person.c.id.not_in(sa.select(passport.c.person_id)))
    return sa.or_(*found)
