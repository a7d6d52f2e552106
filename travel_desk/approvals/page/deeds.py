"""Deeds of a request that belong to the approvals, for menus and button rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.approvals import actions, queries
from travel_desk.approvals.dialogs import VoidSlipDialog
from travel_desk.approvals.queries import Outcome
from travel_desk.base.language import tr
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.trips.rules import State

_VERBS = {
    "issue_slip": "issue_slip",
    "sign_slip": "sign_paper",
    "print_slip": "print_paper",
    "void_slip": "void_slip",
}


def request_deeds(context: Context, request: int, parent: QWidget) -> Sequence[QAction]:
    """Return the next step with the slip of a request (to issue, to sign, to print it), and to void it.

    Where it stands is read first: until then, and where it is no step, a deed does not show.
    """

    def read(then: Callable[[Outcome | None], object]) -> Callable[[], object]:
        return lambda: context.read(queries.outcome, request, done=then, owner=parent)

    def slip_deed(verb: str) -> Callable[[Outcome | None], object]:
        def do(found: Outcome | None) -> None:
            if found is not None and found.slip is not None:
                do_deed(context, "paper", found.slip.id, verb, parent)

        return do

    steps = {
        "issue_slip": (tr("Issue Slip"), "paper", read(lambda found: issue(context, found))),
        "sign_slip": (tr("Sign Slip…"), "sign", read(slip_deed("sign_paper"))),
        "print_slip": (tr("Print Slip…"), "print", read(slip_deed("print_paper"))),
        "void_slip": (tr("Void Slip…"), "cross", read(lambda found: void(context, found, parent))),
    }
    made = {}
    for verb, (text, icon, do) in steps.items():
        action = make_action(text, do, parent, icon=icon, enabled=context.allowed(_VERBS[verb]))
        action.setObjectName(verb)
        action.setVisible(False)
        made[verb] = action

    def show(found: Outcome | None) -> None:
        for verb, action in made.items():
            action.setVisible(verb == next_step(found))
        made["void_slip"].setVisible(context.allowed("void_slip") and can_void(found))

    read(show)()
    return list(made.values())


def next_step(found: Outcome | None) -> str:
    """Return the next step with the slip: issue_slip, sign_slip or print_slip; "" where there is none."""
    if found is None:
        return ""
    if found.slip is None:
        return "issue_slip" if found.state is State.APPROVED else ""
    if found.slip.state == "to_sign":
        return "sign_slip"
    return "" if found.slip.prints or found.state is not State.SLIP_ISSUED else "print_slip"


def slip_deeds(context: Context, request: int, parent: QWidget) -> Sequence[QAction]:
    """Return the deed that voids the slip of a request, for the page of papers."""

    def ask() -> None:
        context.read(queries.outcome, request, done=lambda found: void(context, found, parent), owner=parent)

    made = make_action(tr("Void Slip…"), ask, parent, enabled=context.allowed("void_slip"))
    made.setObjectName("void_slip")
    return [made]


def can_void(found: Outcome | None) -> bool:
    """Tell whether a slip stands that may be voided before the traveller leaves."""
    return found is not None and found.slip is not None and found.state is State.SLIP_ISSUED


def void(context: Context, found: Outcome | None, parent: QWidget) -> None:
    """Open the voiding of a slip; where none may be voided any more, say so."""
    if found is not None and can_void(found):
        VoidSlipDialog(context, found, parent).open()
    else:
        context.toast(tr("The traveller has left or the slip is void already: nothing can be voided."))


def issue(context: Context, found: Outcome | None) -> None:
    """Issue the slip of a request as it was just read; a refusal is a toast."""
    if found is not None:
        context.run(
            actions.issue_slip,
            found.request_id,
            found.version,
            done=lambda slip: issued(context, slip),
        )


def issued(context: Context, slip: actions.Slip) -> None:
    """Say that a slip was issued and what comes next."""
    context.toast(tr("Slip {number} is issued. Sign it next.", number=slip.number))


def do_deed(context: Context, kind: str, id: int, verb: str, parent: QWidget) -> None:
    """Do the deed that another duty registered for a subject, or go to the subject's page.

    verb: the object name of the action, such as "sign_paper".
    """
    for action in context.deeds.make(context, kind, id, parent):
        if action.objectName() == verb and action.isEnabled():
            action.trigger()
            return
    context.open(kind, id)
