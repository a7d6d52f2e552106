"""The assistant and the repair list, by clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.officials.desk_work import journal
from tests.staff_lists.desk_work import JULE, LAYLA, TITLES, WATER, dossier, register, take_rows, write
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.officials import queries as register_of
from travel_desk.officials.page import OfficialsPage
from travel_desk.officials.page import register as register_officials
from travel_desk.officials.queries import Question
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.window import MainWindow
from travel_desk.staff_lists import page, queries
from travel_desk.staff_lists.dialogs import ImportAssistant, RepairDialog, RepairLists
from travel_desk.staff_lists.dialogs.check_step import PLACES, VANISHED
from travel_desk.staff_lists.dialogs.repairs import Discard
from travel_desk.staff_lists.rules import DateStyle, Field, State

D = TypeVar("D", bound=DeedDialog)


@dataclass
class Window:
    """The window with the page of officials in it."""

    qtbot: QtBot
    desk: Desk
    context: Context
    main: MainWindow

    def deed(self, text: str) -> QAction:
        """Return a deed of the page's menu."""
        found = self.main.findChild(OfficialsPage)
        assert found is not None
        return next(one for one in found.menus()[0][1] if one.text().startswith(text))

    def dialog(self, kind: type[D]) -> D:
        """Return the open dialog of a kind."""
        self.qtbot.waitUntil(lambda: any(d.isVisible() for d in self.main.findChildren(kind)))
        found = next(d for d in self.main.findChildren(kind) if d.isVisible())
        self.quiet()
        return found

    def quiet(self) -> None:
        """Wait until nothing is on its way."""
        self.qtbot.waitUntil(lambda: not self.context.background.busy())

    def click(self, widget: QWidget) -> None:
        """Press a button."""
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def next(self, dialog: ImportAssistant) -> None:
        """Press the primary button, and wait for what follows."""
        self.click(dialog.primary_button)
        self.quiet()


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    """The page of officials over the desk of the ministry."""
    theme.apply("light", 13)
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    register_officials(context)
    page.register(context)
    main = MainWindow(context, [OfficialsPage], title="Travel Desk", subtitle="Utopia", user="Clara")
    qtbot.addWidget(main)
    main.resize(1280, 720)
    with qtbot.waitExposed(main):
        main.show()
    made = Window(qtbot, desk, context, main)
    made.quiet()
    yield made
    for dialog in main.findChildren(DeedDialog):
        dialog.close()
    context.close()


def begin(window: Window, path: Path, source: str = WATER) -> ImportAssistant:
    """Open the assistant through the menu and name a file."""
    window.deed("Take In Staff List…").trigger()
    dialog = window.dialog(ImportAssistant)
    window.qtbot.keyClicks(dialog.file.source, source)
    dialog.file.path.set_value(str(path))
    window.qtbot.waitUntil(lambda: dialog.file.found is not None)
    window.quiet()
    return dialog


def judged(window: Window, dialog: ImportAssistant) -> None:
    """Go on to the check, and wait for it."""
    window.next(dialog)
    window.next(dialog)
    window.qtbot.waitUntil(lambda: dialog.check.judgement is not None)


def test_a_list_is_taken_in_step_by_step(window: Window, tmp_path: Path) -> None:
    register(window.desk, 1, personnel_number="PN-7", given_names="LEILA")
    rows = [
        LAYLA,
        (*JULE[:4], "Ministry of Watr", "Clerk"),
        ("PN-3", "PAPPAS", "NIKOS", "soon", WATER, "Clerk"),
        ("PN-8", "Al Haddad", "Leila", "1979-03-14", WATER, "Legal Adviser"),
    ]
    dialog = begin(window, write(tmp_path / "list.csv", rows))
    assert dialog.file.encoding.value() == "utf-8"
    assert dialog.file.separator.value() == ";"
    assert dialog.file.preview.rowCount() == 4
    window.next(dialog)
    assert [one.field.value() for one in dialog.columns.columns][:2] == [
        Field.PERSONNEL_NUMBER,
        Field.SURNAME,
    ]
    window.next(dialog)
    window.qtbot.waitUntil(lambda: dialog.check.judgement is not None)
    check = dialog.check
    assert check.bar.key() == PLACES
    # The likest organisation stands there; saying so makes the row good.
    window.click(check.buttons[check.is_place])
    window.quiet()
    assert check.judgement is not None
    assert check.judgement.unknown == ()
    check.bar._press(next(b for b in check.bar._buttons if b.choice.key == State.UNSURE.value))
    window.click(check.buttons[check.same])
    window.quiet()
    assert check.judgement.of(State.UNSURE) == []
    window.next(dialog)
    assert dialog.do.text() == "Take In the Good Rows"
    window.next(dialog)
    window.qtbot.waitUntil(lambda: dialog.do.text() == "Close")
    assert dialog.take.title.text() == "The staff list is taken in"
    assert len(register_of.person_ids(window.desk, Question(""))) == 3
    assert journal(window.desk)[-1][0] == "import_officials"
    window.click(dialog.take.repair)
    repair = window.dialog(RepairDialog)
    window.qtbot.waitUntil(lambda: repair.judgement is not None)
    assert "soon" in repair.reason.text()


