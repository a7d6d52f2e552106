"""Dialogs that begin something new, wherever they are offered: on Today, and to go on with a draft."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.access.dialogs import UserDialog
from travel_desk.base.language import tr
from travel_desk.officials.dialogs import RegisterPerson
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.trips.dialogs import TripRequestDialog


def register(context: Context) -> None:
    """Offer a new trip request on Today, and every dialog that may be half-filled to its draft."""
    context.deeds.register("today", 10, _new_trip)
    context.deeds.register("draft", 10, _drafted)


def _new_trip(context: Context, _id: int, parent: QWidget) -> Sequence[QAction]:
    if not context.allowed("submit_trip"):
        return []
    made = make_action(
        tr("New Trip Request…"), lambda: TripRequestDialog(context, parent).open(), parent, icon="plus"
    )
    made.setObjectName("submit_trip")
    return [made]


def _drafted(context: Context, _id: int, parent: QWidget) -> Sequence[QAction]:
    """Return the dialogs that begin something new, each under the kind of its draft."""
    known = {
        "trip": lambda: TripRequestDialog(context, parent).open(),
        "register_person": lambda: RegisterPerson(context, parent).open(),
        "create_user": lambda: UserDialog(context, None, parent).open(),
    }
    made = []
    for kind, begin in known.items():
        action = make_action(tr("Resume"), begin, parent)
        action.setObjectName(kind)
        made.append(action)
    return made
