"""The first schema: tables of policy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("code", name=op.f("uq_office_code")),
    )


def _travel_rule() -> None:
    op.create_table(
        "travel_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=200), nullable=False),
        sa.Column("article", sa.String(length=40), nullable=False),
        sa.Column("act_date", sa.Date(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("notice_working_days", sa.Integer(), nullable=False),
        sa.Column("days_back_working", sa.Integer(), nullable=False),
        sa.Column("validity_days", sa.Integer(), server_default="180", nullable=False),
        sa.Column("appeal_to", sa.String(length=200), nullable=False),
        sa.Column("appeal_days", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "notice_working_days >= 0 AND days_back_working >= 0 AND validity_days >= 0 AND appeal_days >= 0",
            name=op.f("ck_travel_rule_days_not_negative"),
        ),
        sa.CheckConstraint(
            "until_day IS NULL OR until_day > from_day", name=op.f("ck_travel_rule_days_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_rule")),
        sa.UniqueConstraint("number", name=op.f("uq_travel_rule_number")),
    )


def _rule_stage() -> None:
    op.create_table(
        "rule_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.CheckConstraint("working_days > 0", name=op.f("ck_rule_stage_working_days")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rule_stage_office_id")),
        sa.ForeignKeyConstraint(["rule_id"], ["travel_rule.id"], name=op.f("fk_rule_stage_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_stage")),
        sa.UniqueConstraint("rule_id", "position", name=op.f("uq_rule_stage_rule_id_position")),
    )
    op.create_index(op.f("ix_rule_stage_rule_id"), "rule_stage", ["rule_id"], unique=False)


def _rule_subject() -> None:
    op.create_table(
        "rule_subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "level IS NULL OR level IN ('federal', 'regional', 'state_company')",
            name=op.f("ck_rule_subject_level"),
        ),
        sa.ForeignKeyConstraint(["rule_id"], ["travel_rule.id"], name=op.f("fk_rule_subject_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_subject")),
        sa.UniqueConstraint(
            "rule_id", "category", "level", name=op.f("uq_rule_subject_rule_id_category_level")
        ),
    )
    op.create_index(op.f("ix_rule_subject_rule_id"), "rule_subject", ["rule_id"], unique=False)


def _rule_stage_category() -> None:
    op.create_table(
        "rule_stage_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["rule_stage.id"], name=op.f("fk_rule_stage_category_stage_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_stage_category")),
        sa.UniqueConstraint("stage_id", "category", name=op.f("uq_rule_stage_category_stage_id_category")),
    )
    op.create_index(
        op.f("ix_rule_stage_category_stage_id"), "rule_stage_category", ["stage_id"], unique=False
    )


def upgrade() -> None:
    """Make these tables."""
    _office()
    _travel_rule()
    _rule_stage()
    _rule_subject()
    _rule_stage_category()
