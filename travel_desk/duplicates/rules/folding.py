"""Names folded so that spellings of one name fall together: what candidates are looked up by.

A skeleton keeps the consonants of a word as they are heard, whatever alphabet wrote them down: Mohamed and
Muhammad, Petrova and Petrowa, Yuri and Iurii. It only gathers those to be compared; the names themselves
are compared afterwards.
"""

from __future__ import annotations

import re
from functools import lru_cache

from travel_desk.duplicates.rules.records import Entry
from travel_desk.mrz import spellings
from travel_desk.officials.rules import normalise

_TOGETHER = (
    ("shch", "s"), ("sch", "s"), ("dzh", "z"), ("kh", "h"), ("gh", "k"), ("ph", "f"), ("th", "t"),
    ("dh", "t"), ("sh", "s"), ("zh", "z"), ("ch", "s"), ("ts", "s"), ("tz", "s"), ("dj", "z"), ("ck", "k"),
    ("x", "ks"),
)  # fmt: skip
_HEARD = str.maketrans("bcdgqvwz", "pktkkffs", "aeiouyjh'")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Return the consonants of a folded Latin word as they are heard, "a" before them for a vowel."""
    heard = word
    for written, sound in _TOGETHER:
        heard = heard.replace(written, sound)
    begins = "a" if heard[:1] in "aeiouyjh" else ""
    return begins + _DOUBLED.sub(r"\1", heard.translate(_HEARD))


def forms(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """Return the folded words of a name, once for each way to spell it in Latin; sorted words.

    A name in Latin letters has one form. One that is known in another script only has those that a
    passport or a clerk may have given it, or itself where there is none.
    """
    if entry.sort_key.isascii():
        return (tuple(sorted(entry.sort_key.split())),)
    spelt = (tuple(sorted(normalise(one).split())) for one in _spelt(entry.native_name))
    return tuple(dict.fromkeys(one for one in spelt if one)) or (tuple(sorted(entry.sort_key.split())),)


@lru_cache(maxsize=20_000)
def _spelt(native: str) -> tuple[str, ...]:
    return spellings(native)
