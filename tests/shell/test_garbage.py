"""Reference cycles are collected in the window's thread, never in one of the background."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from travel_desk.shell.background import Background
from travel_desk.shell.garbage import Collector, collect


class _Cycle(QObject):
    def __init__(self, died: list[str]) -> None:
        super().__init__()
        self.me = self
        weakref.finalize(self, lambda: died.append(threading.current_thread().name))


def _litter() -> int:
    return len([[number] for number in range(20_000)])


def test_a_cycle_dies_in_the_window_s_thread(qtbot: QtBot) -> None:
    died: list[str] = []
    background = Background()
    _Cycle(died)
    done: list[int] = []
    background.read(_litter, done=done.append, owner=background)
    qtbot.waitUntil(lambda: bool(done))
    assert died == []
    assert not gc.isenabled()
    [_Cycle([]) for _ in range(1000)]
    collect()
    qtbot.waitUntil(lambda: bool(died))
    assert died == [threading.main_thread().name]
    background.close()
    assert gc.isenabled()


def test_the_last_one_to_end_lets_python_collect_again(qtbot: QtBot) -> None:
    holder = QObject()
    one, other = Collector(holder), Collector(holder)
    one.end()
    one.end()
    assert not gc.isenabled()
    other.end()
    assert gc.isenabled()
