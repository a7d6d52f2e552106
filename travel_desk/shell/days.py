"""What a person types for a day or a moment, read without guessing day and month the wrong way round."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from travel_desk.base.language import screen_language, tr
from travel_desk.base.partial import PartialDate

_FAR = timedelta(days=183)


def parse_day(text: str, today: date) -> date | None:
    """Return the day that is meant, None for empty text; raises ValueError for anything unclear.

    Day comes before month: 5.11.26, 5/11, 5-11-2026, 2026-11-05, 5 Nov 2026, +3, -1, today, tomorrow.
    Without a year the day nearest to `today` is meant.
    """
    said = text.strip().casefold()
    if not said:
        return None
    near = {tr("today").casefold(): 0, tr("tomorrow").casefold(): 1, tr("yesterday").casefold(): -1}
    if said in near:
        return today + timedelta(days=near[said])
    if re.fullmatch(r"[+-]\d{1,4}", said):
        return today + timedelta(days=int(said))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said):
        return date(int(found[1]), int(found[2]), int(found[3]))
    said = _months_as_numbers(said)
    if found := re.fullmatch(r"(\d{1,2})[./\s-]+(\d{1,2})(?:[./\s-]+(\d{2}|\d{4}))?\.?", said):
        return _day(int(found[1]), int(found[2]), found[3], today)
    raise ValueError(text)


def parse_moment(text: str, now: datetime) -> datetime | None:
    """Return the instant (UTC) meant by local "today 8:44", "5.11 14:30" or "14:30"; None if empty.

    Raises ValueError for anything unclear. now: aware; its local day is today.
    """
    said = text.strip().casefold().replace(",", " ")
    if not said:
        return None
    found = re.search(r"(?:^|\s)(\d{1,2})[:.h](\d{2})$", said)
    if not found:
        raise ValueError(text)
    today = now.astimezone().date()
    day = parse_day(said[: found.start()], today) or today
    local = datetime.combine(day, time(int(found[1]), int(found[2])))
    return local.astimezone().astimezone(UTC)


def parse_partial(text: str) -> PartialDate | None:
    """Return a birth date of which day or month may be unknown: 14.3.1979, 3.1979, 1979; None if empty.

    Raises ValueError for anything unclear; the year always has four digits.
    """
    said = _months_as_numbers(text.strip().casefold())
    if not said:
        return None
    if found := re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", said):
        return PartialDate(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    if found := re.fullmatch(r"(?:(\d{1,2})[./\s-]+)?(\d{1,2})[./\s-]+(\d{4})", said):
        return PartialDate(int(found[3]), int(found[2]), int(found[1] or 0))
    raise ValueError(text)


def _day(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    choices = []
    for shift in (-1, 0, 1):
        try:
            choices.append(date(today.year + shift, month, day))
        except ValueError:
            continue
    if not choices:
        raise ValueError(f"{day}.{month}")
    return min(choices, key=lambda choice: abs(choice - today))


def _months_as_numbers(said: str) -> str:
    """Return the text with a month's name turned into its number and a weekday's name dropped."""
    locale = screen_language().locale
    names: dict[str, str] = {}
    for width in ("wide", "abbreviated"):
        for number, name in locale.months["format"][width].items():
            names[str(name).casefold().rstrip(".")] = f".{number}."
        for name in locale.days["format"][width].values():
            names.setdefault(str(name).casefold().rstrip("."), " ")
    for name in sorted(names, key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(name)}\.?(?!\w)", names[name], said)
    said = re.sub(r"[\s,]*\.[\s.,]*", ".", said)
    return said.strip(" .,")
