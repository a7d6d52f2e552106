"""Names as a zone holds them: fillers for spaces, two between surname and given names, cut where too long.

ICAO Doc 9303-3, section 4.6, and the rules of truncation in parts 4 to 7 (4.2.3).
"""

from __future__ import annotations

FILLER = "<"


def encode(name: str) -> str:
    """Return a Latin name as a zone spells it: hyphens and spaces are fillers, apostrophes are left out."""
    return FILLER.join(name.replace("'", "").replace("-", " ").split())


def as_printed(name: str) -> str:
    """Return a Latin name as it can be read from a zone: no apostrophes, spaces for hyphens."""
    return encode(name).replace(FILLER, " ")


def fit(surname: str, given: str, width: int) -> str:
    """Return the name field: both identifiers (encoded), cut to `width` signs where they are longer.

    A field that was cut ends with a letter, which tells the reader that something may be missing. The
    surname gives way only until the first letter of the given names stands behind it.
    """
    whole = f"{surname}{FILLER * 2}{given}" if given else surname
    if len(whole) <= width:
        return whole.ljust(width, FILLER)
    if not given:
        return _cut(surname, width)
    kept = surname if len(surname) <= width - 3 else surname[: width - 3].rstrip(FILLER)
    return f"{kept}{FILLER * 2}{_cut(given, width - len(kept) - 2)}"


def _cut(name: str, room: int) -> str:
    """Return the beginning of `name` with a letter at its end: the part before gives one up if need be."""
    kept = name[:room]
    if len(name) > room and kept.endswith(FILLER):
        shorter = kept[:-2].rstrip(FILLER)
        kept = f"{shorter}{FILLER}{name[room]}" if shorter else name[: room - 1]
    return kept.ljust(room, FILLER)


def split(field: str) -> tuple[str, str]:
    """Return surname and given names of a name field, with a space for each run of fillers."""
    surname, _, given = field.rstrip(FILLER).partition(FILLER * 2)
    return _spaced(surname), _spaced(given)


def _spaced(part: str) -> str:
    return " ".join(part.replace(FILLER, " ").split())
