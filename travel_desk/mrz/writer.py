"""Writes a machine-readable zone with its check digits."""

from __future__ import annotations

import re

from travel_desk.base.message import Refused, msg
from travel_desk.mrz import dates, names
from travel_desk.mrz.zone import LAYOUTS, LONG_NUMBERS, Layout, Zone, check_digit

_SHORT_NUMBER = 9
_NUMBER = re.compile("[A-Z0-9]+(?: [A-Z0-9]+)*")
_NAME = re.compile("[A-Z]+(?: [A-Z]+)*")


def write(zone: Zone) -> str:
    """Return the lines of a zone, joined by a line feed.

    Names that are too long are cut as Doc 9303 says; hyphens are fillers and apostrophes left out.
    Raises Refused where a field holds what this kind of zone cannot.
    """
    layout = LAYOUTS[zone.kind]
    signs = ["<"] * (layout.lines * layout.length)
    for field, text in _texts(zone, layout).items():
        span = layout.fields[field]
        if len(text) > layout.width(field):
            raise Refused(msg("“{text}” is too long for a zone of this kind.", text=text), field=field)
        signs[span] = text.ljust(layout.width(field), "<")
    for field, at in layout.checks.items():
        data = "".join(signs[layout.fields[field]])
        signs[at] = _digit(zone, field, data)
    if layout.composite is not None:
        spans, at = layout.composite
        signs[at] = str(check_digit("".join("".join(signs[span]) for span in spans)))
    whole = "".join(signs)
    return "\n".join(whole[at : at + layout.length] for at in range(0, len(whole), layout.length))


def _texts(zone: Zone, layout: Layout) -> dict[str, str]:
    """Return what stands in each field, without the fillers behind it; raises Refused."""
    number, optional = _number(zone)
    found = {
        "document_code": _letters(zone.document_code, "document_code"),
        "issuing_state": _letters(zone.issuing_state, "issuing_state"),
        "nationality": _letters(zone.nationality, "nationality"),
        "names": _names(zone, layout),
        "number": number,
        "birth_date": dates.write_birth(zone.birth_date),
        "sex": _sex(zone.sex),
        "expiry_date": dates.write_expiry(zone.expiry_date),
        "optional": _optional(optional, "optional"),
    }
    if zone.document_code[:1] not in layout.codes:
        raise Refused(
            msg("A document code of this kind of zone begins with one of {letters}.", letters=layout.codes),
            field="document_code",
        )
    if "optional_2" in layout.fields:
        found["optional_2"] = _optional(zone.optional_2, "optional_2")
    elif zone.optional_2:
        raise Refused(msg("Only a zone of three lines has optional data twice."), field="optional_2")
    return found


def _number(zone: Zone) -> tuple[str, str]:
    """Return the number's field and the optional data behind the rest of a long number."""
    if not _NUMBER.fullmatch(zone.number):
        raise Refused(
            msg("A document number has capitals and digits from A to Z and 0 to 9."), field="number"
        )
    number = zone.number.replace(" ", "<")
    if len(number) <= _SHORT_NUMBER or zone.kind not in LONG_NUMBERS:
        return number, zone.optional
    if "<" in number:
        raise Refused(msg("A number of more than nine signs has no spaces in a zone."), field="number")
    rest = f"{number[_SHORT_NUMBER:]}{check_digit(number)}<"
    if len(rest) > LAYOUTS[zone.kind].width("optional"):
        raise Refused(msg("The document number is too long for a zone of this kind."), field="number")
    return number[:_SHORT_NUMBER], rest + zone.optional


def _digit(zone: Zone, field: str, data: str) -> str:
    """Return the check digit of a field; a filler for a long number and for empty optional data."""
    if field == "number" and zone.kind in LONG_NUMBERS and len(zone.number) > _SHORT_NUMBER:
        return "<"
    if field == "optional" and not data.strip("<"):
        return "<"
    return str(check_digit(data))


def _names(zone: Zone, layout: Layout) -> str:
    surname, given = names.encode(zone.surname), names.encode(zone.given_names)
    if not surname:
        raise Refused(msg("Who has one name only has it as the surname in a zone."), field="surname")
    for field, name in (("surname", surname), ("given_names", given)):
        if name and not _NAME.fullmatch(name.replace("<", " ")):
            raise Refused(msg("A zone spells names from A to Z: write the Latin name."), field=field)
    return names.fit(surname, given, layout.width("names"))


def _letters(text: str, field: str) -> str:
    if not re.fullmatch("[A-Z]{1,3}", text):
        raise Refused(
            msg("“{text}” can't stand in a zone: use capitals from A to Z.", text=text), field=field
        )
    return text


def _sex(sex: str) -> str:
    if sex not in ("", "M", "F"):
        raise Refused(msg("A zone has M, F or nothing for the sex."), field="sex")
    return sex or "<"


def _optional(text: str, field: str) -> str:
    if not re.fullmatch("[A-Z0-9<]*", text):
        raise Refused(msg("Optional data are capitals and digits from A to Z and 0 to 9."), field=field)
    return text
