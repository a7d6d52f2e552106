"""What trips add to a person's dossier: the section of their trips, and the deed of a new request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.shell.buttons import label, make_action
from travel_desk.shell.context import Context
from travel_desk.shell.detail import RowLine, Section
from travel_desk.trips import queries
from travel_desk.trips.dialogs import TripRequestDialog
from travel_desk.trips.page import words
from travel_desk.trips.queries import PersonTrip

_SUBJECTS = frozenset({"trips", "requests"})
_SHOWN = 5


class PersonTrips(Section):
    """The trips of one person, the latest first; a click goes to the trip."""

    def __init__(self, context: Context, person: int) -> None:
        super().__init__(tr("Trips"))
        self.context, self.person = context, person
        self._all = False
        self._trips: Sequence[PersonTrip] = ()
        context.changed.connect(self._changed)
        self.ask()

    def ask(self) -> None:
        """Read the trips anew."""
        self.context.read(queries.trips_of, self.person, done=self._show, owner=self)

    def _changed(self, subjects: frozenset[str]) -> None:
        if subjects & _SUBJECTS:
            self.ask()

    def _show(self, trips: Sequence[PersonTrip]) -> None:
        self._trips = trips
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not trips:
            self.add(label(tr("No trip is in the register."), "muted"))
        shown = trips if self._all else trips[:_SHOWN]
        for one in shown:
            self.add(self._line(one))
        if len(shown) < len(trips):
            more = tr("Show All {count}", count=len(trips))
            self.add(RowLine(more, do=self._show_all))

    def _show_all(self) -> None:
        self._all = True
        self._show(self._trips)

    def _line(self, one: PersonTrip) -> RowLine:
        purpose = one.purpose or (tr("Private reason") if one.private else "")
        return RowLine(
            words.place(one.city, one.country),
            purpose,
            words.days(one.first, one.last),
            [words.state_chip(one.state)],
            do=partial(self.context.open, "request", one.request_id),
        )


def person_deeds(context: Context, person: int, parent: QWidget) -> Sequence[QAction]:
    """Return the deed that a dossier gets from trips."""

    def new_trip() -> None:
        TripRequestDialog(context, parent, person=person).open()

    made = make_action(
        tr("New Trip Request…"),
        new_trip,
        parent,
        icon="plus",
        shortcut="Ctrl+T",
        enabled=context.allowed("submit_trip"),
    )
    made.setObjectName("submit_trip")
    return [made]
