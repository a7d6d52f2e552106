"""The language of the screen: catalog, writing direction, Qt's own dates and digits."""

from __future__ import annotations

import logging

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from travel_desk.base import language
from travel_desk.base.message import Trouble

log = logging.getLogger(__name__)


def speak(code: str) -> None:
    """Let the screen speak a language, with its writing direction and its digits."""
    try:
        spoken = language.load(code)
    except Trouble as trouble:
        log.info("language %s: %s", code, trouble)
        spoken = language.load(language.SOURCE)
    language.set_screen_language(spoken)
    # Qt's own "en" is American; dates of the desk name the month anyway.
    QLocale.setDefault(QLocale("en_GB" if spoken.code == language.SOURCE else spoken.code))
    if spoken.right_to_left is not QGuiApplication.isRightToLeft():
        from PySide6.QtCore import Qt  # the first name of it takes 11 ms: see app/login.py

        right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        QGuiApplication.setLayoutDirection(right if spoken.right_to_left else left)
