"""Writes of the changes of organisations: what they were, and the posts that they moved or ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from travel_desk.officials import reading
from travel_desk.officials.rules import Post
from travel_desk.officials.store.organisations import insert
from travel_desk.officials.tables import person, post, post_held
from travel_desk.officials.tables.history import (
    organisation_change,
    organisation_change_part,
    organisation_post,
)

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ChangePart:
    """What an organisation was in a change: "it", "from", "into" or "new".

    successor_id: where it went. until_day: the end that was written before, where one was.
    """

    organisation_id: int
    role: str
    successor_id: int | None = None
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class MovedPost:
    """A post as it was before a change: whose, where, until when, and the post that followed it."""

    post: Post
    organisation_id: int
    until_day: date | None
    next_id: int | None


def add_change(connection: sa.Connection, kind: str, day: date, paper: str, now: datetime) -> int:
    """Write a change and return its id."""
    return insert(connection, organisation_change, kind=kind, day=day, paper=paper, recorded_at=now)


def add_parts(connection: sa.Connection, change_id: int, parts: Iterable[ChangePart]) -> None:
    """Write which organisations a change was about."""
    rows = [
        {
            "change_id": change_id,
            "organisation_id": one.organisation_id,
            "role": one.role,
            "successor_id": one.successor_id,
            "until_day": one.until_day,
        }
        for one in parts
    ]
    connection.execute(sa.insert(organisation_change_part), rows)


def end_of(connection: sa.Connection, organisation_id: int) -> tuple[int, str, date, str] | None:
    """Return the change that ended an organisation: its id, kind, day and paper; None where none did."""
    part, change = organisation_change_part, organisation_change
    ended = sa.or_(part.c.role == "from", change.c.kind == "end")
    row = connection.execute(
        sa.select(change)
        .join(part, part.c.change_id == change.c.id)
        .where(part.c.organisation_id == organisation_id, ended)
    ).first()
    return (row.id, row.kind, row.day, row.paper) if row else None


def day_of(connection: sa.Connection, change_id: int) -> date | None:
    """Return the day of a change; None where it was taken back."""
    asked = sa.select(organisation_change.c.day).where(organisation_change.c.id == change_id)
    return connection.execute(asked).scalar()


def parts_of(connection: sa.Connection, change_id: int) -> list[ChangePart]:
    """Return which organisations a change was about."""
    part = organisation_change_part
    rows = connection.execute(
        sa.select(part).where(part.c.change_id == change_id).order_by(part.c.organisation_id)
    )
    return [ChangePart(row.organisation_id, row.role, row.successor_id, row.until_day) for row in rows]


def open_posts(connection: sa.Connection, organisation_ids: Sequence[int], day: date) -> list[Post]:
    """Return the posts in some organisations that are held on `day` or begin later."""
    rows = connection.execute(
        sa.select(post)
        .where(
            post.c.organisation_id.in_(organisation_ids),
            post_held(post),
            sa.or_(post.c.until_day.is_(None), post.c.until_day > day),
        )
        .order_by(post.c.id)
    )
    return [reading.post_record(row) for row in rows]


def end_posts(connection: sa.Connection, change_id: int, posts: Sequence[Post], day: date) -> None:
    """End posts on `day`; one that would begin later is struck."""
    _keep(connection, change_id, [(one, None) for one in posts])
    _write(
        connection,
        [{"row": one.id, "to_day": max(day, one.from_day), "place": one.organisation_id} for one in posts],
    )


def move_posts(connection: sa.Connection, change_id: int, into: Mapping[Post, int], day: date) -> None:
    """Let posts be held in another organisation from `day` on.

    A post that is held already ends on that day and goes on as a new row; one that begins later is
    written over. into: the organisation to which each post goes.
    """
    held = [one for one in into if one.from_day < day]
    # The end is written before the new row: a person has but one open main post.
    _write(connection, [{"row": one.id, "to_day": day, "place": one.organisation_id} for one in held])
    nexts = _add_posts(connection, [(one, into[one]) for one in held], day)
    later = [one for one in into if one.from_day >= day]
    _write(connection, [{"row": one.id, "to_day": one.until_day, "place": into[one]} for one in later])
    _keep(connection, change_id, [*zip(held, nexts, strict=True), *((one, None) for one in later)])


def moved_posts(connection: sa.Connection, change_id: int) -> list[MovedPost]:
    """Return the posts that a change moved or ended, as they stand now, with what they were before."""
    kept = organisation_post
    rows = connection.execute(
        sa.select(
            post,
            kept.c.organisation_id.label("was_in"),
            kept.c.until_day.label("was_until"),
            kept.c.next_id,
        )
        .join(kept, kept.c.post_id == post.c.id)
        .where(kept.c.change_id == change_id)
        .order_by(post.c.id)
    )
    return [MovedPost(reading.post_record(r), r.was_in, r.was_until, r.next_id) for r in rows]


def posts_by_id(connection: sa.Connection, ids: Iterable[int]) -> dict[int, Post]:
    """Return some posts by id."""
    found: dict[int, Post] = {}
    for chunk in _chunks(list(ids)):
        rows = connection.execute(sa.select(post).where(post.c.id.in_(chunk)))
        found |= {row.id: reading.post_record(row) for row in rows}
    return found


def restore_posts(connection: sa.Connection, change_id: int, moved: Sequence[MovedPost]) -> None:
    """Write posts as they were before a change; the rows that followed them go."""
    connection.execute(sa.delete(organisation_post).where(organisation_post.c.change_id == change_id))
    for chunk in _chunks([one.next_id for one in moved if one.next_id is not None]):
        connection.execute(sa.delete(post).where(post.c.id.in_(chunk)))
    _write(
        connection,
        [{"row": m.post.id, "to_day": m.until_day, "place": m.organisation_id} for m in moved],
    )


def remove_change(connection: sa.Connection, change_id: int) -> None:
    """Delete a change that was taken back; its spans and posts are restored before."""
    part = organisation_change_part
    connection.execute(sa.delete(part).where(part.c.change_id == change_id))
    connection.execute(sa.delete(organisation_change).where(organisation_change.c.id == change_id))


def touch_people(connection: sa.Connection, ids: Sequence[int]) -> None:
    """Raise the versions of persons whose posts changed."""
    for chunk in _chunks(ids):
        connection.execute(
            sa.update(person).where(person.c.id.in_(chunk)).values(version=person.c.version + 1)
        )


def _add_posts(connection: sa.Connection, posts: Sequence[tuple[Post, int]], day: date) -> list[int]:
    if not posts:
        return []
    rows = [
        {
            "person_id": one.person_id, "organisation_id": into, "title": one.title,
            "main": one.main, "from_day": day, "until_day": one.until_day,
        }
        for one, into in posts
    ]  # fmt: skip
    added = connection.execute(sa.insert(post).returning(post.c.id, sort_by_parameter_order=True), rows)
    return list(added.scalars())


def _keep(connection: sa.Connection, change_id: int, posts: Sequence[tuple[Post, int | None]]) -> None:
    rows = [
        {
            "change_id": change_id,
            "post_id": one.id,
            "organisation_id": one.organisation_id,
            "until_day": one.until_day,
            "next_id": next_id,
        }
        for one, next_id in posts
    ]
    if rows:
        connection.execute(sa.insert(organisation_post), rows)


def _write(connection: sa.Connection, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(
            sa.update(post)
            .where(post.c.id == sa.bindparam("row"))
            .values(until_day=sa.bindparam("to_day"), organisation_id=sa.bindparam("place")),
            list(rows),
        )


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK))
