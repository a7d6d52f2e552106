"""Backing the desk up and putting a backup back: the write side."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from travel_desk.backups import opening, rules
from travel_desk.backups.opening import Progress
from travel_desk.backups.rules import Restore
from travel_desk.base.clock import Clock
from travel_desk.desk import Changed, Desk


def back_up(
    desk: Desk, place: str, progress: Progress | None = None, *, remember: bool = True
) -> Changed[Path]:
    """Copy the whole desk into a new folder in `place`, check the copy, and remember the place.

    remember: daily backups go there too from now on (they do where there is no place yet); only who may
    change the desk's settings moves them.

    The copy is taken first and the entry written after it, so that a failed copy leaves no entry and
    the copy's head is the one that the entry names. Raises Refused for a role or place that will not do,
    Trouble as the disk does.
    """
    desk.check("back_up")
    rules.check_place(place, str(desk.folder.absolute()))
    usual = desk.setting("backup_place", "")
    rules.check_usual(place, usual, bool(desk.setting("backup_last", "")), Path(place).is_dir())
    if remember and usual and place != usual:
        rules.check_moved(desk.may("change_settings"))
    made = opening.copy_desk(desk, Path(place), progress)
    with desk.deed("back_up") as deed:
        if remember or not usual:
            deed.put_setting("backup_place", place)
        deed.put_setting("backup_last", made.made_at)
        deed.entry("backup", made.head.number, facts={"folder": made.folder.name, "head": made.head.hash})
    return Changed({"backups"}, made.folder)


def back_up_if_due(desk: Desk, progress: Progress | None = None) -> Changed[Path | None]:
    """Back the desk up where a place is set and today has no backup yet (the day's first login)."""
    place = desk.setting("backup_place", "")
    last = desk.setting("backup_last", "")
    if not place or not rules.back_up_due(datetime.fromisoformat(last) if last else None, desk.today()):
        return Changed(set(), None)
    done = back_up(desk, place, progress)
    return Changed(done.subjects, done.value)


def restore(
    wish: Restore, clock: Clock, workstation: str, progress: Progress | None = None
) -> Changed[Path | None]:
    """Put a backup in the place of the desk; the desk must not be open. Returns where the old one lies.

    The restored desk counts papers in a new generation, so that no number is given twice; its journal
    gets an entry with the old and the new head. Everything happens in a folder beside the desk, which
    takes its place by one rename. Raises Refused for a wrong password or a user who is no
    administrator, Trouble for a damaged backup or as the disk does.
    """
    return Changed({"backups"}, opening.put_back(wish, clock, workstation, progress))


def restore_here(desk: Desk, wish: Restore) -> Changed[Path | None]:
    """Put a backup in the place of this open desk, which is closed first; log in again afterwards.

    Raises as `restore` does; the desk is closed then too, and stands as it was.
    """
    desk.check("restore")
    clock, workstation = desk.clock, desk.workstation
    desk.close()
    return restore(wish, clock, workstation)
