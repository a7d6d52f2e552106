"""A timeline: what happened to a passport, or the stages of a route."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import label
from travel_desk.shell.chips import Chip, ChipText


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a timeline.

    mark: "now" (filled), "past" (ring), "done" (filled with a check), "open" (number, ring), "wait".
    """

    title: str
    line: str = ""
    mark: str = "past"
    number: int = 0
    chip: ChipText | None = None
    tone: str = "accent"


class _Marks(QWidget):
    """The line and the dot beside one entry."""

    def __init__(self, step: Step, first: bool, last: bool, numbered: bool) -> None:
        super().__init__()
        self._step, self._first, self._last, self._numbered = step, first, last, numbered
        self.setFixedWidth(fonts.scaled(18 if numbered else 12))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line to the neighbours and the mark."""
        of = theme.tones()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = fonts.scaled(8 if self._numbered else 4)
        middle = self.width() / 2
        y = fonts.scaled(9)
        painter.setPen(QPen(QColor(of.border), 1))
        if not self._first:
            painter.drawLine(int(middle), 0, int(middle), y - radius - 1)
        if not self._last:
            painter.drawLine(int(middle), y + radius + 1, int(middle), self.height())
        tone = QColor(getattr(of, self._step.tone))
        box = QRectF(middle - radius, y - radius, 2 * radius, 2 * radius)
        filled = self._step.mark in ("now", "done")
        ring = tone if self._step.mark in ("open", "now", "done") else QColor(of.input_border)
        painter.setPen(QPen(ring, 2 if self._step.mark == "open" else 1.2))
        painter.setBrush(tone if filled else QColor(of.base))
        painter.drawEllipse(box)
        if self._numbered:
            self._number(painter, box, ring, filled)

    def _number(self, painter: QPainter, box: QRectF, ring: QColor, filled: bool) -> None:
        of = theme.tones()
        if self._step.mark == "done":
            painter.setPen(QPen(QColor(of.accent_text), 1.8))
            r, middle = box.width() / 2, box.center()
            painter.drawPolyline(
                [
                    middle + QPointF(-r * 0.42, r * 0.05),
                    middle + QPointF(-r * 0.1, r * 0.35),
                    middle + QPointF(r * 0.45, -r * 0.3),
                ]
            )
            return
        painter.setPen(QColor(of.accent_text) if filled else ring)
        painter.setFont(fonts.font(fonts.Size.CAPTION, fonts.SEMIBOLD))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self._step.number))


class Timeline(QWidget):
    """Entries with a line and dots; `numbered` shows the stages of a route."""

    def __init__(self, steps: Sequence[Step], numbered: bool = False) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for at, step in enumerate(steps):
            last = at == len(steps) - 1
            grid.addWidget(_Marks(step, at == 0, last, numbered), at, 0)
            texts = QWidget()
            column = QVBoxLayout(texts)
            column.setContentsMargins(0, 0, 0, 0 if last else 10)
            column.setSpacing(0)
            head = QHBoxLayout()
            head.addWidget(label(step.title, "strong" if step.mark == "open" else "", wrap=True), 1)
            if step.chip is not None:
                head.addWidget(Chip.of(step.chip), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(head)
            if step.line:
                column.addWidget(label(step.line, "small", wrap=True))
            grid.addWidget(texts, at, 1)
