"""`mrz read`: what a machine-readable zone says, and what is wrong with it. It needs no desk."""

from __future__ import annotations

import argparse
import json
import sys

from travel_desk.base.clock import SystemClock
from travel_desk.base.language import tr
from travel_desk.base.message import Trouble, msg
from travel_desk.commands import DONE, REFUSED
from travel_desk.mrz import Reading, read


def mrz(options: argparse.Namespace) -> int:
    """Read the zone of TEXT, or of the input where TEXT is "-"; the exit code is 1 where it isn't valid."""
    reading = read(_text(options.text), SystemClock().today())
    values = _values(reading)
    if options.json:
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(reading, values)))
    return DONE if reading.valid else REFUSED


def _text(given: str) -> str:
    """Return the lines: "\\n" typed as two signs parts them too; raises Trouble for an unreadable input."""
    if given != "-":
        return given.replace("\\r", "\n").replace("\\n", "\n")
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise Trouble(msg("The input is no text in UTF-8. Pass the zone as TEXT instead.")) from error


def _values(reading: Reading) -> dict[str, object]:
    """Return what is printed as JSON: "" for what the zone leaves open, null for an unknown day."""
    zone = reading.zone
    return {
        "kind": reading.kind.value if reading.kind else None,
        "valid": reading.valid,
        "document_code": zone.document_code if zone else "",
        "issuing_state": zone.issuing_state if zone else "",
        "number": zone.number if zone else "",
        "surname": zone.surname if zone else "",
        "given_names": zone.given_names if zone else "",
        "nationality": zone.nationality if zone else "",
        "birth_date": str(zone.birth_date) if zone and zone.birth_date else None,
        "expiry_date": zone.expiry_date.isoformat() if zone and zone.expiry_date else None,
        "sex": zone.sex if zone else "",
        "optional": zone.optional if zone else "",
        "problems": [tr(problem.message) for problem in reading.problems],
    }


def _lines(reading: Reading, values: dict[str, object]) -> list[str]:
    """Return what is printed for a person."""
    if reading.zone is None:
        return [tr(problem.message) for problem in reading.problems]
    facts = [
        (tr("Document"), f"{values['document_code']} {values['issuing_state']} {values['number']}"),
        (tr("Surname"), values["surname"]),
        (tr("Given names"), values["given_names"]),
        (tr("Nationality"), values["nationality"]),
        (tr("Born"), values["birth_date"] or "–"),
        (tr("Sex"), values["sex"] or "–"),
        (tr("Expires on"), values["expiry_date"] or "–"),
    ]
    verdict = (
        tr("{kind}: every check digit is right.", kind=values["kind"])
        if reading.valid
        else tr("{kind}: not valid.", kind=values["kind"])
    )
    found = [tr(problem.message) for problem in reading.problems]
    return [verdict, *(f"{caption}: {value}" for caption, value in facts), *found]
