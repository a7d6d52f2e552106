"""Merging two entries of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from travel_desk.desk import Changed, Deed, Desk, Seen
from travel_desk.desk.moving import Moved
from travel_desk.duplicates import rules, store
from travel_desk.duplicates.actions.lent import CHANGED, check_version, move_person, rows_of
from travel_desk.duplicates.reading import plain
from travel_desk.duplicates.rules import Cell, CellKind, MergeOrder
from travel_desk.officials import reading
from travel_desk.officials.rules import PersonOrder, person_problems, refuse
from travel_desk.officials.steps import about_facts
from travel_desk.officials.steps import merging as steps

FIELDS = (*rules.FIELDS, "protected")


def merge_people(desk: Desk, order: MergeOrder) -> Changed[int]:
    """Merge one entry of a person into another and return the merge's id.

    Posts, categories, clearances, passports, requests, papers and the linked user go to the entry that
    stays; the other remains as a row that points to it. Handovers, the journal and the content of papers
    are never changed. Raises Refused as the rules do, and outside the user's scope.
    """
    with desk.deed("merge_people", seen=Seen("person", order.stays, order.stays_version)) as deed:
        stays = reading.person_facts(deed.connection, order.stays, deed.today)
        goes = reading.person_facts(deed.connection, order.goes, deed.today)
        for facts in (stays, goes):
            deed.allow(about_facts(facts))
        check_version(goes, order.goes_version)
        between = store.between(deed.connection, order.stays, order.goes)
        values, additional = rules.merge_people(stays.order, goes.order, between, order)
        refuse(person_problems(values, deed.today))
        made = store.record_merge(deed.connection, order.goes, order.stays, deed.session.user_id, deed.now)
        kept = _cells(made, CellKind.KEPT, rows_of(deed, order.stays), order.stays, order.stays)
        changed = _main_posts(deed, made, additional)
        moved = _cells(
            made, CellKind.MOVED, move_person(deed, order.goes, order.stays), order.goes, order.stays
        )
        changed += _values(deed, made, goes, stays, values)
        steps.join_entry(deed, order.goes, order.stays)
        store.record_cells(deed.connection, made, [*kept, *moved, *changed])
        steps.refresh(deed, [order.stays, order.goes])
        _enter(deed, order, stays.order, values, moved)
    return Changed(CHANGED, made)


def _main_posts(deed: Deed, merge_id: int, additional: Sequence[int]) -> list[Cell]:
    for post_id in additional:
        steps.set_main(deed, post_id, False)
    return [
        Cell(0, merge_id, CellKind.CHANGED, "post", post_id, "main", True, False) for post_id in additional
    ]


def _values(
    deed: Deed, merge_id: int, goes: reading.PersonFacts, stays: reading.PersonFacts, values: PersonOrder
) -> list[Cell]:
    """Write the values that stand from now on; where a personnel number is taken, the two change places."""
    left = goes.order
    if values.personnel_number != stays.order.personnel_number:
        left = replace(left, personnel_number=stays.order.personnel_number)
        steps.write_person(deed, goes.id, replace(left, personnel_number=""))
    cells = []
    for facts, new in ((stays, values), (goes, left)):
        differing = [name for name in FIELDS if getattr(facts.order, name) != getattr(new, name)]
        if differing:
            steps.write_person(deed, facts.id, new)
        for name in differing:
            old, now = held(facts.order, name), held(new, name)
            cells.append(Cell(0, merge_id, CellKind.CHANGED, "person", facts.id, name, old, now))
    return cells


def held(order: PersonOrder, name: str) -> object:
    """Return a value of a person as a cell holds it, which is as the table holds it."""
    value = plain(getattr(order, name))
    return None if name == "personnel_number" and value == "" else value


def _cells(merge_id: int, kind: CellKind, rows: Sequence[Moved], before: int, after: int) -> list[Cell]:
    return [Cell(0, merge_id, kind, one.table, one.row_id, one.column, before, after) for one in rows]


def _enter(
    deed: Deed, order: MergeOrder, before: PersonOrder, after: PersonOrder, moved: Sequence[Cell]
) -> None:
    """Write the journal entry: how many rows of which table went where, the values that changed."""
    counts = Counter(cell.table for cell in moved)
    deed.entry(
        "person",
        order.stays,
        facts={"merged_person": order.goes, "main_post": order.main_post, **counts},
        personal={name: (held(before, name), held(after, name)) for name in FIELDS},
        person=order.stays,
        details=[
            ("moved", order.stays, [cell.table, cell.row_id, cell.column, cell.before, cell.after])
            for cell in moved
        ],
    )
