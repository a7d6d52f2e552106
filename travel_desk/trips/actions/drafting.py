"""The deeds on a trip until it is submitted: drafted, changed, submitted."""

from __future__ import annotations

from collections.abc import Mapping

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Changed, Deed, Desk, Seen
from travel_desk.officials.steps import about
from travel_desk.policy.rules import Judgement
from travel_desk.trips import reading, rules, steps, store
from travel_desk.trips.rules import CheckFacts, Event, PersonOnTrip, State, Traveller, TripDraft

_CHANGED = {"trips", "requests"}


def draft_trip(desk: Desk, draft: TripDraft) -> Changed[int]:
    """Keep an unfinished trip in the register, so that others see it; returns the trip's id."""
    with desk.deed("draft_trip") as deed:
        trip_id = _keep(deed, draft, None)
        _write_entry(deed, draft, trip_id, {})
    return Changed(_CHANGED, trip_id)


def change_trip(desk: Desk, trip: int, version: int, draft: TripDraft) -> Changed[int]:
    """Change a trip of which every request is a draft or was sent back; returns the trip's id."""
    with desk.deed("change_trip", seen=Seen("trip", trip, version)) as deed:
        before = reading.draft_of(deed.connection, trip)
        _keep(deed, draft, trip)
        _write_entry(deed, draft, trip, {}, before)
    return Changed(_CHANGED, trip)


def submit_trip(desk: Desk, draft: TripDraft, trip: int | None = None, version: int = 0) -> Changed[int]:
    """Submit a trip as it stands in the dialog: one request a traveller, judged by today's rule.

    trip, version: of a draft that is in the register already, or of a trip with requests that were
    sent back; these are judged anew and come again to the office that sent them back, or to the first
    one where the trip's legs or the offices on the way changed. Returns the trip's id; raises Refused
    with the first problem that the checks find.
    """
    seen = Seen("trip", trip, version) if trip is not None else None
    with desk.deed("submit_trip", seen=seen) as deed:
        before = reading.draft_of(deed.connection, trip) if trip is not None else None
        trip_id = _keep(deed, draft, trip)
        judgements = _checked(deed, draft, trip_id)
        submitted = [
            _submit(deed, request_id, judgements[person_id], draft)
            for person_id, (request_id, state) in store.states_of(deed.connection, trip_id).items()
            if state in rules.OPEN_TO_CHANGE
        ]
        facts: dict[str, object] = {"submitted": [number for number, _ in submitted]}
        again = [[number, one.stage, one.why] for number, one in submitted if one is not None]
        _write_entry(deed, draft, trip_id, facts | ({"again": again} if again else {}), before)
    return Changed(_CHANGED, trip_id)


def _keep(deed: Deed, draft: TripDraft, trip: int | None) -> int:
    """Write the trip and its travellers as the draft says, with new files; returns the trip's id."""
    connection = deed.connection
    before = store.states_of(connection, trip) if trip is not None else {}
    for request_id, _ in before.values():
        deed.allow(steps.about_request(connection, request_id, deed.today))
    if trip is None:
        rules.draft_trip(draft)
    else:
        rules.change_trip(draft, (state for _, state in before.values()))
    _allow(deed, draft)
    rules.own_passports(draft, reading.check_facts(connection, draft, trip))
    if trip is None:
        trip = store.add_trip(connection, draft, deed.number("trip"), deed.session.user_id, deed.now)
    else:
        store.change_trip(connection, trip, draft)
    _keep_travellers(deed, trip, draft.travellers, before)
    for file in draft.files:
        steps.attach(deed, "trip", trip, file.name, file.content)
    return trip


def _allow(deed: Deed, draft: TripDraft) -> None:
    """Ask scope and own case for each traveller; a substitute only has to be in the register."""
    for traveller in draft.travellers:
        deed.allow(about(deed.connection, traveller.person_id, draft.kind.private, deed.today))
        if traveller.substitute_id is not None:
            about(deed.connection, traveller.substitute_id, False, deed.today)


