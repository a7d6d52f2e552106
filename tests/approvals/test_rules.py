"""What an office may decide, and what a slip needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.approvals import rules
from travel_desk.approvals.rules import (
    Decided,
    Decider,
    Kind,
    Made,
    Order,
    Reason,
    Refusal,
    StageFacts,
)
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.officials.rules import PassportKind
from travel_desk.policy.rules import Judgement, PersonFacts
from travel_desk.trips.rules import (
    Booklet,
    Funding,
    Leg,
    RequestFacts,
    RouteStage,
    StageState,
    State,
)
from travel_desk.trips.rules import Kind as TripKind

TODAY = date(2026, 11, 5)
HEAD = Decider("Petra Halvorsen", approver=True)
CLERK = Decider("Mira Okonjo", approver=False)
OPEN = StageFacts(7, 1, 3, "Security Office", "open", "TR-2026-000007", "in_approval", date(2026, 11, 2))
ORDER = Order(7, "Petra Halvorsen", "Head of the office", TODAY)
REFUSAL = Refusal(
    Reason.FUNDING,
    "The host pays.",
    "Travel Rule 2, Travel Abroad Act",
    "4(2)",
    "Appeals Board",
    TODAY + timedelta(days=30),
)
BOOKLET = Booklet(3, PassportKind.SERVICE, "S0290467", "UTO", date(2030, 8, 14))
ROUTE = (
    RouteStage(11, 1, 1, "security_office", "Security Office", 3, False, None, TODAY, StageState.APPROVED),
    RouteStage(12, 1, 2, "head", "Head of Government", 3, True, None, TODAY, StageState.CONDITIONS),
)
REQUEST = RequestFacts(
    id=5, version=4, number="TR-2026-000007", state=State.APPROVED, round=1, leader=True,
    person_id=1, native_name="Ελένη Μαυρίδη", surname="MAVRIDI", given_names="ELENI",
    post="Director", organisation="Ministry of Water",
    trip_id=2, trip_version=1, trip_number="T-2026-0002", kind=TripKind.CONFERENCE,
    purpose="Basin Waters Forum", host="Council", funding=Funding.HOST, funding_note="", private=False,
    legs=(Leg("UG", "Kampala", date(2026, 11, 12), date(2026, 11, 16)),),
    passport=BOOKLET, substitute_id=None, substitute_name="",
    submitted_at=datetime(2026, 11, 2, 9, tzinfo=UTC), late_reason="", judgement=None, stages=ROUTE,
    due_back=None, departed_on=None, home_on=None, report="",
)  # fmt: skip


def refused(call: object, *args: object) -> Refused:
    assert callable(call)
    with pytest.raises(Refused) as caught:
        call(*args)
    return caught.value


def test_an_approver_decides_the_open_stage_in_person_without_a_paper() -> None:
    rules.decide_approve(OPEN, ORDER, HEAD, TODAY)


def test_who_decided_for_one_office_in_person_does_not_decide_for_the_next_one_too() -> None:
    decided = replace(HEAD, decided_for="Head of Ministry")
    said = refused(rules.decide_approve, OPEN, replace(ORDER, paper="SO-311"), decided, TODAY)
    assert said.field == "decided_name"
    assert (
        Language("en")
        .say(said.message)
        .startswith(
            "You decided this request for Head of Ministry already. For Security Office another user decides"
        )
    )
    by_paper = replace(ORDER, decided_name="Irma Solberg", paper="SO-311")
    rules.decide_approve(OPEN, by_paper, decided, TODAY)


def test_a_clerk_records_a_decision_from_its_paper_only() -> None:
    assert refused(rules.decide_approve, OPEN, ORDER, CLERK, TODAY).field == "paper"
    rules.decide_approve(OPEN, replace(ORDER, paper="SO-311"), CLERK, TODAY)


def test_a_clerk_of_the_same_name_is_still_no_approver() -> None:
    namesake = Decider("Petra Halvorsen", approver=False)
    assert refused(rules.decide_approve, OPEN, ORDER, namesake, TODAY).field == "paper"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decided_name": " "}, "decided_name"),
        ({"capacity": ""}, "capacity"),
        ({"capacity": "x" * 161}, "capacity"),
        ({"paper": "x" * 161}, "paper"),
        ({"decided_on": TODAY + timedelta(days=1)}, "decided_on"),
        ({"decided_on": date(2026, 11, 1)}, "decided_on"),
    ],
)
def test_an_order_that_lacks_something_names_the_field(change: dict[str, object], field: str) -> None:
    assert refused(rules.decide_approve, OPEN, replace(ORDER, **change), HEAD, TODAY).field == field


def test_a_decision_of_the_day_of_submission_is_taken() -> None:
    rules.decide_approve(OPEN, replace(ORDER, decided_on=date(2026, 11, 2)), HEAD, TODAY)
    rules.decide_approve(replace(OPEN, submitted_on=None), ORDER, HEAD, TODAY)


def test_the_second_desk_is_told_what_the_first_decided() -> None:
    made = Made(Kind.APPROVE, "Petra Halvorsen", datetime(2026, 11, 5, 8, 5, tzinfo=UTC))
    error = refused(rules.decide_approve, replace(OPEN, state="approved", made=made), ORDER, HEAD, TODAY)
    said = Language("en").say(error.message)
    assert said.startswith("Meanwhile Petra Halvorsen decided for Security Office: Approved, recorded")


def test_a_stage_whose_turn_has_not_come_waits() -> None:
    error = refused(rules.decide_approve, replace(OPEN, state="waiting"), ORDER, HEAD, TODAY)
    assert "not the turn of Security Office" in str(error)


def test_a_request_that_was_changed_meanwhile_is_read_again_first() -> None:
    error = refused(rules.decide_approve, replace(OPEN, changed=True), ORDER, HEAD, TODAY)
    assert "was changed while you had it open" in str(error)


@pytest.mark.parametrize("state", ["draft", "withdrawn", "approved", "sent_back", "closed"])
def test_a_request_that_waits_for_nobody_is_not_decided(state: str) -> None:
    error = refused(rules.decide_approve, replace(OPEN, request_state=state), ORDER, HEAD, TODAY)
    assert "no longer waiting" in str(error)


def test_a_decided_stage_without_its_decision_is_not_decided_again() -> None:
    error = refused(rules.decide_approve, replace(OPEN, state="refused"), ORDER, HEAD, TODAY)
    assert "no longer waiting" in str(error)


def test_conditions_are_sentences_one_a_line() -> None:
    typed = "1. No onward travel.\n\n - Written report within 7 days.\n2) No onward travel.\n2027 plan"
    assert rules.conditions_of(typed) == (
        "No onward travel.",
        "Written report within 7 days.",
        "2027 plan",
    )


@given(st.text(max_size=300))
def test_conditions_typed_in_any_way_are_never_blank_or_twice_the_same(typed: str) -> None:
    found = rules.conditions_of(typed)
    assert all(text.strip() for text in found)
    assert len(set(found)) == len(found)


def test_approval_with_conditions_needs_some_and_not_too_many_or_too_long() -> None:
    rules.decide_conditions(OPEN, ORDER, ["No onward travel."], HEAD, TODAY)
    for wrong in ([], ["x"] * 13, ["x" * 161]):
        assert refused(rules.decide_conditions, OPEN, ORDER, wrong, HEAD, TODAY).field == "conditions"


def test_sending_back_says_what_to_correct() -> None:
    rules.decide_send_back(OPEN, ORDER, "The host letter is missing.", HEAD, TODAY)
    assert refused(rules.decide_send_back, OPEN, ORDER, " ", HEAD, TODAY).field == "reasons"
    assert refused(rules.decide_send_back, OPEN, ORDER, "x" * 4001, HEAD, TODAY).field == "reasons"


def test_a_refusal_owes_reasons_rule_and_appeal() -> None:
    rules.decide_refuse(OPEN, ORDER, REFUSAL, HEAD, TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reasons": ""}, "reasons"),
        ({"rule_text": ""}, "rule_text"),
        ({"article": ""}, "article"),
        ({"appeal_to": ""}, "appeal_to"),
        ({"appeal_until": TODAY}, "appeal_until"),
        ({"appeal_until": date(2062, 12, 5)}, "appeal_until"),
    ],
)
def test_a_refusal_that_lacks_one_of_them_is_not_made(change: dict[str, object], field: str) -> None:
    error = refused(rules.decide_refuse, OPEN, ORDER, replace(REFUSAL, **change), HEAD, TODAY)
    assert error.field == field


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.one_of(st.none(), st.integers(1, 366)))
def test_the_suggested_last_day_to_appeal_is_always_a_day_that_may_be_given(
    today: date, days: int | None
) -> None:
    until = rules.suggested_appeal(today, days)
    rules.check_refusal(replace(REFUSAL, appeal_until=until), today)


def test_every_kind_and_reason_has_its_words() -> None:
    words = [Language("en").say(one.label) for one in (*Kind, *Reason)]
    assert len(set(words)) == len(words)
    assert [kind for kind in Kind if kind.favourable] == [Kind.APPROVE, Kind.CONDITIONS]


def test_a_stage_is_read_from_its_request() -> None:
    made = Made(Kind.APPROVE, "Petra Halvorsen", datetime(2026, 11, 5, 8, 5, tzinfo=UTC))
    stage = rules.stage_facts(REQUEST, 4, 11, made)
    assert (stage.position, stage.count, stage.office_name) == (1, 2, "Security Office")
    assert (stage.submitted_on, stage.changed, stage.made) == (date(2026, 11, 2), False, made)
    assert rules.stage_facts(replace(REQUEST, submitted_at=None), 3, 11, None).changed


def test_a_stage_of_an_earlier_round_is_no_longer_decided() -> None:
    assert "was changed while" in str(refused(rules.stage_facts, REQUEST, 4, 99, None))


def test_a_slip_is_issued_when_every_office_has_approved() -> None:
    rules.issue_slip(REQUEST, 4, "", TODAY)


WAITING = replace(ROUTE[1], state=StageState.WAITING)
EXPIRED = replace(BOOKLET, expires_on=date(2026, 11, 15))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": State.IN_APPROVAL, "stages": (ROUTE[0], WAITING)}, "Head of Government has not decided"),
        ({"state": State.IN_APPROVAL, "stages": (WAITING, WAITING)}, "have not decided"),
        ({"state": State.WITHDRAWN}, "is not approved"),
        ({"stages": (ROUTE[0], WAITING)}, "is not approved"),
        ({"legs": (Leg("UG", "Kampala", date(2026, 11, 1), date(2026, 11, 4)),)}, "ended"),
        ({"legs": ()}, "days of this trip are not known"),
        ({"passport": EXPIRED}, "expires"),
        ({"passport": None}, "names no passport"),
        ({"version": 5}, "was changed while"),
    ],
)
def test_a_slip_that_may_not_be_issued_says_why(change: dict[str, object], words: str) -> None:
    error = refused(rules.issue_slip, replace(REQUEST, **change), 4, "", TODAY)
    assert words in Language("en").say(error.message)


def test_a_slip_is_not_issued_twice() -> None:
    assert "already stands" in str(refused(rules.issue_slip, REQUEST, 4, "TD-2026-000003", TODAY))


def test_the_days_of_a_trip_count_both_ends() -> None:
    assert rules.days_of(date(2027, 3, 12), date(2027, 3, 19)) == 8
    assert rules.first_day_of(REQUEST) == date(2026, 11, 12)
    assert rules.days_back(REQUEST) == 5
    judged = Judgement(TODAY, PersonFacts(1, ""), (), days_back=7)
    assert rules.days_back(replace(REQUEST, judgement=judged)) == 7


def test_the_conditions_of_all_offices_stand_on_the_slip_each_once() -> None:
    first = Decided(Kind.CONDITIONS, "Security Office", "P", "head", TODAY, ("Report.", "No transit."))
    last = Decided(Kind.CONDITIONS, "Head of Government", "H", "head", TODAY, ("Report.", "One bag."))
    assert rules.conditions_of_all([first, last]) == ("Report.", "No transit.", "One bag.")


ISSUED = replace(REQUEST, state=State.SLIP_ISSUED)


def test_a_slip_on_which_nobody_travels_may_be_voided() -> None:
    rules.void_slip(ISSUED, "TD-2026-000001", False)


@pytest.mark.parametrize(
    ("facts", "slip", "out", "words"),
    [
        (replace(ISSUED, state=State.DEPARTED, departed_on=TODAY), "TD-2026-000001", False, "has left"),
        (REQUEST, "", False, "no slip to void"),
        (ISSUED, "", False, "No slip stands"),
        (ISSUED, "TD-2026-000001", True, "Bring it back first"),
    ],
)
def test_a_slip_that_may_not_be_voided_says_why(
    facts: RequestFacts, slip: str, out: bool, words: str
) -> None:
    assert words in Language("en").say(refused(rules.void_slip, facts, slip, out).message)
