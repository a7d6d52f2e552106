"""The first schema: tables of papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("active", sa.Boolean(name="active"), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.DateTime(), nullable=False),
        sa.Column("valid_until", sa.DateTime(), nullable=False),
        sa.Column("crl_until", sa.DateTime(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("root_key", sa.LargeBinary(), nullable=False),
        sa.Column("crl", sa.LargeBinary(), nullable=False),
        sa.Column("pkcs12", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_serial")),
    )
    op.create_index(
        "uq_certificate_one_active",
        "certificate",
        ["active"],
        unique=True,
        sqlite_where=sa.text("active = 1"),
        postgresql_where=sa.text("active"),
    )


def _paper() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("stored_name", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("signer_name", sa.Text(), server_default="", nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("certificate_serial", sa.String(length=40), server_default="", nullable=False),
        sa.Column("prints", sa.Integer(), server_default="0", nullable=False),
        sa.Column("void_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("(state = 'void') = (void_reason <> '')", name=op.f("ck_paper_void_has_reason")),
        sa.CheckConstraint("kind IN ('slip', 'receipt', 'refusal', 'sheet')", name=op.f("ck_paper_kind")),
        sa.CheckConstraint("state <> 'signed' OR signed_at IS NOT NULL", name=op.f("ck_paper_signed")),
        sa.CheckConstraint(
            "state <> 'to_sign' OR stored_name IS NULL", name=op.f("ck_paper_not_stored_unsigned")
        ),
        sa.CheckConstraint("state IN ('to_sign', 'signed', 'ready', 'void')", name=op.f("ck_paper_state")),
        sa.CheckConstraint(
            "state NOT IN ('signed', 'ready') OR stored_name IS NOT NULL", name=op.f("ck_paper_stored")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by IS NULL) AND (signed_at IS NULL) = (certificate_id IS NULL)",
            name=op.f("ck_paper_signed_whole"),
        ),
        sa.CheckConstraint("(stored_name IS NULL) = (sha256 IS NULL)", name=op.f("ck_paper_stored_whole")),
        sa.CheckConstraint("prints >= 0", name=op.f("ck_paper_prints")),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_paper_certificate_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["user.id"], name=op.f("fk_paper_issued_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_person_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["user.id"], name=op.f("fk_paper_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_paper_number")),
    )
    op.create_index(op.f("ix_paper_person_id"), "paper", ["person_id"], unique=False)
    op.create_index(op.f("ix_paper_state"), "paper", ["state"], unique=False)
    op.create_index("ix_paper_subject", "paper", ["subject_kind", "subject_id"], unique=False)


def upgrade() -> None:
    """Make these tables."""
    _certificate()
    _paper()
