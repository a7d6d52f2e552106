"""Tables of persons told apart and of merged persons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _apart() -> None:
    op.create_table(
        "people_apart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("one_known_by", sa.String(length=64), nullable=False),
        sa.Column("other_known_by", sa.String(length=64), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_people_apart_in_order")),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name=op.f("fk_people_apart_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_people_apart_other_id")),
        sa.ForeignKeyConstraint(["told_by"], ["user.id"], name=op.f("fk_people_apart_told_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_apart")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_people_apart_one_id_other_id")),
    )
    op.create_index(op.f("ix_people_apart_other_id"), "people_apart", ["other_id"], unique=False)


def _merge() -> None:
    op.create_table(
        "people_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("merged_by", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(), nullable=False),
        sa.Column("split_by", sa.Integer(), nullable=True),
        sa.Column("split_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("person_id <> into_id", name=op.f("ck_people_merge_two")),
        sa.CheckConstraint(
            "(split_by IS NULL) = (split_at IS NULL)", name=op.f("ck_people_merge_split_whole")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_people_merge_person_id")),
        sa.ForeignKeyConstraint(["into_id"], ["person.id"], name=op.f("fk_people_merge_into_id")),
        sa.ForeignKeyConstraint(["merged_by"], ["user.id"], name=op.f("fk_people_merge_merged_by")),
        sa.ForeignKeyConstraint(["split_by"], ["user.id"], name=op.f("fk_people_merge_split_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_merge")),
    )
    op.create_index(op.f("ix_people_merge_person_id"), "people_merge", ["person_id"], unique=False)
    op.create_index(op.f("ix_people_merge_into_id"), "people_merge", ["into_id"], unique=False)
    op.create_index(
        "uq_people_merge_standing",
        "people_merge",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("split_at IS NULL"),
        postgresql_where=sa.text("split_at IS NULL"),
    )


def _cell() -> None:
    op.create_table(
        "people_merge_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("column_name", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("standing", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("kind IN ('moved', 'kept', 'changed')", name=op.f("ck_people_merge_cell_kind")),
        sa.ForeignKeyConstraint(
            ["merge_id"], ["people_merge.id"], name=op.f("fk_people_merge_cell_merge_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_merge_cell")),
    )
    op.create_index(op.f("ix_people_merge_cell_merge_id"), "people_merge_cell", ["merge_id"], unique=False)
    op.create_index("ix_people_merge_cell_row", "people_merge_cell", ["table_name", "row_id"], unique=False)


def upgrade() -> None:
    """Make these tables."""
    _apart()
    _merge()
    _cell()
