"""Dates as staff lists write them: real dates, serial numbers, and texts in three orders or with the
month's name in six languages; a birth date may lack its day, or its month too.

Serial numbers count days from 30 December 1899 (ECMA-376 part 1, section 18.17.4.1, the 1900 system as
every spreadsheet program reads it from March 1900 on).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from travel_desk.base.message import Message, msg
from travel_desk.base.partial import PartialDate
from travel_desk.officials.rules import normalise
from travel_desk.staff_lists.rules.records import Cell, DateStyle

FIRST_YEAR, LAST_YEAR = 1850, 2150
_ANY_DAY = date(2020, 1, 1)
_EPOCH = date(1899, 12, 30)
# Below lie the years themselves (1979 is a year, not 1 June 1905); serials begin in 1910.
_SERIALS = range(3654, 91_000)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:[AaPp][Mm]|Z|[+-]\d{2}:\d{2}))?$")
_BETWEEN = re.compile(r"[\s./\-,،؍‏‎]+")
_UNKNOWN = re.compile(r"0{1,2}|[xX×?_*хХ]{1,2}")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|\.|-?го|-?е)$")
# Words that stand between the parts of a date: 5 de junio de 2020, 5 июня 2020 г.
_FILLERS = frozenset({"de", "del", "of", "den", "le", "г", "года", "р", "am", "the", "عام", "سنة", "م"})
_LANGUAGES = ("en", "fr", "ru", "ar", "ar_IQ", "ar_MA", "ar_DZ", "de", "es", "uk", "kk", "pt", "it")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the dates of a column tell of their order.

    proposed: the order that fits most. sure: it alone fits, and it fits everywhere.
    dates: the share of the filled cells that are dates at all, 0 to 100.
    """

    proposed: DateStyle
    sure: bool
    dates: int


def read_day(cell: Cell, style: DateStyle | None, today: date) -> PartialDate | Message | None:
    """Return the date that a cell holds, a message where it holds none, None where it is empty.

    style: the order of figures; without one a date whose order is not plain is refused. today: what
    years of two figures are reckoned from: they lie between 80 years ago and 19 years ahead.
    """
    if cell is None or isinstance(cell, bool):
        return None if cell is None else _unread(str(cell))
    if isinstance(cell, date):
        return PartialDate(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float):
        return _serial(cell)
    text = _plain(cell)
    if not text:
        return None
    found = _text(text, style, today)
    return _unread(cell) if found is None else found


def evidence(cells: Iterable[Cell]) -> Evidence:
    """Return what the cells of one column tell of the order of their dates."""
    filled = dates = days = months = either = 0
    for cell in cells:
        if cell is None or cell == "":
            continue
        filled += 1
        one, other = (
            read_day(cell, style, _ANY_DAY) for style in (DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST)
        )
        is_one, is_other = isinstance(one, PartialDate), isinstance(other, PartialDate)
        dates += is_one or is_other
        if is_one and is_other:
            either += one != other
        else:
            days += is_one
            months += is_other
    share = 100 * dates // filled if filled else 0
    if not (days or months or either):
        return Evidence(DateStyle.YEAR_FIRST, True, share)
    proposed = DateStyle.MONTH_FIRST if months > days else DateStyle.DAY_FIRST
    return Evidence(proposed, bool(days) != bool(months), share)


def _serial(number: int | float) -> PartialDate | Message:
    if number != number or number in (float("inf"), float("-inf")):
        return _unread(str(number))
    whole = int(number)
    if whole == number and FIRST_YEAR <= whole <= LAST_YEAR:
        return PartialDate(whole)
    if whole in _SERIALS:
        day = _EPOCH + timedelta(days=whole)
        return PartialDate(day.year, day.month, day.day)
    if whole == number and len(str(whole)) == 8:
        found = _eight(str(whole), None)
        return found if found is not None else _unread(str(whole))
    return _unread(f"{number:g}")


def _plain(text: str) -> str:
    """Return a text with the figures of all scripts as 0 to 9, tidy, without a time of the day."""
    figures = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    return _CLOCK.sub("", " ".join(figures.split()))


def _text(text: str, style: DateStyle | None, today: date) -> PartialDate | Message | None:
    parts = [part for part in _BETWEEN.split(text) if part and part.casefold() not in _FILLERS]
    parts = [_ORDINAL.sub(r"\1", part) for part in parts]
    if len(parts) == 1:
        return _one(parts[0], style)
    named = [at for at, part in enumerate(parts) if _month(part)]
    if len(parts) == 2:
        return _two(parts, named)
    if len(parts) != 3:
        return None
    if named:
        return _with_name(parts, named[0], today)
    return _three(parts, style, today)


