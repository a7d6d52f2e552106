"""The dialog of the opening inventory: scanning booklets, taking a file, and the second person."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests import factory
from tests.custody.conftest import Window
from tests.custody.counter import NUMBER
from tests.trips import people
from travel_desk.custody import queries
from travel_desk.custody.dialogs import InventoryDialog
from travel_desk.custody.rules import Counted, GroundKind, Kind

OTHER = "S0299999"


@pytest.fixture
def dialog(window: Window) -> InventoryDialog:
    people.booklet(window.at.desk, window.at.person, OTHER, date(2031, 1, 1), "service")
    menu = [action for _, actions in window.page.menus() for action in actions]
    action = next(one for one in menu if one.text() == "Opening Inventory…")
    action.trigger()
    return window.dialog(InventoryDialog)


def type_number(window: Window, dialog: InventoryDialog, text: str) -> None:
    dialog.scan.setFocus()
    window.bot.keyClicks(dialog.scan, text)
    window.bot.keyClick(dialog.scan, Qt.Key.Key_Return)
    window.rest()


def fill(dialog: InventoryDialog) -> None:
    dialog.ground.kind.set_value(GroundKind.ORDER)
    dialog.ground.text.set_value("Hand-in order 12/2026")
    dialog.ground.article.set_value("Travel Abroad Act, article 8(1)")
    assert dialog.second is not None
    dialog.second.user.set_value("desk_head")
    dialog.second.password.set_value(factory.PASSWORD)


def told(dialog: InventoryDialog) -> list[tuple[str, str, str]]:
    lines = dialog.table.lines()
    return [(one.number, one.place, str(one.problem) if one.problem else "") for one in lines]


def test_booklets_are_scanned_and_get_the_next_free_places(window: Window, dialog: InventoryDialog) -> None:
    assert not dialog.primary_button.isEnabled()
    type_number(window, dialog, NUMBER.lower())
    assert dialog.scanned(OTHER)
    window.rest()
    assert told(dialog) == [(NUMBER, "Safe 1, A-01", ""), (OTHER, "Safe 1, A-02", "")]
    fill(dialog)
    window.done(dialog)
    past = queries.movements(window.at.desk, window.at.passport)
    assert [one.kind for one in past] == [Kind.INVENTORY]
    assert past[0].ground.text == "Hand-in order 12/2026"
    assert any("TD-I-2026-000001" in text for text in window.toasts)


def test_scans_that_follow_each_other_at_once_get_places_of_their_own(
    window: Window, dialog: InventoryDialog
) -> None:
    for number in (NUMBER, OTHER, OTHER):
        dialog.scanned(number)
    assert not dialog.primary_button.isEnabled()
    kept = dialog.collect()
    assert len(kept["lines"]) == 3
    window.rest()
    window.bot.waitUntil(lambda: len(dialog.table.lines()) == 3)
    assert [(number, place) for number, place, why in told(dialog) if not why] == [
        (NUMBER, "Safe 1, A-01"), (OTHER, "Safe 1, A-02"),
    ]  # fmt: skip
    window.rest()
    assert dialog.primary_button.isEnabled()


def test_a_line_that_cant_be_recorded_says_why_and_is_left_out(
    window: Window, dialog: InventoryDialog
) -> None:
    for text in (NUMBER, NUMBER, "X9999999"):
        type_number(window, dialog, text)
    assert [why for _, _, why in told(dialog)] == [
        "", "This passport stands in the list already.",
        "This passport is not in the register, or its holder is outside your scope.",
    ]  # fmt: skip
    assert "2 faulty lines are left out" in dialog.summary.text()
    dialog.take_away_faulty()
    assert [number for number, _, _ in told(dialog)] == [NUMBER]
    dialog.table.select_id(1)
    dialog.take_away()
    assert told(dialog) == []
    assert not dialog.primary_button.isEnabled()


def test_half_a_scan_is_no_passport(window: Window, dialog: InventoryDialog) -> None:
    type_number(window, dialog, "P<<<")
    assert "no passport number" in dialog.problem_text()
    first = "P<UTOAL<HADDAD<<LAYLA<<<<<<<<<<<<<<<<<<<<<<<"
    type_number(window, dialog, first)
    assert dialog.scan.value() == ""
    type_number(window, dialog, "D0081426<6UTO7903144F3106110<<<<<<<<<<<<<<<4")
    assert [number for number, _, _ in told(dialog)] == [NUMBER]


def test_a_file_gives_place_and_review_for_each_booklet(
    window: Window, dialog: InventoryDialog, tmp_path: Path
) -> None:
    file = tmp_path / "safe.csv"
    file.write_text(
        "No.;Passport number;Place;Review by;State\n"
        f"1;{NUMBER};Safe 1, A-03;14.06.2027;worn\n"
        f"2;{OTHER};;;\n3;;;;\n4;A123;Safe 9, Z-1;;\n5;{OTHER};;31.02.2027;\n6;{OTHER};;;torn\n",
        encoding="utf-8",
    )
    dialog.take_file(str(file))
    window.rest()
    window.bot.waitUntil(lambda: bool(dialog.table.lines()))
    found = told(dialog)
    assert found[0] == (NUMBER, "Safe 1, A-03", "")
    assert found[1] == (OTHER, "Safe 1, A-01", "")
    assert [bool(why) for _, _, why in found[2:]] == [True] * 4
    fill(dialog)
    window.done(dialog)
    [first] = queries.movements(window.at.desk, window.at.passport)
    assert (first.review_on, first.booklet.value) == (date(2027, 6, 14), "worn")


def test_a_file_that_is_no_list_of_passports_is_refused_in_a_sentence(
    window: Window, dialog: InventoryDialog, tmp_path: Path
) -> None:
    for name, content in (("no.csv", b"Name;Town\nA;B\n"), ("gone.csv", b"")):
        (tmp_path / name).write_bytes(content)
        dialog.take_file(str(tmp_path / name))
        window.rest()
        window.bot.waitUntil(lambda: bool(dialog.problem_text()))
        dialog.clear_problem()
    assert dialog.table.lines() == []


def test_what_is_scanned_comes_back_with_the_draft(window: Window, dialog: InventoryDialog) -> None:
    type_number(window, dialog, NUMBER)
    dialog.ground.text.set_value("Hand-in order 12/2026")
    dialog.reject()
    window.rest()
    QApplication.processEvents()
    window.page.open_inventory()
    again = window.dialog(InventoryDialog)
    window.bot.waitUntil(lambda: bool(again.table.lines()))
    assert told(again) == [(NUMBER, "Safe 1, A-01", "")]
    assert again.ground.text.value() == "Hand-in order 12/2026"


def test_a_long_count_comes_back_whole_with_the_draft(window: Window, dialog: InventoryDialog) -> None:
    counted = [Counted(0, f"X{number:07}") for number in range(2001)]
    dialog._look_up([Counted(0, NUMBER), *counted])
    window.bot.waitUntil(lambda: len(dialog.table.lines()) == 2002)
    kept = dialog.collect()
    dialog.discard_draft()
    dialog.close()
    again = InventoryDialog(window.context, window.main)
    again.restore(kept)
    window.bot.waitUntil(lambda: len(again.table.lines()) == 2002)
    assert told(again)[0] == (NUMBER, "Safe 1, A-01", "")
    again.deleteLater()


def test_what_was_counted_on_friday_and_entered_on_monday_is_friday_s(
    window: Window, dialog: InventoryDialog
) -> None:
    friday = window.at.clock.now() - timedelta(days=3)
    type_number(window, dialog, NUMBER)
    fill(dialog)
    assert not dialog.late_reason.isVisible()
    dialog.happened.set_moment(friday)
    assert "reason for the late entry" in window.refused(dialog)
    why = "The counting took all of Friday."
    dialog.late_reason.set_value(why)
    kept = dialog.collect()
    again = InventoryDialog(window.context, window.main)
    again.restore(kept)
    assert (again.happened.moment(), again.late_reason.value()) == (
        friday,
        why,
    )
    again.deleteLater()
    fill(dialog)  # a password is typed anew
    window.done(dialog)
    [first] = queries.movements(window.at.desk, window.at.passport)
    assert (first.happened_at, first.late_reason) == (friday, why)


def test_once_the_desk_takes_passports_in_the_dialog_asks_why(window: Window) -> None:
    window.at.take_in()
    people.booklet(window.at.desk, window.at.person, OTHER, date(2031, 1, 1), "service")
    window.page.open_inventory()
    dialog = window.dialog(InventoryDialog)
    window.bot.waitUntil(dialog.begun_reason.isVisible)
    assert "before the desk began" in window.said(dialog)
    type_number(window, dialog, OTHER)
    fill(dialog)
    assert "Write why these are counted in" in window.refused(dialog)
    dialog.begun_reason.set_value("Found behind the shelf")
    fill(dialog)  # a password is typed anew
    window.done(dialog)
    assert any("TD-I-2026-000001" in text for text in window.toasts)


def test_a_wrong_second_password_is_said_where_it_was_typed(window: Window, dialog: InventoryDialog) -> None:
    type_number(window, dialog, NUMBER)
    fill(dialog)
    assert dialog.second is not None
    dialog.second.password.set_value("not their password at all")
    assert window.refused(dialog)
    assert queries.movements(window.at.desk, window.at.passport) == ()
    assert dialog.primary_button.isEnabled()
