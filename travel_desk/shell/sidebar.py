"""The sidebar: pages with their counts, Administration beneath, the state of the desk at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import screen_language, tr
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.buttons import IconLabel, hairline, label
from travel_desk.shell.cells import Index, draw_line
from travel_desk.shell.page.base import Page

COUNT = Qt.ItemDataRole.UserRole + 1
ICON = Qt.ItemDataRole.UserRole + 2
ROW = 34  # a nav row of 32 with the gap of 2 beneath


class _Pages(QAbstractListModel):
    """The pages of one group with their counts."""

    def __init__(self, pages: Sequence[type[Page]], parent: QObject) -> None:
        super().__init__(parent)
        self.pages = list(pages)
        self.counts: dict[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid():
            return None
        page = self.pages[index.row()]
        count = self.counts.get(page.key)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return page.title()
            case Qt.ItemDataRole.AccessibleTextRole:
                return page.title() if count is None else f"{page.title()}, {count}"
            case _ if role == COUNT:
                return "" if count is None else screen_language().value(count)
            case _ if role == ICON:
                return page.icon
        return None

    def set_count(self, key: str, count: int) -> None:
        self.counts[key] = count
        for at, page in enumerate(self.pages):
            if page.key == key:
                self.dataChanged.emit(self.index(at), self.index(at))


class _Delegate(QStyledItemDelegate):
    """Paints a nav row: ground and leading bar where selected, icon, text, count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a nav row."""
        return QSize(100, fonts.scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one nav row."""
        of = theme.tones()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        row: QRect = option.rect.adjusted(8, 0, -8, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(of.selection if selected else of.neutral_soft))
            painter.drawRoundedRect(row, 6, 6)
        if selected:
            bar = QRect(row.right() - 2 if rtl else row.left(), row.top() + 6, 3, row.height() - 12)
            painter.setBrush(QColor(of.accent))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        view = option.widget
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(QColor(of.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6)
        side = fonts.scaled(16)
        inner = row.adjusted(10, 0, -10, 0)
        spot = QRect(
            inner.right() - side + 1 if rtl else inner.left(), inner.center().y() - side // 2 + 1, side, side
        )
        icons.paint(painter, spot, index.data(ICON), of.accent if selected else of.muted)
        weight = fonts.SEMIBOLD if selected else fonts.NORMAL
        count = index.data(COUNT)
        text = inner.adjusted(0 if rtl else side + 10, 0, -(side + 10) if rtl else 0, 0)
        if count:
            font = fonts.font(fonts.Size.SMALL, weight, tabular=True)
            draw_line(painter, inner, count, font, of.accent if selected else of.muted, end=True)
            taken = QFontMetrics(font).horizontalAdvance(count) + fonts.scaled(8)
            text.adjust(taken if rtl else 0, 0, 0 if rtl else -taken, 0)
        colour = of.accent if selected else of.text
        draw_line(painter, text, index.data(), fonts.font(fonts.Size.BASE, weight), colour)
        painter.restore()


class _Group(QListView):
    """One group of pages."""

    chosen = Signal(str)
    stepped_out = Signal(int)

    def __init__(self, pages: Sequence[type[Page]], name: str) -> None:
        super().__init__()
        self.pages = _Pages(pages, self)
        self.setModel(self.pages)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setProperty("look", "nav")
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self._moved())
        self.activated.connect(lambda index: self.chosen.emit(self.pages.pages[index.row()].key))
        theme.on_change(self.measure)
        self.measure()

    def measure(self) -> None:
        """Be as high as the rows."""
        self.setFixedHeight(fonts.scaled(ROW) * len(self.pages.pages) + 4)

    def place_of(self, key: str) -> int:
        """Return the row of a page, or -1."""
        return next((at for at, page in enumerate(self.pages.pages) if page.key == key), -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on into the other group."""
        at, last = self.currentIndex().row(), len(self.pages.pages) - 1
        if event.key() == Qt.Key.Key_Down and at == last:
            self.stepped_out.emit(1)
        elif event.key() == Qt.Key.Key_Up and at == 0:
            self.stepped_out.emit(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring of focus away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _moved(self) -> None:
        # The selection, not the current row: that one Qt sets by itself when Tab comes here.
        chosen = self.selectionModel().selectedIndexes()
        if chosen:
            self.chosen.emit(self.pages.pages[chosen[0].row()].key)


class Sidebar(QWidget):
    """All pages; `chosen` tells the key of the page wanted."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[type[Page]], title: str, subtitle: str) -> None:
        super().__init__()
        self.setProperty("look", "window")
        self.setFixedWidth(fonts.scaled(208))
        theme.on_change(self._measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(0)
        column.addWidget(self._mark(title, subtitle))
        column.addSpacing(8)
        self.main = _Group([page for page in pages if not page.administration], tr("Pages"))
        column.addWidget(self.main)
        self.administration = _Group([page for page in pages if page.administration], tr("Administration"))
        head = label(tr("Administration"), "group")
        head.setContentsMargins(17, 14, 17, 6)
        column.addWidget(head)
        column.addWidget(self.administration)
        for group in (head, self.administration):
            group.setVisible(bool(self.administration.pages.pages))
        column.addStretch(1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(17, 8, 12, 0)
        self.foot.setSpacing(4)
        self._foot_line = hairline()
        self._foot_line.hide()
        column.addWidget(self._foot_line)
        column.addLayout(self.foot)
        self._states: dict[str, tuple[IconLabel, QLabel, QWidget]] = {}
        for mine in (self.main, self.administration):
            mine.chosen.connect(self.chosen)
        self.main.stepped_out.connect(lambda by: self._step(self.administration, by))
        self.administration.stepped_out.connect(lambda by: self._step(self.main, by))

    def select(self, key: str) -> None:
        """Mark a page without telling `chosen`."""
        groups = (self.main, self.administration)
        here = any(group.hasFocus() for group in groups)
        for group in groups:
            at = group.place_of(key)
            if here and at >= 0:
                group.setFocus()  # the arrows go on from the page that is shown
            group.selectionModel().blockSignals(True)
            if at >= 0:
                group.setCurrentIndex(group.pages.index(at))
            else:
                group.selectionModel().clear()
            group.selectionModel().blockSignals(False)
            group.viewport().update()

    def set_count(self, key: str, count: int) -> None:
        """Show a number beside a page."""
        for group in (self.main, self.administration):
            group.pages.set_count(key, count)

    def set_state(self, name: str, text: str, icon: str, tone: str = "success") -> None:
        """Show a line at the foot, such as "Backed up today 07:58"; empty text takes it away."""
        if name not in self._states:
            holder = QFrame()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            pair = (IconLabel(icon, tone, 13), label("", "caption", wrap=True), holder)
            row.addWidget(pair[0], 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(pair[1], 1)
            self.foot.addWidget(holder)
            self._states[name] = pair
        mark, words, line = self._states[name]
        mark.set(icon, tone)
        words.setText(text)
        line.setVisible(bool(text))
        self._foot_line.setVisible(any(w.text() for _, w, _ in self._states.values()))

    def _step(self, other: _Group, by: int) -> None:
        if not other.pages.pages:
            return
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.setCurrentIndex(other.pages.index(0 if by > 0 else len(other.pages.pages) - 1))

    def _measure(self) -> None:
        self.setFixedWidth(fonts.scaled(208))

    def _mark(self, title: str, subtitle: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 2, 8, 2)
        row.setSpacing(10)
        row.addWidget(_Badge())
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(title, "strong"))
        if subtitle:
            lines.addWidget(label(subtitle, "caption", wrap=True))
        row.addLayout(lines, 1)
        return holder


class _Badge(QWidget):
    """The mark of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(fonts.scaled(32), fonts.scaled(32))

    def paintEvent(self, event: QEvent) -> None:
        """Draw the mark."""
        of = theme.tones()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(of.accent))
        painter.drawRoundedRect(self.rect(), 6, 6)
        inset = self.width() // 4
        icons.paint(painter, self.rect().adjusted(inset, inset, -inset, -inset), "desk", of.accent_text)
