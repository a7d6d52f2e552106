"""The dossier over the whole width: opened and left by keys, at today and at a past day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.officials.desk_work import TODAY, journal, layla
from tests.officials.window import Window
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.officials import actions, queries
from travel_desk.officials.page.dossier_view import DossierView
from travel_desk.officials.page.timeline import SHOWN, HistoryList, Link
from travel_desk.officials.rules import PostOrder
from travel_desk.shell.chips import Chip, ChipText, Tone
from travel_desk.shell.registry import Happening, Histories, Standing, Told


def open_wide(window: Window) -> tuple[DossierView, int]:
    """Register Layla and open her dossier by Enter in the list."""
    _, person = layla(window.desk)
    window.context.announce({"persons"})
    window.settled(41)
    window.choose(person)
    window.qtbot.keyClick(window.page.table, Qt.Key.Key_Return)
    view = window.page.view
    loaded(window, view)
    return view, person


def loaded(window: Window, view: DossierView) -> None:
    window.qtbot.waitUntil(view.isVisible)
    window.qtbot.waitUntil(lambda: bool(view.told))
    window.qtbot.waitUntil(lambda: "AL HADDAD LAYLA" in window.said(view.detail))
    window.qtbot.waitUntil(lambda: "Loading…" not in window.said(view))


def opened(window: Window) -> int:
    return sum(verb == "open_dossier" for verb, _, _ in journal(window.desk))


def test_enter_opens_the_dossier_and_escape_leads_back_to_the_place_in_the_list(window: Window) -> None:
    view, person = open_wide(window)
    assert not window.page.frame.isVisible()
    said = window.said(view)
    for part in (
        "ليلى الحدّاد",
        "AL HADDAD LAYLA",
        "Deputy Minister · Ministry of Water and Land",
        "Decree 7",
    ):
        assert part in said
    assert "Category: Senior politician" in view.history.texts()
    assert opened(window) == 1
    window.qtbot.keyClick(view.detail, Qt.Key.Key_Escape)
    window.qtbot.waitUntil(lambda: window.page.frame.isVisible())
    assert window.page.subject_id == person
    assert not view.isVisible()
    window.qtbot.keyClick(window.page.table, Qt.Key.Key_Return)
    window.qtbot.waitUntil(view.isVisible)
    window.page.focus_search()
    assert not view.isVisible()


def test_a_dossier_is_opened_by_its_deed_before_the_pane_was_filled(window: Window) -> None:
    _, person = layla(window.desk)
    window.context.announce({"persons"})
    window.settled(41)
    window.page.open_wide()
    assert not window.page.view.isVisible()
    window.page.table.select_id(person)
    window.page.open_wide()
    loaded(window, window.page.view)
    assert window.page.view.found is not None
    assert window.page.view.found.id == person
    assert [one.text() for one in window.page.menus()[0][1]][1:4] == [
        "Back to the List",
        "As It Stood On…",
        "Back to Today",
    ]


def test_a_past_day_is_opened_by_a_deed_and_left_again(window: Window) -> None:
    view, _ = open_wide(window)
    view.other_day.trigger()
    window.type(view.day, "12.3.2026")
    window.qtbot.keyClick(view.day, Qt.Key.Key_Return)
    window.qtbot.waitUntil(view.is_past)
    assert "As it stood on Thu 12 Mar 2026" in view.band.text()
    assert "In the register since" in view.band.text()
    assert opened(window) == 2
    assert [one.text() for one in window.page.menus()[0][1]] == [one.text() for one in view.menu_actions()]
    window.page.reload(frozenset({"persons"}))
    window.context.announce({"trips"})
    window.qtbot.waitUntil(lambda: not window.context.background.busy())
    assert view.is_past()
    view.today.trigger()
    window.qtbot.waitUntil(lambda: not view.is_past())
    assert not view.band.isVisible()
    assert view.day.day() == TODAY


def test_a_day_before_anything_is_known_says_so(window: Window) -> None:
    view, _ = open_wide(window)
    view.day.set_day(date(1990, 1, 1))
    view.open_day()
    window.qtbot.waitUntil(view.is_past)
    loaded(window, view)
    for part in ("Nothing is known of this up to that day.", "No passport is registered."):
        window.qtbot.waitUntil(lambda part=part: part in window.said(view))


def test_a_day_to_come_and_one_that_is_none_are_told_beside_the_field(window: Window) -> None:
    view, _ = open_wide(window)
    view.day.set_day(TODAY + timedelta(days=1))
    view.open_day()
    window.qtbot.waitUntil(lambda: "not come yet" in view.note.text())
    window.type(view.day, "the day before")
    window.qtbot.keyClick(view.day, Qt.Key.Key_Return)
    assert "Write a day" in view.note.text()
    window.type(view.day, "")
    view.open_day()
    window.qtbot.waitUntil(lambda: view.day.day() == TODAY)


def test_what_changes_meanwhile_is_shown(window: Window) -> None:
    view, person = open_wide(window)
    place = queries.dossier(window.desk, person).posts[0].post.organisation_id
    board = PostOrder(place, "Board", date(2026, 1, 1), main=False)
    actions.add_post(window.desk, person, 1, board)
    window.context.announce({"persons"})
    window.qtbot.waitUntil(lambda: "Post: Board" in view.history.texts())
    window.qtbot.waitUntil(lambda: "additional" in _chips(view))


def test_blocks_of_other_duties_are_shown_in_part_first(window: Window) -> None:
    def trips(_desk: object, _id: int, on: date) -> list[Standing]:
        if on < TODAY:
            return []
        return [
            Standing(f"Nairobi {at}", "Forum", "May", ChipText("Closed"), "request", at) for at in range(8)
        ]

    known = window.context.histories
    known.register("person", 50, lambda: "Trips", lambda *_: [], standing=trips)
    view, _ = open_wide(window)
    window.qtbot.waitUntil(lambda: "Closed" in _chips(view))
    assert "Nairobi 7" not in _links(view)
    window.click(view.detail, "Show All 8")
    window.qtbot.waitUntil(lambda: "Nairobi 7" in _links(view))
    with window.qtbot.waitSignal(window.context.opened) as went:
        window.click(view.detail, "Nairobi 7")
    assert went.args == ["request", 7]
    view.day.set_day(date(2026, 3, 12))
    view.open_day()
    window.qtbot.waitUntil(lambda: "None up to that day." in window.said(view.detail))


def test_what_can_not_be_read_is_said_in_the_dossier(window: Window) -> None:
    def fails(_desk: object, _id: int, _on: date) -> list[Happening]:
        raise Trouble(msg("The disk can't be read."))

    view, _ = open_wide(window)
    window.context.histories.register("person", 50, lambda: "Trips", fails)
    window.context.announce({"trips"})
    window.qtbot.waitUntil(lambda: "The disk can't be read." in window.said(view.history))


def _links(view: DossierView) -> list[str]:
    return [one.text() for one in view.detail.findChildren(QPushButton)]


def test_another_person_leads_back_to_the_list(window: Window) -> None:
    view, person = open_wide(window)
    window.page.open_subject("person", person)
    assert view.isVisible()
    other = next(one for one in queries.person_ids(window.desk, queries.Question()) if one != person)
    window.page.open_subject("person", other)
    assert not view.isVisible()


def test_a_main_post_that_soon_ends_is_said_in_days(window: Window) -> None:
    view, person = open_wide(window)
    post = queries.dossier(window.desk, person).posts[0].post
    actions.end_post(window.desk, person, 1, post.id, TODAY + timedelta(days=13))
    window.context.announce({"persons"})
    window.qtbot.waitUntil(lambda: "Post ends in 12 days" in _chips(view))


def _chips(view: DossierView) -> list[str]:
    return [one.accessibleName() for one in view.detail.findChildren(Chip)]


# -- the timeline by itself


def many(count: int) -> Told:
    day = date(2026, 1, 1)
    rows = [Happening(day + timedelta(days=at), f"Thing {at}", kind="request", id=at) for at in range(count)]
    return Told("Trips", "trips", tuple(rows))


def test_a_long_history_is_shown_in_part_first(qtbot: QtBot) -> None:
    went: list[tuple[str, int]] = []
    shown = HistoryList(lambda kind, id: went.append((kind, id)))
    qtbot.addWidget(shown)
    shown.show_told([many(SHOWN + 5), Told("Papers", "paper")])
    assert shown.texts()[0] == f"Thing {SHOWN + 4}"
    assert len(shown.texts()) == SHOWN
    next(one for one in shown.findChildren(QPushButton) if one.text() == "Show All 65").click()
    assert len(shown.texts()) == SHOWN + 5
    link = shown.findChildren(Link)[0]
    link.click()
    assert went == [("request", SHOWN + 4)]
    assert link.full_text() == link.accessibleName()


def test_a_filter_leaves_one_part_and_a_refused_part_says_why(qtbot: QtBot) -> None:
    shown = HistoryList(lambda _kind, _id: None)
    qtbot.addWidget(shown)
    at = datetime(2026, 1, 1, 12).astimezone()
    paper = Told("Papers", "paper", (Happening(date(2026, 1, 1), "Slip issued", at=at, tone=Tone.ACCENT),))
    hidden = Told("Movements", "transfer", refused=msg("Your role may not see this."))
    shown.show_told([many(1), paper, hidden])
    assert shown.texts() == ["Slip issued", "Thing 0"]
    shown.filters.set_key("0")
    shown.filters.chosen.emit("0")
    assert shown.texts() == ["Thing 0"]
    assert any("Your role may not see this." in one.text() for one in shown.findChildren(QLabel))


def test_a_duty_that_refuses_does_not_silence_the_others() -> None:
    known = Histories()

    def tells(_desk: object, _id: int, on: date) -> list[Happening]:
        return [Happening(on, "Something")]

    def stands(_desk: object, _id: int, _on: date) -> list[Standing]:
        return [Standing("Nairobi")]

    def refuses(_desk: object, _id: int, _on: date) -> list[Happening]:
        raise Refused(msg("Your role may not see this."))

    known.register("person", 20, lambda: "Second", tells, standing=stands)
    known.register("person", 10, lambda: "First", refuses)
    first, second = known.tell(None, "person", 1, TODAY)
    assert (first.title, first.refused) == ("First", msg("Your role may not see this."))
    assert second.happenings[0].title == "Something"
    assert second.standings == (Standing("Nairobi"),)
    assert known.tell(None, "trip", 1, TODAY) == []
