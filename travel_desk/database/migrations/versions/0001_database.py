"""The first schema: tables of database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _file_key() -> None:
    op.create_table(
        "file_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.CheckConstraint("purpose IN ('name', 'content')", name=op.f("ck_file_key_purpose")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_key")),
    )


def _stored_file() -> None:
    op.create_table(
        "stored_file",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stored_file")),
    )


def upgrade() -> None:
    """Make these tables."""
    _file_key()
    _stored_file()
