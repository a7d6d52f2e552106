"""The report of a defect ends, whatever the error says of its own cause."""

from __future__ import annotations

from travel_desk.shell.defect import report


def test_an_error_that_is_its_own_cause_is_reported_once() -> None:
    error = ValueError("a name that must not be told")
    error.__cause__ = error
    said = report(error)
    assert said.count("ValueError") == 1
    assert "a name" not in said
