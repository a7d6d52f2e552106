"""The offices decide; then the slip is issued and signed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from travel_desk.commands.touring import people
from travel_desk.commands.touring.guide import CTRL, SHIFT, Guide
from travel_desk.examples import CERTIFICATE_PASSWORD


def decide(guide: Guide) -> None:
    """Let the approver decide for each office on the route, the last one with conditions."""
    hands, camera = guide.hands, guide.camera
    guide.step("Switch to the approver")
    hands.key(Qt.Key.Key_U, CTRL | SHIFT)
    hands.wait(lambda: guide.program.login is not None, "the login window does not stand.")
    hands.rest()
    camera.take("switch-user")
    guide.log_in("dawit")
    guide.step("Find the trip among those that wait")
    guide.go("Trips")
    camera.take("trips", small=True)
    guide.look_for(guide.who.latin, "Trips")
    left = people.stages_left(guide.desk, guide.who)
    for turn in range(left - 1):
        guide.step(f"Approve for office {turn + 1} of {left}")
        if turn:
            _on_paper(guide, "Pavel Anderhub", "Head of Ministry", f"HM-{turn}18")
        else:
            camera.take("decision", small=True)
        hands.click("Approve")
        _decided(guide, left - turn - 1)
    guide.step("Approve with conditions for the last office, by its paper")
    _on_paper(guide, "Henrik Solvang", "Head of the Office", "HG-118")
    hands.fill("Conditions or reasons", "No onward travel to any other country.")
    hands.key(Qt.Key.Key_Return)
    hands.type("Written report within 7 days after coming home.")
    hands.rest()
    camera.take("decision-with-conditions")
    hands.click("Approve With Conditions")
    _decided(guide, 0)
    camera.take("approved")


def refuse_and_send_back(guide: Guide) -> None:
    """Refuse another request, and send a third one back to be corrected."""
    hands, camera = guide.hands, guide.camera
    waiting = people.undecided(guide.desk, guide.who)
    if len(waiting) < 2:
        raise hands.fail("too few requests wait for a decision.")
    guide.step("Refuse another request")
    guide.go("Trips")
    hands.click("Pending")
    guide.look_for(waiting[0], "Trips")
    hands.click("Refuse…")
    dialog = hands.dialog("Refuse Request")
    hands.choose("Kind of reason", "The office would")
    hands.fill("Reasons", "Two inspectors of the same section would be away at once.")
    hands.key(Qt.Key.Key_Return)
    hands.type("No substitute in office is named.")
    camera.take("refuse")
    hands.click("Refuse Request")
    hands.closed(dialog)
    camera.take("refused")
    guide.step("Send a third one back")
    guide.look_for(waiting[1], "Trips")
    hands.fill("Conditions or reasons", "The letter of invitation is missing.")
    camera.take("send-back")
    hands.click("Send Back")
    hands.read("Sent back to the traveller.")
    hands.rest()


def issue_and_sign(guide: Guide) -> None:
    """Let the clerk issue the slip and the desk head sign it; look at it alone and twice on a sheet."""
    hands, camera = guide.hands, guide.camera
    guide.step("Switch to the clerk and issue the slip")
    guide.switch("mira")
    guide.find_anything(guide.who.latin)
    hands.row("Found", "Nairobi")
    hands.rest()
    hands.click("Issue Slip")
    hands.read("is issued. Sign it next.")
    hands.rest()
    camera.take("slip-issued")
    guide.step("Switch to the desk head and sign the slip")
    guide.switch("petra")
    guide.go("Papers")
    hands.click("To sign")
    hands.rest()
    camera.take("papers-to-sign")
    guide.look_for(guide.who.latin, "Papers", guide.who.native)
    _sign(guide, "sign")
    guide.step("Look at the slip")
    camera.take("slip", small=True)
    hands.click("Print…")
    hands.dialog("TD-2")
    camera.take("slip-preview")
    guide.keep_paper("slip")
    hands.click("Print Twice on A4…")
    hands.dialog("TD-2")
    camera.take("slip-twice")
    hands.click("Close")
    guide.read_paper("slip-twice", "two_up")
    guide.step("Sign the refusal letter")
    hands.click("To sign")
    guide.look_for("TD-R-", "Papers")
    _sign(guide, "")
    hands.click("Print…")
    hands.dialog("TD-R-")
    camera.take("refusal-preview")
    guide.keep_paper("refusal-letter")


def _on_paper(guide: Guide, name: str, capacity: str, paper: str) -> None:
    """Say who decided by which paper: in person, one user decides for one office only."""
    hands = guide.hands
    hands.click("Enter Decision Paper…")
    hands.fill("Decided by", name)
    hands.fill("In the capacity of", capacity)
    hands.fill("Decision paper", paper)


def _decided(guide: Guide, left: int) -> None:
    guide.hands.wait(
        lambda: people.stages_left(guide.desk, guide.who) == left, "the decision was not recorded."
    )
    guide.hands.rest()


def _sign(guide: Guide, name: str) -> None:
    hands = guide.hands
    hands.click("Sign…")
    dialog = hands.dialog("Sign Paper")
    if not hands.reads("The certificate is open until the desk is locked"):
        hands.fill("Certificate password", CERTIFICATE_PASSWORD)
    if name:
        guide.camera.take(name)
    hands.click("Sign Paper")
    hands.closed(dialog)
