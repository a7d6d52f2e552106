"""Whether folded names, birth dates and numbers may be those of one person."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_SIGNS = re.compile(r"[\W_]+")

Words = tuple[str, ...]


def like_words(one: Words, other: Words, enough: float) -> bool:
    """Tell whether two names of sorted folded words are alike: one within the other, or nearly equal.

    enough: the ratio of equal letters from which on they are (difflib, 0 to 1).
    """
    if one == other:
        return True
    first, second = set(one), set(other)
    if first <= second or second <= first:
        return True
    a, b = " ".join(one), " ".join(other)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= enough and matcher.ratio() >= enough


def births_agree(one: str, other: str) -> bool:
    """Tell whether two birth dates (ISO texts, "" for unknown) may be one."""
    return one.startswith(other) or other.startswith(one)


def bare(number: str) -> str:
    """Return a personnel number without spaces, hyphens and the like."""
    return _SIGNS.sub("", number).casefold()


def slips(number: str) -> list[str]:
    """Return what a bare number becomes when two neighbouring signs change places."""
    made = []
    for at in range(len(number) - 1):
        one, other = number[at], number[at + 1]
        if one != other:
            made.append(number[:at] + other + one + number[at + 2 :])
    return made
