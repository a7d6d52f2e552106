"""The commands: the same deeds as in the window, a sentence for what went wrong, an exit code."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import factory
from travel_desk.__main__ import main
from travel_desk.access import actions as access
from travel_desk.access import opening
from travel_desk.access.rules import UserOrder
from travel_desk.app.before_upgrade import beside
from travel_desk.base.clock import SystemClock
from travel_desk.base.roles import Role
from travel_desk.commands import COMMANDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    desk.close()
    return desk.folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object, password: str = factory.PASSWORD) -> int:
    """Run the program as a person at a terminal does, with the password on its input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return main([str(one) for one in arguments])


def test_help_lists_each_command_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    for command in COMMANDS:
        assert sum(line.split()[:1] == [command.name] for line in lines) == 1


def test_backup_and_restore(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    assert run(monkeypatch, "--desk", folder, "backup", "--user", "clerk", "--json", tmp_path / "stick") == 0
    made = Path(json.loads(capsys.readouterr().out)["backup"])
    assert (made / "manifest.json").exists()
    assert run(monkeypatch, "--desk", folder, "restore", "--user", "administrator", made) == 0
    assert "The old desk is kept in" in capsys.readouterr().out
    desk = access.log_in(folder, "clerk", factory.PASSWORD, SystemClock(), "test")
    assert desk.setting("generation", 0) == 2
    desk.close()


def test_a_command_tells_where_a_cut_off_restore_left_the_desk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    assert run(monkeypatch, "--desk", tmp_path / "none" / "desk", "backup", "--user", "clerk", tmp_path) == 1
    assert "There is no desk in" in capsys.readouterr().err
    folder.rename(folder.with_name("desk.before-20261105T120000"))
    assert run(monkeypatch, "--desk", folder, "backup", "--user", "clerk", tmp_path / "stick") == 1
    assert "desk.before-20261105T120000. Give that folder the name desk again" in capsys.readouterr().err
    assert not folder.exists()


def test_a_place_given_from_where_one_stands_is_told_as_a_whole_path(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "--desk", folder, "backup", "--user", "clerk", "stick") == 0
    assert str(tmp_path / "stick") in capsys.readouterr().out
    assert run(monkeypatch, "--desk", folder, "backup", "--user", "clerk", "") == 1
    assert "No place for backups is set" in capsys.readouterr().err


def test_a_clerk_may_not_restore(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    run(monkeypatch, "--desk", folder, "backup", "--user", "clerk", "--json", tmp_path / "stick")
    made = json.loads(capsys.readouterr().out)["backup"]
    assert run(monkeypatch, "--desk", folder, "restore", "--user", "clerk", made) == 1
    assert "Only an administrator of this desk" in capsys.readouterr().err


def test_a_wrong_password_is_refused_and_a_damaged_desk_is_trouble(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    assert run(monkeypatch, "--desk", folder, "backup", "--user", "clerk", place, password="wrong") == 1
    assert "password" in capsys.readouterr().err
    (folder / "desk.db").write_bytes(b"cut")
    assert run(monkeypatch, "--desk", folder, "backup", "--user", "desk_head", place) == 2
    assert "damaged" in capsys.readouterr().err
    assert not place.exists()


@pytest.fixture
def read_only(folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A desk on a file system that nobody may write to."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=True)
    try:
        shutil.copytree(folder, disk / "desk")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield disk / "desk"
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
def test_a_folder_that_may_only_be_read_is_trouble_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], read_only: Path
) -> None:
    assert run(monkeypatch, "--desk", read_only, "verify", "--user", "auditor") == 2
    assert "can't be written to" in capsys.readouterr().err


def test_a_first_password_opens_no_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    desk = factory.log_in(folder, "administrator")
    order = UserOrder("mira", "Mira Okonjo", frozenset({Role.CLERK}))
    access.create_user(desk, order, "river-lamp-otter")
    desk.close()
    order_ = ("--desk", folder, "backup", "--user", "mira", tmp_path / "stick")
    assert run(monkeypatch, *order_, password="river-lamp-otter") == 1
    assert "password of your own" in capsys.readouterr().err


def test_verify_says_that_journal_and_backup_are_sound(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    run(monkeypatch, "--desk", folder, "backup", "--user", "clerk", "--json", tmp_path / "stick")
    made = json.loads(capsys.readouterr().out)["backup"]
    assert run(monkeypatch, "--desk", folder, "verify", "--user", "auditor", "--backup", made, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["breaks"] == []
    assert found["entries"] == found["number"] > 0
    head = f"{found['number']} {found['hash']}"
    assert run(monkeypatch, "--desk", folder, "verify", "--user", "auditor", "--head", head) == 0
    assert "sound" in capsys.readouterr().out


def test_a_desk_of_an_older_version_is_copied_before_a_command_brings_it_up(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr(opening, "is_current", lambda _database: False)
    assert run(monkeypatch, "--desk", folder, "verify", "--user", "auditor") == 0
    assert len(list(beside(folder).glob("travel-desk-*"))) == 1


def test_verify_names_the_entry_that_was_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    desk = factory.log_in(folder, "administrator")
    with desk.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_entry_no_update")
        connection.exec_driver_sql("UPDATE journal_entry SET user_id = 4 WHERE number = 1")
    desk.close()
    assert run(monkeypatch, "--desk", folder, "verify", "--user", "auditor") == 1
    assert "1" in capsys.readouterr().out


def test_an_example_desk_is_made_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    order = ("example", tmp_path / "new", "--persons", 60, "--trips", 3, "--json")
    assert run(monkeypatch, *order) == 0
    assert json.loads(capsys.readouterr().out)["users"]["mira"] == "utopia-clerk"
    assert run(monkeypatch, *order) == 1
    assert "exists already" in capsys.readouterr().err


def test_an_example_that_can_t_be_made_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(monkeypatch, "example", tmp_path / "new", "--persons", -1) == 1
    assert "The example takes" in capsys.readouterr().err
    assert run(monkeypatch, "example", tmp_path / "few", "--persons", 3, "--trips", 5) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["few"]


def test_without_any_desk_a_command_says_how_to_name_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    from travel_desk.app.places import places

    places.cache_clear()
    try:
        assert run(monkeypatch, "verify", "--user", "auditor") == 1
    finally:
        places.cache_clear()
    assert "--desk FOLDER" in capsys.readouterr().err
