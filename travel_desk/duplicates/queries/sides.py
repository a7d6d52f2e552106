"""Two entries side by side, and two merged entries with what splitting them would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from travel_desk.base.message import Message, Refused, msg, msgp
from travel_desk.custody.tables import custody_state, handover, now_with
from travel_desk.desk import Desk, moving
from travel_desk.desk.moving import Moved
from travel_desk.desk.tables import user
from travel_desk.duplicates import reading, rules
from travel_desk.duplicates.queries.records import Booklet, MergeView, Named, PairView, Row, SideView
from travel_desk.duplicates.rules import CellKind, Merge, Side
from travel_desk.duplicates.tables import people_merge
from travel_desk.officials import reading as officials
from travel_desk.officials.rules import Category, PassportKind, PersonOrder, Secrecy, latin
from travel_desk.officials.tables import (
    clearance,
    holds_on,
    organisation,
    passport,
    person_category,
    post,
)
from travel_desk.papers.tables import paper
from travel_desk.trips.tables import request, trip

WHOSE = (
    post.c.person_id, person_category.c.person_id, clearance.c.person_id, passport.c.person_id,
    request.c.person_id, request.c.substitute_id, paper.c.person_id, user.c.person_id,
)  # fmt: skip
"""All columns that a merge moves, in the order in which they are shown."""

_KINDS = {
    "post": msgp("belongs to a person", "Post"),
    "person_category": msgp("belongs to a person", "Category"),
    "clearance": msgp("belongs to a person", "Clearance"),
    "passport": msgp("belongs to a person", "Passport"),
    "request": msgp("belongs to a person", "Trip"),
    "paper": msgp("belongs to a person", "Paper"),
    "user": msgp("belongs to a person", "User of the desk"),
}


def kind_words(table: str) -> Message:
    """Return what the rows of a table are called, one of them."""
    return _KINDS[table]


def pair_view(desk: Desk, one: int, other: int) -> PairView:
    """Return two entries side by side; raises Refused where the user may not see one, or it was merged."""
    today = desk.today()
    with desk.read("see_duplicates") as connection:
        if len(officials.visible_of(connection, [one, other], desk.scope, today)) < 2:
            raise Refused(
                msg("One of the two was merged meanwhile, or lies outside what you may see. Look again.")
            )
        first, second = (_side(connection, each, today) for each in (one, other))
        mains = reading.main_posts(connection, one, other)
    said = rules.reasons(first.side, second.side)
    differing = rules.differing(first.side.person, second.side.person)
    return PairView(first, second, tuple(said), differing, mains)


def merge(desk: Desk, merge_id: int) -> Merge:
    """Return a merge that stands; raises Refused where it was split again."""
    with desk.read("see_duplicates") as connection:
        return reading.merge_of(connection, merge_id)


def merge_view(desk: Desk, merge_id: int) -> MergeView:
    """Return two merged entries; raises Refused where they were split again, or outside the user's scope."""
    with desk.read("see_duplicates") as connection:
        found = reading.merge_of(connection, merge_id)
        path = reading.path_of(connection, found)
        root = path[-1].into_id
        if not officials.visible_of(connection, [root], desk.scope, desk.today()):
            raise Refused(msg("This person lies outside what you may see. Ask the desk head."))
        stands, gone = (officials.entry_facts(connection, one).order for one in (root, found.person_id))
        back = _going_back(connection, found, root)
        added = _added(connection, path, root)
        told = connection.execute(
            sa.select(people_merge.c.merged_at, user.c.name)
            .join(user, user.c.id == people_merge.c.merged_by)
            .where(people_merge.c.id == merge_id)
        ).one()
        return MergeView(
            found.id,
            found.version,
            _named(root, stands),
            _named(found.person_id, gone),
            told.merged_at,
            told.name,
            tuple(_rows(connection, back)),
            tuple(_rows(connection, added)),
        )


def _named(person_id: int, order: PersonOrder) -> Named:
    return Named(person_id, order.native_name, latin(order.surname, order.given_names))


