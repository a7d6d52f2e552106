"""What backups there are: the read side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from travel_desk.backups.rules import Backup, backup_of
from travel_desk.base.message import Refused, Trouble, msg
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


@dataclass(frozen=True, slots=True)
class State:
    """What the page shows of all backups: the place, when the last one was made, and those there."""

    place: str
    last: datetime | None
    found: tuple[Backup, ...]


def state(desk: Desk) -> State:
    """Return where backups go, when the last one was made, and which ones lie there."""
    where = place(desk)
    return State(where, last(desk), tuple(backups(desk, where)))


def ids(desk: Desk, text: str = "") -> list[int]:
    """Return the ids of the backups in the desk's place whose folder names hold `text`, newest first."""
    return [one.id for one in backups(desk, place(desk)) if text.casefold() in one.name.casefold()]


def rows(desk: Desk, wanted: Sequence[int]) -> list[Backup]:
    """Return some backups of the desk's place."""
    return [one for one in backups(desk, place(desk)) if one.id in set(wanted)]


def backup(desk: Desk, id: int) -> Backup:
    """Return one backup; raises Refused where its folder is gone."""
    found = rows(desk, [id])
    if not found:
        raise Refused(msg("This backup is no longer there. Check the disk that it lies on."))
    return found[0]


def check(desk: Desk, path: str) -> Backup:
    """Check one backup by opening it; raises Trouble that names the first thing found wrong."""
    with desk.read("see_backups"):
        manifest = copies.check(Path(path), desk.database.key)
    return backup_of(path, {n: getattr(manifest, n) for n in manifest.__slots__})


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
