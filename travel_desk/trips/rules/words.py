"""The words of trips: kinds, funding, states of a request and of a stage, and what moves a request."""

from __future__ import annotations

from enum import StrEnum

from travel_desk.base.message import Message, msgp


class Kind(StrEnum):
    """What a trip is for."""

    VISIT = "visit"
    CONFERENCE = "conference"
    TRAINING = "training"
    NEGOTIATION = "negotiation"
    TREATMENT = "treatment"
    HOLIDAY = "holiday"
    FAMILY = "family"
    OTHER = "other"

    @property
    def label(self) -> Message:
        """The word on screens and papers."""
        return _KINDS[self]

    @property
    def private(self) -> bool:
        """True where the reason is the traveller's own affair and few may read it (domain.md)."""
        return self in (Kind.TREATMENT, Kind.FAMILY)


class Funding(StrEnum):
    """Who pays for a trip."""

    MINISTRY = "ministry"
    HOST = "host"
    SHARED = "shared"
    OWN = "own"

    @property
    def label(self) -> Message:
        """The words on screens and papers."""
        return _FUNDING[self]


class State(StrEnum):
    """Where a request stands (domain.md, "Where things stand")."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    REFUSED = "refused"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"
    SLIP_ISSUED = "slip_issued"
    DEPARTED = "departed"
    HOME = "home"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """The words on screens and papers."""
        return _STATES[self]


class StageState(StrEnum):
    """Where one stage of a route stands."""

    WAITING = "waiting"
    OPEN = "open"
    APPROVED = "approved"
    CONDITIONS = "conditions"
    SENT_BACK = "sent_back"
    REFUSED = "refused"

    @property
    def favourable(self) -> bool:
        """True where the office lets the request go on."""
        return self in (StageState.APPROVED, StageState.CONDITIONS)


class Event(StrEnum):
    """What moves a request from one state to the next."""

    SUBMIT = "submit"
    REACH_STAGE = "reach_stage"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    ISSUE_SLIP = "issue_slip"
    VOID_SLIP = "void_slip"
    DEPART = "depart"
    COME_HOME = "come_home"
    CLOSE = "close"


class Severity(StrEnum):
    """How much a finding weighs: a problem keeps a trip from being submitted."""

    PROBLEM = "problem"
    WARNING = "warning"
    FINE = "fine"


_KINDS = {
    Kind.VISIT: msgp("kind of trip", "Visit"),
    Kind.CONFERENCE: msgp("kind of trip", "Conference"),
    Kind.TRAINING: msgp("kind of trip", "Training"),
    Kind.NEGOTIATION: msgp("kind of trip", "Negotiation"),
    Kind.TREATMENT: msgp("kind of trip", "Treatment"),
    Kind.HOLIDAY: msgp("kind of trip", "Holiday"),
    Kind.FAMILY: msgp("kind of trip", "Family"),
    Kind.OTHER: msgp("kind of trip", "Other"),
}
_FUNDING = {
    Funding.MINISTRY: msgp("funding", "Own organisation pays"),
    Funding.HOST: msgp("funding", "Host pays travel and stay"),
    Funding.SHARED: msgp("funding", "Host and own organisation share"),
    Funding.OWN: msgp("funding", "Traveller pays"),
}
_STATES = {
    State.DRAFT: msgp("state of a request", "Draft"),
    State.SUBMITTED: msgp("state of a request", "Submitted"),
    State.IN_APPROVAL: msgp("state of a request", "In approval"),
    State.APPROVED: msgp("state of a request", "Approved"),
    State.REFUSED: msgp("state of a request", "Refused"),
    State.SENT_BACK: msgp("state of a request", "Sent back"),
    State.WITHDRAWN: msgp("state of a request", "Withdrawn"),
    State.SLIP_ISSUED: msgp("state of a request", "Slip issued"),
    State.DEPARTED: msgp("state of a request", "Abroad"),
    State.HOME: msgp("state of a request", "Came home"),
    State.CLOSED: msgp("state of a request", "Closed"),
}
