"""The sentences for what is wrong with a zone, with hints at what readers commonly confuse."""

from __future__ import annotations

import re

from travel_desk.base.message import Message, msg
from travel_desk.mrz.zone import check_digit

SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
_AS_DIGIT = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_AS_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
_AS_FILLER = frozenset("«‹( ")

WRONG = {
    "number": msg(
        "The check digit of the document number is wrong. Scan again, or compare with the booklet."
    ),
    "birth_date": msg(
        "The check digit of the date of birth is wrong. Scan again, or compare with the booklet."
    ),
    "expiry_date": msg(
        "The check digit of the date of expiry is wrong. Scan again, or compare with the booklet."
    ),
    "optional": msg(
        "The check digit of the optional data is wrong. Scan again, or compare with the booklet."
    ),
    "composite": msg(
        "The last check digit, over all checked fields, is wrong. Scan again, or compare with the booklet."
    ),
}
NAMES = msg("The names are not parted as a zone parts them. Compare with the booklet.")
NO_NUMBER = msg("The zone has no document number. Scan again, or compare with the booklet.")
NUMBER_SHAPE = msg("The document number begins with a filler. Scan again, or compare with the booklet.")
SEX = msg("The sex is neither M nor F nor a filler. Scan again, or compare with the booklet.")


def foreign(sign: str, line: int, place: int) -> Message:
    """Return that a sign can't stand in a zone; line, place: counted from 1."""
    if sign in _AS_FILLER:
        return msg(
            "“{sign}” in line {line}, place {place} is no sign of a zone, perhaps a filler (<). Scan again.",
            sign=sign,
            line=line,
            place=place,
        )
    return msg(
        "“{sign}” in line {line}, place {place} is no sign of a zone: A to Z, 0 to 9 and <. Scan again.",
        sign=sign,
        line=line,
        place=place,
    )


def not_letters(field: str, raw: str) -> Message:
    """Return that a state is not spelt in letters, and which it may be."""
    likely = "".join(_AS_LETTER.get(sign, sign) for sign in raw).rstrip("<")
    if likely != raw.rstrip("<") and re.fullmatch("[A-Z]{1,3}", likely):
        if field == "nationality":
            return msg(
                "The nationality is read as “{read}”, perhaps for {likely}. Compare with the booklet.",
                read=raw,
                likely=likely,
            )
        return msg(
            "The issuing state is read as “{read}”, perhaps for {likely}. Compare with the booklet.",
            read=raw,
            likely=likely,
        )
    if field == "nationality":
        return msg("The nationality “{read}” is no country's letters. Compare with the booklet.", read=raw)
    return msg("The issuing state “{read}” is no country's letters. Compare with the booklet.", read=raw)


def digit_in_name(digit: str) -> Message:
    """Return that a digit stands among the names, and which letter it may be."""
    likely = _AS_LETTER.get(digit)
    if likely is None:
        return msg("The names have the digit {digit} among them. Compare with the booklet.", digit=digit)
    return msg(
        "The names have the digit {digit} among them, perhaps for {likely}. Compare with the booklet.",
        digit=digit,
        likely=likely,
    )


def no_date(field: str, raw: str) -> Message:
    """Return that six signs are no date, and which letter among them may be a digit."""
    letter = next((sign for sign in raw if sign in _AS_DIGIT), "")
    if letter:
        values = {"letter": letter, "digit": _AS_DIGIT[letter]}
        if field == "birth_date":
            return msg(
                "The date of birth has the letter {letter}, perhaps for {digit}. Compare with the booklet.",
                **values,
            )
        return msg(
            "The date of expiry has the letter {letter}, perhaps for {digit}. Compare with the booklet.",
            **values,
        )
    if field == "birth_date":
        return msg("The date of birth “{read}” is no date. Compare with the booklet.", read=raw)
    return msg("The date of expiry “{read}” is no date. Compare with the booklet.", read=raw)


def wrong_number(number: str, given: str, raw: str) -> Message:
    """Return that a number's check digit is wrong, and the one likely number for which it is right.

    number: without the fillers behind it; raw: its field; given: the check digit as read.
    """
    wanted = _AS_DIGIT.get(given, given)
    padding = "<" * (len(raw) - len(number))
    likely = {
        changed
        for at, sign in enumerate(number)
        for other in (_AS_DIGIT.get(sign), _AS_LETTER.get(sign))
        if other and str(check_digit((changed := number[:at] + other + number[at + 1 :]) + padding)) == wanted
    }
    if len(likely) != 1:
        return WRONG["number"]
    return msg(
        "The check digit of the document number is wrong; it would be right for {likely}. "
        "Scan again, or compare with the booklet.",
        likely=likely.pop(),
    )
