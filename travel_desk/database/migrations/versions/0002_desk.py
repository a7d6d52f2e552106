"""The first schema: tables of desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _journal_entry() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("happened_at <= recorded_at", name=op.f("ck_journal_entry_not_in_the_future")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_journal_entry_hash")),
        sa.UniqueConstraint("previous", name=op.f("uq_journal_entry_previous")),
    )
    op.create_index("ix_journal_entry_person", "journal_entry", ["person_id"], unique=False)
    op.create_index("ix_journal_entry_subject", "journal_entry", ["kind", "subject_id"], unique=False)


def _recovery_slot() -> None:
    op.create_table(
        "recovery_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=64), nullable=False),
        sa.Column("slot_public", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_recovery_slot_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_slot")),
    )


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last > 0", name=op.f("ck_series_counts_from_one")),
        sa.PrimaryKeyConstraint("name", "year", "generation", name=op.f("pk_series")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )


def _journal_value() -> None:
    op.create_table(
        "journal_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(salt IS NULL) = (content IS NULL)", name=op.f("ck_journal_value_erased_whole")),
        sa.ForeignKeyConstraint(["entry"], ["journal_entry.number"], name=op.f("fk_journal_value_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_value")),
        sa.UniqueConstraint("entry", "position", name=op.f("uq_journal_value_entry_position")),
    )
    op.create_index("ix_journal_value_person", "journal_value", ["person_id"], unique=False)


def _user() -> None:
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(name="active"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_path", sa.Text(), server_default="", nullable=False),
        sa.Column("protected", sa.Boolean(name="protected"), nullable=False),
        sa.Column("private", sa.Boolean(name="private"), nullable=False),
        sa.Column("slot", sa.String(length=64), nullable=True),
        sa.Column("slot_public", sa.LargeBinary(length=32), nullable=True),
        sa.Column("must_change", sa.Boolean(name="must_change"), nullable=False),
        sa.Column("last_login", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "active = 0 OR (slot IS NOT NULL AND slot_public IS NOT NULL)",
            name=op.f("ck_user_active_has_slot"),
        ),
        sa.CheckConstraint("length(user_name) > 0 AND length(name) > 0", name=op.f("ck_user_named")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_user_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("person_id", name=op.f("uq_user_person_id")),
        sa.UniqueConstraint("user_name", name=op.f("uq_user_user_name")),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_draft_user_id")),
        sa.PrimaryKeyConstraint("user_id", "kind", "subject", name=op.f("pk_draft")),
    )


def _user_role() -> None:
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "role IN ('clerk', 'custodian', 'desk_head', 'approver', 'auditor', 'administrator')",
            name=op.f("ck_user_role_role"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_role_user_id")),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_user_role")),
    )


def upgrade() -> None:
    """Make these tables."""
    _journal_entry()
    _recovery_slot()
    _series()
    _setting()
    _journal_value()
    _user()
    _draft()
    _user_role()
