"""The first schema: tables of approvals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("paper", sa.Text(), server_default="", nullable=False),
        sa.Column("reason_code", sa.String(length=12), server_default="", nullable=False),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.Column("rule_text", sa.Text(), server_default="", nullable=False),
        sa.Column("article", sa.Text(), server_default="", nullable=False),
        sa.Column("appeal_to", sa.Text(), server_default="", nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.CheckConstraint("decided_name <> '' AND capacity <> ''", name=op.f("ck_decision_decider")),
        sa.CheckConstraint(
            "kind <> 'refuse' OR (reason_code <> '' AND rule_text <> '' AND article <> '' AND appeal_to <> '' AND appeal_until IS NOT NULL)",
            name=op.f("ck_decision_refusal"),
        ),
        sa.CheckConstraint(
            "kind IN ('approve', 'conditions', 'send_back', 'refuse')", name=op.f("ck_decision_kind")
        ),
        sa.CheckConstraint(
            "kind NOT IN ('send_back', 'refuse') OR reasons <> ''", name=op.f("ck_decision_reasons")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_decision_decided_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_decision_request_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["request_stage.id"], name=op.f("fk_decision_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("stage_id", name=op.f("uq_decision_stage_id")),
    )
    op.create_index(op.f("ix_decision_request_id"), "decision", ["request_id"], unique=False)


def _condition() -> None:
    op.create_table(
        "condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("position >= 1 AND text <> ''", name=op.f("ck_condition_text")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_condition_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
        sa.UniqueConstraint("decision_id", "position", name=op.f("uq_condition_decision_id_position")),
    )


def upgrade() -> None:
    """Make these tables."""
    _decision()
    _condition()
