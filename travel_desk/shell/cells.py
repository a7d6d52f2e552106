"""What a list's cell shows, and the one delegate that paints it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from travel_desk.base.folding import hits
from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.chips import ChipText, chip_size, paint_chip

CELL = Qt.ItemDataRole.UserRole + 1
ID = Qt.ItemDataRole.UserRole + 2
PAD = 16  # from a cell's leading edge to its text
_PICTURES = 500  # pictures of cells that are kept
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Lines:
    """Two lines, such as a native name over the Latin of the passport.

    caption: the second line is set in the smaller type of passport Latin. icon: stands before both.
    """

    first: str
    second: str = ""
    caption: bool = False
    strong: bool = False
    icon: str = ""
    tone: str = "text"

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.first}, {self.second}" if self.second else self.first


@dataclass(frozen=True, slots=True)
class Text:
    """One line; `end` sets it at the trailing edge with digits that line up, `muted` greys it."""

    text: str
    muted: bool = False
    end: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips side by side; those that don't fit are counted in a last "+2"."""

    chips: tuple[ChipText, ...]

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(chip.spoken for chip in self.chips)


@dataclass(frozen=True, slots=True)
class Dots:
    """Stages as dots: `done` of `total` are past, the next one is open; `late` draws it in danger."""

    done: int
    total: int
    text: str
    late: bool = False
    running: bool = True

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text


Cell = Lines | Text | Chips | Dots


def name_cell(native: str, latin: str, note: str = "") -> Lines:
    """Return the cell of a person's name: native script over passport Latin.

    Where no font shows the native script, the Latin name stands first, and the line beneath says so.
    """
    if latin and native and not fonts.can_show(native):
        return Lines(latin, f"{tr('no font for the native name')} {note}".strip(), caption=True)
    return Lines(native or latin, f"{latin} {note}".strip(), caption=True)


class CellDelegate(QStyledItemDelegate):
    """Paints cells: ground, row line, selection bar, then the cell by its kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needle = ""
        self.row_lines = True
        self._pictures: dict[object, QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size a cell wants; the height is the view's."""
        return QSize(fonts.scaled(120), fonts.scaled(37))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        selected = QStyle.StateFlag.State_Selected in option.state
        cell = index.data(CELL)
        if isinstance(cell, Chips) and not selected and self.row_lines:
            painter.drawPixmap(rect.topLeft(), self._picture(painter, option, index.column() == 0, cell))
            return
        view: QWidget | None = option.widget
        painter.save()
        painter.setLayoutDirection(option.direction)
        self._ground(painter, rect, selected, index, view)
        self._content(painter, rect, selected, index.column() == 0, cell)
        painter.restore()

    def _content(self, painter: QPainter, rect: QRect, selected: bool, leading: bool, cell: object) -> None:
        lead = fonts.scaled(PAD) if leading else 2
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(8 if rtl else lead, 0, -lead if rtl else -8, 0)
        if isinstance(cell, Lines):
            self._lines(painter, inner, cell)
        elif isinstance(cell, Text):
            self._text(painter, inner, cell)
        elif isinstance(cell, Chips):
            _paint_chips(painter, inner, cell, selected)
        elif isinstance(cell, Dots):
            _paint_dots(painter, inner, cell)

    def _picture(
        self, painter: QPainter, option: QStyleOptionViewItem, leading: bool, cell: Chips
    ) -> QPixmap:
        """Return the picture of a cell of chips: a list has few different ones, each drawn once."""
        of, ratio, size = theme.tones(), painter.device().devicePixelRatio(), option.rect.size()
        key = (cell, size.width(), size.height(), option.direction, leading, of.dark, fonts.base(), ratio)
        known = self._pictures.get(key)
        if known is None:
            if len(self._pictures) >= _PICTURES:
                self._pictures.clear()
            known = QPixmap(size * ratio)
            known.setDevicePixelRatio(ratio)
            known.fill(QColor(of.base))
            drawing = QPainter(known)
            drawing.setLayoutDirection(option.direction)
            rect = QRect(QPoint(0, 0), size)
            drawing.fillRect(0, rect.bottom(), rect.width(), 1, QColor(of.hairline))
            self._content(drawing, rect, False, leading, cell)
            drawing.end()
            self._pictures[key] = known
        return known

    def _ground(
        self, painter: QPainter, rect: QRect, selected: bool, index: Index, view: QWidget | None
    ) -> None:
        of = theme.tones()
        painter.fillRect(rect, _colour(of.selection if selected else of.base))
        if self.row_lines:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, _colour(of.hairline))
        if not selected:
            return
        accent = QColor(of.accent)
        if index.column() == 0:
            rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
            painter.fillRect(rect.right() - 2 if rtl else rect.left(), rect.top(), 3, rect.height(), accent)
        if (
            isinstance(view, QAbstractItemView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        ):
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, accent)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, accent)

    def _lines(self, painter: QPainter, inner: QRect, cell: Lines) -> None:
        of = theme.tones()
        if cell.icon:
            side = fonts.scaled(16)
            rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = inner.right() - side if rtl else inner.left()
            icons.paint(
                painter, QRect(x, inner.center().y() - side // 2, side, side), cell.icon, _tone(cell.tone)
            )
            inner = inner.adjusted(0 if rtl else side + 10, 0, -(side + 10) if rtl else 0, 0)
        weight = fonts.SEMIBOLD if cell.strong else fonts.NORMAL
        upper = _font(fonts.Size.BASE, weight, False, fonts.base())
        if not cell.second:
            draw_line(painter, inner, cell.first, upper, _tone(cell.tone), self.needle)
            return
        small = fonts.Size.CAPTION if cell.caption else fonts.Size.SMALL
        lower = _font(small, fonts.NORMAL, False, fonts.base())
        high, low = fonts.scaled(17), fonts.scaled(14)
        top = inner.top() + (inner.height() - high - low) // 2
        # The lower line first: the mark of a search hit in it must not cut the descenders above.
        below = QRect(inner.left(), top + high, inner.width(), low)
        draw_line(painter, below, cell.second, lower, of.muted, self.needle)
        above = QRect(inner.left(), top, inner.width(), high)
        draw_line(painter, above, cell.first, upper, _tone(cell.tone), self.needle)

    def _text(self, painter: QPainter, inner: QRect, cell: Text) -> None:
        of = theme.tones()
        draw_line(
            painter,
            inner,
            cell.text,
            fonts.font(tabular=cell.end),
            of.muted if cell.muted else of.text,
            self.needle,
            end=cell.end,
        )


_DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


@lru_cache(maxsize=64)
def _font(size: fonts.Size, weight: int, tabular: bool, _base: int) -> QFont:
    """Return a font of the scale as it is at one base size; made once, since every cell wants two."""
    return fonts.font(size, weight, tabular=tabular)


def _tone(name: str) -> str:
    return str(getattr(theme.tones(), name))


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: str,
    needle: str = "",
    *,
    end: bool = False,
) -> None:
    """Draw one line of text, elided, aligned to the page's direction, with search hits marked.

    rect: where; the line stands on its middle, tall marks may reach beyond it.
    """
    painter.setFont(font)
    metrics = painter.fontMetrics()
    said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    x = float(rect.left())
    if rtl != end:
        x = rect.right() + 1 - metrics.horizontalAdvance(said)
    # All lines of one size stand on the same baseline, whatever their script's ascent.
    y = rect.center().y() + 1 + (metrics.ascent() - metrics.descent()) / 2
    painter.setPen(_colour(colour))
    formats = _formats(said, needle) if needle else []
    if not formats and not rtl and said.isascii():
        painter.drawText(QPointF(x, y), said)
        return
    if not formats:
        # Each text goes by its own direction, as in a layout of its own.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(QPointF(x, y), said)
        painter.setLayoutDirection(_DIRECTIONS[rtl])
        return
    layout = QTextLayout(said, font, painter.device())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    # As wide as the text: a right-to-left name would otherwise stand at the far end of its line.
    line.setLineWidth(line.naturalTextWidth())
    layout.endLayout()
    layout.draw(painter, QPointF(x, y - line.ascent()))


