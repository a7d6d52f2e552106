"""The questions of custody: permission asked, read-only, limited to what the user may see."""

from travel_desk.custody.queries.facts import (
    booklet_by_number,
    calendar_of,
    case_of,
    custodians,
    custody_of,
    find_someone,
    free_places,
    movements,
    movements_of,
    safes,
)
from travel_desk.custody.queries.inventory import CountedRow, Listed, counted_rows, has_begun
from travel_desk.custody.queries.lists import (
    counts,
    find_passports,
    overdue,
    passport_for,
    passport_ids,
    passport_rows,
    passports_of,
)
from travel_desk.custody.queries.records import Case, Custodian, Filter, PassportRow, Safe, Seen, Someone

__all__ = [
    "Case",
    "CountedRow",
    "Custodian",
    "Filter",
    "Listed",
    "PassportRow",
    "Safe",
    "Seen",
    "Someone",
    "booklet_by_number",
    "calendar_of",
    "case_of",
    "counted_rows",
    "counts",
    "custodians",
    "custody_of",
    "find_passports",
    "find_someone",
    "free_places",
    "has_begun",
    "movements",
    "movements_of",
    "overdue",
    "passport_for",
    "passport_ids",
    "passport_rows",
    "passports_of",
    "safes",
]
