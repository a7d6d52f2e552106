"""Who decided, in what capacity, when and by which paper; one line until somebody wants to change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.approvals import rules
from travel_desk.base.language import tr
from travel_desk.shell.buttons import Kind, button, label
from travel_desk.shell.context import Context
from travel_desk.shell.fields import DateField, FilesField, Level, TextField, columns, labelled


class Particulars(QWidget):
    """The particulars of a decision: the user today, in their capacity, without a paper, unless changed."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._user = ""
        self.name = TextField(length=rules.LONGEST_LINE)
        usual = tr("Head of the office")
        self.capacity = TextField(usual, usual, length=rules.LONGEST_LINE)
        self.decided_on = DateField(context.clock, context.clock.today())
        self.paper = TextField("", tr("Number of the letter or order"), length=rules.LONGEST_LINE)
        self.scans = FilesField(context, tr("Attach Scan…"))
        self._fields = {
            "decided_name": labelled(tr("Decided by"), self.name),
            "capacity": labelled(tr("In the capacity of"), self.capacity),
            "decided_on": labelled(tr("Decided on"), self.decided_on),
            "paper": labelled(tr("Decision paper"), self.paper),
        }
        self._summary = label("", "small", wrap=True)
        self._more = button(tr("Change…"), self.unfold, Kind.FLAT)
        self._lay_out()
        for field in (self.name, self.capacity, self.decided_on, self.paper, self.scans):
            field.changed.connect(self._touched)
        self._tell()

    def set_user(self, name: str) -> None:
        """Take the user at the desk for whoever decides, unless somebody else was written.

        name: "" where the user only records what others decided: then nobody is taken for them.
        """
        if self.name.value() in ("", self._user):
            self.name.blockSignals(True)
            self.name.set_value(name)
            self.name.blockSignals(False)
        self._user = name
        self._more.setText(tr("Change…") if name else tr("Enter Decision Paper…"))
        self._tell()

    def day(self) -> date | None:
        """Return the day of the decision; None while it can't be read."""
        return self.decided_on.day()

    def unfold(self) -> None:
        """Show the fields instead of the line."""
        self._grid.show()
        self._more.hide()
        self._summary.setVisible(False)

    def problem(self, text: str, field: str) -> bool:
        """Say `text` at a field of this group; return whether it has that field."""
        if field not in self._fields:
            return False
        self.unfold()
        self._fields[field].note.say(text, Level.ERROR)
        self._fields[field].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_problem(self) -> None:
        """Take the sentences at the fields away."""
        for one in self._fields.values():
            one.note.clear()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps; the scans are attached anew."""
        day = self.day()
        return {
            "name": "" if self.name.value() == self._user else self.name.value(),
            "capacity": self.capacity.value(),
            "decided_on": "" if day is None or day == self._context.clock.today() else day.isoformat(),
            "paper": self.paper.value(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.name.set_value(content.get("name") or self._user)
        self.capacity.set_value(content.get("capacity") or self.capacity.value())
        self.paper.set_value(content.get("paper", ""))
        if content.get("decided_on"):
            self.decided_on.set_day(date.fromisoformat(content["decided_on"]))
        if any(content.get(key) for key in ("name", "decided_on", "paper")):
            self.unfold()
        self._tell()

    def clear(self) -> None:
        """Begin anew: the user, today, no paper; the capacity stays."""
        self.name.set_value(self._user)
        self.decided_on.set_day(self._context.clock.today())
        self.paper.set_value("")
        self.scans.set_value([])
        self._grid.hide()
        self._more.show()
        self._summary.setVisible(True)

    def _lay_out(self) -> None:
        fields = self._fields
        self._grid = QWidget()
        grid = QVBoxLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setSpacing(8)
        grid.addWidget(columns([fields["decided_name"], fields["capacity"]]))
        grid.addWidget(columns([fields["decided_on"], fields["paper"]]))
        self._grid.hide()
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.scans, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._grid)
        column.addWidget(self._summary)
        column.addLayout(line)

    def _touched(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        day = self.day()
        if day is None:
            self._summary.setText(tr("Write the day of the decision."))
        elif not self.name.value():
            self._summary.setText(tr("You record what an office decided on paper: who, when, which paper."))
        elif self.paper.value():
            self._summary.setText(
                tr(
                    "{day}, {name}, {capacity}, paper {paper}",
                    day=day,
                    name=self.name.value(),
                    capacity=self.capacity.value(),
                    paper=self.paper.value(),
                )
            )
        else:
            self._summary.setText(
                tr(
                    "{day}, {name}, {capacity}, without a paper",
                    day=day,
                    name=self.name.value(),
                    capacity=self.capacity.value(),
                )
            )
