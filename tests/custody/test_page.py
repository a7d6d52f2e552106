"""The page of passports and its dialogs, used with mouse and keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tests import factory
from tests.custody.booklets import ZONE
from tests.custody.conftest import Window
from tests.custody.counter import NUMBER, approved_trip
from tests.trips import people
from travel_desk.base.roles import Role
from travel_desk.custody import queries
from travel_desk.custody.dialogs import (
    BringBackDialog,
    GiveBackDialog,
    HandOutDialog,
    TakeInDialog,
)
from travel_desk.custody.page.sections import find
from travel_desk.custody.rules import BookletState, GroundKind, Kind, State, Use


def state(window: Window) -> State:
    at = window.at
    return queries.custody_of(at.desk, at.passport).state(at.desk.today())


def test_a_passport_goes_in_out_back_and_home_by_mouse_and_keys(window: Window) -> None:
    at = window.at
    approved_trip(at.desk, at.person, at.passport)
    window.choose()
    taking = window.do("Take In…", TakeInDialog)
    taking.text.set_value("order 2026-14")
    taking.article.set_value("Travel Abroad Act, article 8(1)")
    window.scan(taking, NUMBER)
    assert taking.primary_button.hasFocus()
    window.done(taking)
    assert state(window) is State.IN_CUSTODY
    assert window.toasts == ["Taken in. Receipt TD-H-2026-000001 prints in two copies."]
    [(kind, paper)] = window.papers().opened
    assert (kind, paper) == ("paper", queries.movements(at.desk, at.passport)[0].receipt_id)

    window.choose()
    handing = window.do("Hand Out…", HandOutDialog)
    assert handing.due.day() == date(2026, 11, 16)
    window.scan(handing, ZONE)
    assert "check digits right" in window.said(handing)
    window.done(handing)
    assert state(window) is State.HANDED_OUT

    window.choose()
    bringing = window.do("Bring Back…", BringBackDialog)
    bringing.use.set_value(Use.UNUSED)
    bringing.state.set_value(BookletState.WORN)
    window.scan(bringing, NUMBER.lower())
    window.done(bringing)
    window.choose()
    assert "Brought back, Safe 1, A-01" in window.said(window.page.detail)

    giving = window.do("Give Back…", GiveBackDialog)
    giving.text.set_value("decision 7/2026")
    window.scan(giving, NUMBER)
    window.done(giving)
    assert [one.kind for one in queries.movements(at.desk, at.passport)] == [
        Kind.TAKE_IN, Kind.HAND_OUT, Kind.BRING_BACK, Kind.GIVE_BACK,
    ]  # fmt: skip


def test_what_is_late_says_so(window: Window) -> None:
    at = window.at
    trip = approved_trip(at.desk, at.person, at.passport)
    at.take_in()
    at.hand_out(trip)
    at.clock.forward(days=14)
    window.context.announce({"custody"})
    window.choose()
    assert "It was due back on Mon 16 Nov 2026, 3 days ago." in window.said(window.page.detail)
    bringing = window.do("Bring Back…", BringBackDialog)
    window.scan(bringing, NUMBER)
    window.done(bringing)
    at.clock.forward(days=200)
    window.context.announce({"custody"})
    window.choose()
    assert "The ground lapsed on Wed 5 May 2027. Give the passport back." in window.said(window.page.detail)
    giving = window.do("Give Back…", GiveBackDialog)
    assert giving.why.value() is GroundKind.LAPSED
    assert giving.text.value() == "review due Wed 5 May 2027"


def test_a_person_shows_the_movements_of_their_passports(window: Window) -> None:
    at = window.at
    trip = approved_trip(at.desk, at.person, at.passport)
    [section] = window.context.sections.make(window.context, "person", at.person)
    window.bot.addWidget(section)
    window.rest()
    assert section.isHidden()
    at.take_in()
    at.hand_out(trip)
    at.bring_back()
    at.give_back()
    [section] = window.context.sections.make(window.context, "person", at.person)
    window.bot.addWidget(section)
    window.bot.waitUntil(lambda: not section.isHidden())
    assert "Movements of D0081426" in window.said(section)
    window.rest()


def deed(window: Window, kind: str, id: int, text: str, parent: QWidget) -> QAction:
    return next(a for a in window.context.deeds.make(window.context, kind, id, parent) if a.text() == text)


def test_handovers_are_begun_from_a_person_a_request_and_a_passport(window: Window) -> None:
    at = window.at
    trip = approved_trip(at.desk, at.person, at.passport)
    parent = QWidget(window.main)
    deed(window, "person", at.person, "Hand Out…", parent).trigger()
    window.bot.waitUntil(lambda: bool(window.toasts))
    assert window.toasts[-1] == "Diplomatic D0081426 is with the holder. Take it in first."
    deed(window, "person", at.person, "Take In…", parent).trigger()
    window.dialog(TakeInDialog).reject()
    at.take_in()
    deed(window, "request", trip, "Bring Back…", parent).trigger()
    window.bot.waitUntil(lambda: len(window.toasts) == 2)
    assert window.toasts[-1] == "Diplomatic D0081426 is in custody already, in Safe 1, A-01."
    deed(window, "request", trip, "Hand Out…", parent).trigger()
    assert window.dialog(HandOutDialog).trip.value() == trip
    window.dialog(HandOutDialog).reject()
    at.hand_out(trip)
    deed(window, "passport", at.passport, "Bring Back…", parent).trigger()
    window.dialog(BringBackDialog).reject()
    deed(window, "person", at.person, "Hand Out…", parent).trigger()
    window.bot.waitUntil(lambda: len(window.toasts) == 3)
    assert window.toasts[-1] == "Diplomatic D0081426 is handed out, due back Mon 16 Nov 2026."
    deed(window, "request", 99, "Hand Out…", parent).trigger()
    window.bot.waitUntil(lambda: len(window.toasts) == 4)
    nobody = people.official(at.desk, "Bo", "BO BO", expires=None)
    deed(window, "person", nobody, "Take In…", parent).trigger()
    window.bot.waitUntil(lambda: len(window.toasts) == 5)
    assert "Add it first" in window.toasts[-1]


def test_of_several_passports_one_is_chosen(window: Window) -> None:
    at = window.at
    people.booklet(at.desk, at.person, "S0299999", date(2031, 1, 1), "service")
    parent = QWidget(window.main)
    parent.resize(100, 100)
    parent.show()
    deed(window, "person", at.person, "Take In…", parent).trigger()
    window.bot.waitUntil(lambda: bool(parent.findChildren(QMenu)))
    menu = parent.findChildren(QMenu)[0]
    assert [action.text() for action in menu.actions()] == ["Diplomatic D0081426", "Service S0299999"]
    menu.actions()[1].trigger()
    assert window.dialog(TakeInDialog).case.custody.booklet.number == "S0299999"


def test_a_clerk_is_offered_no_handover(window: Window) -> None:
    clerk = factory.at(window.at.desk, Role.CLERK)
    window.context._allowed = clerk.may
    assert window.context.deeds.make(window.context, "person", window.at.person, window.main) == []
    clerk.close()


def test_passports_are_found_by_number_from_anywhere(window: Window) -> None:
    [found] = find(window.at.desk, "D0081")
    assert (found.kind, found.title, found.subtitle) == (
        "passport",
        NUMBER,
        "Diplomatic passport of ليلى الحدّاد",
    )


def test_the_list_filters_by_where_a_passport_is(window: Window) -> None:
    at = window.at
    at.take_in()
    window.context.announce({"custody"})
    window.rest()
    page = window.page
    page.filter_bar.set_key("overdue")
    page.reload(frozenset({"custody"}))
    window.rest()
    assert page.model.rowCount() == 0
    page.filter_bar.set_key("in_custody")
    page.reload(frozenset({"custody"}))
    window.bot.waitUntil(lambda: page.model.rowCount() == 1)
    window.rest()
    texts = [page.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(4)]
    assert texts == [
        "ليلى الحدّاد, HADDAD LAYLA", "D0081426, Diplomatic", "In custody", "Safe 1, A-01, review 5 May 2027",
    ]  # fmt: skip


def test_a_desk_without_passports_says_where_they_come_from(window: Window) -> None:
    empty = window.page.empty()
    window.bot.addWidget(empty)
    assert "Officials" in window.said(empty)
