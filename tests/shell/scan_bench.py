"""A window on which a reader and a person type, with a time that the test tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from travel_desk.shell.context import Context
from travel_desk.shell.fields import PasswordField
from travel_desk.shell.scan import ScanWatch, stands_over

ONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
TWO = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
ZONE = f"{ONE}\n{TWO}"
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Form(QWidget):
    """A list and two lines."""

    def __init__(self) -> None:
        super().__init__()
        self.list, self.line, self.other, self.secret = (
            QListWidget(),
            QLineEdit(),
            QLineEdit(),
            PasswordField(),
        )
        self.list.addItems(["one", "two"])
        column = QVBoxLayout(self)
        for widget in (self.list, self.line, self.other, self.secret):
            column.addWidget(widget)


class Typed(QObject):
    """Writes down each key that really arrives."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.keys: list[tuple[str, int, bool]] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            shifted = bool(event.modifiers() & SHIFT)
            self.keys.append((event.type().name, event.key(), shifted))
        return False


@dataclass
class Bench:
    """A window with the watch on it, and a keyboard whose time the test tells."""

    form: Form
    watch: ScanWatch
    context: Context
    now: int = 1000
    refuses: bool = False
    taken: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)

    def window(self) -> QWindow:
        found = QApplication.activeWindow() or self.form
        handle = found.windowHandle()
        assert handle is not None
        return handle

    def key(self, key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE, after: int = 5) -> None:
        """Press and release one key, `after` milliseconds behind the one before."""
        self.now += after
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.now)
            QApplication.sendEvent(self.window(), event)

    def type(self, text: str, pace: int) -> None:
        """Type as somebody or something does, with Shift where it is needed."""
        for sign in text:
            if sign == "\n":
                self.key(Qt.Key.Key_Return, "\r", after=pace)
            elif sign == "<":
                self.send(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT)
                self.key(Qt.Key.Key_Less, sign, SHIFT, pace)
                self.send(QEvent.Type.KeyRelease, Qt.Key.Key_Shift, NONE)
            else:
                self.key(ord(sign.upper()), sign, after=pace)

    def send(
        self, kind: QEvent.Type, key: int, modifiers: Qt.KeyboardModifier = NONE, text: str = ""
    ) -> None:
        event = QKeyEvent(kind, key, modifiers, text)
        event.setTimestamp(self.now)
        QApplication.sendEvent(self.window(), event)

    def scan(self, text: str, end: str = "\n") -> None:
        """Scan: 5 ms from key to key, 60 between the lines."""
        for line in text.split("\n"):
            self.now += 60
            self.type(line + end, 5)

    def rest(self) -> None:
        """Let the silence be long enough."""
        self.now += 500
        self.watch._timer.stop()
        self.watch.silence()


def a_bench(qtbot: QtBot, context: Context) -> Iterator[Bench]:
    """A window that is watched, until the test is over."""
    form = Form()
    qtbot.addWidget(form)
    watch = ScanWatch(context, lambda window: stands_over(window, form))
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    made = Bench(form, watch, context)

    def take(_context: Context, text: str) -> bool:
        made.taken.append(text)
        return not made.refuses

    def begins(text: str) -> bool:
        signs = set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<\n")
        return signs and ("P<UTO".startswith(text) or text.startswith("P<UTO"))

    context.scans.register(20, take, begins, lambda text: len(text.replace("\n", "")) < 88)
    context.toasted.connect(lambda text, _undo: made.toasts.append(text))
    form.line.setFocus()
    yield made
    watch.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
