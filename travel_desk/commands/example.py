"""`example`: make the example desk."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from travel_desk.access.example_users import USERS
from travel_desk.base.language import tr
from travel_desk.base.message import Message, Refused, msg
from travel_desk.commands import DONE
from travel_desk.commands.asking import answer
from travel_desk.examples import CERTIFICATE_PASSWORD, Size, make


def example(options: argparse.Namespace) -> int:
    """Make the example desk in DIR, showing how far it is."""
    folder = Path(options.folder)
    if folder.exists():
        raise Refused(msg("{folder} exists already. Name a new folder.", folder=str(folder)))
    make(folder, _show if sys.stderr.isatty() else None, size=Size(options.persons, options.trips))
    values = {
        "desk": str(folder),
        "users": {user.user_name: user.password for user in USERS},
        "certificate": CERTIFICATE_PASSWORD,
    }
    answer(options, values, msg("The example desk is in {folder}.", folder=str(folder)))
    return DONE


def _show(done: int, of: int, words: Message) -> None:
    """Write over the last line how far it is; a line that is shorter leaves nothing of the longer one."""
    sys.stderr.write(f"\r\x1b[K{done * 100 // of:3} %  {tr(words)}" + ("\n" if done == of else ""))
    sys.stderr.flush()
