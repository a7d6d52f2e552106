"""The first schema: tables of trips."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_subject", "attachment", ["subject_kind", "subject_id"], unique=False)


def _trip() -> None:
    op.create_table(
        "trip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("funding", sa.String(length=20), nullable=False),
        sa.Column("funding_note", sa.Text(), server_default="", nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("search_place", sa.Text(), nullable=False),
        sa.Column("search_purpose", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("funding IN ('ministry', 'host', 'shared', 'own')", name=op.f("ck_trip_funding")),
        sa.CheckConstraint(
            "kind IN ('visit', 'conference', 'training', 'negotiation', 'treatment', 'holiday', 'family', 'other')",
            name=op.f("ck_trip_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip")),
        sa.UniqueConstraint("number", name=op.f("uq_trip_number")),
    )


def _leg() -> None:
    op.create_table(
        "leg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("arrives", sa.Date(), nullable=True),
        sa.Column("leaves", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "arrives IS NULL OR leaves IS NULL OR leaves >= arrives", name=op.f("ck_leg_days_in_order")
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_leg_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leg")),
        sa.UniqueConstraint("trip_id", "position", name=op.f("uq_leg_trip_id_position")),
    )


def _request() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Boolean(), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=True),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("late_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("judgement", sa.Text(), nullable=True),
        sa.Column("rule_id", sa.Integer(), nullable=True),
        sa.Column("submitted_legs", sa.Text(), nullable=True),
        sa.Column("round", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_back", sa.Date(), nullable=True),
        sa.Column("departed_on", sa.Date(), nullable=True),
        sa.Column("home_on", sa.Date(), nullable=True),
        sa.Column("report", sa.Text(), server_default="", nullable=False),
        sa.Column("end_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("state <> 'home' OR home_on IS NOT NULL", name=op.f("ck_request_home")),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'in_approval', 'approved', 'refused', 'sent_back', 'withdrawn', 'slip_issued', 'departed', 'home', 'closed')",
            name=op.f("ck_request_state"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR (number IS NOT NULL AND submitted_at IS NOT NULL AND judgement IS NOT NULL AND round > 0)",
            name=op.f("ck_request_judged_when_submitted"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('departed', 'home') OR departed_on IS NOT NULL", name=op.f("ck_request_departed")
        ),
        sa.CheckConstraint(
            "home_on IS NULL OR home_on >= departed_on", name=op.f("ck_request_days_in_order")
        ),
        sa.CheckConstraint(
            "substitute_id IS NULL OR substitute_id <> person_id", name=op.f("ck_request_substitute")
        ),
        sa.ForeignKeyConstraint(["passport_id"], ["passport.id"], name=op.f("fk_request_passport_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_request_person_id")),
        sa.ForeignKeyConstraint(["rule_id"], ["travel_rule.id"], name=op.f("fk_request_rule_id")),
        sa.ForeignKeyConstraint(["substitute_id"], ["person.id"], name=op.f("fk_request_substitute_id")),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_request_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
        sa.UniqueConstraint("trip_id", "person_id", name=op.f("uq_request_trip_id_person_id")),
    )
    op.create_index(op.f("ix_request_passport_id"), "request", ["passport_id"], unique=False)
    op.create_index(op.f("ix_request_person_id"), "request", ["person_id"], unique=False)
    op.create_index(op.f("ix_request_state"), "request", ["state"], unique=False)
    op.create_index(op.f("ix_request_substitute_id"), "request", ["substitute_id"], unique=False)


def _request_stage() -> None:
    op.create_table(
        "request_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=40), nullable=False),
        sa.Column("office_name", sa.String(length=200), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("reached_at", sa.DateTime(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("carried_from", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "carried_from IS NULL OR state IN ('approved', 'conditions')",
            name=op.f("ck_request_stage_carried"),
        ),
        sa.CheckConstraint(
            "state = 'waiting' OR (reached_at IS NOT NULL AND due IS NOT NULL)",
            name=op.f("ck_request_stage_reached"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'open', 'approved', 'conditions', 'sent_back', 'refused')",
            name=op.f("ck_request_stage_state"),
        ),
        sa.ForeignKeyConstraint(
            ["carried_from"], ["request_stage.id"], name=op.f("fk_request_stage_carried_from")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_stage_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_stage")),
        sa.UniqueConstraint(
            "request_id", "round", "position", name=op.f("uq_request_stage_request_id_round_position")
        ),
    )
    op.create_index(
        "ix_request_stage_open",
        "request_stage",
        ["request_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def upgrade() -> None:
    """Make these tables."""
    _attachment()
    _trip()
    _leg()
    _request()
    _request_stage()
