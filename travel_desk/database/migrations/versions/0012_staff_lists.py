"""Tables of staff lists: sources, lists, whom they had, repair rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def _sources() -> None:
    op.create_table(
        "staff_list_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_staff_list_source_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_list_source")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_list_source_name")),
    )


def _lists() -> None:
    op.create_table(
        "staff_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("digest", sa.String(length=64), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["staff_list_source.id"], name=op.f("fk_staff_list_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_list")),
    )
    op.create_index(op.f("ix_staff_list_source_id"), "staff_list", ["source_id"], unique=False)


def _members() -> None:
    op.create_table(
        "staff_list_member",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_staff_list_member_person_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["staff_list_source.id"], name=op.f("fk_staff_list_member_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", "person_id", name=op.f("pk_staff_list_member")),
    )
    op.create_index(op.f("ix_staff_list_member_person_id"), "staff_list_member", ["person_id"], unique=False)


def _repairs() -> None:
    op.create_table(
        "repair_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["staff_list.id"], name=op.f("fk_repair_row_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_row")),
        sa.UniqueConstraint("list_id", "number", name=op.f("uq_repair_row_list_id_number")),
    )


def upgrade() -> None:
    """Make them."""
    _sources()
    _lists()
    _members()
    _repairs()
