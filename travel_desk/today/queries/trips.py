"""Trips of the day: who leaves, what waits for a decision, the next seven days."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from travel_desk.base.language import Language
from travel_desk.base.message import Message, msg
from travel_desk.base.roles import Role
from travel_desk.custody.tables import handover
from travel_desk.desk import Desk
from travel_desk.officials.tables import person
from travel_desk.papers.tables import paper
from travel_desk.today import rules
from travel_desk.today.queries.common import visible
from travel_desk.today.rules import Custody, Flow, Leaving, Waiting, Who
from travel_desk.trips import reading
from travel_desk.trips.rules import RequestFacts, State
from travel_desk.trips.tables import leg, request

_DAY = timedelta(days=1)


def leaving(connection: sa.Connection, desk: Desk, language: Language) -> list[Leaving]:
    """Return the approved requests whose travellers leave by tomorrow and are not over yet."""
    today = desk.today()
    begins = (
        sa.select(leg.c.trip_id).group_by(leg.c.trip_id).having(sa.func.min(leg.c.arrives) <= today + _DAY)
    )
    found = reading.requests(
        connection,
        sa.and_(
            request.c.state.in_(("approved", "slip_issued")),
            request.c.trip_id.in_(begins),
            visible(desk),
        ),
    )
    # A trip whose last day has passed is not left any more: its request waits on the Trips page.
    found = [facts for facts in found if facts.last_day is not None and facts.last_day >= today]
    slips = _slips(connection, [facts.id for facts in found])
    outside = _custody_of(connection, [facts.passport.id for facts in found if facts.passport])
    return [_leaving_of(facts, desk, language, slips, outside) for facts in found]


def waiting(connection: sa.Connection, desk: Desk, language: Language) -> list[Waiting]:
    """Return the requests that wait for an office, or for the traveller who corrects one."""
    found = reading.requests(
        connection, sa.and_(request.c.state.in_(("submitted", "in_approval", "sent_back")), visible(desk))
    )
    decides = Role.APPROVER in desk.session.roles
    me = desk.session.person_id
    lines = []
    for facts in found:
        back = facts.state is State.SENT_BACK
        stage = facts.open_stage
        if back:
            stage = next((one for one in facts.stages if one.state == "sent_back"), None)
        if stage is None or facts.first_day is None:
            continue
        lines.append(
            Waiting(
                facts.id,
                Who(facts.native_name, facts.latin),
                stage.office_name,
                where(facts, language),
                facts.first_day,
                None if back else stage.due,
                sent_back=back,
                decidable=decides and facts.person_id != me,
            )
        )
    return lines


def flows(connection: sa.Connection, desk: Desk) -> tuple[Flow, ...]:
    """Return how many leave and come home on each of the next seven days."""
    begins = sa.func.coalesce(request.c.departed_on, sa.func.min(leg.c.arrives), type_=sa.Date)
    ends = sa.func.coalesce(request.c.home_on, sa.func.max(leg.c.leaves), type_=sa.Date)
    rows = connection.execute(
        sa.select(begins.label("begins"), ends.label("ends"))
        .join(leg, leg.c.trip_id == request.c.trip_id)
        .join(person, person.c.id == request.c.person_id)
        .where(request.c.state.in_(("approved", "slip_issued", "departed", "home")), visible(desk))
        .group_by(request.c.id)
    ).all()
    return rules.seven_days(desk.today(), [row.begins for row in rows], [row.ends for row in rows])


def where(facts: RequestFacts, language: Language) -> Message:
    """Return where a trip goes: its first city and country, and how many more."""
    first, *others = facts.legs
    place_of = msg("{city}, {country}", city=first.city, country=language.country(first.country))
    if others:
        return msg("{place} and {more} more", place=place_of, more=len(others))
    return place_of


def _leaving_of(
    facts: RequestFacts,
    desk: Desk,
    language: Language,
    slips: dict[int, tuple[int, str, int]],
    outside: dict[int, str],
) -> Leaving:
    slip_id, slip_state, prints = slips.get(facts.id, (None, "", 0))
    assert facts.first_day is not None
    assert facts.last_day is not None
    return Leaving(
        request_id=facts.id,
        who=Who(facts.native_name, facts.latin),
        leaves=facts.first_day,
        home=facts.last_day,
        span=language.days(facts.first_day, facts.last_day),
        where=where(facts, language),
        purpose=_purpose(facts, desk),
        passport_id=facts.passport.id if facts.passport else None,
        custody=Custody.NONE if facts.passport is None else _CUSTODY[outside.get(facts.passport.id, "")],
        slip_id=slip_id,
        slip_state=slip_state,
        prints=prints,
    )


def _slips(connection: sa.Connection, requests: list[int]) -> dict[int, tuple[int, str, int]]:
    """Return, by request, id, state and prints of the slip that stands."""
    rows = connection.execute(
        sa.select(paper.c.subject_id, paper.c.id, paper.c.state, paper.c.prints).where(
            paper.c.kind == "slip",
            paper.c.subject_kind == "request",
            paper.c.state != "void",
            paper.c.subject_id.in_(requests),
        )
    )
    return {row.subject_id: (row.id, row.state, row.prints) for row in rows}


def _custody_of(connection: sa.Connection, passports: list[int]) -> dict[int, str]:
    """Return, by passport, the kind of its last handover; one that was never handed over is not in it."""
    rows = connection.execute(
        sa.select(handover.c.passport_id, handover.c.kind).where(
            handover.c.passport_id.in_(passports), handover.c.next_number.is_(None)
        )
    )
    return {row.passport_id: row.kind for row in rows}


def _purpose(facts: RequestFacts, desk: Desk) -> Message | str:
    if facts.private and not desk.scope.private:
        return msg("Private reason")
    return facts.purpose


_CUSTODY = {
    "": Custody.HOLDER,
    "give_back": Custody.HOLDER,
    "hand_out": Custody.OUT,
    "inventory": Custody.HERE,
    "take_in": Custody.HERE,
    "bring_back": Custody.HERE,
}
