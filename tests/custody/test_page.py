"""The page of passports and its dialogs, used with mouse and keys."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from tests.custody.booklets import ZONE
from tests.custody.conftest import Window
from tests.custody.counter import HELD_ON, NUMBER, REVIEW, approved_trip
from tests.trips import people
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.custody import actions, queries
from travel_desk.custody.dialogs import (
    BringBackDialog,
    GiveBackDialog,
    HandOutDialog,
    SafesDialog,
    TakeInDialog,
)
from travel_desk.custody.dialogs.booklet import Verdict
from travel_desk.custody.page.sections import find
from travel_desk.custody.rules import BookletState, GroundKind, Handling, Kind, State, TakeIn, Use
from travel_desk.shell.context import Context


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


def test_the_wrong_booklet_is_blocked_with_both_shown_side_by_side(window: Window) -> None:
    at = window.at
    approved_trip(at.desk, at.person, at.passport)
    other = people.official(at.desk, "Ελένη Μαυρίδη", "MAVRIDI ELENI", number="D0081462")
    at.take_in()
    window.choose()
    dialog = window.do("Hand Out…", HandOutDialog)
    window.scan(dialog, "D0081462")
    window.bot.waitUntil(lambda: dialog.check.seen is not None)
    said = window.said(dialog)
    assert dialog.check.verdict is Verdict.OTHER
    for words in (
        "This is booklet D0081462, not D0081426.", "Two signs of the number are swapped: 26 and 62.",
        "It belongs to MAVRIDI ELENI.", "HADDAD LAYLA", "MAVRIDI ELENI", "Not the same",
    ):  # fmt: skip
        assert words in said
    assert not dialog.primary_button.isEnabled()
    assert dialog.default_button is dialog.secondary_button
    assert dialog.secondary_button.text() == "Keep in Safe"
    [row] = queries.passports_of(at.desk, other)
    window.click(dialog, "Open Its Passport")
    window.bot.waitUntil(lambda: window.page.subject_id == row.id)
    assert at.version() == 1


def test_a_scan_of_what_is_no_booklet_says_so_and_waits(window: Window) -> None:
    at = window.at
    at.take_in()
    window.choose()
    dialog = window.do("Give Back…", GiveBackDialog)
    window.scan(dialog, "D00")
    assert dialog.check.verdict is Verdict.NOTHING
    window.scan(dialog, "???????")
    assert dialog.check.verdict is Verdict.UNREADABLE
    assert "no passport number" in window.said(dialog)
    window.scan(dialog, "Z9999999")
    assert "not in the register" in window.said(dialog)
    window.scan(dialog, NUMBER)
    assert dialog.check.verdict is Verdict.SAME
    window.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert at.version() == 1


def test_enter_keeps_the_booklet_in_the_safe_until_the_right_one_is_in_the_hand(window: Window) -> None:
    at = window.at
    at.take_in()
    window.choose()
    dialog = window.do("Give Back…", GiveBackDialog)
    dialog.text.setFocus()
    window.bot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert at.version() == 1


def test_without_an_approved_trip_nothing_is_handed_out(window: Window) -> None:
    at = window.at
    at.take_in()
    window.choose()
    dialog = window.do("Hand Out…", HandOutDialog)
    window.scan(dialog, NUMBER)
    assert "No approved trip of the holder is near." in window.said(dialog)
    assert not dialog.primary_button.isEnabled()


def test_a_trip_outside_its_window_says_from_when_on(window: Window) -> None:
    at = window.at
    approved_trip(at.desk, at.person, at.passport, leaves=date(2026, 12, 14), home=date(2026, 12, 18))
    near = approved_trip(at.desk, at.person, at.passport, number="T-2026-0002")
    at.take_in()
    window.choose()
    dialog = window.do("Hand Out…", HandOutDialog)
    assert dialog.trip.value() == near
    dialog.trip.setCurrentIndex(1)
    assert "from Mon 7 Dec 2026 on" in window.said(dialog)
    window.scan(dialog, NUMBER)
    assert not dialog.primary_button.isEnabled()
    dialog.trip.setCurrentIndex(0)
    assert dialog.primary_button.isEnabled()
    dialog.due.set_day(None)
    assert "due back" in window.refused(dialog)
    dialog.due.set_day(date(2026, 11, 30))
    assert "must be back by Mon 16 Nov 2026" in window.refused(dialog)


def test_somebody_else_collects_on_an_authority(window: Window) -> None:
    at = window.at
    approved_trip(at.desk, at.person, at.passport)
    people.official(at.desk, "Анна", "ERIKSSON ANNA", expires=None)
    at.take_in()
    window.choose()
    dialog = window.do("Hand Out…", HandOutDialog)
    window.scan(dialog, NUMBER)
    window.click(dialog, "Somebody Else Collects It…")
    assert "authority" in window.refused(dialog) or dialog.problem_text()
    window.bot.keyClicks(dialog.parties.person, "ERIK")
    popup = dialog.parties.person.finding.popup()
    window.bot.waitUntil(lambda: popup.isVisible() and popup.current() is not None)
    window.bot.keyClick(dialog.parties.person, Qt.Key.Key_Return)
    dialog.parties.paper.set_value("letter of 3 Nov")
    dialog.parties.last_day.set_day(at.desk.today())
    window.done(dialog)
    last = queries.custody_of(at.desk, at.passport).last
    assert last is not None
    assert (last.representative, last.authority) == ("Анна", "letter of 3 Nov")


def test_a_draft_comes_back_but_the_booklet_is_scanned_anew(window: Window) -> None:
    at = window.at
    approved_trip(at.desk, at.person, at.passport)
    at.take_in()
    window.choose()
    dialog = window.do("Hand Out…", HandOutDialog)
    window.scan(dialog, NUMBER)
    window.bot.keyClicks(dialog.papers, "one photograph")
    dialog.happened.set_moment(at.clock.now() - timedelta(days=2))
    window.click(dialog, "Somebody Else Collects It…")
    dialog.reject()
    window.rest()
    window.bot.waitUntil(lambda: not window.main.findChildren(HandOutDialog))
    again = window.do("Hand Out…", HandOutDialog)
    window.bot.waitUntil(lambda: again.papers.value() == "one photograph")
    assert again.parties.representative() is not None
    assert again.late.isVisibleTo(again)
    assert again.check.verdict is Verdict.NOTHING


def test_drafts_of_the_other_handovers_come_back_too(window: Window) -> None:
    at = window.at
    trip = approved_trip(at.desk, at.person, at.passport)
    for text, kind in (
        ("Take In…", TakeInDialog),
        ("Give Back…", GiveBackDialog),
        ("Bring Back…", BringBackDialog),
    ):
        if kind is GiveBackDialog:
            at.take_in()
        if kind is BringBackDialog:
            at.hand_out(trip)
        window.context.announce({"custody"})
        window.choose()
        dialog = window.do(text, kind)
        if isinstance(dialog, BringBackDialog):
            dialog.anew.setChecked(True)
        window.bot.keyClicks(dialog.papers, "one photograph")
        dialog.reject()
        window.bot.waitUntil(lambda k=kind: not window.main.findChildren(k))
        window.rest()
        again = window.do(text, kind)
        window.bot.waitUntil(lambda d=again: d.papers.value() == "one photograph")
        if isinstance(again, BringBackDialog):
            assert again.anew.isChecked()
        again.reject()
        window.bot.waitUntil(lambda k=kind: not window.main.findChildren(k))


def test_a_late_take_in_gives_its_reason(window: Window) -> None:
    at = window.at
    window.choose()
    dialog = window.do("Take In…", TakeInDialog)
    dialog.text.set_value("order 2026-14")
    dialog.article.set_value("Travel Abroad Act, article 8(1)")
    dialog.happened.set_moment(at.clock.now() - timedelta(days=3))
    window.scan(dialog, NUMBER)
    assert "Give the reason" in window.refused(dialog)
    dialog.late_reason.set_value("The desk was closed.")
    dialog.review.set_day(None)
    assert "reviewed" in window.refused(dialog)
    dialog.review.set_day(date(2027, 5, 5))
    window.done(dialog)
    [one] = queries.movements(at.desk, at.passport)
    assert one.late_reason == "The desk was closed."


def test_a_new_ground_is_entered_with_a_passport_brought_back(window: Window) -> None:
    at = window.at
    trip = approved_trip(at.desk, at.person, at.passport)
    at.take_in()
    at.hand_out(trip)
    window.choose()
    dialog = window.do("Bring Back…", BringBackDialog)
    assert "Held on as before: Held between trips, order 2026-14, review Wed 5 May 2027." in window.said(
        dialog
    )
    dialog.anew.setChecked(True)
    dialog.ground_kind.set_value(GroundKind.ORDER)
    dialog.text.set_value("order 2026-99")
    window.scan(dialog, NUMBER)
    window.done(dialog)
    last = queries.custody_of(at.desk, at.passport).last
    assert last is not None
    assert (last.ground.kind, last.ground.text) == (GroundKind.ORDER, "order 2026-99")


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


def test_a_full_safe_says_where_places_are_added(window: Window) -> None:
    at = window.at
    for n, place in enumerate(at.places):
        person = people.official(at.desk, f"P{n}", f"P{n} P", number=f"X{n}")
        [row] = queries.passports_of(at.desk, person)
        actions.take_in(at.desk, row.id, 0, TakeIn(Handling(f"X{n}"), HELD_ON, REVIEW, place))
    window.choose()
    dialog = window.do("Take In…", TakeInDialog)
    window.scan(dialog, NUMBER)
    assert "No place is free." in window.refused(dialog)


def test_safes_and_places_are_added(window: Window) -> None:
    at = window.at
    assert window.page.primary_action is not None
    window.page.primary_action.trigger()
    dialog = window.dialog(SafesDialog)
    dialog.name.setFocus()
    window.bot.keyClicks(dialog.name, "Safe 2")
    window.bot.keyClick(dialog.name, Qt.Key.Key_Return)
    window.bot.waitUntil(lambda: len(queries.safes(at.desk)) == 2)
    window.rest()
    window.bot.keyClicks(dialog.shelf, "C")
    window.bot.keyClicks(dialog.slots, "01-04")
    window.done(dialog)
    window.rest()
    assert [(one.name, one.places) for one in queries.safes(at.desk)] == [("Safe 1", 3), ("Safe 2", 4)]
    window.bot.keyClicks(dialog.slots, "04")
    assert "exists already" in window.refused(dialog)
    assert "0 of 4 places full" in window.said(dialog)


def test_a_desk_without_safes_says_what_to_do(tmp_path: Path, qtbot: QtBot) -> None:
    desk = factory.desk(tmp_path, Role.CUSTODIAN)
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    dialog = SafesDialog(context)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: not context.background.busy())
    assert not dialog.primary_button.isEnabled()
    dialog.submit()
    assert "Add a safe first" in dialog.problem_text()
    dialog.close()
    context.close()
    desk.close()


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
