"""What is copied out of a window holds the numbers of papers as a keyboard types them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from travel_desk.shell import numbers


class PlainCopies(QObject):
    """Watches what this program puts on the clipboard (and on X11 into the selection) while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._copied)
        self._clipboard.selectionChanged.connect(self._marked)

    def _copied(self) -> None:
        self._mend(QClipboard.Mode.Clipboard)

    def _marked(self) -> None:
        self._mend(QClipboard.Mode.Selection)

    def _mend(self, mode: QClipboard.Mode) -> None:
        """Put the keyboard's hyphens into what was copied out of a label; nobody else's text is touched."""
        at = QApplication.focusWidget()
        if isinstance(at, QLabel) and at.hasSelectedText():
            text = self._clipboard.text(mode)
            if numbers.UNBROKEN in text:
                self._clipboard.setText(numbers.plain(text), mode)
