"""The papers of the approvals: the approval slip and the refusal letter.

`register` gives papers their renderers; the modules that draw are imported when a paper is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from travel_desk.base.language import Language
    from travel_desk.paper.letterhead import Letterhead
    from travel_desk.paper.proof import Stamp


def register() -> None:
    """Tell papers how a slip and a refusal letter are drawn; app calls it once."""
    from travel_desk.papers.forms import register as register_form

    register_form("slip", render_slip)
    register_form("refusal", render_refusal)


def render_slip(
    content: Mapping[str, Any],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
) -> bytes:
    """Return an approval slip as a PDF; see `slip.render`."""
    from travel_desk.approvals.forms import slip  # loads reportlab

    return slip.render(content, letterhead, language, number, stamp)


def render_refusal(
    content: Mapping[str, Any],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
) -> bytes:
    """Return a refusal letter as a PDF; see `refusal.render`."""
    from travel_desk.approvals.forms import refusal  # loads reportlab

    return refusal.render(content, letterhead, language, number, stamp)
