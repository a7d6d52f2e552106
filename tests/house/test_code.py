"""The shape of the code: sizes, docstrings, one clock, no object mapper."""

from __future__ import annotations

import ast

import pytest

from tests.house import scan

MOST_LINES = 400
CLOCK = frozenset({"travel_desk/base/clock.py"})
# A migration is the list of a table's columns and checks; cutting it up would make it no clearer.
MIGRATIONS = "travel_desk/database/migrations/versions/"
ALL = ("travel_desk", "tests", "packaging")


def test_only_the_clock_asks_what_time_it_is() -> None:
    assert scan.faults(scan.clock_calls, "travel_desk", but=CLOCK) == []


@pytest.mark.parametrize(
    "line", ["datetime.now(UTC)", "date.today()", "datetime.datetime.utcnow()", "time.time()"]
)
def test_a_planted_question_for_the_time_is_found(line: str) -> None:
    assert list(scan.clock_calls(ast.parse(line)))


@pytest.mark.parametrize("line", ["clock.now()", "desk.today()", "time.monotonic()", "deed.now"])
def test_asking_the_clock_passes(line: str) -> None:
    assert not list(scan.clock_calls(ast.parse(line)))


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = {}
    for path in scan.python_files(*ALL):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES:
            long[path.relative_to(scan.ROOT).as_posix()] = lines
    assert long == {}


def test_no_function_is_longer_than_fifty_lines() -> None:
    found = scan.faults(scan.long_functions, *ALL)
    assert [fault for fault in found if not fault.startswith(MIGRATIONS)] == []


def test_a_planted_long_function_is_found() -> None:
    body = "\n".join(f"    a = {n}" for n in range(50))
    assert list(scan.long_functions(ast.parse(f"def f():\n{body}")))
    assert not list(scan.long_functions(ast.parse(f'def f():\n    """What.\n\n    Why."""\n{body[10:]}')))


def test_every_module_and_public_function_says_what_it_is() -> None:
    assert scan.faults(scan.missing_docstrings, "travel_desk", "packaging") == []


def test_a_planted_bare_function_is_found() -> None:
    source = (
        '"""Module."""\nclass A:\n    """A."""\n    def b(self): pass\n    def d(self): ...\ndef _c(): ...\n'
    )
    assert [line for line, _ in scan.missing_docstrings(ast.parse(source))] == [4]
    assert list(scan.missing_docstrings(ast.parse("x = 1")))


def test_nothing_maps_rows_to_objects() -> None:
    assert scan.faults(scan.mapped_objects, "travel_desk") == []
    assert list(scan.mapped_objects(ast.parse("from sqlalchemy.orm import Session")))
    assert list(scan.mapped_objects(ast.parse("import sqlalchemy.orm")))
