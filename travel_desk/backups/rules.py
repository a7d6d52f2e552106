"""When a backup is due, and what a restored desk counts on with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from os.path import normpath
from pathlib import Path, PurePath
from zlib import crc32

from travel_desk.base.message import Refused, Trouble, msg


def id_of(name: str) -> int:
    """Return the number of a backup, made of its folder's name."""
    return crc32(name.encode()) >> 1  # signals carry ids of 31 bits


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as its manifest tells it. path: its folder. id: tells it from others in lists."""

    path: str
    made_at: datetime
    version: str
    generation: int
    head_number: int
    head_hash: str

    @property
    def id(self) -> int:
        """A number made of the folder's name: the same at each reading."""
        return id_of(self.name)

    @property
    def name(self) -> str:
        """The folder's name."""
        return PurePath(self.path).name


@dataclass(frozen=True)
class Restore:
    """A wish to put a backup back.

    backup: its folder. folder: the desk's folder; what stands there is kept beside it.
    user_name, password: an administrator of the desk. own_slots: take the backup's key slots instead of
    the desk's present ones (which know passwords changed since).
    """

    backup: Path
    folder: Path
    user_name: str
    password: str = field(repr=False)
    own_slots: bool = False


def back_up_due(last: datetime | None, today: date) -> bool:
    """Tell whether the first login of this day owes a backup (local days)."""
    return last is None or last.astimezone().date() < today


def check_place(place: str, desk_folder: str) -> None:
    """Refuse a backup place that is not set, no whole path, or within the desk's own folder.

    A part of a path would mean another folder each time the program is started from elsewhere.
    """
    if not place.strip():
        raise Refused(msg("No place for backups is set. Choose a folder on another disk."), field="place")
    if "\0" in place or not PurePath(place).is_absolute():
        raise Refused(
            msg("This is not the whole path of a folder. Choose the folder instead of typing its name."),
            field="place",
        )
    if PurePath(normpath(place)).is_relative_to(normpath(desk_folder)):
        raise Refused(
            msg("A backup within the desk's own folder would be lost with it. Choose another disk."),
            field="place",
        )


def check_usual(place: str, usual: str, used: bool, there: bool) -> None:
    """Raise Trouble where backups went to this place before and it is gone: its disk is not plugged in.

    usual: the desk's place for backups. used: a backup was made there. Making the folder anew would put the
    backup on the disk that it must survive.
    """
    if place == usual and used and not there:
        raise Trouble(
            msg("The place for backups, {place}, is not there. Plug in its disk, or choose another place.",
                place=place),
            field="place",
        )  # fmt: skip


def check_moved(may: bool) -> None:
    """Refuse to move the desk's backups to another place where the role may not change its settings."""
    if not may:
        raise Refused(
            msg("Backups go to another place only by the desk head or an administrator. Ask one of them."),
            field="place",
        )


def next_generation(known: Iterable[int]) -> int:
    """Return the number generation of a restored desk: higher than any that is known."""
    return max(known) + 1


def backup_of(path: str, values: dict[str, object]) -> Backup:
    """Return the record of a manifest's values; raises ValueError for an impossible date."""
    made_at = datetime.fromisoformat(str(values["made_at"])).astimezone(UTC)
    return Backup(
        path, made_at, str(values["version"]), int(str(values["generation"])),
        int(str(values["head_number"])), str(values["head_hash"]),
    )  # fmt: skip
