"""The pane of one trip: headline, facts, travellers, route, what to read before deciding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.shell.buttons import Kind as Look
from travel_desk.shell.buttons import button, label
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.detail import Detail, MessageLine, Step, Timeline
from travel_desk.shell.fields import Level
from travel_desk.trips.page import words
from travel_desk.trips.queries import Decided, StageLine, TripDetail
from travel_desk.trips.rules import Finding, RequestFacts, Severity, StageState, State

_LEVELS = {Severity.FINE: Level.OK, Severity.WARNING: Level.WARNING, Severity.PROBLEM: Level.WARNING}
_PENDING = frozenset({State.DRAFT, State.SENT_BACK, State.IN_APPROVAL, State.SUBMITTED})


def headline(detail: Detail, trip: TripDetail, current: RequestFacts, today: date) -> None:
    """Add where to and when, what for, and the chips that want a look."""
    title = tr("{places}, {days}", places=words.places(trip.legs), days=_days(trip))
    what = tr("Private reason") if trip.hidden else trip.purpose or tr(trip.kind.label)
    count = len(trip.requests)
    parts = [what, trn("{count} traveller", "delegation of {count}", count) if count > 1 else "", trip.number]
    line = " · ".join(part for part in parts if part)
    detail.headline(title, line, chips=_chips(trip, current, today), look="title")


def facts(detail: Detail, trip: TripDetail, current: RequestFacts) -> None:
    """Add what an office asks first: host, funding, substitute, the rule it was judged by."""
    judged = current.judgement
    rule = ""
    if judged is not None and current.on_paper:
        basis = ", ".join(part for part in (judged.act, judged.article) if part)
        rule = tr("On paper, {basis}", basis=basis) if basis else tr("On paper, before this register")
    elif judged is not None:
        rule = (
            tr("Travel Rule {number}, art. {article}", number=str(judged.number), article=judged.article)
            if judged.number is not None
            else tr("No travel rule; own organisation")
        )
    funding = tr(trip.funding.label)
    detail.facts(
        [
            (tr("Host"), trip.host),
            (tr("Funding"), f"{funding} · {trip.funding_note}" if trip.funding_note else funding),
            (tr("Substitute in office"), current.substitute_name),
            (tr("Judged by"), rule),
            (tr("Bring the passport back by"), _day(current.due_back)),
            (tr("Left on"), _day(current.departed_on)),
            (tr("Came home on"), _day(current.home_on)),
        ]
    )


def particulars(detail: Detail, trip: TripDetail, current: RequestFacts) -> None:
    """Add the rest: numbers, kind, passport, when it was submitted, the legs, what came of it."""
    passport = current.passport
    said = ""
    if passport is not None:
        until = screen_language().short_day(passport.expires_on)
        said = tr("{kind} {number}, until {day}", kind=passport.kind.label, number=passport.number, day=until)
    detail.facts(
        [
            (tr("Request"), current.number),
            (tr("Kind"), "" if trip.hidden else tr(trip.kind.label)),
            (tr("Submitted"), tr("{moment}", moment=current.submitted_at) if current.submitted_at else ""),
            (tr("Passport to use"), said),
        ]
    )
    if len(trip.legs) > 1:
        way = detail.section(tr("Legs"))
        for leg in trip.legs:
            where, days = words.place(leg.city, leg.country), words.days(leg.arrives, leg.leaves)
            way.add(label(tr("{where} · {days}", where=where, days=days), wrap=True))
    if current.report:
        report = label(current.report, wrap=True, selectable=True)
        detail.section(tr("What came of the trip")).add(report)


def route(detail: Detail, trip: TripDetail, current: RequestFacts, today: date) -> None:
    """Add the stages of one request with who decided and what is due."""
    lines = trip.routes.get(current.id, ())
    if not lines:
        return
    several = len(trip.requests) > 1
    section = detail.section(tr("Route of {name}", name=current.name) if several else tr("Route"))
    section.add(Timeline([_step(one, today, current.state) for one in lines], numbered=True))


def before_deciding(detail: Detail, trip: TripDetail, open_file: Callable[[int], object]) -> None:
    """Add notice, passports, the reason for late notice, and the attached files."""
    if not trip.findings and not trip.attachments:
        return
    section = detail.section(tr("Read before deciding"))
    for finding in trip.findings:
        section.add(MessageLine(_said(finding, trip), _LEVELS[finding.severity], _icon(finding)))
    for file in trip.attachments:
        link = button(file.name, partial(open_file, file.id), Look.FLAT, "attach")
        link.setProperty("look", "link")
        section.add(link)


def why(detail: Detail, current: RequestFacts) -> None:
    """Add why this rule judged the request and why the others did not."""
    if current.judgement is None:
        return
    section = detail.section(tr("Why this route"))
    for one in current.judgement.why:
        section.add(label(tr(one), wrap=True, selectable=True))
    for one in current.judgement.not_applied:
        section.add(label(tr(one), "small", wrap=True))


def _days(trip: TripDetail) -> str:
    first = trip.legs[0].arrives if trip.legs else None
    last = trip.legs[-1].leaves if trip.legs else None
    return words.days(first, last)


def _day(day: date | None) -> str:
    return tr("{day}", day=day) if day else ""


def _chips(trip: TripDetail, current: RequestFacts, today: date) -> list[ChipText]:
    chips = [words.state_chip(current.state)]
    stage = current.open_stage
    if stage is not None and stage.due is not None:
        chips.append(words.due_chip(stage.due, today))
    if any(f.field == "late_reason" and f.severity is Severity.WARNING for f in trip.findings):
        chips.append(ChipText(tr("Late notice, reason given"), Tone.WARNING, "warning"))
    first, last = current.first_day, current.last_day
    leaving = current.state in _PENDING or current.state in (State.APPROVED, State.SLIP_ISSUED)
    if leaving and first is not None:
        chips.append(words.leaves_chip(first, today))
    if current.state is State.DEPARTED and last is not None:
        chips.append(words.home_chip(last, today))
    if trip.private:
        chips.append(ChipText(tr("Private"), Tone.OUTLINE, "lock"))
    return chips


def _step(line: StageLine, today: date, state: State) -> Step:
    stage, decided = line.stage, line.decided
    title = tr("{office}, final", office=stage.office_name) if stage.final else stage.office_name
    if stage.state is StageState.OPEN and stage.due is not None and stage.reached_at is not None:
        since = stage.reached_at.astimezone().date()
        said = tr("Decides by {day}, since {since}", day=stage.due, since=since)
        return Step(title, said, "open", stage.position, words.due_chip(stage.due, today))
    if stage.state.favourable:
        conditions = ChipText(tr("With conditions"), Tone.WARNING)
        mark = conditions if stage.state is StageState.CONDITIONS else None
        said = _decided(tr("Approved"), decided)
        if stage.carried_from is not None:
            said = tr("{decision}; stands after the correction", decision=said)
        return Step(title, said, "done", stage.position, mark)
    if stage.state in (StageState.REFUSED, StageState.SENT_BACK):
        refused = stage.state is StageState.REFUSED
        word = tr("Refused") if refused else tr("Sent back")
        chip = ChipText(word, Tone.DANGER if refused else Tone.WARNING)
        return Step(title, _decided(word, decided), "past", stage.position, chip)
    planned = tr("By {day}", day=stage.due) if stage.due and state is State.IN_APPROVAL else tr("Not asked")
    return Step(title, planned, "wait", stage.position)


def _decided(word: str, decided: Decided | None) -> str:
    if decided is None:
        return word
    when = screen_language().day(decided.day)
    said = tr(
        "{decision} {day} by {name}, {capacity}",
        decision=word,
        day=when,
        name=decided.name,
        capacity=decided.capacity,
    )
    return tr("{said}, paper {paper}", said=said, paper=decided.paper) if decided.paper else said


def _said(finding: Finding, trip: TripDetail) -> str:
    text = tr(finding.message)
    reason = next((one.late_reason for one in trip.requests if one.late_reason), "")
    if finding.field == "late_reason" and finding.severity is Severity.WARNING and reason:
        return tr("{finding}. “{reason}”", finding=text, reason=reason)
    return text


def _icon(finding: Finding) -> str:
    return "clock" if finding.field == "late_reason" and finding.severity is Severity.WARNING else ""
