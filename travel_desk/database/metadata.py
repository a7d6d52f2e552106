"""What all tables share: the one MetaData, the column types, and what SQLAlchemy can't describe.

Triggers and full-text tables are registered with `extra`; `rebuild_extras` drops and makes them anew
after every migration, so that a migration never has to know them.
"""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.base.canonical import canonical
from travel_desk.base.partial import PartialDate

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(sa.types.TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the naive UTC instant that is stored; raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the aware instant."""
        return None if value is None else value.replace(tzinfo=UTC)


class Partial(sa.types.TypeDecorator[PartialDate]):
    """A date of which the day or the month may be unknown, as "1979-03-14", "1979-03" or "1979"."""

    impl = sa.String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: sa.Dialect) -> str | None:
        """Return the text that is stored."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> PartialDate | None:
        """Return the date."""
        return None if value is None else PartialDate.parse(value)


class Json(sa.types.TypeDecorator[Any]):
    """Plain values (texts, whole numbers, lists, mappings) as canonical JSON text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """Return the canonical text that is stored."""
        return None if value is None else canonical(value).decode()

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:
        """Return the plain value."""
        return None if value is None else json.loads(value)


@dataclass(frozen=True, slots=True)
class Extra:
    """One trigger or full-text table: the statements that make it, remove it and fill it."""

    name: str
    create: str
    drop: str
    fill: str = ""


_extras: dict[str, Extra] = {}


def extra(name: str, create: str, drop: str, fill: str = "") -> None:
    """Register a trigger or a full-text table (SQLite's dialect) that every desk must have.

    create, drop, fill: one SQL statement each; `fill` may be empty; `drop` must bear IF EXISTS.
    """
    _extras[name] = Extra(name, create, drop, fill)


_computed: list[str] = []


def computed(by: str) -> None:
    """Register who writes anew what the program itself makes of its rows (folded names for a search).

    by: "package.module:function" of a function that takes the connection; a name, since tables know no
    rules. It is called when a desk is brought to another version, with no triggers in its way.
    """
    _computed.append(by)


def renew(connection: sa.Connection) -> None:
    """Write all that is computed anew and rebuild triggers and full-text tables, in this transaction."""
    _drop_extras(connection)
    for one in _computed:
        module, _, name = one.partition(":")
        getattr(importlib.import_module(module), name)(connection)
    rebuild_extras(connection)


def rebuild_extras(connection: sa.Connection) -> None:
    """Drop and make all triggers and full-text tables anew, and fill them, in this transaction."""
    _drop_extras(connection)
    for one in _extras.values():
        connection.exec_driver_sql(one.create)
        if one.fill:
            connection.exec_driver_sql(one.fill)


def _drop_extras(connection: sa.Connection) -> None:
    for one in reversed(list(_extras.values())):
        connection.exec_driver_sql(one.drop)


def append_only(table: str) -> None:
    """Register the triggers that let a table be neither changed nor emptied."""
    for deed in ("UPDATE", "DELETE"):
        name = f"{table}_no_{deed.lower()}"
        extra(
            name,
            f"CREATE TRIGGER {name} BEFORE {deed} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
            f"DROP TRIGGER IF EXISTS {name}",
        )
