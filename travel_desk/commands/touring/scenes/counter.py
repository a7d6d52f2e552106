"""At the counter: an official is found, the passport taken in, a trip requested."""

from __future__ import annotations

from PySide6.QtCore import Qt

from travel_desk.commands.touring import people
from travel_desk.commands.touring.guide import Guide


def find_an_official(guide: Guide) -> None:
    """Look at the day, find an official by Ctrl+K and in the list, read the dossier."""
    hands, camera = guide.hands, guide.camera
    guide.traveller = people.traveller(guide.desk)
    guide.step("Read what the day brings")
    guide.go("Today")
    camera.take("today", small=True)
    guide.step("Find an official from anywhere")
    guide.find_anything(guide.who.latin.split()[0].title())
    camera.take("find-anything")
    hands.key(Qt.Key.Key_Escape)
    guide.step("Find the same one among the officials, and read the dossier")
    guide.go("Officials")
    hands.rest()
    guide.look_for(guide.who.latin.split()[0], "Officials", guide.who.latin)
    hands.read(guide.who.native)
    camera.take("officials", small=True)


def take_the_passport_in(guide: Guide) -> None:
    """Take the passport in under a rule, and print the receipt."""
    hands, camera = guide.hands, guide.camera
    guide.step("Take the passport in")
    hands.click("Take In…")
    dialog = hands.dialog("Take In Passport")
    hands.fill("Order or paper", "order 12/2026")
    hands.fill("Act and article", "Travel Order 14/2026, article 7")
    hands.fill("Number of the booklet in the hand", guide.who.number)
    hands.read("Same booklet")
    camera.take("take-in")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    hands.closed(dialog)
    guide.step("Look at the receipt and save it")
    hands.dialog("TD-H-")
    camera.take("receipt")
    guide.keep_paper("receipt-taken-in")


def request_a_trip(guide: Guide) -> None:
    """Fill in a trip request from the dossier and submit it."""
    hands, camera = guide.hands, guide.camera
    guide.step("Request a trip from the dossier")
    guide.find_anything(guide.who.latin)
    hands.key(Qt.Key.Key_Return)
    hands.read(guide.who.native)
    hands.rest()
    hands.click("New Trip Request…")
    dialog = hands.dialog("New Trip Request")
    hands.choose("Kind", "Conference")
    hands.fill("Inviter and host", "Great Lakes Basin Council")
    hands.fill("Country of leg 1", "Kenya")
    hands.take_offered()
    hands.fill("City of leg 1", "Nairobi")
    hands.fill("Arrives, leg 1", "+2")
    hands.fill("Leaves, leg 1", "+4")
    hands.fill("Purpose", "Basin Waters Forum, panel on flood warnings")
    hands.rest()
    hands.fill("Reason for late notice", "The host moved the panel forward; letter of the Council, 2 pages")
    hands.choose("Funding", "Host")
    hands.fill("Note on funding", "Flight and hotel")
    hands.find("Substitute in office", guide.who.colleague)
    hands.rest()
    camera.take("trip-request", small=True)
    guide.step("Submit the request")
    hands.click("Submit Request")
    hands.closed(dialog)
    hands.read("Nairobi")
    camera.take("trip-submitted")
