"""The foot of a trip: whoever decides finds the decision here, the desk the slips of a delegation.

It acts on the travellers who are ticked above it, each decided by itself, each one deed. What is typed
survives a reload of the pane, a lock and a crash: it is kept beside the window and as a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from travel_desk.approvals import actions, queries, rules
from travel_desk.approvals.dialogs import RefuseDialog
from travel_desk.approvals.page import words
from travel_desk.approvals.page.deeds import issued
from travel_desk.approvals.page.particulars import Particulars
from travel_desk.approvals.queries import Case, Deciding
from travel_desk.approvals.rules import Order
from travel_desk.base.language import tr
from travel_desk.base.message import Message
from travel_desk.shell.buttons import ActionButton, Kind, label, make_action
from travel_desk.shell.context import Context, Said
from travel_desk.shell.detail import ButtonRow, MessageLine
from travel_desk.shell.fields import Level, TextArea, labelled
from travel_desk.shell.flow import FlowLayout
from travel_desk.trips.rules import NewFile, State

DRAFT = "decision"
_PAUSE = 600  # milliseconds after the last change until the draft is kept
_SUBJECTS = frozenset({"requests"})
_TYPED: WeakKeyDictionary[Context, dict[int, dict[str, Any]]] = WeakKeyDictionary()


class DecisionPanel(QFrame):
    """The foot of one trip; hidden while none of the ticked requests waits for a decision or a slip.

    Where the user can't decide what waits, it says in a sentence why.
    """

    def __init__(self, context: Context, trip: int) -> None:
        super().__init__()
        self.context, self.trip = context, trip
        self.setProperty("look", "panel")
        self.setAccessibleName(tr("Decision"))
        self._ids: list[int] = []
        self._cases: tuple[Case, ...] = ()
        self._restoring = self._deciding = self._busy = False
        self.office = label("", "strong", wrap=True)
        self.text = TextArea("", tr("Written into the decision and printed on the slip"), lines=2)
        self.text_field = labelled(
            tr("Conditions or reasons"), self.text, tr("Needed for all but a plain approval")
        )
        self.particulars = Particulars(context)
        self._notice = QWidget()
        self._notice_row = QVBoxLayout(self._notice)
        self._notice_row.setContentsMargins(0, 0, 0, 0)
        self._problem = QWidget()
        self._problem_row = QVBoxLayout(self._problem)
        self._problem_row.setContentsMargins(0, 0, 0, 0)
        self._make_deeds()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.keep_draft)
        self.text.changed.connect(self._touched)
        self.particulars.changed.connect(self._touched)
        context.locking.connect(self.keep_draft)
        context.changed.connect(self._changed)
        self.hide()
        self._load()

    def set_requests(self, ids: Sequence[int]) -> None:
        """Act on these requests from now on: those of the travellers who are ticked."""
        self._ids = list(ids)
        self.ask()

    def ask(self) -> None:
        """Read the requests anew."""
        # A channel of this panel alone: one that is on its way out must not take the answer of the next.
        channel = f"decision-{id(self)}"
        self.context.read(queries.deciding, self._ids, done=self._show, channel=channel, owner=self)

    def deeds(self) -> list[QAction]:
        """Return the decisions, for the page's menu; those that can't be made now are grey."""
        return self._deeds()

    def keep_draft(self) -> None:
        """Keep what was typed, now."""
        self._pause.stop()
        content = self._collect()
        if content["text"] or content["paper"]:
            self.context.draft_save(DRAFT, str(self.trip), content)

    # -- what is shown --------------------------------------------------------------------------

    def _show(self, found: Deciding) -> None:
        self._cases = found.cases
        opened = words.opened(found.cases)
        offices = words.offices(opened)
        ready = [case for case in found.cases if case.facts.state is State.APPROVED]
        # A decision is one office's: travellers who wait at different offices are not decided together.
        self._deciding = found.may and len(offices) == 1
        # One slip is issued from the buttons of its trip; here those of a whole delegation are.
        issuing = not self._deciding and len(ready) > 1 and self.context.allowed("issue_slip")
        self.particulars.set_user(found.user if found.in_person else "")
        if self._deciding:
            self.office.setText(tr("Deciding for: {office}", office=offices[0]))
        for widget in (self.office, self.text_field, self.particulars, self._decide_row):
            widget.setVisible(self._deciding)
        self._issue_row.setVisible(issuing)
        self._enable()
        said = words.sentences(found, len(ready) if issuing else 0)
        self._say_notice(said)
        self.setVisible(self._deciding or issuing or bool(said))

    def _say_notice(self, sentences: Sequence[str]) -> None:
        _empty(self._notice_row)
        for text in sentences:
            self._notice_row.addWidget(MessageLine(text, Level.INFO))
        self._notice.setVisible(bool(sentences))

    def problem(self, message: Message | str, field: str = "") -> None:
        """Show a sentence at the field that it names, or above the buttons."""
        text = tr(message) if isinstance(message, Message) else message
        self.clear_problem()
        if field in ("conditions", "reasons"):
            self.text_field.note.say(text, Level.ERROR)
            self.text.setFocus()
        elif not self.particulars.problem(text, field):
            self._problem_row.addWidget(MessageLine(text, Level.ERROR))
            self._problem.show()

    def clear_problem(self) -> None:
        """Take all sentences away that `problem` showed."""
        self.text_field.note.clear()
        self.particulars.clear_problem()
        _empty(self._problem_row)
        self._problem.hide()

    # -- the deeds ------------------------------------------------------------------------------

    def decide_approve(self) -> None:
        """Approve for the office whose turn it is."""
        if self.text.value():
            self.problem(
                tr("Conditions are written here: choose Approve With Conditions, or empty the field."),
                "conditions",
            )
            return
        self._decide(actions.decide_approve, (), tr("Approved for {office}.", office=self._office()))

    def decide_conditions(self) -> None:
        """Approve with the conditions typed, one a line."""
        conditions = rules.conditions_of(self.text.value())
        said = tr("Approved with conditions for {office}.", office=self._office())
        self._decide(actions.decide_conditions, (conditions,), said)

    def decide_send_back(self) -> None:
        """Send back to the traveller with the reasons typed."""
        self._decide(actions.decide_send_back, (self.text.value(),), tr("Sent back to the traveller."))

    def decide_refuse(self) -> None:
        """Open the dialog that refuses the one request."""
        opened = self._opened()
        order = self._order(opened[0]) if len(opened) == 1 else None
        if order is None:
            return
        dialog = RefuseDialog(
            self.context, opened[0], order, reasons=self.text.value(), scans=self._scans(), parent=self
        )
        dialog.deed_done.connect(self._forget)
        dialog.open()

    def issue_slip(self) -> None:
        """Issue the slips of the requests that every office has approved."""
        for case in self._cases:
            if case.facts.state is State.APPROVED:
                self.context.run(
                    actions.issue_slip, case.facts.id, case.facts.version, done=partial(issued, self.context)
                )

    def _decide(self, action: Callable[..., Any], more: tuple[Any, ...], said: str) -> None:
        self.clear_problem()
        opened = self._opened()
        orders = [self._order(case) for case in opened]
        if not opened or None in orders:
            return
        alone = len(opened) == 1
        self._set_busy(True)
        for case, order in zip(opened, orders, strict=True):
            last = case is opened[-1]
            # Several are asked for at once, since the pane is made anew after the first: a refusal of
            # one of them is a toast, which outlives this panel.
            self.context.run(
                action,
                case.facts.id,
                case.facts.version,
                order,
                *more,
                self._scans(),
                done=partial(self._done, self.context, said) if last else None,
                refused=self._refused if alone else partial(self._refused_one, self.context),
                owner=self if alone else self.context,
            )

    def _done(self, context: Context, said: str, _decision: object) -> None:
        context.toast(said)
        if isValid(self):  # the pane may be made anew before the last of several answers
            self._set_busy(False)
            self._forget()
        else:
            self._drop(context)

    def _refused(self, error: Said) -> None:
        self._set_busy(False)
        self.problem(error.message, error.field)
        self.ask()

    def _refused_one(self, context: Context, error: Said) -> None:
        context.toast(tr(error.message))
        if isValid(self):
            self._set_busy(False)
            self.ask()

    def _opened(self) -> list[Case]:
        return words.opened(self._cases)

    def _office(self) -> str:
        return ", ".join(words.offices(self._opened()))

    def _order(self, case: Case) -> Order | None:
        stage = case.facts.open_stage
        day = self.particulars.day()
        if stage is None:
            return None
        if day is None:
            self.problem(tr("Write the day on which it was decided."), "decided_on")
            return None
        said = self.particulars
        return Order(stage.id, said.name.value(), said.capacity.value(), day, said.paper.value())

    def _scans(self) -> tuple[NewFile, ...]:
        return tuple(NewFile(file.name, file.content) for file in self.particulars.scans.value())

    # -- inside ---------------------------------------------------------------------------------

    def _make_deeds(self) -> None:
        def made(text: str, do: Callable[[], None], keys: str) -> QAction:
            return make_action(text, do, self, shortcut=keys, enabled=False)

        self.approve = made(tr("Approve"), self.decide_approve, "Ctrl+Shift+A")
        self.conditions = made(tr("Approve With Conditions"), self.decide_conditions, "Ctrl+Shift+C")
        self.send_back = made(tr("Send Back"), self.decide_send_back, "Ctrl+Shift+S")
        self.refuse = made(tr("Refuse…"), self.decide_refuse, "Ctrl+Shift+R")
        allowed = self.context.allowed
        self.issue = make_action(
            tr("Issue Slips"), self.issue_slip, self, icon="paper", enabled=allowed("issue_slip")
        )

    def _lay_out(self) -> None:
        self._decide_row = _DeedRow(self._deeds(), self.refuse)
        self._issue_row = ButtonRow([self.issue])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        for inset in (self.office, self._notice, self.text_field, self.particulars, self._problem):
            inset.setContentsMargins(8, 0, 8, 0)
        for shown in (self.office, self._notice, self.text_field, self.particulars):
            column.addWidget(shown)
        for shown in (self._problem, self._decide_row, self._issue_row):
            column.addWidget(shown)
        self._problem.hide()

    def _deeds(self) -> list[QAction]:
        return [self.approve, self.conditions, self.send_back, self.refuse]

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enable()
        self.text.setEnabled(not busy)

    def _enable(self) -> None:
        """Let those decisions be made that can be made now; a refusal is of one traveller."""
        can = self._deciding and not self._busy
        verbs = ("decide_approve", "decide_conditions", "decide_send_back", "decide_refuse")
        for verb, action in zip(verbs, self._deeds(), strict=True):
            alone = action is not self.refuse or len(self._opened()) == 1
            action.setEnabled(can and alone and self.context.allowed(verb))

    def _changed(self, subjects: frozenset[str]) -> None:
        if subjects & _SUBJECTS and self._ids:
            self.ask()

    def _collect(self) -> dict[str, Any]:
        return {"text": self.text.toPlainText(), **self.particulars.collect()}

    def _touched(self) -> None:
        if self._restoring:
            return
        self.clear_problem()
        _TYPED.setdefault(self.context, {})[self.trip] = self._collect()
        self._pause.start()

    def _load(self) -> None:
        typed = _TYPED.get(self.context, {}).get(self.trip)
        if typed is not None:
            self._restore(typed)
        else:
            self.context.draft_load(DRAFT, str(self.trip), done=self._restore, owner=self)

    def _restore(self, content: dict[str, Any] | None) -> None:
        if not content or self.text.toPlainText():
            return
        self._restoring = True
        self.text.set_value(content.get("text", ""))
        self.particulars.restore(content)
        self._restoring = False

    def _forget(self, _value: object = None) -> None:
        """Empty the fields and drop what was kept, after the deed is done."""
        self._pause.stop()
        self._drop(self.context)
        self._restoring = True
        self.text.set_value("")
        self.particulars.clear()
        self._restoring = False

    def _drop(self, context: Context) -> None:
        _TYPED.get(context, {}).pop(self.trip, None)
        context.draft_discard(DRAFT, str(self.trip))


class _DeedRow(QWidget):
    """The four decisions in one row where they fit; the ring of each button is gap enough."""

    def __init__(self, actions: Sequence[QAction], danger: QAction) -> None:
        super().__init__()
        flow = FlowLayout(self, -3)
        for at, action in enumerate(actions):
            kind = Kind.DANGER if action is danger else Kind.SECONDARY
            flow.addWidget(ActionButton(action, Kind.PRIMARY if at == 0 else kind))


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
