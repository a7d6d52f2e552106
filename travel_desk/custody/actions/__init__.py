"""The deeds of custody: safes and places, the opening inventory, the handovers with their receipts."""

from travel_desk.custody.actions.handovers import (
    Recorded,
    add_place,
    add_safe,
    bring_back,
    give_back,
    hand_out,
    take_in,
)
from travel_desk.custody.actions.inventory import Opened, open_inventory, read_inventory_file

__all__ = [
    "Opened",
    "Recorded",
    "add_place",
    "add_safe",
    "bring_back",
    "give_back",
    "hand_out",
    "open_inventory",
    "read_inventory_file",
    "take_in",
]
