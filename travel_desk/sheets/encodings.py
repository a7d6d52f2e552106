"""In which encoding a text file is written.

Unicode tells itself: by its mark, by its zeros, by being valid UTF-8. The old eight-bit encodings do
not; a file is read in each of them, and the one taken is that in which its words look like words of one
language (letters of one alphabet, capitals only at the beginning or throughout). Lists of names are
too short and too odd for the statistics of charset_normalizer alone, so it is asked last.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import NamedTuple
from unicodedata import category
from unicodedata import name as sign_name

from travel_desk.base.message import Message, Refused, msg

UTF_8, UTF_16_LE, UTF_16_BE = "utf-8", "utf-16-le", "utf-16-be"
WIDE = frozenset({UTF_16_LE, UTF_16_BE})
_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, UTF_16_LE), (codecs.BOM_UTF16_BE, UTF_16_BE))
_SAMPLE = 60_000

# Encodings in the order in which one is taken where two read a file equally well, with the languages
# written in each: the letters beyond a to z. Cyrillic, Greek, Arabic and Hebrew give their frequent ones.
_LATIN = {
    "cp1252": (
        "æøåé", "åäöé", "äöüß", "éèàçêëîïôùûüœâÿ", "áéíóúñüç", "áâãàçéêíóôõúü", "àèéìòù", "áðéíóúýþæö", "ëç",
    ),
    "cp1250": ("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1254": ("çğıİöşüâî",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
    "iso8859-15": ("äöüß€", "éèàçêëîïôùûüœâÿ€"),
    "iso8859-2": ("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "iso8859-9": ("çğıİöşüâî",),
}  # fmt: skip
_OTHERS = {
    "cp1251": "оеаинтсрвлкмдіїјћ",
    "koi8-r": "оеаинтсрвлкмд",
    "koi8-u": "оеаинтсрвлкмдії",
    "iso8859-5": "оеаинтсрвлкмдіїјћ",
    "cp866": "оеаинтсрвлкмд",
    "cp1253": "αειονστρκλςάίόή",
    "iso8859-7": "αειονστρκλςάίόή",
    "cp1256": "اليمنروبدةعحس",
    "iso8859-6": "اليمنروبدةعحس",
    "cp1255": "יוהלארמתשנב",
    "iso8859-8": "יוהלארמתשנב",
}
_WORD = re.compile(r"[^\s,;|\t\"'()./:<>&0-9]+")
_ENOUGH = 0.55  # below, a file looks like no language of the lists above


class Encoding(NamedTuple):
    """What was found: Python's name of the encoding, how many bytes its mark takes, a note if doubtful."""

    name: str
    mark: int = 0
    notes: tuple[Message, ...] = ()


def find_encoding(whole: bytes) -> Encoding:
    """Return the encoding of a text file; raises Refused where it holds no text at all.

    whole: its bytes, or so many of them as tell it (high bytes may come late in a file).
    """
    for mark, encoding in _MARKS:
        if whole.startswith(mark):
            return Encoding(encoding, len(mark))
    if b"\0" in whole[:_SAMPLE]:
        return _by_zeros(whole[:_SAMPLE])
    if whole.isascii():
        return Encoding(UTF_8)
    lines = [line for line in whole.split(b"\n") if not line.isascii()]
    unicode = sum(1 for line in lines if is_utf_8(line))
    if unicode * 2 > len(lines):
        return Encoding(UTF_8, 0, () if unicode == len(lines) else (_mixed(len(lines) - unicode),))
    return _eight_bits([line for line in lines if not is_utf_8(line)], unicode)


def check_encoding(name: str) -> str:
    """Return Python's name of an encoding that a user chose; raises Refused for none that is known."""
    try:
        known = codecs.lookup(name)
        if not known._is_text_encoding or "\n".encode(known.name) not in (b"\n", b"\n\0", b"\0\n"):
            raise LookupError(name)
    except (LookupError, UnicodeError, ValueError):
        raise Refused(
            msg("{name} is no encoding that can be read. Choose another one.", name=name), field="encoding"
        ) from None
    return known.name


def mark_of(encoding: str, head: bytes) -> int:
    """Return how many bytes the mark of `encoding` takes at the head of a file."""
    return next((len(mark) for mark, known in _MARKS if known == encoding and head.startswith(mark)), 0)


def is_utf_8(line: bytes) -> bool:
    """Tell whether bytes are valid UTF-8."""
    try:
        line.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def spoken(encoding: str) -> str:
    """Return an encoding's name as people know it: "Windows-1251", "UTF-8", "KOI8-R"."""
    if encoding.startswith("cp125"):
        return f"Windows-{encoding[2:]}"
    return encoding.upper().replace("ISO8859", "ISO-8859").removesuffix("-SIG")


