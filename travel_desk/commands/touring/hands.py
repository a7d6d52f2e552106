"""Eyes and hands at the windows: find what is visible by its words, click it, type into it, wait.

Clicks go through the window, where the pointer would be, and keys to whatever has the keyboard, so that
what a person could not reach can't be done here either.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from travel_desk.app.program import Program
from travel_desk.base.message import Trouble, msg
from travel_desk.shell.background import Background
from travel_desk.shell.defect import DefectDialog
from travel_desk.shell.toast import Toast

W = TypeVar("W", bound=QWidget)
LOOK = 15  # milliseconds between two looks
REST = 150  # milliseconds without work after which the windows have come to rest
LONG = 180.0  # seconds for what may take long, such as making the example desk

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Hands:
    """A person at the windows of `program`. step: what is being done, for the sentence where it fails."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.step = ""
        self._broken: list[BaseException] = []
        self._hook = sys.excepthook
        sys.excepthook = self._take_exception

    def _take_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Note what went wrong in a slot, where nobody else would hear of it."""
        self._broken.append(error)
        self._hook(kind, error, trace)

    # -- waiting ---------------------------------------------------------------------------------

    def fail(self, what: str) -> Trouble:
        """Return the trouble that ends the tour."""
        return Trouble(msg("The tour stopped at “{step}”: {what}", step=self.step, what=what))

    def wait(self, until: Callable[[], object], what: str | Callable[[], str], seconds: float = 20.0) -> None:
        """Let the program work until a condition holds; raises Trouble after `seconds`.

        what: the sentence for that, such as "the dossier did not open".
        """
        if not self._spin(until, seconds):
            raise self.fail(what if isinstance(what, str) else what())

    def rest(self, seconds: float = 30.0) -> None:
        """Wait until nothing is on its way: no work of any thread, nothing still to be drawn."""
        since = time.monotonic()

        def calm() -> bool:
            nonlocal since
            if any(one.busy() for one in self.program.findChildren(Background)):
                since = time.monotonic()
            return (time.monotonic() - since) * 1000 >= REST

        self.wait(calm, "the program does not come to rest.", seconds)

    def _spin(self, until: Callable[[], object], seconds: float) -> bool:
        """Run the loop of events until a condition holds; returns whether it does."""
        end = time.monotonic() + seconds
        loop, timer, held = QEventLoop(), QTimer(), False
        broken: list[Exception] = []

        def look() -> None:
            nonlocal held
            if any(
                isinstance(one, DefectDialog) and one.isVisible() for one in QApplication.topLevelWidgets()
            ):
                loop.quit()
                return
            try:
                held = bool(until())
            except RuntimeError:  # a widget that was looked at is gone by now
                held = False
            except Exception as error:  # out of here it would be printed, and looked for again
                broken.append(error)
            if held or broken or time.monotonic() > end:
                loop.quit()

        timer.timeout.connect(look)
        timer.start(LOOK)
        loop.exec()
        timer.stop()
        if broken:
            raise broken[0]
        return held

    # -- seeing ----------------------------------------------------------------------------------

    def window(self) -> QWidget:
        """Return the window in front: a popup, a dialog, else the one that stands."""
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.program.window
        if front is None:
            raise self.fail("no window stands.")
        return front

    def visible(self, kind: type[W]) -> Iterator[W]:
        """Yield the visible widgets of a kind in the window in front."""
        for one in self.window().findChildren(kind):
            if isValid(one) and one.isVisible() and not one.size().isEmpty():
                yield one

    def named(self, name: str, kind: type[W]) -> W:
        """Return the visible widget whose words or accessible name are `name`; waits until it is there."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [one for one in self.visible(kind) if name in _words(one)]
            return any(one.isEnabled() for one in found)

        self._spin(look, 20)
        ready = [one for one in found if one.isEnabled()]
        if not ready:
            why = "is there, but greyed" if found else "is not there"
            raise self.fail(f"“{name}” {why} in “{self.window().windowTitle()}”. {self._seen()}")
        return ready[0]

    def field(self, label: str) -> QWidget:
        """Return the field under a label: a line, a choice, a text of several lines."""
        return self.named(label, QWidget)

    def reads(self, text: str) -> bool:
        """Tell whether a text stands somewhere in the window in front, as part of a label or a button."""
        labels = (one.text() for one in self.visible(QLabel))
        buttons = (one.text() for one in self.visible(QAbstractButton))
        return any(text in said for said in (*labels, *buttons))

    def read(self, text: str, seconds: float = 20.0) -> None:
        """Wait until a text stands in the window in front."""
        if not self._spin(lambda: self.reads(text), seconds):
            raise self.fail(f"“{text}” does not appear. {self._seen()}")

    def dialog(self, title: str) -> QDialog:
        """Wait until a dialog whose title begins with `title` is in front; returns it."""

        def look() -> bool:
            front = QApplication.activeModalWidget()
            return isinstance(front, QDialog) and front.windowTitle().startswith(title)

        self.wait(look, f"the dialog “{title}” does not open.")
        self.rest()
        front = QApplication.activeModalWidget()
        assert isinstance(front, QDialog)
        return front

    def closed(self, dialog: QDialog) -> None:
        """Wait until a dialog is closed; what it says against it is in the sentence where it is not."""
        told = ""

        def look() -> bool:
            nonlocal told
            if not isValid(dialog):
                return True
            told = getattr(dialog, "problem_text", lambda: "")()
            return not dialog.isVisible()

        if not self._spin(look, 30):
            raise self.fail(f"the dialog stays open. {told}")
        self.rest()

    def _seen(self) -> str:
        known = sorted({w for one in self.visible(QWidget) if _is_input(one) for w in _words(one) if w})
        return f"There are: {', '.join(known)}."

    # -- doing -----------------------------------------------------------------------------------

    def click(self, name: str) -> None:
        """Click what has these words or this accessible name."""
        self.press(self.named(name, QWidget))

    def press(self, widget: QWidget, spot: QPoint | None = None) -> None:
        """Click a widget where it is seen; scrolls to it, and puts a message aside that covers it."""
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, 0, 12)
            above = above.parentWidget()
        QApplication.processEvents()
        window = widget.window()
        at = widget.mapTo(window, spot or _middle(widget))
        hit = window.childAt(at)
        toast = next(
            (t for t in window.findChildren(Toast) if hit and (t is hit or t.isAncestorOf(hit))), None
        )
        if toast is not None and not toast.isAncestorOf(widget):
            self.press(toast.close_button)
            self.press(widget, spot)
            return
        if hit is not None and hit is not widget and not widget.isAncestorOf(hit):
            raise self.fail(f"{_described(widget)} is covered by {_described(hit)}.")
        handle = window.windowHandle()
        if handle is None or not window.rect().contains(at):
            raise self.fail(f"{_described(widget)} can't be reached by the pointer.")
        QTest.mouseClick(handle, _LEFT, _NONE, at)

    def put_message_aside(self) -> None:
        """Close the message at the bottom of the window, where there is one."""
        for toast in self.visible(Toast):
            self.press(toast.close_button)

    def type(self, text: str) -> None:
        """Type a text where the keyboard is."""
        for sign in text:
            where = self._keyboard()
            if sign.isascii():
                QTest.keyClicks(where, sign)
            else:
                for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                    QApplication.sendEvent(where, QKeyEvent(kind, 0, _NONE, sign))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key, with Ctrl or Shift or both, where the keyboard is."""
        QTest.keyClick(self._keyboard(), key, modifier)

    def fill(self, label: str, text: str) -> None:
        """Click into the field under a label and type `text` in the place of what stands there."""
        field = self.field(label)
        self.press(field, QPoint(12, field.height() // 2))
        self.wait(lambda: self._has_keyboard(field), f"“{label}” does not take the keyboard.")
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def choose(self, label: str, text: str) -> None:
        """Open the choice under a label and take the entry that begins with `text`."""
        field = self.field(label)
        if not isinstance(field, QComboBox):
            raise self.fail(f"“{label}” is no choice.")
        self.press(field)
        self.wait(lambda: field.view().isVisible(), f"the choice “{label}” does not open.")
        self.type(text)
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: field.currentText().startswith(text), f"“{text}” is not among “{label}”.")

    def find(self, label: str, text: str, hit: str = "") -> None:
        """Type the beginning of a name into a field that finds while typing, and take the first hit.

        hit: waited for among the hits, where it is known.
        """
        self.fill(label, text)
        wanted = (hit or text).casefold()
        self.wait(
            lambda: any(
                one.isVisible() and wanted in _said(one.model().index(0, 0)).casefold()
                for one in self.visible(QAbstractItemView)
                if one.accessibleName() == "Hits"
            ),
            f"nobody is found for “{text}” in “{label}”.",
        )
        self.key(Qt.Key.Key_Return)

    def take_offered(self) -> None:
        """Take the first of the words that are offered under the line that is typed into."""
        self.wait(QApplication.activePopupWidget, "nothing is offered under the line.")
        self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: QApplication.activePopupWidget() is None, "what is offered stays open.")

    def tick(self, name: str) -> None:
        """Tick a box."""
        box = self.named(name, QCheckBox)
        self.press(box, QPoint(10, box.height() // 2))
        self.wait(box.isChecked, f"“{name}” can't be ticked.")

    def row(self, view: str, text: str) -> None:
        """Click the row of a list in which a text stands; waits until it is there."""
        seen = self.named(view, QAbstractItemView)
        found: list[QModelIndex] = []

        def look() -> bool:
            found[:] = [one for one in _cells(seen) if text.casefold() in _said(one).casefold()]
            return bool(found)

        self.wait(look, f"no row of “{view}” tells of “{text}”.")
        seen.scrollTo(found[0])
        spot = seen.visualRect(found[0]).intersected(seen.viewport().rect()).center()
        self.press(seen.viewport(), spot)

    def menu(self, title: str, entry: str) -> None:
        """Open a menu of the window and choose an entry."""
        window = self.program.window
        assert isinstance(window, QMainWindow)
        bar = window.menuBar()
        action = next((a for a in bar.actions() if a.isVisible() and _plain(a.text()) == title), None)
        if action is None:
            raise self.fail(f"there is no menu “{title}”.")
        self.press(bar, bar.actionGeometry(action).center())
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f"“{title}” does not open.")
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        chosen = next((a for a in popup.actions() if _plain(a.text()) == entry), None)
        if chosen is None or not chosen.isEnabled():
            raise self.fail(f"“{entry}” can't be chosen in “{title}”.")
        self.press(popup, popup.actionGeometry(chosen).center())

    def _keyboard(self) -> QWidget:
        """Return what hears the keys: of a popup, else of the window in front."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        if not self._activate() and not self._spin(self._activate, 5):
            raise self.fail("the window in front does not take the keyboard.")
        return QApplication.focusWidget() or self.window()

    def _activate(self) -> bool:
        """Make the window in front the active one, as a window manager would: off screen there is none.

        There, a menu that was shut at once may be told to be active after it is hidden.
        """
        if QApplication.activeWindow() is not self.window():
            self.window().activateWindow()
        return QApplication.activeWindow() is self.window()

    def _has_keyboard(self, field: QWidget) -> bool:
        at = QApplication.focusWidget()
        return at is not None and (at is field or field.isAncestorOf(at) or at is field.focusProxy())


def _plain(text: str) -> str:
    return text.replace("&", "")


def _words(widget: QWidget) -> tuple[str, ...]:
    """Return the words by which a person knows a widget that can be pressed or typed into."""
    if not _is_input(widget):
        return ()
    own = _plain(widget.text()) if isinstance(widget, QAbstractButton) else ""
    return (own, widget.accessibleName())


def _is_input(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)


def _middle(widget: QWidget) -> QPoint:
    """Return the middle of the part of a widget that is not cut off."""
    rect: QRect = widget.visibleRegion().boundingRect()
    return rect.center() if not rect.isEmpty() else widget.rect().center()


def _said(index: QModelIndex) -> str:
    return str(
        index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or ""
    )


def _cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model = view.model()
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for row in range(min(model.rowCount(), 60)):
        for column in range(columns):
            yield model.index(row, column)


def _described(widget: QWidget) -> str:
    words = [word for word in _words(widget) if word]
    if isinstance(widget, QLabel | QPlainTextEdit) and not words:
        words = [widget.text() if isinstance(widget, QLabel) else widget.toPlainText()]
    return f"“{words[0]}”" if words else type(widget).__name__
