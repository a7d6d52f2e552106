"""Machine-readable zones to ICAO Doc 9303, parts 3 to 7: read, written, and their transliteration.

Nothing here repairs what was read: a wrong check digit is a sentence, and a person compares.
"""

from travel_desk.mrz.names import as_printed
from travel_desk.mrz.reader import begins_like_zone, is_whole, looks_like_zone, read
from travel_desk.mrz.spellings import spellings
from travel_desk.mrz.transliteration import transliterate
from travel_desk.mrz.writer import write
from travel_desk.mrz.zone import Kind, Problem, Reading, Zone, check_digit

__all__ = [
    "Kind",
    "Problem",
    "Reading",
    "Zone",
    "as_printed",
    "begins_like_zone",
    "check_digit",
    "is_whole",
    "looks_like_zone",
    "read",
    "spellings",
    "transliterate",
    "write",
]
