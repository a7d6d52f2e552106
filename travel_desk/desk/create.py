"""Making a new desk: folder, slots, database, first administrator. It is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from travel_desk.base.clock import Clock
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.base.roles import Role
from travel_desk.database.engine import FILE, Database
from travel_desk.database.files import new_file_key
from travel_desk.database.keys import RECOVERY, Slots, new_key
from travel_desk.database.migrate import upgrade
from travel_desk.desk.about import Scope, Session
from travel_desk.desk.deed import Deed
from travel_desk.desk.desk import Desk
from travel_desk.desk.tables import recovery_slot, user, user_role


@dataclass(frozen=True)
class NewDesk:
    """What a new desk starts with: the first administrator, and the secret of the recovery slot.

    recovery: the secret that is printed and kept apart; it opens the desk when no password does.
    """

    user_name: str
    name: str
    password: str = field(repr=False)
    recovery: str = field(repr=False)


def create(
    folder: Path, new: NewDesk, clock: Clock, workstation: str, steps: Sequence[Callable[[Deed], None]] = ()
) -> Desk:
    """Make a desk in `folder` (which must not exist, or be empty) and open it for its administrator.

    steps: what the duties put into a new desk (root organisation, starter rules ...), in the same deed.
    Raises Refused where something lies there already, Trouble where the folder can't be written.
    """
    part = folder.with_name(folder.name + ".part")
    try:
        if folder.exists() and any(folder.iterdir()):
            raise Refused(msg("This folder is not empty. Choose a new one for the desk."), field="folder")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _fill(part, new, clock, workstation, steps)
        os.replace(part, folder)
    except OSError as error:
        raise Trouble(
            msg("The desk could not be made in this folder ({reason}). Choose another one.",
                reason=error.strerror or ""),
        ) from error  # fmt: skip
    finally:
        shutil.rmtree(part, ignore_errors=True)
    unlocked = Slots(folder).unlock(new.user_name, new.password)
    return Desk.open(folder, unlocked.keys[0], unlocked.slot, clock, workstation)


def _fill(
    folder: Path, new: NewDesk, clock: Clock, workstation: str, steps: Sequence[Callable[[Deed], None]]
) -> None:
    key = new_key()
    slots = Slots.create(folder)
    mine = slots.put(new.user_name, new.password, key)
    spare = slots.put(RECOVERY, new.recovery, key)
    database = Database(folder / FILE, key)
    try:
        upgrade(database)
        session = Session(1, new.user_name, new.name, frozenset({Role.ADMINISTRATOR}), Scope("", True, True))
        desk = Desk(folder, database, clock, workstation, session)
        with desk.deed("create_desk") as deed:
            new_file_key(deed.connection, deed.now, "name")
            new_file_key(deed.connection, deed.now)
            deed.connection.execute(
                sa.insert(user).values(
                    id=1, user_name=new.user_name, name=new.name, active=True, protected=True, private=True,
                    slot=slots.name_of(new.user_name), slot_public=mine, must_change=False,
                )
            )  # fmt: skip
            deed.connection.execute(sa.insert(user_role).values(user_id=1, role=Role.ADMINISTRATOR))
            deed.connection.execute(
                sa.insert(recovery_slot).values(id=1, slot=slots.name_of(RECOVERY), slot_public=spare)
            )
            deed.put_setting("generation", 1)
            for step in steps:
                step(deed)
            deed.entry("user", 1, personal={"name": (None, new.name), "user_name": (None, new.user_name)})
    finally:
        database.close()
