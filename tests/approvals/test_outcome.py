"""What came of a request: the decisions in full, its papers, the next step with its slip."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from tests.approvals import desk_work as work
from tests.approvals.conftest import Foot
from tests.approvals.test_actions import REFUSAL
from travel_desk.approvals import actions
from travel_desk.approvals.page import deeds
from travel_desk.desk import Desk
from travel_desk.papers.tables import paper
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.preview import PaperPreview
from travel_desk.trips.rules import Leg, NewFile


def test_the_deeds_of_a_request_are_the_next_step_with_its_slip(
    clerk: Desk, open_foot: Callable[[Desk], Foot]
) -> None:
    head = work.approver(clerk)
    one = work.submitted(clerk)
    foot = open_foot(clerk)

    def shown() -> list[str]:
        made = foot.context.deeds.make(foot.context, "request", one, foot.window)
        foot.rest()
        return [action.text() for action in made if action.isVisible()]

    assert shown() == []
    work.approve_all(head, one)
    assert shown() == ["Issue Slip"]
    made = foot.context.deeds.make(foot.context, "request", one, foot.window)
    made[0].trigger()
    foot.rest()
    assert foot.toasts == ["Slip TD-2026-000001 is issued. Sign it next."]
    assert shown() == ["Sign Slip…"]
    made[1].trigger()
    foot.rest()
    assert foot.opened == [("paper", 1)]
    deeds.issue(foot.context, None)
    assert deeds.next_step(None) == ""
    print_paper(clerk, prints=0)
    assert shown() == ["Print Slip…"]
    print_paper(clerk, prints=1)
    assert shown() == []


def print_paper(desk: Desk, prints: int) -> None:
    """Let the slip be signed and printed so often, as far as its row tells."""
    with desk.database.write() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.execute(paper.update().values(state="signed", prints=prints))
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def test_a_deed_that_another_duty_registered_is_done_at_once(
    clerk: Desk, open_foot: Callable[[Desk], Foot]
) -> None:
    foot = open_foot(clerk)
    done: list[int] = []

    def lend(_context: Context, id: int, parent: QWidget) -> list[QAction]:
        action = make_action("Sign…", lambda: done.append(id), parent)
        action.setObjectName("sign_paper")
        return [action]

    foot.context.deeds.register("paper", 1, lend)
    deeds.do_deed(foot.context, "paper", 7, "sign_paper", foot.window)
    deeds.do_deed(foot.context, "paper", 8, "print_paper", foot.window)
    assert (done, foot.opened) == ([7], [("paper", 8)])


def picture() -> bytes:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


def test_what_came_of_a_request_is_told_in_full(foot: Foot, clerk: Desk) -> None:
    from travel_desk.approvals.forms import register as register_forms

    register_forms()
    person = work.politician(clerk)
    legs = (
        Leg("NO", "Oslo", date(2026, 11, 20), date(2026, 11, 22)),
        Leg("SE", "Lund", date(2026, 11, 22), date(2026, 11, 23)),
    )
    before = work.submitted(clerk, person, legs)
    work.approve_all(foot.desk, before)
    one = work.submitted(clerk, person)
    section = foot.outcome(one)
    assert "Oslo, Norway and 1 more" in "\n".join(b.text() for b in section.findChildren(QPushButton))
    scans = [NewFile("a.png", picture()), NewFile("b.txt", b"text"), NewFile("c.pdf", pdf())]
    actions.decide_conditions(
        foot.desk, one, work.facts(clerk, one).version, work.order(foot.desk, one, "SO-1"), ["Report."], scans
    )
    foot.context.announce({"requests"})
    foot.rest()
    assert "1. Report." in foot.said(section)
    for name in ("a.png", "b.txt", "c.pdf"):
        foot.click(next(b.text() for b in section.findChildren(QPushButton) if b.text().endswith(name)))
    titles = [dialog.windowTitle() for dialog in foot.window.findChildren(QDialog) if dialog.isVisible()]
    assert {"a.png", "Save Scan"} <= set(titles)
    assert foot.window.findChildren(PaperPreview)
    actions.decide_refuse(foot.desk, one, work.facts(clerk, one).version, work.order(foot.desk, one), REFUSAL)
    foot.context.announce({"requests", "papers"})
    foot.rest()
    assert "Travel Abroad Act, article 4(2). Appeal to Appeals Board until Sat 5 Dec 2026" in foot.said(
        section
    )
    assert "Refusal letter TD-R-2026-000001" in foot.said(section)
    foot.click("Sign…")
    assert foot.opened == [("paper", 1)]


def pdf() -> bytes:
    from tests.approvals.test_forms import CONTENT, ENGLISH, HEAD
    from travel_desk.approvals.forms import slip

    return slip.render(CONTENT, HEAD, ENGLISH, "TD-2026-000009")


def test_a_private_reason_is_not_told_at_the_desk(clerk: Desk, open_foot: Callable[[Desk], Foot]) -> None:
    from dataclasses import replace

    from travel_desk.desk import Scope
    from travel_desk.trips.rules import Kind as TripKind

    head = work.approver(clerk)
    one = work.submitted(clerk, kind=TripKind.TREATMENT, purpose="An operation")
    version = work.facts(head, one).version
    actions.decide_send_back(head, one, version, work.order(head, one), "Name the hospital.")
    clerk.take_session(replace(clerk.session, scope=Scope("", protected=True, private=False)))
    section = open_foot(clerk).outcome(one)
    said = "\n".join(one.text() for one in section.findChildren(QLabel))
    assert "What was written is private." in said
    assert "hospital" not in said


def test_the_papers_of_a_request_say_where_they_stand(clerk: Desk, open_foot: Callable[[Desk], Foot]) -> None:
    head = work.approver(clerk)
    one = work.submitted(clerk)
    work.approve_all(head, one)
    actions.issue_slip(clerk, one, work.facts(clerk, one).version)
    foot = open_foot(clerk)
    said = []
    for state, prints in (("to_sign", 0), ("signed", 0), ("signed", 1), ("void", 1)):
        with clerk.database.write() as connection:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            connection.execute(paper.update().values(state=state, prints=prints))
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
        section = foot.outcome(one)
        said.append([b.text() for b in section.findChildren(QPushButton)][-1])
    assert said == ["Sign…", "Print…", "Show", "Show"]
