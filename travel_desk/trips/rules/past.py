"""Trips that were decided and ended on paper before the desk began, as they are entered from old files.

They are read like other trips (lists, dossiers, "last trip") but nothing is done with them any more: each
request is closed or refused from the start, with the decisions as they stand on paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from travel_desk.base.message import Message, Refused, msg
from travel_desk.policy.rules import Judgement, PersonFacts
from travel_desk.trips.rules.records import Leg, PersonOnTrip, Traveller, TripDraft, first_day, last_day
from travel_desk.trips.rules.words import Funding, Kind, StageState

LONGEST_NUMBER = 16
"""Characters of a trip's number on paper; its requests add "/1", "/2" and so on."""

MOST_TRIPS = 50_000
ON_PAPER = msg("Decided on paper before this register was begun.")
_OWN_NUMBER = re.compile(r"T-(\d{4})[A-Z]*-\d+")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One decision as it stands on paper. favourable: False for the refusal that ended the request."""

    office: str
    name: str
    capacity: str
    day: date
    favourable: bool = True
    paper: str = ""
    reasons: str = ""

    @property
    def state(self) -> StageState:
        """How the stage of this office ended."""
        return StageState.APPROVED if self.favourable else StageState.REFUSED


@dataclass(frozen=True, slots=True)
class PastTraveller:
    """One traveller's part in a past trip, with the decisions in their order.

    left_on, home_on: the actual days, None where they were as the legs say. report: what came of it.
    """

    person_id: int
    decisions: tuple[PastDecision, ...]
    passport_id: int | None = None
    left_on: date | None = None
    home_on: date | None = None
    report: str = ""

    @property
    def refused(self) -> bool:
        """Whether this request was refused: the last decision says so."""
        return bool(self.decisions) and not self.decisions[-1].favourable


@dataclass(frozen=True, slots=True)
class PastTrip:
    """One trip from the old files; the first traveller led it.

    number: as on paper. asked_on: when it was asked for, None for the day of the first decision.
    act, article: what it was decided by, as far as the paper says.
    """

    number: str
    purpose: str
    legs: tuple[Leg, ...]
    travellers: tuple[PastTraveller, ...]
    kind: Kind = Kind.VISIT
    host: str = ""
    funding: Funding = Funding.MINISTRY
    asked_on: date | None = None
    act: str = ""
    article: str = ""

    @property
    def asked(self) -> date:
        """The day on which it was asked for."""
        return self.asked_on or min(one.day for who in self.travellers for one in who.decisions)

    @property
    def draft(self) -> TripDraft:
        """The trip as a dialog would hold it."""
        return TripDraft(
            self.kind,
            self.purpose,
            self.host,
            self.legs,
            tuple(
                Traveller(one.person_id, at == 0, one.passport_id) for at, one in enumerate(self.travellers)
            ),
            self.funding,
        )

    def judgement(self, person: PersonOnTrip) -> Judgement:
        """Return what stands in place of the judgement: that it was decided on paper, and by which act."""
        facts = PersonFacts(person.person_id, person.latin or person.name)
        act, article = self.act.strip(), self.article.strip()
        return Judgement(self.asked, facts, (), act=act, article=article, why=(ON_PAPER,))


@dataclass(frozen=True, slots=True)
class PastKnown:
    """What the register knows that past trips are checked against.

    people: those whom the user may see, by id. numbers: of the trips that are in it. today: when they are
    entered. private: the user may see private reasons. own: the official that the user is, if one.
    """

    today: date
    people: Mapping[int, PersonOnTrip] = field(default_factory=dict)
    numbers: Collection[str] = frozenset()
    private: bool = True
    own: int | None = None


def register_past_trips(orders: Sequence[PastTrip], known: PastKnown) -> None:
    """Ask whether past trips may be entered; raises Refused with the first that is wrong."""
    if not orders:
        raise Refused(msg("The list is empty. Choose a file with past trips."), field="rows")
    if len(orders) > MOST_TRIPS:
        raise Refused(msg("Enter at most {most} trips at a time.", most=MOST_TRIPS), field="rows")
    for place, problem in past_problems(orders, known):
        number = orders[place].number.strip() or str(place + 1)
        raise Refused(msg("Trip {number}: {problem}", number=number, problem=problem), field="rows")


def past_problems(orders: Sequence[PastTrip], known: PastKnown) -> Iterator[tuple[int, Message]]:
    """Yield (place in the list from 0, what is wrong) for each past trip that can't be entered."""
    seen: set[str] = set()
    for place, order in enumerate(orders):
        number = order.number.strip()
        problem = (
            _number_problem(number, known, seen)
            or _trip_problem(order, known)
            or _legs_problem(order.legs)
            or next(filter(None, (_traveller_problem(one, order, known) for one in order.travellers)), None)
        )
        if problem is not None:
            yield place, problem
        seen.add(number)


