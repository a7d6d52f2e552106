"""Whole names taken apart, and names that a passport's Latin lines can't hold.

Nothing of a name is changed or left out: what can't stand in Latin lines (ICAO Doc 9303-3, section 4.6)
is the name in the person's own script.
"""

from __future__ import annotations

import re

from travel_desk.officials.rules import latin_problem, tidy
from travel_desk.staff_lists.rules.records import NameOrder

# Words that belong to the surname that follows them.
_PARTICLES = frozenset(
    {
        "AL", "EL", "UL", "ABU", "IBN", "BIN", "BINT", "BEN", "BOU", "OULD", "DE", "DEL", "DELLA", "DI", "DA",
        "DO", "DOS", "DAS", "DU", "DES", "LA", "LE", "LOS", "LAS", "VAN", "VON", "VOM", "DER", "DEN", "ZU",
        "ZUM", "ZUR", "TER", "TEN", "TE", "ST", "SAN", "SANTA", "MAC", "MC", "O",
    }
)  # fmt: skip
# Han, kana and Hangul.
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z' \-,]*")


def split_name(whole: str, order: NameOrder) -> tuple[str, str, str]:
    """Return (native name, surname, given names) of a whole name; its words all stay.

    A comma ends a surname that comes first; words in capitals beside others are the surname; else
    `order` tells, and particles such as "al" and "de la" go with their surname. A name with other signs
    than a passport's Latin lines is the native name, whole.
    """
    name = tidy(whole)
    if not _LATIN.fullmatch(name):
        return name, "", ""
    before, comma, after = name.partition(",")
    if comma:
        surname, given = tidy(before), tidy(after)
        return ("", surname, given) if "," not in after else (name, "", "")
    words = name.split()
    if len(words) < 2:
        return "", name, ""
    surname_words, given_words = _by_capitals(words) or _by_order(words, order)
    return "", " ".join(surname_words), " ".join(given_words)


def placed_names(native: str, surname: str, given: str) -> tuple[str, str, str]:
    """Return (native name, surname, given names) where the Latin ones may be in another script.

    Names that a passport's Latin lines can't hold become the native name where a list gives none. With
    a native name beside them they stay as they are, and the row is refused for them.
    """
    surname, given = tidy(surname), tidy(given)
    if native or not (latin_problem(surname.upper()) or latin_problem(given.upper())):
        return native, surname, given
    return own_name(surname, given), "", ""


def own_name(surname: str, given: str) -> str:
    """Return a name in the own script of its parts, as the register writes it: given names first.

    Chinese, Japanese and Korean names begin with the surname.
    """
    ordered = (surname, given) if _EAST_ASIAN.search(surname + given) else (given, surname)
    return " ".join(part for part in ordered if part)


def _by_capitals(words: list[str]) -> tuple[list[str], list[str]] | None:
    """Return surname and given names where all words in capitals stand at one end."""
    big = [word.isupper() and len(word) > 1 for word in words]
    if all(big) or not any(big):
        return None
    count = sum(big)
    if all(big[:count]):
        return words[:count], words[count:]
    if all(big[-count:]):
        return words[-count:], words[:-count]
    return None


def _by_order(words: list[str], order: NameOrder) -> tuple[list[str], list[str]]:
    if order is NameOrder.SURNAME_FIRST:
        at = 0
        while at < len(words) - 2 and words[at].upper() in _PARTICLES:
            at += 1
        return words[: at + 1], words[at + 1 :]
    at = len(words) - 1
    while at > 1 and words[at - 1].upper() in _PARTICLES:
        at -= 1
    return words[at:], words[:at]
