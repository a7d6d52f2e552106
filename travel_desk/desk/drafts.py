"""Drafts: unfinished dialogs, kept encrypted for the user who began them. Keeping one is no deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from travel_desk.desk.tables import draft

if TYPE_CHECKING:
    from travel_desk.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """An unfinished dialog: its kind, what it is about ("" for nothing yet), when it was kept."""

    kind: str
    subject: str
    content: dict[str, Any]
    saved_at: datetime


class Drafts:
    """The drafts of whoever is at the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, kind: str, subject: str, content: Mapping[str, Any]) -> None:
        """Keep a draft in place of the last one of this kind and subject."""
        key = self._key(kind, subject)
        with self._desk.database.write() as connection:
            connection.execute(sa.delete(draft).where(*self._same(key)))
            connection.execute(
                sa.insert(draft).values(**key, content=dict(content), saved_at=self._desk.clock.now())
            )

    def load(self, kind: str, subject: str) -> dict[str, Any] | None:
        """Return the content of a draft, None where there is none."""
        with self._desk.database.read() as connection:
            found: dict[str, Any] | None = connection.execute(
                sa.select(draft.c.content).where(*self._same(self._key(kind, subject)))
            ).scalar()
        return found

    def discard(self, kind: str, subject: str) -> None:
        """Drop a draft; nothing happens where there is none."""
        with self._desk.database.write() as connection:
            connection.execute(sa.delete(draft).where(*self._same(self._key(kind, subject))))

    def mine(self) -> list[DraftRecord]:
        """Return all drafts of this user, the newest first."""
        with self._desk.database.read() as connection:
            rows = connection.execute(
                sa.select(draft)
                .where(draft.c.user_id == self._desk.session.user_id)
                .order_by(draft.c.saved_at.desc())
            ).all()
        return [DraftRecord(r.kind, r.subject, r.content, r.saved_at) for r in rows]

    def _key(self, kind: str, subject: str) -> dict[str, Any]:
        return {"user_id": self._desk.session.user_id, "kind": kind, "subject": subject}

    @staticmethod
    def _same(key: Mapping[str, Any]) -> list[sa.ColumnElement[bool]]:
        return [draft.c[name] == value for name, value in key.items()]
