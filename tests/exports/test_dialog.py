"""Export List… from the register: with the keyboard, refused in place, stopped, replaced."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests import factory
from travel_desk import sheets
from travel_desk.base.message import Trouble, msg
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.exports import page as exports
from travel_desk.exports.dialogs import ExportDialog
from travel_desk.exports.rules import Kind
from travel_desk.officials import examples
from travel_desk.officials.page import OfficialsPage
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.window import MainWindow

COUNT = 12


class Counter:
    """The window with the register of officials in it."""

    def __init__(self, qtbot: QtBot, desk: Desk, settings: Settings) -> None:
        theme.apply("light", 13)
        self.qtbot = qtbot
        self.desk = desk
        self.context = Context(desk, settings, desk.clock, desk.may)
        exports.register(self.context)
        self.toasts: list[str] = []
        self.context.toasted.connect(lambda text, _undo: self.toasts.append(text))
        self.window = MainWindow(self.context, [OfficialsPage], title="Travel Desk")
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        page = self.window.current_page()
        assert isinstance(page, OfficialsPage)
        self.page = page
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.context.background.busy())

    def open(self) -> ExportDialog:
        self.qtbot.keyClick(
            self.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        self.qtbot.waitUntil(lambda: bool(self._shown()))
        dialog = self._shown()[0]
        self.qtbot.waitUntil(dialog.do.isEnabled)
        return dialog

    def export(self, dialog: ExportDialog, path: Path) -> None:
        dialog.path.set_value(str(path))
        with self.qtbot.waitSignal(dialog.deed_done):
            self.qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self._shown())

    def _shown(self) -> list[ExportDialog]:
        return [one for one in self.window.findChildren(ExportDialog) if one.isVisible()]


@cache
def _filled() -> Path:
    folder = Path(mkdtemp(prefix="travel-desk-exports-"))
    desk = factory.desk(folder, Role.CLERK)
    examples.fill(desk, COUNT)
    desk.close()
    return folder / "desk"


@pytest.fixture
def counter(tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Counter]:
    shutil.copytree(_filled(), tmp_path / "desk")
    desk = factory.log_in(tmp_path / "desk", getattr(request, "param", Role.CLERK).value)
    made = Counter(qtbot, desk, Settings(tmp_path / "settings.json"))
    yield made
    for dialog in made._shown():
        dialog.set_busy(False)
        dialog.reject()
    made.context.close()
    desk.close()


def read(path: Path) -> list[tuple[sheets.Cell, ...]]:
    found = sheets.look(path)
    read_rows = list(sheets.rows(path, found))
    assert not any(row.fault for row in read_rows)
    return [row.cells for row in read_rows]


def test_the_register_is_exported_by_the_keyboard(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    counter.export(counter.open(), path)
    cells = read(path)
    assert len(cells) == COUNT
    assert isinstance(cells[0][4], date)
    assert counter.toasts == [f"{COUNT} lines exported to list.xlsx"]
    assert counter.open().path.value() == str(tmp_path / "Officials 2026-11-05.xlsx")


def test_the_file_says_what_was_searched_and_holds_only_that(counter: Counter, tmp_path: Path) -> None:
    counter.qtbot.keyClicks(counter.page.search, "a")
    counter.qtbot.waitUntil(lambda: counter.page.search.text() == "a")
    counter.rest()
    path = tmp_path / "list.csv"
    dialog = counter.open()
    dialog.kind.set_value(Kind.CSV)
    counter.export(dialog, path)
    text = path.read_text("utf-8-sig")
    assert '"Search: “a”"' in text
    assert "by Clerk User" in text
    # The list itself waits a moment for the next letter.
    counter.qtbot.waitUntil(lambda: len(read(path)) == counter.page.model.rowCount())


def test_another_kind_changes_the_ending(counter: Counter) -> None:
    dialog = counter.open()
    assert dialog.path.value().endswith("Officials 2026-11-05.xlsx")
    dialog.kind.set_value(Kind.CSV)
    assert dialog.path.value().endswith("Officials 2026-11-05.csv")
    dialog.path.set_value("/lists/list")
    dialog.kind.set_value(Kind.XLSX)
    assert dialog.path.value() == "/lists/list"


def test_a_file_that_is_there_is_replaced_after_asking(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_text("mine")
    dialog = counter.open()
    dialog.path.set_value(str(path))
    assert not dialog.replace.isVisible()
    dialog.submit()
    assert "already" in dialog.problem_text()
    assert dialog.replace.isVisible()
    dialog.replace.setChecked(True)
    with counter.qtbot.waitSignal(dialog.deed_done):
        dialog.submit()
    assert len(read(path)) == COUNT


def test_another_name_asks_anew_whether_its_file_may_go(counter: Counter, tmp_path: Path) -> None:
    for name in ("first.xlsx", "second.xlsx"):
        (tmp_path / name).write_text("mine")
    dialog = counter.open()
    dialog.chosen(str(tmp_path / "first.xlsx"))
    assert dialog.replace.isChecked()
    dialog.path.set_value(str(tmp_path / "second.xlsx"))
    dialog.submit()
    assert "already" in dialog.problem_text()


def test_a_place_that_will_not_do_is_refused_in_place(counter: Counter) -> None:
    dialog = counter.open()
    for path, said in (
        ("", "Say which file"),
        ("list.xlsx", "not the whole path"),
        ("/nowhere/at/all/list.xlsx", "folder is not there"),
        ("/proc/list.xlsx", "can't be written"),
        ("/" + "x" * 300, "no file of this name"),
    ):
        dialog.path.set_value(path)
        dialog.submit()
        counter.qtbot.waitUntil(lambda said=said: said in dialog.problem_text())
        assert dialog.do.isEnabled()
        assert dialog.isVisible()


def test_a_file_is_chosen_by_the_usual_dialog(counter: Counter, tmp_path: Path) -> None:
    dialog = counter.open()
    dialog.choose()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "mine.xlsx"))
    asked.close()
    assert dialog.path.value() == str(tmp_path / "mine.xlsx")
    assert not dialog.replace.isVisible()


def test_an_export_that_is_stopped_leaves_nothing(counter: Counter, tmp_path: Path) -> None:
    dialog = counter.open()
    dialog.path.set_value(str(tmp_path / "list.xlsx"))
    dialog.submit()
    assert dialog.leave.text() == "Stop"
    dialog.reject()
    counter.qtbot.waitUntil(lambda: "stopped" in dialog.problem_text())
    assert dialog.leave.text() == "Close"
    assert not [name for name in os.listdir(tmp_path) if "list" in name]
    counter.export(dialog, tmp_path / "list.xlsx")  # and again


def test_a_list_that_can_not_be_counted_says_so(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise Trouble(msg("The disk does not answer."))

    ask = counter.page.ask_exported_ids()
    ask.query = broken
    monkeypatch.setattr(counter.page, "ask_exported_ids", lambda: ask)
    exports.export_list(counter.context, counter.page)
    counter.qtbot.waitUntil(lambda: bool(counter._shown()))
    dialog = counter._shown()[0]
    counter.qtbot.waitUntil(lambda: "does not answer" in dialog.problem_text())
    dialog.submit()
    assert "empty" in dialog.problem_text()


def test_an_export_that_is_stopped_at_its_very_end_leaves_nothing(counter: Counter, tmp_path: Path) -> None:
    dialog = counter.open()
    dialog.path.set_value(str(tmp_path / "list.xlsx"))
    dialog._bridge.told.connect(lambda *_: dialog.reject())  # before the work may have ended
    dialog.submit()
    counter.qtbot.waitUntil(lambda: "stopped" in dialog.problem_text())
    assert not [name for name in os.listdir(tmp_path) if "list" in name]


@pytest.mark.parametrize("folder", ["", "gone"])
def test_a_dialog_that_has_gone_takes_its_file_with_it(counter: Counter, tmp_path: Path, folder: str) -> None:
    dialog = counter.open()
    dialog.path.set_value(str(tmp_path / folder / "list.xlsx"))
    dialog.submit()
    shiboken6.delete(dialog)
    counter.rest()
    assert not [name for name in os.listdir(tmp_path) if "list" in name]


@pytest.mark.parametrize("counter", [Role.APPROVER], indirect=True)
def test_an_approver_finds_the_deed_greyed(counter: Counter) -> None:
    (deed,) = [one for one in counter.page.findChildren(QAction) if one.text() == "Export List…"]
    assert not deed.isEnabled()


def test_a_page_without_columns_has_no_such_deed(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter.page, "export_columns", list)
    assert exports.list_deeds(counter.context, counter.page) == []


def test_the_journal_tells_whose_names_left_the_desk(counter: Counter, tmp_path: Path) -> None:
    counter.export(counter.open(), tmp_path / "list.xlsx")
    with counter.desk.database.read() as connection:
        told = connection.exec_driver_sql(
            "SELECT count(DISTINCT person_id) FROM journal_value WHERE name = 'exported'"
        ).scalar()
    assert told == COUNT
