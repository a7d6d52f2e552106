"""Chips: a status as text, icon and colour together, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from travel_desk.shell import fonts, icons, theme


class Tone(Enum):
    """What a colour means: see the words beside each."""

    ACCENT = "accent"  # in the desk's hands
    INFO = "info"  # out, or later
    SUCCESS = "success"  # done
    WARNING = "warning"  # today, needs a look
    DANGER = "danger"  # late, lapsed, wrong
    NEUTRAL = "neutral"  # nothing to do
    OUTLINE = "outline"  # a category, a class of thing; no status


@dataclass(frozen=True, slots=True)
class ChipText:
    """One chip: translated text, tone, the name of its icon ("" for none)."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""
    hint: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.hint or self.text


def ink(tone: Tone) -> str:
    """Return the colour of text and icon of a tone, "#RRGGBB"."""
    of = theme.tones()
    match tone:
        case Tone.NEUTRAL:
            return of.text
        case Tone.OUTLINE:
            return of.muted
        case _:
            return str(getattr(of, tone.value))


def ground(tone: Tone) -> str:
    """Return the soft background of a tone, "#RRGGBB"; the base for an outline."""
    of = theme.tones()
    return of.base if tone is Tone.OUTLINE else str(getattr(of, f"{tone.value}_soft"))


def _measures(tone: Tone) -> tuple[int, int, int]:
    return fonts.scaled(7 if tone is not Tone.OUTLINE else 6), fonts.scaled(13), fonts.scaled(5)


def chip_size(text: str, icon: str = "", tone: Tone = Tone.NEUTRAL) -> QSize:
    """Return the width and height that a chip wants, in pixels."""
    pad, side, gap = _measures(tone)
    width = QFontMetrics(fonts.font(fonts.Size.SMALL)).horizontalAdvance(text) + 2 * pad + 1
    if icon:
        width += side + (gap if text else 0)
    return QSize(width, fonts.scaled(20))


def paint_chip(
    painter: QPainter, rect: QRect, tone: Tone, icon: str, text: str, *, selected: bool = False
) -> None:
    """Draw one chip into `rect`; on a selected row (`selected`) its ground turns to the base colour."""
    pad, side, gap = _measures(tone)
    of = theme.tones()
    colour = of.accent if tone is Tone.ACCENT else ink(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = tone is Tone.OUTLINE
    painter.setPen(QPen(QColor(of.border), 1) if outline else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(of.base if selected or outline else ground(tone)))
    if outline and not selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 0.5 if outline else 0.0
    painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), 4, 4)
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    inner = rect.adjusted(pad, 0, -pad, 0)
    if icon:
        x = inner.right() - side + 1 if rtl else inner.left()
        spot = QRect(x, rect.center().y() - side // 2 + (side % 2 == 0), side, side)
        icons.paint(painter, spot, icon, colour, stroke="1.8")
        inner.adjust(0 if rtl else side + gap, 0, -(side + gap) if rtl else 0, 0)
    painter.setPen(QColor(colour))
    painter.setFont(fonts.font(fonts.Size.SMALL))
    said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
    side_of = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    painter.drawText(inner, int(side_of | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), said)
    painter.restore()


class Chip(QWidget):
    """One chip as a widget, for headlines, cards and panels."""

    def __init__(
        self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.on_change(self.updateGeometry)

    @classmethod
    def of(cls, chip: ChipText, parent: QWidget | None = None) -> Chip:
        """Return the widget of one chip record."""
        made = cls(chip.text, chip.tone, chip.icon, parent)
        if chip.hint:
            made.setToolTip(chip.hint)
            made.setAccessibleName(chip.hint)
        return made

    def set(self, text: str, tone: Tone, icon: str = "") -> None:
        """Show another text, tone and icon."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the text shown."""
        return self._text

    def tone(self) -> Tone:
        """Return the tone shown."""
        return self._tone

    def sizeHint(self) -> QSize:
        """Return the size that the chip wants."""
        return chip_size(self._text, self._icon, self._tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_chip(painter, self.rect(), self._tone, self._icon, self._text)
