"""What became of a person's posts when their organisations changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.officials.queries.dossiers import read_dossier
from travel_desk.officials.queries.records import Dossier, PlacedPost
from travel_desk.officials.rules import holds
from travel_desk.officials.tables import person as person_table
from travel_desk.officials.tables import person_visible
from travel_desk.officials.tables.history import organisation_change, organisation_name, organisation_post


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of an organisation that a post went through.

    kind: "merge", "split", "end" or "rename". next_id: the post that followed. old, new: names at a rename.
    """

    kind: str
    day: date
    paper: str
    post_id: int
    next_id: int | None = None
    old: str = ""
    new: str = ""


def career(desk: Desk, person_id: int, on: date) -> tuple[Dossier | None, list[Turn]]:
    """Return the dossier of a visible person on a day and the turns of their posts up to it.

    None and no turns for a person whom the user may not see.
    """
    today = desk.today()
    with desk.read("see_officials") as connection:
        seen = sa.select(person_table.c.id).where(
            person_table.c.id == person_id, person_visible(desk.scope, today)
        )
        if connection.execute(seen).scalar() is None:
            return None, []
        found = read_dossier(connection, person_id, today, on if on < today else None)
        turns = _carried(connection, [one.post.id for one in found.posts])
        turns += _renamed(connection, found.posts)
    return found, [turn for turn in turns if turn.day <= on]


def _carried(connection: sa.Connection, posts: list[int]) -> list[Turn]:
    change, carried = organisation_change, organisation_post
    rows = connection.execute(
        sa.select(change.c.kind, change.c.day, change.c.paper, carried.c.post_id, carried.c.next_id)
        .join(change, change.c.id == carried.c.change_id)
        .where(carried.c.post_id.in_(posts))
    )
    return [Turn(row.kind, row.day, row.paper, row.post_id, row.next_id) for row in rows]


def _renamed(connection: sa.Connection, posts: tuple[PlacedPost, ...]) -> list[Turn]:
    before = organisation_name.alias("before")
    rows = connection.execute(
        sa.select(
            organisation_name.c.organisation_id,
            organisation_name.c.name,
            organisation_name.c.from_day,
            organisation_change.c.paper,
            before.c.name.label("old"),
        )
        .join(organisation_change, organisation_change.c.id == organisation_name.c.change_id)
        .join(
            before,
            sa.and_(
                before.c.organisation_id == organisation_name.c.organisation_id,
                before.c.until_day == organisation_name.c.from_day,
            ),
        )
        .where(organisation_name.c.organisation_id.in_([one.post.organisation_id for one in posts]))
    ).all()
    return [
        Turn("rename", row.from_day, row.paper, one.post.id, None, row.old, row.name)
        for one in posts
        for row in rows
        if row.organisation_id == one.post.organisation_id
        and one.post.from_day < row.from_day
        and holds(one.post.from_day, one.post.until_day, row.from_day)
    ]
