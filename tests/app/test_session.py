"""At the desk: lock and unlock, switch user, idleness, drafts, languages, menus."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.app.conftest import Person
from travel_desk.access.dialogs import ChangePasswordDialog, UserDialog
from travel_desk.app.about import AboutDialog, KeysDialog
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.desk import Desk
from travel_desk.shell.window import MainWindow


def window_of(person: Person) -> MainWindow:
    window = person.program.window
    assert isinstance(window, MainWindow)
    return window


def action(window: MainWindow, text: str) -> QAction:
    return next(found for _, found in window.commands() if found.text() == text)


def dialog(kind: type[QDialog]) -> Any:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


@pytest.fixture
def at_work(person: Person) -> Callable[[str], MainWindow]:
    def come(user_name: str) -> MainWindow:
        person.comes()
        person.logs_in(user_name)
        person.works()
        window = window_of(person)
        person.sees(lambda: window.isActiveWindow() or window.activateWindow())
        return window

    return come


def desk_of(person: Person) -> Desk:
    assert person.program.session is not None
    return person.program.session.desk


def test_locking_drops_the_key_and_hides_everything(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = at_work("clerk")
    desk = desk_of(person)
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        QTest.keyClick(
            window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        assert not window.isVisible()
    assert desk.database.key == b""
    with pytest.raises(Refused, match="locked"):
        _ = desk.session
    login = person.login
    assert login.form.title.text().startswith("Locked since")
    assert login.form.subtitle.text() == "Nothing was lost."
    user = login.users.user()
    assert user is not None
    assert user.user_name == "clerk"
    assert user.note.startswith("locked")


def test_the_same_user_unlocks_and_goes_on(person: Person, at_work: Callable[[str], MainWindow]) -> None:
    at_work("clerk").show_page("papers")
    person.program.lock()
    person.types(person.login.form.password, "a long enough password", enter=True)
    person.works()
    page = window_of(person).current_page()
    assert page is not None
    assert page.key == "papers"


def test_another_user_takes_the_desk_over(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = at_work("clerk")
    assert "users" not in window.keys()  # noqa: SIM118  # a method of the window, no mapping
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        action(window, "Switch User…").trigger()
    person.logs_in("ada")
    person.works()
    assert desk_of(person).session.user_name == "administrator"
    assert "users" in window_of(person).keys()  # noqa: SIM118


def test_switching_user_takes_nobody_for_granted_but_who_was_here_before(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = at_work("clerk")
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        action(window, "Switch User…").trigger()
    login = person.login
    assert login.chosen() is None
    person.sees(login.users.hasFocus)
    login.form.password.setText("whose?")
    login.form.primary.click()
    assert login.form.problem.text() == "Choose your name in the list."
    QTest.keyClick(login.users, Qt.Key.Key_Down)
    QTest.keyClick(login.users, Qt.Key.Key_Return)  # the first of the list
    assert login.chosen() == "administrator"
    assert login.form.password.hasFocus()
    person.logs_in("ada")
    person.works()
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        action(window_of(person), "Switch User…").trigger()
    assert person.login.chosen() == "clerk"
    assert person.login.focusWidget() is person.login.form.password


def test_nobody_touching_the_window_locks_it(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    at_work("clerk")
    session = person.program.session
    assert session is not None
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        session.watch.set_minutes(0.001)
    assert person.program.login is not None


def test_a_half_filled_dialog_survives_the_lock(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = at_work("administrator")
    window.show_page("users")
    action(window, "New User…").trigger()
    first = dialog(UserDialog)
    person.types(first.name, "Mira Okonjo")
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        person.program.lock()
    assert dialog(UserDialog) is None
    assert person.login.form.subtitle.text() == "Nothing was lost: 1 draft is kept for you."
    person.logs_in("ada")
    person.works()
    person.sees(lambda: window_of(person).toast.text() == "1 draft waits for you: Today lists it.")
    window_of(person).show_page("users")
    action(window_of(person), "New User…").trigger()
    again = dialog(UserDialog)
    person.sees(lambda: again.name.value() == "Mira Okonjo")
    again.discard_draft()
    again.done(0)


@pytest.mark.parametrize("switch", [False, True])
def test_a_draft_that_cannot_be_kept_at_the_lock_is_told_there(
    person: Person,
    at_work: Callable[[str], MainWindow],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    switch: bool,
) -> None:
    window = at_work("administrator")
    window.show_page("users")
    action(window, "New User…").trigger()
    person.types(dialog(UserDialog).name, "Mira Okonjo")

    def full(*_: object) -> None:
        raise Trouble(msg("The disk is full."))

    monkeypatch.setattr(type(desk_of(person).drafts), "save", full)
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        person.program.lock(switch=switch)
    said = person.login.form.problem.text() if switch else person.login.form.subtitle.text()
    assert said == "1 draft could not be kept, so what was typed in it last is lost: The disk is full."


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_flashes_up_as_a_window_of_its_own(
    at_work: Callable[[str], MainWindow], qapp: QApplication, qtbot: QtBot
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    window = at_work("administrator")
    qtbot.waitUntil(lambda: len(window._pages) == len(window._classes), timeout=15_000)
    qapp.removeEventFilter(windows)
    assert windows.shown == ["LoginWindow", "MainWindow"]


def test_the_keys_of_the_lock_work_over_an_open_dialog(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = at_work("clerk")
    action(window, "Change Password…").trigger()
    shown = dialog(ChangePasswordDialog)
    person.sees(lambda: shown.isActiveWindow() or shown.activateWindow())
    with qtbot.waitSignal(person.program.locked, timeout=15_000):
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        # Pressed only: the dialog's window is gone before the key is let go, and QTest would still tell it.
        QTest.keyPress(shown.windowHandle(), Qt.Key.Key_L, keys)
    assert dialog(ChangePasswordDialog) is None


def test_typing_the_password_while_the_desk_is_still_closing_waits_for_it(
    person: Person, at_work: Callable[[str], MainWindow]
) -> None:
    at_work("clerk")
    person.program.lock()
    person.types(person.login.form.password, "a long enough password", enter=True)
    person.works()


def test_another_language_rebuilds_the_window_at_the_same_page(
    person: Person, at_work: Callable[[str], MainWindow]
) -> None:
    window = at_work("clerk")
    window.show_page("papers")
    session = person.program.session
    assert session is not None
    session.speak("qps")
    person.sees(lambda: person.program.window is not window)
    page = window_of(person).current_page()
    assert page is not None
    assert page.key == "papers"
    assert page.title() != "Papers"


def test_every_menu_is_there_with_its_deeds(person: Person, at_work: Callable[[str], MainWindow]) -> None:
    window = at_work("administrator")
    titles = [entry.text().replace("&", "") for entry in window.menuBar().actions()]
    assert titles[0] == "Desk"
    assert titles[-1] == "Help"
    assert {"Edit", "View"} <= set(titles)
    texts = {found.text() for _, found in window.commands()}
    assert {"Change Password…", "Desk Settings…", "Back Up Now", "Lock", "Switch User…", "Quit"} <= texts
    assert action(window, "Desk Settings…").isEnabled()


def test_what_a_role_may_not_do_is_grey(person: Person, at_work: Callable[[str], MainWindow]) -> None:
    assert not action(at_work("clerk"), "Desk Settings…").isEnabled()


def test_help_tells_the_version_and_the_keys(person: Person, at_work: Callable[[str], MainWindow]) -> None:
    window = at_work("clerk")
    for text, kind in (("About Travel Desk", AboutDialog), ("Keyboard Shortcuts", KeysDialog)):
        action(window, text).trigger()
        shown = dialog(kind)
        assert shown is not None
        shown.accept()


def test_the_edit_menu_works_on_the_field_with_the_keyboard(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = at_work("clerk")
    window.show_page("officials")
    window.activateWindow()
    page = window.current_page()
    assert page is not None
    page.focus_search()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("water")
    action(window, "Select All").trigger()
    assert field.selectedText() == "water"
    action(window, "Cut").trigger()
    assert field.text() == ""


def test_backing_up_without_a_place_says_what_to_do(
    person: Person, at_work: Callable[[str], MainWindow]
) -> None:
    window = at_work("clerk")
    said: list[str] = []
    window.context.toasted.connect(lambda text, _undo: said.append(text))
    action(window, "Back Up Now").trigger()
    person.sees(lambda: any("place for backups" in text for text in said))


def test_closing_the_window_ends_the_program(
    person: Person, at_work: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = at_work("clerk")
    app = QApplication.instance()
    assert app is not None
    desk = desk_of(person)
    with qtbot.waitSignal(person.program.ended, timeout=15_000):
        window.close()
    assert desk.database.key == b""
