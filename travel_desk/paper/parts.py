"""The parts that papers are put together from; positions in mm from the top left, as in `sheet`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from travel_desk.base.message import Message, msg
from travel_desk.paper.sheet import Ink, Sheet

Polarity = Literal["solid", "framed", "hatched"]


@dataclass(frozen=True, slots=True)
class BandField:
    """One value in a band: where it stands, its label, the value, and a short text at its right end.

    coded: the value is a number (slashed zero) instead of a date.
    right, right_x: a text such as "8 days" beside the label, ending at right_x.
    """

    x: float
    label: str
    value: str
    coded: bool = False
    right: str = ""
    right_x: float = 196.0


def band(
    sheet: Sheet,
    y: float,
    height: float,
    verdict: str,
    fields: tuple[BandField, ...] = (),
    *,
    polarity: Polarity = "solid",
    note: str = "",
    arrow_after_first: bool = False,
) -> None:
    """Draw the band that says at arm's length what the paper is, over the full width of a slip.

    y, height: its top and its height, 12 (receipt) to 15 (slip).
    polarity: "solid" black where something may leave (APPROVED, HANDED OUT), "framed" white where
    something came in (TAKEN IN), "hatched" where the written decision is still to come (ORAL ORDER).
    The polarity survives photocopy and fax. note: a second line under a hatched verdict.
    """
    ink: Ink = "white" if polarity == "solid" else "black"
    tall = height >= 14
    if polarity == "solid":
        sheet.box(10, y, 190, height, 0, "black")
    else:
        sheet.box(9.8, y - 0.2, 190.4, height + 0.4, 2.0)
    x = 14.0
    if polarity == "hatched":
        hatch(sheet, 10.4, y + 0.4, 9, height - 0.8)
        hatch(sheet, 190.6, y + 0.4, 9, height - 0.8)
        x = 22.0
    size = 19.0 if note else 24.0 if tall else 22.0
    first_field = min((field.x for field in fields), default=196.0)
    size = sheet.room(verdict, size, "B", first_field - x - 3, 11)
    sheet.text(x, y + (6.8 if note else height / 2 + 2.9), verdict, size, "B", ink=ink)
    if note:
        sheet.text(x, y + 11.7, note, 8.5, "S", ink=ink)
    for field in fields:
        _band_field(sheet, y, height, field, ink)
    if arrow_after_first and len(fields) > 1:
        first, second = fields[:2]
        start = first.x + sheet.measure(first.value, 15 if tall else 14, "B") + 3
        if second.x - 3 - start > 4:
            arrow(sheet, start, second.x - 3, y + height * 0.64, ink)


def _band_field(sheet: Sheet, y: float, height: float, field: BandField, ink: Ink) -> None:
    tall = height >= 14
    sheet.text(field.x, y + (4.3 if tall else 3.9), field.label, 7.5, ink=ink)
    face: Literal["D", "B"] = "D" if field.coded else "B"
    sheet.text(field.x, y + (11.4 if tall else 9.3), field.value, 15 if tall else 14, face, ink=ink)
    if field.right:
        sheet.text(field.right_x, y + 4.3, field.right, 7.5, "S", "right", ink)


def hatch(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """Fill a rectangle with slanting strokes."""
    with sheet.clip(x, y, width, height):
        at = x - height
        while at < x + width:
            sheet.line(at, y + height, at + height, y, 3.2)
            at += 2.6


def arrow(sheet: Sheet, x1: float, x2: float, y: float, ink: Ink = "black") -> None:
    """Draw an arrow from x1 to x2 at y, in the direction of what moves."""
    back = 2.8 if x2 > x1 else -2.8
    sheet.rule(x1, y, x2 - back * 0.8, 2.0, ink)
    sheet.polygon((x2, y), (x2 - back, y - 1.5), (x2 - back, y + 1.5), ink=ink)


def boxed_date(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    label: str,
    day: date,
    note: str = "",
    *,
    height: float = 19.2,
) -> None:
    """Draw the one boxed date of a paper, the one that binds the holder; height 19.2 (slip) or 16.6."""
    tight = height < 18
    sheet.box(x, y, width, height, 1.6)
    said = sheet.language.day(day)
    sheet.text(x + 2.6, y + (3.7 if tight else 4.7), label, sheet.room(label, 8.5, "S", width - 5, 7), "S")
    size = sheet.room(said, 16, "B", width - 5, 10)
    sheet.text(x + 2.6, y + (10 if tight else 11.9), said, size, "B")
    if note:
        sheet.fit(x + 2.6, y + (14.6 if tight else 16.7), width - 5, note, 7.8)


def check_box(sheet: Sheet, x: float, y: float, label: str, checked: bool) -> float:
    """Draw a box of 3.2 mm with its label at the baseline y; return where the next one may start."""
    sheet.box(x, y - 2.75, 3.2, 3.2, 1.0)
    if checked:
        sheet.line(x + 0.7, y - 2.05, x + 2.5, y - 0.25, 1.4)
        sheet.line(x + 2.5, y - 2.05, x + 0.7, y - 0.25, 1.4)
    return x + 4.6 + sheet.text(x + 4.6, y, label, 9, "S" if checked else "R") + 4.0


def footer(sheet: Sheet, left: str, right: str, y: float = 142.6) -> None:
    """Draw the foot of a slip: the number and page at the left, what the holder does next at the right."""
    used = sheet.measure(left, 7)
    sheet.text(10, y, left, 7, ink="label")
    sheet.fit(200, y, 184 - used, right, 7, align="right", ink="label")


def page_note(number: str, page: int, pages: int) -> Message:
    """Return the words at the left of a footer: "TD-2027-004182 · page 1 of 1"."""
    return msg("{number} · page {page} of {pages}", number=number, page=page, pages=pages)


def cut_line(sheet: Sheet, words: str) -> None:
    """Draw the line at which two copies on one A4 are cut apart."""
    middle = sheet.height / 2
    half = sheet.measure(words, 7) / 2 + 1.5
    sheet.dashed(0, middle, sheet.width / 2 - half)
    sheet.dashed(sheet.width / 2 + half, middle, sheet.width)
    sheet.text(sheet.width / 2, middle + 0.9, words, 7, align="centre", ink="label")


def two_copies(sheet: Sheet, draw: Callable[[int], None], words: str) -> None:
    """Draw a paper twice on one A4, a cut line between; `draw` gets the number of the copy, 1 or 2."""
    draw(1)
    with sheet.shifted(dy=sheet.height / 2):
        draw(2)
    cut_line(sheet, words)


def fingerprint(sheet: Sheet, x: float, y: float, sha256: str) -> None:
    """Draw a SHA-256 of 64 hex digits as two lines of eight fours, baselines y and y + 3.9."""
    fours = [sha256[i : i + 4] for i in range(0, 64, 4)]
    sheet.text(x, y, " ".join(fours[:8]), 8.5, "C")
    sheet.text(x, y + 3.9, " ".join(fours[8:]), 8.5, "C")


def signature_line(sheet: Sheet, x: float, y: float, width: float, name: str, when: str) -> None:
    """Draw a line to sign on at y, with the name under it and a place for `when` (date and time)."""
    parted = x + width * 0.655
    sheet.rule(x, y, x + width, 1.0)
    sheet.line(parted, y - 3, parted, y, 0.5)
    sheet.fit(x, y + 3.4, width * 0.62, name, 8, "S")
    sheet.label(parted + 2, y + 3.4, when)
