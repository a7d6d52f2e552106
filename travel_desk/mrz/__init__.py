"""Machine-readable zones to ICAO Doc 9303, parts 3 to 6: read, written, and their transliteration."""
