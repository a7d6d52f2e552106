"""The booklet that is expected beside the one in the hand: the same, or blocked with both shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.base.message import Refused
from travel_desk.custody import queries
from travel_desk.custody.dialogs import words
from travel_desk.custody.dialogs.frames import FactRow, ToneFrame, ToneLabel
from travel_desk.custody.queries import Seen
from travel_desk.custody.rules import (
    Booklet,
    Custody,
    Read,
    check_booklet,
    difference,
    is_first_line,
    read_booklet,
)
from travel_desk.shell import fonts
from travel_desk.shell.buttons import IconLabel, button, hairline, label
from travel_desk.shell.context import Context

PAUSE = 150  # milliseconds after the last sign


class Verdict(Enum):
    """What the number in the hand says."""

    NOTHING = "nothing"
    SAME = "same"
    OTHER = "other"
    UNREADABLE = "unreadable"


Fact = tuple[str, str, bool | None]
"""Caption, value, and whether it is as expected (None: nothing to compare)."""


class BookletCard(ToneFrame):
    """One booklet: a head with icon and title, facts under each other, the zone if it was read."""

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 8)
        head.setSpacing(8)
        head.addWidget(IconLabel(icon, "text", 16))
        head.addWidget(label(title, "strong"))
        head.addStretch(1)
        self.note = label("", "small")
        head.addWidget(self.note)
        column.addLayout(head)
        column.addWidget(hairline())
        self.top = QVBoxLayout()
        self.top.setContentsMargins(12, 8, 12, 4)
        column.addLayout(self.top)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.zone = label("", "small", selectable=True)
        self.zone.setFont(fonts.mono())
        self.zone.setContentsMargins(12, 6, 12, 0)
        self.zone.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.zone.hide()
        column.addWidget(self.zone)
        column.addStretch(1)
        self._shown: list[FactRow] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts; one that is not as expected stands out."""
        while len(self._shown) < len(facts):
            self._shown.append(FactRow())
            self._rows.addWidget(self._shown[-1])
        for at, row in enumerate(self._shown):
            row.setVisible(at < len(facts))
            if at < len(facts):
                row.show_fact(*facts[at], strong=at == 0)


