"""What a decision is and when it may be made; plain records, no database, no screen.

The rules are those of domain.md ("Words", "Where things stand", "The official's side"): an office
decides its own open stage, a refusal names reasons, rule, where and until when to appeal, a condition is
a sentence that is printed on the slip, and nothing is dated into the future.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from travel_desk.base.message import Message, Refused, msg, msgn, msgp

LONGEST_CONDITION = 160
MOST_CONDITIONS = 12
LONGEST_TEXT = 4000
LONGEST_LINE = 160
LONGEST_APPEAL = 366
DEFAULT_APPEAL_DAYS = 30


class Kind(StrEnum):
    """The four decisions an office may make (domain.md, "decision")."""

    APPROVE = "approve"
    CONDITIONS = "conditions"
    SEND_BACK = "send_back"
    REFUSE = "refuse"

    @property
    def label(self) -> Message:
        """What was decided, as a timeline or a letter says it."""
        return _KINDS[self]

    @property
    def favourable(self) -> bool:
        """True where the request goes on to the next stage or is approved."""
        return self in (Kind.APPROVE, Kind.CONDITIONS)


class Reason(StrEnum):
    """Why a request is refused, for lists and counts; the written reasons say it in full."""

    INCOMPLETE = "incomplete"
    LATE = "late"
    ABSENCE = "absence"
    FUNDING = "funding"
    PURPOSE = "purpose"
    SECURITY = "security"
    LIMIT = "limit"
    OTHER = "other"

    @property
    def label(self) -> Message:
        """The reason in a few words."""
        return _REASONS[self]


_KINDS = {
    Kind.APPROVE: msgp("decision", "Approved"),
    Kind.CONDITIONS: msgp("decision", "Approved with conditions"),
    Kind.SEND_BACK: msgp("decision", "Sent back for correction"),
    Kind.REFUSE: msgp("decision", "Refused"),
}

_REASONS = {
    Reason.INCOMPLETE: msgp("reason", "The request is incomplete"),
    Reason.LATE: msgp("reason", "The notice was too short"),
    Reason.ABSENCE: msgp("reason", "The office would stand empty"),
    Reason.FUNDING: msgp("reason", "The funding is not allowed"),
    Reason.PURPOSE: msgp("reason", "The purpose does not justify the trip"),
    Reason.SECURITY: msgp("reason", "A restriction on travel stands"),
    Reason.LIMIT: msgp("reason", "A limit on trips or days is reached"),
    Reason.OTHER: msgp("reason", "Another reason"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it was recorded, as far as another desk needs to be told of it."""

    kind: Kind
    decided_name: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StageFacts:
    """One stage of a request as it stands when somebody decides it.

    position: its place in the route from 1; count: how many stages the route has.
    state: of the stage (waiting, open, approved, conditions, sent_back, refused).
    submitted_on: the local day of the request's submission.
    made: the decision that was recorded meanwhile, where there is one.
    """

    id: int
    position: int
    count: int
    office_name: str
    state: str
    request_number: str
    request_state: str
    submitted_on: date | None
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class Decider:
    """Who sits at the desk: the name of the user and whether they hold the role of an approver."""

    name: str
    approver: bool


