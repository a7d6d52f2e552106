"""Fields for text: one line, several lines, a password, a search."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons


class TextField(QLineEdit):
    """One line of text. `changed` is told at every change, by typing or by program."""

    changed = Signal()

    def __init__(
        self, text: str = "", hint: str = "", parent: QWidget | None = None, *, length: int = 200
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(hint)
        self.setMaxLength(length)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """Return the text without the space around it."""
        return self.text().strip()

    def set_value(self, text: str) -> None:
        """Show `text`."""
        self.setText(text)


class PasswordField(TextField):
    """A password; it can be looked at while a button is held on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent, length=1000)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(icons.icon("eye", "muted"), tr("Show Password"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._look)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> str:
        """Return the password exactly as typed."""
        return self.text()

    def _look(self, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icons.icon("eye-off" if on else "eye", "muted"))


class TextArea(QPlainTextEdit):
    """Several lines of text, `lines` high and at most `length` letters long. Tab leaves it."""

    changed = Signal()

    def __init__(
        self,
        text: str = "",
        hint: str = "",
        lines: int = 3,
        length: int = 4000,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._lines = lines
        self._length = length
        self.textChanged.connect(self._cut)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.changed)
        self.setFixedHeight(self.sizeHint().height())

    def _cut(self) -> None:
        """Take away what is typed or pasted beyond the length, at its end."""
        if self.document().characterCount() - 1 <= self._length:
            return
        cursor = self.textCursor()
        place = min(cursor.position(), self._length)
        cursor.setPosition(self._length)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setPosition(place)
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """Return the height of the lines asked for."""
        return QSize(fonts.scaled(240), self._lines * fonts.scaled(19) + fonts.scaled(14))

    def value(self) -> str:
        """Return the text without the space around it."""
        return self.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Show `text`."""
        self.setPlainText(text)


class SearchField(QLineEdit):
    """A search with a glass and a clear button. `searched` comes when typing rests for a moment."""

    searched = Signal(str)
    left_downwards = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("look", "search")
        glass = QAction(icons.icon("search", "muted"), hint, self)
        glass.setEnabled(False)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icons.icon("close", "muted"), tr("Clear Search"), self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._timer = QTimer(self, singleShot=True, interval=90)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(self._typed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of a long text once the keyboard went on."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.setCursorPosition(0)

    def put_aside(self) -> None:
        """Clear without asking for a search: whoever put it aside asks."""
        self.clear()
        self._timer.stop()

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears; Down and Enter go to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
