"""A desk that gets a new key: who stays can open it, who left can't, and a kill never locks it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

from tests import factory
from travel_desk.access import actions
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.roles import Role
from travel_desk.database import gate
from travel_desk.database.engine import Database
from travel_desk.database.files import Files
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
    desk.files.renew(desk.database, desk.now())
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
        patch.setattr(Slots, "promote", killed)
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


def test_a_copy_that_fails_leaves_nothing_behind_and_the_next_try_goes_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with desk.database.outside() as driver:
        driver.execute("CREATE TABLE odd (a)")
        driver.execute("INSERT INTO odd VALUES (1)")
    outside = Database.outside

    @contextmanager
    def full(self: Database) -> Iterator[object]:
        with outside(self) as driver:
            yield _FullDisk(driver)

    def no_room(self: Slots) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "outside", full)
        patch.setattr(Slots, "forget_following", no_room)
        with pytest.raises(Trouble, match="next login tries again"):
            rekey(desk.database, Slots(desk.folder), publics(desk))
    assert not list(desk.folder.glob("*.rekey"))
    rekey(desk.database, Slots(desk.folder), publics(desk))
    desk.close()
    assert log_in(desk.folder, "clerk").setting("generation", 0) == 1


class _FullDisk:
    """A driver whose disk has no room for the copy."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def execute(self, sql: str, *values: object) -> Any:
        if "sqlcipher_export" in sql:
            raise sqlcipher.OperationalError("database or disk is full")
        return self._driver.execute(sql, *values)


def test_the_new_key_waits_for_who_reads_and_new_readers_wait_for_it(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    done: list[str] = []

    def renew() -> None:
        rekey(desk.database, Slots(desk.folder), publics(desk))
        done.append("rekeyed")

    def ask() -> None:
        assert desk.setting("generation", 0) == 1
        done.append("read")

    with desk.database.read() as connection:
        others = [threading.Thread(target=renew), threading.Thread(target=ask)]
        others[0].start()
        while not desk.database._gate._closed:
            pass
        others[1].start()
        assert desk.setting("generation", 0) == 1, "who reads already may go on reading"
        assert connection.exec_driver_sql("SELECT count(*) FROM user").scalar_one() == 6
        assert not done
        done.append("finished")
    for one in others:
        one.join()
    # Which of the two threads says so first once both are let through is for the system to choose.
    assert done[0] == "finished"
    assert sorted(done[1:]) == ["read", "rekeyed"]
    with desk.deed("change_settings") as deed:
        deed.put_setting("idle_minutes", 5)
        deed.entry("setting", 0)
    desk.close()
    assert log_in(desk.folder, "clerk").setting("idle_minutes", 0) == 5


def test_a_reader_that_never_ends_puts_the_new_key_off() -> None:
    door = gate.Gate()
    with door.reading(), pytest.raises(Trouble, match="longer than usual"), door.alone(0.01):
        pass
    with door.alone(), door.reading():
        pass


@pytest.mark.parametrize("moment", ["at the first file", "before the old keys go"])
def test_a_kill_while_files_are_sealed_anew_leaves_each_of_them_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    scans = [b"first scan", b"second scan", b"third scan"]
    with desk.database.write() as connection:
        names = [desk.files.put(connection, scan) for scan in scans]
    write, left = Files._write, [1 if moment == "at the first file" else 3]

    def killed(self: Files, name: str, content: bytes, key_id: int, secret: bytes) -> None:
        write(self, name, content, key_id, secret)
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Files, "_write", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.files.renew(desk.database, desk.now())
    for _ in range(2):
        with desk.database.read() as connection:
            assert [desk.files.get(connection, name) for name in names] == scans
        desk.files.renew(desk.database, desk.now())


def test_a_damaged_file_keeps_its_key_and_does_not_stop_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        names = [desk.files.put(connection, scan) for scan in (b"first scan", b"second scan")]
    lost = desk.files.path(names[0])
    sound = lost.read_bytes()
    lost.unlink()
    desk.files.renew(desk.database, desk.now())
    assert "1 stored files" in caplog.text
    caplog.clear()
    lost.write_bytes(sound)
    with desk.database.read() as connection:
        assert desk.files.get(connection, names[0]) == b"first scan"
        assert desk.files.get(connection, names[1]) == b"second scan"
