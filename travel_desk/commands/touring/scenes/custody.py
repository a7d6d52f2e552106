"""The custodian hands the passport out against the trip, and takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from travel_desk.commands.touring import people
from travel_desk.commands.touring.guide import Guide

_HAND = "Number of the booklet in the hand"


def hand_out(guide: Guide) -> None:
    """Take the wrong booklet first, which is blocked; then hand the right one out."""
    hands, camera = guide.hands, guide.camera
    guide.step("Switch to the custodian and find the passport")
    guide.switch("jonas")
    guide.go("Passports")
    guide.look_for(guide.who.number, "Passports")
    camera.take("passports", small=True)
    guide.step("Take the wrong booklet out of the safe")
    hands.click("Hand Out…")
    dialog = hands.dialog("Hand Out Passport")
    hands.fill(_HAND, people.others_booklet(guide.desk, guide.who))
    hands.read("Not the same")
    hands.rest()
    camera.take("hand-out-wrong-booklet")
    guide.step("Hand the right one out")
    hands.fill(_HAND, guide.who.number)
    hands.read("Same booklet")
    hands.rest()
    camera.take("hand-out", small=True)
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    hands.closed(dialog)
    _receipt(guide, "receipt-handed-out")


def bring_back(guide: Guide) -> None:
    """Take the passport back unused."""
    hands, camera = guide.hands, guide.camera
    guide.step("Take the passport back")
    guide.find_anything(guide.who.number)
    hands.key(Qt.Key.Key_Return)
    hands.read(f"Movements of {guide.who.number}")
    hands.rest()
    hands.put_message_aside()
    camera.take("handed-out")
    hands.click("Bring Back…")
    dialog = hands.dialog("Bring Back Passport")
    hands.choose("Used", "Not used")
    hands.fill(_HAND, guide.who.number)
    hands.read("Same booklet")
    camera.take("bring-back")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    hands.closed(dialog)
    _receipt(guide, "receipt-brought-back")


def safes(guide: Guide) -> None:
    """Look at the safes, and add a shelf."""
    hands, camera = guide.hands, guide.camera
    guide.step("Add places to a safe")
    guide.go("Passports")
    hands.click("Safes and Places…")
    dialog = hands.dialog("Safes and Places")
    hands.fill("Shelf", "F")
    hands.fill("Slot, or a row of slots", "01-10")
    camera.take("safes-and-places")
    hands.key(Qt.Key.Key_Return)
    hands.read("10 places added")
    hands.key(Qt.Key.Key_Escape)
    hands.closed(dialog)


def _receipt(guide: Guide, name: str) -> None:
    guide.hands.dialog("TD-H-")
    guide.camera.take(name)
    guide.keep_paper(name)
