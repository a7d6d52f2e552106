"""Reads of duplicates that both sides share; each takes a connection and returns records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.base.partial import PartialDate
from travel_desk.database.metadata import metadata
from travel_desk.duplicates.rules import NUMBER, Cell, CellKind, MainPost, Merge
from travel_desk.duplicates.tables import people_merge, people_merge_cell
from travel_desk.officials.tables import organisation, person, post

Place = tuple[str, int, str]
_CHUNK = 400


def merge_of(connection: sa.Connection, merge_id: int) -> Merge:
    """Return a merge that stands; raises Refused where there is none of this id, or it was split again."""
    row = connection.execute(
        sa.select(people_merge).where(people_merge.c.id == merge_id, people_merge.c.split_at.is_(None))
    ).first()
    if row is None:
        raise Refused(msg("These two were split again meanwhile. Reload and look again."))
    return Merge(row.id, row.version, row.person_id, row.into_id)


def path_of(connection: sa.Connection, merge: Merge) -> list[Merge]:
    """Return the merge, the one that took its survivor on, and so up to the entry that stands for all."""
    path = [merge]
    while True:
        row = connection.execute(
            sa.select(people_merge).where(
                people_merge.c.person_id == path[-1].into_id, people_merge.c.split_at.is_(None)
            )
        ).first()
        if row is None:
            return path
        path.append(Merge(row.id, row.version, row.person_id, row.into_id))


def cells_of(connection: sa.Connection, merge_id: int) -> list[Cell]:
    """Return the standing cells of one merge, in their order."""
    return standing_cells(connection, people_merge_cell.c.merge_id == merge_id)


def cells_on(connection: sa.Connection, rows: Collection[tuple[str, int]]) -> list[Cell]:
    """Return the standing cells of all merges that lie on these rows (table and id), in their order."""
    by_table: dict[str, list[int]] = {}
    for table, row_id in sorted(set(rows)):
        by_table.setdefault(table, []).append(row_id)
    found = [
        cell
        for table, ids in by_table.items()
        for at in range(0, len(ids), _CHUNK)
        for cell in standing_cells(
            connection,
            people_merge_cell.c.table_name == table,
            people_merge_cell.c.row_id.in_(ids[at : at + _CHUNK]),
        )
    ]
    return sorted(found, key=lambda cell: cell.id)


def current_values(connection: sa.Connection, places: Iterable[Place]) -> dict[Place, object]:
    """Return the values of some places as cells hold them; a row that is gone has none."""
    found: dict[Place, object] = {}
    for place in set(places):
        table_name, row_id, column = place
        table = metadata.tables[table_name]
        row = connection.execute(sa.select(table.c[column]).where(table.c.id == row_id)).first()
        if row is not None:
            found[place] = plain(row[0])
    return found


def merges_among(connection: sa.Connection, entries: Collection[int]) -> list[Merge]:
    """Return the standing merges between some entries, in the order in which they were made."""
    asked = (
        sa.select(people_merge)
        .where(people_merge.c.split_at.is_(None), people_merge.c.person_id.in_(entries))
        .order_by(people_merge.c.id)
    )
    return [Merge(row.id, row.version, row.person_id, row.into_id) for row in connection.execute(asked)]


def number_of(connection: sa.Connection, person_id: int) -> str | None:
    """Return the personnel number of an entry, None where it has none."""
    asked = sa.select(person.c.personnel_number).where(person.c.id == person_id)
    found: str | None = connection.execute(asked).scalar()
    return found


def number_cells(connection: sa.Connection, entries: Collection[int]) -> list[Cell]:
    """Return the standing cells that tell of personnel numbers of some entries, in their order."""
    cells = people_merge_cell.c
    return standing_cells(
        connection, cells.table_name == "person", cells.column_name == NUMBER, cells.row_id.in_(entries)
    )


def holder_of(connection: sa.Connection, number: object) -> int | None:
    """Return the entry that has a personnel number, None where none has."""
    found: int | None = connection.execute(
        sa.select(person.c.id).where(person.c.personnel_number == number)
    ).scalar()
    return found


def plain(value: object) -> object:
    """Return a value as a cell holds it: a birth date as text."""
    return str(value) if isinstance(value, PartialDate) else value


def main_posts(connection: sa.Connection, stays: int, goes: int) -> tuple[MainPost, ...]:
    """Return the main posts of either entry that meet one of the other on any day.

    Those of the entry that stays come first, each entry's by the day on which they began.
    """
    theirs = post.alias("theirs")
    asked = (
        sa.select(post, (post.c.title + ", " + organisation.c.name).label("called"))
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(
            post.c.person_id.in_((stays, goes)),
            post.c.main,
            sa.exists().where(
                theirs.c.person_id.in_((stays, goes)),
                theirs.c.person_id != post.c.person_id,
                theirs.c.main,
                held_together(post, theirs),
            ),
        )
        .order_by(post.c.person_id != stays, post.c.from_day, post.c.id)
    )
    return tuple(
        MainPost(row.id, row.called, row.person_id == stays, row.from_day, row.until_day)
        for row in connection.execute(asked)
    )


def held_together(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition that two posts are held on one day; a struck post is held on none."""
    return sa.and_(
        *(sa.or_(a.c.until_day.is_(None), a.c.until_day > a.c.from_day) for a in (one, other)),
        sa.or_(one.c.until_day.is_(None), other.c.from_day < one.c.until_day),
        sa.or_(other.c.until_day.is_(None), one.c.from_day < other.c.until_day),
    )


def standing_cells(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Cell]:
    """Return the cells that stand and answer all conditions, in their order."""
    asked: Sequence[sa.Row[tuple[object, ...]]] = connection.execute(
        sa.select(people_merge_cell)
        .where(people_merge_cell.c.standing, *where)
        .order_by(people_merge_cell.c.id)
    ).all()
    return [
        Cell(
            row.id, row.merge_id, CellKind(row.kind), row.table_name, row.row_id, row.column_name,
            row.before, row.after,
        )
        for row in asked
    ]  # fmt: skip
