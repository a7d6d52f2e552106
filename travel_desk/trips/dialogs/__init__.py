"""The dialogs of trips."""

from travel_desk.trips.dialogs.moves import CloseDialog, DepartureDialog, HomecomingDialog, WithdrawDialog
from travel_desk.trips.dialogs.past import PastTripsDialog, register_past_trips
from travel_desk.trips.dialogs.request import TripRequestDialog

__all__ = [
    "CloseDialog",
    "DepartureDialog",
    "HomecomingDialog",
    "PastTripsDialog",
    "TripRequestDialog",
    "WithdrawDialog",
    "register_past_trips",
]
