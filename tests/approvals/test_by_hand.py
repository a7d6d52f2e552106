"""A traveller whose name no font draws: said when the paper is issued, noted in the journal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.approvals import desk_work as work
from tests.approvals.test_actions import REFUSAL
from tests.approvals.test_forms import CONTENT, ENGLISH, HEAD, LETTER, draw, text_of
from travel_desk.approvals import actions
from travel_desk.approvals.forms import refusal as letter
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.paper.names import BY_HAND, LINE

ANKH = "\U000132f9"


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


def noted(desk: Desk, verb: str) -> list[object]:
    with desk.database.read() as connection:
        asked = sa.select(journal_entry.c.body).where(journal_entry.c.verb == verb)
        return [json.loads(body)["facts"].get(BY_HAND) for body in connection.execute(asked).scalars()]


def test_a_slip_with_a_line_for_the_name_is_told_and_noted(clerk: Desk) -> None:
    head = work.approver(clerk)
    one = work.submitted(clerk, work.politician(clerk, ANKH, "NAKHT AMENEMHAT"))
    work.approve_all(head, one)
    issued = actions.issue_slip(clerk, one, work.facts(clerk, one).version)
    assert "Write the native name there by hand" in str(issued.note)
    assert noted(clerk, "issue_slip") == [True]


def test_a_refusal_with_a_line_for_the_name_is_told_and_noted(clerk: Desk) -> None:
    head = work.approver(clerk)
    one = work.submitted(clerk, work.politician(clerk, ANKH, "NAKHT AMENEMHAT"))
    refused = actions.decide_refuse(head, one, work.facts(head, one).version, work.order(head, one), REFUSAL)
    assert refused.note is not None
    assert noted(clerk, "decide_refuse") == [True]


def test_an_ordinary_name_is_not_spoken_of(clerk: Desk) -> None:
    head = work.approver(clerk)
    one = work.submitted(clerk)
    work.approve_all(head, one)
    issued = actions.issue_slip(clerk, one, work.facts(clerk, one).version)
    assert issued.note is None
    assert noted(clerk, "issue_slip") == [None]


def test_slip_and_letter_bear_the_line() -> None:
    (slip,) = draw({**CONTENT, "native_name": "", BY_HAND: True})
    assert f"In own script: {LINE}" in slip
    (page, *_) = text_of(letter.render({**LETTER, BY_HAND: True}, HEAD, ENGLISH, "TD-R-2026-000001"))
    assert f"In own script: {LINE}" in page
