"""What an office decides on a request, issuing and voiding the slip; each one deed with one entry.

Each action asks for itself whether the stage was decided meanwhile, so that the second of two desks is
told by whom and how, instead of only that something changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from travel_desk.approvals import reading, rules, store
from travel_desk.approvals.rules import Decider, Kind, Order, Refusal, StageFacts
from travel_desk.base.canonical import plain
from travel_desk.base.roles import Role
from travel_desk.desk import Changed, Deed, Desk, Seen
from travel_desk.papers.steps import PaperIssued
from travel_desk.papers.steps import issue as issue_paper
from travel_desk.papers.steps import void as void_paper
from travel_desk.trips import steps as trips
from travel_desk.trips.rules import Event, NewFile, RequestFacts, StageState

_CHANGED = frozenset({"requests", "trips"})


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded decision. paper, number: of the refusal letter to be signed, where it is one."""

    id: int
    paper: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """An issued approval slip that waits for its signature."""

    paper: int
    number: str


def decide_approve(
    desk: Desk, request: int, version: int, order: Order, scans: Sequence[NewFile] = ()
) -> Changed[Decision]:
    """Record that an office approves a request; it goes to the next office or is approved.

    version: of the request as the user saw it. scans: of the decision paper. Raises Refused.
    """
    with desk.deed("decide_approve") as deed:
        facts, stage = _opened(deed, request, version, order)
        rules.decide_approve(stage, order, _decider(deed, facts), deed.today)
        decision = _record(deed, facts, Kind.APPROVE, order, scans)
        state = _go_on(deed, request, StageState.APPROVED)
        _enter(deed, facts, stage, Kind.APPROVE, order, state)
    return Changed(set(_CHANGED), Decision(decision))


def decide_conditions(
    desk: Desk,
    request: int,
    version: int,
    order: Order,
    conditions: Sequence[str],
    scans: Sequence[NewFile] = (),
) -> Changed[Decision]:
    """Record that an office approves with conditions, which are printed on the slip; raises Refused."""
    with desk.deed("decide_conditions") as deed:
        facts, stage = _opened(deed, request, version, order)
        rules.decide_conditions(stage, order, conditions, _decider(deed, facts), deed.today)
        decision = _record(deed, facts, Kind.CONDITIONS, order, scans)
        store.record_conditions(deed.connection, decision, conditions)
        state = _go_on(deed, request, StageState.CONDITIONS)
        _enter(deed, facts, stage, Kind.CONDITIONS, order, state, {"conditions": list(conditions)})
    return Changed(set(_CHANGED), Decision(decision))


def decide_send_back(
    desk: Desk, request: int, version: int, order: Order, reasons: str, scans: Sequence[NewFile] = ()
) -> Changed[Decision]:
    """Record that an office sends a request back to the traveller for correction; raises Refused."""
    with desk.deed("decide_send_back") as deed:
        facts, stage = _opened(deed, request, version, order)
        rules.decide_send_back(stage, order, reasons, _decider(deed, facts), deed.today)
        decision = _record(deed, facts, Kind.SEND_BACK, order, scans, reasons=reasons)
        trips.end_stage(deed, request, StageState.SENT_BACK)
        state = trips.move(deed, request, Event.SEND_BACK).value
        _enter(deed, facts, stage, Kind.SEND_BACK, order, state, {"reasons": reasons.strip()})
    return Changed(set(_CHANGED), Decision(decision))


def decide_refuse(
    desk: Desk, request: int, version: int, order: Order, refusal: Refusal, scans: Sequence[NewFile] = ()
) -> Changed[Decision]:
    """Record that an office refuses a request, and issue the refusal letter to be signed.

    Raises Refused where the refusal lacks reasons, rule, or where and until when to appeal.
    """
    from travel_desk.approvals.forms import refusal as letter  # loads reportlab
    from travel_desk.paper import names

    with desk.deed("decide_refuse") as deed:
        facts, stage = _opened(deed, request, version, order)
        rules.decide_refuse(stage, order, refusal, _decider(deed, facts), deed.today)
        decision = _record(deed, facts, Kind.REFUSE, order, scans, refusal=refusal)
        trips.end_stage(deed, request, StageState.REFUSED)
        state = trips.move(deed, request, Event.REFUSE).value
        frozen = letter.content(facts, stage, order, refusal, desk.session.name, deed.today)
        issued = _issue(deed, "refusal", facts, frozen)
        _enter(
            deed,
            facts,
            stage,
            Kind.REFUSE,
            order,
            state,
            {"reasons": refusal.reasons.strip(), "rule": refusal.rule_text, "appeal_to": refusal.appeal_to},
            letter=issued.number,
            **names.fact(frozen),
            reason=refusal.reason.value,
            appeal_until=refusal.appeal_until,
        )
    done = Decision(decision, issued.id, issued.number)
    return Changed({*_CHANGED, "papers"}, done, note=names.note(frozen))


