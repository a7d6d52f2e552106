"""Deeds as QActions, and the buttons that do them; labels that wear one of the sheet's looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from travel_desk.shell import early, fonts, icons, numbers, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent


class Kind(Enum):
    """How a button looks."""

    SECONDARY = "secondary"
    PRIMARY = "primary"  # one a page at most
    FLAT = "flat"
    DANGER = "danger"


def make_action(
    text: str,
    slot: Callable[[], object] | None,
    parent: QWidget,
    *,
    icon: str = "",
    shortcut: str = "",
    enabled: bool = True,
    hint: str = "",
) -> QAction:
    """Return a deed for menus and buttons: `text` in Title Case, with "…" where a dialog follows."""
    from PySide6.QtGui import QAction, QKeySequence  # the first window has none

    made = QAction(text, parent)
    if icon:
        made.setIcon(icons.icon(icon))
        made.setProperty("icon_name", icon)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    if hint:
        made.setToolTip(hint)
    made.setEnabled(enabled)
    parent.addAction(made)  # so that the shortcut works where the action stands in no menu
    if slot is not None:
        made.triggered.connect(lambda _checked=False: slot())
    return made


class DeskButton(QPushButton):
    """A push button in one of the looks, with a ring of focus a little away from its edge."""

    RING = 4  # pixels kept free around the button for the ring

    def __init__(self, kind: Kind = Kind.SECONDARY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setProperty("kind", kind.value)
        self.setProperty("ring", kind is not Kind.FLAT)
        self.setProperty("focusPolicy", early.STRONG_FOCUS)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the keyboard, in windows too (Qt does so in dialogs only)."""
        from PySide6.QtCore import Qt  # see shell/early.py

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def set_icon(self, name: str) -> None:
        """Show an icon before the text, in the tone that belongs to the look."""
        tone = {Kind.PRIMARY: "accent_text", Kind.FLAT: "accent", Kind.DANGER: "danger"}
        self.setIcon(icons.icon(name, tone.get(self.kind, "text")))
        # Wider than the picture: the style leaves too little room between icon and text.
        self.setIconSize(QSize(fonts.scaled(21), fonts.scaled(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the ring where the keyboard is."""
        super().paintEvent(event)
        if not self.hasFocus() or self.kind is Kind.FLAT:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        of = theme.tones()
        painter.setPen(QPen(QColor(of.danger if self.kind is Kind.DANGER else of.accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)


class ActionButton(DeskButton):
    """A push button that does an action and follows its text, icon and state."""

    def __init__(self, action: QAction, kind: Kind = Kind.SECONDARY, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.action = action
        self._wanted = True
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self.action
        self.setText(action.text())
        name = action.property("icon_name")
        if name:
            self.set_icon(str(name))
        self.setEnabled(action.isEnabled())
        if action.isVisible() != self._wanted:
            # Only on a change: showing a button that has no parent yet would open a window.
            self._wanted = action.isVisible()
            self.setVisible(self._wanted)
        from PySide6.QtGui import QKeySequence

        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        own = action.toolTip() if action.toolTip() != action.iconText() else ""
        self.setToolTip(" · ".join(part for part in (own, keys) if part))


def button(text: str, slot: Callable[[], object], kind: Kind = Kind.SECONDARY, icon: str = "") -> DeskButton:
    """Return a push button that does `slot`; for what is no deed of a menu."""
    made = DeskButton(kind)
    made.setText(text)
    if icon:
        made.set_icon(icon)
    made.clicked.connect(lambda _checked=False: slot())
    return made


def icon_button(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """Return a square button that shows an action's icon only; its text is what a reader hears."""
    made = QToolButton(parent)
    made.setDefaultAction(action)
    made.setProperty("kind", "icon")
    made.setIconSize(QSize(fonts.scaled(16), fonts.scaled(16)))
    made.setProperty("focusPolicy", early.STRONG_FOCUS)
    made.setAccessibleName(action.text())
    return made


class TextLabel(QLabel):
    """Plain text that stands at the leading edge of the page, whatever script it is written in.

    QLabel by itself aligns by the text, so that a Latin name would stand on the left of an Arabic page.
    Numbers of papers keep together; `text` and what is copied hold them as they are.
    """

    _right = False  # the side at which it stands now
    _named = False  # by the text it was given, since it shows another one
    _given = ""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("textFormat", early.PLAIN_TEXT)
        self.setText(text)
        self._right = self.isRightToLeft()
        self.setProperty("alignment", early.ABSOLUTE_RIGHT if self._right else early.ABSOLUTE_LEFT)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of direction."""
        super().changeEvent(event)
        if self.isRightToLeft() is not self._right:
            self._right = not self._right
            self._lean()

    def setText(self, text: str) -> None:
        """Show a text."""
        shown = numbers.shown(text)
        self._given = text
        super().setText(shown)
        if shown != text or self._named:
            self._named = shown != text
            self.setAccessibleName(text if self._named else "")  # readers say the hyphens as they are

    def text(self) -> str:
        """Return the text that was set."""
        return self._given

    def _lean(self) -> None:
        from PySide6.QtCore import Qt  # see shell/early.py

        now = self.alignment()
        if now & Qt.AlignmentFlag.AlignHCenter:
            return
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | (now & Qt.AlignmentFlag.AlignVertical_Mask))


def _breakable(text: str) -> str:
    """Let a word that no line can hold be broken: a label is never narrower than its longest word."""
    return re.sub(r"(\S{50})(?=\S)", "\\1\u200b", text)


def label(text: str, look: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label in a look of the sheet: "title", "native", "headline", "strong", "muted", "caption",
    "group", "danger", "accent"; text is never taken for markup.
    """
    made = TextLabel(_breakable(text) if wrap else text)
    if look:
        made.setProperty("look", look)
    made.setWordWrap(wrap)
    if selectable:
        from PySide6.QtCore import Qt  # see shell/early.py

        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class IconLabel(QLabel):
    """An icon that stands beside text and follows the theme; screen readers pass it over."""

    def __init__(self, name: str, tone: str = "text", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        theme.on_change(self._show)
        self._show()

    def set(self, name: str, tone: str = "text") -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self._show()

    def _show(self) -> None:
        side = fonts.scaled(self._size)
        self.setPixmap(icons.pixmap(self._name, self._tone, side))
        self.setFixedSize(side, side)


def hairline(vertical: bool = False) -> QFrame:
    """Return a one-pixel line between blocks."""
    made = QFrame()
    made.setProperty("look", "hairline")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made
