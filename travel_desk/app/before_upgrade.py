"""The copy that is taken before a desk's database is brought to a newer schema."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from travel_desk import __version__
from travel_desk.access.opening import BeforeUpgrade
from travel_desk.backups import store
from travel_desk.base.clock import Clock
from travel_desk.database import backup
from travel_desk.database.engine import Database
from travel_desk.desk import chain
from travel_desk.desk.tables import setting


def copy_before_upgrade(folder: Path, clock: Clock) -> BeforeUpgrade:
    """Return what copies the desk in `folder` to its place for backups, else beside itself."""

    def copy(database: Database) -> None:
        with database.read() as connection:
            head = chain.head(connection)
            generation, _ = store.standing(connection)
            place = connection.execute(sa.select(setting.c.value).where(setting.c.name == "backup_place"))
            chosen = str(place.scalar() or "")
        target = Path(chosen) if chosen and Path(chosen).is_dir() else beside(folder)
        facts = backup.Facts(clock.now(), __version__, generation, head.number, head.hash)
        backup.back_up(database, folder, target, facts)

    return copy


def beside(folder: Path) -> Path:
    """Return the folder beside a desk for copies that have no other place."""
    return folder.with_name(f"{folder.name} backups")
