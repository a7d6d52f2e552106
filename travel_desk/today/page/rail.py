"""The rail beside the day: the next seven days, the safes, the drafts that were kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from babel.dates import format_date
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.desk import DraftRecord
from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import IconLabel, Kind, button, hairline, label
from travel_desk.shell.detail import Card, Section
from travel_desk.today.page.drafts import draft_name
from travel_desk.today.queries import Day, SafeLine
from travel_desk.today.rules import Flow

_MOST = 8  # blocks of one day before the words alone say how many


class Rail(QFrame):
    """Everything beside the list; `resumed` is told with the draft that somebody goes on with."""

    resumed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(12)

    def show_day(self, day: Day) -> None:
        """Show another day."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(_week(day.flows))
        if day.safes:
            self._column.addWidget(hairline())
            self._column.addWidget(_safes(day.safes))
        self._column.addStretch(1)
        if day.drafts:
            self._column.addWidget(self._drafts(day.drafts))

    def _drafts(self, drafts: Sequence[DraftRecord]) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("edit", "accent", 18))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(trn("{count} draft kept", "{count} drafts kept", len(drafts))))
        names = list(dict.fromkeys(draft_name(draft) for draft in drafts))
        lines.addWidget(label(" · ".join(names[:3]), "small", wrap=True))
        row.addLayout(lines, 1)
        resume = button(tr("Resume"), lambda: self._resume(resume, drafts), Kind.FLAT)
        row.addWidget(resume)
        card.body.addLayout(row)
        return card

    def _resume(self, beside: QWidget, drafts: Sequence[DraftRecord]) -> None:
        """Go on with the one draft, or ask with which."""
        if len(drafts) == 1:
            self.resumed.emit(drafts[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for draft in drafts:
            text = tr("{name}, kept {moment}", name=draft_name(draft), moment=draft.saved_at)
            menu.addAction(text).triggered.connect(partial(self._chosen, draft))
        menu.popup(beside.mapToGlobal(beside.rect().topLeft()))

    def _chosen(self, draft: DraftRecord, _checked: bool = False) -> None:
        self.resumed.emit(draft)


def _week(flows: Sequence[Flow]) -> Section:
    section = Section(tr("Next seven days"))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    locale = screen_language().locale
    for at, flow in enumerate(flows):
        day = str(format_date(flow.day, "EEE d", locale=locale))
        said = tr("{out} out · {home} home", out=flow.out, home=flow.home)
        name = label(day, "strong" if at == 0 else "")
        words = label(said, "small")
        words.setAccessibleName(f"{day}: {said}")
        grid.addWidget(name, at, 0)
        grid.addWidget(_Blocks(flow), at, 1)
        grid.addWidget(words, at, 2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    section.body.addLayout(grid)
    return section


def _safes(safes: Sequence[SafeLine]) -> Section:
    section = Section(tr("Safes"))
    for one in safes:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel("safe", "muted", 16))
        row.addWidget(label(one.name), 1)
        row.addWidget(label(trn("{count} passport", "{count} passports", one.passports), "small"))
        section.body.addLayout(row)
    return section


class _Blocks(QWidget):
    """Filled blocks for who leaves, empty ones for who comes home; the words beside say the same."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self._flow = flow
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return room for a few blocks."""
        return QSize(fonts.scaled(90), fonts.scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the blocks from the leading edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(theme.tones().accent)
        wide, high, step = fonts.scaled(14), fonts.scaled(7), fonts.scaled(18)
        fit = min(_MOST, max(1, self.width() // step))
        marks = ([True] * self._flow.out + [False] * self._flow.home)[:fit]
        painter.setPen(QPen(accent, 1.2))
        for at, filled in enumerate(marks):
            x = self.width() - (at + 1) * step if self.isRightToLeft() else at * step
            painter.setBrush(accent if filled else Qt.BrushStyle.NoBrush)
            box = QRectF(x + 0.6, (self.height() - high) / 2, wide, high)
            painter.drawRoundedRect(box, 2, 2)