def _formats(text: str, needle: str) -> list[QTextLayout.FormatRange]:
    made: list[QTextLayout.FormatRange] = []
    for start, length in hits(text, needle) if needle else ():
        spot = QTextLayout.FormatRange()
        spot.start, spot.length = start, length
        look = QTextCharFormat()
        look.setBackground(QColor(theme.tones().hit))
        look.setForeground(QColor(theme.tones().text))
        spot.format = look
        made.append(spot)
    return made


def _paint_chips(painter: QPainter, inner: QRect, cell: Chips, selected: bool) -> None:
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left, gap = inner.width(), fonts.scaled(4)
    shown = list(cell.chips)
    for at, chip in enumerate(cell.chips):
        rest = len(cell.chips) - at
        size = chip_size(chip.text, chip.icon, chip.tone)
        more = chip_size(f"+{rest}", "", chip.tone).width() + gap if rest > 1 else 0
        if at and size.width() + more > left:
            shown = [ChipText(f"+{rest}", chip.tone)]
            size = chip_size(shown[0].text, "", chip.tone)
            chip = shown[0]
        width = min(size.width(), max(0, left - more) if at == 0 else left)
        x = inner.right() + 1 - (inner.width() - left) - width if rtl else inner.right() + 1 - left
        box = QRect(x, inner.center().y() - size.height() // 2 + 1, width, size.height())
        paint_chip(painter, box, chip.tone, chip.icon, chip.text, selected=selected)
        left -= width + gap
        if chip is not cell.chips[at]:
            return


def _paint_dots(painter: QPainter, inner: QRect, cell: Dots) -> None:
    of = theme.tones()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    step, across = fonts.scaled(14), 0
    y = inner.center().y() + 0.5
    for at in range(cell.total):
        across = at * step + fonts.scaled(6)
        x = inner.right() - across if rtl else inner.left() + across
        if at < cell.done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(of.accent))
            radius = 4.5
        elif at == cell.done and cell.running:
            painter.setPen(QPen(QColor(of.danger if cell.late else of.accent), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = 4.25
        else:
            painter.setPen(QPen(QColor(of.input_border), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = 4.0
        radius = radius * fonts.base() / fonts.BASE
        painter.drawEllipse(QPointF(x, y), radius, radius)
    skip = cell.total * step + fonts.scaled(6)
    box = inner.adjusted(0 if rtl else skip, 0, -skip if rtl else 0, 0)
    draw_line(painter, box, cell.text, fonts.font(fonts.Size.SMALL), of.muted)
