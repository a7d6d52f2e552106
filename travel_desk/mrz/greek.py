"""Greek in Latin letters by ELOT 743, second edition (ISO 843 type 2: the transcription of passports)."""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "Α": "A", "Β": "V", "Γ": "G", "Δ": "D", "Ε": "E", "Ζ": "Z", "Η": "I", "Θ": "TH", "Ι": "I", "Κ": "K",
    "Λ": "L", "Μ": "M", "Ν": "N", "Ξ": "X", "Ο": "O", "Π": "P", "Ρ": "R", "Σ": "S", "Τ": "T", "Υ": "Y",
    "Φ": "F", "Χ": "CH", "Ψ": "PS", "Ω": "O", "-": "-",
}  # fmt: skip
_PAIRS = {"ΓΓ": "NG", "ΓΞ": "NX", "ΓΧ": "NCH", "ΟΥ": "OU", "ΝΤ": "NT", "ΓΚ": "GK"}
# What people write besides: by sound, or by the letters' old names.
_SOUND = {"Χ": "H", "ΓΧ": "NH", "ΓΚ": "G", "ΝΤ": "D", "ΜΠ": "B", "ΟΥ": "OU"}
_CLASSIC = {"Φ": "PH", "Η": "E", "Β": "B", "ΑΥ": "AU", "ΕΥ": "EU", "ΑΙ": "AE"}
_VOICED = frozenset("ΑΕΗΙΟΥΩΒΓΔΖΛΜΝΡ")
_DIAERESIS, _ACUTE = "\u0308", "\u0301"


def greek(word: str) -> list[str]:
    """Return the spellings of one word of Greek capitals: ELOT 743 first, then two usual others."""
    letters = _letters(word)
    return [_spell(letters, scheme) for scheme in ({}, _SOUND, _CLASSIC)]


def _letters(word: str) -> list[tuple[str, str]]:
    """Return each letter with its marks."""
    found: list[tuple[str, str]] = []
    for sign in unicodedata.normalize("NFD", word):
        if unicodedata.combining(sign) and found:
            found[-1] = (found[-1][0], found[-1][1] + sign)
        else:
            found.append((sign, ""))
    return found


def _spell(letters: list[tuple[str, str]], scheme: dict[str, str]) -> str:
    out, at = [], 0
    while at < len(letters):
        latin = _pair(letters, at, scheme)
        if latin:
            out.append(latin)
            at += 2
            continue
        sign = letters[at][0]
        out.append(scheme.get(sign, _LETTERS.get(sign, "")))
        at += 1
    return "".join(out)


def _pair(letters: list[tuple[str, str]], at: int, scheme: dict[str, str]) -> str:
    """Return what two letters together are written as; "" where they stand each for itself."""
    if at + 1 >= len(letters):
        return ""
    (first, marks), (second, next_marks) = letters[at], letters[at + 1]
    pair = first + second
    if _ACUTE in marks or _DIAERESIS in next_marks:  # άυ and αϋ are no diphthongs
        return ""
    if pair in scheme:
        return scheme[pair]
    if pair in ("ΑΥ", "ΕΥ", "ΗΥ"):
        voiced = at + 2 < len(letters) and letters[at + 2][0] in _VOICED
        return _LETTERS[first] + ("V" if voiced else "F")
    if pair == "ΜΠ":  # a "b" where a word begins or ends
        return "B" if at == 0 or at + 2 == len(letters) else "MP"
    return _PAIRS.get(pair, "")
