"""A request that was sent back comes again to the office that did it; earlier decisions stand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.approvals import desk_work as work
from tests.trips import people
from travel_desk.approvals import actions, queries
from travel_desk.approvals.rules import Kind
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.papers.tables import paper
from travel_desk.trips import actions as trips
from travel_desk.trips import queries as trip_queries
from travel_desk.trips import reading
from travel_desk.trips.rules import Leg, StageState, State, TripDraft

CONDITION = "No onward travel."


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


@pytest.fixture
def head(clerk: Desk) -> Desk:
    return work.approver(clerk)


def sent_back_by_the_second(clerk: Desk, head: Desk) -> int:
    """Let the first of three offices approve with a condition and the second send back."""
    person = people.official(
        clerk,
        "Тігіст Бекеле",
        "BEKELE TIGIST",
        number="S0266410",
        categories=("senior_official", "full_access"),
        organisation_id=people.ministry(clerk),
    )
    one = work.submitted(clerk, person)
    actions.decide_conditions(head, one, work.facts(head, one).version, work.order(head, one), [CONDITION])
    send_back(head, one)
    return one


def send_back(head: Desk, request: int) -> None:
    seen = work.facts(head, request).version
    actions.decide_send_back(head, request, seen, work.order(head, request), "Attach the letter.")


def submit_again(clerk: Desk, request: int, **changes: object) -> None:
    facts = work.facts(clerk, request)
    with clerk.database.read() as connection:
        draft: TripDraft = reading.draft_of(connection, facts.trip_id)
    draft = replace(draft, late_reason="Known late.", **changes)  # type: ignore[arg-type]
    trips.submit_trip(clerk, draft, facts.trip_id, facts.trip_version)


def noted(desk: Desk) -> list[object]:
    """Return what the last submission says in the journal of coming again."""
    with desk.database.read() as connection:
        body = (
            connection.execute(
                sa.select(journal_entry.c.body)
                .where(journal_entry.c.verb == "submit_trip")
                .order_by(journal_entry.c.number.desc())
            )
            .scalars()
            .first()
        )
    assert body is not None
    found: list[object] = json.loads(body)["facts"]["again"]
    return found


def test_it_comes_again_to_the_same_office_and_the_first_does_not_decide_twice(
    clerk: Desk, head: Desk
) -> None:
    one = sent_back_by_the_second(clerk, head)
    submit_again(clerk, one, host="The right host")
    again = work.facts(head, one)
    assert [s.state for s in again.stages] == [StageState.CONDITIONS, StageState.OPEN, StageState.WAITING]
    assert (again.round, again.state) == (2, State.IN_APPROVAL)
    assert noted(clerk) == [[again.number, 2, "same_stage"]]
    work.approve_all(head, one)
    assert work.facts(head, one).state is State.APPROVED
    outcome = queries.outcome(head, one)
    assert outcome is not None
    assert [(d.kind, d.stands) for d in outcome.decisions] == [
        (Kind.CONDITIONS, True),
        (Kind.SEND_BACK, False),
        (Kind.APPROVE, True),
        (Kind.APPROVE, True),
    ]


def test_a_carried_condition_is_printed_on_the_slip_and_shown_on_the_route(clerk: Desk, head: Desk) -> None:
    one = sent_back_by_the_second(clerk, head)
    submit_again(clerk, one)
    work.approve_all(head, one)
    slip = actions.issue_slip(clerk, one, work.facts(clerk, one).version).value
    with clerk.database.read() as connection:
        content = connection.execute(sa.select(paper.c.content).where(paper.c.id == slip.paper)).scalar_one()
    assert content["conditions"] == [CONDITION]
    assert content["decided"]["office"] == work.facts(clerk, one).stages[-1].office_name
    facts = work.facts(clerk, one)
    line = trip_queries.trip_detail(clerk, facts.trip_id).routes[one][0]
    assert line.stage.carried_from is not None
    assert line.decided is not None
    assert line.decided.name == "Approver User"


def test_sent_back_twice_the_decision_still_stands_where_it_was_made(clerk: Desk, head: Desk) -> None:
    one = sent_back_by_the_second(clerk, head)
    first = work.facts(head, one).stages[0].id
    submit_again(clerk, one)
    send_back(head, one)
    submit_again(clerk, one)
    again = work.facts(head, one)
    assert (again.round, again.stages[0].carried_from) == (3, first)
    assert again.open_stage is not None
    assert again.open_stage.position == 2


def test_a_trip_on_other_days_goes_its_whole_way_anew(clerk: Desk, head: Desk) -> None:
    one = sent_back_by_the_second(clerk, head)
    submit_again(clerk, one, legs=(Leg("UG", "Kampala", date(2026, 12, 15), date(2026, 12, 19)),))
    again = work.facts(head, one)
    assert [s.state for s in again.stages] == [StageState.OPEN, StageState.WAITING, StageState.WAITING]
    assert noted(clerk) == [[again.number, 1, "trip_changed"]]
    work.approve_all(head, one)
    slip = actions.issue_slip(clerk, one, work.facts(clerk, one).version).value
    with clerk.database.read() as connection:
        content = connection.execute(sa.select(paper.c.content).where(paper.c.id == slip.paper)).scalar_one()
    assert content["conditions"] == []


def test_another_route_is_asked_from_its_beginning(clerk: Desk, head: Desk) -> None:
    one = sent_back_by_the_second(clerk, head)
    with clerk.database.write() as connection:
        connection.exec_driver_sql("UPDATE person_category SET category = 'civil_servant'")
    submit_again(clerk, one)
    again = work.facts(head, one)
    assert again.open_stage is not None
    assert again.open_stage.position == 1
    assert noted(clerk) == [[again.number, 1, "route_changed"]]
