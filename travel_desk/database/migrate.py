"""Bringing a desk's schema to this program's version, and refusing one that is newer.

Foreign keys are off while a migration runs (a batch-altered parent with ON DELETE CASCADE would empty
its children), and `foreign_key_check` must be clean before the commit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from travel_desk.base.message import Trouble, msg
from travel_desk.database.engine import Database
from travel_desk.database.metadata import renew
from travel_desk.database.schema import all_tables

SCRIPTS = Path(__file__).parent / "migrations"
LATEST = "0014"


def version(database: Database) -> str:
    """Return the schema's version, "" for an empty database."""
    with database.read() as connection:
        known = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
        ).scalar()
        if not known:
            return ""
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def is_current(database: Database) -> bool:
    """Tell whether the schema is of this program's version.

    Raises Trouble where a newer program made it.
    """
    found = version(database)
    if found > LATEST:
        raise Trouble(
            msg(
                "This desk was last used by a newer version of the program ({version}). Install that version "
                "to open it; nothing was changed.",
                version=found,
            )
        )
    return found == LATEST


def upgrade(database: Database) -> None:
    """Run all missing migrations in one transaction, then write anew what is computed and rebuild triggers
    and search tables.

    Raises Trouble for a newer database or where a row would lose what it refers to; nothing is
    changed then.
    """
    is_current(database)
    with database.outside() as driver:
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with database.write() as connection:
            _run(connection)
            all_tables()
            renew(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise Trouble(
                    msg("The database could not be brought to this version: a row lost what it refers to. "
                        "Nothing was changed. Restore a backup.")
                )  # fmt: skip
    finally:
        with database.outside() as driver:
            driver.execute("PRAGMA foreign_keys=ON")


def config(connection: sa.Connection, metadata: sa.MetaData | None = None) -> Any:
    """Return the Alembic configuration that works on `connection`."""
    from alembic.config import Config  # half a second: only when a migration is due

    made = Config()
    made.set_main_option("script_location", str(SCRIPTS))
    made.attributes["connection"] = connection
    made.attributes["metadata"] = metadata
    return made


def _run(connection: sa.Connection) -> None:
    from alembic import command

    command.upgrade(config(connection), "head")
