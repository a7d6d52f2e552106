"""The parts of a detail pane, and the numbers that stand in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from travel_desk.shell import numbers
from travel_desk.shell.buttons import Kind, label, make_action
from travel_desk.shell.copies import PlainCopies
from travel_desk.shell.detail import ButtonRow


def kinds(row: ButtonRow) -> dict[str, Kind]:
    return {one.action.text(): one.kind for one in row._steps if one.action.isVisible()}


def test_the_first_deed_that_shows_is_the_primary_one(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    issue, sign = (make_action(text, None, parent, icon="paper") for text in ("Issue Slip", "Sign Slip…"))
    attach, withdraw = (make_action(text, None, parent) for text in ("Attach File…", "Withdraw Request…"))
    attach.setProperty("never_first", True)
    issue.setVisible(False)
    sign.setVisible(False)
    row = ButtonRow([attach, issue, sign, withdraw], danger=[withdraw])
    qtbot.addWidget(row)
    assert kinds(row) == {}
    sign.setVisible(True)  # the next step is known
    assert kinds(row) == {"Sign Slip…": Kind.PRIMARY}
    issue.setVisible(True)
    assert kinds(row) == {"Issue Slip": Kind.PRIMARY, "Sign Slip…": Kind.SECONDARY}


@pytest.mark.parametrize(
    "number", ["TD-2026-000341", "TD-2026B-000001", "TD-R-2026-000006", "TR-2026-000022", "T-2026-0201"]
)
def test_a_number_of_a_paper_does_not_break_and_is_read_and_copied_as_it_is(
    qtbot: QtBot, number: str
) -> None:
    said = f"Refusal letter {number}, well-known"
    shown = label(said, wrap=True, selectable=True)
    qtbot.addWidget(shown)
    assert "well-known" in numbers.shown(said)
    assert "-" not in numbers.shown(number)
    assert shown.text() == shown.accessibleName() == said
    copies = PlainCopies(shown)
    with qtbot.waitActive(shown):
        shown.show()
    shown.setFocus()
    shown.setSelection(0, len(said))
    qtbot.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == said)
    copies.deleteLater()
    shown.setText("No paper yet")
    assert (shown.text(), shown.accessibleName()) == ("No paper yet", "")


def test_a_narrow_label_puts_the_whole_number_on_one_line(qtbot: QtBot) -> None:
    wide = label("Receipt TD-H-2026-000006", wrap=True)
    broken = label("Receipt TD+H+2026+000006", wrap=True)  # as long a word that has no place to break
    for one in (wide, broken):
        qtbot.addWidget(one)
    room = wide.fontMetrics().horizontalAdvance("Receipt TD-H-")
    assert wide.heightForWidth(room) == broken.heightForWidth(room)