def _going_back(connection: sa.Connection, found: Merge, root: int) -> list[Moved]:
    moved = [cell for cell in reading.cells_of(connection, found.id) if cell.kind is CellKind.MOVED]
    current = reading.current_values(connection, [cell.place for cell in moved])
    return [Moved(*cell.place) for cell in moved if current.get(cell.place) == root]


def _added(connection: sa.Connection, path: list[Merge], root: int) -> list[Moved]:
    places = [(one.table, one.row_id, one.column) for one in _rows_of(connection, root)]
    cells = reading.cells_on(connection, {(table, row) for table, row, _ in places})
    return [Moved(*place) for place in rules.added_since(path, places, cells)]


def _rows_of(connection: sa.Connection, person_id: int) -> list[Moved]:
    return moving.rows_of(connection, WHOSE, person_id)


def _side(connection: sa.Connection, person_id: int, today: date) -> SideView:
    facts = officials.person_facts(connection, person_id, today)
    booklets = _booklets(connection, person_id, today)
    held = connection.execute(
        sa.select(post.c.title, organisation.c.id, organisation.c.name)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(post.c.person_id == person_id, holds_on(post, today))
        .order_by(post.c.main.desc(), post.c.from_day)
    ).all()
    return SideView(
        Side(
            facts.id,
            facts.version,
            facts.order,
            tuple((one.state, one.number) for one in booklets),
            tuple((row.id, row.name) for row in held),
        ),
        tuple(f"{row.title}, {row.name}" for row in held),
        booklets,
        Counter(one.table for one in _rows_of(connection, person_id)),
    )


def _booklets(connection: sa.Connection, person_id: int, today: date) -> tuple[Booklet, ...]:
    rows = connection.execute(
        sa.select(passport, custody_state(today).label("custody"))
        .select_from(passport.outerjoin(handover, now_with(passport.c.id)))
        .where(passport.c.person_id == person_id)
        .order_by(passport.c.expires_on.desc(), passport.c.id)
    )
    return tuple(
        Booklet(
            row.number, row.issuing_state.strip(), PassportKind(row.kind).label, row.expires_on, row.custody
        )
        for row in rows
    )


def _rows(connection: sa.Connection, wanted: Iterable[Moved]) -> list[Row]:
    """Return rows in words, in the order of `WHOSE`."""
    by_table: dict[str, list[Moved]] = {}
    for one in wanted:
        by_table.setdefault(one.table, []).append(one)
    found = []
    for table in dict.fromkeys(column.table.name for column in WHOSE):
        rows = by_table.get(table, [])
        words = _words(connection, table, {one.row_id for one in rows}) if rows else {}
        found += [Row(one, kind_words(table), words[one.row_id]) for one in rows]
    return found


def _words(connection: sa.Connection, table: str, ids: Collection[int]) -> dict[int, str | Message]:
    if table in _LABELS:
        column, label = _LABELS[table]
        coded = sa.select(column.table.c.id, column).where(column.table.c.id.in_(ids))
        return {row[0]: label(row[1]) for row in connection.execute(coded)}
    of, asked = _TEXTS[table]
    return {row[0]: row[1] for row in connection.execute(asked.where(of.in_(ids)))}


_LABELS: dict[str, tuple[sa.Column[Any], Callable[[str], Message]]] = {
    "person_category": (person_category.c.category, lambda code: Category(code).label),
    "clearance": (clearance.c.level, lambda code: Secrecy(code).label),
}
_TEXTS: dict[str, tuple[sa.Column[Any], sa.Select[Any]]] = {
    "post": (
        post.c.id,
        sa.select(post.c.id, post.c.title + ", " + organisation.c.name).join(
            organisation, organisation.c.id == post.c.organisation_id
        ),
    ),
    "passport": (passport.c.id, sa.select(passport.c.id, passport.c.number)),
    "request": (
        request.c.id,
        sa.select(request.c.id, trip.c.number).join(trip, trip.c.id == request.c.trip_id),
    ),
    "paper": (paper.c.id, sa.select(paper.c.id, paper.c.number)),
    "user": (user.c.id, sa.select(user.c.id, user.c.name)),
}
