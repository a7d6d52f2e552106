"""A deed is done, announced, can be taken back; a refusal is a sentence, a defect a report."""

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from tests.shell.conftest import NAMES, Changed, Desk, Undo, World
from travel_desk.base.message import Refused, msg
from travel_desk.shell.context import Said


def hand_out(desk: Desk, number: str) -> Changed:
    desk.done.append(number)
    return Changed({"custody"}, number, Undo(msg("Passport handed out."), take_back, (number,)))


def take_back(desk: Desk, number: str) -> Changed:
    desk.done.remove(number)
    return Changed({"custody"})


def refuse(desk: Desk) -> Changed:
    raise Refused(msg("The safe is locked. Ask the custodian."), field="place")


def break_down(desk: Desk) -> Changed:
    raise KeyError(NAMES[0][1])


def test_a_deed_is_done_then_announced_and_can_be_taken_back(world: World) -> None:
    told: list[object] = []
    world.context.changed.connect(lambda subjects: told.append(subjects))
    world.context.run(hand_out, "D0081426", done=told.append)
    world.rest()
    assert told == ["D0081426", frozenset({"custody", "journal"})]
    text, undo = world.toasts[-1]
    assert text == "Passport handed out."
    assert undo is not None
    undo()
    world.rest()
    assert world.desk.done == []
    assert told[-1] == frozenset({"custody", "journal"})


def test_a_deed_is_announced_even_when_its_dialog_is_gone(world: World) -> None:
    told: list[object] = []
    world.context.changed.connect(told.append)
    owner = QWidget()
    world.context.run(hand_out, "D1", done=told.append, owner=owner)
    delete(owner)
    world.rest()
    assert told == [frozenset({"custody", "journal"})]


def test_a_refusal_goes_to_who_asked(world: World) -> None:
    said: list[Said] = []
    world.context.run(refuse, refused=said.append)
    world.rest()
    assert str(said[0].message) == "The safe is locked. Ask the custodian."
    assert said[0].field == "place"


def test_a_refusal_that_nobody_takes_is_a_toast(world: World) -> None:
    world.context.run(refuse)
    world.rest()
    assert world.toasts == [("The safe is locked. Ask the custodian.", None)]


@pytest.mark.expects_log
def test_a_defect_is_logged_without_its_values_and_reported(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    defects: list[Exception] = []
    said: list[Said] = []
    world.context.defect.connect(defects.append)
    world.context.run(break_down, refused=said.append)
    world.rest()
    assert isinstance(defects[0], KeyError)
    assert "report" in str(said[0].message)
    assert "KeyError" in caplog.text
    assert "LAYLA" not in caplog.text


@pytest.mark.expects_log
def test_a_query_that_breaks_down_is_reported_too(world: World) -> None:
    defects: list[Exception] = []
    world.context.defect.connect(defects.append)
    world.context.read(break_down, done=defects.append)
    world.rest()
    assert len(defects) == 1


def test_a_read_gets_its_answer_and_work_without_desk_as_well(world: World) -> None:
    answers: list[int] = []
    world.context.read(lambda desk, more: desk.count + more, 2, done=answers.append)
    world.context.compute(lambda a: a * 2, 4, done=answers.append)
    world.rest()
    assert sorted(answers) == [8, 10]


def test_drafts_are_kept_loaded_and_forgotten(world: World) -> None:
    loaded: list[object] = []
    world.context.draft_save("trip", "new", {"purpose": "forum"})
    world.context.draft_load("trip", "new", loaded.append)
    world.context.draft_discard("trip", "new")
    world.context.draft_load("trip", "new", loaded.append)
    world.rest()
    assert loaded == [{"purpose": "forum"}, None]


def test_settling_keeps_drafts_first_and_waits_for_the_writer(world: World) -> None:
    order: list[str] = []
    world.context.locking.connect(lambda: order.append("drafts"))
    world.context.run(lambda _desk: order.append("deed"))
    world.context.settle(lambda: order.append("lock"))
    world.rest()
    assert order[-1] == "lock"
    assert set(order) == {"drafts", "deed", "lock"}


def test_permission_is_asked_of_the_app(world: World, denied: set[str]) -> None:
    denied.add("hand_out")
    assert not world.context.allowed("hand_out")
    assert world.context.allowed("see_trips")


def test_nothing_changed_is_not_announced(world: World) -> None:
    told: list[object] = []
    world.context.changed.connect(told.append)
    world.context.announce(())
    assert told == []
