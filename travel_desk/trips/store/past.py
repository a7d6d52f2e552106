"""Writes of past trips: many at once, each table in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from travel_desk.policy.rules import freeze
from travel_desk.trips.rules import (
    PAST_OFFICE,
    PastTraveller,
    PastTrip,
    PersonOnTrip,
    State,
    first_day,
    last_day,
)
from travel_desk.trips.store import trip_values
from travel_desk.trips.tables import leg, past_decision, request, request_stage, trip

_NOON = time(12)


def add_past_trips(
    connection: sa.Connection,
    orders: Sequence[PastTrip],
    people: Mapping[int, PersonOnTrip],
    user: int,
    now: datetime,
) -> list[int]:
    """Write past trips with legs, requests, stages and decisions; return the trips' ids in the order given.

    people: the travellers by id. user, now: who enters them, and when.
    """
    made = {"created_by": user, "created_at": now}
    values = [
        {**trip_values(one.draft, one.number.strip()), "number": one.number.strip(), **made} for one in orders
    ]
    trips = _ids(connection, trip, values)
    connection.execute(sa.insert(leg), list(_legs(orders, trips)))
    parts = [
        (order, trip_id, at, who)
        for order, trip_id in zip(orders, trips, strict=True)
        for at, who in enumerate(order.travellers)
    ]
    requests = _ids(
        connection,
        request,
        [_request(order, trip_id, at, who, people[who.person_id]) for order, trip_id, at, who in parts],
    )
    decided = [(one, who) for one, (_, _, _, who) in zip(requests, parts, strict=True)]
    stages = _ids(connection, request_stage, [row for one, who in decided for row in _stages(one, who)])
    connection.execute(sa.insert(past_decision), list(_decisions(decided, stages, user, now)))
    return trips


def _legs(orders: Sequence[PastTrip], trips: Sequence[int]) -> Iterator[dict[str, object]]:
    for order, trip_id in zip(orders, trips, strict=True):
        for position, one in enumerate(order.legs, 1):
            yield {
                "trip_id": trip_id, "position": position, "country": one.country, "city": one.city.strip(),
                "arrives": one.arrives, "leaves": one.leaves,
            }  # fmt: skip


def _request(
    order: PastTrip, trip_id: int, at: int, who: PastTraveller, person: PersonOnTrip
) -> dict[str, object]:
    left = None if who.refused else who.left_on or first_day(order.legs)
    home = None if who.refused else who.home_on or last_day(order.legs)
    return {
        "number": f"{order.number.strip()}/{at + 1}",
        "trip_id": trip_id,
        "person_id": who.person_id,
        "leader": at == 0,
        "passport_id": who.passport_id,
        "state": (State.REFUSED if who.refused else State.CLOSED).value,
        "submitted_at": _noon(order.asked),
        "judgement": freeze(order.judgement(person)),
        "submitted_legs": [[one.country, one.city, one.arrives, one.leaves] for one in order.legs],
        "round": 1,
        "departed_on": left,
        "home_on": home,
        "report": who.report.strip(),
    }


def _stages(request_id: int, who: PastTraveller) -> Iterator[dict[str, object]]:
    for position, one in enumerate(who.decisions, 1):
        yield {
            "request_id": request_id, "round": 1, "position": position, "office_code": PAST_OFFICE,
            "office_name": one.office.strip(), "working_days": 0, "final": position == len(who.decisions),
            "reached_at": _noon(one.day), "due": one.day, "state": one.state.value,
        }  # fmt: skip


def _decisions(
    decided: Sequence[tuple[int, PastTraveller]], stages: Sequence[int], user: int, now: datetime
) -> Iterator[dict[str, object]]:
    rest = iter(stages)
    for request_id, who in decided:
        for one in who.decisions:
            yield {
                "request_id": request_id, "stage_id": next(rest),
                "kind": "approve" if one.favourable else "refuse", "decided_name": one.name.strip(),
                "capacity": one.capacity.strip(), "decided_on": one.day, "paper": one.paper.strip(),
                "reasons": one.reasons.strip(), "recorded_at": now, "recorded_by": user,
            }  # fmt: skip


def _ids(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    asked = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(connection.execute(asked, list(rows)).scalars())


def _noon(day: date) -> datetime:
    """Return the middle of a local day as an instant: paper names no hour."""
    return datetime.combine(day, _NOON).astimezone()
