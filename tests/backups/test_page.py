"""The Backup page, used with mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from travel_desk.backups.dialogs import BackUpDialog, RestoreDialog
from travel_desk.backups.page import BackupsPage
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.desk.permissions import role_for
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.window import MainWindow


class Counter:
    """The window of an administrator, with the Backup page shown."""

    def __init__(self, qtbot: QtBot, desk: Desk, settings: Settings) -> None:
        self.qtbot = qtbot
        self.desk = desk
        roles = desk.session.roles  # asked of once: a restore closes the desk under the page, as in the app
        self.context = Context(desk, settings, desk.clock, lambda verb: role_for(verb, roles) is not None)
        self.toasts: list[str] = []
        self.context.toasted.connect(lambda text, _undo: self.toasts.append(text))
        self.window = MainWindow(self.context, [BackupsPage], title="Travel Desk")
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.show_page("backups")
        page = self.window.current_page()
        assert isinstance(page, BackupsPage)
        self.page = page

    def press(self, text: str) -> None:
        found = [a for a in self.window.findChildren(QAction) if a.text().replace("&", "") == text]
        assert found[-1].isEnabled()
        found[-1].trigger()

    def dialog(self, kind: type[DeedDialog]) -> DeedDialog:
        def shown() -> list[DeedDialog]:
            return [d for d in self.window.findChildren(kind) if d.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    def type(self, field: QWidget, text: str) -> None:
        field.setFocus()
        self.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(field, text)

    def back_up(self, place: Path) -> None:
        self.press("Back Up…")
        dialog = self.dialog(BackUpDialog)
        assert isinstance(dialog, BackUpDialog)
        self.type(dialog.place, str(place))
        with self.qtbot.waitSignal(dialog.deed_done):
            self.qtbot.keyClick(dialog.place, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.page.model.rowCount() == 1)


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path) -> Counter:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    return Counter(qtbot, desk, Settings(tmp_path / "settings.json"))


def choose_first(counter: Counter) -> None:
    """Wait until the backup just made is shown, as the page does by itself."""
    counter.qtbot.waitUntil(lambda: counter.page.subject_id is not None and _has(counter))
    counter.qtbot.waitUntil(lambda: not counter.window.findChildren(BackUpDialog))


def _has(counter: Counter) -> bool:
    return any(a.text() == "Check Backup" for a in counter.window.findChildren(QAction))


def test_a_backup_is_made_from_the_empty_page_and_found_whole(counter: Counter, tmp_path: Path) -> None:
    counter.back_up(tmp_path / "stick")
    choose_first(counter)
    counter.press("Check Backup")
    counter.qtbot.waitUntil(lambda: any("is whole and opens" in text for text in counter.toasts))


def test_a_harmed_backup_says_what_is_wrong(counter: Counter, tmp_path: Path) -> None:
    counter.back_up(tmp_path / "stick")
    choose_first(counter)
    made = next((tmp_path / "stick").glob("travel-desk-*"))
    (made / "slots.json").write_text("{}")
    counter.press("Check Backup")
    found = counter.page.detail
    counter.qtbot.waitUntil(
        lambda: any("is missing or changed" in str(w.property("text")) for w in found.findChildren(QWidget))
    )


def test_a_backup_is_put_back_and_everybody_logs_in_again(counter: Counter, tmp_path: Path) -> None:
    counter.back_up(tmp_path / "stick")
    choose_first(counter)
    counter.press("Restore Backup…")
    dialog = counter.dialog(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    counter.type(dialog.password, factory.PASSWORD)
    with counter.qtbot.waitSignal(counter.window.lock_wanted):
        counter.qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    assert not counter.desk.is_open
    again = factory.log_in(counter.desk.folder, "administrator")
    assert again.setting("generation", 0) == 2
    again.close()