def test_an_ambiguous_order_of_dates_is_asked(window: Window, tmp_path: Path) -> None:
    dialog = begin(window, write(tmp_path / "list.csv", [(*LAYLA[:3], "05/06/1979", *LAYLA[4:])]))
    window.next(dialog)
    window.next(dialog)
    assert "which comes first, the day or the month" in dialog.problem_text()
    dialog.columns.columns[3].style.set_value(DateStyle.MONTH_FIRST)
    window.next(dialog)
    window.qtbot.waitUntil(lambda: dialog.check.judgement is not None)
    assert dialog.check.judgement is not None
    assert str(dialog.check.judgement.verdicts[0].entry.person.birth_date) == "1979-05-06"
    dialog.back.trigger()
    dialog.columns.columns[1].field.set_value(None)
    dialog.columns.columns[2].field.set_value(None)
    window.next(dialog)
    assert "No column holds the names" in dialog.problem_text()
    dialog.columns.columns[5].field.set_value(Field.BIRTH_DATE)
    assert dialog.columns.columns[5].style.isVisible()


def test_what_was_set_is_kept_as_a_draft(window: Window, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [LAYLA])
    dialog = begin(window, path)
    window.next(dialog)
    dialog.columns.columns[5].field.set_value(None)
    dialog.leave.trigger()
    window.quiet()
    window.deed("Take In Staff List…").trigger()
    again = window.dialog(ImportAssistant)
    window.qtbot.waitUntil(lambda: bool(again.columns.columns))
    window.quiet()
    again.leave.trigger()
    window.quiet()
    # Another page goes on with it too.
    window.context.deeds.make(window.context, "draft:import_officials", 0, window.main)[0].trigger()
    again = window.dialog(ImportAssistant)
    window.qtbot.waitUntil(lambda: bool(again.columns.columns))
    window.quiet()
    assert again.file.source.value() == WATER
    assert again.columns.columns[5].field.value() is None
    path.unlink()
    again.file.look()
    window.qtbot.waitUntil(lambda: "no longer there" in again.problem_text())


def test_judging_is_stopped_and_begun_again(window: Window, tmp_path: Path) -> None:
    dialog = begin(window, write(tmp_path / "list.csv", [LAYLA] * 3))
    window.next(dialog)
    window.click(dialog.primary_button)
    assert not dialog.do.isEnabled()
    window.click(dialog.check.work.stop)
    window.quiet()
    assert dialog.step == 1
    window.next(dialog)
    window.qtbot.waitUntil(lambda: dialog.check.judgement is not None)
    assert dialog.step == 2


def test_writing_is_stopped_and_nothing_is_written(window: Window, tmp_path: Path) -> None:
    dialog = begin(window, write(tmp_path / "list.csv", [LAYLA]))
    judged(window, dialog)
    window.next(dialog)
    dialog.take.begin = dialog.take.halt.set  # type: ignore[method-assign]  # as if Stop was pressed at once
    window.next(dialog)
    assert "Nothing of the list was taken in" in dialog.problem_text()
    assert register_of.person_ids(window.desk, Question("")) == ()


def test_nothing_new_says_so(window: Window, tmp_path: Path) -> None:
    take_rows(window.desk, tmp_path, LAYLA)
    dialog = begin(window, tmp_path / "list.csv")
    judged(window, dialog)
    window.next(dialog)
    assert "Nothing changes" in dialog.take.title.text()
    window.next(dialog)
    assert dialog.take.title.text() == "Nothing changed"
    window.next(dialog)
    window.qtbot.waitUntil(lambda: not any(d.isVisible() for d in window.main.findChildren(ImportAssistant)))


def test_who_vanished_is_opened(window: Window, tmp_path: Path) -> None:
    outcome = take_rows(window.desk, tmp_path, LAYLA, JULE)
    dialog = begin(window, write(tmp_path / "list.csv", [LAYLA]))
    judged(window, dialog)
    check = dialog.check
    check.bar._press(next(b for b in check.bar._buttons if b.choice.key == VANISHED))
    check.missing.select_id(outcome.added[1])
    opened: list[int] = []
    window.context.opened.connect(lambda _kind, id: opened.append(id))
    window.click(check.buttons[check.open_person])
    assert opened == [outcome.added[1]]


