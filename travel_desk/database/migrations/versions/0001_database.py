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
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_key")),
    )


def _stored_file() -> None:
    op.create_table(
        "stored_file",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["file_key.id"], name=op.f("fk_stored_file_key_id")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stored_file")),
    )


def upgrade() -> None:
    """Make these tables."""
    _file_key()
    _stored_file()
