"""Names: how they are folded for search and order, and which Latin names a passport can bear.

Latin names follow ICAO Doc 9303-3, sections 3.4 and 4.6: capital letters without accents, space,
hyphen and apostrophe.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from travel_desk.base.folding import fold
from travel_desk.base.message import Message, msg
from travel_desk.mrz import spellings, transliterate

LONGEST_NAME = 120
"""The most characters of one name field; a passport's own line is cut at 39."""

_LATIN = re.compile(r"[A-Z]+(?:(?:'? |-|')[A-Z]+)*'?")
_SPACES = re.compile(r"\s+")
# Scripts that write no space between the parts of a name and whose letters are whole syllables.
_IDEOGRAPHS = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7a3\U00020000-\U0003ffff]"
)


def tidy(text: str) -> str:
    """Return typed text in Unicode form C, without spaces around it or doubled within."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def normalise(text: str) -> str:
    """Return `text` folded for search: no case, no accents, one space between words.

    ё is е, й is и, ø is o, ł is l, ß is ss, á is a; pointed Hebrew and Arabic lose their points.
    Vowel signs of Indian and South-East Asian scripts are letters of their own and stay.
    """
    signs = (sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in fold(text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", "".join(signs)).strip())


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` that a search asks for, each once, in their order."""
    return tuple(dict.fromkeys(normalise(text).split()))


def search_text(parts: Iterable[str], native_name: str = "") -> str:
    """Return what a person is found by: the folded words of all `parts`, each once.

    Two spaces stand before each word, by which the beginning of a word is found (officials.tables).

    native_name: its Latin spellings are added (ICAO Doc 9303-3 and what else is usual), so that Latin
    letters find who has no Latin name yet, or another one in the passport.
    A name in Chinese, Japanese or Korean is one word without spaces: its endings are added, so that a
    given name of one or two signs is found by the beginning of a word.
    """
    found: dict[str, None] = {}
    for word in (word for part in parts for word in _folded(part)):
        found[word] = None
        if _IDEOGRAPHS.match(word):
            found.update(dict.fromkeys(word[at:] for at in range(1, len(word))))
    for spelling in spellings(native_name):
        # Of capital letters A to Z already, but for what stands between them.
        found.update(dict.fromkeys(normalise(spelling).split()))
    return "".join(f"  {word}" for word in found)


@lru_cache(maxsize=4096)
def _folded(part: str) -> tuple[str, ...]:
    """Return the folded words of a part; titles and organisations come again and again."""
    return tuple(normalise(part).split())


def sort_key(surname: str, given_names: str, native_name: str) -> str:
    """Return what lists are ordered by: the folded Latin name, else the folded native one."""
    return normalise(f"{surname} {given_names}") or normalise(native_name)


def latin(surname: str, given_names: str) -> str:
    """Return the Latin name as it stands in the passport, surname first; "" where there is none."""
    return f"{surname} {given_names}".strip()


def full_name(native_name: str, surname: str, given_names: str) -> str:
    """Return both forms of a name for a sentence: "ليلى الحدّاد (AL HADDAD LAYLA)".

    The native form stands between Unicode's isolating marks, so that what follows it in the sentence
    keeps its own direction.
    """
    name = latin(surname, given_names)
    if not native_name:
        return name
    isolated = f"\u2068{native_name}\u2069"
    return f"{isolated} ({name})" if name else isolated


def latin_problem(name: str) -> Message | None:
    """Return what keeps `name` from standing in a passport's Latin lines; None where nothing does.

    `name` is tidy and in capitals; an empty one is fine, since a person may have but one name.
    """
    if not name or _LATIN.fullmatch(name):
        return _too_long(name)
    wrong = next((sign for sign in name if not re.match(r"[A-Z' \-]", sign)), "")
    if wrong:
        return msg(
            "“{sign}” can't stand in a passport's Latin name: use A to Z, space, hyphen, apostrophe.",
            sign=wrong,
        )
    return msg("A hyphen or apostrophe stands between letters, and a name begins with a letter.")


def native_problem(name: str) -> Message | None:
    """Return what is wrong with a name in its own script; None where nothing is."""
    wrong = next((sign for sign in name if not _is_of_a_name(sign)), "")
    if wrong:
        return msg("“{sign}” is not part of a name.", sign=wrong)
    if name and not any(sign.isalpha() for sign in name):
        return msg("A name has at least one letter.")
    return _too_long(name)


def proposed_latin(native: str) -> str:
    """Return the Latin form that ICAO Doc 9303-3, section 6, gives a name; "" where it gives none.

    Only Latin letters with accents and Cyrillic are proposed; the passport itself decides.
    """
    if any("ARABIC" in unicodedata.name(sign, "") for sign in native):
        return ""  # table C has no vowels: no passport prints it but in the zone
    name = transliterate(native)
    return name if _LATIN.fullmatch(name) else ""


def _is_of_a_name(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" or sign in " -'’‘ʼʻ.·־׳״\u200c\u200d,()"


def _too_long(name: str) -> Message | None:
    if len(name) > LONGEST_NAME:
        return msg(
            "A name has at most {count} characters here: shorten it as the passport does.", count=LONGEST_NAME
        )
    return None
