"""Tables of the history of organisations: names and places by day, and the changes that began them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _changes() -> None:
    op.create_table(
        "organisation_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(length=200), server_default="", nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('rename', 'move', 'merge', 'split', 'end')", name=op.f("ck_organisation_change_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_change")),
    )
    op.create_table(
        "organisation_change_part",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role IN ('it', 'from', 'into', 'new')", name=op.f("ck_organisation_change_part_role")
        ),
        sa.CheckConstraint(
            "successor_id IS NULL OR role = 'from'", name=op.f("ck_organisation_change_part_successor")
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["organisation_change.id"], name=op.f("fk_organisation_change_part_change_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_change_part_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisation.id"], name=op.f("fk_organisation_change_part_successor_id")
        ),
        sa.PrimaryKeyConstraint("change_id", "organisation_id", name=op.f("pk_organisation_change_part")),
    )
    op.create_index(
        op.f("ix_organisation_change_part_organisation_id"),
        "organisation_change_part",
        ["organisation_id"],
        unique=False,
    )


def _spans(name: str, column: sa.Column[object], *more: sa.ForeignKeyConstraint) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        column,
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("until_day IS NULL OR until_day > from_day", name=op.f(f"ck_{name}_days")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{name}_organisation_id")
        ),
        sa.ForeignKeyConstraint(["change_id"], ["organisation_change.id"], name=op.f(f"fk_{name}_change_id")),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("organisation_id", "from_day", name=op.f(f"uq_{name}_organisation_id_from_day")),
    )
    op.create_index(op.f(f"ix_{name}_change_id"), name, ["change_id"], unique=False)
    op.create_index(
        f"uq_{name}_open",
        name,
        ["organisation_id"],
        unique=True,
        sqlite_where=sa.text("until_day IS NULL"),
        postgresql_where=sa.text("until_day IS NULL"),
    )


def _posts() -> None:
    op.create_table(
        "organisation_post",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("next_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["organisation_change.id"], name=op.f("fk_organisation_post_change_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_organisation_post_post_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_post_organisation_id")
        ),
        sa.ForeignKeyConstraint(["next_id"], ["post.id"], name=op.f("fk_organisation_post_next_id")),
        sa.PrimaryKeyConstraint("change_id", "post_id", name=op.f("pk_organisation_post")),
    )
    op.create_index(op.f("ix_organisation_post_post_id"), "organisation_post", ["post_id"], unique=False)
    op.create_index(op.f("ix_organisation_post_next_id"), "organisation_post", ["next_id"], unique=False)


def upgrade() -> None:
    """Make these tables; what is known of each organisation becomes its first name and its first place."""
    _changes()
    _spans("organisation_name", sa.Column("name", sa.String(length=200), nullable=False))
    _spans(
        "organisation_place",
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_place_parent_id")
        ),
    )
    op.create_index(
        op.f("ix_organisation_place_parent_id"), "organisation_place", ["parent_id"], unique=False
    )
    _posts()
    for table, column in (("organisation_name", "name"), ("organisation_place", "parent_id")):
        op.execute(
            f"INSERT INTO {table} (organisation_id, {column}, from_day) "
            f"SELECT id, {column}, from_day FROM organisation"
        )
