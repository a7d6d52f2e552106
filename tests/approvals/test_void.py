"""A slip is voided at its request, as long as nobody travels on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import factory
from tests.approvals import desk_work as work
from tests.approvals.conftest import Foot
from travel_desk.approvals import actions, queries
from travel_desk.approvals.dialogs import VoidSlipDialog
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.papers import actions as papers
from travel_desk.trips import actions as trips
from travel_desk.trips.rules import State


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


def with_slip(clerk: Desk) -> int:
    one = work.submitted(clerk)
    work.approve_all(work.approver(clerk), one)
    actions.issue_slip(clerk, one, work.facts(clerk, one).version)
    return one


def test_a_voided_slip_leaves_the_request_approved_and_makes_room_for_a_new_one(clerk: Desk) -> None:
    one = with_slip(clerk)
    head = factory.at(clerk, Role.DESK_HEAD)
    made = actions.void_slip(head, one, work.facts(head, one).version, " The dates moved. ")
    assert made.subjects == {"requests", "trips", "papers"}
    after = work.facts(head, one)
    assert (after.state, after.due_back) == (State.APPROVED, None)
    outcome = queries.outcome(head, one)
    assert outcome is not None
    assert outcome.slip is None
    assert [paper.state for paper in outcome.papers] == ["void"]
    again = actions.issue_slip(clerk, one, after.version).value
    assert again.number == "TD-2026-000002"


def test_a_request_whose_slip_is_void_can_be_withdrawn(clerk: Desk) -> None:
    one = with_slip(clerk)
    head = factory.at(clerk, Role.DESK_HEAD)
    with pytest.raises(Refused, match="Void the slip first"):
        trips.withdraw_request(clerk, one, work.facts(clerk, one).version, "The host called it off.")
    actions.void_slip(head, one, work.facts(head, one).version, "The host called it off.")
    trips.withdraw_request(clerk, one, work.facts(clerk, one).version, "The host called it off.")
    assert work.facts(clerk, one).state is State.WITHDRAWN


def test_a_reason_is_owed(clerk: Desk) -> None:
    one = with_slip(clerk)
    head = factory.at(clerk, Role.DESK_HEAD)
    with pytest.raises(Refused) as caught:
        actions.void_slip(head, one, work.facts(head, one).version, " ")
    assert caught.value.field == "reason"
    assert work.facts(head, one).state is State.SLIP_ISSUED


def test_the_page_of_papers_says_where_a_slip_is_voided(clerk: Desk) -> None:
    one = with_slip(clerk)
    head = factory.at(clerk, Role.DESK_HEAD)
    outcome = queries.outcome(head, one)
    assert outcome is not None
    assert outcome.slip is not None
    with pytest.raises(Refused, match="choose Void Slip there"):
        papers.void_paper(head, outcome.slip.id, 1, "Wrong.")


def test_only_the_desk_head_voids_and_nobody_after_another_change(clerk: Desk) -> None:
    one = with_slip(clerk)
    seen = work.facts(clerk, one).version
    with pytest.raises(Refused, match="Your role may not"):
        actions.void_slip(clerk, one, seen, "Wrong.")
    with pytest.raises(Refused, match="Somebody changed this"):
        actions.void_slip(factory.at(clerk, Role.DESK_HEAD), one, seen - 1, "Wrong.")


def test_the_slip_is_voided_in_a_dialog_at_its_request(
    clerk: Desk, open_foot: Callable[[Desk], Foot]
) -> None:
    one = with_slip(clerk)
    foot = open_foot(factory.at(clerk, Role.DESK_HEAD))
    made = foot.context.deeds.make(foot.context, "request", one, foot.window)
    foot.rest()
    void = next(action for action in made if action.objectName() == "void_slip")
    assert void.isVisible()
    void.trigger()
    foot.rest()
    dialog = foot.window.findChildren(VoidSlipDialog)[0]
    assert dialog.secondary_button.isDefault()
    dialog.reason.set_value("The dates moved.")
    with foot.bot.waitSignal(dialog.deed_done):
        dialog.primary_button.click()
    assert work.facts(clerk, one).state is State.APPROVED


def test_the_page_of_papers_is_lent_the_same_deed(clerk: Desk, open_foot: Callable[[Desk], Foot]) -> None:
    one = with_slip(clerk)
    foot = open_foot(factory.at(clerk, Role.DESK_HEAD))
    (void,) = foot.context.deeds.make(foot.context, "slip", one, foot.window)
    void.trigger()
    foot.rest()
    assert foot.window.findChildren(VoidSlipDialog)
    actions.void_slip(foot.desk, one, work.facts(clerk, one).version, "The dates moved.")
    void.trigger()
    foot.rest()
    assert "nothing can be voided" in foot.toasts[-1]
