"""A password field that says when Caps Lock is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import early

if TYPE_CHECKING:
    from travel_desk.shell.chips import Chip


class PasswordField(QLineEdit):
    """A line for a password, with a note inside its far edge while Caps Lock is on.

    No toolkit tells the state of Caps Lock on every system: it is learned from a letter that comes in
    the other case than Shift says, and from the key itself after that.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("inputMethodHints", early.SENSITIVE_TEXT)
        self._note: Chip | None = None  # made when first wanted: the first window does not wait for it

    @property
    def caps_lock(self) -> bool:
        """True while Caps Lock is believed to be on."""
        return self._note is not None and not self._note.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Learn the state of Caps Lock from what is typed."""
        from PySide6.QtCore import Qt  # see shell/early.py

        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._show_caps(not self.caps_lock)
        elif len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._show_caps(letter.isupper() != shifted)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the state: elsewhere Caps Lock may be pressed unseen."""
        self._show_caps(False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the note at the far edge."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the writing direction."""
        super().changeEvent(event)
        if self._note is not None and event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def _show_caps(self, on: bool) -> None:
        if on == self.caps_lock:
            return
        if self._note is None:
            from travel_desk.shell.chips import Chip, Tone

            self._note = Chip(tr("Caps Lock is on"), Tone.WARNING, "", self)
        self._place()
        self._note.setVisible(on)
        room = self._note.width() + 12 if on else 0
        left = self.isRightToLeft()
        self.setTextMargins(room if left else 0, 0, 0 if left else room, 0)
        self.setAccessibleDescription(self._note.text() if on else "")

    def _place(self) -> None:
        if self._note is None:
            return
        self._note.adjustSize()
        x = 8 if self.isRightToLeft() else self.width() - self._note.width() - 8
        self._note.move(x, (self.height() - self._note.height()) // 2)
