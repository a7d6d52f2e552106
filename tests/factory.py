"""A desk to test with: the real thing, migrated and encrypted, made once and copied for each test.

    def test_something(tmp_path):
        desk = factory.desk(tmp_path, Role.CLERK)          # logged in as the user "clerk"
        head = factory.at(desk, Role.DESK_HEAD)            # a second open desk on the same folder

Each role has a user named after it with the password `factory.PASSWORD`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

os.environ.setdefault("TRAVEL_DESK_TEST_COST", "8")

import sqlalchemy as sa

from travel_desk.base.clock import Clock, SetClock
from travel_desk.base.roles import Role
from travel_desk.database.keys import Slots
from travel_desk.desk import Desk, NewDesk, Scope, create
from travel_desk.desk.tables import user, user_role

PASSWORD = "a long enough password"
RECOVERY = "RECOVERY-SECRET"
NOON = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
EVERYTHING = Scope("", protected=True, private=True)


def clock() -> SetClock:
    """Return a clock that stands at noon (UTC) of Thursday 5 November 2026."""
    return SetClock(NOON)


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="travel-desk-test-")) / "desk"
    desk = create(folder, NewDesk("administrator", "Ada Administrator", PASSWORD, RECOVERY), clock(), "test")
    key = Slots(folder).unlock("administrator", PASSWORD).keys[0]
    slots = Slots(folder)
    with desk.database.write() as connection:
        for number, role in enumerate((r for r in Role if r is not Role.ADMINISTRATOR), start=2):
            public = slots.put(role.value, PASSWORD, key)
            connection.execute(
                sa.insert(user).values(
                    id=number,
                    user_name=role.value,
                    name=f"{role.value.replace('_', ' ').title()} User",
                    active=True,
                    protected=True,
                    private=True,
                    slot=slots.name_of(role.value),
                    slot_public=public,
                    must_change=False,
                )
            )
            connection.execute(sa.insert(user_role).values(user_id=number, role=role.value))
    desk.close()
    return folder


def desk(tmp_path: Path, role: Role = Role.CLERK, time: Clock | None = None) -> Desk:
    """Return a fresh desk in `tmp_path`/desk with the user of `role` at it."""
    folder = tmp_path / "desk"
    shutil.copytree(_template(), folder)
    return log_in(folder, role.value, time or clock())


def log_in(folder: Path, user_name: str, time: Clock | None = None, password: str = PASSWORD) -> Desk:
    """Return the desk in `folder`, opened by this user."""
    unlocked = Slots(folder).unlock(user_name, password)
    return Desk.open(folder, unlocked.keys[0], unlocked.slot, time or clock(), "test")


def at(desk: Desk, role: Role) -> Desk:
    """Return a second open desk on the same folder, with the user of `role` at it, on the same clock."""
    return log_in(desk.folder, role.value, desk.clock)
