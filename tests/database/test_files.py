"""Encrypted files: what was kept comes back whole, nothing of it can be read, damage is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factory
from travel_desk.base.message import Trouble
from travel_desk.base.roles import Role
from travel_desk.desk import Desk

SCAN = b"ERIKSSON ANNA MARIA L898902C3" * 40


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.ADMINISTRATOR)


def put(desk: Desk, content: bytes) -> str:
    with desk.database.write() as connection:
        return desk.files.put(connection, content)


def get(desk: Desk, name: str) -> bytes:
    with desk.database.read() as connection:
        return desk.files.get(connection, name)


def test_the_same_scan_is_kept_once_and_comes_back(desk: Desk) -> None:
    name = put(desk, SCAN)
    assert put(desk, SCAN) == name
    assert get(desk, name) == SCAN
    assert b"ERIKSSON" not in desk.files.path(name).read_bytes()
    desk.files.path(name).unlink()
    assert put(desk, SCAN) == name
    assert get(desk, name) == SCAN


@pytest.mark.parametrize("position", [0, 5, 9, 30, -1])
def test_a_flipped_byte_is_noticed(desk: Desk, position: int) -> None:
    name = put(desk, SCAN)
    content = bytearray(desk.files.path(name).read_bytes())
    content[position] ^= 1
    desk.files.path(name).write_bytes(content)
    with pytest.raises(Trouble, match="missing or damaged"):
        get(desk, name)


def test_a_file_in_the_place_of_another_is_noticed(desk: Desk) -> None:
    one, other = put(desk, SCAN), put(desk, b"other")
    desk.files.path(one).write_bytes(desk.files.path(other).read_bytes())
    with pytest.raises(Trouble):
        get(desk, one)


def test_a_missing_file_is_trouble(desk: Desk) -> None:
    name = put(desk, SCAN)
    desk.files.path(name).unlink()
    with pytest.raises(Trouble):
        get(desk, name)


def test_what_no_row_names_is_swept(desk: Desk) -> None:
    name = put(desk, SCAN)
    with pytest.raises(RuntimeError), desk.database.write() as connection:
        orphan = desk.files.put(connection, b"the deed failed after this")
        raise RuntimeError
    assert desk.files.path(orphan).exists()
    with desk.database.read() as connection:
        assert desk.files.sweep(connection) == 1
    assert not desk.files.path(orphan).exists()
    assert get(desk, name) == SCAN


def test_a_place_that_can_t_be_written_is_trouble(desk: Desk) -> None:
    desk.files.folder.write_text("a file where the folder should be")
    with pytest.raises(Trouble, match="could not be kept"):
        put(desk, SCAN)
