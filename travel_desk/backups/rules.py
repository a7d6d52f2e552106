"""When a backup is due, and what a restored desk counts on with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from zlib import crc32

from travel_desk.base.message import Refused, msg


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
        return crc32(PurePath(self.path).name.encode())

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
    """Refuse a backup place that is not set, or that lies within the desk's own folder."""
    if not place.strip():
        raise Refused(msg("No place for backups is set. Choose a folder on another disk."), field="place")
    if (place.rstrip("/") + "/").startswith(desk_folder.rstrip("/") + "/"):
        raise Refused(
            msg("A backup within the desk's own folder would be lost with it. Choose another disk."),
            field="place",
        )


def next_generation(current: int | None, backup: int) -> int:
    """Return the number generation of a restored desk: higher than any that is known."""
    return max(current or 0, backup) + 1


def backup_of(path: str, values: dict[str, object]) -> Backup:
    """Return the record of a manifest's values; raises ValueError for an impossible date."""
    made_at = datetime.fromisoformat(str(values["made_at"])).astimezone(UTC)
    return Backup(
        path, made_at, str(values["version"]), int(str(values["generation"])),
        int(str(values["head_number"])), str(values["head_hash"]),
    )  # fmt: skip
