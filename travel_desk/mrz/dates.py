"""The six signs of a date in a zone: YYMMDD, "<<" for what is unknown (ICAO Doc 9303-3, section 4.8)."""

from __future__ import annotations

import re
from datetime import date

from travel_desk.base.partial import PartialDate

UNKNOWN = "<<<<<<"
_BEHIND, _AHEAD = 50, 49  # years around today in which a document expires
_SHAPE = re.compile(r"([0-9]{2})([0-9]{2}|<<)([0-9]{2}|<<)")


def read_birth(signs: str, today: date) -> PartialDate | None:
    """Return the latest such day that is not after `today`; raises ValueError for what is no date.

    None where the year is unknown. "00" for a month or a day, which some states print instead of the fillers
    of Doc 9303-3, section 4.8, is unknown as well: the check digit is the same, and no calendar has it.
    """
    if signs.startswith("<<") and re.fullmatch(r"<<([0-9]{2}|<<){2}", signs):
        return None
    found = _SHAPE.fullmatch(signs)
    if found is None:
        raise ValueError(signs)
    month, day = (0 if part in ("<<", "00") else int(part) for part in found.groups()[1:])
    first = today.year // 100 * 100
    for century in (first, first - 100):
        try:
            born = PartialDate(century + int(found[1]), month, day)
        except ValueError:
            continue
        if date(born.year, born.month or 1, born.day or 1) <= today:
            return born
    raise ValueError(signs)


def read_expiry(signs: str, today: date) -> date | None:
    """Return the day within 50 years back and 49 ahead of `today`; None for no date of expiry.

    Raises ValueError for what is no date.
    """
    if signs == UNKNOWN:
        return None
    if not re.fullmatch("[0-9]{6}", signs):
        raise ValueError(signs)
    year, month, day = int(signs[:2]), int(signs[2:4]), int(signs[4:])
    first = today.year - _BEHIND
    return date(first + (year - first) % (_BEHIND + _AHEAD + 1), month, day)


def write_birth(born: PartialDate | None) -> str:
    """Return the six signs of a date of birth, "<<" for each part that is unknown."""
    if born is None:
        return UNKNOWN
    parts = (born.year % 100, born.month, born.day)
    return "".join(f"{part:02}" if part or at == 0 else "<<" for at, part in enumerate(parts))


def write_expiry(day: date | None) -> str:
    """Return the six signs of a date of expiry."""
    return UNKNOWN if day is None else day.strftime("%y%m%d")
