"""What the desk is shown of decisions, papers and earlier trips, and what it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import factory
from tests.approvals import desk_work as work
from travel_desk.approvals import actions, queries
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk, Scope
from travel_desk.trips import actions as trips
from travel_desk.trips.rules import Kind, Leg, NewFile


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


@pytest.fixture
def head(clerk: Desk) -> Desk:
    return work.approver(clerk)


def narrow(desk: Desk, scope: Scope) -> None:
    desk.take_session(replace(desk.session, scope=scope))


def test_cases_come_in_the_order_asked_for(clerk: Desk, head: Desk) -> None:
    later = work.submitted(clerk)
    sooner = work.submitted(clerk, work.politician(clerk, "Ада", "LOVE ADA", "D0000009"))
    assert [case.facts.id for case in queries.cases(head, [sooner, 99, later])] == [sooner, later]


def test_earlier_trips_stand_beside_the_case_latest_first(clerk: Desk, head: Desk) -> None:
    person = work.politician(clerk)
    first = work.submitted(clerk, person, (Leg("NO", "Oslo", date(2026, 11, 20), date(2026, 11, 22)),))
    work.approve_all(head, first)
    actions.issue_slip(clerk, first, work.facts(clerk, first).version)
    clock = clerk.clock
    assert isinstance(clock, SetClock)
    clock.forward(days=20)
    trips.record_departure(clerk, first, work.facts(clerk, first).version, date(2026, 11, 20), "Told late.")
    trips.record_homecoming(
        clerk, first, work.facts(clerk, first).version, date(2026, 11, 23), "Agreed.", "Told late."
    )
    work.submitted(clerk, person, (Leg("EG", "Cairo", date(2026, 12, 10), date(2026, 12, 11)),))
    now = work.submitted(clerk, person)
    oslo_last = queries.last_trips(head, now)
    assert [(t.legs[0].city, t.last) for t in oslo_last] == [
        ("Cairo", date(2026, 12, 11)),
        ("Oslo", date(2026, 11, 23)),
    ]
    assert oslo_last[1].report == "Agreed."
    assert queries.last_trips(head, 99) == []


def test_a_private_reason_is_told_only_to_who_may_read_it(clerk: Desk, head: Desk) -> None:
    person = work.politician(clerk)
    legs = (Leg("CH", "Basel", date(2026, 11, 20), date(2026, 11, 22)),)
    one = work.submitted(clerk, person, legs, Kind.TREATMENT, "An operation")
    actions.decide_conditions(
        head,
        one,
        work.facts(head, one).version,
        work.order(head, one),
        ["Ring the hospital."],
        [NewFile("scan.pdf", b"scan")],
    )
    seen = queries.outcome(head, one)
    assert seen is not None
    assert seen.decisions[0].conditions == ("Ring the hospital.",)
    narrow(clerk, Scope("", protected=True, private=False))
    withheld = queries.outcome(clerk, one)
    assert withheld is not None
    assert withheld.decisions[0].hidden
    assert (withheld.decisions[0].conditions, withheld.decisions[0].scans) == ((), ())
    for told in (queries.cases(clerk, [one]), queries.deciding(clerk, [one]).cases):
        (case,) = told
        assert (case.facts.purpose, case.facts.host, case.facts.kind) == ("", "", Kind.OTHER)
        assert case.facts.first_day == date(2026, 11, 20)
    assert queries.cases(head, [one])[0].facts.purpose == "An operation"
    with pytest.raises(Refused, match="not shown to you"):
        queries.scan(clerk, seen.decisions[0].scans[0].id)
    later = work.submitted(head_as_clerk(clerk), person)
    assert [t.purpose for t in queries.last_trips(clerk, later)] == [""]
    assert [t.purpose for t in queries.last_trips(head, later)] == ["An operation"]


def head_as_clerk(desk: Desk) -> Desk:
    return factory.at(desk, Role.CLERK)


def test_what_lies_outside_the_scope_is_not_shown(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    narrow(head, Scope("/999/", protected=True, private=True))
    assert queries.outcome(head, one) is None
    assert queries.cases(head, [one]) == []
    assert queries.cases(head, [one]) == []
    assert queries.last_trips(head, one) == []
