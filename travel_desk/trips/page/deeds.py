"""The deeds on one request and one trip, as actions that open their dialogs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.trips import queries
from travel_desk.trips.dialogs import (
    CloseDialog,
    DepartureDialog,
    HomecomingDialog,
    TripRequestDialog,
    WithdrawDialog,
    register_past_trips,
)
from travel_desk.trips.queries import TripDetail
from travel_desk.trips.rules import OPEN_TO_CHANGE, Event, RequestFacts, State, can

LENT = frozenset({"record_departure", "record_homecoming"})
"""The deeds that `request_deeds` lends to other pages."""


LEAVING = frozenset({State.SLIP_ISSUED, State.DEPARTED})
"""States in which a passport may be handed out for a request."""

MOVING = LEAVING | {State.HOME, State.CLOSED}
"""States in which the passport of a request may be on its way or brought back."""


def past_trips(context: Context, parent: QWidget) -> QAction:
    """Return the deed that enters trips from a file, which ended on paper before the desk began."""
    return make_action(
        tr("Enter Past Trips…"),
        lambda: register_past_trips(context, parent),
        parent,
        icon="in",
        shortcut="Ctrl+Shift+P",
        enabled=context.allowed("register_past_trips"),
    )


def trip_deeds(context: Context, trip: TripDetail, parent: QWidget) -> list[QAction]:
    """Return what may be done to the trip as a whole now."""
    open_ones = [one for one in trip.requests if one.state in OPEN_TO_CHANGE]
    if not open_ones or trip.hidden:
        return []
    sent_back = any(one.state is State.SENT_BACK for one in open_ones)

    def edit() -> None:
        TripRequestDialog(context, parent, trip=trip.trip_id).open()

    text = tr("Correct Request…") if sent_back else tr("Continue Draft…")
    made = make_action(text, edit, parent, icon="edit", enabled=context.allowed("change_trip"))
    made.setObjectName("change_trip")
    return [made]


def own_deeds(context: Context, facts: RequestFacts, parent: QWidget) -> list[QAction]:
    """Return what trips may do to one request now, the next step first."""
    draft = facts.state is State.DRAFT
    known: list[tuple[Event, str, str, str, type]] = [
        (Event.DEPART, "record_departure", tr("Record Departure…"), "out", DepartureDialog),
        (Event.COME_HOME, "record_homecoming", tr("Record Homecoming…"), "home", HomecomingDialog),
        (Event.CLOSE, "close_request", tr("Close Request…"), "check", CloseDialog),
        (
            Event.WITHDRAW,
            "withdraw_request",
            tr("Discard Draft…") if draft else tr("Withdraw Request…"),
            "undo",
            WithdrawDialog,
        ),
    ]
    return [
        _deed(context, facts, parent, verb, text, icon, dialog)
        for event, verb, text, icon, dialog in known
        if can(facts.state, event)
    ]


def request_deeds(context: Context, request: int, parent: QWidget) -> Sequence[QAction]:
    """Return the steps that other pages may offer for a request; each reads it when it is pressed."""
    return [
        _later(context, request, parent, "record_departure", tr("Record Departure…"), DepartureDialog),
        _later(context, request, parent, "record_homecoming", tr("Record Homecoming…"), HomecomingDialog),
    ]


def _deed(
    context: Context,
    facts: RequestFacts,
    parent: QWidget,
    verb: str,
    text: str,
    icon: str,
    dialog: type,
) -> QAction:
    made = make_action(
        text, lambda: dialog(context, facts, parent).open(), parent, icon=icon, enabled=context.allowed(verb)
    )
    made.setObjectName(verb)
    return made


def _later(context: Context, request: int, parent: QWidget, verb: str, text: str, dialog: type) -> QAction:
    def ask() -> None:
        context.read(
            queries.request_now,
            request,
            done=lambda facts: dialog(context, facts, parent).open(),
            owner=parent,
        )

    made = make_action(text, ask, parent, enabled=context.allowed(verb))
    made.setObjectName(verb)
    return made
