"""Deciding at the foot of a trip, with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.approvals import desk_work as work
from tests.approvals.test_actions import REFUSAL
from travel_desk.approvals import actions, queries
from travel_desk.approvals.dialogs import RefuseDialog
from travel_desk.approvals.page import DecisionPanel, OutcomeSection, deeds, register
from travel_desk.approvals.rules import Kind
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.papers.tables import paper
from travel_desk.shell import theme
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.fields import GivenFile
from travel_desk.shell.preview import PaperPreview
from travel_desk.trips.rules import Leg, NewFile, State


@dataclass
class Foot:
    """What a person does at the foot of a trip."""

    bot: QtBot
    desk: Desk
    context: Context
    window: QWidget
    toasts: list[str] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)

    def rest(self) -> None:
        self.bot.waitUntil(lambda: not self.context.background.busy())
        QApplication.processEvents()

    def panel(self, *requests: int, trip: int = 1) -> DecisionPanel:
        """Show the foot of a trip with these travellers ticked."""
        made = DecisionPanel(self.context, trip)
        self.show(made)
        made.set_requests(list(requests))
        self.rest()
        return made

    def show(self, widget: QWidget) -> None:
        layout = self.window.layout()
        assert layout is not None
        layout.addWidget(widget)
        self.rest()

    def outcome(self, request: int) -> OutcomeSection:
        made = OutcomeSection(self.context, request)
        self.show(made)
        return made

    def press(self, action: QAction) -> None:
        """Click the button of a deed, then wait until all is done."""
        button = next(
            one
            for one in self.window.findChildren(QPushButton)
            if getattr(one, "action", None) is action and one.isVisible()
        )
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def click(self, text: str) -> None:
        button = next(
            one for one in self.window.findChildren(QPushButton) if one.text() == text and one.isVisible()
        )
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def said(self, inside: QWidget) -> str:
        return "\n".join(one.text() for one in inside.findChildren(QLabel) if one.isVisibleTo(inside))


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


@pytest.fixture
def open_foot(clerk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[Desk], Foot]]:
    made: list[Foot] = []

    def open_one(desk: Desk) -> Foot:
        theme.apply("light", 13)
        context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
        register(context)
        window = QWidget()
        QVBoxLayout(window)
        qtbot.addWidget(window)
        window.resize(480, 700)
        with qtbot.waitExposed(window):
            window.show()
        foot = Foot(qtbot, desk, context, window)
        context.toasted.connect(lambda text, _undo: foot.toasts.append(text))
        context.opened.connect(lambda kind, id: foot.opened.append((kind, id)))
        made.append(foot)
        return foot

    yield open_one
    for foot in made:
        for dialog in foot.window.findChildren(QDialog):
            dialog.close()
        foot.rest()
        foot.context.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def foot(clerk: Desk, open_foot: Callable[[Desk], Foot]) -> Foot:
    return open_foot(work.approver(clerk))


def decisions(desk: Desk, request: int) -> list[Kind]:
    found = queries.outcome(desk, request)
    assert found is not None
    return [one.kind for one in found.decisions]


def test_an_approver_approves_with_one_click(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    assert panel.isVisible()
    assert "Approver User, Head of the office, no paper" in foot.said(panel)
    foot.press(panel.approve)
    assert decisions(clerk, one) == [Kind.APPROVE]
    assert foot.toasts == ["Approved."]


def test_conditions_are_typed_one_a_line(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    foot.bot.keyClicks(panel.text, "No onward travel.")
    foot.press(panel.approve)
    assert "choose Approve With Conditions" in panel.text_field.note.text()
    foot.press(panel.conditions)
    assert decisions(clerk, one) == [Kind.CONDITIONS]
    assert panel.text.value() == ""


def test_sending_back_without_a_reason_is_refused_at_the_field(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    foot.press(panel.send_back)
    assert "what the traveller must correct" in panel.text_field.note.text()
    foot.bot.keyClicks(panel.text, "Attach the host's letter.")
    assert panel.text_field.note.text() == ""
    foot.press(panel.send_back)
    assert work.facts(clerk, one).state is State.SENT_BACK
    assert not panel.isVisible()


def test_who_records_what_another_decided_is_asked_for_the_paper(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    foot.click("Change…")
    particulars = panel.particulars
    particulars.name.set_value("Henrik Solvang")
    foot.press(panel.approve)
    assert "reference of the decision paper" in foot.said(particulars)
    particulars.paper.set_value("HG-77/2026")
    particulars.decided_on.set_day(None)
    foot.press(panel.approve)
    assert "day on which it was decided" in foot.said(particulars)
    particulars.decided_on.set_day(date(2026, 11, 5))
    particulars.scans.add(GivenFile("HG-77.pdf", b"%PDF scan"))
    foot.press(panel.approve)
    found = queries.outcome(clerk, one)
    assert found is not None
    (made,) = found.decisions
    assert (made.decided_name, made.paper, made.scans[0].name) == (
        "Henrik Solvang",
        "HG-77/2026",
        "HG-77.pdf",
    )
    assert particulars.name.value() == "Approver User"


def test_a_day_that_is_not_written_is_asked_for_in_the_line_too(foot: Foot, clerk: Desk) -> None:
    panel = foot.panel(work.submitted(clerk))
    panel.particulars.decided_on.set_day(None)
    assert "Write the day of the decision." in foot.said(panel)
    panel.particulars.decided_on.set_day(date(2026, 11, 5))
    panel.particulars.paper.set_value("SO-1")
    assert "paper SO-1" in foot.said(panel)


def test_a_whole_delegation_is_decided_at_once_each_by_itself(foot: Foot, clerk: Desk) -> None:
    first = work.submitted(clerk)
    second = work.submitted(clerk, work.politician(clerk, "Ада", "LOVE ADA", "D0000009"))
    panel = foot.panel(first, second)
    assert "Decides 2 travellers, each by itself" in foot.said(panel)
    assert not panel.refuse.isEnabled()
    foot.press(panel.approve)
    assert decisions(clerk, first) == decisions(clerk, second) == [Kind.APPROVE]
    assert foot.toasts == ["Approved."]


def test_the_second_desk_reads_what_happened_meanwhile(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    other = work.approver(clerk)
    actions.decide_approve(other, one, work.facts(other, one).version, work.order(other, one))
    foot.press(panel.approve)
    assert "Meanwhile Approver User decided for" in foot.said(panel)
    foot.press(panel.approve)
    assert decisions(clerk, one) == [Kind.APPROVE, Kind.APPROVE]


def test_what_is_typed_survives_the_pane_and_the_program(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    foot.bot.keyClicks(panel.text, "No onward travel.")
    panel.particulars.paper.set_value("SO-311")
    again = foot.panel(one)
    assert (again.text.value(), again.particulars.paper.value()) == ("No onward travel.", "SO-311")
    foot.context.locking.emit()
    foot.rest()
    assert foot.desk.drafts.load("decision", "1") is not None
    from travel_desk.approvals.page import panel as module

    module._TYPED.clear()
    assert foot.panel(one).text.value() == "No onward travel."
    foot.press(again.conditions)
    assert foot.desk.drafts.load("decision", "1") is None


def test_an_own_case_is_left_to_another_approver(foot: Foot, clerk: Desk) -> None:
    from dataclasses import replace

    one = work.submitted(clerk)
    foot.desk.take_session(replace(foot.desk.session, person_id=work.facts(clerk, one).person_id))
    panel = foot.panel(one)
    assert "This is your own case: another approver decides it." in foot.said(panel)
    assert not panel.text.isVisible()


def test_a_clerk_sees_no_decision_to_make(clerk: Desk, open_foot: Callable[[Desk], Foot]) -> None:
    one = work.submitted(clerk)
    assert not open_foot(clerk).panel(one).isVisible()


def test_a_refusal_names_all_that_it_owes_in_its_dialog(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    panel.particulars.decided_on.set_day(None)
    foot.press(panel.refuse)
    panel.particulars.decided_on.set_day(date(2026, 11, 5))
    panel.text.set_value("The host pays.")
    foot.press(panel.refuse)
    dialog = foot.window.findChildren(RefuseDialog)[0]
    assert dialog.secondary_button.isDefault()
    assert dialog.reasons.value() == "The host pays."
    assert dialog.rule_text.value().startswith("Travel Rule 2")
    assert dialog.until_field.trailing.text() == "in 30 days"
    dialog.appeal_until.set_day(None)
    foot.bot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    assert "last day on which an appeal may arrive" in dialog.problem_text()
    dialog.appeal_until.set_day(date(2026, 12, 7))
    dialog.article.set_value("")
    foot.bot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    foot.rest()
    assert "article of the act" in dialog.problem_text()
    dialog.article.set_value("3")
    with foot.bot.waitSignal(dialog.deed_done):
        foot.bot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    foot.rest()
    assert decisions(clerk, one) == [Kind.REFUSE]
    assert foot.toasts == ["Refused. Letter TD-R-2026-000001 is issued: sign it, then hand it over."]
    assert panel.text.value() == ""


def test_a_half_written_refusal_is_kept(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    foot.press(panel.refuse)
    dialog = foot.window.findChildren(RefuseDialog)[0]
    dialog.reasons.set_value("Too late.")
    dialog.appeal_to.set_value("Appeals Board")
    dialog.reject()
    foot.rest()
    foot.press(panel.refuse)
    foot.rest()
    again = next(d for d in foot.window.findChildren(RefuseDialog) if d.isVisible())
    assert (again.reasons.value(), again.appeal_to.value()) == ("Too late.", "Appeals Board")
    assert again.appeal_until.day() is not None


def test_the_slips_of_a_delegation_are_issued_together(
    clerk: Desk, open_foot: Callable[[Desk], Foot]
) -> None:
    head = work.approver(clerk)
    first = work.submitted(clerk)
    second = work.submitted(clerk, work.politician(clerk, "Ада", "LOVE ADA", "D0000009"))
    for one in (first, second):
        work.approve_all(head, one)
    foot = open_foot(clerk)
    assert not foot.panel(first).isVisible()
    panel = foot.panel(first, second)
    assert "2 slips can be issued" in foot.said(panel)
    foot.press(panel.issue)
    assert {work.facts(clerk, one).state for one in (first, second)} == {State.SLIP_ISSUED}
    assert foot.toasts == [
        "Slip TD-2026-000001 is issued. Sign it next.",
        "Slip TD-2026-000002 is issued. Sign it next.",
    ]


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
    assert foot.toasts == ["b.txt is no picture and no PDF: it can't be shown here."]
    titles = [dialog.windowTitle() for dialog in foot.window.findChildren(QDialog) if dialog.isVisible()]
    assert "a.png" in titles
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
