"""What the page shows of a real desk on its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.approvals import desk_work as work
from tests.custody import counter
from tests.trips import people
from travel_desk.approvals import actions as approvals
from travel_desk.base.clock import SetClock
from travel_desk.base.language import Language
from travel_desk.base.roles import Role
from travel_desk.desk import Desk, Scope
from travel_desk.papers.tables import paper
from travel_desk.today import queries
from travel_desk.today.rules import Group, GroupKey
from travel_desk.trips.rules import Kind, Leg

TODAY = work.TODAY
DAY = timedelta(days=1)


def say(message: object) -> str:
    return Language("en").value(message)


def group(desk: Desk, key: GroupKey) -> Group | None:
    return next((one for one in queries.day(desk).groups if one.key is key), None)


def there(desk: Desk, key: GroupKey) -> Group:
    found = group(desk, key)
    assert found is not None
    return found


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


def forward(desk: Desk, days: int) -> None:
    clock = desk.clock
    assert isinstance(clock, SetClock)
    clock.forward(days=days)


def test_a_quiet_desk_has_nothing_waiting(clerk: Desk) -> None:
    day = queries.day(clerk)
    assert (day.count, day.urgent, day.groups, day.drafts) == (0, 0, (), ())
    assert queries.count(clerk) == 0
    assert [flow.out + flow.home for flow in day.flows] == [0] * 7


def test_a_request_waits_for_its_office_and_is_late_after_its_day(clerk: Desk) -> None:
    one = work.submitted(clerk)
    head = work.approver(clerk)
    (line,) = there(head, GroupKey.DECISIONS).lines
    assert (line.native_name, line.latin) == ("Ελένη Μαυρίδη", "MAVRIDI ELENI")
    assert (line.button.verb, line.button.id) == ("decide", one)
    assert there(clerk, GroupKey.DECISIONS).lines[0].button.verb == "open"
    forward(clerk, 20)
    late = there(head, GroupKey.DECISIONS)
    assert say(late.note) == "1 late"
    assert late.lines[0].urgent
    assert queries.count(clerk) == 1


def test_nobody_is_asked_to_decide_their_own_case(clerk: Desk) -> None:
    one = work.submitted(clerk)
    head = work.approver(clerk)
    head.take_session(replace(head.session, person_id=work.facts(head, one).person_id))
    assert there(head, GroupKey.DECISIONS).lines[0].button.verb == "open"


def test_a_request_that_was_sent_back_waits_for_its_traveller(clerk: Desk) -> None:
    one = work.submitted(clerk)
    head = work.approver(clerk)
    approvals.decide_send_back(
        head, one, work.facts(head, one).version, work.order(head, one), "Host letter."
    )
    (line,) = there(clerk, GroupKey.DECISIONS).lines
    assert say(line.what).startswith("Sent back to the traveller by")


def test_who_leaves_tomorrow_needs_slip_print_and_passport_in_turn(tmp_path: Path) -> None:
    here = counter.open_counter(tmp_path)
    people.rules(here.desk)
    clerk, head = factory.at(here.desk, Role.CLERK), factory.at(here.desk, Role.APPROVER)
    legs = (
        Leg("OM", "Muscat", TODAY + DAY, TODAY + 2 * DAY),
        Leg("KE", "Nairobi", TODAY + 2 * DAY, TODAY + 4 * DAY),
    )
    one = work.submitted(clerk, here.person, legs)
    work.approve_all(head, one)
    (line,) = there(clerk, GroupKey.LEAVING).lines
    assert say(line.what) == "Tomorrow · Muscat, Oman and 1 more"
    assert (line.button.verb, say(line.marks[0].text)) == ("issue_slip", "With the holder")
    here.take_in()
    slip = approvals.issue_slip(clerk, one, work.facts(clerk, one).version).value
    (line,) = there(clerk, GroupKey.LEAVING).lines
    assert (line.button.verb, say(line.marks[0].text)) == ("sign_paper", "Passport ready")
    assert slip.paper not in {line.button.id for line in there(clerk, GroupKey.PAPERS).lines}
    with clerk.database.write() as connection:
        signed = {"state": "ready", "stored_name": "slip", "sha256": "0" * 64, "prints": 1}
        connection.execute(sa.update(paper).where(paper.c.id == slip.paper).values(signed))
    assert [flow.out for flow in queries.day(clerk).flows] == [0, 1, 0, 0, 0, 0, 0]
    assert [flow.home for flow in queries.day(clerk).flows] == [0, 0, 0, 0, 1, 0, 0]
    here.hand_out(one)
    (line,) = there(clerk, GroupKey.LEAVING).lines
    assert say(line.marks[0].text) == "Handed out"
    forward(clerk, 9)
    assert group(clerk, GroupKey.LEAVING) is None


def test_a_private_reason_is_not_read_over_the_shoulder(clerk: Desk) -> None:
    head = work.approver(clerk)
    legs = (Leg("CH", "Basel", TODAY, TODAY + DAY),)
    one = work.submitted(clerk, None, legs, Kind.TREATMENT, "An operation")
    work.approve_all(head, one)
    assert "An operation" in say(there(head, GroupKey.LEAVING).lines[0].note)
    clerk.take_session(replace(clerk.session, scope=Scope("", protected=True, private=False)))
    assert "Private reason" in say(there(clerk, GroupKey.LEAVING).lines[0].note)


def test_a_held_passport_whose_review_passed_is_to_be_given_back_first(tmp_path: Path) -> None:
    here = counter.open_counter(tmp_path)
    here.take_in()
    assert group(here.desk, GroupKey.GIVE_BACK) is None
    assert queries.day(here.desk).safes[0].passports == 1
    here.clock.forward(days=(counter.REVIEW - TODAY).days + 3)
    first = queries.day(here.desk).groups[0]
    assert first.key is GroupKey.GIVE_BACK
    (line,) = first.lines
    assert say(line.what) == "Diplomatic passport D0081426 · Safe 1, A-01"
    assert (line.button.verb, line.button.id) == ("give_back", here.passport)


def test_a_passport_that_was_not_brought_back_is_overdue(tmp_path: Path) -> None:
    here = counter.open_counter(tmp_path)
    here.take_in()
    trip = counter.approved_trip(here.desk, here.person, here.passport)
    here.hand_out(trip)
    assert group(here.desk, GroupKey.OVERDUE) is None
    here.clock.forward(days=14)
    (line,) = there(here.desk, GroupKey.OVERDUE).lines
    assert say(line.marks[0].text) == "3 days overdue"
    assert line.button.verb == "bring_back"


def test_a_passport_that_expires_soon_is_told_with_its_next_trip(clerk: Desk) -> None:
    ministry = people.ministry(clerk)
    person = people.official(
        clerk,
        "கவிதா",
        "MURUGAN KAVITHA",
        organisation_id=ministry,
        expires=date(2027, 1, 18),
        number="D0061133",
        categories=("senior_politician",),
    )
    work.submitted(clerk, person)
    (line,) = there(clerk, GroupKey.EXPIRING).lines
    assert say(line.what) == "Diplomatic passport D0061133 expires Mon 18 Jan 2027"
    assert say(line.note) == "Next trip leaves Mon 14 Dec 2026"
    people.booklet(clerk, person, "D0061999", date(2031, 1, 1))
    assert group(clerk, GroupKey.EXPIRING) is None


def test_papers_wait_until_they_are_signed_and_printed(clerk: Desk) -> None:
    head = work.approver(clerk)
    one = work.submitted(clerk)
    work.approve_all(head, one)
    slip = approvals.issue_slip(clerk, one, work.facts(clerk, one).version).value
    (line,) = there(clerk, GroupKey.PAPERS).lines
    assert (line.button.verb, line.button.id) == ("sign_paper", slip.paper)
    clerk.drafts.save("trip", "", {"purpose": "x"})
    assert [draft.kind for draft in queries.day(clerk).drafts] == ["trip"]


def test_what_lies_outside_the_scope_does_not_wait_here(clerk: Desk) -> None:
    work.submitted(clerk)
    clerk.take_session(replace(clerk.session, scope=Scope("/999/", protected=True, private=True)))
    assert queries.day(clerk).groups == ()
