"""Writes of duplicates: persons told apart, merges and their cells; what a merge must know before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.custody.tables import handover, now_with
from travel_desk.database.versions import touch
from travel_desk.desk.tables import draft, user
from travel_desk.duplicates import reading
from travel_desk.duplicates.rules import Between, Booklet, Cell, CellKind, Merge
from travel_desk.duplicates.tables import people_apart, people_merge, people_merge_cell
from travel_desk.officials.tables import passport, post
from travel_desk.papers.tables import paper
from travel_desk.trips.tables import request, trip

_OF_A_PERSON = ("change_person", "add_post", "register_passport")


def tell_apart(
    connection: sa.Connection, one: tuple[int, str], other: tuple[int, str], by: int, now: datetime
) -> None:
    """Write that two entries (id, and what they are known by) are two persons."""
    first, second = sorted((one, other))
    forget_apart(connection, first[0], second[0])
    connection.execute(
        sa.insert(people_apart).values(
            one_id=first[0], other_id=second[0], one_known_by=first[1], other_known_by=second[1],
            told_by=by, told_at=now,
        )
    )  # fmt: skip


def forget_apart(connection: sa.Connection, one: int, other: int) -> None:
    """Take back that two entries are two persons."""
    first, second = sorted((one, other))
    connection.execute(
        sa.delete(people_apart).where(people_apart.c.one_id == first, people_apart.c.other_id == second)
    )


def record_merge(connection: sa.Connection, person_id: int, into_id: int, by: int, now: datetime) -> int:
    """Write that an entry was merged into another and return the merge's id."""
    made = connection.execute(
        sa.insert(people_merge).values(person_id=person_id, into_id=into_id, merged_by=by, merged_at=now)
    ).inserted_primary_key
    assert made is not None
    return int(made[0])


def record_cells(connection: sa.Connection, merge_id: int, cells: Sequence[Cell]) -> None:
    """Write what a merge did, row by row, in the order in which it was done."""
    rows = [
        {
            "merge_id": merge_id, "kind": cell.kind.value, "table_name": cell.table, "row_id": cell.row_id,
            "column_name": cell.column, "before": cell.before, "after": cell.after,
        }
        for cell in cells
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(people_merge_cell), rows)


def record_split(connection: sa.Connection, merge: Merge, by: int, now: datetime) -> None:
    """Write that a merge was taken apart."""
    where = people_merge.c.id == merge.id
    connection.execute(sa.update(people_merge).where(where).values(split_by=by, split_at=now))
    touch(connection, people_merge, merge.id)


def settle_cells(connection: sa.Connection, ids: Collection[int]) -> None:
    """Write that some cells no longer stand."""
    if ids:
        statement = sa.update(people_merge_cell).where(people_merge_cell.c.id == sa.bindparam("of"))
        connection.execute(statement.values(standing=False), [{"of": one} for one in sorted(ids)])


def relink_cells(connection: sa.Connection, pairs: Iterable[tuple[int, object]]) -> None:
    """Let cells rest on what lay beneath one that was taken out: their earlier value changes."""
    for cell_id, before in pairs:
        where = people_merge_cell.c.id == cell_id
        connection.execute(sa.update(people_merge_cell).where(where).values(before=before))


def rewrite_cells(connection: sa.Connection, cells: Iterable[tuple[int, object, object]]) -> None:
    """Write other values, before and after, of cells by their ids."""
    for cell_id, before, after in cells:
        where = people_merge_cell.c.id == cell_id
        connection.execute(sa.update(people_merge_cell).where(where).values(before=before, after=after))


def hand_on(connection: sa.Connection, cell: Cell, merge_id: int) -> None:
    """Let a cell stand for another merge, which now is why the value is not restored."""
    where = people_merge_cell.c.id == cell.id
    connection.execute(sa.update(people_merge_cell).where(where).values(merge_id=merge_id, standing=True))


def came_by(connection: sa.Connection, post_id: int) -> int | None:
    """Return the last merge that moved a post, None where none did."""
    cells = people_merge_cell.c
    asked = sa.select(sa.func.max(cells.merge_id)).where(
        cells.table_name == "post", cells.row_id == post_id, cells.standing,
        cells.kind == CellKind.MOVED.value,
    )  # fmt: skip
    found = connection.execute(asked).scalar()
    return None if found is None else int(found)


