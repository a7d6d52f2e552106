"""The migrated schema is the one that the code describes, down to checks and triggers."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from travel_desk.base.message import Trouble
from travel_desk.database import migrate
from travel_desk.database.engine import Database
from travel_desk.database.keys import new_key
from travel_desk.database.metadata import rebuild_extras
from travel_desk.database.schema import all_tables


def schema(database: Database) -> dict[str, list[str]]:
    """Every table, index and trigger with its normalised text, clauses in one order."""
    with database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version' "
            "AND name NOT LIKE 'sqlite_%'"
        ).all()
    return {name: clauses(sql) for name, sql in rows}


def clauses(sql: str) -> list[str]:
    text = re.sub(r"\s+", " ", sql).replace('"', "")
    if not text.startswith("CREATE TABLE"):
        return [text]
    inner = text[text.index("(") + 1 : text.rindex(")")]
    parts, depth, part = [], 0, ""
    for sign in inner:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += sign
    return sorted([*parts, part.strip()])


def database(tmp_path: Path, name: str) -> Database:
    return Database(tmp_path / name, new_key())


def test_the_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    migrated = database(tmp_path, "migrated.db")
    migrate.upgrade(migrated)
    described = database(tmp_path, "described.db")
    with described.write() as connection:
        all_tables().create_all(connection)
        rebuild_extras(connection)
    assert schema(migrated) == schema(described)
    assert len(schema(migrated)) > 40


def test_the_program_names_the_newest_migration(tmp_path: Path) -> None:
    newest = max(p.name[:4] for p in (migrate.SCRIPTS / "versions").glob("0*.py"))
    assert newest == migrate.LATEST
    fresh = database(tmp_path, "desk.db")
    assert migrate.version(fresh) == ""
    assert not migrate.is_current(fresh)
    migrate.upgrade(fresh)
    assert migrate.is_current(fresh)


def test_a_newer_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    newer = database(tmp_path, "desk.db")
    migrate.upgrade(newer)
    with newer.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Trouble, match="newer version of the program"):
        migrate.upgrade(newer)


def test_a_row_that_lost_what_it_refers_to_stops_the_migration(tmp_path: Path) -> None:
    broken = database(tmp_path, "desk.db")
    migrate.upgrade(broken)
    with broken.outside() as driver:
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO user_role (user_id, role) VALUES (77, 'clerk')")
        driver.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(Trouble, match="lost what it refers to"):
        migrate.upgrade(broken)
    with broken.outside() as driver:
        assert driver.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_no_migration_imports_live_code() -> None:
    for path in (migrate.SCRIPTS / "versions").glob("*.py"):
        assert "travel_desk" not in path.read_text(), os.fspath(path)
