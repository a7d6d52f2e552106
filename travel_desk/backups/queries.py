"""What backups there are: the read side."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from travel_desk.backups.rules import Backup, backup_of
from travel_desk.base.message import Trouble
from travel_desk.database import backup as copies
from travel_desk.desk import Desk


def place(desk: Desk) -> str:
    """Return where backups go, "" where no place was chosen yet."""
    with desk.read("see_backups"):
        return desk.setting("backup_place", "")


def last(desk: Desk) -> datetime | None:
    """Return when the last backup was made, None where there is none."""
    with desk.read("see_backups"):
        found = desk.setting("backup_last", "")
    return datetime.fromisoformat(found) if found else None


def backups(desk: Desk, folder: str) -> list[Backup]:
    """Return the backups that lie in `folder`, the newest first; unreadable ones are left out."""
    with desk.read("see_backups"):
        found = []
        for path in Path(folder).glob("travel-desk-*") if folder else ():
            try:
                manifest = copies.read_manifest(path)
                found.append(backup_of(str(path), {n: getattr(manifest, n) for n in manifest.__slots__}))
            except (Trouble, ValueError):
                continue  # a damaged or foreign folder; verify says what is wrong with it
    return sorted(found, key=lambda b: (b.made_at, b.head_number), reverse=True)
