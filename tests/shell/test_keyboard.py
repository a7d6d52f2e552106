"""Where the keyboard is: back at its place after a dialog, and one deed for each key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.shell.conftest import JournalPage, PersonsPage, TripsPage, World
from travel_desk.shell import theme
from travel_desk.shell.buttons import ActionButton
from travel_desk.shell.defect import DefectDialog
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import TextField, labelled
from travel_desk.shell.preview import PaperPreview
from travel_desk.shell.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, world: World) -> MainWindow:
    made = MainWindow(world.context, [PersonsPage, TripsPage, JournalPage], user="Mira Okonjo")
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitActive(made):
        made.show()
    world.rest()
    return made


def dialogs(world: World, window: MainWindow) -> list[QDialog]:
    """Return one of each kind of dialog over a window."""
    deed = DeedDialog(world.context, "Rename Safe", primary="Rename Safe", parent=window)
    deed.body.addWidget(deed.field("name", labelled("Name", TextField())))
    paper = PaperPreview(world.context, "Receipt", b"%PDF", "receipt.pdf", parent=window)
    return [deed, paper, DefectDialog(ValueError(), window)]


def close(qtbot: QtBot, dialog: QDialog) -> None:
    with qtbot.waitActive(dialog):
        dialog.open()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_closed_dialog_gives_the_keyboard_back_to_where_it_was(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    page = window.page("persons")
    assert isinstance(page, PersonsPage)
    for dialog in dialogs(world, window):
        page.focus_search()
        close(qtbot, dialog)
        qtbot.waitUntil(page.search.hasFocus)
        assert QApplication.activeWindow() is window
        world.rest()


def test_ctrl_f_leads_into_the_search_as_soon_as_a_dialog_is_closed(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    page = window.page("persons")
    assert isinstance(page, PersonsPage)
    page.table.setFocus()
    close(qtbot, dialogs(world, window)[0])
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_a_dialog_that_closes_behind_another_program_does_not_come_forward(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    dialog = dialogs(world, window)[0]
    with qtbot.waitActive(dialog):
        dialog.open()
    other = TextField()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    dialog.reject()
    QApplication.processEvents()
    assert QApplication.activeWindow() is other


def test_the_search_over_everything_gives_the_keyboard_back_and_forgets_what_it_found(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    page = window.page("persons")
    assert isinstance(page, PersonsPage)
    page.focus_search()
    window.finder.pop("lock")
    world.rest()
    assert window.finder.model.rowCount() > 0
    qtbot.keyClick(window.finder.line, Qt.Key.Key_Escape)
    assert page.search.hasFocus()
    assert window.finder.model.rowCount() == 0


def test_the_button_that_opened_a_dialog_may_be_gone_when_it_closes(
    qtbot: QtBot, world: World, window: MainWindow
) -> None:
    page = window.page("persons")
    assert isinstance(page, PersonsPage)
    page.open_subject("person", 3)
    world.rest()
    page.detail.findChildren(ActionButton)[0].setFocus()
    dialog = dialogs(world, window)[0]
    with qtbot.waitActive(dialog):
        dialog.open()
    page.refresh_detail()  # the deed changed the subject: its pane is made anew
    world.rest()
    dialog.accept()
    qtbot.waitUntil(page.table.hasFocus)
    assert page.subject_id == 3


@pytest.mark.parametrize("size", [13, 17, 20])
def test_all_menus_are_seen_and_reached_by_their_letter(
    qtbot: QtBot, world: World, window: MainWindow, size: int
) -> None:
    theme.apply("light", size)
    window.show_page("persons")
    window.add_menu("&Help", [window.lock_action])
    world.rest()
    window.header.fit()
    QApplication.processEvents()
    bar = window.menuBar()
    shown = [action for action in bar.actions() if action.isVisible()]
    assert len(shown) == 4
    for action in shown:
        place = bar.actionGeometry(action)
        assert place.isValid()
        assert bar.rect().contains(place), action.text()
        _, marked, letter = action.text().partition("&")
        menu = action.menu()
        if marked:
            qtbot.keyClick(window, Qt.Key(ord(letter[0].upper())), Qt.KeyboardModifier.AltModifier)
            qtbot.waitUntil(menu.isVisible)
            menu.hide()
