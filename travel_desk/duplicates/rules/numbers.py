"""Personnel numbers of merged entries.

No number is lost by a merge: where the entry that stays takes the other's number, the two change places,
so that a staff list that still has the old number finds the person, and nobody else is given it. Splitting
a merge lets the exchanges of the others happen anew from the numbers that the entries had by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from travel_desk.duplicates.rules.records import Cell, Merge, Renumbering

NUMBER = "personnel_number"


def renumber(
    merges: Sequence[Merge], cells: Sequence[Cell], current: Mapping[int, object], split: int
) -> Renumbering:
    """Return the numbers of a tree of merged entries once the merge `split` is taken out.

    merges: those of the tree, in the order in which they were made. cells: their standing cells of
    numbers, in their order. current: the number of each entry now. A number that somebody changed since
    stays with its entry.
    """
    by_entry: dict[int, list[Cell]] = {}
    for cell in cells:
        by_entry.setdefault(cell.row_id, []).append(cell)
    numbers = {one: by_entry[one][0].before if one in by_entry else now for one, now in current.items()}
    changed_since = {
        one: now for one, now in current.items() if one in by_entry and by_entry[one][-1].after != now
    }
    told = []
    for merge in merges:
        two = {cell.row_id: cell for cell in cells if cell.merge_id == merge.id and merge.id != split}
        if two:
            before = dict(numbers)
            numbers[merge.into_id], numbers[merge.person_id] = before[merge.person_id], before[merge.into_id]
            told += [(cell.id, before[one], numbers[one]) for one, cell in two.items()]
    return Renumbering({**numbers, **changed_since}, tuple(told))
