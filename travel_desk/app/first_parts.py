"""What the login window and the assistant share: the program's mark, and the choice of a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from travel_desk.base import language
from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.buttons import label


class LanguageButton(QToolButton):
    """Shows the language of the screen; a menu offers the others. `chosen` gets the code."""

    def __init__(self, chosen: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = language.screen_language().code
        self.setText(_name(now))
        self.setIcon(icons.icon("chevron-down", "muted"))
        self.setIconSize(QSize(fonts.scaled(14), fonts.scaled(14)))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        turned = Qt.LayoutDirection.LeftToRight if self.isRightToLeft() else Qt.LayoutDirection.RightToLeft
        self.setLayoutDirection(turned)  # the arrow behind the word
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Language {name}", name=_name(now)))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(self)
        for code in language.available():
            action = menu.addAction(_name(code))
            action.setCheckable(True)
            action.setChecked(code == now)
            action.triggered.connect(partial(_tell, chosen, code))
        self.setMenu(menu)


class Mark(QWidget):
    """The mark of the program: a booklet on a tile in the accent colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        side = fonts.scaled(40)
        self.setFixedSize(side, side)
        theme.on_change(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tones().color("accent"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        inner = fonts.scaled(22)
        box = QRect(0, 0, inner, inner)
        box.moveCenter(self.rect().center())
        icons.paint(painter, box, "desk", theme.tones().accent_text)


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


def _tell(chosen: Callable[[str], object], code: str, _checked: bool = False) -> None:
    chosen(code)
