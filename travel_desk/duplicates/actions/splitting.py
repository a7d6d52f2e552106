"""Splitting a person whose two entries were merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from travel_desk.base.message import Refused, msg
from travel_desk.base.partial import PartialDate
from travel_desk.desk import About, Changed, Deed, Desk, Seen
from travel_desk.desk.moving import Moved
from travel_desk.duplicates import reading, rules, store
from travel_desk.duplicates.actions.lent import CHANGED, move_back, rows_of
from travel_desk.duplicates.rules import Cell, CellKind, Merge, Plan
from travel_desk.officials import reading as officials
from travel_desk.officials.steps import merging as steps


def split_people(desk: Desk, merge_id: int, version: int, assigned: Sequence[Moved] = ()) -> Changed[int]:
    """Take a merge apart and return the id of the entry that stands for itself again.

    What the merge moved goes back; what was added since stays with the survivor but for `assigned`.
    Raises Refused where the merge was split already, where a passport that would go back is handed out,
    where a personnel number was given to somebody else meanwhile, and outside the user's scope.
    """
    with desk.deed("split_people", seen=Seen("people_merge", merge_id, version)) as deed:
        merge = reading.merge_of(deed.connection, merge_id)
        path = reading.path_of(deed.connection, merge)
        root = path[-1].into_id
        _allow(deed, merge.person_id, root)
        plan = _plan(deed, path, assigned)
        going = [*_moved(plan.back), *assigned]
        passports = [one.row_id for one in going if one.table == "passport"]
        rules.split_people(store.handed_out(deed.connection, passports))
        _renumber(deed, merge, root)
        store.settle_cells(deed.connection, plan.done)
        store.relink_cells(deed.connection, plan.relink)
        steps.join_entry(deed, merge.person_id, None)
        back = move_back(deed, going, root, merge.person_id)
        for cell in plan.restore:
            if cell.table == "post":
                _restore_main(deed, cell)
            else:
                _write(deed, cell.row_id, cell.column, cell.before)
        store.record_split(deed.connection, merge, deed.session.user_id, deed.now)
        steps.refresh(deed, sorted({root, merge.into_id, merge.person_id}))
        _enter(deed, merge, root, back, len(assigned))
    return Changed(CHANGED, merge.person_id)


def _allow(deed: Deed, split: int, root: int) -> None:
    stands = officials.person_facts(deed.connection, root, deed.today)
    gone = officials.entry_facts(deed.connection, split)
    protected = stands.order.protected or gone.order.protected
    deed.allow(About(stands.organisation_paths, protected, persons=frozenset({root, split})))


def _plan(deed: Deed, path: Sequence[Merge], assigned: Sequence[Moved]) -> Plan:
    connection = deed.connection
    own = reading.cells_of(connection, path[0].id)
    places = [(one.table, one.row_id, one.column) for one in assigned]
    rows = {(cell.table, cell.row_id) for cell in own if cell.kind is not CellKind.KEPT}
    cells = reading.cells_on(connection, rows | {(table, row) for table, row, _ in places})
    cells += [cell for cell in own if cell.kind is CellKind.KEPT and cell not in cells]
    if places:
        standing = rows_of(deed, path[-1].into_id)
        asked = [(one.table, one.row_id, one.column) for one in standing]
        since = rules.added_since(path, asked, reading.cells_on(connection, {(t, r) for t, r, _ in asked}))
        if not set(places) <= set(since):
            raise Refused(msg("Some of what you chose has changed meanwhile. Reload and choose again."))
    current = reading.current_values(connection, [cell.place for cell in cells])
    return rules.plan_split(path, cells, current, places)


def _moved(cells: Sequence[Cell]) -> list[Moved]:
    return [Moved(cell.table, cell.row_id, cell.column) for cell in cells]


def _restore_main(deed: Deed, cell: Cell) -> None:
    """Make a post the main one again; where another one is by now, leave that to the merge behind it."""
    connection = deed.connection
    other = store.other_main(connection, cell.row_id)
    if other is None:
        steps.set_main(deed, cell.row_id, True)
        return
    behind = store.came_by(connection, other) or store.came_by(connection, cell.row_id)
    if behind is not None:
        store.hand_on(connection, cell, behind)


def _renumber(deed: Deed, merge: Merge, root: int) -> None:
    """Let personnel numbers stand as if the merge had never been; raises Refused where one is taken."""
    connection = deed.connection
    entries = {one: reading.number_of(connection, one) for one in officials.entries_of(connection, root)}
    merges = reading.merges_among(connection, entries)
    cells = reading.number_cells(connection, entries)
    plan = rules.renumber(merges, cells, entries, merge.id)
    changed = {one: number for one, number in plan.numbers.items() if entries[one] != number}
    for one in changed:
        _write(deed, one, rules.NUMBER, None)
    for one, number in changed.items():
        if number is not None and reading.holder_of(connection, number) is not None:
            raise Refused(
                msg(
                    "Personnel number {number} belongs to another person by now. Correct it there first.",
                    number=str(number),
                )
            )
        _write(deed, one, rules.NUMBER, number)
    store.rewrite_cells(connection, plan.cells)


def _write(deed: Deed, person_id: int, name: str, value: Any) -> None:
    facts = officials.entry_facts(deed.connection, person_id)
    if name == "birth_date" and value is not None:
        value = PartialDate.parse(value)
    elif name == rules.NUMBER:
        value = value or ""
    steps.write_person(deed, person_id, replace(facts.order, **{name: value}))


def _enter(deed: Deed, merge: Merge, root: int, back: Sequence[Moved], assigned: int) -> None:
    counts = Counter(one.table for one in back)
    deed.entry(
        "person",
        root,
        facts={"split": merge.person_id, "assigned": assigned, **counts},
        person=root,
        details=[
            ("moved", merge.person_id, [one.table, one.row_id, one.column, root, merge.person_id])
            for one in back
        ],
    )
