"""`backup` and `restore`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from travel_desk.backups import actions
from travel_desk.backups.rules import Restore
from travel_desk.base.clock import SystemClock
from travel_desk.base.message import msg
from travel_desk.commands import DONE
from travel_desk.commands.asking import answer, desk_folder, open_desk, password, workstation
from travel_desk.database.lock import DeskLock


def backup(options: argparse.Namespace) -> int:
    """Copy the desk into a new folder below DIR."""
    with open_desk(options) as desk:
        made = actions.back_up(
            desk, os.path.abspath(options.place) if options.place else "", remember=False
        ).value
    answer(options, {"backup": str(made)}, msg("Backed up to {folder}.", folder=str(made)))
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put the backup in DIR in the place of the desk; the old desk is kept beside it."""
    folder = desk_folder(options)
    wish = Restore(Path(options.backup), folder, options.user, password(options.user), options.own_slots)
    lock = DeskLock(folder) if folder.exists() else None
    try:
        aside = actions.restore(wish, SystemClock(), workstation()).value
    finally:
        if lock is not None:
            lock.release()
    kept = str(aside) if aside else None
    said = (
        msg("Restored to {folder}. The old desk is kept in {aside}.", folder=str(folder), aside=kept)
        if aside
        else msg("Restored to {folder}.", folder=str(folder))
    )
    answer(options, {"desk": str(folder), "old_desk": kept}, said)
    return DONE
