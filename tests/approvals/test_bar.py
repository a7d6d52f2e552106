"""The decision bar in the whole window: its menu and keys, for which office it decides, and Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from tests.approvals import desk_work as work
from tests.approvals.conftest import Foot
from travel_desk.approvals import actions
from travel_desk.approvals.dialogs import RefuseDialog
from travel_desk.approvals.page import DecisionPanel, register
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.window import MainWindow
from travel_desk.trips import actions as trips
from travel_desk.trips import page as trips_page
from travel_desk.trips.page import TripsPage
from travel_desk.trips.rules import Kind as TripKind
from travel_desk.trips.rules import State, Traveller, TripDraft

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DECISIONS = ["Approve", "Approve With Conditions", "Send Back", "Refuse…"]


class Room:
    """An approver's window at the trips."""

    def __init__(self, bot: QtBot, desk: Desk, folder: Path) -> None:
        theme.apply("light", 13)
        self.bot, self.desk = bot, desk
        self.context = Context(desk, Settings(folder / "settings.json"), desk.clock, desk.may)
        trips_page.register(self.context)
        register(self.context)
        self.window = MainWindow(self.context, [TripsPage], user=desk.session.name)
        self.window.resize(1280, 800)
        bot.addWidget(self.window)
        with bot.waitActive(self.window):
            self.window.show()
        self.window.show_page("trips")
        self.rest()

    def rest(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.bot.waitUntil(lambda: not self.context.background.busy())
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def open(self, request: int) -> DecisionPanel:
        self.window.open_subject("request", request)
        self.rest()
        return self.panel()

    def panel(self) -> DecisionPanel:
        (found,) = self.window.findChildren(DecisionPanel)
        return found

    def menu(self) -> dict[str, QAction]:
        bar = self.window.menuBar()
        trip = next(a for a in bar.actions() if a.text() == "&Trip" and a.isVisible()).menu()
        assert isinstance(trip, QMenu)
        return {one.text(): one for one in trip.actions()}

    def enabled(self) -> list[str]:
        return [name for name in DECISIONS if self.menu()[name].isEnabled()]

    def press(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.window, key, KEYS)
        self.rest()

    def tick(self, at: int) -> None:
        boxes = [one for one in self.window.page("trips").findChildren(QCheckBox) if one.isVisible()]
        boxes[at].click()
        self.rest()


@pytest.fixture
def room(clerk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[Desk], Room]]:
    made: list[Room] = []

    def enter(desk: Desk) -> Room:
        made.append(Room(qtbot, desk, tmp_path))
        return made[-1]

    yield enter
    for one in made:
        for dialog in one.window.findChildren(QDialog):
            dialog.close()
        one.rest()
        one.context.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def said(inside: QWidget) -> str:
    return "\n".join(one.text() for one in inside.findChildren(QLabel) if one.isVisible())


def delegation(desk: Desk) -> list[int]:
    """Submit a trip of two travellers whose requests go the same way; return the requests' ids."""
    first = work.politician(desk)
    second = work.politician(desk, "Ада", "LOVE ADA", "D0000009")
    draft = TripDraft(
        kind=TripKind.CONFERENCE,
        purpose="Basin Waters Forum",
        host="Great Lakes Council",
        legs=work.KAMPALA,
        travellers=tuple(
            Traveller(one, leader=one == first, passport_id=_booklet(desk, one)) for one in (first, second)
        ),
        late_reason="Moved forward by the host.",
    )
    trip = trips.submit_trip(desk, draft).value
    return work.requests_of(desk, trip)


def _booklet(desk: Desk, person: int) -> int | None:
    from travel_desk.trips import reading

    with desk.read("see_trips") as connection:
        return reading.people(connection, [person])[person].booklets[0].id


def approve(desk: Desk, request: int) -> None:
    order = work.order(desk, request)
    actions.decide_approve(desk, request, work.facts(desk, request).version, order)


def test_the_decisions_stand_in_the_menu_with_their_keys(clerk: Desk, room: Callable[[Desk], Room]) -> None:
    one = work.submitted(clerk)
    here = room(work.approver(clerk))
    panel = here.open(one)
    assert here.enabled() == DECISIONS
    keys = [here.menu()[name].shortcut().toString() for name in DECISIONS]
    assert keys == ["Ctrl+Shift+A", "Ctrl+Shift+C", "Ctrl+Shift+S", "Ctrl+Shift+R"]
    assert "Deciding for: Head of Organisation" in said(panel)
    every = [
        action.shortcut().toString() for action in here.window.findChildren(QAction) if action.shortcut()
    ]
    assert [key for key in keys if every.count(key) != 1] == []


