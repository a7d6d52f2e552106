"""Opening a desk with a password or the recovery code: key slots, waits, migrations, re-keying.

What happens before anybody is logged in, so that no deed can be open yet; `actions` journals it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from travel_desk.access import store
from travel_desk.access.rules import REKEY, Tries, wait_left
from travel_desk.access.tries import TriesFile
from travel_desk.base.clock import Clock
from travel_desk.base.message import Message, Refused, Trouble, msg, msgn
from travel_desk.base.settings import write_whole
from travel_desk.database.engine import FILE, Database
from travel_desk.database.keys import FILE as SLOTS_FILE
from travel_desk.database.keys import RECOVERY, Slots, Unlocked
from travel_desk.database.migrate import is_current, upgrade
from travel_desk.database.rekey import rekey as rekey_database
from travel_desk.desk import Credentials, Desk

__all__ = [
    "RECOVERY",
    "REKEY",
    "BeforeUpgrade",
    "Slots",
    "Unlocked",
    "WrongPassword",
    "open_database",
    "reconcile",
    "rekey",
    "slots_kept",
    "unlock",
]

BEFORE = "slots.before.json"
"""A copy of the key slots, there only while a deed changes them."""
BeforeUpgrade = Callable[[Database], None]


class WrongPassword(Refused):
    """The password was wrong, or its wait is not over; `wait` is how many seconds are left."""

    def __init__(self, message: Message, wait: int) -> None:
        super().__init__(message, field="password")
        self.wait = wait


def unlock(folder: Path, user_name: str, password: str, clock: Clock) -> tuple[Unlocked, Tries | None]:
    """Open a slot; returns what it opened and the wrong tries before.

    Raises WrongPassword for a wrong name or password, and while the wait after one is not over.
    """
    slots = Slots(folder)
    name = slots.name_of(user_name)
    tries = TriesFile(folder)
    before = tries.of(name)
    left = wait_left(before, clock.now())
    if left:
        raise WrongPassword(
            msgn(
                "Too many wrong passwords. Wait {count} second, then try again.",
                "Too many wrong passwords. Wait {count} seconds, then try again.",
                left,
            ),
            left,
        )
    try:
        return slots.unlock(user_name, password), before
    except Refused:
        now = tries.wrong(name, clock.now())
        raise WrongPassword(_wrong(now.count), wait_left(now, clock.now())) from None


def confirm(folder: Path, second: Credentials, clock: Clock) -> None:
    """Ask a second person's password with the waits of a login; raises Refused at its field."""
    try:
        unlock(folder, second.user_name, second.password, clock)
    except WrongPassword as wrong:
        raise Refused(wrong.message, field="second_password") from None


def open_database(folder: Path, unlocked: Unlocked, before_upgrade: BeforeUpgrade | None) -> Database:
    """Open the database with the keys of a slot, and bring its schema to this version.

    before_upgrade: takes a copy before a migration. Raises Trouble where the database is missing, does
    not open, or was made by a newer program.
    """
    if not (folder / FILE).exists():
        raise Trouble(msg("There is no database of a desk in this folder. Choose another folder or restore."))
    database = _first_that_opens(folder, unlocked.keys)
    try:
        if not is_current(database):
            if before_upgrade is not None:
                before_upgrade(database)
            upgrade(database)
    except BaseException:
        database.close()
        raise
    return database


def reconcile(desk: Desk, unlocked: Unlocked) -> bool:
    """Let the key slots say what the register says.

    Ends a re-keying that was cut off (the key that opened the database tells how far it came), drops
    slots that no active user owns, and re-keys a desk that still owes it. Returns True where the user's
    own slot is newer than the register knows (a changed password that was cut off). Sweeps encrypted files
    that a deed wrote and did not live to name.
    """
    slots = Slots(desk.folder)
    if any(slot.following for slot in slots.slots.values()):
        if len(unlocked.keys) > 1 and desk.database.key == unlocked.keys[1]:
            slots.promote()
        else:
            slots.forget_following()
    with desk.database.read() as connection:
        known = store.publics(connection)
    before = desk.folder / BEFORE
    if before.exists():
        slots.take_back(before, known, unlocked.slot)
        before.unlink()
    slots.keep_only(set(known))
    with desk.database.write() as connection:
        desk.files.sweep(connection)
    if desk.setting(REKEY, False):
        rekey(desk)
    if unlocked.slot not in known:
        raise Refused(
            msg("This way in is not in the register of this desk. Ask the administrator."), field="user_name"
        )
    return slots.slots[unlocked.slot].public != known[unlocked.slot]


def rekey(desk: Desk) -> None:
    """Give the desk a new key that only those slots get which the register knows.

    Cut off anywhere, it is taken up again at the next login: either key opens some slot until then.
    """
    slots = Slots(desk.folder)
    with desk.database.read() as connection:
        known = store.publics(connection)
    slots.keep_only(set(known))
    rekey_database(desk.database, slots, known)
    desk.files.renew(desk.database, desk.now())
    with desk.database.write() as connection:
        store.drop_setting(connection, REKEY)


@contextmanager
def slots_kept(folder: Path) -> Iterator[Slots]:
    """Give the key slots to change with a deed; where the deed fails, they stand as before.

    It must be entered before the deed, so that it is left after the deed's commit. A copy lies beside
    them meanwhile: after a kill, the next login takes back from it what the register never heard of.
    """
    path, copy = folder / SLOTS_FILE, folder / BEFORE
    before = path.read_bytes()
    try:
        write_whole(copy, before)
        try:
            yield Slots(folder)
        except BaseException:
            os.replace(copy, path)  # needs no room on a full disk
            raise
        copy.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(
            msg(
                "The key slots could not be written ({reason}). Nothing was changed. Free some space and "
                "try again.",
                reason=error.strerror or "",
            )
        ) from error


def _first_that_opens(folder: Path, keys: tuple[bytes, ...]) -> Database:
    for key in keys[:-1]:
        try:
            return Database(folder / FILE, key)
        except Trouble:
            continue  # the desk is already under the following key, or the last one says what is wrong
    return Database(folder / FILE, keys[-1])


def _wrong(count: int) -> Message:
    return msgn(
        "That was not the password of this user. {count} wrong try since the last login.",
        "That was not the password of this user. {count} wrong tries since the last login.",
        count,
    )
