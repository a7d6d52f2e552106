"""Texts that a spreadsheet program would take for a formula, made harmless and made whole again.

A CSV file can't say that a cell is text: what begins with one of the signs below is run as a formula
when the file is opened ("CSV injection", OWASP). An apostrophe before it, the spreadsheet programs' own
sign for text, stops that. So that reading gives back exactly what was written, a text that has
apostrophes before such a sign already gets one more.
"""

from __future__ import annotations

import re

# Tab, carriage return and line feed: they are skipped before a formula. The wide forms are those of
# East Asian keyboards, which spreadsheet programs take for the narrow ones.
_RISKY = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_SIGNS = frozenset("'=+-@\t\r\n＝＋－＠")


def defuse(text: str) -> str:
    """Return `text` as it may stand in a CSV file."""
    return "'" + text if text[:1] in _SIGNS and _RISKY.match(text) else text


def undo(text: str) -> str:
    """Return the text that `defuse` was given."""
    return text[1:] if text[:1] == "'" and _RISKY.match(text) else text
