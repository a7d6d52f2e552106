"""A row that may be either of two namesakes: somebody says which one, nothing is taken for granted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from tests.staff_lists.desk_work import LAYLA, dossier, register, take_rows, write
from tests.staff_lists.test_dialogs import Window, begin, open_repairs, window
from travel_desk.base.partial import PartialDate
from travel_desk.desk import Desk
from travel_desk.officials import actions as officials
from travel_desk.officials.rules import PersonOrder, PostOrder, Registration
from travel_desk.staff_lists.rules import State

__all__ = ["window"]


def namesakes(desk: Desk) -> tuple[int, int]:
    """Register two of one name and birth date."""
    first = register(desk, 1, personnel_number="PN-8")
    person = PersonOrder("", "AL HADDAD", "LAYLA", PartialDate(1979, 3, 14), "UTO", "PN-9")
    posts = (PostOrder(1, "Cook", date(2020, 1, 1)),)
    order = Registration(person, posts, not_same_as=frozenset({first}))
    return first, officials.register_person(desk, order).value


def test_which_of_two_namesakes_is_meant_is_asked_in_the_repair_list(window: Window, tmp_path: Path) -> None:
    first, second = namesakes(window.desk)
    take_rows(window.desk, tmp_path, LAYLA)
    repair = open_repairs(window)
    repair.same.trigger()
    assert not repair.do.isEnabled()
    choose_second(repair)
    window.qtbot.waitUntil(repair.do.isEnabled)
    window.click(repair.primary_button)
    window.quiet()
    assert dossier(window.desk, first).person.personnel_number == "PN-8"
    assert dossier(window.desk, second).person.personnel_number == "PN-1"


def test_which_of_two_namesakes_is_meant_is_asked_in_the_check(window: Window, tmp_path: Path) -> None:
    _, second = namesakes(window.desk)
    dialog = begin(window, write(tmp_path / "list.csv", [LAYLA]))
    window.next(dialog)
    window.next(dialog)
    window.qtbot.waitUntil(lambda: dialog.check.judgement is not None)
    check = dialog.check
    check.bar._press(next(b for b in check.bar._buttons if b.choice.key == State.UNSURE.value))
    window.click(check.buttons[check.all_same])
    window.quiet()
    assert check.judgement is not None
    assert len(check.judgement.of(State.UNSURE)) == 1
    window.click(check.buttons[check.same])
    choose_second(check)
    window.qtbot.waitUntil(lambda: bool(check.judgement and check.judgement.of(State.CHANGED)))
    [changed] = check.judgement.of(State.CHANGED)
    assert [one.id for one in changed.candidates] == [second]


def choose_second(over: QWidget) -> None:
    """Choose the second one of the menu."""
    [menu] = [one for one in over.findChildren(QMenu) if one.isVisible()]
    assert ["PN-8" in one.text() for one in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    menu.close()
