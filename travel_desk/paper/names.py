"""How a name stands on a paper: in its own script where a font draws it, else in Latin with a line for it.

A sign without a font is never printed as a box: the passport's Latin spelling stands for the name, and the
holder or the clerk writes the native name on a line. Who issues such a paper says so, and journals it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from travel_desk.base.message import Message, msg
from travel_desk.paper.fonts import font_for, missing

LINE = "_" * 24
"""Where the native name is to be written by hand."""
BY_HAND = "native_by_hand"
"""The name of the fact, in content and journal, that a native name is left to be written by hand."""


@dataclass(frozen=True, slots=True)
class DrawnName:
    """A name as a paper draws it. by_hand: a line stands for the native name."""

    native: str
    latin: str
    by_hand: bool = False


def drawn_name(native: str, latin: str) -> DrawnName:
    """Return how a name is drawn with the fonts of this workstation.

    native, latin: as registered; either may be empty. Raises Refused, naming what to install, for a
    name that no font draws and that has no Latin spelling.
    """
    sign = missing(native)
    if not sign:
        return DrawnName(native, latin)
    if not latin:
        font_for(sign, "S")  # says what to install
    return DrawnName("", latin, by_hand=True)


def is_by_hand(content: Mapping[str, object]) -> bool:
    """Tell whether the content of a paper, as it was frozen, leaves a native name to be written by hand."""
    return any(
        bool(value) if name == BY_HAND else isinstance(value, Mapping) and is_by_hand(value)
        for name, value in content.items()
    )


def fact(content: Mapping[str, object]) -> dict[str, object]:
    """Return what the journal notes of a paper with such a line; nothing for another paper."""
    return {BY_HAND: True} if is_by_hand(content) else {}


def note(content: Mapping[str, object]) -> Message | None:
    """Return the sentence for whoever issues a paper with such a line; None for another paper."""
    if not is_by_hand(content):
        return None
    return msg(
        "No font of this workstation draws the native name: the paper bears the Latin one and a line. Write "
        "the native name there by hand before the paper is signed."
    )
