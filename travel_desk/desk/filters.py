"""Saved filters: what a user often limits a list to, kept encrypted for that user. Keeping one is no deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk.tables import saved_filter

if TYPE_CHECKING:
    from travel_desk.desk.desk import Desk

LONGEST = 60
"""The most characters of a name, so that it fits on a chip."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter of a user: its name, and its limits as plain values."""

    id: int
    name: str
    content: dict[str, Any]


class Filters:
    """The saved filters of whoever is at the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, kind: str, name: str, content: Mapping[str, Any]) -> int:
        """Keep a filter for lists of a kind, in place of the user's own of this name; return its id.

        Raises Refused at "name" for one that is empty or too long.
        """
        key = {"user_id": self._desk.session.user_id, "kind": kind, "name": _name(name)}
        with self._desk.database.write() as connection:
            same = [saved_filter.c[column] == value for column, value in key.items()]
            known = connection.execute(sa.select(saved_filter.c.id).where(*same)).scalar()
            if known is not None:
                connection.execute(sa.update(saved_filter).where(*same).values(content=dict(content)))
                return int(known)
            added = connection.execute(sa.insert(saved_filter).values(**key, content=dict(content)))
            assert added.inserted_primary_key is not None
            return int(added.inserted_primary_key[0])

    def rename(self, filter_id: int, name: str) -> None:
        """Give one of the user's filters another name.

        Raises Refused at "name" for one that is empty, too long or another filter's.
        """
        clean = _name(name)
        try:
            with self._desk.database.write() as connection:
                mine = sa.update(saved_filter).where(*self._mine(), saved_filter.c.id == filter_id)
                connection.execute(mine.values(name=clean))
        except sa.exc.IntegrityError:
            raise Refused(
                msg("Another of your filters has this name. Choose another name."), field="name"
            ) from None

    def remove(self, filter_id: int) -> None:
        """Forget one of the user's filters; nothing happens where there is none."""
        with self._desk.database.write() as connection:
            connection.execute(sa.delete(saved_filter).where(*self._mine(), saved_filter.c.id == filter_id))

    def mine(self, kind: str) -> list[SavedFilter]:
        """Return the filters of this user for lists of a kind, by name."""
        with self._desk.database.read() as connection:
            rows = connection.execute(
                sa.select(saved_filter)
                .where(*self._mine(), saved_filter.c.kind == kind)
                .order_by(saved_filter.c.name)
            ).all()
        return [SavedFilter(row.id, row.name, row.content) for row in rows]

    def _mine(self) -> list[sa.ColumnElement[bool]]:
        return [saved_filter.c.user_id == self._desk.session.user_id]


def _name(text: str) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise Refused(msg("Write a name for the filter."), field="name")
    if len(clean) > LONGEST:
        raise Refused(msg("A name has at most {count} characters here.", count=LONGEST), field="name")
    return clean
