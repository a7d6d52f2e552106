"""The records of custody: what is ordered, what is known of a passport, and the handover that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from travel_desk.base.message import Message, msg
from travel_desk.base.partial import PartialDate
from travel_desk.custody.rules.words import BookletState, GroundKind, Kind, State, Use
from travel_desk.officials.rules import PassportKind, latin
from travel_desk.policy.rules import DAYS_BACK_WORKING
from travel_desk.trips.rules import RequestFacts
from travel_desk.trips.rules import State as TripState


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a booklet is held or moved. text: as it stands on the receipt; article: act and article."""

    kind: GroundKind
    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Representative:
    """A person of the register who gives or takes the booklet for its holder.

    authority: the paper that allows it; until: its last day, None where it names none.
    """

    person_id: int
    authority: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """What every handover says of the booklet in the hand and of the moment.

    read: the number or machine-readable zone that was typed or scanned from the booklet.
    happened: None for now. papers_with_it: what changes hands together with the booklet.
    """

    read: str
    booklet: BookletState = BookletState.WHOLE
    happened: datetime | None = None
    late_reason: str = ""
    representative: Representative | None = None
    papers_with_it: str = ""


@dataclass(frozen=True, slots=True)
class TakeIn:
    """A booklet comes into custody on a ground that is reviewed by `review_on`."""

    how: Handling
    ground: Ground
    review_on: date
    place_id: int


@dataclass(frozen=True, slots=True)
class HandOut:
    """A booklet leaves for an approved trip and is due back on `due_back`."""

    how: Handling
    request_id: int
    due_back: date


@dataclass(frozen=True, slots=True)
class BringBack:
    """A booklet comes back from a trip. ground, review_on: None to hold it as it was held before."""

    how: Handling
    use: Use
    place_id: int
    ground: Ground | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class GiveBack:
    """A booklet goes back to its holder for good."""

    how: Handling
    ground: Ground


@dataclass(frozen=True, slots=True)
class Place:
    """A slot of a shelf of a safe."""

    id: int
    safe_id: int
    safe: str
    shelf: str
    slot: str

    @property
    def label(self) -> str:
        """The safe's name and the slot's label as lists show it: "Safe 1, A-12"."""
        return f"{self.safe}, {self.shelf}-{self.slot}"

    @property
    def spoken(self) -> Message:
        """The place as a receipt names it: "Safe 1, shelf A, slot 12"."""
        return msg("{safe}, shelf {shelf}, slot {slot}", safe=self.safe, shelf=self.shelf, slot=self.slot)


@dataclass(frozen=True, slots=True)
class Booklet:
    """A passport as it is printed, and whose it is."""

    id: int
    kind: PassportKind
    number: str
    issuing_state: str
    issued_on: date
    expires_on: date
    holder_id: int
    native_name: str
    surname: str
    given_names: str
    birth_date: PartialDate | None

    @property
    def latin(self) -> str:
        """The holder's name as it is printed in the booklet, surname first."""
        return latin(self.surname, self.given_names)


@dataclass(frozen=True, slots=True)
class Movement:
    """One recorded handover. party: the person who answers for the booklet on the other side."""

    number: int
    kind: Kind
    party_id: int
    ground: Ground
    happened_at: datetime
    recorded_at: datetime
    by_name: str
    receipt_id: int
    receipt: str
    sha256: str
    review_on: date | None = None
    due_back: date | None = None
    request_id: int | None = None
    place: Place | None = None
    from_place: Place | None = None
    booklet: BookletState = BookletState.WHOLE
    use: Use | None = None
    representative: str = ""
    authority: str = ""
    late_reason: str = ""
    papers_with_it: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """What is known of one passport's custody.

    last: its last movement; held: the last one by which the desk came to hold it.
    """

    booklet: Booklet
    last: Movement | None = None
    held: Movement | None = None

    @property
    def version(self) -> int:
        """The number of the last movement: what a user must have seen to move the booklet on."""
        return self.last.number if self.last else 0

    @property
    def party_id(self) -> int:
        """Who answers for the booklet on the other side: whoever has it now, else its holder."""
        return self.last.party_id if self.last and not self.last.kind.inwards else self.booklet.holder_id

    def state(self, today: date) -> State:
        """Return where the passport stands on `today`."""
        if self.last is None or self.last.kind is Kind.GIVE_BACK:
            return State.WITH_HOLDER
        if self.last.kind is Kind.HAND_OUT:
            assert self.last.due_back is not None
            return State.OVERDUE if self.last.due_back < today else State.HANDED_OUT
        assert self.last.review_on is not None
        return State.GROUND_LAPSED if self.last.review_on < today else State.IN_CUSTODY


@dataclass(frozen=True, slots=True)
class TripFacts:
    """A request for which a booklet may leave.

    leaves, home: first and last day of the trip. passport_id: the booklet the trip was approved with.
    due_back: as the approval set it, if it did; days_back: working days after coming home.
    slip: number of the slip, "" where none is issued; unsigned: it still waits for its signature.
    basis: act and article it was judged by.
    """

    request_id: int
    trip: str
    where: str
    state: TripState
    person_id: int
    passport_id: int | None
    leaves: date
    home: date
    days_back: int
    due_back: date | None
    slip: str
    basis: Message
    unsigned: bool = False

    @classmethod
    def of(cls, facts: RequestFacts, slip: str, unsigned: bool) -> TripFacts | None:
        """Return what custody asks of a request; None while its days are not known."""
        judged = facts.judgement
        if facts.first_day is None or facts.last_day is None:
            return None
        return cls(
            facts.id,
            facts.trip_number,
            ", ".join(leg.city for leg in facts.legs),
            facts.state,
            facts.person_id,
            facts.passport.id if facts.passport else None,
            facts.first_day,
            facts.home_on or facts.last_day,
            judged.days_back if judged else DAYS_BACK_WORKING,
            facts.due_back,
            slip,
            _basis(judged.act, judged.article)
            if judged and judged.act
            else msg("Approved by the own organisation"),
            unsigned,
        )


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover that the rules allow, ready to be recorded. place_id: where it lies afterwards."""

    passport_id: int
    kind: Kind
    party_id: int
    ground: Ground
    how: Handling
    happened: datetime
    previous: Movement | None
    review_on: date | None = None
    due_back: date | None = None
    request_id: int | None = None
    place_id: int | None = None
    use: Use | None = None

    @property
    def number(self) -> int:
        """Its place in the chain of this passport's movements, from 1."""
        return self.previous.number + 1 if self.previous else 1


def _basis(act: str, article: str) -> Message:
    return msg("{act}, art. {article}", act=act, article=article)
