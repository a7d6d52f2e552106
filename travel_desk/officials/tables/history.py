"""What organisations were called, where they stood and what became of them, day by day.

`organisation` holds how each stands now; here lie the half-open rows of its names and places, and the
changes that began them. A row without `change_id` is the first one; taking a change back deletes the
rows that it began and reopens those before them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, metadata

KINDS = ("rename", "move", "merge", "split", "end")
ROLES = ("it", "from", "into", "new")

organisation_change = sa.Table(
    "organisation_change",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("paper", sa.String(200), nullable=False, server_default=""),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.CheckConstraint(f"kind IN {KINDS}", name="kind"),
)

organisation_change_part = sa.Table(
    "organisation_change_part",
    metadata,
    sa.Column("change_id", sa.ForeignKey("organisation_change.id"), primary_key=True),
    sa.Column("organisation_id", sa.ForeignKey("organisation.id"), primary_key=True, index=True),
    # "it" changed; what is "from" ended in what is "into" or, where it began by that, "new".
    sa.Column("role", sa.String(10), nullable=False),
    # Into which one a merged organisation went; None where it went into several.
    sa.Column("successor_id", sa.ForeignKey("organisation.id")),
    # The end that was written before this change.
    sa.Column("until_day", sa.Date),
    sa.CheckConstraint(f"role IN {ROLES}", name="role"),
    sa.CheckConstraint("successor_id IS NULL OR role = 'from'", name="successor"),
)


def _spans(name: str, *columns: sa.Column[Any]) -> sa.Table:
    """Return a table of half-open rows, of which each organisation has one open at most."""
    table = sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("organisation_id", sa.ForeignKey("organisation.id"), nullable=False),
        *columns,
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("until_day", sa.Date),
        sa.Column("change_id", sa.ForeignKey("organisation_change.id"), index=True),
        sa.UniqueConstraint("organisation_id", "from_day"),
        sa.CheckConstraint("until_day IS NULL OR until_day > from_day", name="days"),
    )
    sa.Index(
        f"uq_{name}_open",
        table.c.organisation_id,
        unique=True,
        sqlite_where=table.c.until_day.is_(None),
        postgresql_where=table.c.until_day.is_(None),
    )
    return table


organisation_name = _spans("organisation_name", sa.Column("name", sa.String(200), nullable=False))
organisation_place = _spans(
    "organisation_place", sa.Column("parent_id", sa.ForeignKey("organisation.id"), index=True)
)

# Posts that a change moved or ended, as they were before it: what taking it back restores.
organisation_post = sa.Table(
    "organisation_post",
    metadata,
    sa.Column("change_id", sa.ForeignKey("organisation_change.id"), primary_key=True),
    sa.Column("post_id", sa.ForeignKey("post.id"), primary_key=True, index=True),
    sa.Column("organisation_id", sa.ForeignKey("organisation.id"), nullable=False),
    sa.Column("until_day", sa.Date),
    sa.Column("next_id", sa.ForeignKey("post.id"), index=True),
)
