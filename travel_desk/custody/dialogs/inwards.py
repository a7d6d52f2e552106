"""Take a passport in on a ground, and take one back that comes from a trip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.custody import actions, rules
from travel_desk.custody.dialogs import words
from travel_desk.custody.dialogs.handing import HandingDialog, PlaceField, chip, side_by_side
from travel_desk.custody.queries import Case
from travel_desk.custody.rules import HOLDING, BringBack, Ground, GroundKind, Kind, TakeIn, Use
from travel_desk.shell.context import Context
from travel_desk.shell.detail import MessageLine
from travel_desk.shell.fields import Choice, DateField, Level, TextField, labelled
from travel_desk.shell.fields.note import Labelled


class _HoldingDialog(HandingDialog):
    """What both ways in share: the place, the ground and its review."""

    def __init__(
        self, context: Context, case: Case, kind: Kind, title: str, leave: str, parent: QWidget | None
    ) -> None:
        ground = case.ground
        self.place = PlaceField(context, case.suggested)
        chosen = ground.kind if ground else GroundKind.RULE
        self.ground_kind = Choice([(one, tr(one.label)) for one in HOLDING], chosen)
        self.text = TextField(ground.text if ground else "", hint=tr("order 2026-14"), length=45)
        self.article = TextField(
            ground.article if ground else "", hint=tr("Travel Abroad Act, article 8(1)"), length=60
        )
        self.review = DateField(context.clock, rules.review_on(case.today))
        super().__init__(context, case, kind, title, leave, parent)
        self.place.offered.connect(self._say_place)

    def ground_fields(self) -> QWidget:
        """Return the fields of a ground, side by side."""
        return side_by_side(
            self.field("ground_kind", labelled(tr("Ground"), self.ground_kind)),
            self.field("ground", self._ground_text()),
            self.field("article", labelled(tr("Act and article"), self.article)),
            self.field("review_on", labelled(tr("Review of the ground"), self.review)),
        )

    def _ground_text(self) -> Labelled:
        """Return the field of the order; it says why nothing is filled in until something is typed."""
        made = labelled(tr("Order or paper"), self.text)
        if self.case.ground is None:
            made.note.say(tr("The holder is under no order yet. Write the one that names them."))
            self.text.changed.connect(made.note.clear)
        return made

    def place_field(self) -> QWidget:
        """Return the field of the place under its label."""
        self._place = labelled(tr("Place"), self.place)
        return self.field("place", self._place)

    def typed_ground(self) -> Ground:
        """Return the ground as it stands in the fields."""
        return Ground(self.ground_kind.value() or GroundKind.RULE, self.text.value(), self.article.value())

    def place_id(self) -> int | None:
        """Return the place chosen; says what to do where there is none."""
        chosen = self.place.value()
        if chosen is None:
            self.problem(tr("No place is free. Add places in Safes and Places."), "place")
        return chosen

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        review, ground = self.review.day(), self.typed_ground()
        return {
            **super().collect(),
            "ground": [ground.kind.value, ground.text, ground.article],
            "review": review.isoformat() if review else None,
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft; the place is suggested anew, since it may be taken by now."""
        kind, text, article = content["ground"]
        self.ground_kind.set_value(GroundKind(kind))
        self.text.set_value(text)
        self.article.set_value(article)
        self.review.set_day(date.fromisoformat(content["review"]) if content["review"] else None)
        super().restore(content)

    def _say_place(self) -> None:
        if self.place.value() is None:
            self._place.note.say(tr("No place is free. Add places in Safes and Places."), Level.ERROR)


class TakeInDialog(_HoldingDialog):
    """Take in: the right booklet, the ground with its review, the place."""

    def __init__(self, context: Context, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(
            context, case, Kind.TAKE_IN, tr("Take In Passport"), tr("Leave with the Holder"), parent
        )

    def build(self, body: QVBoxLayout) -> None:
        """Add ground, review, place, moment and state."""
        body.addWidget(self.ground_fields())
        body.addWidget(side_by_side(self.place_field(), self.happened_field(), self.state_field()))

    def submit(self) -> None:
        """Take in."""
        place, review = self.place_id(), self.review.day()
        if place is None:
            return
        if review is None:
            self.problem(tr("Write the day on which the ground is reviewed."), "review_on")
            return
        custody = self.case.custody
        order = TakeIn(self.handling(), self.typed_ground(), review, place)
        self.run(actions.take_in, custody.booklet.id, custody.version, order, done=self.show_receipt)


class BringBackDialog(_HoldingDialog):
    """Bring back: the right booklet, used or not, the place; held on as before, or on a new ground."""

    def __init__(self, context: Context, case: Case, parent: QWidget | None = None) -> None:
        self.use = Choice([(one, tr(one.label)) for one in Use], Use.USED)
        self.anew = QCheckBox(tr("There is a new ground"))
        super().__init__(context, case, Kind.BRING_BACK, tr("Bring Back Passport"), tr("Not Now"), parent)
        self.top.addWidget(chip(words.state_chip(case.custody.state(case.today))))
        self._grounds.hide()
        self.anew.toggled.connect(self._new_ground)

    def build(self, body: QVBoxLayout) -> None:
        """Add use, place, moment, state, and the ground on which it is held on."""
        use = self.field("use", labelled(tr("Used"), self.use))
        body.addWidget(side_by_side(use, self.place_field(), self.happened_field(), self.state_field()))
        body.addWidget(MessageLine(self._held_on()))
        body.addWidget(self.anew)
        self._grounds = self.ground_fields()
        body.addWidget(self._grounds)

    def submit(self) -> None:
        """Bring back."""
        place = self.place_id()
        if place is None:
            return
        custody = self.case.custody
        anew = self.anew.isChecked()
        order = BringBack(
            self.handling(),
            self.use.value() or Use.USED,
            place,
            self.typed_ground() if anew else None,
            self.review.day() if anew else None,
        )
        self.run(actions.bring_back, custody.booklet.id, custody.version, order, done=self.show_receipt)

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        use = self.use.value() or Use.USED
        return {**super().collect(), "use": use.value, "anew": self.anew.isChecked()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.use.set_value(Use(content["use"]))
        self.anew.setChecked(content["anew"])
        super().restore(content)

    def _new_ground(self, on: bool) -> None:
        self._grounds.setVisible(on)
        self.touched()

    def _held_on(self) -> str:
        held = self.case.custody.held
        if held is None:
            return tr("This passport was never in custody.")
        day, ground = words.day(held.review_on), words.ground_of(held)
        if held.review_on is not None and held.review_on < self.case.today:
            return tr(
                "Its ground ({ground}) lapsed on {day}: after this it is to be given back.",
                ground=ground,
                day=day,
            )
        return tr("Held on as before: {ground}, review {day}.", ground=ground, day=day)
