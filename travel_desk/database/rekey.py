"""Giving a desk a new key when someone leaves, so that what they may have copied opens nothing new.

Order, so that a kill at any moment leaves a desk that opens: the slots get the new key beside the
old; a copy of the database under the new key takes the old one's place by one rename; the slots
forget the old key. Opening tries both keys in turn.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

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
        slots.announce(key, publics)
        part.unlink(missing_ok=True)
        with database.outside() as driver:
            driver.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(part), f"x'{key.hex()}'"))
            driver.execute("SELECT sqlcipher_export('fresh')").fetchone()
            driver.execute("DETACH DATABASE fresh")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        handle = os.open(part, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
        database.replace_by(part, key)
    except OSError as error:
        slots.forget_following()
        raise Trouble(
            msg("The desk could not get a new key ({reason}). Free some space and try again.",
                reason=error.strerror or "")
        ) from error  # fmt: skip
    slots.promote()
