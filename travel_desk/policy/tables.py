"""Tables of the rule book: offices, travel rules, whom a rule covers and the stages it asks for.

Days are half-open: a row counts from `from_day` and no longer on `until_day`.
"""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.database.metadata import metadata

LEVELS = ("federal", "regional", "state_company")

office = sa.Table(
    "office",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", sa.String(40), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
)

travel_rule = sa.Table(
    "travel_rule",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("number", sa.Integer, nullable=False, unique=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("act", sa.String(200), nullable=False),
    sa.Column("article", sa.String(40), nullable=False),
    sa.Column("act_date", sa.Date, nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("until_day", sa.Date),
    sa.Column("notice_working_days", sa.Integer, nullable=False),
    sa.Column("days_back_working", sa.Integer, nullable=False),
    sa.Column("validity_days", sa.Integer, nullable=False, server_default="180"),
    sa.Column("appeal_to", sa.String(200), nullable=False),
    sa.Column("appeal_days", sa.Integer, nullable=False),
    sa.CheckConstraint("until_day IS NULL OR until_day > from_day", name="days_in_order"),
    sa.CheckConstraint(
        "notice_working_days >= 0 AND days_back_working >= 0 AND validity_days >= 0 AND appeal_days >= 0",
        name="days_not_negative",
    ),
)

rule_subject = sa.Table(
    "rule_subject",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("rule_id", sa.ForeignKey(travel_rule.c.id), nullable=False, index=True),
    sa.Column("category", sa.String(40), nullable=False),
    sa.Column("level", sa.String(20)),
    sa.CheckConstraint(f"level IS NULL OR level IN {LEVELS}", name="level"),
    sa.UniqueConstraint("rule_id", "category", "level"),
)

rule_stage = sa.Table(
    "rule_stage",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("rule_id", sa.ForeignKey(travel_rule.c.id), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("office_id", sa.ForeignKey(office.c.id), nullable=False),
    sa.Column("working_days", sa.Integer, nullable=False),
    sa.Column("final", sa.Boolean, nullable=False),
    sa.CheckConstraint("working_days > 0", name="working_days"),
    sa.UniqueConstraint("rule_id", "position"),
)
"""One office that must decide; with rows in `rule_stage_category` only for officials of these categories."""

rule_stage_category = sa.Table(
    "rule_stage_category",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("stage_id", sa.ForeignKey(rule_stage.c.id), nullable=False, index=True),
    sa.Column("category", sa.String(40), nullable=False),
    sa.UniqueConstraint("stage_id", "category"),
)
