"""Deeds of a request that belong to the approvals, for menus and button rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.approvals import actions, queries
from travel_desk.approvals.queries import Outcome
from travel_desk.base.language import tr
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.trips.rules import State


def request_deeds(context: Context, request: int, parent: QWidget) -> Sequence[QAction]:
    """Return the deed that issues the slip of a request; it shows only where a slip can be issued."""

    def read_and_issue() -> None:
        context.read(queries.outcome, request, done=lambda found: issue(context, found), owner=parent)

    action = make_action(
        tr("Issue Slip"), read_and_issue, parent, icon="paper", enabled=context.allowed("issue_slip")
    )
    action.setObjectName("issue_slip")
    action.setVisible(False)

    def show(found: Outcome | None) -> None:
        action.setVisible(found is not None and found.state is State.APPROVED and found.slip is None)

    context.read(queries.outcome, request, done=show, owner=parent)
    return [action]


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