def between(connection: sa.Connection, stays: int, goes: int) -> Between:
    """Return what may stand against merging two entries."""
    both = (stays, goes)
    return Between(
        same_trips=_same_trips(connection, stays, goes),
        substitutes=_numbers(
            connection,
            sa.select(trip.c.number)
            .join(request, request.c.trip_id == trip.c.id)
            .where(request.c.person_id.in_(both), request.c.substitute_id.in_(both)),
        ),
        met=_numbers(
            connection,
            sa.select(paper.c.number)
            .join(handover, handover.c.paper_id == paper.c.id)
            .where(handover.c.party_person_id.in_(both), handover.c.representative_id.in_(both)),
        ),
        booklets=booklets(connection, goes),
        drafts=_drafts(connection, set(both)),
        drafted=_numbers(
            connection,
            sa.select(trip.c.number)
            .join(request, request.c.trip_id == trip.c.id)
            .where(request.c.person_id == goes, request.c.state == "draft"),
        ),
        both_users=_users(connection, both) > 1,
        main_posts=reading.main_posts(connection, stays, goes),
    )


def booklets(connection: sa.Connection, person_id: int) -> tuple[Booklet, ...]:
    """Return the passports of an entry, and which of them are handed out."""
    asked = (
        sa.select(passport.c.number, handover.c.kind)
        .select_from(passport.outerjoin(handover, now_with(passport.c.id)))
        .where(passport.c.person_id == person_id)
        .order_by(passport.c.number)
    )
    return tuple(Booklet(row.number, row.kind == "hand_out") for row in connection.execute(asked))


def handed_out(connection: sa.Connection, passports: Collection[int]) -> list[str]:
    """Return the numbers of those of some passports that are handed out."""
    asked = (
        sa.select(passport.c.number)
        .join(handover, now_with(passport.c.id))
        .where(passport.c.id.in_(passports), handover.c.kind == "hand_out")
        .order_by(passport.c.number)
    )
    return list(connection.execute(asked).scalars())


def other_main(connection: sa.Connection, post_id: int) -> int | None:
    """Return another main post that its holder has at the same time as a post; None where there is none.

    Where there are several: one that a merge brought, since its split lets go of it.
    """
    mine = post.alias("mine")
    asked = (
        sa.select(post.c.id)
        .join(mine, mine.c.person_id == post.c.person_id)
        .where(
            mine.c.id == post_id, post.c.id != post_id, post.c.main, reading.held_together(post, mine),
        )
        .order_by(post.c.id)
    )  # fmt: skip
    found = list(connection.execute(asked).scalars())
    return next((one for one in found if came_by(connection, one) is not None), next(iter(found), None))


def _same_trips(connection: sa.Connection, one: int, other: int) -> tuple[str, ...]:
    fellow = request.alias("fellow")
    asked = (
        sa.select(trip.c.number)
        .join(request, request.c.trip_id == trip.c.id)
        .join(fellow, fellow.c.trip_id == trip.c.id)
        .where(request.c.person_id == one, fellow.c.person_id == other)
    )
    return _numbers(connection, asked)


def _numbers(connection: sa.Connection, asked: sa.Select[Any]) -> tuple[str, ...]:
    return tuple(sorted(set(connection.execute(asked).scalars())))


def _users(connection: sa.Connection, people: tuple[int, int]) -> int:
    asked = sa.select(sa.func.count()).select_from(user).where(user.c.person_id.in_(people))
    return int(connection.execute(asked).scalar_one())


def _drafts(connection: sa.Connection, people: set[int]) -> tuple[str, ...]:
    """Return the names of the users who keep an unfinished dialog about one of these."""
    rows = connection.execute(
        sa.select(user.c.name, draft.c.kind, draft.c.subject, draft.c.content).join(
            draft, draft.c.user_id == user.c.id
        )
    )
    about = {str(one) for one in people}
    return tuple(
        sorted(
            {
                row.name
                for row in rows
                if (row.kind in _OF_A_PERSON and row.subject in about)
                or (row.kind == "trip" and people & _travellers(row.content))
            }
        )
    )


def _travellers(content: dict[str, Any]) -> set[int]:
    """Return travellers and substitutes of an unfinished trip request."""
    listed = content.get("travellers", [])
    return {one for traveller in listed for one in (traveller[0], traveller[-1]) if one is not None}
