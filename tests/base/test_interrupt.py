"""A newer question stops an older one."""

from __future__ import annotations

from travel_desk.base.interrupt import Interrupt


def test_work_that_was_bound_is_stopped() -> None:
    stopped: list[str] = []
    interrupt = Interrupt()
    interrupt.bind(lambda: stopped.append("stopped"))
    assert not interrupt.is_interrupted
    interrupt.interrupt()
    assert interrupt.is_interrupted
    assert stopped == ["stopped"]


def test_work_that_binds_after_the_interrupt_is_stopped_at_once() -> None:
    stopped: list[str] = []
    interrupt = Interrupt()
    interrupt.interrupt()
    interrupt.bind(lambda: stopped.append("late"))
    assert stopped == ["late"]


def test_work_that_is_over_is_not_stopped() -> None:
    stopped: list[str] = []
    interrupt = Interrupt()
    interrupt.bind(lambda: stopped.append("stopped"))
    interrupt.release()
    interrupt.interrupt()
    assert stopped == []
