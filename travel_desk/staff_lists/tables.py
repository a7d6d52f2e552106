"""Tables of staff lists: sources and how they are read, lists taken in, whom they had, repair rows."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, Json, metadata

staff_list_source = sa.Table(
    "staff_list_source",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(120), nullable=False, unique=True),
    sa.Column("mapping", Json, nullable=False),
    sa.CheckConstraint("name <> ''", name="name"),
)

staff_list = sa.Table(
    "staff_list",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source_id", sa.ForeignKey("staff_list_source.id"), nullable=False, index=True),
    sa.Column("file_name", sa.String(255), nullable=False, server_default=""),
    sa.Column("digest", sa.String(64), nullable=False, server_default=""),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("added", sa.Integer, nullable=False),
    sa.Column("updated", sa.Integer, nullable=False),
    sa.Column("unchanged", sa.Integer, nullable=False),
    sa.Column("mapping", Json, nullable=False),
)

# Whom lists of a source had, so that the next one can tell who is missing.
staff_list_member = sa.Table(
    "staff_list_member",
    metadata,
    sa.Column("source_id", sa.ForeignKey("staff_list_source.id"), primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), primary_key=True, index=True),
)

repair_row = sa.Table(
    "repair_row",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("list_id", sa.ForeignKey("staff_list.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("cells", Json, nullable=False),
    sa.Column("problems", Json, nullable=False),
    sa.UniqueConstraint("list_id", "number"),
)
