"""What is not imported before the login window is painted, since the clerk would wait for it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from tests.house.scan import ROOT

SLOW = [
    "sqlalchemy",
    "alembic",
    "reportlab",
    "pyhanko",
    "openpyxl",
    "pikepdf",
    "pkcs11",
    "uharfbuzz",
    "fontTools",
]


def _imported_by(module: str) -> set[str]:
    listed = subprocess.run(
        [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name.split(".")[0] for name in listed.stdout.split()}


@pytest.mark.parametrize("module", ["travel_desk.__main__", "travel_desk.commands"])
def test_a_command_imports_no_window_and_nothing_slow(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip("not written yet")
    assert _imported_by(module) & {*SLOW, "PySide6", "sqlcipher3"} == set()


@pytest.mark.parametrize("module", ["travel_desk.app", "travel_desk.app.start"])
def test_the_login_window_waits_for_nothing_slow(module: str) -> None:
    if (
        not (ROOT / "travel_desk" / "app" / "__init__.py").exists()
        or importlib.util.find_spec(module) is None
    ):
        pytest.skip("not written yet")
    assert _imported_by(module) & set(SLOW) == set()


def test_the_worker_that_imports_while_one_types_imports_no_window() -> None:
    code = (
        "import sys; from travel_desk.app.warming import WINDOWS, import_deeds; before = set(sys.modules);"
        "import_deeds(); new = set(sys.modules) - before;"
        "print(*(m for m in new if m.startswith('PySide6') or m in WINDOWS))"
    )
    listed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert listed.stdout.split() == []
