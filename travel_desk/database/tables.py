"""Tables of the storage itself: the keys of the encrypted files, and the files."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, metadata

file_key = sa.Table(
    "file_key",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("purpose", sa.String(8), nullable=False),
    sa.Column("secret", sa.LargeBinary(32), nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.CheckConstraint("purpose IN ('name', 'content')", name="purpose"),
)

stored_file = sa.Table(
    "stored_file",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.LargeBinary(32), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
)
