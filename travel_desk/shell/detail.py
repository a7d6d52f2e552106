"""The parts of a detail pane: headline, facts, sections, timeline, buttons, message lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import (
    ActionButton,
    DeskButton,
    IconLabel,
    Kind,
    button,
    hairline,
    icon_button,
    label,
)
from travel_desk.shell.chips import Chip, ChipText
from travel_desk.shell.fields.note import Level
from travel_desk.shell.flow import FlowLayout


class Headline(QWidget):
    """The top of a detail pane: name in its own script, passport Latin, a line, chips.

    actions: shown as icon buttons at the trailing edge (edit, print).
    """

    def __init__(
        self,
        title: str,
        latin: str = "",
        line: str = "",
        chips: Sequence[ChipText] = (),
        actions: Sequence[QAction] = (),
        look: str = "native",
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(4)
        name = label(title, look, wrap=True, selectable=True)
        top.addWidget(name, 1)
        for action in actions:
            top.addWidget(icon_button(action), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        if latin:
            column.addWidget(label(latin, "latin", wrap=True, selectable=True))
        if line:
            column.addSpacing(4)
            column.addWidget(label(line, wrap=True))
        if chips:
            column.addSpacing(4)
            column.addWidget(chip_row(chips))


def chip_row(chips: Sequence[ChipText]) -> QWidget:
    """Return chips side by side that begin a new line where they don't fit."""
    row = QWidget()
    flow = FlowLayout(row, 6)
    for chip in chips:
        flow.addWidget(Chip.of(chip))
    return row


class ButtonRow(QWidget):
    """The deeds of a subject; the first is the primary one unless `primary` is False.

    danger: actions that look dangerous (text and border, never filled).
    """

    def __init__(
        self, actions: Sequence[QAction], *, primary: bool = True, danger: Sequence[QAction] = ()
    ) -> None:
        super().__init__()
        flow = FlowLayout(self, 2)
        for at, action in enumerate(actions):
            kind = Kind.PRIMARY if primary and at == 0 else Kind.SECONDARY
            flow.addWidget(ActionButton(action, Kind.DANGER if action in danger else kind))


class Facts(QWidget):
    """Facts in two columns, caption over value; a value that is empty is left out."""

    def __init__(self, facts: Sequence[tuple[str, str]], across: int = 2) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for at, (caption, value) in enumerate(fact for fact in facts if fact[1]):
            cell = QVBoxLayout()
            cell.setSpacing(1)
            above = label(caption, "caption")
            cell.addWidget(above)
            below = label(value, wrap=True, selectable=True)
            # Spoken together: a reader that lands on the value hears what it is.
            below.setAccessibleName(f"{caption}: {value}")
            cell.addWidget(below)
            cell.addStretch(1)
            grid.addLayout(cell, at // across, at % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)


class Section(QWidget):
    """A block with a title; a link at the trailing edge leads to more. `body` takes the content."""

    def __init__(self, title: str, link: str = "", do: Callable[[], object] | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        self.title = label(title, "group")
        top.addWidget(self.title, 1)
        if link and do is not None:
            top.addWidget(button(link, do, Kind.FLAT))
        column.addLayout(top)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column.addLayout(self.body)

    def add(self, widget: QWidget) -> QWidget:
        """Add a widget and return it."""
        self.body.addWidget(widget)
        return widget


class Card(QFrame):
    """A framed block; `body` takes the content."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(4)


class MessageLine(QWidget):
    """An icon and a sentence, such as "Passports valid 180 days after coming home"."""

    def __init__(self, text: str, level: Level = Level.INFO, icon: str = "") -> None:
        super().__init__()
        name, tone = {
            Level.INFO: ("info", "muted"),
            Level.OK: ("check", "success"),
            Level.WARNING: ("warning", "warning"),
            Level.ERROR: ("warning", "danger"),
        }[level]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon or name, tone, 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, wrap=True), 1)


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


class Detail(QScrollArea):
    """A detail pane: blocks one under the other with hairlines between; `footer` stays at the bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "detail")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout()
        self.clear()

    def clear(self) -> None:
        """Take everything out."""
        holder = QWidget()
        holder.setProperty("look", "detail-body")
        self.column = QVBoxLayout(holder)
        # Buttons keep room for their ring of focus: all else is set in by as much, so that edges line up.
        self.column.setContentsMargins(20 - DeskButton.RING, 16, 20 - DeskButton.RING, 20)
        self.column.setSpacing(12)
        self.column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(holder)
        self._blocks = 0

    def add(self, block: QWidget, *, line: bool = True) -> QWidget:
        """Add a block under the others and return it; `line` sets a hairline above all but the first."""
        if not isinstance(block, ButtonRow):
            block.setContentsMargins(DeskButton.RING, 0, DeskButton.RING, 0)
        if self._blocks and line:
            rule = hairline()
            self.column.insertWidget(self.column.count() - 1, rule)
        self.column.insertWidget(self.column.count() - 1, block)
        self._blocks += 1
        return block

    def headline(
        self,
        title: str,
        latin: str = "",
        line: str = "",
        chips: Sequence[ChipText] = (),
        actions: Sequence[QAction] = (),
        look: str = "native",
    ) -> Headline:
        """Add a headline."""
        made = Headline(title, latin, line, chips, actions, look)
        self.add(made, line=False)
        self.setAccessibleName(title)
        return made

    def buttons(self, actions: Sequence[QAction], danger: Sequence[QAction] = ()) -> ButtonRow:
        """Add the deeds of the subject, the first as the primary one."""
        made = ButtonRow(actions, danger=danger)
        self.add(made, line=False)
        return made

    def facts(self, facts: Sequence[tuple[str, str]]) -> Facts:
        """Add facts, pairs of caption and value."""
        made = Facts(facts)
        self.add(made)
        return made

    def section(self, title: str, link: str = "", do: Callable[[], object] | None = None) -> Section:
        """Add a titled section and return it; fill its `body`."""
        made = Section(title, link, do)
        self.add(made)
        return made

    def message(self, text: str, level: Level = Level.INFO) -> MessageLine:
        """Add a sentence."""
        made = MessageLine(text, level)
        self.add(made, line=False)
        return made


class RowLine(QWidget):
    """One row of a section: two lines, a text in the middle, chips at the end (a trip, a paper)."""

    def __init__(
        self,
        first: str,
        second: str = "",
        middle: str = "",
        chips: Sequence[ChipText] = (),
        do: Callable[[], object] | None = None,
        do_text: str = "",
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.setContentsMargins(0, 0, 0, 0)
        title: QLabel | QWidget
        if do is not None and not do_text:
            title = button(first, do, Kind.FLAT)
            title.setProperty("look", "link")
        else:
            title = label(first, wrap=True)
        lines.addWidget(
            title, 0, Qt.AlignmentFlag.AlignLeading if do and not do_text else Qt.AlignmentFlag(0)
        )
        if second:
            lines.addWidget(label(second, "small", wrap=True))
        # Shares, not sizes: the rows of a section then line up.
        first_share = QWidget()
        first_share.setLayout(lines)
        first_share.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(first_share, 10)
        if middle:
            between = label(middle, "muted", wrap=True)
            between.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(between, 8)
        if chips:
            last_share = QWidget()
            last_share.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            end = QHBoxLayout(last_share)
            end.setContentsMargins(0, 0, 0, 0)
            end.addStretch(1)
            for chip in chips:
                end.addWidget(Chip.of(chip))
            row.addWidget(last_share, 8)
        if do is not None and do_text:
            row.addWidget(button(do_text, do))
