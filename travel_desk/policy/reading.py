"""Reads of the rule book that both sides share: the duties above judge with them when they write, and
show with them while a request is typed.  Each takes a connection and returns records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from travel_desk.officials.tables import holds_on, organisation, person, person_category, post
from travel_desk.policy.rules import (
    HEAD_OF_ORGANISATION,
    PersonFacts,
    RuleBook,
    Stage,
    Subject,
    TravelRule,
)
from travel_desk.policy.tables import office, rule_stage, rule_stage_category, rule_subject, travel_rule

OWN_ROUTE_WORKING_DAYS = 3
"""Working days that the own organisation has to decide where no travel rule asks for a route."""


def rule_book(connection: sa.Connection) -> RuleBook:
    """Return all travel rules by number, and the route of a request that none covers."""
    subjects = _subjects(connection)
    stages = _stages(connection)
    rules = tuple(
        TravelRule(**_rule_values(row), subjects=subjects[row.id], stages=stages[row.id])
        for row in connection.execute(sa.select(travel_rule).order_by(travel_rule.c.number))
    )
    own = connection.scalar(sa.select(office.c.name).where(office.c.code == HEAD_OF_ORGANISATION))
    if own is None:
        return RuleBook(rules)
    return RuleBook(rules, (Stage(HEAD_OF_ORGANISATION, own, OWN_ROUTE_WORKING_DAYS, True),))


def person_facts(connection: sa.Connection, persons: Iterable[int], day: date) -> dict[int, PersonFacts]:
    """Return what the rules ask about each of `persons` (ids) on `day`; unknown ids are left out."""
    wanted = sorted(set(persons))
    categories: Mapping[int, set[str]] = defaultdict(set)
    levels: Mapping[int, set[str]] = defaultdict(set)
    names = connection.execute(
        sa.select(person.c.id, person.c.native_name, person.c.surname, person.c.given_names).where(
            person.c.id.in_(wanted)
        )
    ).all()
    for row in connection.execute(
        sa.select(person_category.c.person_id, person_category.c.category).where(
            person_category.c.person_id.in_(wanted), holds_on(person_category, day)
        )
    ):
        categories[row.person_id].add(row.category)
    for row in connection.execute(
        sa.select(post.c.person_id, organisation.c.level)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(post.c.person_id.in_(wanted), holds_on(post, day))
    ):
        levels[row.person_id].add(row.level)
    return {
        row.id: PersonFacts(
            person_id=row.id,
            name=row.native_name or f"{row.surname} {row.given_names}".strip(),
            categories=frozenset(categories[row.id]),
            levels=frozenset(levels[row.id]),
        )
        for row in names
    }


def _rule_values(row: sa.Row[Any]) -> dict[str, Any]:
    values = dict(row._mapping)
    del values["version"]
    return values


def _subjects(connection: sa.Connection) -> Mapping[int, tuple[Subject, ...]]:
    found: defaultdict[int, tuple[Subject, ...]] = defaultdict(tuple)
    for row in connection.execute(sa.select(rule_subject).order_by(rule_subject.c.id)):
        found[row.rule_id] += (Subject(row.category, row.level),)
    return found


def _stages(connection: sa.Connection) -> Mapping[int, tuple[Stage, ...]]:
    only: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute(sa.select(rule_stage_category)):
        only[row.stage_id].add(row.category)
    found: defaultdict[int, tuple[Stage, ...]] = defaultdict(tuple)
    joined = sa.select(rule_stage, office.c.code, office.c.name).join(office)
    for row in connection.execute(joined.order_by(rule_stage.c.rule_id, rule_stage.c.position)):
        stage = Stage(row.code, row.name, row.working_days, row.final, frozenset(only[row.id]))
        found[row.rule_id] += (stage,)
    return found
