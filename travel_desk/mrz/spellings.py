"""The Latin spellings by which a person may look for a name that is written in another script.

Not a standard but what passports, newspapers and visas really print: each scheme is one column of
letters, and a name is spelt by each of them. Greek goes by ELOT 743 (ISO 843 type 2), Georgian by the
national system of 2002; Arabic has no short vowels, so that only well-known names get them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from travel_desk.mrz.greek import greek
from travel_desk.mrz.transliteration import ARABIC, CYRILLIC, capitals, of_word, proved_language

# Cyrillic: what each scheme writes otherwise than table B of Doc 9303-3 does.
_ENGLISH = {
    "Й": "Y", "Ё": "YO", "Ю": "YU", "Я": "YA", "Є": "YE", "Ї": "YI", "Ъ": "", "Ѓ": "GJ", "Ќ": "KJ",
    "Ћ": "C", "Џ": "DZH", "Ђ": "DJ",
}  # fmt: skip
_SOFT = {**_ENGLISH, "Х": "H"}
_PASSPORT = {
    "Х": "H", "Ц": "C", "Ж": "Z", "Ч": "C", "Ш": "S", "Щ": "SC", "Ю": "JU", "Я": "JA", "Й": "J", "Ё": "JO",
    "Є": "JE", "Ї": "JI", "Ъ": "", "Ђ": "DJ",
}  # fmt: skip
_UKRAINIAN = {**_ENGLISH, "Г": "H", "И": "Y", "Ц": "TS"}
_BULGARIAN = {**_SOFT, "Ъ": "A", "Щ": "SHT"}
_KAZAKH = {
    **_ENGLISH,
    "Х": "KH",
    "Қ": "Q",
    "Ғ": "GH",
    "Ү": "U",
    "Ұ": "U",
    "Ө": "O",
    "Һ": "H",
    "Ә": "A",
    "Ң": "NG",
}
_KAZAKH_ICAO = {"Ә": "A", "Қ": "K", "Ң": "N", "Ө": "O", "Ұ": "U", "Ү": "U", "Һ": "H"}
_SCHEMES = tuple(
    str.maketrans({**CYRILLIC, **_KAZAKH_ICAO, **scheme})
    for scheme in (_ENGLISH, _SOFT, _PASSPORT, _UKRAINIAN, _BULGARIAN, _KAZAKH)
)
_ENDINGS = (("ИЙ", "Y"), ("ЫЙ", "Y"))  # Достоевский is Dostoevsky more often than Dostoevskii

_IA = ("ИЯ", "ЬЯ")  # Мария is Maria, Наталья Natalia, whatever a scheme makes of Я

_GEORGIAN = {
    "ა": "A", "ბ": "B", "გ": "G", "დ": "D", "ე": "E", "ვ": "V", "ზ": "Z", "თ": "T", "ი": "I", "კ": "K",
    "ლ": "L", "მ": "M", "ნ": "N", "ო": "O", "პ": "P", "ჟ": "ZH", "რ": "R", "ს": "S", "ტ": "T", "უ": "U",
    "ფ": "P", "ქ": "K", "ღ": "GH", "ყ": "Q", "შ": "SH", "ჩ": "CH", "ც": "TS", "ძ": "DZ", "წ": "TS",
    "ჭ": "CH", "ხ": "KH", "ჯ": "J", "ჰ": "H",
}  # fmt: skip

# Arabic and Persian: the consonants and long vowels as they are heard, "" for what is not.
_HEARD = {
    **{sign: code.replace("X", "") for sign, code in ARABIC.items()},
    "ء": "", "آ": "A", "أ": "A", "إ": "I", "ؤ": "U", "ئ": "I", "ا": "A", "ع": "A", "غ": "GH", "ة": "A",
    "ه": "H", "ث": "TH", "خ": "KH", "ذ": "DH", "ش": "SH", "ص": "S", "ض": "D", "ط": "T", "ظ": "Z", "ى": "A",
    "ٱ": "A", "چ": "CH", "ژ": "ZH", "ک": "K", "گ": "G", "ی": "Y", "ے": "E", "ہ": "H", "ھ": "H", "ں": "N",
    "ٹ": "T", "ڈ": "D", "ڑ": "R",
}  # fmt: skip
_GLIDES = {"و": "U", "ي": "I", "ی": "I"}
_ALEF = "ا"
_KNOWN = {
    "محمد": "MUHAMMAD MOHAMMED MOHAMMAD MOHAMED", "احمد": "AHMAD AHMED", "محمود": "MAHMUD MAHMOUD",
    "علي": "ALI", "حسن": "HASAN HASSAN", "حسين": "HUSAYN HUSSEIN HUSSAIN HOSSEIN", "عبد": "ABD ABDUL",
    "الله": "ALLAH ULLAH", "عبدالله": "ABDULLAH ABDALLAH", "عمر": "UMAR OMAR",
    "عثمان": "UTHMAN OTHMAN OSMAN", "ابراهيم": "IBRAHIM EBRAHIM", "اسماعيل": "ISMAIL",
    "يوسف": "YUSUF YOUSSEF YOUSEF", "خالد": "KHALID KHALED", "سعيد": "SAID SAEED", "سعد": "SAAD",
    "صالح": "SALIH SALEH", "فاطمه": "FATIMA FATIMAH FATEMEH FATMA", "عايشه": "AISHA",
    "عائشه": "AISHA AYSHA", "ليلى": "LAYLA LEILA LAILA", "ليلا": "LAYLA LEILA", "مريم": "MARYAM MARIAM",
    "زينب": "ZAYNAB ZEINAB", "خديجه": "KHADIJA KHADIJAH", "نور": "NUR NOOR NOUR", "امينه": "AMINA AMINAH",
    "حداد": "HADDAD", "رحمن": "RAHMAN", "رحيم": "RAHIM", "كريم": "KARIM KAREEM", "عزيز": "AZIZ",
    "عبدالرحمن": "ABDULRAHMAN ABDURRAHMAN", "عبدالعزيز": "ABDULAZIZ", "طارق": "TARIQ TAREK",
    "جمال": "JAMAL GAMAL", "كمال": "KAMAL", "سليمان": "SULAYMAN SULEIMAN SOLIMAN", "داود": "DAWUD DAOUD",
    "موسى": "MUSA MOUSSA", "عيسى": "ISA EISSA", "مصطفى": "MUSTAFA MOSTAFA", "بن": "BIN BEN", "ابن": "IBN",
    "بنت": "BINT", "ابو": "ABU ABOU", "ام": "UMM", "رشيد": "RASHID RACHID", "ناصر": "NASIR NASSER",
    "منصور": "MANSUR MANSOUR", "فيصل": "FAYSAL FAISAL", "سلمان": "SALMAN", "سلطان": "SULTAN",
    "ماجد": "MAJID", "وليد": "WALID WALEED", "هند": "HIND", "سارا": "SARA", "ساره": "SARA SARAH",
    "رضا": "RIDA REZA", "مهدي": "MAHDI", "جعفر": "JAFAR", "شيخ": "SHAYKH SHEIKH", "مصري": "MASRI",
    "سوري": "SURI", "عراقي": "IRAQI", "قاسم": "QASIM KASSEM", "حميد": "HAMID", "حامد": "HAMID HAMED",
}  # fmt: skip
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ی": "ي", "ک": "ك", "ـ": None})
_WORD = re.compile(r"[\s,]+")
_CYRILLIC_SIGN, _ARABIC_SIGN = re.compile("[\u0400-\u052f]"), re.compile("[\u0600-\u06ff]")
_GREEK_SIGN, _GEORGIAN_SIGN = (
    re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    re.compile("[\u10d0-\u10ff\u1c90-\u1cbf]"),
)


def spellings(native: str) -> tuple[str, ...]:
    """Return Latin spellings (capitals) of a native name; the first is Doc 9303-3's where it has one.

    Each word has its variants; the n-th spelling joins the n-th variants, so that each variant of each
    word stands in one. Empty for scripts without an alphabet of ours (Chinese, Hebrew, Thai …).
    """
    whole = capitals(native)
    language = proved_language(whole)
    words = [variants for word in _WORD.split(whole) if word and (variants := _of_word(word, language))]
    if not words:
        return ()
    most = max(len(variants) for variants in words)
    made = (" ".join(variants[min(at, len(variants) - 1)] for variants in words) for at in range(most))
    return tuple(dict.fromkeys(made))


@lru_cache(maxsize=1 << 15)
def _of_word(word: str, language: str) -> tuple[str, ...]:
    """Return the variants of one word in capitals, each once, the standard's first."""
    found = [of_word(word, language), of_word(word, "")]
    if _CYRILLIC_SIGN.search(word):
        found += _cyrillic(word)
    elif _ARABIC_SIGN.search(word):
        found += _arabic(word)
    elif _GREEK_SIGN.search(word):
        found += greek(word)
    elif _GEORGIAN_SIGN.search(word):
        found.append("".join(_GEORGIAN.get(sign, sign if sign == "-" else "") for sign in word.lower()))
    else:
        found.append(_without_accents(word))
    return tuple(dict.fromkeys(spelt for spelt in found if spelt and spelt.strip("-'")))


