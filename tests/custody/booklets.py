"""Booklets, trips and orders for the tests of custody's rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from travel_desk.base.message import msg
from travel_desk.custody.rules import (
    Booklet,
    Custody,
    Ground,
    GroundKind,
    Handling,
    Handover,
    Movement,
    Place,
    TripFacts,
)
from travel_desk.officials.rules import PassportKind
from travel_desk.trips.rules import State as TripState

NOW = datetime(2026, 11, 5, 8, 44, tzinfo=UTC)
TODAY = date(2026, 11, 5)
REVIEW = date(2027, 5, 5)
NUMBER = "D0081426"
ZONE = "P<UTOAL<HADDAD<<LAYLA<<<<<<<<<<<<<<<<<<<<<<<\nD0081426<6UTO7903144F3106110<<<<<<<<<<<<<<<4"
HELD_ON = Ground(GroundKind.RULE, "order 2026-14", "Travel Abroad Act, article 8(1)")
GIVEN_ON = Ground(GroundKind.LIFTED, "decision 7/2026", "Travel Abroad Act, article 8(4)")
A12 = Place(1, 1, "Safe 1", "A", "12")
BOOKLET = Booklet(
    1,
    PassportKind.DIPLOMATIC,
    NUMBER,
    "UTO",
    date(2021, 6, 11),
    date(2031, 6, 11),
    1,
    "ليلى الحدّاد",
    "AL HADDAD",
    "LAYLA",
    None,
)
TRIP = TripFacts(
    request_id=1,
    trip="T-2026-0171",
    where="Nairobi",
    state=TripState.SLIP_ISSUED,
    person_id=1,
    passport_id=1,
    leaves=date(2026, 11, 5),
    home=date(2026, 11, 9),
    days_back=5,
    due_back=None,
    slip="TD-2026-000341",
    basis=msg("{act}, art. {article}", act="Travel Order 14/2026", article="3"),
)
HOW = Handling(NUMBER)


def recorded(custody: Custody, made: Handover) -> Custody:
    """The custody after `made` was recorded, as the store and the reading would give it."""
    last = Movement(
        number=made.number,
        kind=made.kind,
        party_id=made.party_id,
        ground=made.ground,
        happened_at=made.happened,
        recorded_at=made.happened,
        by_name="Mira Okonjo",
        receipt_id=made.number,
        receipt=f"TD-H-2026-{made.number:06}",
        sha256=f"{made.number:064x}",
        review_on=made.review_on,
        due_back=made.due_back,
        request_id=made.request_id,
        place=replace(A12, id=made.place_id) if made.place_id else None,
    )
    return replace(custody, last=last, held=last if made.kind.inwards else custody.held)
