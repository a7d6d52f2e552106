"""The registry of renderers, one a kind of paper, and the test sheet of the letterhead.

app registers what draws each kind, since the forms belong to higher duties. Nothing here loads
reportlab until a paper is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from travel_desk.base.language import Language, load
from travel_desk.base.message import msg
from travel_desk.papers.rules import Kind

if TYPE_CHECKING:
    from travel_desk.paper.letterhead import Letterhead
    from travel_desk.paper.proof import Stamp

Renderer = Callable[[Mapping[str, object], "Letterhead", Language, str, "Stamp | None"], bytes]

_renderers: dict[Kind, Renderer] = {}


def register(kind: Kind | str, render: Renderer) -> None:
    """Let `render(content, letterhead, language, number, stamp)` draw papers of `kind` from now on.

    content: what was frozen when the paper was issued. stamp: None while unsigned, and for ink.
    """
    _renderers[Kind(kind)] = render


def renderer(kind: Kind) -> Renderer:
    """Return what draws papers of `kind`; raises KeyError where app registered nothing (a defect)."""
    return _renderers[kind]


def language_of(code: str) -> Language:
    """Return the language of a paper with its catalog; raises Trouble where it is not installed."""
    return load(code)


def sample(letterhead: Letterhead, language: Language) -> bytes:
    """Return a test sheet that shows the letterhead, faces, and a rule of 100 mm to check the printer."""
    from travel_desk.paper import letterhead as heads
    from travel_desk.paper import parts, seal
    from travel_desk.paper.proof import check_code, ink_box
    from travel_desk.paper.sheet import Sheet

    sheet = Sheet("A5L", language=language, title="TD-T-0000-000000")
    number = "TD-T-0000-000000"
    mark = sheet.say(msg("No paper of the desk"))
    heads.draw(sheet, letterhead, mark, sheet.say(msg("Test sheet")), number)
    parts.band(sheet, 23.1, 15, sheet.say(msg("TEST")), polarity="framed")
    sheet.label(10, 44, sheet.say(msg("Measure this line: it must be 100 mm long")))
    sheet.rule(10, 50, 110, 1.0)
    for at in range(11):
        sheet.line(10 + at * 10, 48 if at % 5 else 47, 10 + at * 10, 50, 0.5)
    sheet.label(10, 58, sheet.say(msg("Numbers and codes: zero with a slash, I with serifs")))
    sheet.text(10, 66, "0O 1Il L898902C3", 19, "D")
    sheet.label(10, 76, sheet.say(msg("Smallest type: must be easy to read")))
    sheet.wrap(10, 80, 120, sheet.say(msg("Scan with the desk's reader; no network is needed.")), 7)
    sheet.rule(10, 106.9, 200, 1.6)
    code = seal.check_code(number)
    check_code(sheet, 10, 111, code, sheet.say(msg("Scan with the desk's reader; no network is needed.")), 50)
    ink_box(sheet, 140, 110.4, 60, 26.5)
    parts.footer(sheet, sheet.say(parts.page_note(number, 1, 1)), letterhead.address)
    return sheet.finish()
