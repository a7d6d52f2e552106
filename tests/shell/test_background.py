"""Writes go one after the other; a newer read drops the older; nobody is called in a dead widget's name."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from travel_desk.base import interrupt
from travel_desk.base.interrupt import Interrupt
from travel_desk.shell.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_writes_are_done_in_the_order_in_which_they_were_asked_for(
    qtbot: QtBot, background: Background
) -> None:
    done: list[int] = []
    threads: set[str] = set()
    for number in range(20):
        background.write(lambda n=number: threads.add(threading.current_thread().name) or n, done=done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))
    assert len(threads) == 1


def test_answers_come_on_the_thread_of_the_window(qtbot: QtBot, background: Background) -> None:
    seen: list[threading.Thread] = []
    background.read(lambda: 1, done=lambda _: seen.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.main_thread()]


def test_a_newer_question_interrupts_the_older_one_and_drops_its_answer(
    qtbot: QtBot, background: Background
) -> None:
    started, stopped = threading.Event(), threading.Event()
    answers: list[str] = []

    def long_search() -> str:
        current = interrupt.current.get()
        assert current is not None
        current.bind(stopped.set)
        started.set()
        stopped.wait(5)
        return "old"

    background.read(long_search, done=answers.append, channel="search")
    assert started.wait(5)
    background.read(lambda: "new", done=answers.append, channel="search")
    qtbot.waitUntil(lambda: not background.busy())
    assert stopped.is_set()
    assert answers == ["new"]


def test_an_error_is_handed_to_who_asked(qtbot: QtBot, background: Background) -> None:
    errors: list[Exception] = []

    def fails() -> None:
        raise OSError("disk")

    background.read(fails, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], OSError)


def test_the_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, background: Background) -> None:
    gate, answers = threading.Event(), []
    owner = QWidget()
    background.read(lambda: gate.wait(5), done=answers.append, owner=owner)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not background.busy())
    assert answers == []


def test_the_owner_of_a_method_is_the_object_it_belongs_to(qtbot: QtBot, background: Background) -> None:
    class Asker(QObject):
        said: list[int] = []

        def take(self, value: int) -> None:
            self.said.append(value)

    gate = threading.Event()
    asker = Asker()
    background.read(lambda: gate.wait(5) and 1, done=asker.take)
    delete(asker)
    gate.set()
    qtbot.waitUntil(lambda: not background.busy())
    assert Asker.said == []


def test_closing_waits_for_the_write_and_delivers_nothing_more(qtbot: QtBot) -> None:
    background = Background()
    gate, written, told = threading.Event(), [], []
    background.write(lambda: gate.wait(5) and written.append("deed"), done=told.append)
    threading.Timer(0.05, gate.set).start()
    background.close()
    assert written == ["deed"]
    background.write(lambda: written.append("late"))
    assert written == ["deed"]
    assert told == []


def test_it_tells_when_it_falls_idle(qtbot: QtBot, background: Background) -> None:
    with qtbot.waitSignals([background.idle_changed, background.idle_changed]):
        background.read(lambda: 1)
    assert not background.busy()


def test_an_interrupt_bound_too_late_is_told_at_once() -> None:
    calls: list[str] = []
    work = Interrupt()
    work.interrupt()
    work.bind(lambda: calls.append("stop"))
    assert calls == ["stop"]
    assert work.is_interrupted


def test_an_interrupt_after_the_work_ended_stops_nobody_else() -> None:
    calls: list[str] = []
    work = Interrupt()
    work.bind(lambda: calls.append("stop"))
    work.release()
    work.interrupt()
    assert calls == []


def test_a_panic_of_compiled_code_is_told_to_who_waits(qtbot: QtBot, background: Background) -> None:
    class Panic(BaseException):
        """What pyo3 raises where Rust code gives up: no Exception."""

    def give_up() -> None:
        raise Panic("a\0b")

    failed: list[Exception] = []
    background.write(give_up, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0]) == "Panic"
    assert not background.busy()
