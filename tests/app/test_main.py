"""From the command line: a window where there is a screen, a sentence where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import factory
from travel_desk.__main__ import TROUBLE, main, no_display

BASE = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


def run(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "travel_desk", *arguments],
        env=BASE | surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_login_window_is_painted_before_anything_slow_is_imported(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    desk.close()
    done = run(
        "--desk",
        str(desk.folder),
        "--measure-login",
        QT_QPA_PLATFORM="offscreen",
        PYTHONPROFILEIMPORTTIME="1",
    )
    assert done.returncode == 0
    imported = {
        line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time")
    }
    slow = {
        "sqlalchemy",
        "alembic",
        "reportlab",
        "pyhanko",
        "openpyxl",
        "babel.dates",
        "cryptography",
        "argon2",
    }
    assert "travel_desk.app.login" in imported
    assert not imported & slow


def test_without_a_screen_a_sentence_and_exit_code_2() -> None:
    done = run(QT_QPA_PLATFORM="xcb")
    assert done.returncode == TROUBLE
    assert done.stderr.startswith("No display: Travel Desk needs a screen.")
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("surroundings", "silent"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({}, False),
        ({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"DISPLAY": ":987"}, False),
    ],
)
def test_what_can_show_a_window(
    monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str], silent: bool
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert (no_display() is None) == silent


def test_elsewhere_than_on_linux_there_is_always_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert no_display() is None


def test_help_lists_the_commands_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for command in ("tour", "backup", "restore", "verify"):
        assert any(line.split()[:1] == [command] for line in told.splitlines())


def test_no_screen_is_said_by_main_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert main([]) == TROUBLE
    assert "No display" in capsys.readouterr().err
