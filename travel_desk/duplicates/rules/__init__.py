"""What the desk asks of duplicates; plain Python, nothing is read or written here.

`folding`, `likeness` and `finding` look for entries that may be one person, `reasons` says why in words,
`merging` asks what stands against a merge, `splitting` plans how one is taken apart.
"""

from travel_desk.duplicates.rules.finding import MOST, Search
from travel_desk.duplicates.rules.merging import merge_people, split_people
from travel_desk.duplicates.rules.numbers import NUMBER, renumber
from travel_desk.duplicates.rules.reasons import FIELDS, differing, known_by, reasons
from travel_desk.duplicates.rules.records import (
    Between,
    Booklet,
    Cell,
    CellKind,
    Entry,
    Found,
    MainPost,
    Merge,
    MergeOrder,
    Pair,
    Plan,
    Renumbering,
    Side,
    Sign,
)
from travel_desk.duplicates.rules.splitting import added_since, plan_split

__all__ = [
    "FIELDS", "MOST", "NUMBER", "Between", "Booklet", "Cell", "CellKind", "Entry", "Found", "MainPost",
    "Merge", "MergeOrder", "Pair", "Plan", "Renumbering", "Search", "Side", "Sign", "added_since",
    "differing", "known_by", "merge_people", "plan_split", "reasons", "renumber", "split_people",
]  # fmt: skip
