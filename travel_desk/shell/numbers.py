"""Paper numbers on the screen: shown so that no line breaks inside one, handed on as they are.

A line may break after a hyphen (Unicode Standard Annex 14, class HY), and "TD-R-" above "2026-000006" is
read as two things. U+2011 is a hyphen that does not break; it must never reach the clipboard, a search or
the database.
"""

from __future__ import annotations

import re

HYPHEN, UNBROKEN = "-", "\u2011"
_NUMBER = re.compile(r"\b[A-Z]{1,3}(?:-[A-Z])?-\d{4}[A-Z]*-\d{4,6}\b")  # desk/numbers.py


def shown(text: str) -> str:
    """Return a text as a label shows it: "TD-2026-000341" with hyphens that do not break."""
    if HYPHEN not in text:
        return text
    return _NUMBER.sub(lambda found: found[0].replace(HYPHEN, UNBROKEN), text)


def plain(text: str) -> str:
    """Return a shown text, or a part that was marked in it, with the hyphens that a keyboard has."""
    return text.replace(UNBROKEN, HYPHEN)
