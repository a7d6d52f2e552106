"""Notices a reader that types what it scans (a keyboard wedge), and lets no text of a person get lost.

A reader types faster than anybody: 35 ms or less between its first eight keys, then up to 400 ms (it
rests between the lines of a zone), and it ends with Enter, with Tab or with silence. Such keys are held
back. Once it turns out that a person typed, all of them are replayed, presses and releases with their
modifiers, in their order and before any later key. In a field of text only what can be the beginning of
something that the desk knows is held; a password is never looked at.

The filter sits on the windows, not on the application: a window hears keys and mouse, an application
everything. A limit: text that comes through an input method (IBus, Fcitx) is no keys and passes by.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from travel_desk.base.language import tr
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.toast import Toast

FIRST, LATER = 35, 400  # milliseconds between the first keys of a scan, and between later ones
FEWEST = 8  # keys that are certainly no person's at that pace
AFTER = 100  # milliseconds in which an Enter behind a finished scan still belongs to it
GRACE = 15  # milliseconds for keys that waited while the window was busy, after the silence
_SHOWN = 40  # characters of a scan that a sentence repeats

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    }
)
_PLAIN = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)


@dataclass(frozen=True)
class _Stroke:
    """One key event that is held back, and the window that it was meant for."""

    window: QWindow
    type: QEvent.Type
    key: int
    modifiers: Qt.KeyboardModifier
    codes: tuple[int, int, int]
    text: str
    time: int

    @classmethod
    def of(cls, window: QWindow, event: QKeyEvent) -> _Stroke:
        codes = (event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers())
        return cls(
            window, event.type(), event.key(), event.modifiers(), codes, event.text(), event.timestamp()
        )

    def replay(self) -> None:
        """Let the window have the key after all; one that is gone by now leaves it to the one in use."""
        window = self.window if isValid(self.window) else QGuiApplication.focusWindow()
        if window is None:
            return
        event = QKeyEvent(self.type, self.key, self.modifiers, *self.codes, self.text)
        event.setTimestamp(self.time)
        QApplication.sendEvent(window, event)


def _monotonic() -> int:
    return time.monotonic_ns() // 1_000_000


class ScanWatch(QObject):
    """Watches the windows that `owns` accepts, as each gets the keyboard, and routes what was scanned.

    First comes the dialog on top (`DeedDialog.scanned`), else the handlers of `context.scans`, else the text
    goes into the field of text that has the keyboard; without one a sentence says that it is not known.
    clock: milliseconds, for keys that carry no time of their own.
    """

    def __init__(
        self,
        context: Context,
        owns: Callable[[QWindow], bool],
        parent: QObject | None = None,
        clock: Callable[[], int] = _monotonic,
    ) -> None:
        super().__init__(parent)
        self.context, self._owns, self._clock = context, owns, clock
        self._held: list[_Stroke] = []
        self._text = ""
        self._pressed = -LATER  # when the last key of a hold or of a person came
        self._ended = -LATER  # when the last scan ended
        self._dropped: set[int] = set()  # keys of a scan that are still to be released
        self._replaying = False
        self._timer = QTimer(self, singleShot=True)
        # Some more turns of the loop: keys that waited while the window was busy (keeping a draft, looking
        # up names) come before the silence. One turn is too few: it may end before they are handed out.
        self._timer.timeout.connect(lambda: QTimer.singleShot(GRACE, self, self.silence))
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._listen)
        self._listen(QGuiApplication.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back what may be a scan; let everything else pass."""
        kind = event.type()
        if self._replaying or kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if kind == QEvent.Type.KeyPress:
            return self._press(watched, event)
        return self._release(watched, event)

    def silence(self) -> None:
        """Nothing more came: what is held was scanned, or a person typed it."""
        if self._held and not self._timer.isActive():
            self._finish()

    # -- inside ---------------------------------------------------------------------------------

    def _listen(self, window: QWindow | None) -> None:
        if window is not None and self._owns(window):
            window.installEventFilter(self)

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        now = event.timestamp() or self._clock()
        key = event.key()
        self._dropped.discard(key)
        if key in _MODIFIERS:
            return self._hold(window, event) if self._held else False
        sign = _sign(event)
        gap, self._pressed = now - self._pressed, now
        if sign == "\n" and not self._held and now - self._ended <= AFTER:
            self._dropped.add(key)  # a reader that ends a line with two keys
            return True
        # A screen reader's bridge hands keys on without their time. Then a gap may be that of a busy window,
        # and only the timer knows silence.
        timed = event.timestamp() > 0
        if self._held and timed and gap > (LATER if len(self._text) >= FEWEST else FIRST):
            self._finish()  # the silence before this key was long enough
        if not self._held:
            return self._may_start(sign, gap) and self._hold(window, event, sign)
        if not sign or (sign == "\n" and len(self._text) < FEWEST):
            self._give_back()
            return False
        self._hold(window, event, sign)
        if in_text() and not self.context.scans.begins(self._text):
            self._give_back()
        elif sign == "\n" and not self.context.scans.goes_on(self._text):
            self._finish()
        return True

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in self._dropped:
            self._dropped.discard(event.key())
            return True
        return self._hold(window, event) if self._held else False

    def _may_start(self, sign: str, gap: int) -> bool:
        """Tell whether a key may be the first of a scan: not in the middle of somebody's typing."""
        if not sign or sign.isspace() or gap <= FIRST or _in_secret():
            return False
        return not in_text() or self.context.scans.begins(sign)

    def _hold(self, window: QWindow, event: QKeyEvent, sign: str = "") -> bool:
        self._held.append(_Stroke.of(window, event))
        if sign:
            self._text += sign
            self._timer.start(LATER if len(self._text) >= FEWEST else FIRST)
        return True

    def _take_held(self) -> tuple[list[_Stroke], str]:
        self._timer.stop()
        found = self._held, self._text
        self._held, self._text = [], ""
        return found

    def _give_back(self) -> None:
        """Replay what is held, in its order, before anything else happens."""
        strokes, _ = self._take_held()
        self._replay(strokes)

    def _replay(self, strokes: list[_Stroke]) -> None:
        self._replaying = True
        try:
            for stroke in strokes:
                stroke.replay()
        finally:
            self._replaying = False

    def _finish(self) -> None:
        strokes, text = self._take_held()
        if len(text.strip()) < FEWEST or not self._route(text.strip("\n")):
            self._replay(strokes)
            return
        # The next key may begin another scan, however soon it comes.
        self._ended, self._pressed = self._pressed, -LATER
        down: set[int] = set()
        for stroke in strokes:
            if stroke.type == QEvent.Type.KeyPress:
                down.add(stroke.key)
            elif stroke.key in down:
                down.discard(stroke.key)
            else:  # pressed before the scan began
                self._replay([stroke])
        self._dropped |= down

    def _route(self, text: str) -> bool:
        """Offer a scan to whom it may concern; False where it is to be typed after all."""
        modal = QApplication.activeModalWidget()
        known = self.context.scans.begins(text)
        if isinstance(modal, DeedDialog):
            if modal.scanned(text):
                return True
            if known:
                modal.footnote(_close_first(), "scan", "muted")
                return True
        elif modal is None and self.context.scans.take(self.context, text):
            return True
        elif modal is not None and known:
            # It has no line of its own for this, and the window's toast would stand behind it.
            (modal.findChild(Toast) or Toast(modal)).say(_close_first())
            return True
        if in_text():
            return False
        shown = (text if len(text) <= _SHOWN else text[:_SHOWN] + "…").replace("\n", " ")
        self.context.toast(
            tr(
                "“{text}” is not known here. Scan the lines of a passport, or a paper of this desk.",
                text=shown,
            )
        )
        return True


