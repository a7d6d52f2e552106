"""A layout that sets its items side by side and begins a new line where they no longer fit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, or right to left where people read so; `gap` pixels between items and lines.

    fill_last: the last item takes the width that is left of its line (a field that is typed in).
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 6, *, fill_last: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._fill_last = fill_last
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Add a widget before the item at `place`."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one item, or None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove one item and return it, or None beyond the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that the layout asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all lines need at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place all items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size in which each item stands."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item with the margins."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        edge = self.contentsMargins()
        return size + QSize(edge.left() + edge.right(), edge.top() + edge.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        edge = self.contentsMargins()
        area = rect.marginsRemoved(edge)
        x, y, line = area.left(), area.top(), 0
        parent = self.parentWidget()
        rtl = parent is not None and parent.isRightToLeft()
        lines: list[list[tuple[QLayoutItem, QRect]]] = [[]]
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, area.width()), 10_000))
            if x > area.left() and x + size.width() > area.right() + 1:
                x, y, line = area.left(), y + line + self._gap, 0
                lines.append([])
            if self._fill_last and item is self._items[-1]:
                size.setWidth(max(size.width(), area.right() + 1 - x))
            left = area.left() + area.right() + 1 - x - size.width() if rtl else x
            lines[-1].append((item, QRect(QPoint(left, y), size)))
            x += size.width() + self._gap
            line = max(line, size.height())
        for placed in lines if move else ():
            high = max((spot.height() for _, spot in placed), default=0)
            for item, spot in placed:
                item.setGeometry(spot.translated(0, (high - spot.height()) // 2))
        return y + line - rect.top() + edge.bottom()
