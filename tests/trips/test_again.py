"""Where a request comes again after its correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from travel_desk.policy.rules import Stage
from travel_desk.trips.rules import Leg, RouteStage, StageState, Why, comes_again, plan_stages

TODAY = date(2026, 11, 5)
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
LEGS = (Leg("UG", "Kampala", date(2026, 12, 14), date(2026, 12, 18)),)
OFFICES = ("security_office", "head_of_organisation", "head_of_government")
ROUTE = [Stage(code, code.title(), 3, code == OFFICES[-1]) for code in OFFICES]


def sent_back_at(position: int, *, carried: int | None = None) -> list[RouteStage]:
    states = [StageState.APPROVED] * (position - 1) + [StageState.SENT_BACK]
    states += [StageState.WAITING] * (len(OFFICES) - position)
    made = [
        RouteStage(at, 1, at, code, code.title(), 3, code == OFFICES[-1], NOON, TODAY, state)
        for at, (code, state) in enumerate(zip(OFFICES, states, strict=True), 1)
    ]
    return made if carried is None else [replace(made[0], carried_from=carried), *made[1:]]


def test_it_returns_to_the_office_that_sent_it_back_and_what_was_decided_before_stands() -> None:
    again = comes_again(sent_back_at(2), LEGS, ROUTE, LEGS)
    assert again is not None
    assert (again.why, again.stage, [one.office_code for one in again.kept]) == (Why.SAME, 2, [OFFICES[0]])


def test_a_trip_to_another_place_or_on_other_days_is_decided_anew_by_all() -> None:
    for changed in (
        replace(LEGS[0], country="KE"),
        replace(LEGS[0], city="Gulu"),
        replace(LEGS[0], leaves=date(2026, 12, 19)),
    ):
        again = comes_again(sent_back_at(2), LEGS, ROUTE, (changed,))
        assert again is not None
        assert (again.why, again.stage, again.kept) == (Why.TRIP, 1, ())


def test_the_same_city_in_other_letters_is_the_same_trip() -> None:
    again = comes_again(sent_back_at(2), LEGS, ROUTE, (replace(LEGS[0], city=" KAMPALA "),))
    assert again is not None
    assert again.why is Why.SAME


def test_another_office_on_the_way_makes_the_whole_route_be_asked() -> None:
    again = comes_again(sent_back_at(2), LEGS, ROUTE[1:], LEGS)
    assert again is not None
    assert (again.why, again.stage) == (Why.ROUTE, 1)


def test_an_office_that_comes_only_later_changes_nothing_for_those_before() -> None:
    again = comes_again(sent_back_at(2), LEGS, ROUTE[:2], LEGS)
    assert again is not None
    assert (again.why, again.stage) == (Why.SAME, 2)


def test_what_was_not_sent_back_comes_for_the_first_time() -> None:
    assert comes_again([], (), ROUTE, LEGS) is None


def test_a_decision_that_was_carried_already_stays_where_it_was_made() -> None:
    again = comes_again(sent_back_at(2, carried=77), LEGS, ROUTE, LEGS)
    assert again is not None
    assert [one.decided_as for one in again.kept] == [77]


@given(st.integers(1, len(OFFICES)))
def test_kept_and_planned_stages_make_the_whole_route_once(position: int) -> None:
    again = comes_again(sent_back_at(position), LEGS, ROUTE, LEGS)
    assert again is not None
    planned = plan_stages(ROUTE, TODAY, first=again.stage)
    assert [one.position for one in (*again.kept, *planned)] == [1, 2, 3]
    assert [one.office_code for one in (*again.kept, *planned)] == list(OFFICES)