def issue_slip(desk: Desk, request: int, version: int) -> Changed[Slip]:
    """Issue the approval slip of an approved request: its number and frozen content, to be signed.

    One slip for each version of a request. Raises Refused before every office has decided.
    """
    from travel_desk.approvals.forms import slip  # loads reportlab
    from travel_desk.paper import names

    with desk.deed("issue_slip") as deed:
        deed.allow(trips.about_request(deed.connection, request, deed.today))
        facts = trips.request_facts(deed.connection, request)
        _, standing = store.slip_of(deed.connection, request, facts.round)
        rules.issue_slip(facts, version, standing, deed.today)
        state = trips.move(deed, request, Event.ISSUE_SLIP).value
        back_by = trips.promise_back(deed, request)
        decisions = store.decisions_of(deed.connection, request, facts.round)
        frozen = slip.content(facts, decisions, back_by)
        issued = _issue(deed, "slip", facts, frozen)
        deed.entry(
            "request",
            request,
            facts={
                "request": facts.number, "slip": issued.number, "version": facts.round, **names.fact(frozen),
            },
            changes={"state": (facts.state.value, state), "due_back": (facts.due_back, back_by)},
            person=facts.person_id,
        )  # fmt: skip
    return Changed({*_CHANGED, "papers"}, Slip(issued.id, issued.number), note=names.note(frozen))


def void_slip(desk: Desk, request: int, version: int, reason: str) -> Changed[int]:
    """Void the slip of a request, which is then approved without one; returns the paper's id.

    Raises Refused once the passport is handed out on it or the traveller left, and without a reason.
    """
    with desk.deed("void_slip", seen=Seen("request", request, version)) as deed:
        deed.allow(trips.about_request(deed.connection, request, deed.today))
        facts = trips.request_facts(deed.connection, request)
        slip, number = store.slip_of(deed.connection, request, facts.round)
        rules.void_slip(facts, number, store.is_handed_out(deed.connection, request))
        void_paper(deed, slip, reason)
        state = trips.move(deed, request, Event.VOID_SLIP).value
        trips.forget_back(deed, request)
        deed.entry(
            "request",
            request,
            facts={"request": facts.number, "slip": number, "version": facts.round},
            changes={"state": (facts.state.value, state), "due_back": (facts.due_back, None)},
            personal={"reason": ("", reason.strip())},
            person=facts.person_id,
        )
    return Changed({*_CHANGED, "papers"}, slip)


def save_file(desk: Desk, scan: int, printer: str = "") -> Changed[bytes]:
    """Let the scan of a decision leave the program and return its content; raises Refused and Trouble.

    printer: its name where the scan is printed, "" where it is saved.
    """
    with desk.deed("save_file") as deed:
        content, file, about = trips.release_file(deed, scan)
        deed.entry(
            "request",
            about.id,
            facts={"attachment": file.id, "size": file.size, "printer": printer},
            personal={"file": ("", file.name)},
            person=about.person_id,
        )
    return Changed(set(), content)


def _opened(deed: Deed, request: int, version: int, order: Order) -> tuple[RequestFacts, StageFacts]:
    """Ask whom the deed is about and read the stage as it stands now."""
    deed.allow(trips.about_request(deed.connection, request, deed.today))
    facts = trips.request_facts(deed.connection, request)
    made = store.decision_of_stage(deed.connection, order.stage)
    return facts, rules.stage_facts(facts, version, order.stage, made)


def _decider(deed: Deed, facts: RequestFacts) -> Decider:
    session = deed.session
    decided = reading.decided_in_person(deed.connection, [facts], session.user_id, session.name)
    return Decider(session.name, Role.APPROVER in session.roles, decided.get(facts.id, ""))


def _record(
    deed: Deed,
    facts: RequestFacts,
    kind: Kind,
    order: Order,
    scans: Sequence[NewFile],
    *,
    reasons: str = "",
    refusal: Refusal | None = None,
) -> int:
    decision = store.record_decision(
        deed.connection,
        facts.id,
        kind,
        order,
        by=deed.session.user_id,
        now=deed.now,
        reasons=reasons,
        refusal=refusal,
    )
    for scan in scans:
        trips.attach(deed, "decision", decision, scan.name, scan.content)
    return decision


def _go_on(deed: Deed, request: int, ended: StageState) -> str:
    """End the open stage favourably and open the next, or approve the request; return its state."""
    trips.end_stage(deed, request, ended)
    if trips.reach_stage(deed, request) is None:
        return trips.move(deed, request, Event.APPROVE).value
    return trips.request_facts(deed.connection, request).state.value


def _issue(deed: Deed, kind: str, facts: RequestFacts, content: Mapping[str, object]) -> PaperIssued:
    frozen = plain(content)
    assert isinstance(frozen, dict)
    language = deed.setting("paper_language", "en")
    return issue_paper(deed, kind, "request", facts.id, facts.person_id, language, frozen)


def _enter(
    deed: Deed,
    facts: RequestFacts,
    stage: StageFacts,
    kind: Kind,
    order: Order,
    state: str,
    personal: Mapping[str, object] | None = None,
    **more: object,
) -> None:
    """Write the journal entry of a decision: codes and days in the facts, what a person wrote apart."""
    said = {
        "decided_by": order.decided_name,
        "capacity": order.capacity,
        "paper": order.paper,
        **(personal or {}),
    }
    deed.entry(
        "request",
        facts.id,
        facts={
            "request": facts.number,
            "decision": kind.value,
            "stage": stage.position,
            "office": next(one.office_code for one in facts.stages if one.id == stage.id),
            "decided_on": order.decided_on,
            **more,
        },
        changes={"state": (facts.state.value, state)},
        personal={name: ("", value) for name, value in said.items()},
        person=facts.person_id,
    )
