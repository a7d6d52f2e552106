"""What a list of persons is limited to, as conditions on `person`: each a set of ids beside the walk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import sqlalchemy as sa

from travel_desk.custody.tables import custody_state, handover, now_with
from travel_desk.officials.queries.records import Question
from travel_desk.officials.rules import PersonFilter
from travel_desk.officials.tables import (
    clearance,
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
WITH_HOLDER = "with_holder"
IsIn = Callable[[sa.Select[tuple[int]]], sa.ColumnElement[bool]]
"""Makes of a query of persons' ids the condition that a person is among them."""
_other = person.alias("other")


def question_of(wanted: PersonFilter, text: str, today: date) -> Question:
    """Return the question of a filter and a search text on `today`."""
    return Question(
        text,
        wanted.custody,
        wanted.categories,
        wanted.levels,
        officials=wanted.officials,
        expiring_before=_in_days(wanted.expiring_in, today),
        organisation_id=wanted.organisation_id,
        clearances=wanted.clearances,
        restricted_beyond=_in_days(wanted.restricted_in, today),
    )


def _in_days(days: int | None, today: date) -> date | None:
    return None if days is None else today + timedelta(days=days)


def asked_of(question: Question, today: date, *, each: bool = False) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a question asks but for its text (visibility is not among them).

    each: they are asked of a few persons one by one, rather than once of all.
    """
    is_in = _each_in if each else _all_in
    asked = []
    if question.categories:
        asked.append(is_in(_holders(person_category, today).where(_category_in(question))))
    if question.levels or question.organisation_path or question.organisation_id is not None:
        asked.append(is_in(_in_organisation(question, today)))
    if question.officials is not None:
        numbered: sa.ColumnElement[bool] = person.c.personnel_number.is_not(None)
        if not each:  # from its own index, without the rows
            numbered = is_in(sa.select(_other.c.id).where(_other.c.personnel_number.is_not(None)))
        official = sa.or_(numbered, is_in(_holders(post, today)))
        asked.append(official if question.officials else ~official)
    if question.custody:
        asked.append(_custody_in(question.custody, today, is_in))
    if question.expiring_before is not None:
        soon = passport.c.expires_on < question.expiring_before
        asked.append(is_in(sa.select(passport.c.person_id).where(soon)))
    if question.clearances:
        levels = [one.value for one in question.clearances]
        asked.append(is_in(_holders(clearance, today).where(clearance.c.level.in_(levels))))
    if question.restricted_beyond is not None:
        later = clearance.c.restricted_until > question.restricted_beyond
        asked.append(is_in(sa.select(clearance.c.person_id).where(later)))
    return asked


def _all_in(ids: sa.Select[tuple[int]]) -> sa.ColumnElement[bool]:
    # The sum keeps the planner from looking the ids up one by one instead of walking along the names.
    return (person.c.id + 0).in_(ids)


def _each_in(ids: sa.Select[tuple[int]]) -> sa.ColumnElement[bool]:
    return sa.exists(ids.where(ids.selected_columns[0] == person.c.id).correlate(person))


def _holders(table: sa.Table, today: date) -> sa.Select[tuple[int]]:
    return sa.select(table.c.person_id).where(holds_on(table, today))


def _category_in(question: Question) -> sa.ColumnElement[bool]:
    return person_category.c.category.in_([one.value for one in question.categories])


def _in_organisation(question: Question, today: date) -> sa.Select[tuple[int]]:
    places = sa.select(organisation.c.id)
    if question.levels:
        places = places.where(organisation.c.level.in_([one.value for one in question.levels]))
    if question.organisation_path:
        places = places.where(organisation.c.path.startswith(question.organisation_path, autoescape=True))
    if question.organisation_id is not None:
        root = organisation.alias("root")
        path = sa.select(root.c.path).where(root.c.id == question.organisation_id).scalar_subquery()
        places = places.where(organisation.c.path.startswith(path))
    return _holders(post, today).where(post.c.organisation_id.in_(places))


def _custody_in(states: frozenset[str], today: date, is_in: IsIn) -> sa.ColumnElement[bool]:
    found: list[sa.ColumnElement[bool]] = []
    moved = sorted(states - {NO_PASSPORT, WITH_HOLDER})
    if moved:
        # A booklet that the desk has or had: from its last movement, without all the others.
        last = sa.select(passport.c.person_id).join(handover, now_with(passport.c.id))
        found.append(is_in(last.where(custody_state(today).in_(moved))))
    if WITH_HOLDER in states:
        lying = passport.outerjoin(handover, now_with(passport.c.id))
        held = sa.select(passport.c.person_id).select_from(lying)
        found.append(is_in(held.where(custody_state(today) == WITH_HOLDER)))
    if NO_PASSPORT in states:
        found.append(~is_in(sa.select(passport.c.person_id)))
    return sa.or_(*found)
