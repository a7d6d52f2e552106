"""Deeds on staff lists, and judging them before: looked at, judged, taken in, repaired, discarded."""

from travel_desk.staff_lists.actions.judging import (
    Choice,
    Found,
    ListFile,
    Looked,
    judge_file,
    judge_lines,
    judge_places,
    judge_repairs,
    look,
    remembered,
)
from travel_desk.staff_lists.actions.taking import discard_repairs, import_officials

__all__ = [
    "Choice",
    "Found",
    "ListFile",
    "Looked",
    "discard_repairs",
    "import_officials",
    "judge_file",
    "judge_lines",
    "judge_places",
    "judge_repairs",
    "look",
    "remembered",
]
