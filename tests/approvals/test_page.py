"""Deciding at the foot of a trip, with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from tests import factory
from tests.approvals import desk_work as work
from tests.approvals.conftest import Foot
from travel_desk.approvals import actions, queries
from travel_desk.approvals.dialogs import RefuseDialog
from travel_desk.approvals.rules import Kind
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.shell.fields import GivenFile
from travel_desk.trips.rules import State

OFFICE = "Head of Organisation"


def decisions(desk: Desk, request: int) -> list[Kind]:
    found = queries.outcome(desk, request)
    assert found is not None
    return [one.kind for one in found.decisions]


def test_an_approver_approves_with_one_click(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    assert panel.isVisible()
    assert "Approver User, Head of the office, without a paper" in foot.said(panel)
    foot.press(panel.approve)
    assert decisions(clerk, one) == [Kind.APPROVE]
    assert foot.toasts == [f"Approved for {OFFICE}."]


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
    assert foot.toasts == [f"Approved for {OFFICE}."]


def test_the_second_desk_reads_what_happened_meanwhile(foot: Foot, clerk: Desk) -> None:
    one = work.submitted(clerk)
    panel = foot.panel(one)
    other = work.approver(clerk)
    actions.decide_approve(other, one, work.facts(other, one).version, work.order(other, one))
    foot.press(panel.approve)
    assert "Meanwhile Approver User decided for" in foot.said(panel)
    # The same user decided for the first office: the next one's decision is recorded from its paper.
    assert panel.particulars.name.value() == ""
    panel.particulars.name.set_value("Henrik Solvang")
    panel.particulars.paper.set_value("HG-1")
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
    assert "This is your own case: somebody else decides it." in foot.said(panel)
    assert not panel.text.isVisible()


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


def test_the_desk_head_is_asked_for_the_paper_and_taken_for_nobody(
    clerk: Desk, open_foot: Callable[[Desk], Foot]
) -> None:
    one = work.submitted(clerk)
    foot = open_foot(factory.at(clerk, Role.DESK_HEAD))
    panel = foot.panel(one)
    assert "You record what an office decided on paper" in foot.said(panel)
    foot.press(panel.approve)
    assert "Name the person who decided" in foot.said(panel.particulars)
    panel.particulars.name.set_value("Henrik Solvang")
    foot.press(panel.approve)
    assert "reference of the decision paper" in foot.said(panel.particulars)
    panel.particulars.paper.set_value("HG-77/2026")
    foot.press(panel.approve)
    assert decisions(clerk, one) == [Kind.APPROVE]
