"""Versions of subjects: two people who change the same thing must not overwrite each other."""

from __future__ import annotations

import sqlalchemy as sa


def touch(connection: sa.Connection, table: sa.Table, subject: int) -> None:
    """Raise the version of one subject row by one; stores call it with every change."""
    connection.execute(sa.update(table).where(table.c.id == subject).values(version=table.c.version + 1))
