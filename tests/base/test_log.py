"""The log: warnings on standard error, all else in a file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from travel_desk.base.log import start_log


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    root = logging.getLogger("travel_desk")
    before, level = root.handlers[:], root.level
    root.handlers[:] = []
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before
    root.setLevel(level)


def test_what_happens_goes_to_the_file_and_only_warnings_to_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(tmp_path / "log")
    logging.getLogger("travel_desk.shell").info("started: ž")
    assert "started: ž" in (tmp_path / "log" / "travel_desk.log").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.expects_log
def test_without_a_folder_warnings_go_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(None)
    logging.getLogger("travel_desk.shell").warning("careful")
    assert "careful" in capsys.readouterr().err


def test_starting_twice_writes_each_line_once(tmp_path: Path) -> None:
    start_log(tmp_path)
    start_log(tmp_path)
    logging.getLogger("travel_desk").info("once")
    assert (tmp_path / "travel_desk.log").read_text().count("once") == 1


@pytest.mark.expects_log
def test_a_folder_that_cannot_be_written_is_said_and_the_program_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    start_log(tmp_path / "file" / "log")
    assert "no log file" in capsys.readouterr().err


def test_a_file_that_has_grown_is_put_aside_when_the_program_starts(tmp_path: Path) -> None:
    path = tmp_path / "travel_desk.log"
    for number in range(5):
        path.write_text(f"run {number} " + "x" * 1_000_000)
        start_log(tmp_path)
    aside = [path.with_name(f"travel_desk.log.{number}").read_text()[:5] for number in (1, 2, 3)]
    assert aside == ["run 4", "run 3", "run 2"]
    assert path.read_text() == ""
    assert len(list(tmp_path.iterdir())) == 4