def _one(part: str, style: DateStyle | None) -> PartialDate | Message | None:
    if not part.isdecimal():
        return None
    if len(part) == 8:
        return _eight(part, style)
    if len(part) in (4, 5):
        found = _serial(int(part))
        return None if isinstance(found, Message) else found
    return None


def _eight(part: str, style: DateStyle | None) -> PartialDate | None:
    """Return the date of eight figures; read from the year, else from the day or the month."""
    first = _made(int(part[:4]), int(part[4:6]), int(part[6:]))
    if first is not None and first.day and first.month:
        return first
    one, two = int(part[:2]), int(part[2:4])
    day, month = (two, one) if style is DateStyle.MONTH_FIRST else (one, two)
    found = _made(int(part[4:]), month, day)
    return found if found is not None and found.day and found.month else None


def _two(parts: list[str], named: list[int]) -> PartialDate | None:
    """Return month and year, in either order."""
    year_first = len(parts[0]) == 4 and parts[0].isdecimal()
    year, month = (parts[0], parts[1]) if year_first else (parts[1], parts[0])
    if len(year) != 4 or not year.isdecimal():
        return None
    if named:
        return _made(int(year), _month(month), 0)
    figure = _figure(month)
    return None if figure is None else _made(int(year), figure, 0)


def _with_name(parts: list[str], at: int, today: date) -> PartialDate | None:
    rest = [part for place, part in enumerate(parts) if place != at]
    year, day = (rest[0], rest[1]) if len(rest[0]) == 4 else (rest[1], rest[0])
    figure = _figure(day)
    if figure is None or not year.isdecimal():
        return None
    whole = _year(year, today)
    return None if whole is None else _made(whole, _month(parts[at]), figure)


def _three(parts: list[str], style: DateStyle | None, today: date) -> PartialDate | Message | None:
    figures = [int(part) if part.isdecimal() and len(part) == 4 else _figure(part) for part in parts]
    if None in figures:
        return None
    one, two, three = (figure or 0 for figure in figures)
    if len(parts[0]) == 4:
        return _made(one, two, three)
    if style is DateStyle.YEAR_FIRST and len(parts[2]) <= 2:
        year = _year(parts[0], today)
        return None if year is None else _made(year, two, three)
    year = _year(parts[2], today)
    if year is None:
        return None
    if style is DateStyle.DAY_FIRST:
        return _made(year, two, one)
    if style is DateStyle.MONTH_FIRST:
        return _made(year, one, two)
    return _plain_order(year, one, two)


def _plain_order(year: int, one: int, two: int) -> PartialDate | Message | None:
    """Return a date whose order nothing tells, where it can be read in one way only."""
    day_first, month_first = _made(year, two, one), _made(year, one, two)
    if day_first and month_first and day_first != month_first:
        return msg(
            "{one} or {two}? Write it as 2020-12-31, or say which comes first in this column.",
            one=day_first,
            two=month_first,
        )
    return day_first or month_first


def _figure(part: str) -> int | None:
    """Return a day or month of one or two figures; 0 where it is marked as unknown."""
    if _UNKNOWN.fullmatch(part):
        return 0
    return int(part) if part.isdecimal() and len(part) <= 2 else None


def _year(part: str, today: date) -> int | None:
    if not part.isdecimal() or len(part) not in (2, 4):
        return None
    if len(part) == 4:
        return int(part)
    year = today.year - today.year % 100 + int(part)
    if year > today.year + 19:
        return year - 100
    return year + 100 if year <= today.year - 80 else year


def _made(year: int, month: int, day: int) -> PartialDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _month(part: str) -> int:
    return 0 if part.isdecimal() else _months().get(normalise(part), 0)


@cache
def _months() -> dict[str, int]:
    """Return the months' names and their short forms in the languages lists are written in."""
    from babel import Locale  # only where a date is written in words

    found: dict[str, set[int]] = {}
    for code in _LANGUAGES:
        months = Locale.parse(code).months
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[kind][width].items():
                    found.setdefault(normalise(name), set()).add(number)
    return {
        name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and not name.isdecimal()
    }


def _unread(text: str) -> Message:
    return msg("“{text}” is not a date that can be read. Write it as 2020-12-31.", text=text[:40])


def is_moment(cell: Cell) -> bool:
    """Tell whether a cell is a real date or date and time, not a text or a number."""
    return isinstance(cell, date | datetime)
