"""What the machine-readable zone of a booklet says beside what is entered or registered.

Nothing is taken over here: a person compares, and decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from travel_desk.base.message import msg
from travel_desk.base.partial import PartialDate
from travel_desk.mrz import Kind, Zone, as_printed
from travel_desk.officials.rules.records import PassportKind

Value = str | PartialDate | date | None

# Doc 9303-3, section 5: Germany alone has one letter; the register writes three.
_STATES = {"D": "DEU"}
# Doc 9303-4 (eighth edition), 4.2.2: the second letter of a passport's code; a bare P tells nothing.
_KINDS = {
    "PD": PassportKind.DIPLOMATIC,
    "PO": PassportKind.SERVICE,
    "PS": PassportKind.SERVICE,
    "PP": PassportKind.ORDINARY,
}
_NAMES = ("surname", "given_names")
NOT_A_PASSPORT = msg(
    "This is a visa, not the passport. Scan the lines on the passport's page with the photograph."
)
_FIELDS = {"expiry_date": "expires_on", "optional": "", "composite": "", "document_code": "kind"}


class Match(StrEnum):
    """How a printed value stands to what is entered: nothing is entered yet, the same, another."""

    OPEN = "open"
    SAME = "same"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of a booklet as printed and entered; named as in PersonOrder and PassportOrder, or "sex"."""

    field: str
    printed: Value
    entered: Value
    match: Match


def printed_values(zone: Zone) -> dict[str, Value]:
    """Return what a zone gives to the fields of a person and a booklet; what it leaves open is left out.

    A zone tells no hyphen from a space, and has no apostrophes.
    """
    found: dict[str, Value] = {
        "surname": zone.surname,
        "given_names": zone.given_names,
        "birth_date": zone.birth_date,
        "nationality": _STATES.get(zone.nationality, zone.nationality),
        "number": zone.number.replace(" ", ""),
        "issuing_state": _STATES.get(zone.issuing_state, zone.issuing_state),
        "expires_on": zone.expiry_date,
    }
    return {field: value for field, value in found.items() if value}


def printed_kind(zone: Zone) -> PassportKind | None:
    """Return the kind that a passport's code tells, None where it tells none."""
    return _KINDS.get(zone.document_code)


def is_visa(zone: Zone) -> bool:
    """Tell whether the zone is a visa's: it stands in a booklet but names another number."""
    return zone.kind in (Kind.MRV_A, Kind.MRV_B)


def compare(zone: Zone, entered: Mapping[str, Value]) -> tuple[Compared, ...]:
    """Return each field of a zone beside what is `entered` under the same name ("" or None for nothing).

    Names that the zone may have cut need only begin as it says.
    """
    printed = printed_values(zone)
    names = _names(entered)
    named = names["surname"] != ""
    found = [Compared("sex", zone.sex, None, Match.OPEN)]
    for field in (*_NAMES, "birth_date", "nationality", "number", "issuing_state", "expires_on"):
        said, shown = printed.get(field, ""), entered.get(field)
        value = names.get(field, shown)
        whole = bool(said and value) or (field == "given_names" and named)
        cut = field in _NAMES and zone.may_be_cut and str(value).startswith(str(said))
        match = Match.OPEN if not whole else Match.SAME if said == value or cut else Match.DIFFERS
        found.append(Compared(field, said, shown, match))
    return tuple(found)


def field_of(problem_field: str) -> str:
    """Return the field of a person or booklet that a zone's problem belongs to; "" for none of them."""
    return _FIELDS.get(problem_field, problem_field)


def _names(entered: Mapping[str, Value]) -> dict[str, str]:
    """Return the entered names as a zone would print them: a single name is the surname."""
    surname, given = (as_printed(str(entered.get(field) or "")) for field in _NAMES)
    return {"surname": surname or given, "given_names": given if surname else ""}
