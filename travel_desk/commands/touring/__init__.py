"""`tour`: the desk's main job done in the real windows, off screen, by clicks and keys alone.

It works at desks of its own in a temporary folder, with settings of its own, and leaves numbered pictures
of each step in light and dark, and every paper made on the way, in the folder it is given. It finds what
it presses by the words that a person reads, so that it speaks English, as its windows do.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from travel_desk.base.message import Trouble, msg
from travel_desk.commands import DONE

SMALLEST = 150
"""Fewer persons than this are not enough for trips in every state."""


def tour(options: argparse.Namespace) -> int:
    """Do the tour and leave pictures and papers in DIR; returns 0.

    Raises Trouble with a sentence that names the step that failed, or where DIR can't be written.
    """
    folder = Path(options.folder).absolute()
    if options.persons < SMALLEST:
        raise Trouble(msg("A tour needs at least {count} persons.", count=SMALLEST))
    _make(folder)
    from travel_desk.commands.touring.surroundings import hush, surround

    with tempfile.TemporaryDirectory(prefix="travel-desk-tour-", ignore_cleanup_errors=True) as place:
        surround(Path(place))
        hush()
        from travel_desk.commands.touring.guide import walk  # Qt is imported after its platform is chosen

        walk(folder, options.persons, options.few)
    return DONE


def _make(folder: Path) -> None:
    """Make DIR, and take away what an earlier tour left in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if old.suffix in (".png", ".pdf") and old.is_file():
                old.unlink()
    except OSError:
        raise Trouble(
            msg("{folder} can't be written. Name a folder of your own for the tour.", folder=str(folder))
        )
