"""What the trip request dialog asks while it is filled: persons, checks, a last trip, a kept draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Desk
from travel_desk.officials.rules import words
from travel_desk.officials.tables import passport, person, person_visible
from travel_desk.trips import reading, rules
from travel_desk.trips.queries.details import attachments
from travel_desk.trips.queries.records import CopiedTrip, KeptDraft, TravellerHit, TripCheck
from travel_desk.trips.rules import CheckFacts, PlannedStage, State, Traveller, TripDraft
from travel_desk.trips.tables import leg, request, trip


def find_travellers(desk: Desk, text: str, limit: int = 8) -> list[TravellerHit]:
    """Return the first visible persons found by `text`: by the beginning of a name first, then by name."""
    asked = words(text)
    if not asked:
        return []
    begins = sa.and_(*((" " + person.c.sort_key).contains(f" {word}", autoescape=True) for word in asked))
    found = [person.c.search_text.contains(word, autoescape=True) for word in asked]
    with desk.read("see_trips") as connection:
        return _hits(
            connection,
            sa.select(person)
            .where(*found, person_visible(desk.scope, desk.today()))
            .order_by(sa.case((begins, 0), else_=1), person.c.sort_key, person.c.id)
            .limit(limit),
        )


def travellers(desk: Desk, ids: Iterable[int]) -> dict[int, TravellerHit]:
    """Return visible persons by id, as fields show them; others are left out."""
    with desk.read("see_trips") as connection:
        seen = person_visible(desk.scope, desk.today())
        found = _hits(connection, sa.select(person).where(person.c.id.in_(set(ids)), seen))
    return {hit.id: hit for hit in found}


def traveller_with(desk: Desk, number: str, issuing_state: str) -> TravellerHit | None:
    """Return the visible person whose passport it is, None where the register has none such."""
    theirs = sa.and_(passport.c.number == number, passport.c.issuing_state == issuing_state)
    asked = sa.select(person).join(passport, passport.c.person_id == person.c.id)
    with desk.read("see_trips") as connection:
        found = _hits(connection, asked.where(theirs, person_visible(desk.scope, desk.today())))
    return found[0] if found else None


def check_draft(desk: Desk, draft: TripDraft, trip_id: int | None = None) -> TripCheck:
    """Return what a submission of `draft` today would find, and its route.

    Of persons whom the user may not see nothing is told: neither names and passports nor their trips.
    trip_id: of the draft where it is in the register already.
    """
    today, calendar = desk.today(), desk.calendar()
    with desk.read("see_trips") as connection:
        known = reading.check_facts(connection, draft, trip_id)
        seen = _seen(connection, desk, known)
        people = {one: facts for one, facts in known.items() if one in seen}
        judged = {
            one: judgement
            for one, judgement in reading.judgements(connection, draft, today).items()
            if one in seen
        }
    facts = CheckFacts(people, calendar.holidays, calendar.weekend)
    plans: dict[int, list[PlannedStage]] = {
        t.person_id: rules.plan_stages(judged[t.person_id].stages, today, calendar.holidays, calendar.weekend)
        for t in draft.travellers
        if t.person_id in judged
    }
    year = (draft.first_day or today).year
    return TripCheck(
        findings=tuple(rules.check_trip(draft, facts, judged, today)),
        people=people,
        judgements=judged,
        route=tuple(rules.joint_route(plans)),
        year=year,
        abroad={
            one.person_id: sum(rules.days_abroad(j.first, j.last, year) for j in one.journeys)
            for one in people.values()
        },
    )


def last_trip(desk: Desk, person_id: int) -> CopiedTrip | None:
    """Return a person's last trip as the start of a new one: places without days; None without one.

    Of a private trip, a user who may not read private reasons gets the places only.
    """
    with desk.read("see_trips") as connection:
        found = connection.execute(
            sa.select(
                trip.c.id, trip.c.number, trip.c.private, request.c.passport_id, request.c.substitute_id
            )
            .join(request, request.c.trip_id == trip.c.id)
            .join(person, person.c.id == request.c.person_id)
            .join(leg, leg.c.trip_id == trip.c.id)
            .where(
                request.c.person_id == person_id,
                request.c.state != State.DRAFT.value,
                person_visible(desk.scope, desk.today()),
            )
            .order_by(leg.c.arrives.desc(), trip.c.id.desc())
            .limit(1)
        ).first()
        if found is None:
            return None
        draft = reading.draft_of(connection, found.id)
    if found.private and not desk.scope.private:
        draft = TripDraft(legs=draft.legs, funding=draft.funding)
    return CopiedTrip(
        found.number,
        replace(
            draft,
            legs=tuple(replace(one, arrives=None, leaves=None) for one in draft.legs),
            travellers=(Traveller(person_id, True, found.passport_id, found.substitute_id),),
            late_reason="",
        ),
    )


def kept_draft(desk: Desk, trip_id: int) -> KeptDraft:
    """Return a trip of the register as the dialog edits it; raises Refused where it may not be seen."""
    with desk.read("see_trips") as connection:
        draft = reading.draft_of(connection, trip_id)
        row = connection.execute(sa.select(trip).where(trip.c.id == trip_id)).one()
        files = attachments(connection, "trip", trip_id)
    if row.private and not desk.scope.private:
        raise Refused(msg("This trip has a private reason. Ask a user who may see private reasons."))
    ids = {t.person_id for t in draft.travellers} | {t.substitute_id for t in draft.travellers}
    people = travellers(desk, (one for one in ids if one is not None))
    if any(t.person_id not in people for t in draft.travellers):
        raise Refused(msg("A traveller lies outside what you may see. Ask the desk head."))
    return KeptDraft(trip_id, row.version, row.number, draft, people, files)


def _seen(connection: sa.Connection, desk: Desk, ids: Iterable[int]) -> set[int]:
    asked = sa.select(person.c.id).where(person.c.id.in_(set(ids)), person_visible(desk.scope, desk.today()))
    return set(connection.execute(asked).scalars())


def _hits(connection: sa.Connection, asked: sa.Select[tuple[object, ...]]) -> list[TravellerHit]:
    rows = connection.execute(asked).all()
    posts = reading.main_posts(connection, (row.id for row in rows))
    return [
        TravellerHit(
            row.id,
            row.native_name,
            f"{row.surname} {row.given_names}".strip(),
            *posts.get(row.id, ("", "")),
        )
        for row in rows
    ]
