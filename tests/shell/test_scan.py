"""A reader's keys are told from a person's: a scan goes where it belongs, and no typed sign is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.conftest import World
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import PasswordField, TextField, labelled
from travel_desk.shell.scan import ScanWatch, stands_over

ONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
TWO = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
ZONE = f"{ONE}\n{TWO}"
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Form(QWidget):
    """A list and two lines."""

    def __init__(self) -> None:
        super().__init__()
        self.list, self.line, self.other, self.secret = (
            QListWidget(),
            QLineEdit(),
            QLineEdit(),
            PasswordField(),
        )
        self.list.addItems(["one", "two"])
        column = QVBoxLayout(self)
        for widget in (self.list, self.line, self.other, self.secret):
            column.addWidget(widget)


class Typed(QObject):
    """Writes down each key that really arrives."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.keys: list[tuple[str, int, bool]] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            shifted = bool(event.modifiers() & SHIFT)
            self.keys.append((event.type().name, event.key(), shifted))
        return False


@dataclass
class Bench:
    """A window with the watch on it, and a keyboard whose time the test tells."""

    form: Form
    watch: ScanWatch
    context: Context
    now: int = 1000
    refuses: bool = False
    taken: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)

    def window(self) -> QWindow:
        found = QApplication.activeWindow() or self.form
        handle = found.windowHandle()
        assert handle is not None
        return handle

    def key(self, key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE, after: int = 5) -> None:
        """Press and release one key, `after` milliseconds behind the one before."""
        self.now += after
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.now)
            QApplication.sendEvent(self.window(), event)

    def type(self, text: str, pace: int) -> None:
        """Type as somebody or something does, with Shift where it is needed."""
        for sign in text:
            if sign == "\n":
                self.key(Qt.Key.Key_Return, "\r", after=pace)
            elif sign == "<":
                self.send(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT)
                self.key(Qt.Key.Key_Less, sign, SHIFT, pace)
                self.send(QEvent.Type.KeyRelease, Qt.Key.Key_Shift, NONE)
            else:
                self.key(ord(sign.upper()), sign, after=pace)

    def send(
        self, kind: QEvent.Type, key: int, modifiers: Qt.KeyboardModifier = NONE, text: str = ""
    ) -> None:
        event = QKeyEvent(kind, key, modifiers, text)
        event.setTimestamp(self.now)
        QApplication.sendEvent(self.window(), event)

    def scan(self, text: str, end: str = "\n") -> None:
        """Scan: 5 ms from key to key, 60 between the lines."""
        for line in text.split("\n"):
            self.now += 60
            self.type(line + end, 5)

    def rest(self) -> None:
        """Let the silence be long enough."""
        self.now += 500
        self.watch._timer.stop()
        self.watch.silence()


@pytest.fixture
def bench(qtbot: QtBot, world: World) -> Iterator[Bench]:
    form = Form()
    qtbot.addWidget(form)
    watch = ScanWatch(world.context, lambda window: stands_over(window, form))
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    made = Bench(form, watch, world.context)

    def take(_context: Context, text: str) -> bool:
        made.taken.append(text)
        return not made.refuses

    def begins(text: str) -> bool:
        signs = set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<\n")
        return signs and ("P<UTO".startswith(text) or text.startswith("P<UTO"))

    world.context.scans.register(20, take, begins, lambda text: len(text.replace("\n", "")) < 88)
    world.context.toasted.connect(lambda text, _undo: made.toasts.append(text))
    form.line.setFocus()
    yield made
    watch.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


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


def test_keys_without_a_time_go_by_the_clock(qtbot: QtBot, bench: Bench) -> None:
    ticks = iter(range(10_000, 100_000, 7))
    bench.watch._clock = lambda: next(ticks)
    for sign in "P<UTOERIKSSON":
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(bench.window(), QKeyEvent(kind, ord(sign), NONE, sign))
    qtbot.waitUntil(lambda: bench.taken == ["P<UTOERIKSSON"])


# -- dialogs -----------------------------------------------------------------------------------


class Ask(DeedDialog):
    """A dialog that takes zones and nothing else."""

    def __init__(self, context: Context, parent: QWidget, takes: bool) -> None:
        super().__init__(context, "Add Passport", primary="Add Passport", parent=parent)
        self.takes = takes
        self.got: list[str] = []
        self.submitted = 0
        self.name = TextField()
        self.body.addWidget(self.field("name", labelled("Name", self.name)))

    def scanned(self, text: str) -> bool:
        self.got.append(text)
        return self.takes

    def submit(self) -> None:
        self.submitted += 1


@pytest.mark.parametrize("takes", [True, False])
def test_the_dialog_on_top_is_asked_first(qtbot: QtBot, bench: Bench, takes: bool) -> None:
    dialog = Ask(bench.context, bench.form, takes)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.name)
    bench.scan(ZONE)
    assert dialog.got == [ZONE]
    assert (dialog.name.text(), dialog.submitted, bench.taken) == ("", 0, [])
    assert ("does not belong here" in dialog._foot_text.text()) is not takes
    bench.type("Paula", 150)
    bench.rest()
    assert dialog.name.text() == "Paula"
    dialog.close()


def test_the_windows_of_others_are_left_alone(qtbot: QtBot, bench: Bench) -> None:
    stranger = QLineEdit()
    qtbot.addWidget(stranger)
    with qtbot.waitActive(stranger):
        stranger.show()
        stranger.activateWindow()
    bench.scan(ZONE)
    assert stranger.text() == ONE + TWO
