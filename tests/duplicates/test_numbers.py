"""Personnel numbers of merged entries: none is lost, whichever merge is split first."""

from __future__ import annotations

from travel_desk.duplicates.rules.numbers import NUMBER, renumber
from travel_desk.duplicates.rules.records import Cell, CellKind, Merge, Renumbering

FIRST, SECOND = Merge(1, 1, 2, 1), Merge(2, 1, 3, 1)


def cell(id: int, merge: int, entry: int, before: str, after: str) -> Cell:
    return Cell(id, merge, CellKind.CHANGED, "person", entry, NUMBER, before, after)


CELLS = (
    cell(11, 1, 1, "A", "B"),
    cell(12, 1, 2, "B", "A"),
    cell(13, 2, 1, "B", "C"),
    cell(14, 2, 3, "C", "B"),
)


def test_the_exchange_of_the_later_merge_happens_anew_when_the_earlier_one_is_split() -> None:
    found = renumber([FIRST, SECOND], CELLS, {1: "C", 2: "A", 3: "B"}, split=1)
    assert found == Renumbering({1: "C", 2: "B", 3: "A"}, ((13, "A", "C"), (14, "C", "A")))


def test_the_earlier_exchange_stays_when_the_later_merge_is_split() -> None:
    found = renumber([FIRST, SECOND], CELLS, {1: "C", 2: "A", 3: "B"}, split=2)
    assert found == Renumbering({1: "B", 2: "A", 3: "C"}, ((11, "A", "B"), (12, "B", "A")))


def test_a_number_that_somebody_changed_since_stays_with_its_entry() -> None:
    found = renumber([FIRST], CELLS[:2], {1: "NEW", 2: "A", 4: "D"}, split=1)
    assert found == Renumbering({1: "NEW", 2: "B", 4: "D"}, ())
