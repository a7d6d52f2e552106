"""What the desk asks of trips and requests; plain Python, today's date is passed in.

`words` holds kinds, states and events, `records` what is known, `states` the state machine and what
each deed asks, `checks` what is found in a trip while it is typed and when it is submitted.
"""

from travel_desk.trips.rules.again import Again, Why, comes_again
from travel_desk.trips.rules.checks import (
    before_deciding,
    check_trip,
    days_abroad,
    is_overlapping,
    joint_route,
    passport_finding,
    plan_stages,
    usual_passport,
)
from travel_desk.trips.rules.records import (
    Attached,
    Booklet,
    CheckFacts,
    Finding,
    JointStage,
    Journey,
    Leg,
    NewFile,
    PersonOnTrip,
    PlannedStage,
    RequestFacts,
    RouteStage,
    Traveller,
    TripDraft,
    first_day,
    last_day,
)
from travel_desk.trips.rules.states import (
    LIVE,
    OPEN_TO_CHANGE,
    can,
    change_trip,
    close_request,
    draft_trip,
    next_state,
    own_passports,
    record_departure,
    record_homecoming,
    submit_trip,
    undo_departure,
    undo_homecoming,
    undo_withdrawal,
    withdraw_request,
)
from travel_desk.trips.rules.words import Event, Funding, Kind, Severity, StageState, State

__all__ = [
    "LIVE", "OPEN_TO_CHANGE", "Again", "Attached", "Booklet", "CheckFacts", "Event", "Finding", "Funding",
    "JointStage", "Journey", "Kind", "Leg", "NewFile", "PersonOnTrip", "PlannedStage", "RequestFacts",
    "RouteStage", "Severity", "StageState", "State", "Traveller", "TripDraft", "Why", "before_deciding",
    "can", "change_trip", "check_trip", "close_request", "comes_again", "days_abroad", "draft_trip",
    "first_day", "is_overlapping", "joint_route", "last_day", "next_state", "own_passports",
    "passport_finding", "plan_stages", "record_departure", "record_homecoming", "submit_trip",
    "undo_departure", "undo_homecoming", "undo_withdrawal", "usual_passport", "withdraw_request",
]  # fmt: skip
