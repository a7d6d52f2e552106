"""The contracts on who may import whom stand, and a planted fault breaks them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.scan import ROOT
from tests.house.table_contract import refusal

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
DUTIES = next(contract["duties"] for contract in CONTRACTS if contract["type"] == "table")

ALLOWED = """
custody.rules -> custody.rules.records
custody.rules -> trips.rules
custody.rules -> base.message
custody.store -> custody.tables
custody.store -> officials.tables
officials.store -> custody.tables
custody.store -> officials.steps
custody.actions -> custody.store
custody.actions -> desk
custody.actions -> papers.steps
custody.actions -> custody.forms
custody.forms -> paper.sheet
custody.queries -> trips.tables
custody.page.list -> custody.queries
custody.page -> shell.page
custody.dialogs.hand_out -> custody.actions
custody.dialogs -> officials.rules
app.start -> custody.page
commands.tour -> app.start
__main__ -> app
desk.desk -> database.engine
access.tries -> access.rules
backups.actions -> database.backup
custody.tables -> custody.rules
officials.examples -> officials.actions
access.actions -> access.tries
shell.icons -> resources
"""
REFUSED = """
base.log -> desk
paper.sheet -> trips.rules
shell.window -> custody.page
shell.rows -> desk
paper.sheet -> shell.fonts
database.engine -> desk
desk.desk -> access.store
custody.rules -> custody.store
custody.rules -> desk
trips.rules -> custody.rules
custody.store -> trips.store
custody.store -> custody.actions
custody.queries -> custody.store
custody.queries -> trips.queries
custody.actions -> trips.actions
custody.actions -> trips.store
trips.actions -> custody.steps
custody.forms -> custody.store
custody.page -> custody.store
custody.page -> trips.page
custody.page -> trips.actions
custody.page -> database.engine
custody.dialogs -> custody.tables
custody.dialogs -> custody.page
custody.actions -> shell.page
custody.page -> app.start
custody.rules -> custody.helper
visas.rules -> trips.rules
backups.page -> database.backup
backups.rules -> database.backup
custody.actions -> visas.rules
custody.steps -> custody.actions
custody.page -> paper.sheet
"""


def _pairs(text: str) -> list[list[str]]:
    return [line.split(" -> ") for line in text.split("\n") if line]


@pytest.mark.parametrize(("importer", "imported"), _pairs(ALLOWED))
def test_the_table_allows(importer: str, imported: str) -> None:
    assert refusal(f"travel_desk.{importer}", f"travel_desk.{imported}", DUTIES) == ""


@pytest.mark.parametrize(("importer", "imported"), _pairs(REFUSED))
def test_the_table_refuses(importer: str, imported: str) -> None:
    assert refusal(f"travel_desk.{importer}", f"travel_desk.{imported}", DUTIES)


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


PLANTED = {
    "Rules are plain Python": ("trips/rules.py", "import sqlalchemy\n"),
    "Only windows know Qt": ("trips/actions.py", "import PySide6.QtCore\n"),
    "A page holds no row, table or connection": ("trips/page/parts.py", "import sqlalchemy\n"),
    "Only migrations and their runner know Alembic": ("trips/actions.py", "import alembic\n"),
    "Each kind of file imports what the table gives it": (
        "trips/dialogs.py",
        "import travel_desk.access.actions\n",
    ),
    "A lower room never imports a higher one": ("access/actions.py", "import travel_desk.trips.rules\n"),
}


def test_each_contract_is_broken_by_its_planted_fault(tmp_path: Path) -> None:
    house = tmp_path / "travel_desk"
    for room in ("base", "database", "desk", "paper", "shell", "access", "trips", "trips/page"):
        (house / room).mkdir(parents=True)
        (house / room / "__init__.py").touch()
    for name in ("__init__", "__main__", "access/actions", "trips/rules", "trips/actions", "trips/dialogs"):
        (house / f"{name}.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "tests" / "house", tmp_path / "tests" / "house")
    sound = _lint(tmp_path)
    assert sound.returncode == 0, sound.stdout + sound.stderr

    for name, line in PLANTED.values():
        with (house / name).open("a") as file:
            file.write(line)
    broken = _lint(tmp_path)
    assert broken.returncode == 1
    assert {name for name in PLANTED if f"{name} BROKEN" in broken.stdout.replace("\n", " ")} == set(PLANTED)
