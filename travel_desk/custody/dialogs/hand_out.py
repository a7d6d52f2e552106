"""Hand out a passport against an approved trip, and give one back for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.base.language import tr, trn
from travel_desk.base.message import Refused
from travel_desk.custody import actions, rules
from travel_desk.custody.dialogs import words
from travel_desk.custody.dialogs.handing import HandingDialog, chip, side_by_side
from travel_desk.custody.queries import Case
from travel_desk.custody.rules import GIVING, GiveBack, Ground, GroundKind, HandOut, Kind, State, TripFacts
from travel_desk.shell.context import Context
from travel_desk.shell.fields import Choice, DateField, FieldNote, Level, TextField, columns, labelled


class HandOutDialog(HandingDialog):
    """Hand out: the right booklet, the trip, the day it is due back."""

    def __init__(
        self, context: Context, case: Case, parent: QWidget | None = None, request: int | None = None
    ) -> None:
        self._trips = {trip.request_id: trip for trip in case.trips}
        choices = [(trip.request_id, words.trip_of(trip)) for trip in case.trips]
        self.trip = Choice[int](choices, request or next(iter(self._usable(case)), None))
        first = self._chosen()
        self.due = DateField(context.clock, rules.due_back(first, case.calendar) if first else None)
        super().__init__(context, case, Kind.HAND_OUT, tr("Hand Out Passport"), tr("Keep in Safe"), parent)
        self.trip.changed.connect(self._trip_chosen)
        self.happened.changed.connect(self._say_trip)
        self._say_trip()
        if first is not None:
            self.top.addWidget(chip(words.leaving_chip(first, case.today)))

    def build(self, body: QVBoxLayout) -> None:
        """Add ground, moment, due day and state."""
        self._ground = labelled(tr("Ground"), self.trip)
        self.field("ground", self._ground)
        due = self.field("due_back", labelled(tr("Due back"), self.due))
        block = QVBoxLayout()
        block.setSpacing(4)
        block.addWidget(
            columns([(self._ground, 3), (self.happened_field(), 2), (due, 2), (self.state_field(), 2)])
        )
        self._note = FieldNote(self.trip)
        block.addWidget(self._note)
        body.addLayout(block)

    def blocked(self) -> bool:
        """Tell whether no trip allows it now."""
        return self._against() is not None

    def submit(self) -> None:
        """Hand out."""
        trip, due = self._chosen(), self.due.day()
        if trip is None:
            self.problem(tr("Choose the approved trip for which the passport leaves."), "ground")
            return
        if due is None:
            self.problem(tr("Write the day on which the passport is due back."), "due_back")
            return
        order = HandOut(self.handling(), trip.request_id, due)
        custody = self.case.custody
        self.run(actions.hand_out, custody.booklet.id, custody.version, order, done=self.show_receipt)

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        due = self.due.day()
        return {**super().collect(), "trip": self.trip.value(), "due": due.isoformat() if due else None}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        if content.get("trip") in self._trips:
            self.trip.set_value(content["trip"])
        if content.get("due"):
            self.due.set_day(date.fromisoformat(content["due"]))
        super().restore(content)

    def _usable(self, case: Case) -> list[int]:
        """Return the trips that allow it today, the next one first; else those that lack a signature only.

        Of one that lacks it the dialog says so.
        """
        ready = [t.request_id for t in case.trips if _refusal(case, t, case.today) is None]
        return ready or [t.request_id for t in case.trips if t.unsigned]

    def _chosen(self) -> TripFacts | None:
        return self._trips.get(self.trip.value() or 0)

    def _against(self) -> Refused | None:
        trip = self._chosen()
        if trip is None:
            return Refused(rules.NO_TRIP)
        return _refusal(self.case, trip, self.happened_on())

    def _trip_chosen(self) -> None:
        trip = self._chosen()
        if trip is not None:
            self.due.set_day(rules.due_back(trip, self.case.calendar))
        self._say_trip()

    def _say_trip(self) -> None:
        refused, trip = self._against(), self._chosen()
        if refused is not None:
            self._note.say(tr(refused.message), Level.ERROR)
        elif trip is not None:
            self._note.say(self._due_said(trip))
        self.follow()

    def _due_said(self, trip: TripFacts) -> str:
        """Return how the due day comes about, and by which slip the booklet leaves."""
        due = rules.due_back(trip, self.case.calendar)
        if due != rules.after_home(trip, self.case.calendar):
            return tr(
                "Home on {home}; due back {due}, as approved. Slip {slip} is issued.",
                home=trip.home,
                due=due,
                slip=trip.slip,
            )
        return trn(
            "Home on {home}; {count} working day after that is {due}. Slip {slip} is issued.",
            "Home on {home}; {count} working days after that is {due}. Slip {slip} is issued.",
            trip.days_back,
            home=trip.home,
            due=due,
            slip=trip.slip,
        )


class GiveBackDialog(HandingDialog):
    """Give back for good: the right booklet, why, and on what article."""

    def __init__(self, context: Context, case: Case, parent: QWidget | None = None) -> None:
        lapsed = case.custody.state(case.today) is State.GROUND_LAPSED
        first = GroundKind.LAPSED if lapsed else GroundKind.LIFTED
        kinds = [one for one in GIVING if lapsed or one is not GroundKind.LAPSED]
        self.why = Choice([(one, tr(one.label)) for one in kinds], first)
        last = case.custody.last
        due = tr("review due {day}", day=last.review_on) if lapsed and last else ""
        self.text = TextField(due, hint=tr("decision 7/2026"), length=45)
        self.article = TextField(case.ground.article if case.ground else "", length=60)
        super().__init__(context, case, Kind.GIVE_BACK, tr("Give Back Passport"), tr("Keep in Safe"), parent)

    def build(self, body: QVBoxLayout) -> None:
        """Add reason, paper and article."""
        body.addWidget(
            side_by_side(
                self.field("ground_kind", labelled(tr("Why it is given back"), self.why)),
                self.field("ground", labelled(tr("Paper"), self.text)),
                self.field("article", labelled(tr("Act and article"), self.article)),
            )
        )
        body.addWidget(side_by_side(self.happened_field(), self.state_field()))

    def submit(self) -> None:
        """Give back."""
        ground = Ground(self.why.value() or GroundKind.LIFTED, self.text.value(), self.article.value())
        custody = self.case.custody
        order = GiveBack(self.handling(), ground)
        self.run(actions.give_back, custody.booklet.id, custody.version, order, done=self.show_receipt)

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        kind = self.why.value()
        return {
            **super().collect(),
            "why": kind.value if kind else "",
            "text": self.text.value(),
            "article": self.article.value(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.why.set_value(GroundKind(content["why"]))
        self.text.set_value(content["text"])
        self.article.set_value(content["article"])
        super().restore(content)


def _refusal(case: Case, trip: TripFacts, day: date) -> Refused | None:
    """Return why the booklet may not leave for `trip` on `day`; None where it may."""
    try:
        rules.check_trip(case.custody, trip, day, case.calendar)
    except Refused as refused:
        return refused
    return None
