"""What a workstation remembers between starts, and files that are whole or not there."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from travel_desk.base.settings import Settings, write_whole


def test_a_workstation_remembers_what_was_set(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    settings = Settings(path)
    settings.put("theme", "dark")
    settings.put("font", 12)
    settings.put("sound", True)
    settings.put("recent", ["a", "b"])
    again = Settings(path)
    assert again.text("theme") == "dark"
    assert again.number("font") == 12
    assert again.flag("sound") is True
    assert again.texts("recent") == ["a", "b"]


def test_what_was_never_set_is_the_default(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert settings.text("theme", "light") == "light"
    assert settings.number("font", 10) == 10
    assert settings.flag("sound") is False
    assert settings.texts("recent") == []


def test_a_value_of_another_kind_is_the_default(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.put("font", True)
    assert settings.number("font", 10) == 10
    settings.put("font", 1)
    assert settings.number("font", 10) == 1
    assert settings.text("font", "x") == "x"
    assert settings.flag("font", True) is True


def test_a_list_that_goes_on_changing_is_kept_as_it_was_when_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings, recent = Settings(path), ["a"]
    settings.put("recent", recent)
    recent.append("b")
    assert settings.texts("recent") == ["a"]
    settings.put("recent", recent)
    assert Settings(path).texts("recent") == ["a", "b"]


def test_setting_the_same_again_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    settings.put("theme", "dark")
    path.unlink()
    settings.put("theme", "dark")
    assert not path.exists()


@pytest.mark.parametrize("content", [b"{", b"[1, 2]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_means_the_defaults_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.text("theme", "light") == "light"
    settings.put("theme", "dark")
    assert Settings(path).text("theme") == "dark"


def test_a_folder_that_cannot_be_written_is_logged_and_the_setting_stands(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    settings = Settings(blocked / "settings.json")
    with caplog.at_level(logging.INFO, logger="travel_desk"):
        settings.put("theme", "dark")
    assert settings.text("theme") == "dark"
    assert "settings not kept" in caplog.text


def test_a_file_is_replaced_whole_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(path.parent) == ["file"]


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(path, b"new")
    assert os.listdir(tmp_path) == ["file"]


def test_where_folders_cannot_be_synced_the_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travel_desk.base.settings.os", _Windows(os))
    write_whole(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


class _Windows:
    """The `os` module as it names itself on Windows."""

    def __init__(self, real: object) -> None:
        self._real = real
        self.name = "nt"

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)
