"""Find as you type: a line, and beneath it the hits of a query that runs off the thread."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts
from travel_desk.shell.buttons import Kind, button, label
from travel_desk.shell.cells import CELL, ID, CellDelegate, Index, Lines
from travel_desk.shell.context import Context

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One hit: its id, the native name over the passport Latin, and what tells it from others."""

    id: int
    first: str
    second: str = ""
    trailing: str = ""


Find = Callable[[Any, str], Sequence[Any]]
Present = Callable[[Any], Suggestion]


class _Hits(QAbstractListModel):
    """The hits as a list; the trailing part is joined to the second line."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Suggestion] = []

    def set(self, hits: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        second = " · ".join(part for part in (hit.second, hit.trailing) if part)
        if role == ID:
            return hit.id
        if role == CELL:
            return Lines(hit.first, second, caption=True)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.first}, {second}"
        return None


class Popup(QFrame):
    """The hits beneath a line; a child of the line's window, so that focus stays in the line."""

    chosen = Signal(object)  # Suggestion

    def __init__(self, line: QWidget, create: Callable[[str], object] | None) -> None:
        super().__init__(line.window())
        self.setProperty("look", "popup")
        self._line = line
        self.model = _Hits(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.delegate = CellDelegate(self.list)
        self.delegate.row_lines = False
        self.list.setItemDelegate(self.delegate)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Hits"))
        self.list.clicked.connect(lambda index: self.chosen.emit(self.model.hits[index.row()]))
        self._hint = label(tr("Enter takes it, arrows choose"), "caption")
        self.create_button: QPushButton | None = None
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 8, 4)
        foot.addWidget(self._hint)
        foot.addStretch(1)
        if create is not None:
            self.create_button = button("", lambda: create(self.delegate.needle), Kind.FLAT, "plus")
            self.create_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(self.create_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.hide()

    def offer(self, hits: Sequence[Suggestion], needle: str, create_text: str) -> None:
        """Show the hits of `needle` under the line, the first one current."""
        self.model.set(hits)
        self.delegate.needle = needle
        if self.create_button is not None:
            self.create_button.setText(create_text)
        if not hits:
            self._hint.setText(tr("Nobody found"))
        else:
            self._hint.setText(tr("Enter takes it, arrows choose"))
            self.list.setCurrentIndex(self.model.index(0))
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Stand under the line, or above it where there is no room."""
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        row = fonts.scaled(40)
        count = min(6, len(self.model.hits))
        self.list.setFixedHeight(count * row + (2 if count else 0))
        width = max(self._line.width(), fonts.scaled(380))
        self.setFixedWidth(min(width, window.width() - 16))
        self.adjustSize()
        spot = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        if spot.y() + self.height() > window.height():
            above = self._line.mapTo(window, QPoint(0, 0)).y() - self.height() - 2
            spot.setY(max(0, above))
        spot.setX(max(4, min(spot.x(), window.width() - self.width() - 4)))
        self.move(spot)

    def step(self, by: int) -> None:
        """Make the next or the previous hit current."""
        count = len(self.model.hits)
        if count:
            at = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(at))

    def current(self) -> Suggestion | None:
        """Return the hit that Enter takes."""
        at = self.list.currentIndex().row()
        return self.model.hits[at] if 0 <= at < len(self.model.hits) else None


class Finding(QObject):
    """Joins a line edit with a query and a popup; `chosen` tells the hit that was taken."""

    chosen = Signal(object)  # Suggestion

    def __init__(
        self,
        line: QLineEdit,
        context: Context,
        find: Find,
        present: Present,
        create: Callable[[str], object] | None = None,
        frame: QWidget | None = None,
    ) -> None:
        super().__init__(line)
        self._line, self._context, self._find, self._present = line, context, find, present
        self._create, self._frame = create, frame or line
        self._popup: Popup | None = None
        self._channel = f"find-{next(_numbers)}"
        self._timer = QTimer(self, singleShot=True, interval=90)
        self._timer.timeout.connect(self._ask)
        line.textEdited.connect(lambda _text: self._timer.start())
        line.installEventFilter(self)

    def popup(self) -> Popup:
        """Return the popup, made at first use."""
        if self._popup is None:
            self._popup = Popup(self._frame, self._created if self._create else None)
            self._popup.chosen.connect(self._take)
        return self._popup

    def close(self) -> None:
        """Hide the hits."""
        self._timer.stop()
        if self._popup is not None:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Escape serve the popup while it is open."""
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        open_now = self._popup is not None and self._popup.isVisible()
        if key == Qt.Key.Key_Down and not open_now:
            self._ask()
            return True
        if not open_now:
            return False
        popup = self.popup()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            hit = popup.current()
            if hit is not None:
                self._take(hit)
                return key != Qt.Key.Key_Tab
            return key != Qt.Key.Key_Tab
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def _ask(self) -> None:
        text = self._line.text().strip()
        if not text:
            self.close()
            return
        self._context.read(
            self._find, text, done=lambda found: self._show(text, found), channel=self._channel, owner=self
        )

    def _show(self, text: str, found: Sequence[Any]) -> None:
        if not self._line.hasFocus() and not self._line.isVisible():
            return
        hits = [self._present(hit) for hit in found]
        self.popup().offer(hits, text, tr("New Person “{text}”…", text=text))

    def _take(self, hit: Suggestion) -> None:
        self.close()
        self.chosen.emit(hit)

    def _created(self, text: str) -> None:
        self.close()
        if self._create is not None:
            self._create(text)


class FindField(QLineEdit):
    """One subject, found while typing.

    find: `find(desk, text)` returns hits. present: turns a hit into a `Suggestion`.
    create: called with the text when the person wanted is not there yet (its row is then offered).
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        find: Find,
        present: Present,
        *,
        hint: str = "",
        create: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self._id: int | None = None
        self._shown = ""
        self.finding = Finding(self, context, find, present, create)
        self.finding.chosen.connect(lambda hit: self.set_value(hit.id, hit.first))
        self.textEdited.connect(self._typed)

    def value(self) -> int | None:
        """Return the id of the subject chosen, None while none is."""
        return self._id

    def set_value(self, id: int | None, text: str = "") -> None:
        """Show a subject by its id and the text that names it."""
        self._id, self._shown = id, text if id is not None else ""
        self.setText(self._shown)
        self.setCursorPosition(0)
        self.changed.emit()

    def _typed(self, text: str) -> None:
        if self._id is not None and text != self._shown:
            self._id = None
            self.changed.emit()
