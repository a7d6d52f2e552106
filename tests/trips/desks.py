"""A desk with three officials of a ministry and the starter rules, for tests of trips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests import factory
from tests.trips import people
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.trips import actions, reading, steps
from travel_desk.trips.rules import (
    Event,
    Funding,
    Kind,
    Leg,
    RequestFacts,
    StageState,
    Traveller,
    TripDraft,
)

KAMPALA = Leg("UG", "Kampala", date(2026, 11, 23), date(2026, 11, 25))
KISUMU = Leg("KE", "Kisumu", date(2026, 11, 25), date(2026, 11, 27))


@dataclass
class World:
    """The desk of the clerk, and the ids of the persons."""

    desk: Desk
    ministry: int
    eleni: int
    tigist: int
    suleyman: int
    aasa: int

    def draft(self, *travellers: int, **changes: object) -> TripDraft:
        """Return a draft in order, of Eleni alone unless told otherwise."""
        whole = tuple(
            Traveller(one, at == 0, self.passport(one)) for at, one in enumerate(travellers or (self.eleni,))
        )
        draft = TripDraft(
            kind=Kind.CONFERENCE,
            purpose="Basin Waters Forum",
            host="Great Lakes Basin Council",
            legs=(KAMPALA, KISUMU),
            travellers=whole,
            funding=Funding.HOST,
        )
        return replace(draft, **changes)  # type: ignore[arg-type]

    def passport(self, person: int) -> int | None:
        with self.desk.read("see_trips") as connection:
            booklets = reading.people(connection, [person])[person].booklets
        return booklets[0].id if booklets else None

    def requests(self, trip: int) -> list[RequestFacts]:
        with self.desk.read("see_trips") as connection:
            return reading.requests(connection, reading.request.c.trip_id == trip)

    def request(self, trip: int) -> RequestFacts:
        return self.requests(trip)[0]

    def submitted(self, *travellers: int, **changes: object) -> RequestFacts:
        return self.request(actions.submit_trip(self.desk, self.draft(*travellers, **changes)).value)

    def decide(self, request: int, *events: Event) -> None:
        """Move a request along as a higher duty does, by the steps that trips lends."""
        head = factory.at(self.desk, Role.DESK_HEAD)
        for event in events:
            with head.deed("issue_slip") as deed:
                deed.allow(steps.about_request(deed.connection, request))
                ends = {Event.SEND_BACK: StageState.SENT_BACK, Event.REFUSE: StageState.REFUSED}
                if event is Event.APPROVE:
                    while True:
                        steps.end_stage(deed, request, StageState.APPROVED)
                        if steps.reach_stage(deed, request) is None:
                            break
                elif event in ends:
                    steps.end_stage(deed, request, ends[event])
                steps.move(deed, request, event)
                if event is Event.ISSUE_SLIP:
                    steps.promise_back(deed, request)
                deed.entry("request", request)
        head.close()


def world(tmp_path: Path, role: Role = Role.CLERK) -> World:
    """Return a desk at noon of Thu 5 Nov 2026 with the user of `role` at it."""
    desk = factory.desk(tmp_path, role)
    people.rules(desk)
    ministry = people.ministry(desk)

    def official(native: str, latin: str, number: str, *categories: str) -> int:
        return people.official(
            desk, native, latin, number=number, categories=categories, organisation_id=ministry
        )

    return World(
        desk,
        ministry,
        official("Ελένη Μαυρίδη", "MAVRIDI ELENI", "D0064498", "senior_politician"),
        official("Тігіст Бекеле", "BEKELE TIGIST", "S0266410", "senior_official", "full_access"),
        official("Süleyman Çağlar", "CAGLAR SULEYMAN", "S0301277", "civil_servant"),
        official("Åsa Lindqvist", "LINDQVIST AASA", "S0301278", "civil_servant"),
    )
