"""Languages: gettext catalogs through Babel, for screens, messages and papers alike.

`tr`, `trp` and `trn` speak the language of the screen; a paper holds a `Language` of its own.
The text of a call is always one literal string, so that Babel can extract it.

Babel and gettext are imported when a date, a number or a catalog is first asked for: the login
window needs none of them, and together they cost 45 ms of its start.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from travel_desk import resources
from travel_desk.base.message import Message, Trouble, msg, msgn

if TYPE_CHECKING:
    import gettext

    from babel import Locale

    from travel_desk.base.partial import PartialDate

SOURCE = "en"
PSEUDO = "qps"
"""The pseudo-language of tests: each text in brackets, and longer. "qps-ar" runs from right to left."""

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_FOLDER = "translations"
# What languages call themselves (CLDR), since the login window lists them and Babel takes 25 ms to say it.
_OWN_NAMES = {
    "am": "አማርኛ", "ar": "العربية", "bn": "বাংলা", "de": "Deutsch", "el": "Ελληνικά", "en": "English",
    "es": "Español", "fa": "فارسی", "fr": "Français", "he": "עברית", "hi": "हिन्दी", "id": "Indonesia",
    "it": "Italiano", "ja": "日本語", "ka": "ქართული", "ko": "한국어", "nl": "Nederlands", "pl": "Polski",
    "pt": "Português", "pt_BR": "Português (Brasil)", "ru": "Русский", "sw": "Kiswahili", "th": "ไทย",
    "tr": "Türkçe", "uk": "Українська", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip


class Language:
    """One language: its catalog, its locale, its dates.

    code: a gettext code such as "en" or "fr"; "qps" is the pseudo-language of tests.
    catalog: the translations; None for English as it stands in the source.
    """

    def __init__(self, code: str, catalog: gettext.NullTranslations | None = None) -> None:
        self.code = code
        self._catalog = catalog

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return _locale(self.code)

    @property
    def right_to_left(self) -> bool:
        """True where the language is written from right to left."""
        return not _RIGHT_TO_LEFT.isdisjoint(self.code.replace("-", "_").split("_"))

    @property
    def name(self) -> str:
        """What the language calls itself, for the list to choose from: "Français"."""
        if self.code.startswith(PSEUDO):
            return self.code
        known = _OWN_NAMES.get(self.code)
        if known:
            return known
        name = str(self.locale.get_display_name() or self.code)
        return name[:1].title() + name[1:]  # not upper: Georgian has no capitals in running text

    def say(self, message: Message | str) -> str:
        """Return the sentence of `message` in this language; plain text is returned as it is."""
        if isinstance(message, str):
            return message
        values = {name: self.value(value) for name, value in message.values.items()}
        return self._template(message).format(**values)

    def value(self, value: object) -> str:
        """Return one value as a person of this language reads it (dates with weekday)."""
        from travel_desk.base.partial import PartialDate  # a class less before the first window

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
                return self.number(value)
            case list() | tuple():
                return self.listed(value)
            case _:
                return str(value)

    def number(self, number: int) -> str:
        """Return a whole number with the separators of the language: "2,000" in English."""
        from babel.numbers import format_decimal  # see the head of this file

        return str(format_decimal(number, locale=self.locale))

    def listed(self, values: list[object] | tuple[object, ...]) -> str:
        """Return values one after the other: "Paris, Rome, and Oslo" in English."""
        from babel.lists import format_list  # see the head of this file

        return str(format_list([self.value(v) for v in values], locale=self.locale))

    def day(self, day: date) -> str:
        """Return a date that nobody mistakes: "Fri 12 Mar 2027" in English."""
        return self._date(day, "EEE d MMM y" if self.locale.language == SOURCE else "EEE, d MMM y")

    def short_day(self, day: date) -> str:
        """Return a date without weekday: "12 Mar 2027"."""
        return self._date(day, "d MMM y")

    def long_day(self, day: date) -> str:
        """Return a date in full: "Friday, 12 March 2027" in English."""
        return self._date(day, "EEEE, d MMMM y")

    def days(self, first: date, last: date) -> str:
        """Return a span of days: "12–16 Nov 2026", with as little said twice as is clear."""
        if first == last:
            return self.short_day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.short_day(last)}"
        if first.year == last.year:
            return f"{self._date(first, 'd MMM')} – {self.short_day(last)}"
        return f"{self.short_day(first)} – {self.short_day(last)}"

    def instant(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """Return an instant in local time: "Fri 12 Mar 2027, 09:12"."""
        return f"{self.day(moment.astimezone(zone).date())}, {self.clock_time(moment, zone)}"

    def clock_time(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """Return the time of day of an instant in local time: "09:12"."""
        return f"{moment.astimezone(zone):%H:%M}"

    def partial(self, day: PartialDate) -> str:
        """Return a birth date of which day or month may be unknown: "Mar 1979"."""
        if day.day and day.month:
            return self.short_day(date(day.year, day.month, day.day))
        if day.month:
            return self._date(date(day.year, day.month, 1), "MMM y")
        return str(day.year)

    def country(self, code: str) -> str:
        """Return the CLDR name of a country by its ISO 3166-1 alpha-2 code (UT is Utopia)."""
        if code == "UT":
            return self.say(msg("Utopia"))
        return str(self.locale.territories.get(code, code))

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date  # see the head of this file

        return str(format_date(day, pattern, locale=self.locale))

    def _template(self, message: Message) -> str:
        if not message.text:
            return ""  # in a catalog the empty text is the head of the file
        count = message.values.get("count") if message.plural else None
        if self._catalog is None:
            return message.plural if isinstance(count, int) and count != 1 else message.text
        if isinstance(count, int):
            if message.context:
                return self._catalog.npgettext(message.context, message.text, message.plural, count)
            return self._catalog.ngettext(message.text, message.plural, count)
        if message.context:
            return self._catalog.pgettext(message.context, message.text)
        return self._catalog.gettext(message.text)


@cache
def _locale(code: str) -> Locale:
    from babel import Locale  # see the head of this file

    if code.startswith(PSEUDO):
        code = code.removeprefix(PSEUDO).lstrip("-") or SOURCE
    return Locale.parse(code.replace("-", "_"))


def available(folder: Path | None = None) -> list[str]:
    """Return the codes of the languages that are built: English first, then those of the catalogs.

    folder: where the .mo files lie; None for those of the program.
    """
    names = [path.name for path in folder.glob("*.mo")] if folder else resources.names(_FOLDER)
    return [SOURCE, *sorted(name.removesuffix(".mo") for name in names if name.endswith(".mo"))]


def load(code: str, folder: Path | None = None) -> Language:
    """Return the language `code`: English, the pseudo-language, or one with a built catalog.

    Where the screen speaks it already, that one is returned: papers ask for the same again and again.
    folder: where the .mo files lie; None for those of the program.
    Raises Trouble where the language has no catalog, or one that can't be read.
    """
    if folder is None and code == _screen.code:
        return _screen
    if code == SOURCE:
        return Language(SOURCE)
    if code.split("-")[0] == PSEUDO:
        from travel_desk.base.pseudo import PseudoCatalog  # only tests ask for it

        return Language(code, PseudoCatalog())
    from gettext import GNUTranslations  # see the head of this file
    from io import BytesIO

    try:
        content = (folder / f"{code}.mo").read_bytes() if folder else resources.read(f"{_FOLDER}/{code}.mo")
        return Language(code, GNUTranslations(BytesIO(content)))
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise Trouble(
            msg("The language {code} is not installed. Choose another one in the settings.", code=code),
            field="language",
        ) from error


LRM, RLM = "\u200e", "\u200f"
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
    return _steady(text if isinstance(text, Message) else Message(text, values))


def trp(context: str, text: str, /, **values: object) -> str:
    """Say a text whose meaning is told apart by `context`."""
    return _steady(Message(text, values, context))


def trn(one: str, many: str, /, count: int, **values: object) -> str:
    """Say a text that has a singular and a plural form, chosen by `count`."""
    return _steady(Message(one, {"count": count, **values}, "", many))


def _steady(message: Message) -> str:
    """Say a message so that a name at its head does not turn the direction of the whole sentence.

    Qt takes a paragraph's direction from its first strong letter (Unicode Standard Annex 9, P2); a mark
    before it keeps the direction of the language.
    """
    said = _screen.say(message)
    if not message.values:
        return said
    first = next((kind for kind in map(bidirectional, said) if kind in ("L", "R", "AL")), "")
    if first and (first != "L") != _screen.right_to_left:
        return (RLM if _screen.right_to_left else LRM) + said
    return said


def in_days(day: date, today: date) -> Message:
    """Return how far `day` lies from `today`: "today", "tomorrow", "in 3 days", "2 days ago"."""
    far = (day - today) // timedelta(days=1)
    if far == 0:
        return msg("today")
    if far == 1:
        return msg("tomorrow")
    if far == -1:
        return msg("yesterday")
    if far > 0:
        return msgn("in {count} day", "in {count} days", far)
    return msgn("{count} day ago", "{count} days ago", -far)
