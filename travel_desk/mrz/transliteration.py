"""Latin letters for national characters: ICAO Doc 9303-3 (eighth edition), section 6, tables A, B and C.

Table A: Latin letters with accents; B: Cyrillic; C: Arabic with the letters of Persian, Urdu and Pashto.
Other scripts have no table there. Letters that the tables leave out, but that names of these scripts
are written with (Kazakh, Azerbaijani, Hausa, Romanian), are in `_BEYOND`, as their states print them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# Table A: what differs from leaving the accent out.
LATIN = {
    "Å": "AA", "Ä": "AE", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ẞ": "SS", "Þ": "TH",
    "Đ": "D", "Ð": "D", "Ħ": "H", "Ĳ": "IJ", "Ł": "L", "Ŋ": "N", "Ŧ": "T",
}  # fmt: skip

# Table B: the column that holds for every language.
CYRILLIC = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Ґ": "G", "Ғ": "G", "Д": "D", "Ђ": "D", "Ѓ": "G", "Е": "E",
    "Ё": "E", "Є": "IE", "Ж": "ZH", "З": "Z", "Ѕ": "DZ", "И": "I", "І": "I", "Ї": "I", "Й": "I", "Ј": "J",
    "К": "K", "Ќ": "K", "Л": "L", "Љ": "LJ", "М": "M", "Н": "N", "Њ": "NJ", "О": "O", "П": "P", "Р": "R",
    "С": "S", "Т": "T", "Ћ": "C", "У": "U", "Ў": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Џ": "DZ",
    "Ш": "SH", "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Ь": "", "Э": "E", "Ю": "IU", "Я": "IA", "Ѫ": "U",
    "Ѵ": "Y", "Һ": "C",
}  # fmt: skip

# Table B: its exceptions by language (ISO 639-1); the key "^" leads to what a word begins with.
_BY_LANGUAGE = {
    "be": {"Ё": "IO", "Г": "H"},
    "bg": {"Щ": "SHT"},
    "mk": {"Ѓ": "GJ", "Ќ": "KJ", "Џ": "DJ", "Х": "H", "Ц": "C"},
    "sr": {"Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"},
    "uk": {"Г": "H", "И": "Y"},
    # Serbian or Macedonian: what both have.
    "south": {"Х": "H", "Ц": "C"},
    # Not in the table; as Kazakhstan prints it.
    "kk": {"Һ": "H"},
}  # fmt: skip
_UKRAINIAN_FIRST = {"Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"}

# Letters that only one language writes; they prove it where none is given.
_PROOFS = (("ЇЄ", "uk"), ("Ў", "be"), ("ЋЂ", "sr"), ("ЃЌЅ", "mk"), ("ЈЉЊЏ", "south"), ("ӘҚҢӨҰҮ", "kk"))

# Table C. Teh marbuta (ة) is XAH at the end of a name's part, XTA within; shadda doubles the letter
# before it; points, tatweel and the joiners are not encoded.
ARABIC = {
    "ء": "XE", "آ": "XAA", "أ": "XAE", "ؤ": "U", "إ": "I", "ئ": "XI", "ا": "A", "ب": "B", "ة": "XTA",
    "ت": "T", "ث": "XTH", "ج": "J", "ح": "XH", "خ": "XKH", "د": "D", "ذ": "XDH", "ر": "R", "ز": "Z",
    "س": "S", "ش": "XSH", "ص": "XSS", "ض": "XDZ", "ط": "XTT", "ظ": "XZZ", "ع": "E", "غ": "G", "ف": "F",
    "ق": "Q", "ك": "K", "ل": "L", "م": "M", "ن": "N", "ه": "H", "و": "W", "ى": "XAY", "ي": "Y", "ٱ": "XXA",
    "ٹ": "XXT", "ټ": "XRT", "پ": "P", "ځ": "XKE", "څ": "XXH", "چ": "XC", "ڈ": "XXD", "ډ": "XDR",
    "ڑ": "XXR", "ړ": "XRR", "ږ": "XRX", "ژ": "XJ", "ښ": "XXS", "ک": "XKK", "ګ": "XXK", "ڭ": "XNG",
    "گ": "XGG", "ں": "XNN", "ڼ": "XXN", "ھ": "XDO", "ۀ": "XYH", "ہ": "XXG", "ۂ": "XGE", "ۃ": "XTG",
    "ی": "XYA", "ۍ": "XXY", "ې": "Y", "ے": "XYB", "ۓ": "XBE",
}  # fmt: skip
_SHADDA, _TEH_MARBUTA = "\u0651", "ة"
_UNWRITTEN = frozenset("\u0640\u200c\u200d\u00ad.·")  # tatweel, joiners, soft hyphen, stops

_BEYOND = {
    "Ə": "E", "Ɓ": "B", "Ɗ": "D", "Ƙ": "K", "Ƴ": "Y", "Ɛ": "E", "Ɔ": "O", "Ɣ": "G", "Ʋ": "V", "Ә": "A",
    "Қ": "K", "Ң": "N", "Ө": "O", "Ұ": "U", "Ү": "U", "Җ": "ZH", "Ҳ": "KH", "Ҷ": "J", "Ӣ": "I", "Ӯ": "U",
}  # fmt: skip

_APOSTROPHES = frozenset("'’‘ʼʻʹ`´")
_HYPHENS = frozenset("-‐‑–־")
_SPACES = re.compile(r"[\s,]+")
_ANY_PROOF = re.compile("[" + "".join(letters for letters, _ in _PROOFS) + "]")
_FIRST = str.maketrans(_UKRAINIAN_FIRST)


def transliterate(native: str, language: str = "") -> str:
    """Return the capitals that Doc 9303-3, section 6, gives for a name; "" where a sign has no rule.

    Spaces stay; hyphens are "-" and apostrophes "'" (a zone's writer leaves them out, section 4.6), but
    Cyrillic loses its apostrophes. A comma is a space.
    language: ISO 639-1 code for the exceptions of table B (be, bg, mk, sr, uk); where it is not given,
    letters that only one of these languages writes tell it.
    """
    text = capitals(native)
    found = [of_word(word, language or proved_language(text)) for word in _SPACES.split(text) if word]
    name = " ".join(part for part in found if part)
    return "" if None in found or not any("A" <= sign <= "Z" for sign in name) else name


@lru_cache(maxsize=1 << 15)
def of_word(word: str, language: str) -> str | None:
    """Return the Latin letters of one word in capitals; None where a sign has no rule.

    language: as of `proved_language`. Names repeat: 100,000 of them have some ten thousand words.
    """
    rest = word[1:] if language == "uk" and word[0] in _UKRAINIAN_FIRST else word
    plain = word[: -len(rest)].translate(_FIRST) + rest.translate(_table(language))
    if plain.isascii() and plain.isalpha():
        return plain
    return _sign_by_sign(word, language)


@cache
def _table(language: str) -> dict[int, str]:
    """Return what each Latin and Cyrillic letter becomes on its own, for `str.translate`."""
    accented = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if "A" <= bare <= "Z":
            accented[code] = bare
    letters = {**LATIN, **CYRILLIC, **_BEYOND, **_BY_LANGUAGE.get(language, {})}
    return accented | {ord(letter): latin for letter, latin in letters.items()}


def _sign_by_sign(text: str, language: str) -> str | None:
    """Return the Latin letters of a word in which letters look at their neighbours."""
    exceptions = _BY_LANGUAGE.get(language, {})
    out: list[str] = []
    for at, sign in enumerate(text):
        before = text[at - 1] if at else " "
        starts = not before.isalpha() and before not in _APOSTROPHES
        if language == "uk" and starts and sign in _UKRAINIAN_FIRST:
            out.append(_UKRAINIAN_FIRST[sign])
        elif sign in exceptions:
            out.append(exceptions[sign])
        elif sign == _TEH_MARBUTA and not _goes_on(text, at):
            out.append("XAH")
        elif sign == _SHADDA:
            out.append(out[-1] if out else "")
        else:
            latin = _one(sign, before)
            if latin is None:
                return None
            if latin:  # so that a shadda written after its vowel still finds the letter
                out.append(latin)
    return "".join(out)


def capitals(text: str) -> str:
    """Return `text` in capitals and in Unicode form KC: presentation forms and ligatures are letters."""
    whole = unicodedata.normalize("NFKC", text.replace("´", "'"))
    return unicodedata.normalize("NFC", whole.upper())


def proved_language(text: str) -> str:
    """Return the language that a letter of `text` (in capitals) proves, "south" for Serbian or Macedonian."""
    if not _ANY_PROOF.search(text):
        return ""
    return next(language for letters, language in _PROOFS if any(sign in letters for sign in text))


def _one(sign: str, before: str) -> str | None:
    """Return the Latin letters of one sign that follows `before`; None where it has no rule."""
    for table in (LATIN, CYRILLIC, ARABIC, _BEYOND):
        if sign in table:
            return table[sign]
    if sign in _UNWRITTEN or _is_point(sign):
        return ""
    if sign in _APOSTROPHES:
        return "" if before in CYRILLIC or before in _BEYOND else "'"
    if sign in _HYPHENS:
        return "-"
    plain = unicodedata.normalize("NFD", sign)[0]
    return plain if "A" <= plain <= "Z" else CYRILLIC.get(plain)


def _is_point(sign: str) -> bool:
    """Tell whether a sign is an accent or an Arabic vowel point (but no vowel sign of another script)."""
    place = unicodedata.combining(sign)
    return 10 <= place <= 36 or 200 <= place <= 240


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a letter follows the sign at `at` in the same part of the name."""
    rest = text[at + 1 :].lstrip("".join(_UNWRITTEN))
    while rest and _is_point(rest[0]):
        rest = rest[1:]
    return bool(rest) and rest[0].isalpha()
