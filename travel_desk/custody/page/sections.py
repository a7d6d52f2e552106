"""What custody adds to the pages of lower duties: movements, deeds, and passports by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.custody import dialogs, queries
from travel_desk.custody.dialogs import words
from travel_desk.custody.page import history
from travel_desk.custody.queries import PassportRow
from travel_desk.custody.rules import Kind, Movement, State
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Section, Timeline
from travel_desk.shell.registry import Found

SHOWN = 3
_ALL = (Kind.HAND_OUT, Kind.TAKE_IN, Kind.BRING_BACK, Kind.GIVE_BACK)


def register(context: Context) -> None:
    """Add the movements to a person's detail, the handovers to persons, requests and passports."""
    context.sections.register("person", 50, PersonMovements)
    context.deeds.register("person", 50, _person_deeds)
    context.deeds.register("request", 50, _request_deeds)
    context.deeds.register("passport", 50, _passport_deeds)
    context.finders.add(lambda: tr("Passports"), find)
    context.histories.register("person", 40, lambda: tr("Movements"), history.happenings, icon="transfer")


def find(desk: Any, text: str) -> Sequence[Found]:
    """Return passports by the beginning of their number, for the search over everything."""
    return [
        Found("passport", row.id, row.number, _whose(row), "passport", words.state_chip(row.state))
        for row in queries.find_passports(desk, text)
    ]


class PersonMovements(QWidget):
    """The last movements of each passport of a person that ever was in custody."""

    def __init__(self, context: Context, person: int) -> None:
        super().__init__()
        self.context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.hide()
        context.read(queries.movements_of, person, done=self._show, owner=self)

    def _show(self, found: Sequence[tuple[PassportRow, tuple[Movement, ...]]]) -> None:
        for row, movements in found:
            more = len(movements) > SHOWN
            section = Section(
                tr("Movements of {number}", number=row.number),
                tr("Show All {count}", count=len(movements)) if more else tr("Open Passport"),
                partial(self.context.open, "passport", row.id),
            )
            section.add(Timeline(words.steps(movements)[:SHOWN]))
            self._column.addWidget(section)
        self.setVisible(bool(found))


def _person_deeds(context: Context, person: int, parent: QWidget) -> list[QAction]:
    made = _deeds(
        context, parent, _fitting(parent, _ALL), lambda kind: dialogs.choose(context, kind, person, parent)
    )
    if parent.property("leaving") is False:
        for action in made:
            if action.objectName() == Kind.HAND_OUT.value:
                action.setEnabled(False)
                action.setToolTip(tr("No slip is issued for a trip of this person."))
    return made


def _request_deeds(context: Context, request: int, parent: QWidget) -> list[QAction]:
    kinds = _fitting(parent, (Kind.HAND_OUT, Kind.BRING_BACK))
    if parent.property("leaving") is False:
        kinds = [kind for kind in kinds if kind is not Kind.HAND_OUT]
    return _deeds(
        context, parent, kinds, lambda kind: dialogs.open_for_request(context, kind, request, parent)
    )


def _fitting(parent: QWidget, kinds: Sequence[Kind]) -> list[Kind]:
    """Return the handovers that a booklet of the subject is in the state for.

    A page that has read where the booklets are says so in its property "booklets" (codes of states),
    and in "leaving" whether a slip is issued; of another page nothing is known, so all are offered.
    """
    known = parent.property("booklets")
    if known is None:
        return list(kinds)
    states = {State(code) for code in known}
    return [kind for kind in kinds if states & dialogs.FITS[kind]]


def _passport_deeds(context: Context, passport: int, parent: QWidget) -> list[QAction]:
    if parent.property("own_deeds"):
        return []  # the page of passports offers what the state of the booklet allows
    return _deeds(context, parent, _ALL, lambda kind: dialogs.open_deed(context, kind, passport, parent))


def _deeds(
    context: Context, parent: QWidget, kinds: Sequence[Kind], do: Callable[[Kind], object]
) -> list[QAction]:
    """Return the handovers that the user's roles allow; others would only crowd the pane."""
    allowed = [kind for kind in kinds if context.allowed(kind.value)]
    return [dialogs.action_for(context, kind, partial(do, kind), parent) for kind in allowed]


def _whose(row: PassportRow) -> str:
    name = row.native_name or row.latin
    return tr("{kind} passport of {name}", kind=tr(row.kind.label), name=name)
