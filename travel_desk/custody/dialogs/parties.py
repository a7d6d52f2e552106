"""Who gives and who receives: the custodian, and the holder or somebody on a recorded authority."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.custody import queries
from travel_desk.custody.dialogs.frames import ToneFrame
from travel_desk.custody.queries import Case, Someone
from travel_desk.custody.rules import Kind, Representative
from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import Kind as Look
from travel_desk.shell.buttons import button, label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import MessageLine
from travel_desk.shell.fields import DateField, FindField, Suggestion, TextField, columns, labelled


class SignBox(ToneFrame):
    """Where one party signs on paper: an empty line with the name under it."""

    def __init__(self) -> None:
        super().__init__(radius=6)
        self.setFixedHeight(fonts.scaled(64))
        row = QVBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 6)
        row.addStretch(1)
        self.name = label("", "small")
        row.addWidget(self.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the line."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme.tones().color("input_border"), 1, Qt.PenStyle.DashLine))
        y = self.height() - fonts.scaled(26)
        painter.drawLine(QPointF(14, y), QPointF(self.width() - 14, y))


class Parties(QWidget):
    """Both parties of a handover; the other side may be somebody who acts for the holder."""

    changed = Signal()

    def __init__(self, context: Context, case: Case, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        booklet = case.custody.booklet
        self._holder = booklet.native_name or booklet.latin
        self._desk, self._other = SignBox(), SignBox()
        self._desk.name.setText(tr("{name}, custodian", name=case.by_name))
        self._line = label("", "small")
        self._switch = button("", self._toggle, Look.FLAT)
        find = FindField(context, queries.find_someone, _present, hint=tr("Name of a person in the register"))
        self.person = find
        self.paper = TextField(hint=tr("Letter of 3 Nov 2026, power of attorney"), length=60)
        self.last_day = DateField(context.clock)
        self.who = labelled(tr("Who acts for the holder"), find)
        self.authority = labelled(tr("On what authority"), self.paper)
        self.until = labelled(tr("Authority until"), self.last_day)
        self._acting = columns([(self.who, 2), (self.authority, 2), (self.until, 1)])
        for field in (find, self.paper, self.last_day):
            field.changed.connect(self._told)
        self._lay_out()
        self._show(False)

    def representative(self) -> Representative | None:
        """Return who acts for the holder; None where it is the holder.

        Where nobody is chosen yet the person is 0, which no register holds: the rules then say so.
        """
        if not self._somebody:
            return None
        return Representative(self.person.value() or 0, self.paper.value(), self.last_day.day())

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        day = self.last_day.day()
        return {
            "somebody": self._somebody,
            "person": self.person.value(),
            "name": self.person.text(),
            "paper": self.paper.value(),
            "until": day.isoformat() if day else None,
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill from a draft."""
        self._show(bool(content["somebody"]))
        self.person.set_value(content["person"], content["name"])
        self.paper.set_value(content["paper"])
        self.last_day.set_day(date.fromisoformat(content["until"]) if content["until"] else None)

    def _toggle(self) -> None:
        self._show(not self._somebody)
        if self._somebody:
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _told(self) -> None:
        self._names()
        self.changed.emit()

    def _show(self, somebody: bool) -> None:
        self._somebody = somebody
        self._acting.setVisible(somebody)
        inwards = self._kind.inwards
        other = tr("Somebody Else Hands It In…") if inwards else tr("Somebody Else Collects It…")
        self._switch.setText(tr("It Is the Holder") if somebody else other)
        self._line.setText(tr("for the holder") if somebody else tr("The holder, identity seen"))
        self._names()

    def _names(self) -> None:
        acting = self._somebody and self.person.value() is not None
        self._other.name.setText(self.person.text() if acting else "" if self._somebody else self._holder)

    def _lay_out(self) -> None:
        desk = QVBoxLayout()
        desk.setSpacing(4)
        other = QVBoxLayout()
        other.setSpacing(4)
        inwards = self._kind.inwards
        desk.addWidget(label(tr("Received by") if inwards else tr("Handed out by"), "label"))
        desk.addWidget(self._desk)
        head = QHBoxLayout()
        head.addWidget(label(tr("Given by") if inwards else tr("Received by"), "label"))
        head.addStretch(1)
        head.addWidget(self._line)
        head.addWidget(self._switch)
        other.addLayout(head)
        other.addWidget(self._other)
        row = QHBoxLayout()
        row.setSpacing(16)
        pair = (other, desk) if inwards else (desk, other)
        row.addLayout(pair[0], 4 if pair[0] is other else 3)
        row.addLayout(pair[1], 4 if pair[1] is other else 3)
        how = MessageLine(tr("Signed in ink: two copies print, both sign both, each keeps one."), icon="sign")
        how.setFixedWidth(fonts.scaled(190))
        row.addWidget(how, 0, Qt.AlignmentFlag.AlignBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(row)
        whole.addWidget(self._acting)


def _present(someone: Someone) -> Suggestion:
    return Suggestion(
        someone.id,
        someone.native_name or someone.latin,
        someone.latin if someone.native_name else "",
        someone.organisation,
    )
