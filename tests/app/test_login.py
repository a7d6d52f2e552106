"""The login window: who comes in, who waits, who is told what."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests import factory
from tests.app.conftest import Person
from travel_desk.access import actions, example_users
from travel_desk.access.rules import UserOrder
from travel_desk.app.known_user import KnownUser
from travel_desk.app.login import LoginWindow
from travel_desk.app.password_field import PasswordField
from travel_desk.app.places import SLOTS_FILE, is_desk
from travel_desk.base.clock import SystemClock
from travel_desk.base.roles import Role
from travel_desk.database.keys import FILE
from travel_desk.database.lock import DeskLock
from travel_desk.desk import Credentials
from travel_desk.shell import theme
from travel_desk.shell.window import MainWindow


def test_no_name_is_shown_before_somebody_has_logged_in(person: Person) -> None:
    person.comes()
    assert person.login.users.count() == 0
    assert not person.login.form.user_name.isHidden()


def test_a_clerk_logs_in_and_the_main_window_stands(person: Person) -> None:
    person.comes()
    person.logs_in("clerk")
    person.works()
    window = person.program.window
    assert isinstance(window, MainWindow)
    assert window.isVisible()
    assert person.program.settings.text("last_desk") == str(person.folder)


def test_a_wrong_password_is_said_and_waited_for(person: Person) -> None:
    person.comes()
    person.logs_in("clerk", "not the password")
    person.sees(person.login.form.problem.text)
    assert "not the password" in person.login.form.problem.text()
    assert person.login.form.password.text() == ""
    assert person.login.form.primary.text() == "Wait 1 s"
    person.sees(person.login.form.primary.isEnabled)
    person.types(person.login.form.password, factory.PASSWORD, enter=True)
    person.works()


def test_another_form_waits_until_the_first_is_answered(person: Person) -> None:
    person.comes()
    person.logs_in("clerk", "not the password")
    login, form = person.login, person.login.form
    assert form.primary.text() == "Opening the Desk"
    form.recover_button.click()
    assert login.current_form() is form
    person.sees(form.problem.text)
    assert not form.primary.isEnabled()
    form.recover_button.click()
    assert login.current_form() is login.recovery
    assert login.recovery.problem.text() == ""


def test_no_sentence_of_the_recovery_page_is_cut(qtbot: QtBot) -> None:
    theme.apply("light")
    login = LoginWindow("Desk", "This is the example desk.\n" + "Every password is printed here. " * 5)
    qtbot.addWidget(login)
    with qtbot.waitExposed(login):
        login.show()
    login.form.recover_button.click()
    login.refuse("This recovery code does not open the desk. Look at the paper again. " * 4)
    for said in login.recovery.findChildren(QLabel):
        if said.isVisible() and said.wordWrap():
            assert said.height() >= said.heightForWidth(said.width())


def test_an_empty_password_is_asked_for_not_tried(person: Person) -> None:
    person.comes()
    person.types(person.login.form.user_name, "clerk", enter=True)
    assert person.login.form.problem.text() == "Fill in: Password."


def test_a_second_copy_of_the_program_is_told_in_a_sentence(person: Person) -> None:
    lock = DeskLock(person.folder)
    try:
        person.program.begin(person.folder)
        person.sees(person.login.form.problem.text)
        assert "already open" in person.login.form.problem.text()
    finally:
        lock.release()


def test_a_damaged_database_is_told_in_a_sentence(person: Person) -> None:
    for file in person.folder.glob("desk.db*"):
        file.write_bytes(b"x" * 8192)
    person.comes()
    person.logs_in("clerk")
    person.sees(person.login.form.problem.text)
    assert "Restore a backup" in person.login.form.problem.text()


def test_a_first_password_is_changed_before_the_desk_is_entered(person: Person) -> None:
    desk = actions.log_in(person.folder, "administrator", factory.PASSWORD, SystemClock(), "here")
    actions.create_user(desk, UserOrder("mira", "Mira", frozenset({Role.CLERK})), "river-lamp-otter")
    desk.close()
    person.comes()
    person.logs_in("mira", "river-lamp-otter")
    own = person.login.own
    person.sees(own.isVisible)
    person.types(own.password, "stone-lamp-otter")
    person.types(own.again, "another", enter=True)
    assert "differ" in own.problem.text()
    person.types(own.again, "stone-lamp-otter", enter=True)
    person.works()
    assert actions.log_in(person.folder, "mira", "stone-lamp-otter", SystemClock(), "here")


def test_the_recovery_code_opens_the_desk_for_an_administrator(person: Person) -> None:
    desk = actions.log_in(person.folder, "administrator", factory.PASSWORD, SystemClock(), "here")
    code = actions.replace_recovery(desk, Credentials("desk_head", factory.PASSWORD)).value
    desk.close()
    person.comes()
    login = person.login
    login.form.recover_button.click()
    form = login.recovery
    assert form.isVisible()
    person.types(form.code, code.lower())
    person.types(form.user_name, "administrator")
    person.types(form.password, "stone-lamp-otter")
    person.types(form.again, "stone-lamp-ottr", enter=True)
    assert "differ" in form.problem.text()
    person.types(form.again, "stone-lamp-otter", enter=True)
    person.works()


def test_the_example_desk_shows_its_users_and_keeps_their_passwords(person: Person) -> None:
    desk = actions.log_in(person.folder, "administrator", factory.PASSWORD, SystemClock(), "here")
    for user in example_users.USERS[:2]:
        actions.create_user(desk, UserOrder(user.user_name, user.name, user.roles), user.password)
    desk.close()
    (person.folder / example_users.MARK).touch()
    person.comes()
    names = [person.login.users.item(row).text() for row in range(person.login.users.count())]
    assert names == [user.name for user in example_users.USERS]
    assert person.login.form.password.accessibleName() == "Password of Mira Okonjo"
    person.types(person.login.form.password, "utopia-clerk", enter=True)
    person.works()


def test_another_language_makes_the_window_anew(person: Person) -> None:
    person.comes()
    first = person.login
    first.language_chosen.emit("qps")
    assert person.login is not first
    assert person.login.form.primary.text() != "Log In"
    assert person.program.settings.text("language") == "qps"


def test_the_language_button_offers_every_language_by_keyboard(person: Person, qtbot: QtBot) -> None:
    person.comes()
    first, button = person.login, person.login.languages
    menu = button.menu()
    button.setFocus()
    QTimer.singleShot(0, lambda: QTest.keyClick(menu, Qt.Key.Key_Down))
    QTimer.singleShot(0, lambda: menu.setActiveAction(menu.actions()[-1]))
    QTimer.singleShot(0, lambda: QTest.keyClick(menu, Qt.Key.Key_Return))
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [action.text() for action in menu.actions()] == ["English", "Français"]
    qtbot.waitUntil(lambda: person.login is not first)
    assert person.login.form.primary.text() == "Se connecter"


def test_caps_lock_is_noticed_from_what_is_typed(qtbot: QtBot) -> None:
    theme.apply("light")
    field = PasswordField()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    QTest.keyClicks(field, "a1")
    assert not field.caps_lock
    QTest.keyClick(field, "B")
    assert field.caps_lock
    assert field.accessibleDescription() == "Caps Lock is on"
    QTest.keyClick(field, Qt.Key.Key_CapsLock)
    assert not field.caps_lock
    QTest.keyClick(field, "B", Qt.KeyboardModifier.ShiftModifier)
    assert not field.caps_lock
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(field, "C")
    assert field.textMargins().left() > 0


def test_the_list_of_users_paints_in_both_directions(qtbot: QtBot) -> None:
    theme.apply("dark")
    login = LoginWindow("desk", "This is a note.\nIt has two lines.")
    qtbot.addWidget(login)
    users = [
        KnownUser("mira", "Mira Okonjo", frozenset({Role.CLERK, Role.CUSTODIAN}), "locked 08:31"),
        KnownUser("x", "Sarnai", frozenset(), ""),
    ]
    login.show_users(users, "x")
    chosen = login.users.user()
    assert chosen is not None
    assert (chosen.name, chosen.initials, chosen.roles_text()) == ("Sarnai", "SA", "")
    assert users[0].roles_text() == "Clerk and Custodian"
    with qtbot.waitExposed(login):
        login.show()
    left = login.grab().toImage()
    login.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert login.grab().toImage() != left


def test_a_folder_is_a_desk_by_its_key_slots(tmp_path: Path) -> None:
    assert SLOTS_FILE == FILE
    assert not is_desk(tmp_path)
    (tmp_path / FILE).touch()
    assert is_desk(tmp_path)


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_what_is_refused_while_waiting_stays_refused(qtbot: QtBot, theme_name: str) -> None:
    theme.apply(theme_name)
    login = LoginWindow("desk")
    qtbot.addWidget(login)
    login.refuse("Too many wrong passwords.", 60)
    login.form.user_name.setText("clerk")
    login.form.password.setText("right")
    with qtbot.assertNotEmitted(login.asked):
        QTest.keyClick(login.form.password, Qt.Key.Key_Return)


def test_the_password_opens_nothing_while_another_copy_has_the_desk(person: Person) -> None:
    lock = DeskLock(person.folder)
    person.program.begin(person.folder)
    person.sees(person.login.form.problem.text)
    person.logs_in("clerk")
    person.sees(lambda: person.login.form.problem.text() and person.login.form.primary.isEnabled())
    assert "already open" in person.login.form.problem.text()
    assert person.program.session is None
    lock.release()
    person.types(person.login.form.password, factory.PASSWORD, enter=True)
    person.works()


def test_a_desk_that_is_gone_leads_to_the_assistant(person: Person) -> None:
    person.program.settings.put("last_desk", str(person.folder / "gone"))
    person.program.begin(None)
    assert person.program.login is None


def test_leaving_before_an_own_password_is_chosen_closes_the_desk(person: Person, qtbot: QtBot) -> None:
    desk = actions.log_in(person.folder, "administrator", factory.PASSWORD, SystemClock(), "here")
    actions.create_user(desk, UserOrder("mira", "Mira", frozenset({Role.CLERK})), "river-lamp-otter")
    desk.close()
    person.comes()
    person.logs_in("mira", "river-lamp-otter")
    person.sees(lambda: person.login.current_form() is not person.login.form)
    person.login.other_desk.emit()
    assert person.program.login is None
    assert person.program.session is None


def test_closing_the_login_window_ends_the_program(person: Person, qtbot: QtBot) -> None:
    person.comes()
    with qtbot.waitSignal(person.program.ended, timeout=5_000):
        person.login.close()


def test_closing_the_window_while_the_desk_is_being_locked_waits_for_the_drafts(
    person: Person, qtbot: QtBot
) -> None:
    person.comes()
    person.logs_in("clerk")
    person.works()
    session = person.program.session
    assert session is not None
    person.program.lock()
    with qtbot.waitSignal(person.program.ended, timeout=15_000):
        person.login.close()
    assert session.desk.database.key == b""


def test_a_name_that_is_clicked_is_followed_by_its_password(qtbot: QtBot) -> None:
    login = LoginWindow("Desk")
    qtbot.addWidget(login)
    login.show_users([KnownUser(name, name.title(), frozenset({Role.CLERK})) for name in ("mira", "jonas")])
    with qtbot.waitActive(login):
        login.show()
    users, password = login.users, login.form.password
    at = users.visualItemRect(users.item(1)).center()
    QTest.mouseClick(users.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert password.hasFocus()
    assert password.accessibleName() == "Password of Jonas"
    users.setFocus()
    QTest.keyClick(users, Qt.Key.Key_Up)
    assert users.hasFocus()
    QTest.keyClick(users, Qt.Key.Key_Return)
    assert password.hasFocus()
    assert password.accessibleName() == "Password of Mira"
