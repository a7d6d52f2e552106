"""An approval slip: issued, rendered and signed, beside drawing nothing but an empty page."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests import factory
from tests.approvals import desk_work as work
from tests.benchmarks.harness import Pair, Unit, benchmark, timed
from tests.trips import people
from travel_desk.approvals import actions
from travel_desk.approvals import forms as approvals
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.papers import steps
from travel_desk.papers.actions import open_certificate, sign_paper
from travel_desk.papers.rules import HeadLines

ROUNDS, WARM_UP = 20, 2
PIN = "certificate password"
LINES = HeadLines("Utopia", "Ministry of Water and Land", "Travel Desk", "4 Harbour Square, room 12")


@benchmark("a slip issued, rendered and signed / an empty page", 100, Unit.MS, ROUNDS, WARM_UP)
def slip(stack: ExitStack) -> Pair:
    clerk = _desk(stack)
    approver, head = (factory.at(clerk, role) for role in (Role.APPROVER, Role.DESK_HEAD))
    stack.callback(approver.close)
    stack.callback(head.close)
    requests = []
    for number in range(ROUNDS + WARM_UP):
        person = work.politician(clerk, f"Ελένη {number}", f"MAVRIDI ELENI {number}", f"D{number:07}")
        requests.append(work.submitted(clerk, person))
        work.approve_all(approver, requests[-1])
    signer = open_certificate(head, PIN)

    def issue_and_sign() -> None:
        request = requests.pop()
        issued = actions.issue_slip(clerk, request, work.facts(clerk, request).version).value
        sign_paper(head, issued.paper, 1, signer)

    def empty_page() -> None:
        canvas = Canvas(BytesIO())
        canvas.showPage()
        canvas.save()

    return Pair(timed(issue_and_sign), timed(empty_page))


def _desk(stack: ExitStack) -> Desk:
    approvals.register()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    administrator = factory.desk(folder, Role.ADMINISTRATOR)
    with administrator.deed("change_settings") as deed:
        steps.put_letterhead(deed, LINES)
        steps.make_certificate(deed, LINES.organisation, PIN)
        deed.entry("setting", 0)
    people.rules(administrator)
    clerk = factory.at(administrator, Role.CLERK)
    administrator.close()
    stack.callback(clerk.close)
    return clerk
