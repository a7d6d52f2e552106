"""Machine-readable zones to ICAO Doc 9303, parts 3 to 7: read, written, and their transliteration."""

from travel_desk.mrz.spellings import spellings
from travel_desk.mrz.transliteration import transliterate

__all__ = ["spellings", "transliterate"]
