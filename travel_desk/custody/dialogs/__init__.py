"""The dialogs of custody, and how they are opened from a passport, a person or a request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QWidget

from travel_desk.base.language import tr
from travel_desk.custody import queries
from travel_desk.custody.dialogs import words
from travel_desk.custody.dialogs.hand_out import GiveBackDialog, HandOutDialog
from travel_desk.custody.dialogs.inventory import InventoryDialog, open_inventory
from travel_desk.custody.dialogs.inwards import BringBackDialog, TakeInDialog
from travel_desk.custody.dialogs.safes import SafesDialog
from travel_desk.custody.queries import Case, PassportRow
from travel_desk.custody.rules import Kind, State
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context

__all__ = [
    "BringBackDialog",
    "GiveBackDialog",
    "HandOutDialog",
    "InventoryDialog",
    "SafesDialog",
    "TakeInDialog",
    "action_for",
    "choose",
    "open_deed",
    "open_for_request",
    "open_inventory",
    "open_safes",
]

_INSIDE = frozenset({State.IN_CUSTODY, State.GROUND_LAPSED})
FITS = {
    Kind.TAKE_IN: frozenset({State.WITH_HOLDER}),
    Kind.HAND_OUT: _INSIDE,
    Kind.BRING_BACK: frozenset({State.HANDED_OUT, State.OVERDUE}),
    Kind.GIVE_BACK: _INSIDE,
}
"""In which states of a passport a handover is the next thing that may be done."""


def action_for(context: Context, kind: Kind, do: Callable[[], object], parent: QWidget) -> QAction:
    """Return the deed of one kind of handover for menus and buttons."""
    text, icon = {
        Kind.TAKE_IN: (tr("Take In…"), "in"),
        Kind.HAND_OUT: (tr("Hand Out…"), "out"),
        Kind.BRING_BACK: (tr("Bring Back…"), "in"),
        Kind.GIVE_BACK: (tr("Give Back…"), "person"),
    }[kind]
    made = make_action(text, do, parent, icon=icon, enabled=context.allowed(kind.value))
    made.setObjectName(kind.value)  # by which other pages find the deed
    return made


def open_deed(
    context: Context, kind: Kind, passport: int, parent: QWidget, request: int | None = None
) -> None:
    """Read what is known of a passport, then open the dialog of a handover.

    request: the trip that it is handed out for, where it is known.
    """
    context.read(queries.case_of, passport, done=partial(_open, context, kind, parent, request), owner=parent)


def open_for_request(context: Context, kind: Kind, request: int, parent: QWidget) -> None:
    """Open the dialog of a handover for the passport that a request is travelled with."""

    def found(row: PassportRow | None) -> None:
        if row is None:
            context.toast(tr("This request names no passport. Choose it on the page of passports."))
        elif row.state not in FITS[kind]:
            context.toast(_why_not(row))
        else:
            open_deed(context, kind, row.id, parent, request)

    context.read(queries.passport_for, request, done=found, owner=parent)


def choose(context: Context, kind: Kind, person: int, parent: QWidget) -> None:
    """Open the dialog of a handover for a person's passport; where several fit, ask which."""
    context.read(queries.passports_of, person, done=partial(_chosen, context, kind, parent), owner=parent)


def open_safes(context: Context, parent: QWidget) -> None:
    """Open the dialog of safes and places."""
    SafesDialog(context, parent).open()


def _open(context: Context, kind: Kind, parent: QWidget, request: int | None, case: Case) -> None:
    match kind:
        case Kind.TAKE_IN:
            TakeInDialog(context, case, parent).open()
        case Kind.HAND_OUT:
            HandOutDialog(context, case, parent, request).open()
        case Kind.BRING_BACK:
            BringBackDialog(context, case, parent).open()
        case Kind.GIVE_BACK:
            GiveBackDialog(context, case, parent).open()


def _chosen(context: Context, kind: Kind, parent: QWidget, rows: Sequence[PassportRow]) -> None:
    fitting = [row for row in rows if row.state in FITS[kind]]
    if len(fitting) == 1:
        open_deed(context, kind, fitting[0].id, parent)
    elif fitting:
        _ask_which(context, kind, fitting, parent)
    elif rows:
        context.toast(_why_not(rows[0]))
    else:
        context.toast(tr("No passport of this person is registered. Add it first."))


def _ask_which(context: Context, kind: Kind, rows: Sequence[PassportRow], parent: QWidget) -> None:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for row in rows:
        chosen = partial(open_deed, context, kind, row.id, parent)
        made = menu.addAction(words.name_of(row.kind, row.number))
        made.triggered.connect(lambda _checked=False, do=chosen: do())
    spot = QCursor.pos()
    if not parent.rect().contains(parent.mapFromGlobal(spot)):
        spot = parent.mapToGlobal(QPoint(40, 40))
    menu.popup(spot)
    menu.setActiveAction(menu.actions()[0])


def _why_not(row: PassportRow) -> str:
    name = words.name_of(row.kind, row.number)
    match row.state:
        case State.WITH_HOLDER:
            return tr("{passport} is with the holder. Take it in first.", passport=name)
        case State.IN_CUSTODY | State.GROUND_LAPSED:
            return tr("{passport} is in custody already, in {place}.", passport=name, place=row.place)
        case _:
            return tr("{passport} is handed out, due back {day}.", passport=name, day=words.day(row.day))
