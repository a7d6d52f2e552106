"""The first moments: application, settings, language, theme, and the first window on the screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from travel_desk.app.places import places
from travel_desk.app.program import Program
from travel_desk.app.speech import speak
from travel_desk.base import language
from travel_desk.base.clock import Clock, SystemClock
from travel_desk.base.log import start_log
from travel_desk.base.settings import Settings
from travel_desk.shell import fonts, theme


def start(
    folder: Path | None, *, example: bool = False, measure: bool = False, clock: Clock | None = None
) -> int:
    """Show the first window and run until the last one is closed; returns the exit code.

    folder: the desk to open; None for the one that was open last. example: where none was, make and open
    the example desk. measure: end as soon as the first
    window is painted (packaging/bench).
    """
    start_log(places().state)
    app = QApplication.instance()
    if app is None:
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
        app.setProperty(theme.FUSION, True)
    assert isinstance(app, QApplication)
    app.setApplicationName("travel_desk")
    app.setDesktopFileName("travel_desk")
    app.setQuitOnLastWindowClosed(False)
    settings = Settings(places().config / "settings.json")
    speak(settings.text("language", language.SOURCE))
    # A window in Latin, Greek or Cyrillic letters waits for one font only; the others follow.
    few = max(language.screen_language().name) < "\u0530"
    first = tuple(fonts.PACKAGES)[: 1 if few else None]
    theme.apply(settings.text("theme", "system"), settings.number("font_size", fonts.BASE), first)
    program = Program(settings, clock or SystemClock())
    if measure:
        # The bare window that it is compared with does not tidy up either.
        program.painted.connect(lambda: os._exit(0))
    program.painted.connect(fonts.load)
    program.painted.connect(program.listen_for_defects)
    program.ended.connect(app.quit)
    program.begin(folder, example=example)
    code = app.exec()
    program.close()
    return code
