"""The numbers that stand for names of Qt in the first window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from travel_desk.shell import early


def test_each_number_is_that_of_its_name() -> None:
    assert Qt.FocusPolicy.StrongFocus.value == early.STRONG_FOCUS
    assert Qt.TextFormat.PlainText.value == early.PLAIN_TEXT
    assert Qt.ToolButtonStyle.ToolButtonTextBesideIcon.value == early.TEXT_BESIDE_ICON
    assert Qt.LayoutDirection.LeftToRight.value == early.LEFT_TO_RIGHT
    assert Qt.LayoutDirection.RightToLeft.value == early.RIGHT_TO_LEFT
    assert Qt.TimerType.PreciseTimer.value == early.PRECISE_TIMER
    hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    assert hints.value == early.SENSITIVE_TEXT
    upright = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    assert (upright | Qt.AlignmentFlag.AlignLeft).value == early.ABSOLUTE_LEFT
    assert (upright | Qt.AlignmentFlag.AlignRight).value == early.ABSOLUTE_RIGHT


def test_a_widget_takes_the_numbers_as_properties(qtbot: object) -> None:
    label, button, line, push = QLabel("x"), QToolButton(), QLineEdit(), QPushButton()
    assert label.setProperty("textFormat", early.PLAIN_TEXT)
    assert label.setProperty("alignment", early.ABSOLUTE_RIGHT)
    assert button.setProperty("toolButtonStyle", early.TEXT_BESIDE_ICON)
    assert line.setProperty("inputMethodHints", early.SENSITIVE_TEXT)
    assert push.setProperty("focusPolicy", early.STRONG_FOCUS)
    assert button.setProperty("layoutDirection", early.RIGHT_TO_LEFT)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert button.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert push.focusPolicy() is Qt.FocusPolicy.StrongFocus
