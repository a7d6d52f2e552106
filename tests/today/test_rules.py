"""What stands on the list of the day, in which order, with which deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.language import Language
from travel_desk.base.message import Message, msg
from travel_desk.today import rules
from travel_desk.today.rules import (
    Custody,
    Expiring,
    Facts,
    GroupKey,
    Held,
    Leaving,
    Overdue,
    Unfinished,
    Waiting,
    Who,
)

TODAY = date(2026, 11, 5)
DAY = timedelta(days=1)
WHO = Who("Сарнай", "SARNAI")
HELD = Held(3, WHO, msg("Diplomatic"), "D0047712", "Safe 1, B-07", "Order 31/2026", date(2026, 11, 2))
LEAVING = Leaving(
    5, WHO, TODAY, TODAY + 3 * DAY, "5–8 Nov 2026", msg("Muscat, Oman"), "Site visit", 3, Custody.HERE
)
WAITING = Waiting(5, WHO, "Security Office", msg("Vienna, Austria"), TODAY + 11 * DAY, TODAY - 2 * DAY)
OVERDUE = Overdue(3, WHO, "S0290467", TODAY - 2 * DAY, date(2026, 10, 27))
PAPER = Unfinished(9, WHO, "TD-2026-000001", "slip", True, TODAY)
EXPIRING = Expiring(3, WHO, msg("Service"), "S0277340", TODAY + 74 * DAY)


def say(message: Message) -> str:
    return Language("en").say(message)


def test_an_empty_day_has_no_groups() -> None:
    assert rules.groups_of(Facts(), TODAY) == ()


def test_what_is_held_without_ground_stands_first_and_the_groups_keep_their_order() -> None:
    facts = Facts([HELD], [LEAVING], [WAITING], [OVERDUE], [PAPER], [EXPIRING])
    groups = rules.groups_of(facts, TODAY)
    assert [group.key for group in groups] == list(GroupKey)
    assert say(groups[0].key.head) == "To give back"
    assert say(groups[0].note) == "the ground for keeping them has lapsed"


def test_late_decisions_stand_first_and_are_counted() -> None:
    soon = replace(WAITING, request_id=6, due=TODAY + DAY)
    back = replace(WAITING, request_id=7, due=None, sent_back=True)
    unset = replace(WAITING, request_id=8, due=None)
    (group,) = rules.groups_of(Facts(waiting=[back, unset, soon, WAITING]), TODAY)
    assert [line.button.id for line in group.lines] == [5, 6, 8, 7]
    assert say(group.note) == "1 late"
    (calm,) = rules.groups_of(Facts(waiting=[soon]), TODAY)
    assert say(calm.note) == ""


def test_a_lapsed_ground_says_since_when_and_asks_to_give_back() -> None:
    line = rules.give_back_line(HELD, TODAY)
    assert say(line.what) == "Diplomatic passport D0047712 · Safe 1, B-07"
    assert say(line.marks[0].text) == "Lapsed 3 days ago"
    assert (line.button.verb, line.button.kind, line.urgent) == ("give_back", "passport", True)


@pytest.mark.parametrize(
    ("change", "verb", "mark"),
    [
        ({}, "issue_slip", "No slip yet"),
        ({"slip_id": 9, "slip_state": "to_sign"}, "sign_paper", "Slip to sign"),
        ({"slip_id": 9, "slip_state": "signed"}, "print_paper", "Not printed"),
        ({"slip_id": 9, "slip_state": "signed", "prints": 1}, "hand_out", "Slip printed"),
        (
            {"slip_id": 9, "slip_state": "signed", "prints": 1, "custody": Custody.OUT},
            "record_departure",
            "Slip printed",
        ),
        (
            {"slip_id": 9, "slip_state": "signed", "prints": 1, "passport_id": None},
            "record_departure",
            "Slip printed",
        ),
    ],
)
def test_who_leaves_gets_the_next_deed_that_leaving_needs(
    change: dict[str, object], verb: str, mark: str
) -> None:
    line = rules.leaving_line(replace(LEAVING, **change), TODAY)
    assert line.button.verb == verb
    assert say(line.marks[1].text) == mark


@pytest.mark.parametrize(
    ("days", "words", "urgent"),
    [(0, "Today · Muscat", True), (1, "Tomorrow · Muscat", False), (-2, "Should have left Tue 3 Nov", True)],
)
def test_a_leaving_line_says_when(days: int, words: str, urgent: bool) -> None:
    line = rules.leaving_line(replace(LEAVING, leaves=TODAY + days * DAY), TODAY)
    assert say(line.what).startswith(words)
    assert line.urgent is urgent


def test_a_trip_of_four_days_counts_both_ends() -> None:
    assert say(rules.leaving_line(LEAVING, TODAY).note) == "5–8 Nov 2026, 4 days · Site visit"


@pytest.mark.parametrize(
    ("due", "mark", "urgent"),
    [
        (TODAY - 2 * DAY, "2 days late", True),
        (TODAY, "Due today", True),
        (TODAY + DAY, "Due tomorrow", False),
        (TODAY + 4 * DAY, "Due Mon 9 Nov 2026", False),
        (None, "No day set", False),
    ],
)
def test_a_decision_says_when_it_is_due(due: date | None, mark: str, urgent: bool) -> None:
    line = rules.waiting_line(replace(WAITING, due=due), TODAY)
    assert say(line.marks[0].text) == mark
    assert line.urgent is urgent


def test_only_who_may_decide_is_asked_to() -> None:
    assert rules.waiting_line(WAITING, TODAY).button.verb == "open"
    assert rules.waiting_line(replace(WAITING, decidable=True), TODAY).button.verb == "decide"
    back = rules.waiting_line(replace(WAITING, decidable=True, sent_back=True), TODAY)
    assert back.button.verb == "open"
    assert say(back.what) == "Sent back to the traveller by Security Office"
    assert say(back.marks[0].text) == "With the traveller"


def test_an_overdue_passport_says_since_when() -> None:
    line = rules.overdue_line(OVERDUE, TODAY)
    assert say(line.what) == "Home since Tue 27 Oct 2026 · passport S0290467 not brought back"
    assert say(line.marks[0].text) == "2 days overdue"
    unknown = rules.overdue_line(replace(OVERDUE, home_on=None), TODAY)
    assert say(unknown.what) == "Passport S0290467 not brought back"


def test_papers_to_sign_come_before_papers_to_print() -> None:
    printed = replace(PAPER, paper_id=8, to_sign=False, issued_on=TODAY - DAY)
    (group,) = rules.groups_of(Facts(unfinished=[printed, PAPER]), TODAY)
    assert [line.button.verb for line in group.lines] == ["sign_paper", "print_paper"]
    assert say(group.lines[0].what) == "Approval slip TD-2026-000001"
    assert say(rules.paper_line(replace(PAPER, kind="other"), TODAY).what).startswith("Paper ")


def test_a_long_group_that_can_wait_shows_its_first_lines_and_counts_the_rest() -> None:
    planned = replace(EXPIRING, passport_id=99, expires_on=TODAY + 80 * DAY, next_trip=TODAY + 9 * DAY)
    (group,) = rules.groups_of(Facts(expiring=[EXPIRING] * 10 + [planned]), TODAY)
    assert (len(group.lines), group.more, group.count) == (8, 3, 11)
    assert say(group.note) == "3 more"
    assert group.lines[0].button.id == 99


def test_a_passport_that_expires_before_a_trip_is_marked_more_strongly() -> None:
    line = rules.expiring_line(EXPIRING, TODAY)
    assert (say(line.note), line.marks[0].tone) == ("No trip planned", "info")
    assert say(line.marks[0].text) == "in 74 days"
    planned = rules.expiring_line(replace(EXPIRING, next_trip=date(2026, 12, 8)), TODAY)
    assert (say(planned.note), planned.marks[0].tone) == ("Next trip leaves Tue 8 Dec 2026", "warning")


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_the_next_seven_days_count_all_who_leave_or_come_home_within_them(
    out: list[int], home: list[int]
) -> None:
    flows = rules.seven_days(TODAY, [TODAY + n * DAY for n in out], [TODAY + n * DAY for n in home])
    assert [flow.day for flow in flows] == [TODAY + n * DAY for n in range(7)]
    assert sum(flow.out for flow in flows) == sum(n < 7 for n in out)
    assert sum(flow.home for flow in flows) == sum(n < 7 for n in home)