def test_the_keys_decide(clerk: Desk, room: Callable[[Desk], Room]) -> None:
    one, other, third = (
        work.submitted(clerk),
        work.submitted(clerk, work.politician(clerk, "Ада", "LOVE ADA", "D0000009")),
        work.submitted(clerk, work.politician(clerk, "Ян", "JAN YAN", "D0000010")),
    )
    here = room(work.approver(clerk))
    here.open(one)
    here.press(Qt.Key.Key_A)
    assert here.window.toast.isVisible()
    assert "Approved for Head of Organisation." in said(here.window.toast)
    panel = here.open(other)
    here.press(Qt.Key.Key_S)
    assert "what the traveller must correct" in panel.text_field.note.text()
    here.bot.keyClicks(panel.text, "No onward travel.")
    here.bot.keyClick(panel.text, Qt.Key.Key_C, KEYS)
    here.rest()
    kinds = [work.facts(clerk, id).stages[0].state.value for id in (one, other)]
    assert kinds == ["approved", "conditions"]
    here.open(third)
    here.press(Qt.Key.Key_R)
    assert here.window.findChildren(RefuseDialog)


def test_travellers_who_wait_at_different_offices_are_not_decided_as_one(
    clerk: Desk, room: Callable[[Desk], Room]
) -> None:
    first, second = delegation(clerk)
    head = work.approver(clerk)
    here = room(head)
    panel = here.open(first)
    assert here.enabled() == DECISIONS[:3]
    approve(head, first)
    here.context.announce({"requests"})
    here.rest()
    panel = here.panel()
    later = work.facts(clerk, first).open_stage
    assert later is not None
    assert f"different offices: {later.office_name}, Head of Organisation. Tick those of one" in said(panel)
    assert here.enabled() == []
    assert not panel.text.isVisible()
    here.press(Qt.Key.Key_A)
    assert work.facts(clerk, second).stages[0].state.value == "open"
    here.tick(0)
    assert "Deciding for: Head of Organisation" in said(panel)
    assert here.enabled() == DECISIONS
    here.press(Qt.Key.Key_A)
    assert work.facts(clerk, second).stages[0].state.value == "approved"


def test_who_spoke_for_one_office_is_told_why_the_next_is_decided_by_its_paper(
    clerk: Desk, room: Callable[[Desk], Room]
) -> None:
    one = work.submitted(clerk)
    head = work.approver(clerk)
    approve(head, one)
    panel = room(head).open(one)
    later = work.facts(clerk, one).open_stage
    assert later is not None
    assert f"Deciding for: {later.office_name}" in said(panel)
    assert "You decided for Head of Organisation yourself" in said(panel)


def test_a_clerk_is_told_who_decides_and_has_no_decision_to_make(
    clerk: Desk, open_foot: Callable[[Desk], Foot]
) -> None:
    one = work.submitted(clerk)
    panel = open_foot(clerk).panel(one)
    assert "Waits for a decision of: Head of Organisation. Your role enters no decisions." in said(panel)
    assert not panel.text.isVisible()
    assert not any(deed.isEnabled() for deed in panel.deeds())


def test_a_delegation_with_two_slips_due_and_one_office_to_go_says_both(
    clerk: Desk, open_foot: Callable[[Desk], Foot]
) -> None:
    head = work.approver(clerk)
    persons = [("Ада", "LOVE ADA", "D0000009"), ("Ян", "JAN YAN", "D0000010"), ("Ия", "IYA", "D0000011")]
    first, second, third = (work.submitted(clerk, work.politician(clerk, *one)) for one in persons)
    work.approve_all(head, first)
    work.approve_all(head, second)
    panel = open_foot(clerk).panel(first, second, third)
    assert "Waits for a decision of: Head of Organisation" in said(panel)
    assert "\n2 slips can be issued." in said(panel)


def test_several_that_were_decided_meanwhile_can_be_decided_again(foot: Foot, clerk: Desk) -> None:
    first = work.submitted(clerk)
    second = work.submitted(clerk, work.politician(clerk, "Ада", "LOVE ADA", "D0000009"))
    panel = foot.panel(first, second)
    head = factory.at(clerk, Role.APPROVER)
    approve(head, first)
    approve(head, second)
    foot.press(panel.approve)
    assert len(foot.toasts) == 2
    assert "Meanwhile" in foot.toasts[0]
    assert panel.approve.isEnabled()
    assert work.facts(clerk, first).state is State.IN_APPROVAL


def test_tab_leaves_the_bar_and_comes_round_the_window(clerk: Desk, room: Callable[[Desk], Room]) -> None:
    first, _ = delegation(clerk)
    here = room(work.approver(clerk))
    panel = here.open(first)
    begin: QWidget = panel.particulars.scans.attach
    begin.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while len(seen) < 80 and begin not in seen:
        at = QApplication.focusWidget()
        assert at is not None
        here.bot.keyClick(at, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now)
    assert begin in seen
    page = here.window.page("trips")
    assert isinstance(page, TripsPage)
    assert any(panel.isAncestorOf(one) for one in seen)
    assert {page.table, page.search, here.window.sidebar.main, panel.text} <= set(seen)
