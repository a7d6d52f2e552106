"""The window: pages, menus, Ctrl+K, toasts, what it remembers."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.conftest import NAMES, JournalPage, PersonsPage, TripsPage, World
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Trouble, msg
from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import button
from travel_desk.shell.chips import ChipText
from travel_desk.shell.defect import DefectDialog, catch_all, report
from travel_desk.shell.idle import IdleWatch
from travel_desk.shell.registry import Found
from travel_desk.shell.window import MainWindow

PAGES = [PersonsPage, TripsPage, JournalPage]


@pytest.fixture
def window(qtbot: QtBot, world: World) -> Iterator[MainWindow]:
    made = MainWindow(world.context, PAGES, subtitle="Water and Land", user="Mira Okonjo")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    world.rest()
    return made


def menu_titles(window: MainWindow) -> list[str]:
    return [a.text().replace("&", "") for a in window.menuBar().actions() if a.isVisible()]


def test_the_first_page_is_shown_with_its_menu_and_count(window: MainWindow) -> None:
    assert window.current_page().key == "persons"
    assert menu_titles(window) == ["Desk", "Officials", "View"]
    index = window.sidebar.main.pages.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Officials, 8"


def test_pages_go_by_keyboard_and_bring_their_menus(qtbot: QtBot, world: World, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page().key == "trips"
    assert menu_titles(window) == ["Desk", "View"]
    window.sidebar.main.setFocus()
    qtbot.keyClick(window.sidebar.main, Qt.Key.Key_Down)
    assert window.current_page().key == "journal"
    assert window.sidebar.administration.hasFocus()
    qtbot.keyClick(window.sidebar.administration, Qt.Key.Key_Up)
    assert window.current_page().key == "trips"
    qtbot.keyClick(window.sidebar.main, Qt.Key.Key_Up)
    assert window.current_page().key == "persons"


def test_tab_into_the_sidebar_changes_no_page(qtbot: QtBot, window: MainWindow) -> None:
    window.sidebar.administration.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert window.current_page().key == "persons"
    qtbot.keyClick(window.sidebar.administration, Qt.Key.Key_Return)
    assert window.current_page().key == "journal"


def test_the_key_of_a_page_puts_the_keyboard_into_it(qtbot: QtBot, world: World, window: MainWindow) -> None:
    window.sidebar.main.setFocus()
    window.show_page("journal")
    assert window.sidebar.administration.hasFocus()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    world.rest()
    persons = window.current_page()
    assert isinstance(persons, PersonsPage)
    assert persons.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert window.current_page() is persons


def test_a_page_whose_verb_is_denied_is_not_there(qtbot: QtBot, world: World, denied: set[str]) -> None:
    denied.add("see_journal")
    window = MainWindow(world.context, PAGES)
    qtbot.addWidget(window)
    assert window.keys() == ["persons", "trips"]
    assert not window.sidebar.administration.isVisibleTo(window)


def test_a_page_that_is_not_shown_reloads_when_it_is_next(world: World, window: MainWindow) -> None:
    window.show_page("trips")
    trips = window.page("trips")
    assert isinstance(trips, TripsPage)
    window.show_page("persons")
    world.context.announce({"trips", "papers"})
    world.context.announce({"persons"})
    assert len(trips.reloads) == 1
    window.show_page("trips")
    assert trips.reloads[1:] == [frozenset({"trips"})]
    world.context.announce({"trips"})
    assert len(trips.reloads) == 3
    window.reload_action.trigger()
    assert len(trips.reloads) == 4


def test_a_link_goes_to_the_page_of_its_kind(world: World, window: MainWindow) -> None:
    world.context.open("request", 7)
    trips = window.page("trips")
    assert isinstance(trips, TripsPage)
    assert trips.opened == [("request", 7)]
    assert window.current_page() is trips
    world.context.open("balloon", 1)
    assert "may not see" in window.toast.text()


def test_the_other_pages_are_made_in_idle_time_for_their_counts(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    window.make_all_pages()
    qtbot.waitUntil(lambda: window.sidebar.main.pages.counts.get("trips") == 46)
    world.rest()
    assert menu_titles(window) == ["Desk", "Officials", "View"]


def test_ctrl_k_finds_a_person_and_enter_opens_it(qtbot: QtBot, world: World, window: MainWindow) -> None:
    world.context.finders.add(
        lambda: "Officials",
        lambda _desk, text: (
            [Found("person", 4, "ليلى", "AL HADDAD", "person", ChipText("Leaves today"))]
            if text.startswith("had")
            else []
        ),
    )
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = window.finder
    assert finder.line.hasFocus()
    qtbot.keyClicks(finder.line, "had")
    qtbot.waitUntil(lambda: any(isinstance(item, Found) for item in finder.model.items))
    assert finder.model.items[0] == "Officials"
    assert finder.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "ليلى, AL HADDAD, Leaves today"
    window.grab()
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    world.rest()
    assert not finder.isVisible()
    assert window.page("persons").subject_id == 4


def test_ctrl_k_finds_commands_and_arrows_pass_over_titles(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    world.context.finders.add("Trips", lambda _desk, _text: [Found("request", 9, "Nairobi")])
    window.finder.pop("new off")
    world.rest()
    titles = [
        item if isinstance(item, str) else getattr(item, "title", "") for item in window.finder.model.items
    ]
    assert titles[0] == "Trips"
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Down)
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Return)
    page = window.page("persons")
    assert isinstance(page, PersonsPage)
    assert page.made_new == 1


def test_a_scan_that_ends_with_enter_opens_the_only_hit(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    world.context.finders.add(
        "Papers", lambda _desk, text: [Found("request", 9, text)] if text == "TD-1" else []
    )
    window.finder.pop()
    qtbot.keyClicks(window.finder.line, "TD-1")
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_page().key == "trips")
    assert not window.finder.isVisible()


def test_nothing_found_says_so_and_escape_closes(qtbot: QtBot, world: World, window: MainWindow) -> None:
    def hidden(_desk: object, _text: str) -> list[Found]:
        raise Trouble(msg("You may not see this."))

    world.context.finders.add("Papers", hidden)
    window.finder.pop("zzz")
    world.rest()
    assert "Nothing found" in str(window.finder.model.items[0])
    assert world.toasts == []
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Down)
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Return)
    assert window.finder.isVisible()
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()


def test_a_toast_offers_undo_once(qtbot: QtBot, world: World, window: MainWindow) -> None:
    undone: list[int] = []
    world.context.toast("Passport handed out.", lambda: undone.append(1))
    assert window.toast.isVisible()
    assert window.toast.keys() == "Ctrl+Z"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    assert not window.toast.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    world.context.toast("Sent.")
    assert not window.toast.undo_button.isVisible()
    qtbot.mouseClick(window.toast.close_button, Qt.MouseButton.LeftButton)
    assert not window.toast.isVisible()


def test_a_toast_fades_unless_somebody_is_at_it(qtbot: QtBot, world: World, window: MainWindow) -> None:
    world.context.toast("Sent.")
    qtbot.mouseMove(window.sidebar)
    qtbot.waitUntil(lambda: not window.toast.underMouse())
    window.toast._fade()
    assert not window.toast.isVisible()
    world.context.toast("Passport handed out.", lambda: None)
    window.toast.undo_button.setFocus()
    window.toast._fade()
    assert window.toast.isVisible()


def test_lock_switch_user_and_closing_are_told_to_the_app(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.mouseClick(window.header.lock_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.switch_user_wanted):
        window.switch_action.trigger()
    with qtbot.waitSignal(window.closing):
        window.close()
    assert world.context.settings.text("window")
    assert world.context.settings.text("page") == "persons"


def test_theme_and_size_of_text_are_chosen_in_the_menu_and_remembered(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    actions = {action.text(): action for action in window.view_menu.actions()}
    actions["Dark"].trigger()
    assert theme.tones().dark
    actions["Larger Text"].trigger()
    assert fonts.base() == 14
    assert theme.tones().dark
    actions["Smaller Text"].trigger()
    actions["Normal Text"].trigger()
    assert world.context.settings.number("font_size") == 13
    actions["Light"].trigger()
    assert world.context.settings.text("theme") == "light"


def test_the_foot_of_the_sidebar_says_how_the_desk_stands(window: MainWindow) -> None:
    window.sidebar.set_state("journal", "Journal sound", "check-circle")
    window.sidebar.set_state("journal", "Journal broken at entry 7", "warning", "danger")
    window.sidebar.set_state("backup", "", "backup")
    assert [w.text() for _, w, _ in window.sidebar._states.values()] == ["Journal broken at entry 7", ""]


def test_the_window_is_drawn_dark_and_right_to_left_too(
    qtbot: QtBot, world: World, window: MainWindow, qapp: QApplication
) -> None:
    light = window.grab().toImage()
    theme.apply("dark", 15)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    mirrored = window.grab().toImage()
    assert mirrored != light
    assert window.sidebar.x() > window.width() // 2


@pytest.mark.expects_log
def test_a_defect_opens_a_report_that_can_be_copied(qtbot: QtBot, world: World, window: MainWindow) -> None:
    def breaks(_desk: object) -> None:
        secret = "AL HADDAD LAYLA"
        raise ValueError(secret)

    world.context.run(breaks)
    qtbot.waitUntil(lambda: window.findChild(DefectDialog) is not None)
    dialog = window.findChild(DefectDialog)
    shown = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in shown
    assert "breaks" in shown
    assert "LAYLA" not in shown
    dialog.copy()
    assert QGuiApplication.clipboard().text() == shown
    dialog.accept()


@pytest.mark.expects_log
def test_an_error_that_nobody_caught_is_reported_too(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[Exception] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_all(shown.append)
    error = ValueError(NAMES[0][1])
    sys.excepthook(ValueError, error, None)
    assert shown == [error]
    assert NAMES[0][1] not in caplog.text
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, _error, _trace: told.append(kind))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == [KeyboardInterrupt]
    assert len(shown) == 1


def test_a_report_names_the_causes_and_no_folder_of_this_computer() -> None:
    try:
        try:
            raise KeyError("A1")
        except KeyError as error:
            raise RuntimeError("B2") from error
    except RuntimeError as error:
        said = report(error)
    assert "KeyError" in said
    assert "A1" not in said
    assert "/" not in said.split("test_window.py")[0].replace("travel_desk/", "")


def test_idle_minutes_are_counted_from_the_last_touch(qtbot: QtBot) -> None:
    watch = IdleWatch(0.002)
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(watch.idle):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.Wheel))
    watch.set_minutes(0)
    qtbot.keyClick(widget, Qt.Key.Key_A)
    assert not watch._timer.isActive()


def test_a_machine_that_slept_is_locked_at_the_first_touch(qtbot: QtBot) -> None:
    clock = SetClock(datetime(2026, 11, 5, 17, 0, tzinfo=UTC))
    watch = IdleWatch(3, None, clock)
    widget = QWidget()
    qtbot.addWidget(widget)
    clock.forward(minutes=2)
    qtbot.keyClick(widget, Qt.Key.Key_A)
    clock.forward(hours=15)
    with qtbot.waitSignal(watch.idle):
        qtbot.keyClick(widget, Qt.Key.Key_A)
    watch.set_minutes(0)


def test_f10_enters_the_menu_bar_and_enter_presses_a_button(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert window.menuBar().activeAction() is not None
    qtbot.keyClick(window.menuBar(), Qt.Key.Key_Escape)
    pressed: list[bool] = []
    made = button("Press", lambda: pressed.append(True))
    made.setParent(window)
    made.show()
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert pressed == [True]