class BookletCheck(QWidget):
    """Two cards and what joins them. `changed` tells that the verdict or what is typed changed."""

    changed = Signal()
    confirmed = Signal()  # Enter behind the right number

    def __init__(self, context: Context, custody: Custody, place: str) -> None:
        super().__init__()
        self.context = context
        self.expected = custody.booklet
        self.verdict = Verdict.NOTHING
        self.seen: Seen | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Scan the booklet, or type its number"))
        self.line.setAccessibleName(tr("Number of the booklet in the hand"))
        self.line.setProperty("look", "scan")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self._read: Read | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self.left = BookletCard("passport", tr("Expected"))
        where = label(place, "strong")
        # As high as the line of the other card, so that the facts stand side by side.
        where.setMinimumHeight(self.line.sizeHint().height())
        self.left.top.addWidget(where)
        self.right = BookletCard("scan", tr("In the hand"))
        self.right.top.addWidget(self.line)
        self._disc = IconLabel("scan", "muted", 22)
        self._word = ToneLabel(tr("Not scanned yet"), "muted", strong=True)
        self._word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._build()
        self.left.show_facts(_facts(self.expected, None))

    def value(self) -> str:
        """Return what was typed or scanned."""
        return self.line.text()

    def look(self) -> None:
        """Compare what was typed with the expected booklet."""
        self._pause.stop()
        text = self.line.text()
        self._read = read_booklet(text) if text.strip() else None
        self.seen = None
        try:
            check_booklet(self.expected, text)
            self._judge(Verdict.SAME)
        except Refused as refused:
            other = self._read is not None and self._read.checked is not False
            long = self._read is not None and len(self._read.number) >= len(self.expected.number)
            if not text.strip() or is_first_line(text) or (other and not long):
                self._judge(Verdict.NOTHING)
            elif other and self._read is not None:
                self._judge(Verdict.OTHER, tr(refused.message))
                number = self._read.number
                self.context.read(
                    queries.booklet_by_number, number, done=self._found, channel="booklet", owner=self
                )
            else:
                self._judge(Verdict.UNREADABLE, tr(refused.message))

    def problem(self) -> str:
        """Return the sentence that says why this is not the booklet; empty where it is or none is read."""
        return self._problem

    def hint(self) -> str:
        """Return in what both numbers differ, where the eye may miss it, and whose the other one is."""
        if self.verdict is not Verdict.OTHER or self._read is None:
            return ""
        differs = difference(self.expected.number, self._read.number)
        parts = [tr(differs)] if differs else []
        if self.seen is not None:
            name = self.seen.booklet.latin or self.seen.booklet.native_name
            if self.seen.place:
                parts.append(
                    tr("It belongs to {name} and lies in {place}.", name=name, place=self.seen.place)
                )
            else:
                parts.append(tr("It belongs to {name}.", name=name))
        return " ".join(parts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A scanner ends with Enter: it compares, and never presses a button by itself."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self._compare()
            return True
        return super().eventFilter(watched, event)

    def give(self, text: str) -> None:
        """Compare what a reader scanned, wherever the keyboard was."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setText(text.replace("\n", ""))
        self._compare()

    def _compare(self) -> None:
        self.look()
        self.line.selectAll()  # the next scan takes its place
        if self.verdict is Verdict.SAME:
            self.confirmed.emit()

    def _typed(self) -> None:
        self._pause.start()
        self.changed.emit()

    def _found(self, seen: Seen | None) -> None:
        self.seen = seen
        self._show()
        self.changed.emit()

    def _judge(self, verdict: Verdict, problem: str = "") -> None:
        self.verdict, self._problem = verdict, problem
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        icon, tone, text = {
            Verdict.NOTHING: ("scan", "muted", tr("Not scanned yet")),
            Verdict.SAME: ("check-circle", "success", tr("Same booklet")),
            Verdict.OTHER: ("refused", "danger", tr("Not the same")),
            Verdict.UNREADABLE: ("refused", "danger", tr("Not readable")),
        }[self.verdict]
        self._disc.set(icon, tone)
        self._word.setText(text)
        self._word.set_tone(tone)
        self.right.set_tone(tone if tone != "muted" else "")
        self.right.note.setText(self._how())
        self.right.show_facts(self._right_facts())
        zone = self._read.zone if self._read else ()
        self.right.zone.setText("\n".join(zone))
        self.right.zone.setVisible(bool(zone))

    def _how(self) -> str:
        if self._read is None or self.verdict is Verdict.NOTHING:
            return ""
        if self._read.checked is None:
            return tr("number typed")
        return tr("check digits right") if self._read.checked else tr("check digits wrong")

    def _right_facts(self) -> list[Fact]:
        if self.verdict is Verdict.SAME:
            return _facts(self.expected, self.expected)
        if self.verdict is not Verdict.OTHER or self._read is None:
            return []
        if self.seen is not None:
            return _facts(self.seen.booklet, self.expected)
        return [(tr("Number"), self._read.number, False), (tr("Holder"), tr("not in the register"), False)]

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self._word)
        middle.addStretch(1)
        self._word.setFixedWidth(fonts.scaled(64))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.left, 1)
        row.addLayout(middle)
        row.addWidget(self.right, 1)
        self._problem = ""


def _facts(booklet: Booklet, expected: Booklet | None) -> list[Fact]:
    """Return what is printed in a booklet, each fact compared with the expected one's."""
    if expected is None:
        return [(caption, value, None) for caption, value in _values(booklet)]
    both = zip(_values(booklet), _values(expected), strict=True)
    unknown = tr("unknown")
    return [
        (caption, value, None if value == other == unknown else value == other)
        for (caption, value), (_, other) in both
    ]


def _values(booklet: Booklet) -> list[tuple[str, str]]:
    return [
        (tr("Number"), booklet.number),
        (tr("Holder"), booklet.latin or booklet.native_name),
        (tr("Born"), words.born(booklet)),
        (tr("Issued by"), words.issued_by(booklet)),
        (tr("Expires"), words.day(booklet.expires_on)),
    ]


class WrongBooklet(ToneFrame):
    """The banner over both cards where the booklet in the hand is another one.

    leave: closes the dialog, before the other passport is opened.
    """

    def __init__(self, context: Context, leave: Callable[[], object]) -> None:
        super().__init__("danger", soft=True)
        self._context = context
        self._leave = leave
        self._seen: Seen | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("warning", "danger", 18))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self.title = ToneLabel("", "danger", strong=True)
        self.line = label("", wrap=True)
        texts.addWidget(self.title)
        texts.addWidget(self.line)
        row.addLayout(texts, 1)
        self.open = button(tr("Open Its Passport"), self._open)
        row.addWidget(self.open)
        self.hide()

    def follow(self, check: BookletCheck) -> None:
        """Say what is wrong with the booklet in the hand; hide where nothing is."""
        problem = check.problem()
        self._seen = check.seen
        self.title.setText(problem)
        self.line.setText(check.hint())
        self.line.setVisible(bool(check.hint()))
        self.open.setVisible(check.seen is not None)
        self.setVisible(bool(problem))

    def _open(self) -> None:
        if self._seen is not None:
            subject = self._seen.booklet.id
            self._leave()
            self._context.open("passport", subject)
