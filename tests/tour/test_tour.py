"""The whole desk, from the first start to the lock, by clicks and keys in the real windows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from travel_desk import commands
from travel_desk.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
STEPS = [
    "first-start", "new-desk-office", "new-desk-administrator", "new-desk-signing", "recovery-code",
    "recovery-sheet", "new-desk", "example-is-made", "login", "today", "find-anything", "officials",
    "take-in", "receipt", "trip-request", "trip-submitted", "switch-user", "trips", "decision",
    "decision-with-conditions", "approved", "refuse", "refused", "send-back", "slip-issued",
    "papers-to-sign", "sign", "slip", "slip-preview", "slip-twice", "refusal-preview", "passports",
    "hand-out-wrong-booklet", "hand-out", "receipt-handed-out", "handed-out", "bring-back",
    "receipt-brought-back", "safes-and-places", "daily-sheet", "journal", "journal-verified", "users",
    "backup-none", "back-up", "backup", "locked",
]  # fmt: skip
PAPERS = {
    "recovery-sheet", "receipt-taken-in", "slip", "slip-twice", "refusal-letter", "receipt-handed-out",
    "receipt-brought-back", "daily-sheet",
}  # fmt: skip


def _colours(picture: Path) -> int:
    """Return how many colours a small copy of a picture has: one where it is blank."""
    image = QImage(str(picture)).scaled(64, 64)
    return len({image.pixel(x, y) for x in range(64) for y in range(64)})


def _is_dark(picture: Path) -> bool:
    """Tell whether the corner of a picture is dark."""
    return QImage(str(picture)).pixelColor(3, 3).lightness() < 100


def _tour(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "travel_desk", "tour", str(folder), "--persons", "150"],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_the_main_job_is_done_in_the_real_windows_and_leaves_pictures_and_papers(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    done = _tour(folder)
    if done.returncode:  # off screen no window manager gives the keyboard back: once more, and only once
        shutil.rmtree(folder)
        done = _tour(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    found = {path.name for path in folder.iterdir()}
    for number, name in enumerate(STEPS, 1):
        for theme in ("light", "dark"):
            picture = tmp_path / "tour" / f"{number:02}-{name}-{theme}.png"
            assert picture.name in found
            assert _colours(picture) > 12, picture.name
            assert _is_dark(picture) == (theme == "dark") or "hand-out" in name, picture.name
    assert {name for name in found if "1280x720" in name and name.endswith("light.png")}
    assert {path.stem.removeprefix("paper-") for path in (tmp_path / "tour").glob("*.pdf")} == PAPERS
    for name in PAPERS:
        first = next((tmp_path / "tour").glob(f"paper-{name}*.png"))
        assert _colours(first) > 12
    assert any((tmp_path / "tour" / "backup").iterdir())


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["tour", str(tmp_path / "file" / "tour")]) == commands.TROUBLE
    assert "can't be written. Name a folder of your own for the tour." in capsys.readouterr().err


def test_too_few_persons_are_not_enough_for_a_tour(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tour", str(tmp_path / "tour"), "--persons", "20"]) == commands.TROUBLE
    assert "A tour needs at least 150 persons." in capsys.readouterr().err
