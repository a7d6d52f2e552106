"""The pinned PySide6 loses no references to None (6.12.0 on Python 3.11 loses one at nearly every call)."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1000


@pytest.mark.parametrize("call", [lambda label: label.setText("a word"), lambda label: label.parent()])
def test_calls_that_return_none_leave_its_references_alone(
    qtbot: QtBot, call: Callable[[QLabel], object]
) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call(label)
    # Other threads and caches may move the count by a handful, a leak moves it by one a call.
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
