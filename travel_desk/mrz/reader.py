"""Reads a machine-readable zone: says what each field holds and what is wrong, and repairs nothing."""

from __future__ import annotations

import re
from datetime import date

from travel_desk.base.message import Message, msg
from travel_desk.base.partial import PartialDate
from travel_desk.mrz import dates, names, words
from travel_desk.mrz.zone import LAYOUTS, LONG_NUMBERS, Kind, Problem, Reading, Zone, check_digit

_SHAPES = {(layout.lines, layout.length) for layout in LAYOUTS.values()}
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNPRINTED = re.compile("[\x00-\x1f\x7f\ufeff\u200b]")
_LONG = re.compile("([A-Z0-9]+)([A-Z0-9])<(.*)")


def read(text: str, today: date) -> Reading:
    """Return what a zone says and everything that is wrong with it; never raises.

    text: the lines, parted by line feeds, carriage returns, a space or nothing; small
    letters count as capitals.
    today: no birth is after it, and a document expires within 50 years of it.
    """
    lines = _lines(text)
    shown = "\n".join(lines)
    kind = _kind(lines)
    if kind is None:
        return Reading(None, False, None, (Problem("", _shape_problem(lines)),), shown)
    reader = _Reader(kind, "".join(lines), today)
    zone = reader.zone()
    return Reading(kind, not reader.problems, zone, tuple(reader.problems), shown)