def test_an_unknown_organisation_is_added_below_another(window: Window, tmp_path: Path) -> None:
    rows = [(*LAYLA[:4], "River Board", "Clerk"), (*JULE[:4], "Qqqq", "Clerk")]
    dialog = begin(window, write(tmp_path / "list.csv", rows))
    judged(window, dialog)
    check = dialog.check
    check.places.select_id(1)
    assert check.add_place.text() == "Add It as a Root"
    assert not check.is_place.isEnabled()
    check.place.set_value(1, WATER)
    assert check.add_place.text() == "Add It Below This One"
    window.click(check.buttons[check.add_place])
    window.quiet()
    check.place.set_value(None)
    window.click(check.buttons[check.add_place])
    window.quiet()
    window.next(dialog)
    assert dialog.do.text() == "Take In Everything"
    window.next(dialog)
    window.qtbot.waitUntil(lambda: dialog.do.text() == "Close")
    assert {one.name for one in queries.organisations(window.desk)} >= {"River Board", "Qqqq"}


def test_other_files_and_encodings_are_chosen(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Фамилия,Имя\nИванов,Пётр\n".encode("cp1251"))
    dialog = begin(window, path)
    before = dialog.file.found
    dialog.file.encoding.set_value("utf-8")
    dialog.file.separator.set_value(",")
    window.qtbot.waitUntil(lambda: dialog.file.found is not before or bool(dialog.problem_text()))
    dialog.file.choose.click()
    chooser = dialog.file.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(write(tmp_path / "other.csv", [LAYLA])))
    chooser.close()
    window.qtbot.waitUntil(
        lambda: dialog.file.found is not None and dialog.file.found.path.name == "other.csv"
    )
    dialog.file.day.set_day(None)
    window.next(dialog)
    assert "day of the list" in dialog.problem_text()


# -- repair lists ------------------------------------------------------------------------------------


def open_repairs(window: Window) -> RepairDialog:
    """Open the repair list through the menu, which says how many rows wait."""
    window.context.announce({"staff_lists"})
    window.qtbot.waitUntil(lambda: "row" in window.deed("Repair Lists").text())
    window.deed("Repair Lists").trigger()
    several = window.dialog(RepairLists)
    window.qtbot.waitUntil(several.do.isEnabled)
    window.click(several.primary_button)
    repair = window.dialog(RepairDialog)
    window.qtbot.waitUntil(lambda: repair.judgement is not None)
    window.quiet()
    return repair


def type_into(window: Window, repair: RepairDialog, row: int, column: int, text: str) -> None:
    """Type into a cell with the keyboard."""
    repair.sheet.setCurrentCell(row, column)
    repair.sheet.editItem(repair.sheet.item(row, column))
    line = repair.sheet.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    window.qtbot.keyClicks(line, text)


def test_a_row_is_repaired_in_place_and_taken_in(window: Window, tmp_path: Path) -> None:
    take_rows(window.desk, tmp_path, LAYLA, (*JULE[:3], "soon", *JULE[4:]), ("PN-4", "", "", "", "", ""))
    repair = open_repairs(window)
    assert not repair.do.isEnabled()
    assert repair.sheet.currentColumn() == TITLES.index("Date of birth")
    type_into(window, repair, 0, 3, "1985-01-02")
    # It is judged as one types, before Enter.
    window.qtbot.waitUntil(repair.do.isEnabled)
    assert repair.reason.text() == "Row 3 is good."
    window.click(repair.primary_button)
    window.quiet()
    assert len(register_of.person_ids(window.desk, Question("watermann"))) == 1
    assert queries.repair_lists(window.desk)[0].rows == 1


def test_corrections_are_kept_as_a_draft_and_the_rest_is_discarded(window: Window, tmp_path: Path) -> None:
    take_rows(window.desk, tmp_path, LAYLA, (*JULE[:3], "soon", *JULE[4:]))
    repair = open_repairs(window)
    type_into(window, repair, 0, 3, "later")
    window.qtbot.waitUntil(lambda: "later" in repair.reason.text())
    repair.leave.trigger()
    window.quiet()
    window.context.deeds.make(window.context, "draft:repair_list", 1, window.main)[0].trigger()
    again = window.dialog(RepairDialog)
    window.qtbot.waitUntil(lambda: "later" in again.reason.text())
    again.discard.trigger()
    asked = window.dialog(Discard)
    window.click(asked.primary_button)
    window.quiet()
    assert queries.repair_lists(window.desk) == []
    assert journal(window.desk)[-1][0] == "discard_repairs"
    window.deed("Repair Lists").trigger()
    empty = window.dialog(RepairLists)
    window.qtbot.waitUntil(lambda: "No row waits" in empty.line.text())
    assert not empty.do.isEnabled()


def test_an_unsure_row_is_decided_in_the_repair_list(window: Window, tmp_path: Path) -> None:
    layla = register(window.desk, 1, personnel_number="PN-7")
    take_rows(window.desk, tmp_path, LAYLA)
    repair = open_repairs(window)
    assert "is it" in repair.reason.text()
    repair.same.trigger()
    window.qtbot.waitUntil(repair.do.isEnabled)
    assert repair.do.text() == "Take In Everything"
    window.click(repair.primary_button)
    window.quiet()
    assert dossier(window.desk, layla).person.personnel_number == "PN-1"
    assert QApplication.activeModalWidget() is None
