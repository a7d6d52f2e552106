"""The dialogs that refuse a request (reasons, rule, where and until when to appeal) and void a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from travel_desk.approvals import actions, rules
from travel_desk.approvals.queries import Case, Outcome
from travel_desk.approvals.rules import Order, Reason, Refusal
from travel_desk.base.language import in_days, tr
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import MessageLine, RowLine
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, DateField, Level, TextArea, TextField, columns, labelled
from travel_desk.trips.rules import NewFile


class RefuseDialog(DeedDialog):
    """Refuse one request; the letter that says why is issued with it.

    case: the request. order: who decided, in what capacity, when, by which paper. reasons: what was typed
    before the dialog opened. scans: of the decision paper.
    """

    def __init__(
        self,
        context: Context,
        case: Case,
        order: Order,
        *,
        reasons: str = "",
        scans: Sequence[NewFile] = (),
        parent: QWidget | None = None,
    ) -> None:
        facts = case.facts
        super().__init__(
            context,
            tr("Refuse Request {number}", number=facts.number),
            primary=tr("Refuse Request"),
            secondary=tr("Go Back, Keep Draft"),
            parent=parent,
            danger=True,
            width=600,
            draft=("refuse", str(facts.id)),
        )
        self.case, self.order, self.scans = case, order, tuple(scans)
        self.reason = Choice([(one.value, tr(one.label)) for one in Reason])
        self.reasons = TextArea(reasons, tr("One reason a line; printed in the letter"), lines=4)
        self.rule_text = TextField(_rule_of(case), length=rules.LONGEST_LINE)
        self.article = TextField(facts.judgement.article if facts.judgement else "", length=40)
        appeal_to = facts.judgement.appeal_to if facts.judgement else ""
        self.appeal_to = TextField(appeal_to, tr("Office and where it is found"), length=rules.LONGEST_LINE)
        today = context.clock.today()
        days = facts.judgement.appeal_days if facts.judgement else None
        self.appeal_until = DateField(context.clock, rules.suggested_appeal(today, days))
        self._lay_out()
        self._tell_until()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        until = self.appeal_until.day()
        return {
            "reason": self.reason.value(),
            "reasons": self.reasons.value(),
            "rule_text": self.rule_text.value(),
            "article": self.article.value(),
            "appeal_to": self.appeal_to.value(),
            "appeal_until": until.isoformat() if until else "",
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft; what was typed at the request itself is not overwritten."""
        self.reason.set_value(content.get("reason", ""))
        if not self.reasons.value():
            self.reasons.set_value(content.get("reasons", ""))
        for name in ("rule_text", "article", "appeal_to"):
            getattr(self, name).set_value(content.get(name, ""))
        until = content.get("appeal_until")
        self.appeal_until.set_day(date.fromisoformat(until) if until else None)

    def submit(self) -> None:
        """Refuse, and issue the letter."""
        until = self.appeal_until.day()
        if until is None:
            self.problem(tr("Write the last day on which an appeal may arrive."), "appeal_until")
            return
        refusal = Refusal(
            Reason(self.reason.value() or Reason.OTHER),
            self.reasons.value(),
            self.rule_text.value(),
            self.article.value(),
            self.appeal_to.value(),
            until,
        )
        facts = self.case.facts
        self.run(
            actions.decide_refuse,
            facts.id,
            facts.version,
            self.order,
            refusal,
            self.scans,
            done=self._refused_it,
        )

    def _refused_it(self, made: actions.Decision) -> None:
        self.context.toast(
            tr("Refused. Letter {number} is issued: sign it, then hand it over.", number=made.number)
        )

    def _lay_out(self) -> None:
        facts = self.case.facts
        self.body.addWidget(label(tr("{name} · {office}", name=facts.name, office=self._office()), "strong"))
        self.body.addWidget(
            MessageLine(
                tr("The official gets a letter with all that stands here. A refusal can't be taken back."),
                Level.INFO,
            )
        )
        self.body.addWidget(self.field("reason", labelled(tr("Kind of reason"), self.reason)))
        self.body.addWidget(self.field("reasons", labelled(tr("Reasons"), self.reasons)))
        self.body.addWidget(
            columns(
                [
                    (self.field("rule_text", labelled(tr("Rule and act"), self.rule_text)), 3),
                    (self.field("article", labelled(tr("Article"), self.article)), 1),
                ]
            )
        )
        self.until_field = labelled(tr("Until when"), self.appeal_until)
        self.body.addWidget(
            columns(
                [
                    (self.field("appeal_to", labelled(tr("Where to appeal"), self.appeal_to)), 3),
                    (self.field("appeal_until", self.until_field), 2),
                ]
            )
        )
        self.body.addStretch(1)
        self.appeal_until.changed.connect(self._tell_until)

    def _office(self) -> str:
        stage = self.case.facts.open_stage
        return stage.office_name if stage is not None else ""

    def _tell_until(self) -> None:
        until = self.appeal_until.day()
        trailing = tr(in_days(until, self.context.clock.today())) if until is not None else ""
        self.until_field.trailing.setText(trailing)


class VoidSlipDialog(DeedDialog):
    """Void the slip of a request, with the reason; found: the request as it was just read."""

    def __init__(self, context: Context, found: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            tr("Void Slip"),
            primary=tr("Void Slip"),
            secondary=tr("Keep Slip"),
            parent=parent,
            danger=True,
            width=520,
        )
        self.found = found
        number = found.slip.number if found.slip is not None else ""
        self.body.addWidget(RowLine(tr("Approval slip {number}", number=number)))
        told = tr(
            "The request stays approved, without a slip: issue a new one or withdraw it. Take back what"
            " was handed over on paper. This can't be undone."
        )
        self.body.addWidget(label(told, wrap=True))
        self.reason = TextArea(lines=2)
        self.body.addWidget(self.field("reason", labelled(tr("Reason"), self.reason)))
        self.body.addStretch(1)
        self.reason.setFocus()

    def submit(self) -> None:
        """Void the slip."""
        self.run(actions.void_slip, self.found.request_id, self.found.version, self.reason.value())


def _rule_of(case: Case) -> str:
    judged = case.facts.judgement
    if judged is None or judged.rule_id is None:
        return ""
    return tr("Travel Rule {number}, {act}", number=str(judged.number), act=judged.act)
