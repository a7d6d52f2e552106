"""The end of the day: the daily sheet, the journal verified, users, a backup, and the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt

from travel_desk.commands.touring.guide import CTRL, SHIFT, Guide


def daily_sheet(guide: Guide) -> None:
    """Print the sheet of the day."""
    hands, camera = guide.hands, guide.camera
    guide.step("Print the daily sheet")
    guide.go("Today")
    hands.click("Daily Sheet…")
    hands.dialog("TD-D-")
    camera.take("daily-sheet")
    guide.keep_paper("daily-sheet")


def journal(guide: Guide) -> None:
    """Let the auditor read the journal and verify it."""
    hands, camera = guide.hands, guide.camera
    guide.step("Switch to the auditor and read the journal")
    guide.switch("ines")
    guide.go("Journal")
    guide.look_for("hand", "Journal")
    camera.take("journal", small=True)
    guide.step("Verify the journal")
    hands.click("Verify Journal…")
    dialog = hands.dialog("Verify Journal")
    hands.click("Verify Journal")
    hands.read("The chain stands")
    hands.rest()
    camera.take("journal-verified")
    hands.key(Qt.Key.Key_Escape)
    hands.closed(dialog)


def administration(guide: Guide) -> None:
    """Let the administrator look at the users and make a backup."""
    hands, camera = guide.hands, guide.camera
    guide.step("Switch to the administrator and look at the users")
    guide.switch("administrator")
    guide.go("Users and Roles")
    hands.row("Users and Roles", "Mira Okonjo")
    hands.rest()
    camera.take("users", small=True)
    guide.step("Make a backup")
    guide.go("Backup")
    camera.take("backup-none")
    hands.click("Back Up…")
    dialog = hands.dialog("Back Up")
    place = guide.folder / "backup"
    place.mkdir(exist_ok=True)
    hands.fill("Folder for backups", str(place))
    camera.take("back-up")
    hands.click("Back Up Now")
    hands.closed(dialog)
    hands.wait(lambda: any(place.iterdir()), "no backup is in the folder.")
    hands.rest()
    camera.take("backup")


def lock(guide: Guide) -> None:
    """Lock the desk."""
    hands = guide.hands
    guide.step("Lock the desk")
    hands.key(Qt.Key.Key_L, CTRL | SHIFT)
    hands.read("Locked since")
    hands.rest()
    guide.camera.take("locked")
