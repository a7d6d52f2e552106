"""A reader's keys are told from a person's: a scan goes where it belongs, and no typed sign is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.scan_bench import NONE, ONE, SHIFT, TWO, ZONE, Bench, Typed

# -- a person types ----------------------------------------------------------------------------


def test_what_a_person_types_reaches_the_field_unchanged(bench: Bench) -> None:
    bench.type("Paula <p> is 30 today\n", 140)
    bench.rest()
    assert bench.form.line.text() == "Paula <p> is 30 today"
    assert bench.taken == []


def test_a_quick_hand_loses_nothing_either(bench: Bench) -> None:
    for pace in (34, 60, 20, 90, 5):
        bench.type("P<UTOPIA", pace)
        bench.key(Qt.Key.Key_Space, " ", after=200)
    bench.rest()
    assert bench.form.line.text() == "P<UTOPIA " * 5
    assert bench.taken == []


def test_keys_come_with_their_releases_and_modifiers_in_their_order(bench: Bench) -> None:
    log = Typed(bench.form.line)
    bench.type("P<U", 10)
    assert log.keys == []
    bench.rest()
    down, up = "KeyPress", "KeyRelease"
    assert log.keys == [
        (down, Qt.Key.Key_P, False),
        (up, Qt.Key.Key_P, False),
        (down, Qt.Key.Key_Shift, True),
        (down, Qt.Key.Key_Less, True),
        (up, Qt.Key.Key_Less, True),
        (up, Qt.Key.Key_Shift, False),
        (down, Qt.Key.Key_U, False),
        (up, Qt.Key.Key_U, False),
    ]
    assert bench.form.line.text() == "P<U"


def test_the_focus_moves_in_the_middle_of_quick_typing(bench: Bench) -> None:
    bench.type("P", 50)
    bench.key(Qt.Key.Key_Tab, "\t", after=10)
    bench.type("P<", 10)
    bench.rest()
    assert (bench.form.line.text(), bench.form.other.text()) == ("P", "P<")


def test_a_command_gives_back_what_is_held_before_it_is_done(bench: Bench) -> None:
    bench.type("P<UT", 10)
    bench.key(Qt.Key.Key_Backspace, "\b", after=10)
    assert bench.form.line.text() == "P<U"
    bench.key(Qt.Key.Key_A, "\x01", Qt.KeyboardModifier.ControlModifier)
    assert bench.form.line.selectedText() == "P<U"


def test_what_can_be_no_scan_is_not_held_for_a_moment(bench: Bench) -> None:
    bench.type("Layla Haddad", 5)
    assert bench.form.line.text() == "Layla Haddad"


def test_a_password_is_never_looked_at(bench: Bench) -> None:
    bench.form.secret.setFocus()
    bench.scan(ZONE)
    assert bench.form.secret.text() == ONE + TWO
    assert bench.taken == []


def test_keys_in_a_list_wait_but_arrive(bench: Bench) -> None:
    bench.form.list.setFocus()
    bench.form.list.setCurrentRow(0)
    bench.type("tw", 120)
    bench.rest()
    assert bench.form.list.currentRow() == 1
    assert bench.toasts == []


@given(st.lists(st.tuples(st.sampled_from("P<UTO1b \n"), st.integers(1, 500)), max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_pace_what_nobody_takes_arrives_in_its_order(
    bench: Bench, keys: list[tuple[str, int]]
) -> None:
    bench.refuses = True
    bench.form.line.clear()
    bench.rest()
    for sign, gap in keys:
        bench.type(sign, gap)
    bench.rest()
    assert bench.form.line.text() == "".join(sign for sign, _ in keys).replace("\n", "")


# -- a reader ----------------------------------------------------------------------------------


def test_a_scan_does_not_land_in_the_field(bench: Bench) -> None:
    log = Typed(bench.form.line)
    bench.scan(ZONE)
    assert bench.taken == [ZONE]
    assert bench.form.line.text() == ""
    assert not [key for kind, key, _ in log.keys if kind == "KeyPress"]


def test_a_scan_of_one_run_without_ends_is_over_with_silence(bench: Bench) -> None:
    bench.type(ONE + TWO, 5)
    assert bench.taken == []
    bench.rest()
    assert bench.taken == [ONE + TWO]
    assert bench.form.line.text() == ""


def test_tabs_may_end_the_lines(bench: Bench) -> None:
    for line in (ONE, TWO):
        bench.type(line, 5)
        bench.key(Qt.Key.Key_Tab, "\t")
    assert bench.taken == [ZONE]
    assert bench.form.line.hasFocus()


def test_line_feeds_may_end_the_lines(bench: Bench) -> None:
    for line in (ONE, TWO):
        bench.type(line, 5)
        bench.key(0x0A, "\n")
    assert bench.taken == [ZONE]


def test_a_slow_line_break_does_not_tear_a_scan(bench: Bench) -> None:
    bench.type(ONE + "\n", 20)
    bench.now += 370
    bench.type(TWO + "\n", 20)
    assert bench.taken == [ZONE]


def test_an_enter_behind_the_scan_belongs_to_it(bench: Bench) -> None:
    log = Typed(bench.form.line)
    bench.scan(ZONE)
    bench.key(Qt.Key.Key_Enter, "\r", after=8)
    assert not [key for kind, key, _ in log.keys if kind == "KeyPress"]
    bench.key(Qt.Key.Key_Enter, "\r", after=300)
    assert [key for kind, key, _ in log.keys if kind == "KeyPress"] == [Qt.Key.Key_Enter]


def test_two_scans_one_after_the_other_are_both_taken(bench: Bench) -> None:
    bench.type(f"{ZONE}\n{ZONE}\n", 5)
    assert bench.taken == [ZONE, ZONE]
    assert bench.form.line.text() == ""


def test_half_a_scan_is_taken_once_nothing_more_comes(bench: Bench) -> None:
    bench.type(ONE + "\n", 5)
    assert bench.taken == []
    bench.rest()
    assert bench.taken == [ONE]


def test_a_key_after_the_silence_is_a_new_one(bench: Bench) -> None:
    bench.type(ONE, 5)
    bench.now += 450
    bench.type("x", 5)  # before the timer had its turn
    assert bench.taken == [ONE]
    bench.rest()
    assert bench.form.line.text() == "x"


def test_what_nobody_takes_is_typed_where_the_keyboard_is(bench: Bench) -> None:
    bench.refuses = True
    bench.type("P<UTOERIKSSON", 5)
    bench.rest()
    assert bench.taken == ["P<UTOERIKSSON"]
    assert bench.form.line.text() == "P<UTOERIKSSON"


def test_a_foreign_barcode_in_a_field_is_typed(bench: Bench) -> None:
    bench.scan("5901234123457")
    assert bench.form.line.text() == "5901234123457"
    assert bench.toasts == []


def test_a_foreign_barcode_elsewhere_is_told(bench: Bench) -> None:
    bench.form.list.setFocus()
    bench.context.scans._known.clear()
    bench.scan("5901234123457")
    assert "“5901234123457” is not known here" in bench.toasts[0]
    bench.scan("9" * 60)
    assert "…" in bench.toasts[1]


def test_a_shift_that_was_pressed_before_is_released(bench: Bench) -> None:
    log = Typed(bench.form.line)
    bench.send(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT)
    bench.type("P", 50)
    bench.send(QEvent.Type.KeyRelease, Qt.Key.Key_Shift)
    bench.type(ZONE[1:] + "\n", 5)
    assert [key for _, key, _ in log.keys] == [Qt.Key.Key_Shift, Qt.Key.Key_Shift]


def test_keys_without_a_time_may_wait_in_a_busy_window(bench: Bench) -> None:
    ticks = iter([10_000, *range(10_300, 100_000, 5)])  # busy behind the first key
    bench.watch._clock = lambda: next(ticks)
    for sign in ONE + TWO:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(bench.window(), QKeyEvent(kind, ord(sign), NONE, sign))
    bench.rest()
    assert bench.taken == [ONE + TWO]
    assert bench.form.line.text() == ""


def test_keys_without_a_time_go_by_the_clock(qtbot: QtBot, bench: Bench) -> None:
    ticks = iter(range(10_000, 100_000, 7))
    bench.watch._clock = lambda: next(ticks)
    for sign in "P<UTOERIKSSON":
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(bench.window(), QKeyEvent(kind, ord(sign), NONE, sign))
    qtbot.waitUntil(lambda: bench.taken == ["P<UTOERIKSSON"])
