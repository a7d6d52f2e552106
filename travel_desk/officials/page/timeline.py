"""The timeline of a dossier: everything that happened, newest first, filtered by the duty that tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.buttons import DeskButton, Kind, button, label
from travel_desk.shell.chips import Tone
from travel_desk.shell.detail import MessageLine
from travel_desk.shell.page import Filter, FilterBar
from travel_desk.shell.registry import Happening, Told

SHOWN = 60
"""Rows shown at first; the rest on demand, since a long service has hundreds."""
_ALL = "all"


class HistoryList(QWidget):
    """All that happened, with chips that leave one part of it; `open(kind, id)` follows a row's link."""

    def __init__(self, open: Callable[[str, int], object]) -> None:
        super().__init__()
        self._open = open
        self._told: Sequence[Told] = ()
        self._shown = SHOWN
        self._kept = ""  # the filter that was on before a read
        self.filters = FilterBar([])
        self.filters.chosen.connect(lambda _key: self._choose())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.filters)
        self._rows = QWidget()
        self._column.addWidget(self._rows)
        self._column.addStretch(1)

    def show_told(self, told: Sequence[Told]) -> None:
        """Show what the duties told; the filter stays as it is."""
        self._told = told
        parts = [(str(at), one) for at, one in enumerate(told) if one.happenings]
        choices = [Filter(_ALL, tr("Everything"))]
        choices += [
            Filter(key, tr("{part} {count}", part=one.title, count=len(one.happenings))) for key, one in parts
        ]
        self.filters.set_choices(choices, self.filters.key() or self._kept)
        self._show()

    def wait(self) -> None:
        """Show that it is being read."""
        self._told, self._kept = (), self.filters.key() or self._kept
        self.filters.set_choices([])
        self._put(label(tr("Loading…"), "muted"))

    def fail(self, text: str) -> None:
        """Show why it can't be read."""
        self._put(MessageLine(text))

    def texts(self) -> list[str]:
        """Return the titles of the rows that are shown, from the top."""
        return [one.title for one in self._wanted()[: self._shown]]

    def _choose(self) -> None:
        self._shown = SHOWN
        self._show()

    def _wanted(self) -> list[Happening]:
        key = self.filters.key()
        chosen = [one for at, one in enumerate(self._told) if key in (_ALL, "", str(at))]
        rows = [(at, one) for at, told in enumerate(chosen) for one in told.happenings]
        # Of one day, what has an instant stands by it; what has none (posts, categories) began with the day.
        rows.sort(key=_newest, reverse=True)
        return [one for _, one in rows]

    def _show(self) -> None:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        wanted = self._wanted()
        shown = wanted[: self._shown]
        day = date.min
        for row, one in enumerate(shown):
            if one.day != day:
                told = label(screen_language().short_day(one.day), "small")
                told.setMinimumHeight(fonts.scaled(22))
                grid.addWidget(told, row, 0, Qt.AlignmentFlag.AlignTop)
            last = row == len(shown) - 1
            grid.addWidget(_Mark(one, row == 0, last), row, 1)
            grid.addWidget(self._row(one, last), row, 2)
            day = one.day
        foot = len(shown)
        if len(shown) < len(wanted):
            more = button(tr("Show All {count}", count=len(wanted)), self._show_all, Kind.FLAT)
            grid.addWidget(more, foot, 2, Qt.AlignmentFlag.AlignLeading)
        if not wanted:
            nothing = label(tr("Nothing is known of this up to that day."), "muted", wrap=True)
            grid.addWidget(nothing, foot, 0, 1, 3)
        for at, part in enumerate(self._told, start=foot + 1):
            if part.refused is not None:
                text = tr("{part}: {reason}", part=part.title, reason=tr(part.refused))
                grid.addWidget(MessageLine(text), at, 0, 1, 3)
        self._put(made)

    def _put(self, made: QWidget) -> None:
        self._column.replaceWidget(self._rows, made)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = made

    def _show_all(self) -> None:
        self._shown = len(self._wanted())
        self._show()

    def _row(self, one: Happening, last: bool) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 4 if last else 12)
        column.setSpacing(0)
        if one.kind:
            column.addWidget(Link(one.title, partial(self._open, one.kind, one.id)))
        else:
            column.addWidget(label(one.title, wrap=True))
        if one.line:
            column.addWidget(label(one.line, "small", wrap=True))
        spoken = tr("{day}: {title}", day=screen_language().day(one.day), title=one.title)
        made.setAccessibleName(spoken)
        return made


def _newest(row: tuple[int, Happening]) -> tuple[date, float, int]:
    part, one = row
    return one.day, one.at.timestamp() if one.at else 0.0, part


class Link(DeskButton):
    """A line that opens something; what does not fit is cut with an ellipsis and told by the tool tip."""

    def __init__(self, text: str, do: Callable[[], object]) -> None:
        super().__init__(Kind.FLAT)
        self._text = text
        self.setProperty("look", "link")
        self.setProperty("place", "link")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self.clicked.connect(lambda _checked=False: do())

    def full_text(self) -> str:
        """Return the whole text."""
        return self._text

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        room = self.width() - fonts.scaled(8)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        # A single & would be taken for a key.
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._text if shown != self._text else "")


class _Mark(QWidget):
    """The line of the timeline and the picture of one happening in its circle."""

    def __init__(self, one: Happening, first: bool, last: bool) -> None:
        super().__init__()
        self._one, self._first, self._last = one, first, last
        self.setFixedWidth(fonts.scaled(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line to the neighbours and the circle with its icon."""
        of = theme.tones()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, middle, y = fonts.scaled(11), self.width() / 2, fonts.scaled(11)
        painter.setPen(QPen(QColor(of.border), 1))
        if not self._first:
            painter.drawLine(int(middle), 0, int(middle), y - radius)
        if not self._last:
            painter.drawLine(int(middle), y + radius, int(middle), self.height())
        tone = self._one.tone
        soft = of.neutral_soft if tone in (Tone.NEUTRAL, Tone.OUTLINE) else getattr(of, f"{tone.value}_soft")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawEllipse(QPointF(middle, y), radius, radius)
        side = fonts.scaled(13)
        colour = "muted" if tone in (Tone.NEUTRAL, Tone.OUTLINE) else tone.value
        picture = icons.pixmap(self._one.icon or "clock", colour, side)
        painter.drawPixmap(int(middle - side / 2), int(y - side / 2), side, side, picture)
