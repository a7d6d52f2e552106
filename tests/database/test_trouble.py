"""What the disk and the machine do to us: each has a sentence, and nothing is half-done."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from travel_desk.access.actions import log_in
from travel_desk.base.interrupt import Interrupt, current
from travel_desk.base.message import Trouble
from travel_desk.base.roles import Role
from travel_desk.database.engine import FILE, Database, troubles
from travel_desk.database.keys import Slots
from travel_desk.database.lock import DeskLock
from travel_desk.desk import Desk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 3 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], check=False, capture_output=True
    )
    yield place
    if done.returncode == 0:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(desk: Desk, count: int = 40) -> None:
    for turn in range(count):
        with desk.deed("change_settings") as deed:
            deed.put_setting(f"setting {turn}", "x" * 100_000)
            deed.entry("setting", turn)


def last_number(desk: Desk) -> int:
    with desk.database.read() as connection:
        return connection.exec_driver_sql("SELECT max(number) FROM journal_entry").scalar_one()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_leaves_the_deed_undone_and_the_desk_usable(small_disk: Path, tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    desk.close()
    shutil.move(desk.folder, small_disk / "desk")
    (small_disk / "ballast").write_bytes(bytes(400_000))
    desk = factory.log_in(small_disk / "desk", "administrator")
    with pytest.raises(Trouble, match=r"The disk is full\. Nothing was changed"):
        fill(desk)
    before = last_number(desk)
    with desk.database.read() as connection:
        kept = connection.exec_driver_sql(
            "SELECT count(*) FROM setting WHERE name LIKE 'setting %'"
        ).scalar_one()
    with desk.database.read() as connection:
        deeds = connection.exec_driver_sql(
            "SELECT count(*) FROM journal_entry WHERE kind = 'setting'"
        ).scalar_one()
    assert kept == deeds
    (small_disk / "ballast").unlink()
    with desk.deed("change_settings") as deed:
        deed.put_setting("idle_minutes", 5)
        deed.entry("setting", 1)
    assert last_number(desk) == before + 1
    with pytest.raises(Trouble, match="could not be kept"), desk.database.write() as connection:
        desk.files.put(connection, os.urandom(3_000_000))
    desk.close()


def test_a_cut_off_database_is_trouble(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    desk.close()
    whole = (desk.folder / FILE).read_bytes()
    (desk.folder / FILE).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Trouble, match="damaged"):
        factory.log_in(desk.folder, "clerk")


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\x00" + bytes(4080), b"a letter, not a database" * 400]
)
def test_a_foreign_database_is_trouble(tmp_path: Path, content: bytes) -> None:
    desk = factory.desk(tmp_path)
    desk.close()
    (desk.folder / FILE).write_bytes(content)
    with pytest.raises(Trouble):
        factory.log_in(desk.folder, "clerk")


def test_a_missing_database_is_trouble(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    desk.close()
    (desk.folder / FILE).unlink()
    with pytest.raises(Trouble, match="no database of a desk"):
        factory.log_in(desk.folder, "clerk")


def test_another_desk_s_database_does_not_open(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    desk.close()
    other = Database(tmp_path / "other.db", os.urandom(48))
    with other.write() as connection:
        connection.exec_driver_sql("CREATE TABLE x (y)")
    other.close()
    shutil.copyfile(tmp_path / "other.db", desk.folder / FILE)
    with pytest.raises(Trouble, match="does not open with its key"):
        factory.log_in(desk.folder, "clerk")


def hold(
    folder: Path, ready: multiprocessing.synchronize.Event, go: multiprocessing.synchronize.Event
) -> None:
    lock = DeskLock(folder)
    ready.set()
    go.wait(20)
    lock.release()


def test_a_second_copy_of_the_program_gets_a_sentence(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, go = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path, ready, go))
    other.start()
    assert ready.wait(20)
    with pytest.raises(Trouble, match="already open in another window"):
        DeskLock(tmp_path)
    go.set()
    other.join()
    DeskLock(tmp_path).release()


def test_a_folder_that_is_gone_can_t_be_locked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="can't be written"):
        DeskLock(tmp_path / "file" / "desk")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("attempt to write a readonly database", "can't be written to"),
        ("database is locked", "Another program holds"),
        ("database disk image is malformed", "damaged"),
        ("interrupted", "stopped"),
    ],
)
def test_what_the_driver_says_is_put_in_plain_words(text: str, sentence: str) -> None:
    import sqlite3

    with pytest.raises(Trouble, match=sentence), troubles():
        raise sqlite3.OperationalError(text)


def test_a_defect_is_not_taken_for_trouble(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    with pytest.raises(sa.exc.OperationalError, match="no such table"), desk.database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_a_reading_connection_writes_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    with pytest.raises(Trouble, match="can't be written"), desk.database.read() as connection:
        connection.exec_driver_sql("DELETE FROM setting")


def test_an_older_search_is_stopped_by_a_newer_one(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    stop = Interrupt()
    token = current.set(stop)
    slow = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 99999999) SELECT max(x) FROM n"
    )
    try:
        with pytest.raises(Trouble, match="stopped"), desk.database.read() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.set_progress_handler(stop.interrupt, 1000)
            connection.exec_driver_sql(slow)
    finally:
        current.reset(token)


def test_nothing_of_a_name_can_be_read_in_any_file_of_the_desk(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO person "
            "(id, native_name, surname, given_names, nationality, protected, search_text, sort_key) "
            "VALUES (1, 'Ерікссон', 'ERIKSSON', 'ANNA', 'UTO', 0, 'eriksson anna', 'eriksson')"
        )
        desk.files.put(connection, b"ERIKSSON")
    desk.drafts.save("trip", "", {"purpose": "ERIKSSON to Vienna"})
    for path in desk.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for name in ("ERIKSSON", "eriksson", "Ерікссон", "administrator", "Clerk User"):
            assert name.encode() not in content, path.name


@pytest.mark.parametrize("harm", ["moved", "removed", "replaced"])
def test_a_desk_whose_folder_is_taken_away_while_it_is_open_takes_no_deed(tmp_path: Path, harm: str) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    twin = tmp_path / "twin"
    shutil.copytree(desk.folder, twin, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    before = last_number(desk)
    if harm == "removed":
        shutil.rmtree(desk.folder)
    else:
        desk.folder.rename(tmp_path / "away")
    if harm == "replaced":
        twin.rename(desk.folder)
    with pytest.raises(Trouble, match="while it was open") as trouble:
        fill(desk, 1)
    assert "Nothing was changed" in str(trouble.value)
    assert last_number(desk) == before
    if harm == "moved":
        (tmp_path / "away").rename(desk.folder)
        fill(desk, 1)
        assert last_number(desk) == before + 1
    desk.close()


def test_slots_of_another_desk_open_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    desk.close()
    other = Slots.create(tmp_path)
    other.put("clerk", factory.PASSWORD, os.urandom(48))
    shutil.copyfile(tmp_path / "slots.json", desk.folder / "slots.json")
    with pytest.raises(Trouble, match="does not open with its key"):
        factory.log_in(desk.folder, "clerk")


def test_an_error_without_a_sentence_is_never_its_own_cause(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    with pytest.raises(sa.exc.IntegrityError) as caught, desk.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO user_role (user_id, role) VALUES (1, 'administrator')")
    assert caught.value.__cause__ is not caught.value


def test_a_desk_locked_by_one_thread_is_let_go_by_another(tmp_path: Path) -> None:
    taken: list[DeskLock] = []
    thread = threading.Thread(target=lambda: taken.append(DeskLock(tmp_path)))
    thread.start()
    thread.join()
    taken[0].release()
    DeskLock(tmp_path).release()


def test_a_question_within_a_question_leaves_the_outer_one_to_be_stopped(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    stop = Interrupt()
    token = current.set(stop)
    slow = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 99999999)"
    try:
        with pytest.raises(Trouble, match="stopped"), desk.database.read() as connection:
            assert desk.setting("generation", 0) == 1
            threading.Timer(0.05, stop.interrupt).start()
            connection.exec_driver_sql(f"{slow} SELECT max(x) FROM n")
    finally:
        current.reset(token)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_folder_that_can_t_be_written_to_is_told_before_anything_is_done(
    small_disk: Path, tmp_path: Path
) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    before = last_number(desk)
    desk.close()
    shutil.move(desk.folder, small_disk / "desk")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Trouble, match="can't be written to"):
        DeskLock(small_disk / "desk")
    with pytest.raises(Trouble, match=r"can't be (written to|opened)"):
        log_in(small_disk / "desk", "administrator", factory.PASSWORD, factory.clock(), "test")
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    desk = factory.log_in(small_disk / "desk", "administrator")
    assert last_number(desk) == before
    fill(desk, 1)
    assert last_number(desk) == before + 1
    desk.close()
