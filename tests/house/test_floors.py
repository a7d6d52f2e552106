"""The floors of coverage: what must be whole, and what is said where it is not."""

from __future__ import annotations

import importlib.util

import pytest

from tests.house.scan import ROOT

_spec = importlib.util.spec_from_file_location("coverage_floors", ROOT / "packaging" / "coverage_floors.py")
assert _spec
assert _spec.loader
floors = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(floors)


def _report(
    path: str, lines: list[int], branches: list[list[int]], percent: float = 95.0
) -> dict[str, object]:
    summary = {"missing_lines": len(lines), "missing_branches": len(branches)}
    file = {"summary": summary, "missing_lines": lines, "missing_branches": branches}
    return {"files": {path: file}, "totals": {"percent_covered": percent}}


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("travel_desk/custody/rules.py", True),
        ("travel_desk/trips/actions/submit.py", True),
        ("travel_desk/papers/steps.py", True),
        ("travel_desk/custody/store.py", False),
        ("travel_desk/app/assistant/steps.py", False),
        ("travel_desk/founding.py", False),
        ("travel_desk/mrz/reader.py", True),
    ],
)
def test_decisions_and_deeds_are_whole(path: str, whole: bool) -> None:
    assert floors.is_whole(path) is whole
    assert bool(floors.faults(_report(path, [7], []))) is whole
    assert bool(floors.faults(_report(path, [], [[7, 9]]))) is whole


def test_the_lines_that_are_missing_are_named() -> None:
    assert floors.faults(_report("travel_desk/custody/rules.py", [7, 8], [[7, 9]])) == [
        "travel_desk/custody/rules.py: not tested: lines 7, 8; branches 7->9"
    ]


def test_the_whole_must_reach_its_floor() -> None:
    assert floors.faults(_report("travel_desk/shell/page.py", [1], [], 89.9)) == [
        "overall: 89.9 % is under 90 %"
    ]
    assert floors.faults(_report("travel_desk/shell/page.py", [1], [], 90.0)) == []
