"""Tables of duplicates: persons told apart, merged entries, and row by row what a merge changed."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, Json, metadata

people_apart = sa.Table(
    "people_apart",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("one_id", sa.ForeignKey("person.id"), nullable=False),
    sa.Column("other_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    # Names and birth date of each as they were, folded into a digest: once they change, it counts no more.
    sa.Column("one_known_by", sa.String(64), nullable=False),
    sa.Column("other_known_by", sa.String(64), nullable=False),
    sa.Column("told_by", sa.ForeignKey("user.id"), nullable=False),
    sa.Column("told_at", Instant, nullable=False),
    sa.UniqueConstraint("one_id", "other_id"),
    sa.CheckConstraint("one_id < other_id", name="in_order"),
)

people_merge = sa.Table(
    "people_merge",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("into_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("merged_by", sa.ForeignKey("user.id"), nullable=False),
    sa.Column("merged_at", Instant, nullable=False),
    sa.Column("split_by", sa.ForeignKey("user.id")),
    sa.Column("split_at", Instant),
    sa.CheckConstraint("person_id <> into_id", name="two"),
    sa.CheckConstraint("(split_by IS NULL) = (split_at IS NULL)", name="split_whole"),
)
"""`person_id` was merged into `into_id`. Rows are never deleted: one that was split again says so."""
sa.Index(
    "uq_people_merge_standing",
    people_merge.c.person_id,
    unique=True,
    sqlite_where=sa.text("split_at IS NULL"),
    postgresql_where=sa.text("split_at IS NULL"),
)

people_merge_cell = sa.Table(
    "people_merge_cell",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("merge_id", sa.ForeignKey("people_merge.id"), nullable=False, index=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("table_name", sa.String(40), nullable=False),
    sa.Column("row_id", sa.Integer, nullable=False),
    sa.Column("column_name", sa.String(40), nullable=False),
    sa.Column("before", Json),
    sa.Column("after", Json),
    # False once a split has put it back, or once the row went another way.
    sa.Column("standing", sa.Boolean(name="standing"), nullable=False, server_default=sa.true()),
    sa.CheckConstraint("kind IN ('moved', 'kept', 'changed')", name="kind"),
    sa.Index("ix_people_merge_cell_row", "table_name", "row_id"),
)
"""Row by row what a merge did: "moved" from the entry that went (`before`) to the one that stayed (`after`),
"changed" in the column from one value to another, "kept": was with the one that stayed already."""