def _cyrillic(word: str) -> list[str]:
    found = [_kept(word.translate(scheme)) for scheme in _SCHEMES]
    for ending, latin in _ENDINGS:
        if word.endswith(ending):
            stem = _kept(word[: -len(ending)].translate(_SCHEMES[0]))
            found += [stem + latin, stem + "IY", stem + "I"]
    if word.endswith(_IA):
        found += [_kept(word[:-2].translate(scheme)) + "IA" for scheme in _SCHEMES]
    return found


def _kept(latin: str) -> str:
    """Return what is left of a word of which a scheme knew most letters."""
    if latin.isascii() and latin.isalpha():
        return latin
    bare = unicodedata.normalize("NFD", latin).translate(_SCHEMES[0])
    return "".join(sign for sign in bare if "A" <= sign <= "Z" or sign == "-")


def _arabic(word: str) -> list[str]:
    found: list[str] = []
    bare = "".join(sign for sign in word.translate(_SAME) if sign.isalpha())
    known = _KNOWN.get(bare, "").split()
    if not known and bare.startswith("ال"):
        rest = _KNOWN.get(bare[2:], "").split()
        known = [*rest, *(f"AL {one}" for one in rest), *(f"AL{one}" for one in rest)]
    found += known
    heard = "".join(_heard(word, at) for at in range(len(word)))
    found.append(heard)
    if bare.startswith("ال") and len(bare) > 3:
        found.append("AL " + heard[2:])
    return found


def _heard(word: str, at: int) -> str:
    """Return how one Arabic sign sounds: waw and yeh are vowels but at a word's beginning and beside alef."""
    sign = word[at]
    if sign in _GLIDES and at and _ALEF not in word[at - 1 : at + 2]:
        return _GLIDES[sign]
    return _HEARD.get(sign, "")


def _without_accents(word: str) -> str:
    signs = (unicodedata.normalize("NFD", sign)[0] for sign in word)
    plain = "".join({"Ø": "O", "Æ": "A", "Œ": "O"}.get(sign, sign) for sign in signs)
    return plain if all("A" <= sign <= "Z" or sign in "-'" for sign in plain) else ""
