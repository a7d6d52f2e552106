"""The first start: a desk of one's own up to its printed recovery sheet, then the example desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from travel_desk.app.places import places
from travel_desk.commands.touring.guide import Guide
from travel_desk.commands.touring.hands import LONG


def own_desk(guide: Guide) -> None:
    """Make a small desk, print its recovery sheet, look at it, lock it."""
    hands, camera = guide.hands, guide.camera
    guide.step("Start the program where there is no desk")
    guide.program.begin(None)
    hands.read("Open a desk")
    camera.take("first-start")
    guide.step("Make a desk of one's own: the office")
    hands.click("Make a New Desk…")
    hands.fill("Organisation", "Harbour Authority")
    hands.fill("Address", "1 Quay Road, Port Verity")
    camera.take("new-desk-office")
    hands.click("Next")
    guide.step("Name its administrator")
    hands.fill("Name, as on papers", "Anna Quill")
    hands.fill("User name", "a.quill")
    hands.fill("Password", "tidal lantern fern")
    hands.fill("Password again", "tidal lantern fern")
    camera.take("new-desk-administrator")
    hands.click("Next")
    guide.step("Choose what signs its papers and where its backups go")
    copies = places().data / "backups"
    copies.mkdir(parents=True)
    hands.fill("PIN of the certificate", "harbour-46")
    hands.fill("PIN again", "harbour-46")
    hands.fill("Folder for backups", str(copies))
    camera.take("new-desk-signing")
    hands.click("Make the Desk")
    guide.step("Print its recovery sheet")
    hands.read("Print the recovery sheet", LONG)
    camera.take("recovery-code")
    hands.click("Look, Print or Save…")
    hands.dialog("Recovery sheet")
    camera.take("recovery-sheet")
    guide.keep_paper("recovery-sheet")
    hands.tick("The code is on paper and will be locked away")
    hands.click("Open the Desk")
    guide.entered()
    camera.take("new-desk")
    hands.menu("Desk", "Lock")
    hands.read("Locked since")
    hands.rest()


def example_desk(guide: Guide) -> None:
    """Open the example desk, which is made on the way, and log in as its clerk."""
    hands, camera = guide.hands, guide.camera
    guide.step("Open the example desk")
    hands.click("Open Another Desk…")
    hands.click("Open the Example Desk")
    bars: list[QProgressBar] = []

    def under_way() -> bool:
        bars[:] = hands.visible(QProgressBar)
        return bool(bars) and bars[0].maximum() > 0 and bars[0].value() * 3 > bars[0].maximum()

    hands.wait(under_way, "the example desk is not being made.", LONG)
    camera.take("example-is-made", wait=False)
    hands.wait(lambda: guide.program.login is not None, "the example desk is not made.", LONG)
    hands.rest()
    guide.step("Log in as the clerk")
    hands.fill("Password of Mira Okonjo", "not the password")
    hands.key(Qt.Key.Key_Return)
    hands.read("password")
    hands.rest()
    camera.take("login")
    guide.log_in("mira")
