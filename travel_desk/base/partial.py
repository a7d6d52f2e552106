"""Dates of which the day or the month may be unknown (ICAO Doc 9303-3, section 4.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A birth date: year, and month and day where they are known (0 where they are not).

    Raises ValueError for a day without a month, or for a day that no calendar has.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day without a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date of "1979-03-14", "1979-03" or "1979"; raises ValueError otherwise."""
        found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2] or 0), int(found[3] or 0))

    def __str__(self) -> str:
        """Return the ISO 8601 form, as short as what is known."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"
