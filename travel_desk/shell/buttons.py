"""Deeds as QActions, and the buttons that do them; labels that wear one of the sheet's looks."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from travel_desk.shell import fonts, icons, theme


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
    made = QAction(text, parent)
    if icon:
        made.setIcon(icons.icon(icon))
        made.setProperty("icon_name", icon)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    if hint:
        made.setToolTip(hint)
    made.setEnabled(enabled)
    if slot is not None:
        made.triggered.connect(lambda _checked=False: slot())
    return made


class ActionButton(QPushButton):
    """A push button that does an action and follows its text, icon and state."""

    def __init__(self, action: QAction, kind: Kind = Kind.SECONDARY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        self._kind = kind
        self.setProperty("kind", kind.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self.action
        self.setText(action.text())
        name = action.property("icon_name")
        if name:
            tone = {Kind.PRIMARY: "accent_text", Kind.FLAT: "accent", Kind.DANGER: "danger"}
            self.setIcon(icons.icon(str(name), tone.get(self._kind, "text")))
            self.setIconSize(QSize(fonts.scaled(16), fonts.scaled(16)))
        self.setEnabled(action.isEnabled())
        self.setVisible(action.isVisible())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        own = action.toolTip() if action.toolTip() != action.iconText() else ""
        self.setToolTip(" · ".join(part for part in (own, keys) if part))


def button(text: str, slot: Callable[[], object], kind: Kind = Kind.SECONDARY, icon: str = "") -> QPushButton:
    """Return a push button that does `slot`; for what is no deed of a menu."""
    made = QPushButton(text)
    made.setProperty("kind", kind.value)
    made.setAutoDefault(False)
    if icon:
        tone = {Kind.PRIMARY: "accent_text", Kind.FLAT: "accent", Kind.DANGER: "danger"}.get(kind, "text")
        made.setIcon(icons.icon(icon, tone))
        made.setIconSize(QSize(fonts.scaled(16), fonts.scaled(16)))
    made.clicked.connect(lambda _checked=False: slot())
    return made


def icon_button(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """Return a square button that shows an action's icon only; its text is what a reader hears."""
    made = QToolButton(parent)
    made.setDefaultAction(action)
    made.setProperty("kind", "icon")
    made.setIconSize(QSize(fonts.scaled(16), fonts.scaled(16)))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(action.text())
    return made


def label(text: str, look: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label in a look of the sheet: "title", "native", "headline", "strong", "muted", "caption",
    "group", "danger", "accent"; text is never taken for markup.
    """
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if look:
        made.setProperty("look", look)
    made.setWordWrap(wrap)
    if selectable:
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
