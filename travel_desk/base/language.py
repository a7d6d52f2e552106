"""Languages: gettext catalogs through Babel, for screens, messages and papers alike.

`tr`, `trp` and `trn` speak the language of the screen; a paper holds a `Language` of its own.
The text of a call is always one literal string, so that Babel can extract it.
"""

from __future__ import annotations

import gettext
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from travel_desk.base.message import Message
from travel_desk.base.partial import PartialDate

SOURCE = "en"


class Language:
    """One language: its catalog, its locale, its dates.

    code: a gettext code such as "en" or "fr"; "qps" is the pseudo-language of tests.
    catalog: the translations; None for English as it stands in the source.
    """

    def __init__(self, code: str, catalog: gettext.NullTranslations | None = None) -> None:
        self.code = code
        self._catalog = catalog or gettext.NullTranslations()
        self.locale = _locale(code)

    @property
    def right_to_left(self) -> bool:
        """True where the language is written from right to left."""
        return str(self.locale.text_direction) == "rtl"

    def say(self, message: Message | str) -> str:
        """Return the sentence of `message` in this language; plain text is returned as it is."""
        if isinstance(message, str):
            return message
        values = {name: self.value(value) for name, value in message.values.items()}
        return self._template(message).format(**values)

    def value(self, value: object) -> str:
        """Return one value as a person of this language reads it (dates with weekday)."""
        match value:
            case Message():
                return self.say(value)
            case datetime():
                return self.instant(value)
            case date():
                return self.day(value)
            case PartialDate():
                return self.partial(value)
            case bool() | None:
                return str(value)
            case int():
                return str(format_decimal(value, locale=self.locale))
            case list() | tuple():
                return str(format_list([self.value(v) for v in value], locale=self.locale))
            case _:
                return str(value)

    def day(self, day: date) -> str:
        """Return a date that nobody mistakes: "Fri 12 Mar 2027" in English."""
        if self.locale.language == SOURCE:
            return str(format_date(day, "EEE d MMM y", locale=self.locale))
        return str(format_date(day, "EEE, d MMM y", locale=self.locale))

    def short_day(self, day: date) -> str:
        """Return a date without weekday: "12 Mar 2027"."""
        return str(format_date(day, "d MMM y", locale=self.locale))

    def long_day(self, day: date) -> str:
        """Return a date in full: "Friday, 12 March 2027" in English."""
        return str(format_date(day, "EEEE, d MMMM y", locale=self.locale))

    def days(self, first: date, last: date) -> str:
        """Return a span of days: "12-16 Nov 2026", with as little said twice as is clear."""
        if first == last:
            return self.short_day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.short_day(last)}"
        if first.year == last.year:
            return f"{format_date(first, 'd MMM', locale=self.locale)} – {self.short_day(last)}"
        return f"{self.short_day(first)} – {self.short_day(last)}"

    def instant(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """Return an instant in local time: "Fri 12 Mar 2027, 09:12"."""
        local = moment.astimezone(zone)
        return f"{self.day(local.date())}, {format_time(local, 'HH:mm', locale=self.locale)}"

    def clock_time(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """Return the time of day of an instant in local time: "09:12"."""
        return str(format_datetime(moment.astimezone(zone), "HH:mm", locale=self.locale))

    def partial(self, day: PartialDate) -> str:
        """Return a birth date of which day or month may be unknown: "Mar 1979"."""
        if day.day and day.month:
            return self.short_day(date(day.year, day.month, day.day))
        if day.month:
            return str(format_date(date(day.year, day.month, 1), "MMM y", locale=self.locale))
        return str(day.year)

    def country(self, code: str) -> str:
        """Return the CLDR name of a country by its ISO 3166-1 alpha-2 code (UT is Utopia)."""
        if code == "UT":
            return self.say(Message("Utopia"))
        return str(self.locale.territories.get(code, code))

    def _template(self, message: Message) -> str:
        if message.plural:
            count = message.values["count"]
            assert isinstance(count, int)
            return self._catalog.ngettext(message.text, message.plural, count)
        if message.context:
            return self._catalog.pgettext(message.context, message.text)
        return self._catalog.gettext(message.text) if message.text else ""


@cache
def _locale(code: str) -> Locale:
    return Locale.parse("en" if code.startswith("qps") else code, sep="-" if "-" in code else "_")


_screen = Language(SOURCE)


def screen_language() -> Language:
    """Return the language that the screen speaks now."""
    return _screen


def set_screen_language(language: Language) -> None:
    """Let the screen speak `language` from now on; the shell then rebuilds its pages."""
    global _screen
    _screen = language


def tr(text: Message | str, /, **values: object) -> str:
    """Say a literal text, or a message made elsewhere, in the language of the screen."""
    return _screen.say(text if isinstance(text, Message) else Message(text, values))


def trp(context: str, text: str, /, **values: object) -> str:
    """Say a text whose meaning is told apart by `context`."""
    return _screen.say(Message(text, values, context))


def trn(one: str, many: str, /, count: int, **values: object) -> str:
    """Say a text that has a singular and a plural form, chosen by `count`."""
    return _screen.say(Message(one, {"count": count, **values}, "", many))


def in_days(day: date, today: date) -> Message:
    """Return how far `day` lies from `today`: "today", "tomorrow", "in 3 days", "2 days ago"."""
    far = (day - today) // timedelta(days=1)
    if far == 0:
        return Message("today")
    if far == 1:
        return Message("tomorrow")
    if far == -1:
        return Message("yesterday")
    if far > 0:
        return Message("in {count} day", {"count": far}, "", "in {count} days")
    return Message("{count} day ago", {"count": -far}, "", "{count} days ago")
