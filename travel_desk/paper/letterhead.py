"""The head of every paper: emblem, country, organisation, desk; the mark of the copy; kind and number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travel_desk.base.message import Refused, msg

if TYPE_CHECKING:  # reportlab is loaded when a paper is made, not when a letterhead is read
    from travel_desk.paper.fonts import Face
    from travel_desk.paper.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a desk prints at the head and the foot of its papers.

    country, organisation, desk: the three lines beside the emblem. address: where the desk is found,
    in one line. emblem: a PNG or JPEG of the desk's own, or None for the neutral one.
    """

    country: str
    organisation: str
    desk: str
    address: str = ""
    emblem: bytes | None = None


def draw(sheet: Sheet, letterhead: Letterhead, mark: str, kind_title: str, number: str) -> None:
    """Draw the head of a slip or receipt (A5 landscape, or a half of an A4): y 8 to 21 mm.

    mark: which issue or copy this is, such as "Issue 1 · original"; may be empty.
    """
    _emblem(sheet, letterhead.emblem, 10, 8, 11)
    _lines(sheet, letterhead, 24, 11.1)
    sheet.text(200, 11.1, kind_title, 8, "R", "right")
    wide = sheet.text(200, 18.6, number, 17, "D", "right")
    if mark:
        box = sheet.measure(mark, 8, "S") + 4.4
        right = min(125.8, 200 - wide - 5)
        sheet.box(right - box, 15, box, 5.4, 0.8)
        sheet.text(right - box / 2, 18.65, mark, 8, "S", "centre")


def draw_letter(sheet: Sheet, letterhead: Letterhead, kind_title: str, number: str) -> None:
    """Draw the head of a letter (A4, 22 mm left, 18 mm right), with its rule at 30.8 mm."""
    right = sheet.width - 18
    _emblem(sheet, letterhead.emblem, 22, 14, 13)
    _lines(sheet, letterhead, 38, 17)
    sheet.text(right, 17, kind_title, 8, "R", "right")
    sheet.text(right, 24.4, number, 17, "D", "right")
    sheet.rule(22, 30.8, right, 1.2)


def draw_a4(sheet: Sheet, letterhead: Letterhead, kind_title: str, number: str) -> None:
    """Draw the head of a list on A4 (15 mm left, 12 mm right): y 12 to 23 mm."""
    right = sheet.width - 12
    _emblem(sheet, letterhead.emblem, 15, 12, 11)
    _lines(sheet, letterhead, 29, 15.1)
    sheet.text(right, 15.1, kind_title, 8, "R", "right")
    sheet.text(right, 22.6, number, 17, "D", "right")


def _lines(sheet: Sheet, letterhead: Letterhead, x: float, y: float) -> None:
    """Draw country, organisation and desk beside the emblem; long names take five smaller lines at most."""
    said = _said(letterhead)
    size, step = 8.0, 3.8
    if any(sheet.measure(text, size, face) > 72 for text, face in said):
        size, y, step = 7.0, y - 2.2, 3.05
    lines = [(line, face) for text, face in said for line in sheet.lines(text, 72, size, face)]
    for at, (line, face) in enumerate(lines[:5]):
        sheet.text(x, y + at * step, line, size, face)


def _said(letterhead: Letterhead) -> list[tuple[str, Face]]:
    said: list[tuple[str, Face]] = [(letterhead.country, "R"), (letterhead.organisation, "R")]
    return [(text, face) for text, face in [*said, (letterhead.desk, "S")] if text]


def check_emblem(content: bytes) -> None:
    """Raise Refused where a picture can't be drawn, before a paper that somebody waits for needs it."""
    from travel_desk.base.language import Language
    from travel_desk.paper.sheet import Sheet

    sheet = Sheet("A5L", language=Language("en"))
    try:
        sheet.picture(content, 10, 8, 11, 11)
        sheet.finish()
    except Exception as error:  # reportlab and Pillow raise many kinds for a damaged picture
        raise Refused(
            msg("This picture is damaged or of an unknown kind. Choose a PNG or JPEG."), field="emblem"
        ) from error


def _emblem(sheet: Sheet, emblem: bytes | None, x: float, y: float, size: float) -> None:
    if emblem is not None:
        sheet.picture(emblem, x, y, size, size)
        return
    # the neutral emblem: a disc, its left half solid, its right half four bars
    sheet.disc(x + size / 2, y + size / 2, size / 2)
    sheet.box(x + size * 0.5, y, size * 0.045, size, 0, "white")
    gap = size * 0.105
    for bar in range(1, 4):
        sheet.box(x + size * 0.5, y + size * bar / 4 - gap / 2, size * 0.52, gap, 0, "white")
