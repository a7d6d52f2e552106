"""Full records of trips, for a list that leaves the desk as a file: one row a traveller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.officials.tables import person, person_visible
from travel_desk.trips.reading import requests, without_reason, without_unseen
from travel_desk.trips.rules import RequestFacts
from travel_desk.trips.tables import trip


@dataclass(frozen=True, slots=True)
class TripRecord:
    """One traveller's part in a trip. id: of the trip; a delegation has several records of one id."""

    id: int
    request: RequestFacts
    personnel_number: str


def trip_records(desk: Desk, ids: Sequence[int]) -> list[TripRecord]:
    """Return the records of the trips `ids`; travellers whom the user may not see are left out.

    Private reasons are empty for a user who may not see them.
    """
    with desk.read("see_trips") as connection:
        visible = sa.and_(trip.c.id.in_(ids), person_visible(desk.scope, desk.today()))
        found = without_unseen(connection, requests(connection, visible), desk.scope, desk.today())
        asked = sa.select(person.c.id, person.c.personnel_number)
        rows = connection.execute(asked.where(person.c.id.in_({one.person_id for one in found})))
        numbers = {row.id: row.personnel_number or "" for row in rows}
    return [
        TripRecord(
            one.trip_id,
            without_reason(one) if one.private and not desk.scope.private else one,
            numbers[one.person_id],
        )
        for one in found
    ]