def _number_problem(number: str, known: PastKnown, seen: Collection[str]) -> Message | None:
    if not number:
        return msg("Give the number that the trip has on paper.")
    if len(number) > LONGEST_NUMBER:
        return msg("A trip's number has at most {most} characters.", most=LONGEST_NUMBER)
    own = _OWN_NUMBER.fullmatch(number)
    if own and int(own[1]) >= known.today.year:
        return msg("The desk gives numbers of this form itself. Put a letter before the paper's number.")
    if number in known.numbers or number in seen:
        return msg("A trip of this number is in the register or in the list already.")
    return None


def _trip_problem(order: PastTrip, known: PastKnown) -> Message | None:
    if not order.purpose.strip():
        return msg("Say what the trip was for.")
    if order.kind.private and not known.private:
        return msg("The reason for this trip is private. A user who may see private reasons enters it.")
    people = [one.person_id for one in order.travellers]
    if not people:
        return msg("Name at least one traveller.")
    if len(set(people)) < len(people):
        return msg("The same person travels twice. Take one away.")
    if order.asked_on and order.asked_on > known.today:
        return msg("It can't have been asked for in the future. Check the day.")
    return None


def _legs_problem(legs: Sequence[Leg]) -> Message | None:
    if not legs:
        return msg("Say where the trip went, and from which day to which.")
    for one in legs:
        if not _COUNTRY.fullmatch(one.country) or not one.city.strip():
            return msg("Name country and city of each stay.")
        if one.arrives is None or one.leaves is None:
            return msg("Give both days of each stay.")
        if one.leaves < one.arrives:
            return msg(
                "Leaving on {leaves} is before arriving on {arrives}.",
                leaves=one.leaves,
                arrives=one.arrives,
            )
    return None


def _traveller_problem(one: PastTraveller, order: PastTrip, known: PastKnown) -> Message | None:
    person = known.people.get(one.person_id)
    if person is None:
        return msg("A traveller is not in the register, or is outside your scope.")
    if one.person_id == known.own:
        return msg("This is your own trip. Leave it out; another user of the desk enters it.")
    if one.passport_id is not None and person.booklet(one.passport_id) is None:
        return msg("The passport named is not one of {name}.", name=person.name)
    return _decisions_problem(one, known.today) or _days_problem(one, order, known.today)


def _decisions_problem(one: PastTraveller, today: date) -> Message | None:
    if not one.decisions:
        return msg("Name who decided, in what capacity and when.")
    for decision in one.decisions:
        if not (decision.office.strip() and decision.name.strip() and decision.capacity.strip()):
            return msg("Each decision needs the office, the name and the capacity.")
        if decision.day > today:
            return msg("A decision can't have been made in the future. Check the day.")
    if not all(decision.favourable for decision in one.decisions[:-1]):
        return msg("After a refusal nobody decides. Put the refusal last.")
    return None


def _days_problem(one: PastTraveller, order: PastTrip, today: date) -> Message | None:
    if one.refused:
        if one.left_on or one.home_on:
            return msg("It was refused, so nobody left or came home. Take these days away.")
        return None
    left, home = one.left_on or first_day(order.legs), one.home_on or last_day(order.legs)
    assert left is not None
    assert home is not None
    if home < left:
        return msg("Coming home on {home} is before leaving on {left}.", home=home, left=left)
    if home > today:
        return msg("This trip has not ended: it is no past trip. Enter it as a new one.")
    return None