@dataclass(frozen=True, slots=True)
class Order:
    """What every decision carries: who decided, in what capacity, on what day, by which paper.

    stage: the id of the stage that the user saw and decides.
    paper: the reference of the decision paper; may be empty where the approver decides in person.
    """

    stage: int
    decided_name: str
    capacity: str
    decided_on: date
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a refusal owes the official: reasons, rule and article, where and until when to appeal."""

    reason: Reason
    reasons: str
    rule_text: str
    article: str
    appeal_to: str
    appeal_until: date


def decide_approve(facts: StageFacts, order: Order, decider: Decider, today: date) -> None:
    """Ask whether this stage may be approved; raises Refused with the field that is wrong."""
    _check_stage(facts)
    _check_order(facts, order, decider, today)


def decide_conditions(
    facts: StageFacts, order: Order, conditions: Sequence[str], decider: Decider, today: date
) -> None:
    """Ask whether this stage may be approved with these conditions; raises Refused."""
    _check_stage(facts)
    _check_order(facts, order, decider, today)
    check_conditions(conditions)


def decide_send_back(facts: StageFacts, order: Order, reasons: str, decider: Decider, today: date) -> None:
    """Ask whether the request may be sent back to the traveller for correction; raises Refused."""
    _check_stage(facts)
    _check_order(facts, order, decider, today)
    _check_text(
        reasons, "reasons", msg("Write what the traveller must correct, so that it can come again at once.")
    )


def decide_refuse(facts: StageFacts, order: Order, refusal: Refusal, decider: Decider, today: date) -> None:
    """Ask whether the request may be refused so; raises Refused with the field that is wrong.

    domain.md, "The official's side": a refusal names its reasons, the rule and where to appeal.
    """
    _check_stage(facts)
    _check_order(facts, order, decider, today)
    check_refusal(refusal, today)


def check_refusal(refusal: Refusal, today: date) -> None:
    """Ask whether a refusal says all that it owes the official; raises Refused naming the field."""
    _check_text(refusal.reasons, "reasons", msg("Write the reasons: they are printed in the refusal letter."))
    _check_line(refusal.rule_text, "rule_text", msg("Name the rule and its act: a refusal rests on a rule."))
    _check_line(refusal.article, "article", msg("Name the article of the act that the refusal rests on."))
    _check_line(refusal.appeal_to, "appeal_to", msg("Name the office that hears an appeal."))
    if refusal.appeal_until <= today:
        raise Refused(
            msg("The last day to appeal must lie after today: give the official time to write."),
            field="appeal_until",
        )
    if refusal.appeal_until > today + timedelta(days=LONGEST_APPEAL):
        raise Refused(
            msg("The last day to appeal is more than a year away: check the year."), field="appeal_until"
        )


def check_conditions(conditions: Sequence[str]) -> None:
    """Ask whether these conditions may be printed on a slip; raises Refused."""
    if not conditions:
        raise Refused(msg("Write at least one condition, one a line."), field="conditions")
    if len(conditions) > MOST_CONDITIONS:
        raise Refused(
            msg("At most {most} conditions fit on a slip: join some of them.", most=MOST_CONDITIONS),
            field="conditions",
        )
    for number, text in enumerate(conditions, 1):
        if len(text) > LONGEST_CONDITION:
            raise Refused(
                msg(
                    "Condition {number} is longer than {longest} characters: shorten it or split it in two.",
                    number=number,
                    longest=LONGEST_CONDITION,
                ),
                field="conditions",
            )


def conditions_of(text: str) -> tuple[str, ...]:
    """Return the conditions typed into one field, one a line, without blank lines and repetitions.

    A number or a dash that was typed before a condition is dropped, since the slip numbers them.
    """
    lines = (line.strip().lstrip("-–•*").strip() for line in text.splitlines())
    cleaned = (_unnumbered(line) for line in lines)
    return tuple(dict.fromkeys(line for line in cleaned if line))


def suggested_appeal(today: date, days: int | None) -> date:
    """Return the last day to appeal that the rule gives (`days`, or 30 where it says nothing)."""
    return today + timedelta(days=days or DEFAULT_APPEAL_DAYS)


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """A request as it stands when its slip is issued.

    version: of the request's content (its round): each has one slip.
    open_offices: the offices of the route that have not decided.
    slip_number: the number of the slip that already stands for this version, or empty.
    home: the last day of the trip. passport_expires: of the chosen passport, None where none is chosen.
    """

    request_number: str
    request_state: str
    open_offices: tuple[str, ...]
    slip_number: str
    home: date
    passport_expires: date | None


def issue_slip(facts: SlipFacts, today: date) -> None:
    """Ask whether the approval slip may be issued now; raises Refused with what to do instead."""
    if facts.slip_number:
        raise Refused(
            msg(
                "Slip {slip} already stands for request {number}: print it again instead.",
                slip=facts.slip_number,
                number=facts.request_number,
            )
        )
    if facts.open_offices:
        raise Refused(
            msgn(
                "{offices} has not decided on request {number} yet: a slip needs every decision.",
                "{offices} have not decided on request {number} yet: a slip needs every decision.",
                len(facts.open_offices),
                offices=list(facts.open_offices),
                number=facts.request_number,
            )
        )
    if facts.request_state != "approved":
        raise Refused(
            msg(
                "Request {number} is not approved, so there is no slip to issue.",
                number=facts.request_number,
            )
        )
    if facts.home < today:
        raise Refused(
            msg(
                "The trip of request {number} ended {home}: a slip now would allow nothing.",
                number=facts.request_number,
                home=facts.home,
            )
        )
    if facts.passport_expires is not None and facts.passport_expires < facts.home:
        raise Refused(
            msg(
                "The passport expires {expires}, before the traveller is home: choose another one first.",
                expires=facts.passport_expires,
            )
        )


def days_of(first: date, last: date) -> int:
    """Return the total days of a trip; both the day of leaving and of coming home count."""
    return (last - first).days + 1


def joined(texts: Iterable[str], between: str = " · ") -> str:
    """Return the texts that are not empty, joined."""
    return between.join(text for text in texts if text)


def _check_stage(facts: StageFacts) -> None:
    if facts.made is not None:
        raise Refused(
            msg(
                "Meanwhile {name} decided for {office}: {decision}, recorded {moment}. Nothing was changed; "
                "read the request again.",
                name=facts.made.decided_name,
                office=facts.office_name,
                decision=facts.made.kind.label,
                moment=facts.made.recorded_at,
            )
        )
    if facts.request_state not in ("submitted", "in_approval") or facts.state not in ("waiting", "open"):
        raise Refused(
            msg(
                "Request {number} is no longer waiting for a decision: read it again.",
                number=facts.request_number,
            )
        )
    if facts.state == "waiting":
        raise Refused(
            msg(
                "It is not the turn of {office} yet: the offices before it decide first.",
                office=facts.office_name,
            )
        )


def _check_order(facts: StageFacts, order: Order, decider: Decider, today: date) -> None:
    _check_line(order.decided_name, "decided_name", msg("Name the person who decided."))
    _check_line(
        order.capacity, "capacity", msg("Say in what capacity they decided, such as head of the office.")
    )
    in_person = decider.approver and order.decided_name.strip() == decider.name
    if not in_person and not order.paper.strip():
        raise Refused(
            msg("Give the reference of the decision paper: you record what somebody else decided."),
            field="paper",
        )
    if len(order.paper) > LONGEST_LINE:
        raise Refused(_too_long(LONGEST_LINE), field="paper")
    if order.decided_on > today:
        raise Refused(
            msg("{day} lies in the future: record a decision when it is made.", day=order.decided_on),
            field="decided_on",
        )
    if facts.submitted_on is not None and order.decided_on < facts.submitted_on:
        raise Refused(
            msg(
                "The request was submitted {submitted}: a decision of {day} cannot be about it.",
                submitted=facts.submitted_on,
                day=order.decided_on,
            ),
            field="decided_on",
        )


def _check_line(text: str, field: str, missing: Message) -> None:
    if not text.strip():
        raise Refused(missing, field=field)
    if len(text) > LONGEST_LINE:
        raise Refused(_too_long(LONGEST_LINE), field=field)


def _check_text(text: str, field: str, missing: Message) -> None:
    if not text.strip():
        raise Refused(missing, field=field)
    if len(text) > LONGEST_TEXT:
        raise Refused(_too_long(LONGEST_TEXT), field=field)


def _too_long(longest: int) -> Message:
    return msg("This is longer than {longest} characters: shorten it.", longest=longest)


def _unnumbered(line: str) -> str:
    digits = len(line) - len(line.lstrip("0123456789"))
    if 0 < digits <= 2 and line[digits : digits + 1] in (".", ")"):
        return line[digits + 1 :].strip()
    return line
