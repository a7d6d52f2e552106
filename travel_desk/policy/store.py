"""Writes of the rule book: offices and travel rules."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.policy.rules import TravelRule
from travel_desk.policy.tables import office, rule_stage, rule_stage_category, rule_subject, travel_rule


def add_office(connection: sa.Connection, code: str, name: str, rank: int) -> int:
    """Enter an office that decides, and return its id."""
    return _insert(connection, office, code=code, name=name, rank=rank)


def add_rule(connection: sa.Connection, rule: TravelRule) -> int:
    """Enter a travel rule with whom it covers and its stages, and return its id.

    The offices of its stages stand in the register already, by their codes; `rule.id` is not used.
    """
    rule_id = _insert(
        connection,
        travel_rule,
        **{c.name: getattr(rule, c.name) for c in travel_rule.c if c.name not in ("id", "version")},
    )
    for subject in rule.subjects:
        _insert(connection, rule_subject, rule_id=rule_id, category=subject.category, level=subject.level)
    offices: dict[str, int] = {row.code: row.id for row in connection.execute(sa.select(office))}
    for position, stage in enumerate(rule.stages, 1):
        stage_id = _insert(
            connection,
            rule_stage,
            rule_id=rule_id,
            position=position,
            office_id=offices[stage.office_code],
            working_days=stage.working_days,
            final=stage.final,
        )
        for category in sorted(stage.categories):
            _insert(connection, rule_stage_category, stage_id=stage_id, category=category)
    return rule_id


def _insert(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])