def _close_first() -> str:
    return tr("This scan does not belong here. Close the dialog first, then scan again.")


def stands_over(window: QWindow, main: QWidget) -> bool:
    """Tell whether `window` is that of `main` or of a dialog over it."""
    # By its number: windowHandle() of a widget that only Qt holds (the list under a Choice) dies with the
    # short-lived Python object of that widget, and takes `window` along.
    widget: QWidget | None = QWidget.find(window.winId())
    while widget is not None and widget is not main:
        widget = widget.parentWidget()
    return widget is not None


def in_text() -> bool:
    """Tell whether the keyboard is in a field that takes text."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or (isinstance(widget, QComboBox) and widget.isEditable())


def _in_secret() -> bool:
    widget: QWidget | None = QApplication.focusWidget()
    return isinstance(widget, QLineEdit) and widget.echoMode() != QLineEdit.EchoMode.Normal


def _sign(event: QKeyEvent) -> str:
    """Return what a press adds to a scan: a printable sign, a line feed for Enter and Tab, "" for none."""
    if event.isAutoRepeat() or event.modifiers() & ~_PLAIN:
        return ""
    text = event.text()
    if event.key() in _ENDS or text in ("\r", "\n", "\t"):  # a line feed is a key of its own on X11
        return "\n"
    return text if len(text) == 1 and text.isprintable() else ""
