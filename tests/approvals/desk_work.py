"""A desk with rules, officials and a submitted request, for the tests of approvals and today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from tests import factory
from tests.trips import people
from travel_desk.approvals import actions
from travel_desk.approvals.rules import Order
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials.tables import passport
from travel_desk.trips import actions as trips
from travel_desk.trips import reading
from travel_desk.trips.rules import Kind, Leg, RequestFacts, Traveller, TripDraft
from travel_desk.trips.tables import request

TODAY = date(2026, 11, 5)
KAMPALA = (Leg("UG", "Kampala", date(2026, 12, 14), date(2026, 12, 18)),)


def clerk(tmp_path: Path) -> Desk:
    """Return a desk with the starter rules and the clerk at it."""
    desk = factory.desk(tmp_path, Role.CLERK)
    people.rules(desk)
    return desk


def approver(desk: Desk) -> Desk:
    return factory.at(desk, Role.APPROVER)


def politician(
    desk: Desk, native: str = "Ελένη Μαυρίδη", latin: str = "MAVRIDI ELENI", number: str = "D0000001"
) -> int:
    ministry = people.ministry(desk, f"Ministry of {latin}")
    return people.official(
        desk, native, latin, categories=("senior_politician",), organisation_id=ministry, number=number
    )


def requests_of(desk: Desk, trip: int) -> list[int]:
    with desk.database.read() as connection:
        asked = sa.select(request.c.id).where(request.c.trip_id == trip).order_by(request.c.id)
        return list(connection.execute(asked).scalars())


def submitted(
    desk: Desk,
    person_id: int | None = None,
    legs: tuple[Leg, ...] = KAMPALA,
    kind: Kind = Kind.CONFERENCE,
    purpose: str = "Basin Waters Forum",
) -> int:
    """Submit a trip of one traveller and return the request's id."""
    person_id = politician(desk) if person_id is None else person_id
    with desk.database.read() as connection:
        booklet = connection.execute(
            sa.select(passport.c.id).where(passport.c.person_id == person_id)
        ).scalar()
    draft = TripDraft(
        kind=kind,
        purpose=purpose,
        host="Great Lakes Council",
        legs=legs,
        travellers=(Traveller(person_id, leader=True, passport_id=booklet),),
        late_reason="Moved forward by the host.",
    )
    trip = trips.submit_trip(desk, draft).value
    with desk.database.read() as connection:
        return int(connection.execute(sa.select(request.c.id).where(request.c.trip_id == trip)).scalar_one())


def facts(desk: Desk, request_id: int) -> RequestFacts:
    with desk.database.read() as connection:
        return reading.request_facts(connection, request_id)


def order(desk: Desk, request_id: int, paper: str = "", decided_on: date | None = None) -> Order:
    """Return an order for the open stage: of the user at the desk for the first office of a route.

    For the later ones another officer decided, on a paper; nobody decides two stages in person.
    """
    stage = facts(desk, request_id).open_stage
    assert stage is not None
    name = desk.session.name
    if stage.position > 1:
        name, paper = "Henrik Solvang", paper or f"HG-{stage.position}"
    return Order(stage.id, name, "Head of the office", decided_on or desk.today(), paper)


def approve_all(desk: Desk, request_id: int) -> None:
    """Let every office approve."""
    while facts(desk, request_id).open_stage is not None:
        actions.decide_approve(desk, request_id, facts(desk, request_id).version, order(desk, request_id))


def say(error: Refused) -> str:
    """Return the sentence of a refusal as an English screen shows it."""
    return Language("en").say(error.message)
