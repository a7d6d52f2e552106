"""A short message at the bottom of the window, with Undo where the deed can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons
from travel_desk.shell.buttons import ActionButton, Kind, label, make_action

SHORT, LONG = 6_000, 12_000  # milliseconds without and with Undo


class Toast(QFrame):
    """The one toast of a window: a newer message replaces the older."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("look", "toast")
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        self._text = label("", wrap=True)
        row.addWidget(self._text, 1)
        self.undo_action = make_action(tr("Undo"), self._take_back, self, icon="undo", shortcut="Ctrl+Z")
        self.undo_button = ActionButton(self.undo_action, Kind.FLAT)
        row.addWidget(self.undo_button)
        self.close_button = QToolButton()
        self.close_button.setProperty("kind", "icon")
        self.close_button.setIcon(icons.icon("close", "muted"))
        self.close_button.setIconSize(QSize(fonts.scaled(14), fonts.scaled(14)))
        self.close_button.setAccessibleName(tr("Close Message"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._fade)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show a message for some seconds, longer while the pointer or the keyboard is on it."""
        self._undo = undo
        self._text.setText(text)
        self.undo_action.setEnabled(undo is not None)
        self.undo_action.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(LONG if undo is not None else SHORT)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """Return the message shown last."""
        return self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        wide = min(fonts.scaled(480), window.width() - 32)
        self.setFixedWidth(wide)
        self.setFixedHeight(max(fonts.scaled(44), self.heightForWidth(wide), self.sizeHint().height()))
        self.move((window.width() - wide) // 2, window.height() - self.height() - 24)

    def _fade(self) -> None:
        at = QApplication.focusWidget()
        if self.underMouse() or (at is not None and self.isAncestorOf(at)):
            self._timer.start(SHORT)
            return
        self.undo_action.setEnabled(False)
        self.hide()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.undo_action.setEnabled(False)
        self.hide()
        if undo is not None:
            undo()

    def forget(self) -> None:
        """Show nothing any more: the message was answered elsewhere."""
        self._undo = None
        self.undo_action.setEnabled(False)
        self.hide()

    def keys(self) -> str:
        """Return the shortcut of Undo as the person reads it."""
        return self.undo_action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def say(toast: Toast, text: str, undo: Callable[[], None] | None = None) -> None:
    """Show a message in a window and in the dialog over it: what lies under a dialog can't be pressed."""
    toast.say(text, undo)
    over = QApplication.activeModalWidget()
    if over is None or over is toast.window() or over.parentWidget() is not toast.window():
        return
    above = over.findChild(Toast) or Toast(over)

    def take_back() -> None:
        toast.forget()
        if undo is not None:
            undo()

    above.say(text, take_back if undo is not None else None)
