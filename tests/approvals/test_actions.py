"""Offices decide, the desk issues the slip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.approvals import desk_work as work
from travel_desk.approvals import actions, queries
from travel_desk.approvals.rules import Kind, Reason, Refusal
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.papers.tables import paper
from travel_desk.trips import actions as trips
from travel_desk.trips.rules import NewFile, State, TripDraft
from travel_desk.trips.tables import attachment

REFUSAL = Refusal(
    Reason.FUNDING,
    "The host pays.\nNo consent was attached.",
    "Travel Abroad Act",
    "4(2)",
    "Appeals Board",
    work.TODAY + timedelta(days=30),
)


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


@pytest.fixture
def head(clerk: Desk) -> Desk:
    return work.approver(clerk)


def entries(desk: Desk, verb: str) -> int:
    with desk.database.read() as connection:
        return int(
            connection.execute(
                sa.select(sa.func.count()).select_from(journal_entry).where(journal_entry.c.verb == verb)
            ).scalar_one()
        )


def content(desk: Desk, paper_id: int) -> dict[str, object]:
    with desk.database.read() as connection:
        found: dict[str, object] = connection.execute(
            sa.select(paper.c.content).where(paper.c.id == paper_id)
        ).scalar_one()
    return found


def test_a_request_passes_its_offices_one_after_the_other_until_it_is_approved(
    clerk: Desk, head: Desk
) -> None:
    one = work.submitted(clerk)
    offices = len(work.facts(head, one).stages)
    assert offices > 1
    actions.decide_approve(head, one, work.facts(head, one).version, work.order(head, one))
    second = work.facts(head, one)
    assert second.state is State.IN_APPROVAL
    assert second.open_stage is not None
    assert second.open_stage.position == 2
    work.approve_all(head, one)
    assert work.facts(head, one).state is State.APPROVED
    assert entries(head, "decide_approve") == offices


def test_one_user_decides_in_person_for_one_office_of_a_round_only(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    actions.decide_approve(head, one, work.facts(head, one).version, work.order(head, one))
    assert not queries.deciding(head, [one]).in_person
    seen, order = work.facts(head, one).version, work.order(head, one)
    for reference in ("", "HG-1"):
        with pytest.raises(Refused, match="You decided this request for") as caught:
            order = replace(order, decided_name=head.session.name, paper=reference)
            actions.decide_approve(head, one, seen, order)
        assert caught.value.field == "decided_name"
    colleague = factory.at(clerk, Role.DESK_HEAD)
    colleague.take_session(replace(colleague.session, roles=frozenset({Role.APPROVER})))
    assert queries.deciding(colleague, [one]).in_person
    by_colleague = replace(order, decided_name=colleague.session.name, paper="")
    actions.decide_approve(colleague, one, seen, by_colleague)
    assert [made.decided_name for made in _outcome(head, one).decisions] == [
        head.session.name, colleague.session.name,
    ]  # fmt: skip


def test_what_a_user_recorded_from_papers_is_not_their_own_decision(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    by_paper = replace(work.order(head, one, "SO-311"), decided_name="Irma Solberg")
    actions.decide_approve(head, one, work.facts(head, one).version, by_paper)
    assert queries.deciding(head, [one]).in_person
    second = replace(work.order(head, one), decided_name=head.session.name, paper="")
    actions.decide_approve(head, one, work.facts(head, one).version, second)


def test_conditions_are_written_into_the_decision_and_onto_the_slip(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    texts = ["No onward travel.", "Report within 7 days."]
    actions.decide_conditions(head, one, work.facts(head, one).version, work.order(head, one), texts)
    work.approve_all(head, one)
    slip = actions.issue_slip(clerk, one, work.facts(clerk, one).version).value
    assert content(clerk, slip.paper)["conditions"] == texts
    came_of_it = queries.outcome(clerk, one)
    assert came_of_it is not None
    assert came_of_it.decisions[0].conditions == tuple(texts)


def test_the_second_of_two_desks_is_told_what_the_first_decided(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    other = factory.at(clerk, Role.APPROVER)
    seen, order = work.facts(head, one).version, work.order(head, one)
    actions.decide_approve(head, one, seen, order)
    with pytest.raises(Refused, match="Meanwhile Approver User decided for") as caught:
        actions.decide_refuse(other, one, seen, order, REFUSAL)
    assert "Approved, recorded Thu 5 Nov 2026" in work.say(caught.value)
    assert entries(head, "decide_refuse") == 0


def test_a_request_that_was_changed_meanwhile_is_not_decided_unread(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    with pytest.raises(Refused, match="was changed while you had it open"):
        actions.decide_approve(head, one, work.facts(head, one).version - 1, work.order(head, one))


def test_a_request_sent_back_comes_again_to_the_office_after_its_correction(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    first = work.facts(head, one).open_stage
    actions.decide_send_back(
        head, one, work.facts(head, one).version, work.order(head, one), "Attach the host's letter."
    )
    back = work.facts(clerk, one)
    assert back.state is State.SENT_BACK
    assert back.open_stage is None
    draft = _draft_again(clerk, back.trip_id)
    trips.submit_trip(clerk, draft, back.trip_id, back.trip_version)
    again = work.facts(head, one)
    assert again.round == 2
    assert again.open_stage is not None
    assert first is not None
    assert again.open_stage.office_code == first.office_code
    work.approve_all(head, one)
    kinds = [d.kind for d in _outcome(head, one).decisions]
    assert kinds == [Kind.SEND_BACK, *[Kind.APPROVE] * len(again.stages)]


def _draft_again(desk: Desk, trip_id: int) -> TripDraft:
    from travel_desk.trips import reading

    with desk.database.read() as connection:
        return replace(reading.draft_of(connection, trip_id), late_reason="Known late.")


def _outcome(desk: Desk, request: int) -> queries.Outcome:
    found = queries.outcome(desk, request)
    assert found is not None
    return found


def test_a_refusal_ends_the_request_and_issues_the_letter(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    made = actions.decide_refuse(head, one, work.facts(head, one).version, work.order(head, one), REFUSAL)
    assert made.subjects == {"requests", "trips", "papers"}
    assert made.value.number == "TD-R-2026-000001"
    assert made.value.paper is not None
    letter = content(head, made.value.paper)
    assert letter["reasons"] == ["The host pays.", "No consent was attached."]
    assert (letter["appeal_to"], letter["appeal_until"]) == ("Appeals Board", "2026-12-05")
    assert work.facts(head, one).state is State.REFUSED
    (recorded,) = _outcome(head, one).decisions
    assert (recorded.reason, recorded.appeal_until) == (Reason.FUNDING, date(2026, 12, 5))


def test_a_refusal_without_its_rule_changes_nothing(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    with pytest.raises(Refused) as caught:
        actions.decide_refuse(
            head,
            one,
            work.facts(head, one).version,
            work.order(head, one),
            replace(REFUSAL, rule_text=""),
        )
    assert caught.value.field == "rule_text"
    assert work.facts(head, one).state is State.IN_APPROVAL
    assert _outcome(head, one).papers == ()


def test_the_scan_of_the_decision_paper_is_kept_with_the_decision(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    scan = NewFile("SO-311.pdf", b"%PDF-1.7 scan")
    made = actions.decide_approve(
        head, one, work.facts(head, one).version, work.order(head, one, "SO-311"), [scan]
    )
    with head.database.read() as connection:
        row = connection.execute(sa.select(attachment)).one()
    assert (row.subject_kind, row.subject_id, row.name) == ("decision", made.value.id, "SO-311.pdf")
    (decision,) = _outcome(clerk, one).decisions
    assert (decision.paper, decision.scans[0].name) == ("SO-311", "SO-311.pdf")
    assert queries.scan(clerk, decision.scans[0].id) == b"%PDF-1.7 scan"


def test_only_an_approver_decides_and_nobody_their_own_case(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    seen, order = work.facts(head, one).version, work.order(head, one)
    with pytest.raises(Refused, match="Your role may not"):
        actions.decide_approve(clerk, one, seen, order)
    head.take_session(replace(head.session, person_id=work.facts(head, one).person_id))
    with pytest.raises(Refused, match="own case"):
        actions.decide_approve(head, one, seen, order)
    assert [case.own for case in queries.cases(head, [one])] == [True]


def test_a_slip_waits_for_every_office_and_is_issued_once(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    with pytest.raises(Refused, match="not decided"):
        actions.issue_slip(clerk, one, work.facts(clerk, one).version)
    work.approve_all(head, one)
    seen = work.facts(clerk, one).version
    issued = actions.issue_slip(clerk, one, seen)
    assert issued.value.number == "TD-2026-000001"
    after = work.facts(clerk, one)
    assert after.state is State.SLIP_ISSUED
    assert after.due_back is not None
    frozen = content(clerk, issued.value.paper)
    assert (frozen["surname"], frozen["back_by"]) == ("MAVRIDI", after.due_back.isoformat())
    with pytest.raises(Refused, match="Slip TD-2026-000001 already stands"):
        actions.issue_slip(clerk, one, seen)
    slip = _outcome(clerk, one).slip
    assert slip is not None
    assert (slip.state, slip.prints) == ("to_sign", 0)
    assert entries(clerk, "issue_slip") == 1


def test_no_entry_of_the_journal_holds_a_name_or_a_reason_in_its_facts(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    actions.decide_refuse(
        head, one, work.facts(head, one).version, work.order(head, one, "Order of Halvorsen"), REFUSAL
    )
    with head.database.read() as connection:
        bodies = connection.execute(
            sa.select(journal_entry.c.body).where(journal_entry.c.verb == "decide_refuse")
        ).scalars()
        for body in bodies:
            for personal in (b"MAVRIDI", b"host pays", b"Halvorsen", b"Approver User"):
                assert personal not in body


def test_the_schema_keeps_a_decision_as_it_was_made(clerk: Desk, head: Desk) -> None:
    one = work.submitted(clerk)
    actions.decide_approve(head, one, work.facts(head, one).version, work.order(head, one))
    for wrong in ("UPDATE decision SET kind = 'refuse'", "DELETE FROM decision"):
        with pytest.raises(sa.exc.DatabaseError, match="append-only"), head.database.write() as connection:
            connection.exec_driver_sql(wrong)


def test_the_desk_head_records_a_decision_from_its_paper(clerk: Desk) -> None:
    one = work.submitted(clerk)
    recorder = factory.at(clerk, Role.DESK_HEAD)
    seen, order = work.facts(recorder, one).version, work.order(recorder, one)
    with pytest.raises(Refused) as caught:
        actions.decide_approve(recorder, one, seen, order)
    assert caught.value.field == "paper"
    by_paper = replace(order, decided_name="Henrik Solvang", paper="HG-77/2026")
    actions.decide_approve(recorder, one, seen, by_paper)
    (made,) = _outcome(recorder, one).decisions
    assert (made.decided_name, made.paper) == ("Henrik Solvang", "HG-77/2026")
    assert not queries.deciding(recorder, [one]).in_person
