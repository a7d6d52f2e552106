"""The deeds on trips and requests, from the draft to the closed request."""

from travel_desk.trips.actions.drafting import change_trip, draft_trip, submit_trip
from travel_desk.trips.actions.files import attach_file, save_file
from travel_desk.trips.actions.moving import (
    close_request,
    record_departure,
    record_homecoming,
    undo_departure,
    undo_homecoming,
    undo_withdrawal,
    withdraw_request,
)
from travel_desk.trips.actions.past import read_past_file, register_past_trips

__all__ = [
    "attach_file",
    "change_trip",
    "close_request",
    "draft_trip",
    "read_past_file",
    "record_departure",
    "record_homecoming",
    "register_past_trips",
    "save_file",
    "submit_trip",
    "undo_departure",
    "undo_homecoming",
    "undo_withdrawal",
    "withdraw_request",
]
