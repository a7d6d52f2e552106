"""A desk that gets a new key: who stays can open it, who left can't, and a kill never locks it."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from travel_desk.access import actions
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.roles import Role
from travel_desk.database import rekey as rekeying
from travel_desk.database.engine import Database
from travel_desk.database.keys import Slots, new_key
from travel_desk.database.rekey import rekey
from travel_desk.desk import Desk
from travel_desk.desk.tables import user


def publics(desk: Desk, *without: str) -> dict[str, bytes]:
    with desk.database.read() as connection:
        rows = connection.execute(sa.select(user.c.user_name, user.c.slot, user.c.slot_public)).all()
    return {r.slot: r.slot_public for r in rows if r.user_name not in without}


def log_in(folder: Path, user_name: str) -> Desk:
    return actions.log_in(folder, user_name, factory.PASSWORD, factory.clock(), "test")


def test_after_a_new_key_the_old_one_opens_nothing_and_the_others_work_on(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    old = Slots(desk.folder).unlock("clerk", factory.PASSWORD).keys[0]
    with desk.database.write() as connection:
        name = desk.files.put(connection, b"scan of a passport")
        sealed = desk.files.path(name).read_bytes()
    with desk.database.write() as connection:
        desk.files.renew(connection, desk.now())
    rekey(desk.database, Slots(desk.folder), publics(desk, "clerk"))
    assert desk.setting("generation", 0) == 1
    with pytest.raises(Refused):
        log_in(desk.folder, "clerk")
    with pytest.raises(Trouble, match="does not open with its key"):
        Database(desk.database.path, old)
    again = factory.at(desk, Role.DESK_HEAD)
    with again.database.read() as connection:
        assert again.files.get(connection, name) == b"scan of a passport"
    assert desk.files.path(name).read_bytes() != sealed


def test_a_re_key_broken_off_before_the_rename_opens_with_the_old_key(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    Slots(desk.folder).announce(new_key(), publics(desk))
    desk.close()
    again = log_in(desk.folder, "clerk")
    assert again.setting("generation", 0) == 1
    assert len(Slots(desk.folder).unlock("clerk", factory.PASSWORD).keys) == 1


def test_a_re_key_broken_off_after_the_rename_opens_with_the_new_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)

    def killed(self: Slots) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rekeying.Slots, "promote", killed)
        with pytest.raises(KeyboardInterrupt):
            rekey(desk.database, Slots(desk.folder), publics(desk, "clerk"))
    desk.close()
    again = log_in(desk.folder, "desk_head")
    assert again.setting("generation", 0) == 1
    with pytest.raises(Refused):
        log_in(desk.folder, "clerk")


def test_a_full_disk_leaves_the_old_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)

    def full(self: Database, part: Path, key: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "replace_by", full)
        with pytest.raises(Trouble, match="could not"):
            rekey(desk.database, Slots(desk.folder), publics(desk))
    assert log_in(desk.folder, "clerk").setting("generation", 0) == 1
