"""The records of deciding: kinds of decision, reasons, a stage and a request as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from travel_desk.base.message import Message, msgp


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
    submitted_on: the local day of the request's submission. changed: the request is not as the user saw it.
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
    changed: bool = False
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class Decider:
    """Who sits at the desk: the name of the user and whether they hold the role of an approver.

    decided_for: the office for which they decided in person in this round of the request, "" for none.
    """

    name: str
    approver: bool
    decided_for: str = ""


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


@dataclass(frozen=True, slots=True)
class Decided:
    """What an office decided, as its papers and the slip print it."""

    kind: Kind
    office: str
    decided_name: str
    capacity: str
    decided_on: date
    conditions: tuple[str, ...] = ()
