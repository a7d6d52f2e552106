"""The list of the day: groups under their heads, one button a line, the keyboard throughout."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.buttons import Kind, button
from travel_desk.shell.cells import PAD, CellDelegate, Index, draw_line
from travel_desk.shell.chips import chip_size, paint_chip
from travel_desk.today.page.model import ACTION, MARKS, ROW, WHAT, WHO, DayModel, chip_of
from travel_desk.today.rules import Group, GroupKey, Line, Mark

_ICONS = {
    GroupKey.GIVE_BACK: ("warning", "danger"),
    GroupKey.LEAVING: ("out", "accent"),
    GroupKey.DECISIONS: ("clock", "warning"),
    GroupKey.OVERDUE: ("in", "danger"),
    GroupKey.PAPERS: ("paper", "accent"),
    GroupKey.EXPIRING: ("passport", "info"),
}
_GAP = 6  # pixels between two chips, and round a painted button


class DayView(QTableView):
    """Shows the groups of a day; `wanted` is told with the line whose deed is asked for."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stacked = False
        self.rows = DayModel()
        self.setModel(self.rows)
        self.setItemDelegate(_DayDelegate(self))
        self.setAccessibleName(tr("What waits today"))
        self.setProperty("look", "rows")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._moved)
        theme.on_change(self._measure)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups; the line that was current stays so, else the first one is."""
        before = self.current_line()
        self.clearSpans()
        self.rows.show(groups)
        for at in self.rows.group_places():
            self.setSpan(at, 0, 1, 4)
        self._measure()
        places = self.rows.line_places()
        kept = self.rows.place_of(before) if before is not None else -1
        if kept < 0 and places:
            kept = places[0]
        if kept >= 0:
            self._go(kept)

    def current_line(self) -> Line | None:
        """Return the line that is current."""
        return self.rows.line(self.currentIndex().row())

    def do_current(self) -> None:
        """Ask for the deed of the current line."""
        line = self.current_line()
        if line is not None:
            self.wanted.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from line to line, over the heads; Enter does the deed of the line."""
        places = self.rows.line_places()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do_current()
        elif not places or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._move(event, places)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a line's button does its deed."""
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        line = self.rows.line(index.row()) if index.isValid() else None
        if line is not None and index.column() == ACTION and event.button() is Qt.MouseButton.LeftButton:
            self.wanted.emit(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        super().resizeEvent(event)
        self._measure()

    def _move(self, event: QKeyEvent, places: list[int]) -> None:
        now = self.currentIndex().row()
        at = places.index(now) if now in places else 0
        page = max(1, self.viewport().height() // fonts.scaled(44) - 1)
        steps = {
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_PageUp: at - page,
            Qt.Key.Key_PageDown: at + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(places) - 1,
        }
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
            return
        self._go(places[min(max(wanted, 0), len(places) - 1)])

    def _go(self, place: int) -> None:
        self.setCurrentIndex(self.rows.index(place, 0))
        head = place - 1
        if self.rows.line(head) is None and head >= 0:
            self.scrollTo(self.rows.index(head, 0))
        self.scrollTo(self.rows.index(place, 0))

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        """Only the current line has a real button; the others are painted."""
        if before.isValid():
            self.setIndexWidget(self.rows.index(before.row(), ACTION), None)  # type: ignore[arg-type]
        line = self.rows.line(now.row()) if now.isValid() else None
        if line is not None:
            holder = QWidget()
            row = QHBoxLayout(holder)
            end = fonts.scaled(12)
            row.setContentsMargins(
                end if self.isRightToLeft() else 0, 0, 0 if self.isRightToLeft() else end, 0
            )
            made = button(tr(line.button.label), self.do_current, Kind.PRIMARY)
            made.setAccessibleDescription(f"{line.native_name or line.latin}, {tr(line.what)}")
            row.addWidget(made)
            self.setIndexWidget(self.rows.index(now.row(), ACTION), holder)
        self.viewport().update()

    def _measure(self) -> None:
        """Size rows and columns; where the list is narrow, the chips of a line stand one above the other."""
        self.stacked = self.viewport().width() < fonts.scaled(860)
        for at in range(self.rows.rowCount()):
            line = self.rows.line(at)
            tall = 48 if self.stacked and line is not None and len(line.marks) > 1 else 44
            self.setRowHeight(at, fonts.scaled(tall if line is not None else 36))
        self._widths()

    def _widths(self) -> None:
        width, gap = self.viewport().width(), fonts.scaled(_GAP)
        lines = [line for at in self.rows.line_places() if (line := self.rows.line(at)) is not None]
        sizes = [[_chip_width(mark) + gap for mark in line.marks] for line in lines]
        needed = max((max(some) if self.stacked else sum(some) for some in sizes if some), default=0)
        marks = min(max(needed, fonts.scaled(110)) + gap, fonts.scaled(300))
        metrics = QFontMetrics(fonts.font(fonts.Size.BASE, fonts.SEMIBOLD))
        said = max((metrics.horizontalAdvance(tr(line.button.label)) for line in lines), default=0)
        action = max(said + fonts.scaled(46), fonts.scaled(140))
        who = fonts.scaled(176 if self.stacked else 210)
        self.setColumnWidth(WHO, who)
        self.setColumnWidth(MARKS, marks)
        self.setColumnWidth(ACTION, action)
        self.setColumnWidth(WHAT, max(fonts.scaled(140), width - who - marks - action))


class _DayDelegate(CellDelegate):
    """Paints group heads, chips at the trailing edge, and the buttons of lines that are not current."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row = index.data(ROW)
        if isinstance(row, Group):
            self._head(painter, option, row)
        elif index.column() in (MARKS, ACTION) and isinstance(row, Line):
            self._end(painter, option, index, row)
        else:
            super().paint(painter, option, index)

    def _head(self, painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        of = theme.tones()
        rect: QRect = option.rect
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.fillRect(rect, QColor(of.base))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(of.hairline))
        icon, tone = _ICONS[group.key]
        side, pad = fonts.scaled(16), fonts.scaled(PAD)
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = rect.right() - pad - side if rtl else rect.left() + pad
        spot = QRect(x, rect.center().y() - side // 2 + 2, side, side)
        icons.paint(painter, spot, icon, str(getattr(of, tone)))
        across = pad + side + fonts.scaled(8)
        parts = [
            (tr(group.key.head), fonts.font(fonts.Size.BASE, fonts.SEMIBOLD), of.text),
            (str(group.count), fonts.font(fonts.Size.SMALL), of.muted),
            (tr(group.note), fonts.font(fonts.Size.SMALL), of.muted),
        ]
        for text, font, colour in parts:
            if not text:
                continue
            room = rect.adjusted(0 if rtl else across, 2, -across if rtl else 0, 2)
            draw_line(painter, room, text, font, colour)
            painter.setFont(font)
            across += painter.fontMetrics().horizontalAdvance(text) + fonts.scaled(8)
        painter.restore()

    def _end(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: Line) -> None:
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        self._ground(painter, option.rect, selected, index, option.widget)
        if index.column() == MARKS:
            self._chips(painter, option.rect, line, selected)
        elif not selected:
            self._button(painter, option.rect, tr(line.button.label))
        painter.restore()

    def _chips(self, painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
        """Draw the chips from the trailing edge inwards; what does not fit is left to the tooltip."""
        view = self.parent()
        if isinstance(view, DayView) and view.stacked and len(line.marks) > 1:
            upper, lower = QRect(rect), QRect(rect)
            upper.setBottom(rect.center().y() + 1)
            lower.setTop(rect.center().y())
            self._row_of_chips(painter, upper.translated(0, 2), line.marks[:1], selected)
            self._row_of_chips(painter, lower.translated(0, -2), line.marks[1:], selected)
            return
        self._row_of_chips(painter, rect, line.marks, selected)

    def _row_of_chips(self, painter: QPainter, rect: QRect, marks: Sequence[Mark], selected: bool) -> None:
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        used = fonts.scaled(_GAP)
        for mark in reversed(marks):
            chip = chip_of(mark)
            size = chip_size(chip.text, chip.icon, chip.tone)
            width = min(size.width(), rect.width() - used)
            if width < fonts.scaled(40):
                return
            x = rect.left() + used if rtl else rect.right() + 1 - used - width
            box = QRect(x, rect.center().y() - size.height() // 2 + 1, width, size.height())
            paint_chip(painter, box, chip.tone, chip.icon, chip.text, selected=selected)
            used += width + fonts.scaled(_GAP)

    def _button(self, painter: QPainter, rect: QRect, text: str) -> None:
        of = theme.tones()
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        high, end = fonts.scaled(28), fonts.scaled(16)
        box = QRect(rect.left() + 4, rect.center().y() - high // 2 + 1, rect.width() - 4 - end, high)
        if rtl:
            box.moveLeft(rect.left() + end)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(of.border), 1))
        painter.setBrush(QColor(of.base))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(QColor(of.text))
        painter.setFont(fonts.font(fonts.Size.BASE))
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 12)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), said)


def _chip_width(mark: Mark) -> int:
    chip = chip_of(mark)
    return chip_size(chip.text, chip.icon, chip.tone).width()
