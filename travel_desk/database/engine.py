"""The encrypted database: one writing connection, several reading ones, and plain words for trouble.

SQLCipher through SQLAlchemy Core. The driver stays in autocommit and every transaction begins
explicitly: writing ones IMMEDIATE, so that no two writers read one chain head and both append.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

from travel_desk.base.interrupt import current as current_interrupt
from travel_desk.base.message import Trouble, msg
from travel_desk.database.gate import Gate

FILE = "desk.db"
_BUSY_MS = 5000


class Database:
    """An open desk database.

    path: the file; key: 48 bytes (key and salt). copy: the file is a backup's copy, which is read
    as it stands and gets no write-ahead log beside it. Raises Trouble where the key does not open it,
    where it is no database of ours, or where the disk does not answer.
    """

    def __init__(self, path: Path, key: bytes, *, copy: bool = False) -> None:
        self.path = path
        self._key = key.hex()
        self._copy = copy
        self._writing = threading.RLock()
        self._gate = Gate()
        self._writer = self._engine("BEGIN" if copy else "BEGIN IMMEDIATE", writing=True)
        self._readers = self._engine("BEGIN", writing=False)
        if path.exists() and not path.stat().st_size:
            raise Trouble(msg("The database of this desk is empty: it was cut off. Restore a backup."))
        with troubles():
            self._open()
        self._place = _identity(path)

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Give the writing connection in one immediate transaction; raises Trouble as the disk does.

        Also where the file was taken away or put in another's place while it is open: the system would go
        on writing to what nobody finds again.
        """
        with self._writing:
            self._check_place()
            with troubles(), self._writer.begin() as connection:
                yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a reading connection in one transaction; it can be interrupted from another thread."""
        with troubles(), self._gate.reading(), self._readers.connect() as connection, connection.begin():
            driver: Any = connection.connection.driver_connection
            stop = current_interrupt.get()
            if stop is None:
                yield connection
                return
            stop.bind(driver.interrupt)
            # A reading within this one is stopped with it, and must not take its place.
            outer = current_interrupt.set(None)
            try:
                yield connection
            finally:
                current_interrupt.reset(outer)
                stop.release()

    @contextmanager
    def outside(self) -> Iterator[Any]:
        """Give the driver's writing connection outside any transaction (VACUUM, rekey, checkpoints)."""
        with self._writing, troubles():
            raw = self._writer.raw_connection()
            try:
                yield raw.driver_connection
            finally:
                raw.close()

    def defer_sync(self) -> None:
        """Leave it to the system when what is written from now on reaches the disk.

        Only for a folder that is not yet a desk: it is synced whole (`files.sync_folder`) before it becomes
        one. Lasts until this database is closed.
        """
        with self.outside() as driver:
            driver.execute("PRAGMA synchronous=OFF")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other thread from writing and reading, so that the file itself may be replaced.

        Raises Trouble where somebody still reads after a while.
        """
        with self._writing, self._gate.alone():
            yield

    @property
    def key(self) -> bytes:
        """The key in use (48 bytes), for sealing it into another user's slot; b"" once closed."""
        return bytes.fromhex(self._key)

    def replace_by(self, part: Path, key: bytes) -> None:
        """Put the database file `part`, which opens with `key`, in the place of this one.

        Only within `alone`: all connections are closed first (the last one takes the write-ahead log with
        it), and a reader left over would hold on to the old file and log. Raises OSError as the disk does.
        """
        with self._writing:
            self._readers.dispose()
            self._writer.dispose()
            os.replace(part, self.path)
            self._key = key.hex()
            self._place = _identity(self.path)

    def close(self) -> None:
        """Close all connections and drop the key."""
        with self._writing:
            self._readers.dispose()
            self._writer.dispose()
            self._key = ""

    def _check_place(self) -> None:
        if _identity(self.path) != self._place:
            raise Trouble(
                msg(
                    "The folder of this desk was moved, removed or replaced while it was open. Nothing was "
                    "changed. Put it back in its place, close the program and start it again."
                )
            )

    def _open(self) -> None:
        with self._writer.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")

    def _engine(self, begin: str, *, writing: bool) -> sa.Engine:
        def connect() -> Any:
            return _connect(self.path, self._key, writing and not self._copy, self._copy)

        pool: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if writing else {"pool_size": 4}
        engine = sa.create_engine(
            "sqlite+pysqlite://",
            module=sqlcipher,
            creator=connect,
            poolclass=sa.QueuePool,
            hide_parameters=True,
            pool_reset_on_return="rollback",
            **pool,
        )

        @sa.event.listens_for(engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            # Past SQLAlchemy's own machinery, which would make it a tenth of a small deed.
            driver: Any = connection.connection.driver_connection
            driver.execute(begin)

        return engine


def _connect(path: Path, key: str, writing: bool, copy: bool) -> Any:
    mode = "rwc" if writing and not path.exists() else ("rw" if writing else "ro")
    driver = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if copy else ''}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        driver.execute(f"PRAGMA key=\"x'{key}'\"")
        driver.execute("PRAGMA cipher_log=off")
        driver.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        driver.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute("PRAGMA temp_store=MEMORY")
        driver.execute("PRAGMA recursive_triggers=ON")
        if writing:
            driver.execute("PRAGMA journal_mode=WAL")
            driver.execute("PRAGMA synchronous=FULL")
            driver.execute("PRAGMA secure_delete=ON")
        else:
            driver.execute("PRAGMA query_only=ON")
    except BaseException:
        driver.close()
        raise
    return driver


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from any other, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def troubles() -> Iterator[None]:
    """Turn what the disk or the file does to us into Trouble; defects pass as they are."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlcipher.DatabaseError, sqlite3.DatabaseError) as error:
        found = _explained(str(getattr(error, "orig", error)))
        if found is None:
            raise
        raise found from error


def _explained(text: str) -> Trouble | None:
    text = text.lower()
    for mark, sentence in _TROUBLES.items():
        if mark in text:
            return Trouble(sentence)
    return None


_TROUBLES = {
    "database or disk is full": msg("The disk is full. Nothing was changed. Free some space and try again."),
    "disk i/o error": msg("The disk does not answer. Nothing was changed. Check the disk and try again."),
    "readonly database": msg(
        "The folder of this desk can't be written to. Nothing was changed. Ask who looks after this machine."
    ),
    "unable to open": msg(
        "The database of this desk can't be opened. Check that its folder is there and readable."
    ),
    "database is locked": msg("Another program holds the database of this desk. Close it and try again."),
    "not a database": msg(
        "The database of this desk does not open with its key: it is damaged or belongs to another desk. "
        "Restore a backup."
    ),
    "malformed": msg("The database of this desk is damaged. Restore a backup."),
    "interrupted": msg("The search was stopped."),
}
