"""Numbers of Qt's enumerations, for what stands in the first window.

The first use of PySide6's `Qt` builds all of its enumerations, 12 ms of the way to the login window. A
property of a widget takes the number as well: `setProperty("focusPolicy", STRONG_FOCUS)`. Modules that the
first window needs import `Qt` only inside what runs later. A test holds each number to its name.
"""

from __future__ import annotations

STRONG_FOCUS = 11
PLAIN_TEXT = 0
TEXT_BESIDE_ICON = 2
LEFT_TO_RIGHT, RIGHT_TO_LEFT = 0, 1
PRECISE_TIMER = 0
SENSITIVE_TEXT = 0x2 | 0x40
"""No prediction, and nothing kept by input methods."""
ABSOLUTE_LEFT, ABSOLUTE_RIGHT = 0x91, 0x92
"""Alignment at one side whatever the text's direction, centred upright."""
