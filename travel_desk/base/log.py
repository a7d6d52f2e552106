"""The log: for defects and trouble, never for personal data (values stay out of it)."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path


def start_log(folder: Path | None) -> None:
    """Write warnings to standard error and, where `folder` is given, all from INFO on to a file.

    A folder that can't be written leaves standard error alone.
    """
    root = logging.getLogger("travel_desk")
    root.setLevel(logging.INFO)
    for handler in root.handlers[:]:
        root.removeHandler(handler)
        handler.close()
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.WARNING)
    root.addHandler(screen)
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            folder / "travel_desk.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
        )
    except OSError as error:
        root.warning("no log file: %s", error.strerror)
        return
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(file)
