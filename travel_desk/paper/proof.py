"""The proof zone at the foot of a paper: check code, digital signature, place for ink and stamp."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from travel_desk.base.language import Language
from travel_desk.base.message import msg

if TYPE_CHECKING:  # reportlab is loaded when a paper is made
    from travel_desk.paper.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the visible stamp of a digital signature says.

    serial: the certificate's serial number in hex; name, office: who signs; at: the instant of signing;
    zone: the zone in which that instant is written, None for the workstation's own.
    """

    serial: str
    name: str
    office: str
    at: datetime
    zone: tzinfo | None = None


def proof_zone(sheet: Sheet, y: float, payload: bytes, explanation: str, stamp: Stamp | None) -> None:
    """Draw the whole zone of a slip below the 1.6 pt rule at y (106.9 on a slip): x 10 to 200.

    payload: of `seal.check_code`. explanation: what a scan must show. stamp: None while the paper is
    unsigned; the empty signature field is laid over its place either way.
    """
    sheet.rule(10, y, 200, 1.6)
    check_code(sheet, 10, y + 4.1, payload, explanation, 36)
    signature_box(sheet, 77, y + 3.5, 57, 26.5, stamp)
    ink_box(sheet, 140, y + 3.5, 60, 26.5)


def check_code(sheet: Sheet, x: float, y: float, payload: bytes, explanation: str, width: float) -> float:
    """Draw the check code (22 mm) and what it is for, right of it; return the next baseline of that text."""
    sheet.datamatrix(payload, x, y, 22)
    sheet.text(x + 26, y + 2.3, sheet.say(msg("Check code")), 8.5, "S")
    return sheet.wrap(x + 26, y + 6.2, width, explanation, 7, leading=1.3)


def signature_box(
    sheet: Sheet, x: float, y: float, width: float, height: float, stamp: Stamp | None, *, field: bool = True
) -> None:
    """Draw the place of the digital signature, and lay the signature field over it."""
    sheet.box(x, y, width, height, 0.9)
    sheet.box(x, y, width, 4.6, 0, "black")
    sheet.text(x + 1.9, y + 3.2, sheet.say(msg("Digital signature")), 7.5, "S", ink="white")
    if stamp is None:
        sheet.text(x + 1.9, y + 9, sheet.say(msg("Not signed yet")), 9, "S", ink="label")
    else:
        sheet.text(x + width - 1.9, y + 3.2, stamp.serial, 7.5, "R", "right", ink="white")
        below = sheet.fit(x + 1.9, y + 8.6, width - 3.8, stamp.name, 9, "S")
        below = sheet.fit(x + 1.9, below - 0.1, width - 3.8, stamp.office, 7.5)
        sheet.text(x + 1.9, below + 0.2, _moment(sheet.language, stamp), 7.5, "S")
        words = msg("The signature is in the file. On paper, read the check code.")
        sheet.wrap(x + 1.9, below + 4.2, width - 3.8, sheet.say(words), 7, leading=1.2, ink="label")
    if field:
        sheet.signature_field(x, y, width, height)


def ink_box(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """Draw the corners between which one signs in ink and stamps, with the line for the signature."""
    for left, across in ((x, 4.0), (x + width, -4.0)):
        for top, down in ((y, 4.0), (y + height, -4.0)):
            sheet.line(left, top, left + across, top, 0.8)
            sheet.line(left, top, left, top + down, 0.8)
    sheet.label(x + 3, y + 3.9, sheet.say(msg("Ink signature and stamp")))
    sheet.rule(x + 3, y + height - 4.7, x + width * 0.535, 0.6)
    sheet.label(x + 3, y + height - 1.7, sheet.say(msg("Signature")))


def _moment(language: Language, stamp: Stamp) -> str:
    local = stamp.at.astimezone(stamp.zone)
    offset = local.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    sign = "+" if minutes >= 0 else "-"
    hours, rest = divmod(abs(minutes), 60)
    ahead = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"
    return f"{language.instant(stamp.at, stamp.zone)} {ahead}"
