"""The dialogs of trips."""

from travel_desk.trips.dialogs.moves import CloseDialog, DepartureDialog, HomecomingDialog, WithdrawDialog
from travel_desk.trips.dialogs.request import TripRequestDialog

__all__ = ["CloseDialog", "DepartureDialog", "HomecomingDialog", "TripRequestDialog", "WithdrawDialog"]
