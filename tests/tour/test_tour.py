"""The whole desk, from the first start to the lock, by clicks and keys in the real windows."""

from __future__ import annotations

import os
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
MAIN = {
    "today", "officials", "trip-request", "trips", "decision", "slip", "passports", "hand-out", "journal",
    "users",
}  # fmt: skip
"""Those that are taken on a small screen too, and dark in the few pictures that a test wants."""

PAPERS = {
    "recovery-sheet", "receipt-taken-in", "slip", "slip-twice", "refusal-letter", "receipt-handed-out",
    "receipt-brought-back", "daily-sheet",
}  # fmt: skip


def _look(picture: Path) -> tuple[int, bool]:
    """Return how many colours a small copy of a picture has, and whether its corner is dark."""
    image = QImage(str(picture)).scaled(64, 64)
    colours = len({image.pixel(x, y) for x in range(64) for y in range(64)})
    return colours, image.pixelColor(0, 0).lightness() < 100


def test_the_main_job_is_done_in_the_real_windows_and_leaves_pictures_and_papers(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    done = subprocess.run(
        [sys.executable, "-m", "travel_desk", "tour", str(folder), "--persons", "150", "--few"],
        env={**os.environ, "TRAVEL_DESK_TEST_COST": "8"},  # passwords that are cheap to try
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    found = {path.name for path in folder.iterdir()}
    for number, name in enumerate(STEPS, 1):
        for theme in ("light", "dark") if name in MAIN else ("light",):
            for size in ("", "-1280x720") if name in MAIN else ("",):
                picture = folder / f"{number:02}-{name}{size}-{theme}.png"
                assert picture.name in found
                colours, dark = _look(picture)
                assert colours > 12, picture.name  # a blank one has one
                assert dark == (theme == "dark") or "hand-out" in name, picture.name
    assert {path.stem.removeprefix("paper-") for path in folder.glob("*.pdf")} == PAPERS
    for name in PAPERS:
        assert _look(next(folder.glob(f"paper-{name}*.png")))[0] > 12
    assert any((folder / "backup").iterdir())


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