def _by_zeros(head: bytes) -> Encoding:
    """Text with zeros is UTF-16 without a mark, in the byte order in which its line ends stand."""
    for encoding, end in ((UTF_16_LE, b"\n\0"), (UTF_16_BE, b"\0\n")):
        ends = sum(1 for at in range(0, len(head) - 1, 2) if head[at : at + 2] == end)
        decoded = head[: len(head) // 2 * 2].decode(encoding, errors="replace")
        odd = sum(1 for sign in decoded if category(sign) in ("Cn", "Co", "Cs") or sign in "\0\ufffd")
        if ends and odd * 10 <= len(decoded):
            return Encoding(encoding)
    text = head.replace(b"\0", b"")
    if len(head) - len(text) <= len(head) // 100 + 1 and _looks_like_text(text):
        return find_encoding(text)  # a text file with a few zeros in it: its rows with zeros are faulty
    raise no_table()


def no_table() -> Refused:
    """Return what is raised for a file that is no table."""
    return Refused(
        msg("This file is no table. Choose a CSV or XLSX file, or save the list as one of these first.")
    )


def _looks_like_text(head: bytes) -> bool:
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\r\n")
    return controls * 100 <= len(head)


def _eight_bits(lines: list[bytes], unicode: int) -> Encoding:
    sample = _spread(lines)
    notes = (_mixed(unicode),) if unicode else ()
    words = Counter(word for line in sample for word in re.split(rb'[\s,;|"]+', line) if not word.isascii())
    ranked = sorted(
        ((_score(words, encoding), -at, encoding) for at, encoding in enumerate((*_LATIN, *_OTHERS))),
        reverse=True,
    )
    score, _, best = ranked[0]
    if score >= _ENOUGH:
        return Encoding(best, 0, notes)
    best = _asked(b"\n".join(sample)) or best
    doubt = msg(
        "The encoding of this file is not certain: {encoding} was taken. "
        "If names look wrong below, choose another one.",
        encoding=spoken(best),
    )
    return Encoding(best, 0, (*notes, doubt))


def _spread(lines: list[bytes]) -> list[bytes]:
    """Return lines from all over the file, not more than a sample."""
    step = max(1, sum(map(len, lines)) // _SAMPLE)
    return [line[:2000] for line in lines[::step]][:2000]


def _asked(sample: bytes) -> str:
    """Return what charset_normalizer takes it for; empty where it knows nothing."""
    from charset_normalizer import from_bytes  # takes 60 ms to import and is rarely asked

    best = from_bytes(sample, explain=False).best()
    return codecs.lookup(best.encoding).name if best is not None else ""


def _score(words: Counter[bytes], encoding: str) -> float:
    """Return how much words look like words in this encoding, from 0 to about 1.5."""
    good, weight = 0.0, 0
    letters: Counter[str] = Counter()
    for raw, times in words.items():
        try:
            text = raw.decode(encoding)
            if any("\x7f" <= sign <= "\x9f" for sign in text):
                raise ValueError(text)
        except ValueError:
            weight += times  # a byte that the encoding does not have, or that is no sign of a text
            good -= 2 * times
            continue
        for word in _WORD.findall(text):
            if not word.isascii():
                good += _looks(word) * times
                weight += times
                for sign in word:
                    if ord(sign) > 127:
                        letters[sign.lower() if sign != "İ" else sign] += times
    count = letters.total()
    if not weight or not count:
        return 0.0
    alphabets = _LATIN.get(encoding) or (_OTHERS[encoding],)
    known = max(sum(letters[sign] for sign in alphabet) for alphabet in alphabets) / count
    return good / weight * (0.4 + 0.6 * known)


def _looks(word: str) -> float:
    """Return 1 for what looks like a word, less the stranger it looks, down to -1."""
    letters = [sign for sign in word if sign.isalpha()]
    strange = sum(1 for sign in word if not sign.isalpha() and ord(sign) > 127 and _is_strange(sign))
    if strange:
        return -1.0 if letters or strange > 1 else 0.0
    if not letters:
        return 0.5
    if len({_script(sign) for sign in letters}) > 1:
        return -1.0
    for part in re.split(r"[-‐–_’ʼ]", word):
        rest = part[1:]
        if rest and rest != rest.lower() and part != part.upper():
            return -0.5
    return 1.0 if word[0] != word[0].lower() or word[0] == word[0].upper() else 0.8


@cache
def _is_strange(sign: str) -> bool:
    """Tell whether no word or note in a list has this sign; dashes, quotes and № are usual."""
    return sign not in "№«»–—“”„’‘…§°·ªº€\u00a0\u200c\u200d\u200e\u200f،؛؟ـ" and not category(
        sign
    ).startswith("M")


@cache
def _script(sign: str) -> str:
    return sign_name(sign, "?").split()[0]


def _mixed(count: int) -> Message:
    return msg(
        "Some lines of this file are written in another encoding than the rest ({count} of those looked at). "
        "They are listed as faulty.",
        count=count,
    )
