"""What the login window and the assistant share: the program's mark, and the choice of a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from travel_desk.base import language
from travel_desk.base.language import tr
from travel_desk.shell import early, fonts, icons
from travel_desk.shell.buttons import IconLabel, label


class LanguageButton(QToolButton):
    """Shows the language of the screen; a menu offers the others. `chosen` gets the code."""

    def __init__(self, chosen: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = language.screen_language().code
        self.setText(_name(now))
        self.setIcon(icons.icon("chevron-down", "muted"))
        self.setIconSize(QSize(fonts.scaled(14), fonts.scaled(14)))
        self.setProperty("toolButtonStyle", early.TEXT_BESIDE_ICON)
        turned = early.LEFT_TO_RIGHT if self.isRightToLeft() else early.RIGHT_TO_LEFT
        self.setProperty("layoutDirection", turned)  # the arrow behind the word
        self.setProperty("focusPolicy", early.STRONG_FOCUS)
        self.setAccessibleName(tr("Language {name}", name=_name(now)))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(partial(_fill, menu, chosen))  # the first window does not wait for it
        self.setMenu(menu)


class Mark(QFrame):
    """The mark of the program: a booklet on a tile in the accent colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "mark")
        side = fonts.scaled(40)
        self.setFixedSize(side, side)
        edge = (side - fonts.scaled(22)) // 2
        row = QHBoxLayout(self)
        row.setContentsMargins(edge, edge, edge, edge)
        row.addWidget(IconLabel("desk", "accent_text", 22))


def brand(place: str) -> QHBoxLayout:
    """Return the mark with the program's name and, beneath, which desk this is."""
    words = QVBoxLayout()
    words.setSpacing(0)
    name = label(tr("Travel Desk"), "strong")
    words.addWidget(name)
    words.addWidget(label(place, "muted"))
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 0)
    row.setSpacing(12)
    row.addWidget(Mark())
    row.addLayout(words)
    row.addStretch(1)
    return row


def _name(code: str) -> str:
    # English without Babel's data: the first window does not wait for it.
    return "English" if code == language.SOURCE else language.Language(code).name


def _fill(menu: QMenu, chosen: Callable[[str], object]) -> None:
    if not menu.isEmpty():
        return
    for code in language.available():
        action = menu.addAction(_name(code))
        action.setCheckable(True)
        action.setChecked(code == language.screen_language().code)
        action.triggered.connect(partial(_tell, chosen, code))


def _tell(chosen: Callable[[str], object], code: str, _checked: bool = False) -> None:
    chosen(code)
