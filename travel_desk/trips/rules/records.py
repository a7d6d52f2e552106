"""The records of trips: what is typed, what the checks ask, what approvals and custody read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from travel_desk.base.message import Message
from travel_desk.base.workdays import SATURDAY_SUNDAY
from travel_desk.officials.rules import PassportKind
from travel_desk.policy.rules import Judgement
from travel_desk.trips.rules.words import Funding, Kind, Severity, StageState, State

PAST_OFFICE = "past"
"""The office code of a stage that was decided on paper before the desk began."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay: country (ISO 3166-1 alpha-2), city, days of arriving and leaving (None: not yet known)."""

    country: str = ""
    city: str = ""
    arrives: date | None = None
    leaves: date | None = None


@dataclass(frozen=True, slots=True)
class Traveller:
    """One traveller of a trip as typed; ids of the person, the passport to use, the substitute in office."""

    person_id: int
    leader: bool = False
    passport_id: int | None = None
    substitute_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be attached. name: as the sender called it, without a folder."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the register. requests: those that it is about, by id; size: bytes."""

    id: int
    name: str
    size: int
    stored_name: str
    requests: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TripDraft:
    """A trip as it stands in the dialog. late_reason: why the notice asked for is not kept."""

    kind: Kind = Kind.VISIT
    purpose: str = ""
    host: str = ""
    legs: tuple[Leg, ...] = ()
    travellers: tuple[Traveller, ...] = ()
    funding: Funding = Funding.MINISTRY
    funding_note: str = ""
    late_reason: str = ""
    files: tuple[NewFile, ...] = ()

    @property
    def first_day(self) -> date | None:
        """The day abroad begins; None while the legs don't say."""
        return first_day(self.legs)

    @property
    def last_day(self) -> date | None:
        """The day of coming home; None while the legs don't say."""
        return last_day(self.legs)


def first_day(legs: tuple[Leg, ...]) -> date | None:
    """Return the day on which the first leg begins; None while it is not known."""
    return legs[0].arrives if legs else None


def last_day(legs: tuple[Leg, ...]) -> date | None:
    """Return the day on which the last leg ends: the day of coming home; None while not known."""
    return legs[-1].leaves if legs else None


@dataclass(frozen=True, slots=True)
class Booklet:
    """A passport that a traveller has."""

    id: int
    kind: PassportKind
    number: str
    issuing_state: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Journey:
    """Days abroad that stand in the register already: of another trip of the same person."""

    trip_id: int
    number: str
    first: date
    last: date
    place: str


@dataclass(frozen=True, slots=True)
class PersonOnTrip:
    """What the checks ask about a traveller or a substitute."""

    person_id: int
    name: str
    latin: str = ""
    booklets: tuple[Booklet, ...] = ()
    journeys: tuple[Journey, ...] = ()

    def booklet(self, passport_id: int | None) -> Booklet | None:
        """Return the passport of that id; None where the person has no such passport."""
        return next((b for b in self.booklets if b.id == passport_id), None)


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What the register knows that the checks of one draft need.

    people: travellers and substitutes by id. holidays, weekend: the desk's calendar.
    """

    people: Mapping[int, PersonOnTrip] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = SATURDAY_SUNDAY


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    field: the input it belongs to: kind, purpose, legs, legs.0 …, travellers, passports, substitute,
    late_reason. person_id: the traveller it is about, if one. passport_id: a passport that would do.
    missing: nothing is wrong, it is only not filled in yet.
    """

    severity: Severity
    field: str
    message: Message
    person_id: int | None = None
    passport_id: int | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class RouteStage:
    """One stage of a request's route as it stands. due: planned until the stage is reached.

    carried_from: the stage of an earlier round whose decision stands here too, if it was made there.
    """

    id: int
    round: int
    position: int
    office_code: str
    office_name: str
    working_days: int
    final: bool
    reached_at: datetime | None
    due: date | None
    state: StageState
    carried_from: int | None = None

    @property
    def decided_as(self) -> int:
        """The id of the stage that holds the decision."""
        return self.carried_from or self.id


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """One stage of a route that is about to begin: its place from 1, and its day."""

    position: int
    office_code: str
    office_name: str
    working_days: int
    final: bool
    due: date


@dataclass(frozen=True, slots=True)
class JointStage:
    """One office on the way of a whole delegation: by when, and for which travellers it decides."""

    office_name: str
    due: date
    final: bool
    persons: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """One request with its trip, traveller and route, as approvals and custody need it.

    stages: those of the present round, in order. judgement: frozen at submission. due_back: the day
    to bring the passport back by, set when the slip is issued.
    """

    id: int
    version: int
    number: str
    state: State
    round: int
    leader: bool
    person_id: int
    native_name: str
    surname: str
    given_names: str
    post: str
    organisation: str
    trip_id: int
    trip_version: int
    trip_number: str
    kind: Kind
    purpose: str
    host: str
    funding: Funding
    funding_note: str
    private: bool
    legs: tuple[Leg, ...]
    passport: Booklet | None
    substitute_id: int | None
    substitute_name: str
    submitted_at: datetime | None
    late_reason: str
    judgement: Judgement | None
    stages: tuple[RouteStage, ...]
    due_back: date | None
    departed_on: date | None
    home_on: date | None
    report: str

    @property
    def first_day(self) -> date | None:
        """The day abroad begins."""
        return first_day(self.legs)

    @property
    def last_day(self) -> date | None:
        """The day of coming home."""
        return last_day(self.legs)

    @property
    def name(self) -> str:
        """The name in the person's own script, else the Latin of the passport."""
        return self.native_name or self.latin

    @property
    def latin(self) -> str:
        """The Latin name as in the passport, surname first."""
        return f"{self.surname} {self.given_names}".strip()

    @property
    def on_paper(self) -> bool:
        """Whether it was decided on paper before the desk began, and entered from the old files."""
        return any(stage.office_code == PAST_OFFICE for stage in self.stages)

    @property
    def open_stage(self) -> RouteStage | None:
        """The stage that must decide now; None where none is open."""
        return next((s for s in self.stages if s.state is StageState.OPEN), None)
