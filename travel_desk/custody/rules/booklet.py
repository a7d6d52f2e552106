"""Which booklet is in the hand: a typed number or a machine-readable zone against the register.

The second line of a passport's zone and its check digits: ICAO Doc 9303-4, section 4.2, and 9303-3,
section 4.9 (weights 7, 3, 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from travel_desk.base.message import Message, Refused, msg
from travel_desk.custody.rules.records import Booklet

_LINE = re.compile(
    r"([A-Z0-9<]{9})(\d)([A-Z<]{3})(\d{2}[0-9<]{4})(\d)[MFX<](\d{6})(\d)[A-Z0-9<]{14}[0-9<](\d)"
)
_NUMBER = re.compile(r"[A-Z0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a booklet.

    number: of the passport. issuing_zone: the nationality in the zone. expires_on: from the zone.
    checked: its check digits are right; None where only a number was typed. zone: the lines read.
    """

    number: str
    expires_on: date | None = None
    checked: bool | None = None
    zone: tuple[str, ...] = ()


def read_booklet(text: str) -> Read | None:
    """Return what `text` (a number, or one or both lines of a zone) says; None where it is neither.

    Spaces within are ignored: they are typed for the eye.
    """
    lines = re.sub(r"[ \t\r\n]+", "", text.upper())
    if len(lines) == 88 and lines.startswith("P"):
        found = _LINE.fullmatch(lines[44:])
        return _zone(found, (lines[:44], lines[44:])) if found else None
    if found := _LINE.fullmatch(lines):
        return _zone(found, (lines,))
    number = lines.replace("-", "")
    return Read(number) if _NUMBER.fullmatch(number) else None


def is_first_line(text: str) -> bool:
    """Tell whether `text` is the first line of a zone: its number follows on the second one."""
    return bool(re.fullmatch(r"P[A-Z<][A-Z<]{3}[A-Z<]{39}", text.strip().upper()))


def check_booklet(expected: Booklet, text: str) -> Read:
    """Ask whether the booklet in the hand is the expected one; raises Refused naming the field."""
    if not text.strip():
        raise Refused(msg("Scan the booklet, or type the number printed in it."), field="read")
    read = read_booklet(text)
    if read is None:
        raise Refused(
            msg("This is no passport number and no machine-readable zone. Scan the booklet again."),
            field="read",
        )
    if read.checked is False:
        raise Refused(
            msg("A check digit of the machine-readable zone is wrong. Scan the booklet again."), field="read"
        )
    if read.number != expected.number:
        raise Refused(_not_the_same(expected.number, read.number), field="read")
    return read


def difference(expected: str, read: str) -> Message | None:
    """Return in what two numbers differ, where the eye may miss it; None where it can't."""
    if len(expected) != len(read):
        return None
    places = [n for n, (a, b) in enumerate(zip(expected, read, strict=True)) if a != b]
    if len(places) == 2 and places[1] == places[0] + 1 and expected[places[0]] == read[places[1]]:
        one, two = slice(places[0], places[1] + 1), read[places[0] : places[1] + 1]
        return msg("Two signs of the number are swapped: {one} and {two}.", one=expected[one], two=two)
    if len(places) == 1:
        at = places[0]
        return msg("One sign of the number differs: {one} and {two}.", one=expected[at], two=read[at])
    return None


def _not_the_same(expected: str, read: str) -> Message:
    return msg(
        "This is booklet {read}, not {expected}. Put it back and take the right one.",
        read=read,
        expected=expected,
    )


def _zone(found: re.Match[str], lines: tuple[str, ...]) -> Read:
    number, check, _, born, born_check, expires, expires_check, _ = found.groups()
    line = lines[-1]
    right = (
        _check_digit(number) == check
        and _check_digit(born) == born_check
        and _check_digit(expires) == expires_check
        and _check_digit(line[0:10] + line[13:20] + line[21:43]) == line[43]
    )
    return Read(number.replace("<", ""), _expiry(expires), right, lines)


def _expiry(text: str) -> date | None:
    """Return the day of "310611"; expiry dates lie in this century."""
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None


def _check_digit(text: str) -> str:
    values = (0 if sign == "<" else int(sign, 36) for sign in text)
    return str(sum(value * (7, 3, 1)[n % 3] for n, value in enumerate(values)) % 10)
