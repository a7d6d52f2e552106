"""The state machine of a request, and what each deed on it asks.

draft → submitted → in approval → approved | refused | sent back | withdrawn; approved → slip issued →
departed → home → closed (domain.md, "Where things stand").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from travel_desk.base.message import Message, Refused, msg
from travel_desk.trips.rules.records import Finding, PersonOnTrip, RequestFacts, TripDraft
from travel_desk.trips.rules.words import Event, Severity, State

_NEXT: dict[tuple[State, Event], State] = {
    (State.DRAFT, Event.SUBMIT): State.SUBMITTED,
    (State.SENT_BACK, Event.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Event.REACH_STAGE): State.IN_APPROVAL,
    (State.IN_APPROVAL, Event.REACH_STAGE): State.IN_APPROVAL,
    (State.IN_APPROVAL, Event.APPROVE): State.APPROVED,
    (State.IN_APPROVAL, Event.SEND_BACK): State.SENT_BACK,
    (State.IN_APPROVAL, Event.REFUSE): State.REFUSED,
    (State.DRAFT, Event.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Event.WITHDRAW): State.WITHDRAWN,
    (State.IN_APPROVAL, Event.WITHDRAW): State.WITHDRAWN,
    (State.SENT_BACK, Event.WITHDRAW): State.WITHDRAWN,
    (State.APPROVED, Event.WITHDRAW): State.WITHDRAWN,
    (State.APPROVED, Event.ISSUE_SLIP): State.SLIP_ISSUED,
    (State.SLIP_ISSUED, Event.VOID_SLIP): State.APPROVED,
    (State.SLIP_ISSUED, Event.DEPART): State.DEPARTED,
    (State.DEPARTED, Event.COME_HOME): State.HOME,
    (State.HOME, Event.CLOSE): State.CLOSED,
}

_INSTEAD: dict[Event, Message] = {
    Event.SUBMIT: msg("Only a draft or a request that was sent back can be submitted; this one is: {state}."),
    Event.REACH_STAGE: msg("No office can decide this request now; it is: {state}."),
    Event.APPROVE: msg("Only a request in approval can be approved; this one is: {state}."),
    Event.SEND_BACK: msg("Only a request in approval can be sent back; this one is: {state}."),
    Event.REFUSE: msg("Only a request in approval can be refused; this one is: {state}."),
    Event.WITHDRAW: msg("This request can't be withdrawn any more; it is: {state}."),
    Event.ISSUE_SLIP: msg("A slip is issued only for an approved request; this one is: {state}."),
    Event.VOID_SLIP: msg("There is no slip to void; the request is: {state}."),
    Event.DEPART: msg("A departure is recorded once the slip is issued; this request is: {state}."),
    Event.COME_HOME: msg("Record the departure first; this request is: {state}."),
    Event.CLOSE: msg("A request is closed after the traveller came home; this one is: {state}."),
}

LIVE = frozenset(State) - {State.DRAFT, State.REFUSED, State.WITHDRAWN}
"""States in which a request stands for days abroad: what other trips are checked against."""

OPEN_TO_CHANGE = frozenset({State.DRAFT, State.SENT_BACK})
"""States in which what a request asks for may still be changed."""

_ENDED = frozenset({State.REFUSED, State.WITHDRAWN})


def next_state(state: State, event: Event) -> State:
    """Return the state that `event` leads to from `state`; raises Refused where it leads nowhere."""
    try:
        return _NEXT[state, event]
    except KeyError:
        raise Refused(Message(_INSTEAD[event].text, {"state": state.label})) from None


def can(state: State, event: Event) -> bool:
    """Tell whether `event` leads anywhere from `state`."""
    return (state, event) in _NEXT


def draft_trip(draft: TripDraft) -> None:
    """Ask whether a draft may be kept in the register; raises Refused while nobody travels."""
    people = [t.person_id for t in draft.travellers]
    if not people:
        raise Refused(msg("Add at least one traveller."), field="travellers")
    if len(set(people)) < len(people):
        raise Refused(msg("The same person is entered twice. Take one away."), field="travellers")

    for one in draft.legs:
        if one.arrives and one.leaves and one.leaves < one.arrives:
            raise Refused(
                msg(
                    "Leaving on {leaves} is before arriving on {arrives}.",
                    leaves=one.leaves,
                    arrives=one.arrives,
                ),
                field="legs",
            )


def own_passports(draft: TripDraft, people: Mapping[int, PersonOnTrip]) -> None:
    """Ask whether each chosen passport belongs to its traveller; raises Refused."""
    for traveller in draft.travellers:
        person = people.get(traveller.person_id)
        if traveller.passport_id is not None and (
            person is None or not person.booklet(traveller.passport_id)
        ):
            raise Refused(
                msg("A passport was chosen that is not the traveller’s own. Choose again."), field="passports"
            )


def change_trip(draft: TripDraft, states: Iterable[State]) -> None:
    """Ask whether a trip whose requests stand in `states` may be changed; raises Refused."""
    draft_trip(draft)
    standing = {state for state in states if state not in _ENDED}
    if not standing & OPEN_TO_CHANGE:
        raise Refused(
            msg("This trip is submitted. It can be changed once a request is sent back for correction.")
        )
    if standing - OPEN_TO_CHANGE:
        raise Refused(
            msg(
                "Others on this trip are judged on what it says now. Withdraw the request that was sent "
                "back and enter a trip of its own for this traveller."
            )
        )


def submit_trip(findings: Iterable[Finding]) -> None:
    """Ask whether a trip may be submitted; raises Refused with the first problem that was found."""
    for finding in findings:
        if finding.severity is Severity.PROBLEM:
            raise Refused(finding.message, field=finding.field)


def withdraw_request(facts: RequestFacts, reason: str) -> None:
    """Ask whether a request may be withdrawn; raises Refused, naming what to do first."""
    if facts.state is State.SLIP_ISSUED:
        raise Refused(msg("The slip is issued. Void the slip first, then withdraw the request."))
    next_state(facts.state, Event.WITHDRAW)
    if facts.state is not State.DRAFT and not reason.strip():
        raise Refused(msg("Write why the request is withdrawn, and who asked for it."), field="reason")


def record_departure(facts: RequestFacts, day: date, today: date) -> None:
    """Ask whether a departure on `day` may be recorded; raises Refused."""
    next_state(facts.state, Event.DEPART)
    if day > today:
        raise Refused(msg("A departure is recorded on its day or later, never ahead."), field="day")
    if facts.last_day is not None and day > facts.last_day:
        raise Refused(
            msg("The trip was approved to end on {day}. Check the date.", day=facts.last_day), field="day"
        )


def record_homecoming(facts: RequestFacts, day: date, today: date) -> None:
    """Ask whether coming home on `day` may be recorded; raises Refused."""
    next_state(facts.state, Event.COME_HOME)
    if day > today:
        raise Refused(msg("Coming home is recorded on its day or later, never ahead."), field="day")
    if facts.departed_on is not None and day < facts.departed_on:
        raise Refused(
            msg("The traveller left on {day}: coming home can't be earlier.", day=facts.departed_on),
            field="day",
        )


def close_request(facts: RequestFacts) -> None:
    """Ask whether a request may be closed; raises Refused before the traveller is home."""
    next_state(facts.state, Event.CLOSE)


def undo_withdrawal(facts: RequestFacts) -> State:
    """Return where a discarded draft goes when that is taken back; raises Refused for any other request.

    A withdrawal of a submitted request is known to the offices: that one is entered anew.
    """
    if facts.round:
        raise Refused(msg("The offices know that this request is withdrawn. Enter the trip anew."))
    return _taken_back(facts, State.WITHDRAWN, State.DRAFT)


def undo_departure(facts: RequestFacts) -> State:
    """Return where a request goes when its departure is taken back; raises Refused where none stands."""
    return _taken_back(facts, State.DEPARTED, State.SLIP_ISSUED)


def undo_homecoming(facts: RequestFacts) -> State:
    """Return where a request goes when its homecoming is taken back; raises Refused where none stands."""
    return _taken_back(facts, State.HOME, State.DEPARTED)


def _taken_back(facts: RequestFacts, stands: State, before: State) -> State:
    if facts.state is not stands:
        raise Refused(msg("This can't be undone any more; the request is: {state}.", state=facts.state.label))
    return before
