"""The rows of Ctrl+K: titles of sections, subjects, commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.cells import Index, draw_line
from travel_desk.shell.chips import ChipText, chip_size, paint_chip
from travel_desk.shell.registry import Found

ITEM = Qt.ItemDataRole.UserRole + 1
Item = str | Found | QAction  # the title of a section, a subject, a command


def row_height(item: Item) -> int:
    """Return the height of a row in pixels."""
    return fonts.scaled(28 if isinstance(item, str) else 40)


class Items(QAbstractListModel):
    """Sections and what they hold, one a row."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Item] = []

    def set(self, items: Sequence[Item]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that the title of a section can't be chosen."""
        if index.isValid() and isinstance(self.items[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = 0) -> Any:
        """Return the item, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(item, Found):
                chip = item.chip.spoken if item.chip else ""
                return ", ".join(part for part in (item.title, item.subtitle, chip) if part)
            return plain(item) if isinstance(item, QAction) else item
        return None


class FinderDelegate(QStyledItemDelegate):
    """Paints a section's title, or an icon with two lines and a chip or a shortcut."""

    needle = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(100, row_height(index.data(ITEM)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        of = theme.tones()
        rect: QRect = option.rect
        item = index.data(ITEM)
        painter.save()
        painter.setLayoutDirection(option.direction)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.fillRect(rect, QColor(of.popup))
        inner = rect.adjusted(16, 0, -16, 0)
        if isinstance(item, str):
            draw_line(
                painter, inner.adjusted(0, 6, 0, 0), item, fonts.font(fonts.Size.CAPTION, 600), of.muted
            )
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(of.selection))
            painter.fillRect(
                rect.right() - 2 if rtl else rect.left(), rect.top(), 3, rect.height(), QColor(of.accent)
            )
            view = option.widget
            if isinstance(view, QWidget) and view.hasFocus():
                painter.setPen(QColor(of.accent))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        self._row(painter, inner, item, rtl)
        painter.restore()

    def _row(self, painter: QPainter, inner: QRect, item: Found | QAction, rtl: bool) -> None:
        of = theme.tones()
        side = fonts.scaled(16)
        if isinstance(item, Found):
            name, title, subtitle, chip = item.icon, item.title, item.subtitle, item.chip
        else:
            name, title, subtitle = str(item.property("icon_name") or "arrow-right"), plain(item), ""
            keys = item.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            chip = ChipText(keys) if keys else None
        if name:
            x = inner.right() - side if rtl else inner.left()
            icons.paint(painter, QRect(x, inner.center().y() - side // 2, side, side), name, of.muted)
        text = inner.adjusted(0 if rtl else side + 12, 0, -(side + 12) if rtl else 0, 0)
        if chip is not None:
            size = chip_size(chip.text, chip.icon, chip.tone)
            x = inner.left() if rtl else inner.right() - size.width()
            box = QRect(x, inner.center().y() - size.height() // 2, size.width(), size.height())
            paint_chip(painter, box, chip.tone, chip.icon, chip.text)
            text.adjust(size.width() + 8 if rtl else 0, 0, 0 if rtl else -size.width() - 8, 0)
        if not subtitle:
            draw_line(painter, text, title, fonts.font(), of.text, self.needle)
            return
        high, low = fonts.scaled(17), fonts.scaled(15)
        top = text.top() + (text.height() - high - low) // 2
        upper = QRect(text.left(), top, text.width(), high)
        draw_line(painter, upper, title, fonts.font(), of.text, self.needle)
        lower = QRect(text.left(), top + high, text.width(), low)
        draw_line(painter, lower, subtitle, fonts.font(fonts.Size.CAPTION), of.muted, self.needle)


def plain(action: QAction) -> str:
    """Return an action's text without the mark of its mnemonic."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