def _keep_travellers(
    deed: Deed, trip: int, travellers: tuple[Traveller, ...], before: Mapping[int, tuple[int, State]]
) -> None:
    """Make the requests of a trip those of `travellers`; before: person -> request and its state."""
    staying = {t.person_id for t in travellers}
    for person_id, (request_id, state) in before.items():
        if person_id in staying:
            continue
        if state is State.DRAFT:
            store.drop_draft(deed.connection, request_id)
        elif state is State.SENT_BACK:
            raise Refused(
                msg("A request that was submitted is not taken off the trip. Withdraw it instead."),
                field="travellers",
            )
    for traveller in travellers:
        request_id, state = before.get(traveller.person_id, (0, State.DRAFT))
        if not request_id:
            store.add_request(deed.connection, trip, traveller)
        elif state in rules.OPEN_TO_CHANGE:
            store.change_request(deed.connection, request_id, traveller)
        else:
            raise Refused(
                msg("A request of this person on this trip has ended. Enter a trip of its own for them."),
                field="travellers",
            )


def _checked(deed: Deed, draft: TripDraft, trip: int) -> dict[int, Judgement]:
    """Return each traveller's judgement of today; raises Refused with the first problem found."""
    calendar = deed.desk.calendar()
    people: dict[int, PersonOnTrip] = reading.check_facts(deed.connection, draft, trip)
    facts = CheckFacts(people, calendar.holidays, calendar.weekend)
    judgements = reading.judgements(deed.connection, draft, deed.today)
    rules.submit_trip(rules.check_trip(draft, facts, judgements, deed.today))
    return judgements


def _submit(
    deed: Deed, request_id: int, judgement: Judgement, draft: TripDraft
) -> tuple[str, rules.Again | None]:
    """Submit one request: number, judgement, route; the stage whose turn it is is reached.

    Returns the number, and where the request comes again if it was sent back.
    """
    calendar = deed.desk.calendar()
    again = rules.comes_again(
        reading.route_of(deed.connection, request_id),
        reading.submitted_legs(deed.connection, request_id),
        judgement.stages,
        draft.legs,
    )
    number = store.request_number(deed.connection, request_id) or deed.number("request")
    store.record_submission(
        deed.connection,
        request_id,
        number=number,
        judgement=judgement,
        legs=draft.legs,
        kept=again.kept if again else (),
        planned=rules.plan_stages(
            judgement.stages, deed.today, calendar.holidays, calendar.weekend, again.stage if again else 1
        ),
        late_reason=draft.late_reason.strip(),
        now=deed.now,
    )
    steps.move(deed, request_id, Event.SUBMIT)
    steps.reach_stage(deed, request_id)
    return number, again


def _write_entry(
    deed: Deed,
    draft: TripDraft,
    trip: int,
    facts: Mapping[str, object],
    before: TripDraft | None = None,
) -> None:
    """Write the journal entry of a trip: what it is for and where it goes lies beside the chain."""
    old = _told(before) if before else {}
    new = _told(draft)
    leader = next((t for t in draft.travellers if t.leader), draft.travellers[0])
    deed.entry(
        "trip",
        trip,
        facts={"travellers": [t.person_id for t in draft.travellers], "files": len(draft.files), **facts},
        personal={name: (old.get(name, ""), value) for name, value in new.items()},
        person=leader.person_id,
    )


def _told(draft: TripDraft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "purpose": draft.purpose.strip(),
        "host": draft.host.strip(),
        "funding": draft.funding,
        "funding_note": draft.funding_note.strip(),
        "late_reason": draft.late_reason.strip(),
        "legs": [[one.country, one.city, one.arrives, one.leaves] for one in draft.legs],
        "passports": [[t.person_id, t.passport_id, t.substitute_id] for t in draft.travellers],
    }
