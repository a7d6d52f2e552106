"""`travel_desk import officials FILE`, as a person at a terminal does it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import factory
from tests.staff_lists.desk_work import JULE, LAYLA, WATER, write
from travel_desk.__main__ import main
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.staff_lists import queries

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the desk; returns exit code, output, what stands on the error output."""
    desk.close()

    def runs(*arguments: object, user: str = "clerk") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(factory.PASSWORD + "\n"))
        told = ["--desk", desk.folder, "import", "officials", "--user", user, *arguments]
        code = main([str(one) for one in told])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def _json(said: tuple[int, str, str]) -> dict[str, Any]:
    assert said[0] == 0, said
    found: dict[str, Any] = json.loads(said[1])
    return found


def test_a_dry_run_says_all_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [LAYLA, (*JULE[:3], "soon", *JULE[4:])])
    found = _json(run(path, "--dry-run", "--json"))
    assert found["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "unsure": 0, "faulty": 1}
    assert found["faulty"][0]["row"] == 3
    assert found["faulty"][0]["problems"][0]["field"] == "birth_date"
    code, out, _ = run(path, "--dry-run")
    assert code == 0
    assert "1 new, 0 changed, 0 unchanged, 0 unsure, 1 faulty. Nothing was written." in out
    assert "Row 3: “soon” is not a date" in out


def test_a_list_is_taken_in_and_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [LAYLA, (*JULE[:3], "soon", *JULE[4:])])
    found = _json(run(path, "--json", "--source", WATER, "--day", "2026-11-01"))
    assert len(found["added"]) == 1
    assert found["repair_list"] == 1
    again = run(write(tmp_path / "list.csv", [LAYLA]), "--mapping", WATER, "--source", WATER)
    assert "Nothing changed: the register has all 1 rows as they are." in again[1]
    desk = factory.log_in(tmp_path / "desk", Role.CLERK.value)
    assert queries.repair_lists(desk)[0].rows == 1
    desk.close()


def test_ambiguous_dates_are_asked(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [(*LAYLA[:3], "05/06/1979", *LAYLA[4:])])
    code, _, err = run(path)
    assert code == 1
    assert "Date of birth" in err
    assert "--dates" in err
    assert _json(run(path, "--dates", "month_first", "--json"))["counts"]["new"] == 1


def test_a_mapping_is_named_by_its_file(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [("HADDAD", "x")], ("First", "Second"))
    assert run(path)[0] == 1
    mapping = _json(run(write(tmp_path / "other.csv", [LAYLA]), "--dry-run", "--json"))["mapping"]
    mapping["columns"] = [{"title": "First", "field": "surname", "dates": ""}]
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(mapping), encoding="utf-8")
    assert _json(run(path, "--mapping", file, "--dry-run", "--json"))["counts"]["new"] == 1
    file.write_text("{", encoding="utf-8")
    assert run(path, "--mapping", file)[0] == 2
    file.write_text("{}", encoding="utf-8")
    assert "no mapping of columns" in run(path, "--mapping", file)[2]
    assert "no source and no file" in run(path, "--mapping", "nowhere")[2]
    assert "is no day" in run(path, "--mapping", file, "--day", "soon")[2] or run(path, "--day", "x")[0] == 1


def test_who_may_not_is_refused(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [LAYLA])
    code, _, err = run(path, user="approver")
    assert code == 1
    assert "Your role may not do this" in err
    assert run(tmp_path / "none.csv")[0] == 2
