"""What the desk sees of passports: lists, one case at the counter, a booklet that was scanned."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.custody import counter
from tests.custody.counter import HELD_ON, NUMBER, REVIEW, Counter, approved_trip
from tests.trips import people
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.custody import queries
from travel_desk.custody.queries import Filter
from travel_desk.custody.rules import State
from travel_desk.desk import Desk
from travel_desk.desk.tables import setting, user


@pytest.fixture
def at(tmp_path: Path) -> Counter:
    return counter.open_counter(tmp_path)


def narrow(desk: Desk, path: str) -> Desk:
    """Open the desk as the clerk whose scope is one organisation, without protected persons."""
    with desk.database.write() as connection:
        connection.execute(
            sa.update(user).where(user.c.user_name == "clerk").values(organisation_path=path, protected=False)
        )
    return factory.at(desk, Role.CLERK)


def test_lists_follow_a_passport_around(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    assert queries.passport_ids(at.desk, Filter.WITH_HOLDER) == [at.passport]
    at.take_in()
    assert queries.counts(at.desk) == {
        Filter.ALL: 1,
        Filter.IN_CUSTODY: 1,
        Filter.HANDED_OUT: 0,
        Filter.OVERDUE: 0,
        Filter.GROUND_LAPSED: 0,
        Filter.WITH_HOLDER: 0,
    }
    at.hand_out(trip)
    assert queries.passport_ids(at.desk, Filter.HANDED_OUT) == [at.passport]
    assert queries.overdue(at.desk) == []
    at.clock.forward(days=12)
    [row] = queries.overdue(at.desk)
    assert (row.state, row.day, row.request_id, row.place) == (State.OVERDUE, date(2026, 11, 16), trip, "")
    at.bring_back()
    at.clock.forward(days=200)
    [row] = queries.passport_rows(at.desk, queries.passport_ids(at.desk, Filter.GROUND_LAPSED))
    assert (row.state, row.day, row.place) == (State.GROUND_LAPSED, REVIEW, "Safe 1, A-01")


@pytest.mark.parametrize(
    ("text", "found"),
    [("layla had", 1), ("D008", 1), ("d0 08", 1), ("x", 0), ("ليلى", 1), ("!", 0), (" ", 1)],
)
def test_a_passport_is_found_by_name_or_number(at: Counter, text: str, found: int) -> None:
    people.official(at.desk, "Bo", "BO BO", number="S1")
    wanted = queries.passport_ids(at.desk, text=text)
    assert (at.passport in wanted) == bool(found)
    assert len(queries.passport_ids(at.desk)) == 2


def test_the_search_over_everything_finds_passports_by_number(at: Counter) -> None:
    assert [row.id for row in queries.find_passports(at.desk, "d0081")] == [at.passport]
    assert queries.find_passports(at.desk, "d0") == []


def test_nobody_sees_a_passport_outside_their_scope(at: Counter) -> None:
    clerk = narrow(at.desk, "/999/")
    assert queries.passport_ids(clerk) == []
    assert queries.passport_rows(clerk, [at.passport]) == []
    assert queries.booklet_by_number(clerk, NUMBER) is None
    assert queries.find_someone(clerk, "layla") == []
    for question in (queries.custody_of, queries.movements, queries.case_of):
        with pytest.raises(Refused, match="outside your scope"):
            question(clerk, at.passport)
    clerk.close()


def test_a_case_brings_everything_the_counter_needs(at: Counter) -> None:
    first = queries.case_of(at.desk, at.passport)
    assert (first.post, first.organisation, first.ground, first.movements) == (
        "Adviser",
        "Ministry of Water",
        None,
        (),
    )
    assert first.suggested is not None
    assert first.suggested.label == "Safe 1, A-01"
    trip = approved_trip(at.desk, at.person, at.passport)
    approved_trip(at.desk, at.person, at.passport, state="closed", number="T-2026-0002")
    other = people.booklet(at.desk, at.person, "S0299999", date(2031, 1, 1), "service")
    at.take_in(at.places[1])
    case = queries.case_of(at.desk, at.passport)
    assert [(one.request_id, one.where, one.slip) for one in case.trips] == [
        (trip, "Nairobi", "TD-T-2026-0001")
    ]
    assert case.suggested is not None
    assert case.suggested.id == at.places[1]
    assert (case.ground, case.custody.version) == (HELD_ON, 1)
    assert queries.case_of(at.desk, other).trips == ()
    assert queries.case_of(at.desk, other).ground == HELD_ON
    colleague = people.official(at.desk, "Тігіст Бекеле", "BEKELE TIGIST", number="D0012345", expires=None)
    theirs = people.booklet(at.desk, colleague, "D0012345", date(2031, 1, 1))
    assert queries.case_of(at.desk, theirs).ground is None  # no order names them
    at.hand_out(trip)
    assert queries.case_of(at.desk, at.passport).suggested == case.suggested


def test_a_place_that_was_taken_meanwhile_is_not_suggested(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    at.take_in()
    at.hand_out(trip)
    other = people.official(at.desk, "Bo", "BO BO", number="D0000002")
    [row] = queries.passports_of(at.desk, other)
    at_bo = Counter(at.desk, at.clock, at.safe, at.places, other, row.id)
    order = counter.TakeIn(counter.Handling("D0000002"), HELD_ON, REVIEW, at.places[0])
    counter.actions.take_in(at.desk, at_bo.passport, 0, order)
    suggested = queries.case_of(at.desk, at.passport).suggested
    assert suggested is not None
    assert suggested.label == "Safe 1, A-02"
    assert [place.label for place in queries.free_places(at.desk)] == ["Safe 1, A-02", "Safe 1, A-03"]


def test_the_desk_sets_how_early_a_passport_leaves(at: Counter) -> None:
    assert queries.calendar_of(at.desk).days_before == 5
    with at.desk.database.write() as connection:
        connection.execute(sa.insert(setting).values(name="hand_out_days_before", value=2))
    trip = approved_trip(at.desk, at.person, leaves=date(2026, 11, 11), home=date(2026, 11, 12))
    at.take_in()
    with pytest.raises(Refused, match="from 2026-11-09 on"):
        at.hand_out(trip)


def test_a_request_tells_its_passport(at: Counter) -> None:
    named = approved_trip(at.desk, at.person, at.passport)
    open_ = approved_trip(at.desk, at.person, number="T-2026-0002")
    people.booklet(at.desk, at.person, "S0299999", date(2031, 1, 1), "service")
    found = queries.passport_for(at.desk, named)
    assert found is not None
    assert found.id == at.passport
    assert queries.passport_for(at.desk, open_) is None
    at.take_in()
    found = queries.passport_for(at.desk, open_)
    assert found is not None
    assert found.id == at.passport
    assert queries.passport_for(at.desk, 99) is None


def test_a_scanned_booklet_says_where_it_belongs(at: Counter) -> None:
    seen = queries.booklet_by_number(at.desk, NUMBER)
    assert seen is not None
    assert (seen.booklet.latin, seen.place) == ("HADDAD LAYLA", "")
    at.take_in()
    seen = queries.booklet_by_number(at.desk, NUMBER)
    assert seen is not None
    assert seen.place == "Safe 1, A-01"
    assert queries.booklet_by_number(at.desk, "X9") is None


def test_safes_custodians_and_people_are_listed(at: Counter) -> None:
    at.take_in()
    [safe] = queries.safes(at.desk)
    assert (safe.custodian, safe.places, safe.full) == ("Custodian User", 3, 1)
    assert [one.name for one in queries.custodians(at.desk)] == ["Custodian User"]
    [found] = queries.find_someone(at.desk, "LAYLA")
    assert (found.id, found.organisation) == (at.person, "Ministry of Water")
    assert queries.find_someone(at.desk, " ") == []


def test_passports_of_a_person_stand_with_the_longest_valid_first(at: Counter) -> None:
    people.booklet(at.desk, at.person, "S0299999", date(2031, 6, 11) + timedelta(days=1), "service")
    assert [row.number for row in queries.passports_of(at.desk, at.person)] == ["S0299999", NUMBER]
