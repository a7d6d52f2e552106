"""Backing up and putting back: nothing lost, no number given twice, the journal honest about it."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from travel_desk.access import actions as access
from travel_desk.backups import opening, rules
from travel_desk.backups.actions import back_up, back_up_if_due, restore, restore_here
from travel_desk.backups.rules import Restore
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.roles import Role
from travel_desk.database import backup as copies
from travel_desk.database.keys import RECOVERY
from travel_desk.database.lock import DeskLock
from travel_desk.desk import About, Desk
from travel_desk.desk.chain import head
from travel_desk.desk.tables import journal_entry


def take_number(desk: Desk) -> str:
    with desk.deed("issue_slip") as deed:
        deed.allow(About())
        number = deed.number("slip")
        deed.entry("paper", 1)
    return number


def slips(desk: Desk, count: int) -> list[str]:
    clerk = factory.at(desk, Role.CLERK)
    numbers = [take_number(clerk) for _ in range(count)]
    clerk.close()
    return numbers


def wish(desk: Desk, backup: Path, **others: object) -> Restore:
    return Restore(backup, desk.folder, "administrator", factory.PASSWORD, **others)  # type: ignore[arg-type]


def last_entry(desk: Desk) -> dict[str, object]:
    with desk.database.read() as connection:
        body = connection.execute(
            sa.select(journal_entry.c.body).order_by(journal_entry.c.number.desc()).limit(1)
        ).scalar_one()
    return dict(json.loads(body))


def test_ten_slips_after_the_backup_are_not_numbered_again_after_the_restore(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    given = slips(desk, 3)
    made = back_up(desk, str(tmp_path / "stick")).value
    given += slips(desk, 10)
    with desk.database.read() as connection:
        replaced = head(connection)
    desk.close()

    aside = restore(wish(desk, made), desk.clock, "test").value
    assert aside is not None
    assert aside.exists()
    again = factory.log_in(desk.folder, "administrator")
    entry = last_entry(again)
    facts = entry["facts"]
    assert isinstance(facts, dict)
    assert entry["verb"] == "restore"
    assert facts["replaced_head"] == replaced.hash.hex()
    assert facts["generation"] == 2
    more = slips(again, 10)
    assert not set(given) & set(more)
    assert more[0] == "TD-2026B-000001"


def test_the_open_desk_is_closed_before_a_backup_takes_its_place(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    lock = DeskLock(desk.folder)
    made = back_up(desk, str(tmp_path / "stick")).value
    assert restore_here(desk, wish(desk, made)).value is not None
    assert not desk.is_open
    assert (desk.folder / "in-use.lock").exists()
    lock.release()
    clerk = factory.log_in(desk.folder, "clerk")
    with pytest.raises(Refused, match="Your role may not do this"):
        restore_here(clerk, wish(desk, made))
    assert clerk.is_open


def test_a_second_restore_of_the_same_backup_counts_in_a_third_generation(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()
    later = SetClock(factory.NOON + timedelta(minutes=1))
    restore(wish(desk, made), desk.clock, "test")
    restore(wish(desk, made), later, "test")
    assert factory.log_in(desk.folder, "administrator").setting("generation", 0) == 3


def test_a_desk_that_is_gone_comes_back_with_the_slots_of_its_backup(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        name = desk.files.put(connection, b"a scan")
    steps: list[tuple[int, int]] = []
    made = back_up(desk, str(tmp_path / "stick"), lambda done, of: steps.append((done, of))).value
    assert steps == [(1, 1)]
    desk.close()
    shutil.rmtree(desk.folder)
    assert restore(wish(desk, made), desk.clock, "test").value is None
    again = factory.log_in(desk.folder, "clerk")
    with again.database.read() as connection:
        assert again.files.get(connection, name) == b"a scan"


def test_present_passwords_survive_a_restore_and_who_left_stays_out(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    access.change_password(desk, factory.PASSWORD, "quiet river under stones")
    with desk.database.read() as connection:
        version = connection.exec_driver_sql(
            "SELECT version FROM user WHERE user_name = 'clerk'"
        ).scalar_one()
        clerk = connection.exec_driver_sql("SELECT id FROM user WHERE user_name = 'clerk'").scalar_one()
    access.deactivate_user(desk, clerk, version)
    desk.close()
    order = Restore(made, desk.folder, "administrator", "quiet river under stones", own_slots=False)
    with pytest.raises(
        Refused
    ):  # the key is another since the clerk left, so only the backup's slots open it
        restore(order, desk.clock, "test")
    restore(wish(desk, made), desk.clock, "test")
    old = factory.log_in(desk.folder, "administrator").database.key
    again = access.log_in(desk.folder, "administrator", factory.PASSWORD, desk.clock, "test")
    assert again.database.key != old
    with pytest.raises(Refused):
        factory.log_in(desk.folder, "clerk")
    assert factory.log_in(desk.folder, "custodian").session.user_name == "custodian"


def test_who_left_restores_nothing_even_with_a_backup_that_knew_them(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO user_role SELECT id, 'administrator' FROM user WHERE id = 2")
    made = back_up(desk, str(tmp_path / "stick")).value
    with desk.database.read() as connection:
        name, version = connection.exec_driver_sql("SELECT user_name, version FROM user WHERE id = 2").one()
    access.deactivate_user(desk, 2, version)
    desk.close()
    with pytest.raises(Refused, match="no longer works"):
        restore(Restore(made, desk.folder, name, factory.PASSWORD), desk.clock, "test")
    assert factory.log_in(desk.folder, "administrator").setting("generation", 0) == 1


def test_a_former_administrator_does_not_become_one_again_by_a_restore(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO user_role SELECT id, 'administrator' FROM user WHERE id = 2")
    made = back_up(desk, str(tmp_path / "stick")).value
    with desk.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM user_role WHERE user_id = 2 AND role = 'administrator'")
        name = connection.exec_driver_sql("SELECT user_name FROM user WHERE id = 2").scalar_one()
    desk.close()
    with pytest.raises(Refused, match="Only an administrator of this desk"):
        restore(Restore(made, desk.folder, name, factory.PASSWORD), desk.clock, "test")
    assert factory.log_in(desk.folder, "administrator").setting("generation", 0) == 1


def test_a_desk_lost_twice_never_counts_in_the_same_generation(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()
    given: list[str] = []
    for _ in range(3):
        shutil.rmtree(desk.folder)
        restore(wish(desk, made), desk.clock, "test")
        again = factory.log_in(desk.folder, "administrator")
        given += slips(again, 2)
        again.close()
    assert len(set(given)) == 6


def test_a_backup_that_cannot_be_marked_is_not_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()

    def read_only(path: Path, content: bytes) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(copies, "write_whole", read_only)
    with pytest.raises(Trouble, match="numbers twice"):
        restore(wish(desk, made), desk.clock, "test")
    assert factory.log_in(desk.folder, "administrator").setting("generation", 0) == 1


def test_a_disk_that_is_not_plugged_in_gets_no_backup_beside_the_desk(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    stick = tmp_path / "stick"
    back_up(desk, str(stick))
    shutil.rmtree(stick)
    with pytest.raises(Trouble, match="Plug in its disk"):
        back_up(desk, str(stick))
    assert not stick.exists()


def test_a_clerk_backs_up_but_does_not_move_where_backups_go(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    back_up(desk, str(tmp_path / "stick"))
    clerk = factory.at(desk, Role.CLERK)
    back_up(clerk, str(tmp_path / "stick"))
    with pytest.raises(Refused, match="Ask one of them"):
        back_up(clerk, str(tmp_path / "elsewhere"))
    back_up(clerk, str(tmp_path / "elsewhere"), remember=False)
    back_up(desk, str(tmp_path / "another"))
    assert desk.setting("backup_place", "") == str(tmp_path / "another")


def test_a_changed_password_is_kept_over_a_restore(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    access.change_password(desk, factory.PASSWORD, "quiet river under stones")
    desk.close()
    restore(Restore(made, desk.folder, "administrator", "quiet river under stones"), desk.clock, "test")
    again = access.log_in(desk.folder, "administrator", "quiet river under stones", desk.clock, "test")
    assert again.setting("generation", 0) == 2


def test_who_came_after_the_backup_and_who_lost_their_slot_have_no_way_in(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()
    slots = opening.Slots(desk.folder)
    slots.remove("clerk")
    restore(wish(desk, made), desk.clock, "test")
    again = factory.log_in(desk.folder, "administrator")
    with again.database.read() as connection:
        assert not connection.exec_driver_sql("SELECT active FROM user WHERE user_name = 'clerk'").scalar()


@pytest.mark.parametrize("damage", ["slots", "database", "wrong password"])
def test_a_damaged_desk_is_replaced_by_its_backup(tmp_path: Path, damage: str) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()
    if damage == "slots":
        (desk.folder / "slots.json").write_bytes(b"{")
    elif damage == "database":
        (desk.folder / "desk.db").write_bytes(b"not a database at all" * 300)
        opening.Slots(desk.folder).remove(RECOVERY)
    else:
        opening.Slots(desk.folder).put("administrator", "something else entirely", b"x" * 48)
    restore(wish(desk, made), desk.clock, "test")
    assert factory.log_in(desk.folder, "administrator").setting("generation", 0) == 2


def test_a_backup_of_a_desk_that_was_re_keyed_opens_with_its_own_slots(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    opening.Slots(desk.folder).put("administrator", factory.PASSWORD, b"k" * 48)
    desk.close()
    restore(wish(desk, made), desk.clock, "test")
    assert factory.log_in(desk.folder, "administrator").setting("generation", 0) == 2


def test_a_wrong_password_or_a_clerk_restores_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()
    with pytest.raises(Refused, match="password"):
        restore(Restore(made, desk.folder, "administrator", "wrong"), desk.clock, "test")
    with pytest.raises(Refused, match="Only an administrator of this desk"):
        restore(Restore(made, desk.folder, "clerk", factory.PASSWORD), desk.clock, "test")
    assert factory.log_in(desk.folder, "administrator").setting("generation", 0) == 1
    assert not list(tmp_path.glob("desk.restoring"))


@pytest.mark.parametrize("harm", ["flip", "cut", "manifest", "gone", "swapped", "extra"])
def test_a_harmed_backup_is_refused_and_the_desk_stands(tmp_path: Path, harm: str) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        name = desk.files.put(connection, b"a scan")
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()
    manifest = made / copies.MANIFEST
    if harm == "flip":
        content = bytearray((made / "desk.db").read_bytes())
        content[5000] ^= 1
        (made / "desk.db").write_bytes(content)
    elif harm == "cut":
        manifest.write_bytes(manifest.read_bytes()[:-40])
    elif harm == "manifest":
        manifest.write_text(manifest.read_text().replace('"generation": 1', '"generation": 9'))
    elif harm == "gone":
        (made / "files" / name[:2] / name).unlink()
    elif harm == "swapped":
        shutil.rmtree(made)
        made.mkdir()
    else:
        values = json.loads(manifest.read_text())
        values["contents"]["slots.json"] = "0" * 64
        manifest.write_text(json.dumps(values))
    with pytest.raises(Trouble):
        restore(wish(desk, made), desk.clock, "test")
    assert factory.log_in(desk.folder, "clerk").setting("generation", 0) == 1


def test_a_place_that_will_not_do_is_refused(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="No place"):
        back_up(desk, " ")
    with pytest.raises(Refused, match="lost with it"):
        back_up(desk, str(desk.folder / "copies"))
    with pytest.raises(Refused, match="lost with it"):
        back_up(desk, str(desk.folder / ".." / "else" / ".." / "desk" / "copies"))
    for part_of_a_path in ("backups", "~/backups", "../stick", str(tmp_path / "a\0b")):
        with pytest.raises(Refused, match="not the whole path") as refused:
            back_up(desk, part_of_a_path)
        assert refused.value.field == "place"
    assert desk.setting("backup_place", "none") == "none"
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="could not be written"):
        back_up(desk, str(tmp_path / "file" / "below"))


def test_a_folder_without_a_backup_is_told_as_that(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    desk.close()
    for folder in (tmp_path / "nowhere", tmp_path, desk.folder):
        with pytest.raises(Trouble, match="holds no backup"):
            restore(wish(desk, folder), desk.clock, "test")


def test_two_backups_in_one_second_lie_side_by_side(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    first = copies.back_up(desk.database, desk.folder, tmp_path / "stick", facts(desk))
    second = copies.back_up(desk.database, desk.folder, tmp_path / "stick", facts(desk))
    assert first != second


def facts(desk: Desk) -> copies.Facts:
    return copies.Facts(desk.now(), "0", 1, 1, bytes(32))


def test_the_first_login_of_a_day_owes_a_backup(tmp_path: Path) -> None:
    time = factory.clock()
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR, time)
    assert back_up_if_due(desk).value is None
    back_up(desk, str(tmp_path / "stick"))
    assert back_up_if_due(desk).value is None
    time.forward(days=1)
    assert back_up_if_due(desk).value is not None
    assert rules.back_up_due(None, desk.today())


def test_a_disk_that_fills_up_in_the_middle_leaves_both_sides_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    made = back_up(desk, str(tmp_path / "stick")).value
    desk.close()

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(copies.shutil, "copyfile", full)
        with pytest.raises(Trouble, match="The desk stands as it was"):
            restore(wish(desk, made), desk.clock, "test")

    calls: list[object] = []
    real = opening.os.replace

    def second_fails(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(opening, "os", type("os", (), {"replace": staticmethod(second_fails)}))
        with pytest.raises(Trouble, match="The desk stands as it was"):
            restore(wish(desk, made), desk.clock, "test")
    assert factory.log_in(desk.folder, "clerk").setting("generation", 0) == 1