def looks_like_zone(text: str) -> bool:
    """Tell whether scanned text is a zone or a part of one rather than a barcode of something else."""
    lines = _lines(text)
    whole = "".join(lines)
    if _kind(lines) is not None:
        return True
    signs = sum(sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<" for sign in whole)
    return len(whole) >= 20 and "<" in whole and signs >= len(whole) - 2


def begins_like_zone(text: str) -> bool:
    """Tell whether `text` (one sign or more) may be the beginning of a zone, whatever its last lines hold."""
    first = text.upper()
    head = all(sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ<" for sign in first[1:5])
    return (
        first[:1] in tuple("PVACI") and head and all(sign in words.SIGNS or sign in "\r\n" for sign in first)
    )


def is_whole(text: str) -> bool:
    """Tell whether no line of a zone is missing."""
    return _kind(_lines(text)) is not None


def _lines(text: str) -> list[str]:
    """Return the lines of a zone in capitals; one that was read without a line's end is taken apart.

    A shell or a PDF that is copied from has a space where a line ended.
    """
    found = [_UNPRINTED.sub("", line).strip() for line in _BREAKS.split(text)]
    lines = ["".join(sign.upper() if sign.isascii() else sign for sign in line) for line in found if line]
    if len(lines) == 1:
        parts = lines[0].split()
        if (len(parts), len(parts[0])) in _SHAPES and len({len(part) for part in parts}) == 1:
            return parts
        for count, length in _SHAPES:
            if len(lines[0]) == count * length:
                return [lines[0][at : at + length] for at in range(0, len(lines[0]), length)]
    return lines


def _kind(lines: list[str]) -> Kind | None:
    lengths = {len(line) for line in lines}
    shape = (len(lines), lengths.pop()) if len(lengths) == 1 else (0, 0)
    visa = bool(lines) and lines[0].startswith("V")
    known = [kind for kind in Kind if (LAYOUTS[kind].lines, LAYOUTS[kind].length) == shape]
    return next((kind for kind in known if (LAYOUTS[kind].codes == "V") == visa), known[0] if known else None)


def _shape_problem(lines: list[str]) -> Message:
    """Return why `lines` are no zone."""
    if not lines:
        return msg("Nothing was read. Scan the lines at the foot of the passport's page.")
    whole = "".join(lines)
    halves = _lines(whole[: len(whole) // 2]), _lines(whole[len(whole) // 2 :])
    if all(_kind(half) is not None for half in halves):
        return msg("Two zones were read at once. Scan them one by one.")
    if len(lines) == 1 and len(lines[0]) in (44, 36, 30):
        return msg("Only one line of the zone was read. Scan the whole zone.")
    lengths = " + ".join(str(len(line)) for line in lines)
    return msg(
        "A zone has two lines of 44 or 36 signs or three of 30; here are {lengths}. Scan the whole zone.",
        lengths=lengths,
    )


class _Reader:
    """One zone of a known kind while it is read; `problems` fills in the order of its fields."""

    def __init__(self, kind: Kind, signs: str, today: date) -> None:
        self.kind, self.layout, self.signs, self.today = kind, LAYOUTS[kind], signs, today
        self.problems: list[Problem] = []

    def zone(self) -> Zone:
        """Return what the fields say."""
        self._foreign_signs()
        code = self._code()
        state = self._letters("issuing_state")
        surname, given = self._names()
        number, optional = self._number()
        nationality = self._letters("nationality")
        birth = self._birth()
        sex = self._sex()
        expiry = self._expiry()
        self._optional_digit()
        self._composite()
        second = self._raw("optional_2").rstrip("<") if "optional_2" in self.layout.fields else ""
        return Zone(
            self.kind, code, state, surname, given, number, nationality, birth, sex, expiry, optional, second
        )

    def _raw(self, field: str) -> str:
        return self.signs[self.layout.fields[field]]

    def _say(self, field: str, message: Message) -> None:
        self.problems.append(Problem(field, message))

    def _foreign_signs(self) -> None:
        for at, sign in enumerate(self.signs):
            if sign not in words.SIGNS:
                line, place = divmod(at, self.layout.length)
                self._say("", words.foreign(sign, line + 1, place + 1))
                return

    def _code(self) -> str:
        code = self._raw("document_code").rstrip("<")
        if code[:1] not in self.layout.codes or not code or not code.isalpha():
            self._say(
                "document_code",
                msg(
                    "A zone of this size begins with {letters}, not with “{code}”. Compare with the booklet.",
                    letters=", ".join(self.layout.codes),
                    code=code,
                ),
            )
        return code

    def _letters(self, field: str) -> str:
        """Return a state's letters, without the fillers behind them."""
        raw = self._raw(field)
        text = raw.rstrip("<")
        if not re.fullmatch("[A-Z]{1,3}", text):
            self._say(field, words.not_letters(field, raw))
        return text

    def _names(self) -> tuple[str, str]:
        raw = self._raw("names")
        digit = next((sign for sign in raw if sign.isdigit()), "")
        body = raw.rstrip("<")
        if digit:
            self._say("surname", words.digit_in_name(digit))
        elif not body or body.startswith("<") or body.count("<<") > 1 or "<<<" in body:
            self._say("surname", words.NAMES)
        return names.split(raw)

    def _number(self) -> tuple[str, str]:
        """Return number and optional data, which a long number borrows (parts 5 and 6)."""
        raw, optional = self._raw("number"), self._raw("optional")
        given = self.signs[self.layout.checks["number"]]
        number, digits = raw.rstrip("<"), [check_digit(raw)]
        long = _LONG.match(optional) if self.kind in LONG_NUMBERS and given == "<" else None
        if long is not None and "<" not in raw:
            number, given, optional = raw + long[1], long[2], long[3]
            # States disagree whether the filler between the two parts is a sign of the number.
            digits = [check_digit(number), check_digit(f"{raw}<{long[1]}")]
        if not number:
            self._say("number", words.NO_NUMBER)
        elif given not in {str(digit) for digit in digits}:
            self._say("number", words.wrong_number(number, given, raw))
        if number.startswith("<"):
            self._say("number", words.NUMBER_SHAPE)
        return " ".join(number.replace("<", " ").split()), optional.rstrip("<")

    def _birth(self) -> PartialDate | None:
        raw = self._raw("birth_date")
        born = None
        try:
            born = dates.read_birth(raw, self.today)
        except ValueError:
            self._say("birth_date", words.no_date("birth_date", raw))
        self._digit("birth_date")
        return born

    def _expiry(self) -> date | None:
        raw = self._raw("expiry_date")
        day = None
        try:
            day = dates.read_expiry(raw, self.today)
        except ValueError:
            self._say("expiry_date", words.no_date("expiry_date", raw))
        self._digit("expiry_date")
        return day

    def _digit(self, field: str) -> None:
        """Check a date's digit; one that is all unknown may have a filler there."""
        raw, given = self._raw(field), self.signs[self.layout.checks[field]]
        if given != str(check_digit(raw)) and not (given == "<" and raw == dates.UNKNOWN):
            self._say(field, words.WRONG[field])

    def _sex(self) -> str:
        raw = self._raw("sex")
        if raw not in ("M", "F", "<"):
            self._say("sex", words.SEX)
            return ""
        return raw.rstrip("<")

    def _optional_digit(self) -> None:
        """Check the digit of a passport's optional data; where there are none it may be a filler."""
        at = self.layout.checks.get("optional")
        if at is None:
            return
        raw, given = self._raw("optional"), self.signs[at]
        if given != str(check_digit(raw)) and not (given == "<" and not raw.strip("<")):
            self._say("optional", words.WRONG["optional"])

    def _composite(self) -> None:
        """Check the digit over all; where a field is wrong already, it says nothing new."""
        if self.layout.composite is None:
            return
        spans, at = self.layout.composite
        whole = "".join(self.signs[span] for span in spans)
        checked = {"number", "birth_date", "expiry_date", "optional"}
        if self.signs[at] != str(check_digit(whole)) and not any(p.field in checked for p in self.problems):
            self._say("composite", words.WRONG["composite"])
