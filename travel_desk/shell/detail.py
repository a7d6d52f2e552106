"""The parts of a detail pane: headline, facts, sections, timeline, buttons, message lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
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
from shiboken6 import isValid

from travel_desk.base.language import tr
from travel_desk.shell import fonts
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
from travel_desk.shell.timeline import Step, Timeline

__all__ = [
    "ButtonRow",
    "Card",
    "Detail",
    "Facts",
    "Headline",
    "MessageLine",
    "RowLine",
    "Section",
    "Step",
    "Timeline",
    "chip_row",
]


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
        if latin and not fonts.can_show(title):
            title, latin = latin, tr("no font for the native name")
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
    """The deeds of a subject; the first that shows is the primary one unless `primary` is False.

    danger: actions that look dangerous (text and border, never filled). An action with the property
    "never_first" is no next step: it is not made the primary one.
    """

    def __init__(
        self, actions: Sequence[QAction], *, primary: bool = True, danger: Sequence[QAction] = ()
    ) -> None:
        super().__init__()
        flow = FlowLayout(self, 2)
        self._steps: list[ActionButton] = []
        for action in actions:
            made = ActionButton(action, Kind.DANGER if action in danger else Kind.SECONDARY)
            flow.addWidget(made)
            if primary and action not in danger and not action.property("never_first"):
                self._steps.append(made)
                action.visibleChanged.connect(self._lead)
        self._lead()

    def _lead(self) -> None:
        """Choose the primary one anew: whether a deed is the next step may be known only later."""
        first = next((one for one in self._steps if one.action.isVisible()), None)
        for one in self._steps:
            _wear(one, Kind.PRIMARY if one is first else Kind.SECONDARY)


def _wear(made: ActionButton, kind: Kind) -> None:
    """Let a button look otherwise."""
    if made.kind is kind:
        return
    made.kind = kind
    made.setProperty("kind", kind.value)
    made.style().unpolish(made)
    made.style().polish(made)
    name = made.action.property("icon_name")
    if name:
        made.set_icon(str(name))


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
            above = label(caption, "caption", wrap=True)
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


class _Follower(QObject):
    """Hides the hairline above a block while the block is hidden, as one that has nothing to say is."""

    def __init__(self, block: QWidget, rule: QWidget) -> None:
        super().__init__(block)
        self._rule = rule
        rule.setVisible(not block.isHidden())
        block.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show or hide the hairline with its block."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent) and isValid(self._rule):
            self._rule.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)


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
            _Follower(block, rule)
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
