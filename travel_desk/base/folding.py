"""Letters as a search takes them: without case and accents, so that "duc" finds "Đức"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a letter and its accent.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n",
        "ħ": "h", "ŧ": "t", "ə": "e", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
        "ґ": "г", "ў": "у", "є": "е",
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": None,
        "'": None, "’": None, "‘": None, "ʼ": None, "ʻ": None, "ʹ": None, "`": None, "´": None,
        "״": None, "׳": None, "\u200c": None, "\u200d": None, "\u00ad": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return `text` without case, accents and signs that no search asks for; ß is ss, ё is е, đ is d.

    Pointed Hebrew and Arabic lose their points. Vowel signs of Indian and South-East Asian scripts are
    letters of their own and stay. It may be longer or shorter than `text`.
    """
    folded = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(sign for sign in folded if not _is_accent(sign)).translate(_LETTERS)


def hits(text: str, needle: str) -> list[tuple[int, int]]:
    """Return where the words of `needle` stand in `text`: pairs of start and length.

    Words of one or two letters count at the beginning of a word only, as the search takes them.
    """
    folded, places = "", []
    for at, sign in enumerate(text):
        some = _folded(sign)
        folded += some
        places += [at] * len(some)
    found: list[tuple[int, int]] = []
    for word in fold(needle).split():
        at = folded.find(word)
        while at >= 0:
            if at == 0 or len(word) > 2 or not folded[at - 1].isalnum():
                end = places[at + len(word) - 1] + 1
                while end < len(text) and unicodedata.category(text[end]) == "Mn":
                    end += 1  # an accent that is written as a sign of its own
                found.append((places[at], end - places[at]))
            at = folded.find(word, at + len(word))
    return found


@lru_cache(maxsize=2048)
def _folded(sign: str) -> str:
    return fold(sign)


def _is_accent(sign: str) -> bool:
    # Canonical combining classes: 10-36 are the points of Hebrew, Arabic and Syriac, 107 the tone
    # marks of Thai, 200-240 accents above and below.  Class 0, 7, 8, 9 and 84-103 carry vowels.
    place = unicodedata.combining(sign)
    return 10 <= place <= 36 or place == 107 or 200 <= place <= 240
