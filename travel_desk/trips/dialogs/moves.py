"""The small dialogs of one request: withdraw, departure, coming home, closing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Facts
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import DateField, Level, TextArea, TextField, labelled
from travel_desk.trips import actions
from travel_desk.trips.rules import RequestFacts, State


class _RequestDialog(DeedDialog):
    """A dialog of one request: whose it is stands at the top."""

    def __init__(
        self, context: Context, facts: RequestFacts, title: str, primary: str, parent: QWidget, **more: Any
    ) -> None:
        super().__init__(context, title, primary=primary, parent=parent, width=520, height=400, **more)
        self.facts = facts
        self.body.addWidget(label(facts.name, "headline", wrap=True))
        known = [(tr("Request"), facts.number), (tr("Trip"), facts.trip_number)]
        if facts.first_day is not None and facts.last_day is not None:
            known += [
                (tr("From"), tr("{day}", day=facts.first_day)),
                (tr("Until"), tr("{day}", day=facts.last_day)),
            ]
        self.body.addWidget(Facts(known))


class WithdrawDialog(_RequestDialog):
    """Withdraw a request, or put a draft away."""

    def __init__(self, context: Context, facts: RequestFacts, parent: QWidget) -> None:
        draft = facts.state is State.DRAFT
        super().__init__(
            context,
            facts,
            tr("Discard Draft") if draft else tr("Withdraw Request"),
            tr("Discard Draft") if draft else tr("Withdraw Request"),
            parent,
            secondary=tr("Keep Draft") if draft else tr("Keep Request"),
            danger=True,
        )
        self.reason = TextArea(lines=3)
        field = labelled(tr("Why, and at whose wish"), self.reason)
        self.body.addWidget(self.field("reason", field))
        field.setVisible(not draft)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Withdraw."""
        self.run(actions.withdraw_request, self.facts.id, self.facts.version, self.reason.value())


class _DayDialog(_RequestDialog):
    """A dialog that asks for the day on which something really was; a late entry wants its reason."""

    def __init__(
        self, context: Context, facts: RequestFacts, title: str, primary: str, caption: str, parent: QWidget
    ) -> None:
        kind = type(self).__name__
        super().__init__(context, facts, title, primary, parent, draft=(kind, str(facts.id)))
        self.day = DateField(context.clock, context.clock.today())
        self.late_reason = TextField(length=300)
        self._late = labelled(tr("Reason for the late entry"), self.late_reason)
        self._asked = labelled(caption, self.day)
        self.body.addWidget(self.field("day", self._asked))
        self.body.addWidget(self.field("late_reason", self._late))
        self.day.changed.connect(self._compare)
        self._compare()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        day = self.day.day()
        return {"day": day.isoformat() if day else "", "late_reason": self.late_reason.value()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.day.set_day(date.fromisoformat(content["day"]) if content.get("day") else None)
        self.late_reason.set_value(str(content.get("late_reason", "")))

    def planned(self) -> date | None:
        """Return the day that was approved."""
        raise NotImplementedError

    def chosen(self) -> date | None:
        """Return the day typed; None, with a sentence at the field, where there is none."""
        day = self.day.day()
        if day is None:
            self.problem(tr("Write the day, such as 5.11. or today."), "day")
        return day

    def _compare(self) -> None:
        day, planned = self.day.day(), self.planned()
        self._late.setVisible(day is not None and (self.context.clock.today() - day).days > 1)
        if day is not None and planned is not None and day != planned:
            self._asked.note.say(tr("Approved was {day}.", day=planned), Level.WARNING)
        else:
            self._asked.note.clear()


class DepartureDialog(_DayDialog):
    """Record that the traveller left."""

    def __init__(self, context: Context, facts: RequestFacts, parent: QWidget) -> None:
        self.facts = facts
        super().__init__(
            context, facts, tr("Record Departure"), tr("Record Departure"), tr("Left on"), parent
        )
        self.body.addStretch(1)

    def planned(self) -> date | None:
        """Return the approved day of leaving."""
        return self.facts.first_day

    def submit(self) -> None:
        """Record the departure."""
        day = self.chosen()
        if day is not None:
            self.run(
                actions.record_departure, self.facts.id, self.facts.version, day, self.late_reason.value()
            )


class HomecomingDialog(_DayDialog):
    """Record that the traveller came home, and what came of the trip."""

    def __init__(self, context: Context, facts: RequestFacts, parent: QWidget) -> None:
        self.facts = facts
        super().__init__(
            context, facts, tr("Record Homecoming"), tr("Record Homecoming"), tr("Came home on"), parent
        )
        self.report = TextArea(lines=4)
        self.body.addWidget(self.field("report", labelled(tr("What came of the trip"), self.report)))
        self.body.addStretch(1)

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {**super().collect(), "report": self.report.value()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        super().restore(content)
        self.report.set_value(str(content.get("report", "")))

    def planned(self) -> date | None:
        """Return the approved day of coming home."""
        return self.facts.last_day

    def submit(self) -> None:
        """Record coming home."""
        day = self.chosen()
        if day is not None:
            self.run(
                actions.record_homecoming,
                self.facts.id,
                self.facts.version,
                day,
                self.report.value(),
                self.late_reason.value(),
            )


class CloseDialog(_RequestDialog):
    """Close a request after the traveller came home."""

    def __init__(self, context: Context, facts: RequestFacts, parent: QWidget) -> None:
        super().__init__(
            context,
            facts,
            tr("Close Request"),
            tr("Close Request"),
            parent,
            secondary=tr("Leave Open"),
            draft=("close_request", str(facts.id)),
        )
        self.report = TextArea(facts.report, lines=4)
        self.note = TextField(length=300)
        self.body.addWidget(self.field("report", labelled(tr("What came of the trip"), self.report)))
        self.body.addWidget(self.field("note", labelled(tr("Note"), self.note)))
        self.body.addStretch(1)

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {"report": self.report.value(), "note": self.note.value()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.report.set_value(str(content.get("report", "")))
        self.note.set_value(str(content.get("note", "")))

    def submit(self) -> None:
        """Close the request."""
        self.run(
            actions.close_request,
            self.facts.id,
            self.facts.version,
            self.report.value(),
            self.note.value(),
        )
