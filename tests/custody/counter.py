"""A desk with a safe, an official with a passport, and trips whose slips are issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from tests import factory
from tests.trips import people
from travel_desk.base.clock import SetClock
from travel_desk.base.roles import Role
from travel_desk.custody import actions, queries
from travel_desk.custody.rules import (
    BringBack,
    GiveBack,
    Ground,
    GroundKind,
    Handling,
    HandOut,
    NewPlaces,
    NewSafe,
    TakeIn,
    Use,
)
from travel_desk.desk import Desk
from travel_desk.desk.tables import user
from travel_desk.papers.tables import paper
from travel_desk.policy.rules import Judgement, PersonFacts, freeze
from travel_desk.trips.tables import leg, request, trip

TODAY = factory.NOON.date()
REVIEW = date(2027, 5, 5)
HELD_ON = Ground(GroundKind.RULE, "order 2026-14", "Travel Abroad Act, article 8(1)")
GIVEN_ON = Ground(GroundKind.LIFTED, "decision 7/2026", "Travel Abroad Act, article 8(4)")
NUMBER = "D0081426"


@dataclass
class Counter:
    """The counter of a desk: the open desk and the ids of what lies on it."""

    desk: Desk
    clock: SetClock
    safe: int
    places: list[int]
    person: int
    passport: int

    def version(self) -> int:
        """The number of the last movement of the passport."""
        return queries.custody_of(self.desk, self.passport).version

    def take_in(self, place: int | None = None, desk: Desk | None = None) -> actions.Recorded:
        order = TakeIn(Handling(NUMBER), HELD_ON, REVIEW, place or self.places[0])
        return actions.take_in(desk or self.desk, self.passport, self.version(), order).value

    def hand_out(
        self, request_id: int, due: date = date(2026, 11, 16), desk: Desk | None = None
    ) -> actions.Recorded:
        order = HandOut(Handling(NUMBER), request_id, due)
        return actions.hand_out(desk or self.desk, self.passport, self.version(), order).value

    def bring_back(self, place: int | None = None) -> actions.Recorded:
        order = BringBack(Handling(NUMBER), Use.USED, place or self.places[0])
        return actions.bring_back(self.desk, self.passport, self.version(), order).value

    def give_back(self) -> actions.Recorded:
        order = GiveBack(Handling(NUMBER), GIVEN_ON)
        return actions.give_back(self.desk, self.passport, self.version(), order).value


def open_counter(tmp_path: Path) -> Counter:
    """Return the counter of a fresh desk with the custodian at it."""
    clock = factory.clock()
    desk = factory.desk(tmp_path, Role.CUSTODIAN, clock)
    custodian = desk.session.user_id
    safe = actions.add_safe(desk, NewSafe("Safe 1", custodian)).value
    places = actions.add_place(desk, safe, 1, NewPlaces("A", "01-03")).value
    ministry = people.ministry(desk)
    person = people.official(desk, "ليلى الحدّاد", "HADDAD LAYLA", organisation_id=ministry, number=NUMBER)
    [row] = queries.passports_of(desk, person)
    return Counter(desk, clock, safe, places, person, row.id)


def approved_trip(
    desk: Desk,
    person: int,
    passport: int | None = None,
    *,
    leaves: date | None = TODAY + timedelta(days=1),
    home: date | None = date(2026, 11, 9),
    state: str = "slip_issued",
    number: str = "T-2026-0001",
    city: str = "Nairobi",
    signed: bool = True,
) -> int:
    """Enter a trip that was approved, with its slip where the state asks for one; return the request."""
    judged = Judgement(
        TODAY, PersonFacts(person, "HADDAD LAYLA"), (), act="Travel Order 14/2026", article="3", days_back=5
    )
    with desk.database.write() as connection:
        made = connection.execute(
            sa.insert(trip).values(
                number=number, kind="visit", purpose="talks", host="host", funding="ministry",
                private=False, search_place=city, search_purpose="talks",
                created_by=1, created_at=factory.NOON,
            )
        )  # fmt: skip
        trip_id = made.inserted_primary_key[0]  # type: ignore[index]
        connection.execute(
            sa.insert(leg).values(
                trip_id=trip_id, position=1, country="KE", city=city, arrives=leaves, leaves=home
            )
        )
        made = connection.execute(
            sa.insert(request).values(
                number=f"TR-{number}", trip_id=trip_id, person_id=person, leader=True, passport_id=passport,
                state=state, submitted_at=factory.NOON, judgement=freeze(judged), round=1,
                departed_on=leaves if state == "departed" else None,
            )
        )  # fmt: skip
        request_id = int(made.inserted_primary_key[0])  # type: ignore[index]
        if state in ("slip_issued", "departed"):
            slip(connection, request_id, f"TD-{number}", signed)
    return request_id


def slip(connection: sa.Connection, request_id: int, number: str, signed: bool = True) -> None:
    """Enter the slip of a request; signed in ink, which asks for no certificate."""
    new: dict[str, object] = {
        "number": number, "kind": "slip", "subject_kind": "request", "subject_id": request_id,
        "language": "en", "content": {"version": 1}, "state": "to_sign", "issued_at": factory.NOON,
        "issued_by": 1,
    }  # fmt: skip
    if signed:
        new |= {"state": "ready", "stored_name": number, "sha256": "0" * 64}
    connection.execute(sa.insert(paper).values(new))


def be_official(desk: Desk, user_name: str, person: int) -> None:
    """Say that a user of the desk is this official."""
    with desk.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == user_name).values(person_id=person))
