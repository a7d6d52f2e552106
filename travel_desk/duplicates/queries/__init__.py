"""Read side of duplicates: permission asked, limited by what the user may see, plain records."""

from travel_desk.duplicates.queries.finding import (
    STOPPED,
    find_duplicates,
    merge_ids,
    merge_rows,
    merges_of,
    pair_ids,
    pair_rows,
)
from travel_desk.duplicates.queries.records import (
    Booklet,
    Line,
    Looked,
    MergeView,
    Named,
    PairView,
    Row,
    SideView,
)
from travel_desk.duplicates.queries.sides import WHOSE, kind_words, merge, merge_view, pair_view

__all__ = [
    "STOPPED", "WHOSE", "Booklet", "Line", "Looked", "MergeView", "Named", "PairView", "Row", "SideView",
    "find_duplicates", "kind_words", "merge", "merge_ids", "merge_rows", "merge_view", "merges_of",
    "pair_ids", "pair_rows", "pair_view",
]  # fmt: skip
