"""How one merge of several is taken apart again, in any order.

Every row belongs to the entry with which it was registered; merges only say with which entry it stands.
The cells of a row, one a merge, are a pile: taking out one from the middle leaves those above resting on
what lies beneath.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from travel_desk.duplicates.rules.numbers import NUMBER
from travel_desk.duplicates.rules.records import Cell, CellKind, Merge, Plan

Place = tuple[str, int, str]


def plan_split(
    path: Sequence[Merge],
    cells: Sequence[Cell],
    current: Mapping[Place, object],
    assigned: Collection[Place] = (),
) -> Plan:
    """Return what splitting the first merge of `path` does.

    path: that merge, then the one that took its survivor on, and so up to the entry that stands for all.
    cells: the standing cells of any merge that lie on a row of that merge's, or on an assigned one.
    current: the values as they are now. assigned: rows added since that shall go to the split entry.
    """
    mine, root = path[0], path[-1].into_id
    own = [cell for cell in cells if cell.merge_id == mine.id]
    back = [
        cell
        for cell in own
        if cell.kind is CellKind.MOVED and current.get(cell.place) == root and cell.place not in assigned
    ]
    leaving = {cell.place for cell in back} | set(assigned)
    rows = {(table, row) for table, row, _ in leaving}
    done = {cell.id for cell in own}
    done |= {cell.id for cell in cells if cell.merge_id >= mine.id and cell.place in leaving}
    restore, relink = _values(own, cells, current, rows, mine.id)
    done |= {cell.id for cell in cells if _goes_along(cell, rows, mine.id)}
    return Plan(tuple(back), tuple(restore), tuple(relink), frozenset(done))


def _values(
    own: Sequence[Cell],
    cells: Sequence[Cell],
    current: Mapping[Place, object],
    rows: Collection[tuple[str, int]],
    since: int,
) -> tuple[list[Cell], list[tuple[int, object]]]:
    """Return the changed cells to be written back, the latest first, and what later cells then rest on."""
    standing: dict[Place, object] = dict(current)
    restore: list[Cell] = []
    relink: list[tuple[int, object]] = []
    for cell in sorted(cells, key=lambda one: one.id, reverse=True):
        along = _goes_along(cell, rows, since)
        if cell.kind is not CellKind.CHANGED or cell.column == NUMBER or not (along or cell in own):
            continue  # numbers change places: see `numbers`
        later = None if along else _next(cell, cells)
        if later is not None:
            if later.before == cell.after:
                relink.append((later.id, cell.before))
        elif standing.get(cell.place) == cell.after:
            restore.append(cell)
            standing[cell.place] = cell.before
    return restore, relink


def _goes_along(cell: Cell, rows: Collection[tuple[str, int]], since: int) -> bool:
    """Tell whether a value that was changed by that merge or a later one leaves with its row."""
    return cell.kind is CellKind.CHANGED and cell.merge_id >= since and (cell.table, cell.row_id) in rows


def _next(cell: Cell, cells: Sequence[Cell]) -> Cell | None:
    later = [one for one in cells if one.place == cell.place and one.id > cell.id]
    later = [one for one in later if one.kind is CellKind.CHANGED]
    return min(later, key=lambda one: one.id, default=None)


def added_since(path: Sequence[Merge], rows: Collection[Place], cells: Sequence[Cell]) -> tuple[Place, ...]:
    """Return those of `rows` (all that stand with the last entry of `path`) that came after the first merge.

    cells: the standing cells of those rows. Rows that were with the entry that stayed, or that another
    merge brought, are not among them.
    """
    first = path[0]
    survivors = {merge.into_id for merge in path}
    above = {merge.id for merge in path}
    known = {cell.place for cell in cells if cell.merge_id == first.id}
    known |= {cell.place for cell in cells if cell.kind is CellKind.KEPT and cell.merge_id in above}
    came_from: dict[Place, object] = {}
    for cell in sorted(cells, key=lambda one: one.id, reverse=True):
        if cell.kind is CellKind.MOVED:
            came_from[cell.place] = cell.before  # the earliest stays
    root = path[-1].into_id
    return tuple(place for place in rows if place not in known and came_from.get(place, root) in survivors)
