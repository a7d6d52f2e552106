"""Frames and labels in the tones of the theme, for cards that are right or wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import IconLabel, label


class ToneFrame(QFrame):
    """A rounded frame; `tone` colours its border, `soft` fills it with the soft colour of the tone."""

    def __init__(self, tone: str = "", *, soft: bool = False, radius: int = 8) -> None:
        super().__init__()
        self._tone = tone
        self._soft = soft
        self._radius = radius

    def set_tone(self, tone: str) -> None:
        """Wear another tone: "success", "danger", or "" for none."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and border."""
        of = theme.tones()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(of.color(f"{self._tone}_soft") if self._soft and self._tone else QColor(of.base))
        edge = of.color(self._tone) if self._tone else QColor(of.border)
        painter.setPen(Qt.PenStyle.NoPen if self._soft else QPen(edge, 1.4 if self._tone else 1))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius
        )
        super().paintEvent(event)


class ToneLabel(QLabel):
    """A label whose text wears a tone of the theme."""

    def __init__(self, text: str = "", tone: str = "text", *, strong: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        if strong:
            self.setProperty("look", "strong")
        self._tone = tone
        theme.on_change(self._colour)
        self._colour()

    def set_tone(self, tone: str) -> None:
        """Wear another tone."""
        self._tone = tone
        self._colour()

    def _colour(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.tones().color(self._tone))
        self.setPalette(palette)


class FactRow(QWidget):
    """Caption and value of one fact; where it is not as expected, the whole row stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._wrong = False
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(8)
        self.caption = label("", "small")
        self.caption.setFixedWidth(fonts.scaled(78))
        self.value = label("", selectable=True)
        self._mark = IconLabel("check", "success", 14)
        row.addWidget(self.caption)
        row.addWidget(self.value, 1)
        row.addWidget(self._mark)

    def show_fact(self, caption: str, value: str, right: bool | None, *, strong: bool) -> None:
        """Show a fact; right: whether it is as expected, None where there is nothing to compare."""
        self._wrong = right is False
        self.caption.setText(caption)
        self.value.setText(value)
        self.value.setProperty("look", "strong" if strong or self._wrong else "")
        self.value.style().polish(self.value)
        spoken = {True: tr("as expected"), False: tr("not as expected"), None: ""}[right]
        self.value.setAccessibleName(", ".join(part for part in (caption, value, spoken) if part))
        self._mark.setVisible(right is not None)
        self._mark.set("cross" if self._wrong else "check", "danger" if self._wrong else "success")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of a row that is not as expected."""
        if self._wrong:
            QPainter(self).fillRect(self.rect().adjusted(1, 0, -1, 0), theme.tones().color("danger_soft"))
        super().paintEvent(event)
