"""Users and Roles, driven by keys and clicks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests import factory
from travel_desk.access import actions, queries
from travel_desk.access.dialogs import (
    ChangePasswordDialog,
    DeactivateDialog,
    DeskSettingsDialog,
    ReplaceRecoveryDialog,
    ResetPasswordDialog,
    UserDialog,
)
from travel_desk.access.page import UsersPage, register
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.shell import theme
from travel_desk.shell.buttons import ActionButton
from travel_desk.shell.context import Context
from travel_desk.shell.preview import PaperPreview

FIRST, SECOND = "river-lamp-otter", "stone-lamp-otter"


@pytest.fixture
def context(administrator: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Context]:
    theme.apply("light")
    made = Context(administrator, Settings(tmp_path / "s.json"), administrator.clock, administrator.may)
    yield made
    made.close()


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[UsersPage]:
    made = UsersPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    context.changed.connect(made.reload)
    with qtbot.waitExposed(made):
        made.show()
    made.reload(made.subjects)
    qtbot.waitUntil(lambda: made.total > 0)
    yield made
    for left in made.findChildren(QDialog):
        left.done(0)


def shown(kind: type[QDialog]) -> Any:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def buttons(page: UsersPage) -> dict[str, ActionButton]:
    return {b.text(): b for b in page.detail.findChildren(ActionButton)}


def choose(page: UsersPage, qtbot: QtBot, user_name: str) -> None:
    desk: Desk = page.context.desk
    wanted = queries.user_ids(desk, user_name)[0]
    page.open_subject("user", wanted)
    qtbot.waitUntil(lambda: bool(buttons(page)))


def do(dialog: Any, qtbot: QtBot) -> Any:
    with qtbot.waitSignal(dialog.deed_done, timeout=10_000) as done:
        dialog.primary_button.click()
    assert done.args is not None
    return done.args[0]


def test_a_new_user_is_created_and_shown(page: UsersPage, qtbot: QtBot) -> None:
    opened: list[tuple[str, int]] = []
    page.context.opened.connect(lambda kind, number: opened.append((kind, number)))
    page.create_user()
    dialog = shown(UserDialog)
    dialog.name.setText("Mira Okonjo")
    dialog.user_name.setText("Mira")
    dialog.password.setText("short")
    assert dialog.password.accessibleDescription().endswith("ten are wanted.")
    dialog.password.setText(FIRST)
    dialog.primary_button.click()
    qtbot.waitUntil(lambda: "at least one role" in dialog.problem_text())
    dialog._roles[Role.CLERK].setChecked(True)
    dialog.password.setText(FIRST)
    new = do(dialog, qtbot)
    assert opened == [("user", new)]
    assert actions.log_in(page.context.desk.folder, "mira", FIRST, page.context.clock, "here")


def test_roles_and_scope_are_changed(page: UsersPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "auditor")
    buttons(page)["Change User…"].click()
    dialog = shown(UserDialog)
    assert not dialog.user_name.isEnabled()
    dialog._roles[Role.CLERK].setChecked(True)
    dialog.protected.setChecked(False)
    number = do(dialog, qtbot)
    row = queries.user_detail(page.context.desk, number)
    assert row is not None
    assert row.user.roles == {Role.AUDITOR, Role.CLERK}
    assert not row.user.protected


def test_an_administrator_changes_no_more_than_their_own_name(page: UsersPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "ada")
    buttons(page)["Change User…"].click()
    dialog = shown(UserDialog)
    assert not any(box.isEnabled() for box in dialog._roles.values())
    dialog.name.setText("Ada B. Administrator")
    do(dialog, qtbot)


def test_a_password_is_reset(page: UsersPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "clerk")
    buttons(page)["Reset Password…"].click()
    dialog = shown(ResetPasswordDialog)
    dialog.new.setText("short")
    dialog.again.setText(SECOND)
    dialog.primary_button.click()
    assert "differ" in dialog.problem_text()
    dialog.new.setText(SECOND)
    do(dialog, qtbot)
    assert actions.log_in(page.context.desk.folder, "clerk", SECOND, page.context.clock, "here")


def test_a_user_is_deactivated_after_a_plain_confirmation(page: UsersPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "clerk")
    buttons(page)["Deactivate User…"].click()
    dialog = shown(DeactivateDialog)
    assert dialog.secondary_button.text() == "Keep User"
    number = queries.user_ids(page.context.desk, "clerk")[0]
    assert do(dialog, qtbot) is None
    row = queries.user_detail(page.context.desk, number)
    assert row is not None
    assert not row.user.active
    qtbot.waitUntil(lambda: not buttons(page))


def test_the_own_password_is_changed(context: Context, page: UsersPage, qtbot: QtBot) -> None:
    dialog = ChangePasswordDialog(context, page)
    dialog.open()
    dialog.old.setText("not the old one")
    dialog.new.setText(SECOND)
    dialog.again.setText(SECOND)
    dialog.primary_button.click()
    qtbot.waitUntil(lambda: "not the password" in dialog.problem_text())
    context.clock.forward(seconds=1)  # type: ignore[attr-defined]
    dialog.old.setText(factory.PASSWORD)
    do(dialog, qtbot)


def test_a_new_recovery_sheet_takes_a_second_person(page: UsersPage, qtbot: QtBot) -> None:
    sheet = next(action for action in page.menu_actions() if action.text() == "Print a New Recovery Code…")
    sheet.trigger()
    dialog = shown(ReplaceRecoveryDialog)
    dialog.primary_button.click()
    assert "second person" in dialog.problem_text()
    second = dialog.second
    second.user.setText("auditor")
    second.password.setText(factory.PASSWORD)
    content = do(dialog, qtbot)
    assert content.startswith(b"%PDF")
    qtbot.waitUntil(lambda: shown(PaperPreview) is not None)
    shown(PaperPreview).reject()


def test_the_settings_of_the_desk_are_kept(context: Context, page: UsersPage, qtbot: QtBot) -> None:
    dialog = DeskSettingsDialog(context, page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.idle.value() == 3)
    dialog.idle.set_value(10)
    do(dialog, qtbot)
    assert queries.desk_settings(context.desk).idle_minutes == 10


def test_the_scope_offers_the_tree_and_a_draft_is_restored(
    context: Context, page: UsersPage, qtbot: QtBot
) -> None:
    dialog = UserDialog(context, None, page)
    dialog.open()
    dialog._show_places([queries.Place("/1/", "Ministry", 0), queries.Place("/1/2/", "Board", 1)])
    dialog.place.set_value("/1/2/")
    assert dialog.place.currentText() == "   Board"
    kept = {
        "name": "Jonas", "user_name": "jonas", "roles": ["custodian"], "place": "/1/",
        "official": [None, ""], "protected": True, "private": False,
    }  # fmt: skip
    dialog.restore(kept)
    assert dialog.collect() == kept
    dialog.done(0)
    again = UserDialog(context, None, page)
    again.restore(kept)  # before the organisations are read
    assert again.collect() == kept
    again._show_places([queries.Place("/1/", "Ministry", 0)])
    assert again.collect() == kept
    again.deleteLater()


def test_find_anything_finds_users_for_those_who_may_see_them(context: Context, administrator: Desk) -> None:
    register(context)
    (finder,) = context.finders.all()
    (found,) = finder.query(administrator, "custod")
    assert (finder.title(), found.kind, found.title) == ("Users", "user", "Custodian User")
    clerk = factory.at(administrator, Role.CLERK)
    other = Context(clerk, context.settings, context.clock, clerk.may)
    register(other)
    assert other.finders.all() == ()
    other.close()


def test_a_linked_official_is_shown_in_the_field(context: Context, page: UsersPage) -> None:
    row = queries.user_rows(context.desk, [2])[0]
    dialog = UserDialog(context, replace(row.user, person_id=7), page, official="Ганбаатар")
    assert dialog.official.value() == 7
    dialog.done(0)
