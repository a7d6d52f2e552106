"""Two A5 papers on one A4, one above the other, so that a common printer and one cut make both."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from travel_desk.base.language import Language
from travel_desk.base.message import msg
from travel_desk.paper import parts
from travel_desk.paper.sheet import SIZES, Sheet

_POINTS = 72 / 25.4


def two_up(slips: Sequence[bytes], language: Language) -> bytes:
    """Return the pages of A5 landscape papers two up on A4, a cut line between; each in true size.

    slips: PDFs, one or several. The result is for printing only: the signature is in the file of each
    slip itself.
    """
    width, height = (side * _POINTS for side in SIZES["A4"])
    with pikepdf.open(io.BytesIO(_ground(slips, language))) as result:
        at = 0
        for content in slips:
            with pikepdf.open(io.BytesIO(content)) as slip:
                slip.flatten_annotations("print")
                for page in slip.pages:
                    top = height if at % 2 == 0 else height / 2
                    # The upper half of an A4 is 148.5 mm high, an A5 148: it hangs at the top of its half.
                    place = pikepdf.Rectangle(0, top - SIZES["A5L"][1] * _POINTS, width, top)
                    result.pages[at // 2].add_overlay(page, place)
                    at += 1
        out = io.BytesIO()
        result.save(out, deterministic_id=True)
    return out.getvalue()


def _ground(slips: Sequence[bytes], language: Language) -> bytes:
    """Return as many empty A4 pages as the slips need, each with its cut line."""
    pages = 0
    for content in slips:
        with pikepdf.open(io.BytesIO(content)) as slip:
            pages += len(slip.pages)
    sheet = Sheet("A4", language=language)
    words = sheet.say(msg("cut here"))
    for number in range((pages + 1) // 2):
        if number:
            sheet.new_page()
        parts.cut_line(sheet, words)
    return sheet.finish()
