"""The log: for defects and trouble, never for personal data (values stay out of it).

The file is turned over when the program starts, not while it runs: `logging.handlers` would cost the
login window 6 ms.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

_MOST_BYTES = 1_000_000
_KEPT = 3


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
        path = folder / "travel_desk.log"
        _turn_over(path)
        file = logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        root.warning("no log file: %s", error.strerror)
        return
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(file)


def _turn_over(path: Path) -> None:
    """Begin a new file where the old one has grown; the last three are kept beside it."""
    if not path.exists() or path.stat().st_size < _MOST_BYTES:
        return
    for number in range(_KEPT, 0, -1):
        newer = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
        if newer.exists():
            newer.replace(path.with_name(f"{path.name}.{number}"))
