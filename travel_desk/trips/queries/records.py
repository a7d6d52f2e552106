"""What the read side of trips returns: plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from travel_desk.base.message import Message, msgp
from travel_desk.policy.rules import Judgement
from travel_desk.trips.rules import (
    Finding,
    Funding,
    JointStage,
    Kind,
    Leg,
    PersonOnTrip,
    RequestFacts,
    RouteStage,
    StageState,
    State,
    TripDraft,
)


class Group(StrEnum):
    """The four parts of the list: a trip stands in each part that one of its requests is in."""

    PENDING = "pending"
    APPROVED = "approved"
    ABROAD = "abroad"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """The word on the segment."""
        return _GROUPS[self]

    @property
    def states(self) -> frozenset[State]:
        """The states of requests that belong here."""
        return _STATES[self]

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that make sense here; the first asks nothing."""
        return _FILTERS[self]


class Filter(StrEnum):
    """A filter chip over a part of the list."""

    ALL = "all"
    DRAFTS = "drafts"
    LATE = "late"
    SENT_BACK = "sent_back"
    DELEGATIONS = "delegations"
    PRIVATE = "private"
    WITHOUT_SLIP = "without_slip"
    WITH_SLIP = "with_slip"
    THIS_WEEK = "this_week"
    AWAY = "away"
    NOT_HOME = "not_home"
    CAME_HOME = "came_home"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Message:
        """The words on the chip."""
        return _LABELS[self]


_GROUPS = {
    Group.PENDING: msgp("trips", "Pending"),
    Group.APPROVED: msgp("trips", "Approved"),
    Group.ABROAD: msgp("trips", "Abroad"),
    Group.CLOSED: msgp("trips", "Closed"),
}
_STATES = {
    Group.PENDING: frozenset({State.DRAFT, State.SUBMITTED, State.IN_APPROVAL, State.SENT_BACK}),
    Group.APPROVED: frozenset({State.APPROVED, State.SLIP_ISSUED}),
    Group.ABROAD: frozenset({State.DEPARTED, State.HOME}),
    Group.CLOSED: frozenset({State.CLOSED, State.REFUSED, State.WITHDRAWN}),
}
_SHARED = (Filter.DELEGATIONS, Filter.PRIVATE)
_FILTERS = {
    Group.PENDING: (Filter.ALL, Filter.LATE, Filter.SENT_BACK, Filter.DRAFTS, *_SHARED),
    Group.APPROVED: (Filter.ALL, Filter.WITHOUT_SLIP, Filter.WITH_SLIP, Filter.THIS_WEEK, *_SHARED),
    Group.ABROAD: (Filter.ALL, Filter.AWAY, Filter.NOT_HOME, Filter.CAME_HOME, *_SHARED),
    Group.CLOSED: (Filter.ALL, Filter.DONE, Filter.REFUSED, Filter.WITHDRAWN, *_SHARED),
}
_LABELS = {
    Filter.ALL: msgp("filter of trips", "All"),
    Filter.DRAFTS: msgp("filter of trips", "Drafts"),
    Filter.LATE: msgp("filter of trips", "Late"),
    Filter.SENT_BACK: msgp("filter of trips", "Sent back"),
    Filter.DELEGATIONS: msgp("filter of trips", "Delegations"),
    Filter.PRIVATE: msgp("filter of trips", "Private"),
    Filter.WITHOUT_SLIP: msgp("filter of trips", "Slip to issue"),
    Filter.WITH_SLIP: msgp("filter of trips", "Slip issued"),
    Filter.THIS_WEEK: msgp("filter of trips", "Leaves within 7 days"),
    Filter.AWAY: msgp("filter of trips", "Abroad now"),
    Filter.NOT_HOME: msgp("filter of trips", "Home not recorded"),
    Filter.CAME_HOME: msgp("filter of trips", "Came home"),
    Filter.DONE: msgp("filter of trips", "Closed"),
    Filter.REFUSED: msgp("filter of trips", "Refused"),
    Filter.WITHDRAWN: msgp("filter of trips", "Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a list of trips is asked for. text: any part of a name, a place, a purpose, a number."""

    group: Group = Group.PENDING
    filter: Filter = Filter.ALL
    text: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many trips each filter of the part finds, and how many are pending in all."""

    filters: Mapping[Filter, int]
    pending: int


@dataclass(frozen=True, slots=True)
class TripRow:
    """A trip as the list shows it, by the request that most needs a look.

    others: travellers besides the one named. office: of the open stage, since `reached_on`, to decide
    by `due`. dots: the states of the stages in order. place, country: of the first leg.
    """

    trip_id: int
    request_id: int
    native_name: str
    latin: str
    others: int
    state: State
    office: str
    reached_on: date | None
    due: date | None
    dots: tuple[StageState, ...]
    place: str
    country: str
    first: date | None
    last: date | None
    private: bool
    drafted_by: str
    number: str = ""

    @property
    def id(self) -> int:
        """The id of the trip, by which the list knows its row."""
        return self.trip_id


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attached file as a list shows it; size in bytes."""

    id: int
    name: str
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """How an office decided a stage. kind: approve, conditions, send_back, refuse."""

    kind: str
    name: str
    capacity: str
    day: date
    recorded_at: datetime
    paper: str
    reasons: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of a route with the decision made there, if one."""

    stage: RouteStage
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class PersonTrip:
    """One trip of a person as a dossier lists it; purpose "" where it is private and hidden."""

    trip_id: int
    request_id: int
    city: str
    country: str
    first: date | None
    last: date | None
    purpose: str
    private: bool
    state: State


@dataclass(frozen=True, slots=True)
class TripDetail:
    """A trip with all that the pane shows.

    hidden: the reason is private and this user may not read it: purpose, host, kind, reasons and files
    are left out. routes: the stages with their decisions by request. before: each traveller's last
    trip that ended, by person. findings: what to read before deciding, of the trip as it is. booklets:
    where the passport of each request is now, as a code of custody.
    """

    trip_id: int
    version: int
    number: str
    kind: Kind
    purpose: str
    host: str
    funding: Funding
    funding_note: str
    private: bool
    hidden: bool
    legs: tuple[Leg, ...]
    drafted_by: str
    created_at: datetime
    requests: tuple[RequestFacts, ...]
    routes: Mapping[int, tuple[StageLine, ...]]
    before: Mapping[int, PersonTrip]
    attachments: tuple[AttachmentRow, ...]
    findings: tuple[Finding, ...]
    booklets: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class TravellerHit:
    """A person as a find-as-you-type field shows one."""

    id: int
    native_name: str
    latin: str
    post: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TripCheck:
    """What the register says of a draft while it is typed.

    people: travellers and substitutes by id. judgements: by traveller's id. route: of all travellers
    together. abroad: days abroad in `year` before this trip, by traveller's id.
    """

    findings: tuple[Finding, ...] = ()
    people: Mapping[int, PersonOnTrip] = field(default_factory=dict)
    judgements: Mapping[int, Judgement] = field(default_factory=dict)
    route: tuple[JointStage, ...] = ()
    year: int = 0
    abroad: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopiedTrip:
    """A person's last trip as the start of a new one: places without days. number: of that trip."""

    number: str
    draft: TripDraft


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A trip in the register as the dialog edits it. travellers: by id, as fields show them."""

    trip_id: int
    version: int
    number: str
    draft: TripDraft
    travellers: Mapping[int, TravellerHit]
    attachments: tuple[AttachmentRow, ...]
