"""What came of a request: the decisions in time, its papers, and the traveller's earlier trips."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.approvals import queries
from travel_desk.approvals.page.deeds import do_deed
from travel_desk.approvals.page.scans import show_scan
from travel_desk.approvals.queries import DecisionRecord, File, Outcome, PaperRecord, PastTrip
from travel_desk.approvals.rules import Kind
from travel_desk.base.language import screen_language, tr
from travel_desk.shell.buttons import Kind as Look
from travel_desk.shell.buttons import button, hairline
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context
from travel_desk.shell.detail import RowLine, Section, Step, Timeline

_SUBJECTS = frozenset({"requests", "papers"})


class OutcomeSection(QWidget):
    """The section of one request; empty while nothing was decided and nothing is known before."""

    def __init__(self, context: Context, request: int) -> None:
        super().__init__()
        self.context, self.request = context, request
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._outcome: Outcome | None = None
        self._past: list[PastTrip] = []
        context.changed.connect(self._changed)
        self.ask()

    def ask(self) -> None:
        """Read the outcome and the earlier trips anew."""
        self.context.read(queries.outcome, self.request, done=self._show_outcome, owner=self)
        self.context.read(queries.last_trips, self.request, done=self._show_past, owner=self)

    def _changed(self, subjects: frozenset[str]) -> None:
        if subjects & _SUBJECTS:
            self.ask()

    def _show_outcome(self, found: Outcome | None) -> None:
        self._outcome = found
        self._fill()

    def _show_past(self, found: list[PastTrip]) -> None:
        self._past = found
        self._fill()

    def _fill(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = self._outcome
        if found is not None and (decisions := _telling(found)):
            self._add(self._decisions(decisions))
        if found is not None and found.papers:
            self._add(self._papers(found))
        if self._past:
            self._add(self._earlier())
        self.setVisible(self._column.count() > 0)

    def _add(self, section: Section) -> None:
        """Add a section, with a hairline above as the other blocks of the pane have it."""
        if self._column.count():
            self._column.addWidget(hairline())
        self._column.addWidget(section)

    def _decisions(self, decisions: Sequence[DecisionRecord]) -> Section:
        section = Section(tr("Decisions in full"))
        section.add(Timeline([_step(one) for one in decisions]))
        for decision in decisions:
            for scan in decision.scans:
                text = tr("Scan for {office}: {name}", office=decision.office, name=scan.name)
                section.add(button(text, partial(self._open, scan), Look.FLAT, "attach"))
        return section

    def _papers(self, found: Outcome) -> Section:
        section = Section(tr("Papers"))
        for paper in found.papers:
            section.add(self._paper(paper))
        return section

    def _paper(self, paper: PaperRecord) -> RowLine:
        title = (
            tr("Approval slip {number}", number=paper.number)
            if paper.kind == "slip"
            else tr("Refusal letter {number}", number=paper.number)
        )
        chip, verb, text = _paper_state(paper)
        return RowLine(
            title,
            "",
            "",
            [chip],
            do=lambda: do_deed(self.context, "paper", paper.id, verb, self),
            do_text=text,
        )

    def _earlier(self) -> Section:
        section = Section(tr("Earlier trips"))
        language = screen_language()
        for past in self._past:
            first, *others = past.legs
            place = tr("{city}, {country}", city=first.city, country=language.country(first.country))
            if others:
                place = tr("{place} and {more} more", place=place, more=len(others))
            section.add(
                RowLine(
                    place,
                    past.report or past.purpose,
                    language.days(past.first, past.last),
                    do=partial(self.context.open, "request", past.request_id),
                )
            )
        return section

    def _open(self, scan: File) -> None:
        self.context.read(
            queries.scan, scan.id, done=lambda content: self._show_scan(scan, content), owner=self
        )

    def _show_scan(self, scan: File, content: bytes) -> None:
        show_scan(self.context, scan, content, self)


_TONES = {
    Kind.APPROVE: (Tone.SUCCESS, "check"),
    Kind.CONDITIONS: (Tone.SUCCESS, "check"),
    Kind.SEND_BACK: (Tone.WARNING, "undo"),
    Kind.REFUSE: (Tone.DANGER, "refused"),
}


def _telling(found: Outcome) -> list[DecisionRecord]:
    """Return the decisions of which the route above does not say all: their texts, scans, past rounds."""
    return [
        one
        for one in found.decisions
        if one.conditions or one.reasons or one.scans or one.hidden or not one.stands
    ]


def _step(one: DecisionRecord) -> Step:
    tone, icon = _TONES[one.kind]
    language = screen_language()
    lines = [
        tr("{name}, {capacity}", name=one.decided_name, capacity=one.capacity),
        language.day(one.decided_on),
    ]
    if one.paper:
        lines[-1] = tr("{day}, paper {paper}", day=one.decided_on, paper=one.paper)
    lines += [tr("{number}. {text}", number=at, text=text) for at, text in enumerate(one.conditions, 1)]
    if one.reasons:
        lines.append(one.reasons)
    if one.kind is Kind.REFUSE:
        lines.append(
            tr(
                "{rule}, article {article}. Appeal to {office} until {day}",
                rule=one.rule_text,
                article=one.article,
                office=one.appeal_to,
                day=one.appeal_until,
            )
        )
    if one.hidden:
        lines.append(tr("What was written is private."))
    mark = "done" if one.kind.favourable else "past"
    return Step(one.office, "\n".join(lines), mark, chip=ChipText(tr(one.kind.label), tone, icon))


def _paper_state(paper: PaperRecord) -> tuple[ChipText, str, str]:
    """Return the chip of a paper, the verb of the next deed with it, and what its button says."""
    if paper.state == "void":
        return ChipText(tr("Void"), Tone.NEUTRAL, "refused"), "open", tr("Show")
    if paper.state == "to_sign":
        return ChipText(tr("To sign"), Tone.WARNING, "sign"), "sign_paper", tr("Sign…")
    if not paper.prints:
        return ChipText(tr("Not printed"), Tone.INFO, "print"), "print_paper", tr("Print…")
    return ChipText(tr("Printed"), Tone.SUCCESS, "check"), "open", tr("Show")
