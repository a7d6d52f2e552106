"""The dialogs of custody: the right booklet in the hand, and all that the rules ask."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests import factory
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
from travel_desk.custody.rules import GroundKind, Handling, TakeIn
from travel_desk.shell.context import Context


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
