"""What a clerk sees and types while a list is taken in: cells, focus, what a row says beside the register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.staff_lists.desk_work import (
    JULE,
    LAYLA,
    full,
    judge,
    register,
    take_rows,
    whole,
    write,
)
from tests.staff_lists.test_dialogs import Window, begin, judged, open_repairs, type_into, window
from travel_desk.desk import Desk
from travel_desk.shell.cells import Lines
from travel_desk.staff_lists.dialogs import lists
from travel_desk.staff_lists.rules import Judgement, State

__all__ = ["window"]


def words(found: Judgement) -> str:
    """Return what the check says of the first row."""
    state = found.verdicts[0].state
    cell = lists.row_columns()[3].cell(lists.row_lines(found, state)[0])
    assert isinstance(cell, Lines)
    return f"{cell.first} / {cell.second}"


def test_a_corrected_cell_goes_on_showing_what_was_typed(window: Window, tmp_path: Path) -> None:
    take_rows(window.desk, tmp_path, LAYLA, (*JULE[:3], "soon", *JULE[4:]))
    repair = open_repairs(window)
    type_into(window, repair, 0, 3, "1985-01-02")
    # The row is judged and painted while the cell is still open.
    window.qtbot.waitUntil(repair.do.isEnabled)
    line = repair.sheet.findChild(QLineEdit)
    assert line.text() == "1985-01-02"
    window.qtbot.keyClick(line, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: repair.sheet.item(0, 3).text() != "soon")
    assert repair.sheet.item(0, 3).text() == "1985-01-02"
    assert repair.title.text().endswith("1 of 1 row is good.")


def test_the_keys_find_the_file_first_and_then_the_rows(window: Window, tmp_path: Path) -> None:
    register(window.desk, 1, personnel_number="PN-7")
    dialog = begin(window, write(tmp_path / "list.csv", [LAYLA]))
    assert dialog.file.isAncestorOf(dialog.focusWidget())
    judged(window, dialog)
    assert dialog.focusWidget() is dialog.check.rows


def test_an_unsure_row_says_what_the_list_has(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1, personnel_number="PN-7")
    said = words(judge(desk, write(tmp_path / "list.csv", [LAYLA])))
    assert said.endswith("PN-1 · Legal Adviser · Ministry of Water")
    assert "PN-7" in said.split(" / ")[0]
    only = judge(desk, write(tmp_path / "list.csv", [("", "AL HADDAD", "LAYLA", "", "", "")]))
    assert words(only).endswith("only the name")


def test_a_changed_row_says_from_what_to_what(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    found = whole(desk, tmp_path, full(Surname="HADDAD", Protected="yes", **{"Date of birth": "1979-03-15"}))
    assert [one.state for one in found.verdicts] == [State.CHANGED]
    said = words(found)
    assert "Surname: AL HADDAD → HADDAD" in said
    assert "→ 15 Mar 1979" in said
    assert said.split(" / ")[0].endswith("protected")
