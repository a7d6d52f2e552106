"""Giving a desk a new key when someone leaves, so that what they may have copied opens nothing new.

Order, so that a kill at any moment leaves a desk that opens: the slots get the new key beside the
old; a copy of the database under the new key takes the old one's place by one rename; the slots
forget the old key. Opening tries both keys in turn.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from travel_desk.base.message import Trouble, msg
from travel_desk.database.engine import Database
from travel_desk.database.keys import Slots, new_key


def rekey(database: Database, slots: Slots, publics: Mapping[str, bytes]) -> None:
    """Give the desk a fresh key that only the slots in `publics` (name -> public half) can open.

    Raises Trouble as the disk does; the desk then opens with its old key.
    """
    key = new_key()
    part = database.path.with_name(database.path.name + ".rekey")
    try:
        # Alone: what somebody wrote between copy and rename would be lost.
        with database.alone():
            slots.announce(key, publics)
            _copy(database, part, key)
            database.replace_by(part, key)
    except (OSError, Trouble) as error:
        with suppress(OSError):  # what is left over is tidied away at the next login
            part.unlink(missing_ok=True)
            slots.forget_following()
        raise _later(error) from error
    try:
        slots.promote()
    except OSError as error:
        raise _later(error) from error


def _copy(database: Database, part: Path, key: bytes) -> None:
    """Write the database under another key to the file `part`, and empty the write-ahead log."""
    part.unlink(missing_ok=True)
    with database.outside() as driver:
        driver.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(part), f"x'{key.hex()}'"))
        try:
            driver.execute("SELECT sqlcipher_export('fresh')").fetchone()
        finally:
            driver.execute("DETACH DATABASE fresh")
        busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Trouble(msg("Another program holds the database of this desk. Close it and try again."))
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _later(error: OSError | Trouble) -> Trouble:
    reason = error.message if isinstance(error, Trouble) else error.strerror or ""
    return Trouble(
        msg(
            "The desk could not get a new key ({reason}) and goes on with the old one; the next login tries "
            "again. Free some space.",
            reason=reason,
        )
    )
