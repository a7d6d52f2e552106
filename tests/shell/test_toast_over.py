"""A message while a dialog stands over the window: it can be read, and its Undo pressed, there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from travel_desk.shell import theme
from travel_desk.shell.toast import Toast, say


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    theme.apply("light")
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_undo_is_pressed_in_the_dialog_that_lies_over_the_window(window: QWidget, qtbot: QtBot) -> None:
    toast, undone = Toast(window), list[int]()
    over = QDialog(window)
    QVBoxLayout(over).addWidget(QLineEdit())
    over.resize(600, 400)
    with qtbot.waitExposed(over):
        over.open()
    say(toast, "The organisation was renamed.", lambda: undone.append(1))
    (above,) = over.findChildren(Toast)
    assert above.isVisible()
    assert above.text() == toast.text() == "The organisation was renamed."
    qtbot.waitUntil(over.isActiveWindow)
    QTest.keyClick(over, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    assert not above.isVisible()
    assert not toast.isVisible()
    say(toast, "Reload and look again.")
    assert over.findChildren(Toast) == [above]
    over.close()


def test_without_a_dialog_the_window_says_it_alone(window: QWidget) -> None:
    toast = Toast(window)
    say(toast, "Printed.")
    assert toast.isVisible()
    assert window.findChildren(Toast) == [toast]
