"""Columns of the register at a hundred thousand: a person merged into another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the person that another one was merged into; one full-text table does for two."""
    for deed in ("insert", "update"):
        op.execute(f"DROP TRIGGER IF EXISTS person_word_{deed}")
    op.execute("DROP TABLE IF EXISTS person_word")
    op.drop_index("ix_person_order", "person")
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("merged_into", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_person_merged_into"), "person", ["merged_into"], ["id"])
        batch.create_check_constraint(op.f("ck_person_merged_into"), "merged_into <> id")
    op.create_index("ix_person_order", "person", ["sort_key", "id", "protected", "merged_into"], unique=False)
    op.create_index(
        "ix_person_merged_into",
        "person",
        ["merged_into"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NOT NULL"),
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
