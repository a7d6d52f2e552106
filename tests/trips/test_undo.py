"""What was recorded by mistake is taken back by a deed of its own, while nobody built on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.trips import desks
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.desk import Changed, Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.trips import actions
from travel_desk.trips.rules import Event, RequestFacts, State

LEFT, HOME = date(2026, 11, 23), date(2026, 11, 27)


@pytest.fixture
def world(tmp_path: Path) -> desks.World:
    return desks.world(tmp_path)


def now(world: desks.World, day: date) -> None:
    world.desk.clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))  # type: ignore[attr-defined]


def leaving(world: desks.World) -> RequestFacts:
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    now(world, LEFT)
    return world.request(one.trip_id)


def take_back(desk: Desk, made: Changed[None]) -> None:
    assert made.undo is not None
    made.undo.action(desk, *made.undo.args)


def label(made: Changed[None]) -> str:
    assert made.undo is not None
    return Language("en").say(made.undo.label)


def entries(desk: Desk) -> list[str]:
    with desk.database.read() as connection:
        asked = sa.select(journal_entry.c.verb).order_by(journal_entry.c.number.desc()).limit(2)
        return list(connection.execute(asked).scalars())[::-1]


def test_a_departure_is_taken_back_and_recorded_again(world: desks.World) -> None:
    one = leaving(world)
    made = actions.record_departure(world.desk, one.id, one.version, LEFT)
    assert label(made) == "Departure recorded."
    take_back(world.desk, made)
    again = world.request(one.trip_id)
    assert (again.state, again.departed_on) == (State.SLIP_ISSUED, None)
    assert entries(world.desk) == ["record_departure", "undo_departure"]
    actions.record_departure(world.desk, one.id, again.version, LEFT)


def test_a_homecoming_is_taken_back_with_what_came_of_the_trip(world: desks.World) -> None:
    one = leaving(world)
    actions.record_departure(world.desk, one.id, one.version, LEFT)
    now(world, HOME)
    made = actions.record_homecoming(
        world.desk, one.id, world.request(one.trip_id).version, HOME, "A draft treaty."
    )
    assert label(made) == "Homecoming recorded."
    take_back(world.desk, made)
    again = world.request(one.trip_id)
    assert (again.state, again.home_on, again.report) == (State.DEPARTED, None, "")
    assert again.departed_on == LEFT
    assert entries(world.desk) == ["record_homecoming", "undo_homecoming"]


def test_a_discarded_draft_is_taken_up_again(world: desks.World) -> None:
    draft = world.request(actions.draft_trip(world.desk, world.draft()).value)
    made = actions.withdraw_request(world.desk, draft.id, draft.version, "")
    assert label(made) == "Draft discarded."
    take_back(world.desk, made)
    assert world.request(draft.trip_id).state is State.DRAFT
    assert entries(world.desk) == ["withdraw_request", "undo_withdrawal"]


def test_a_withdrawal_that_the_offices_know_of_is_not_taken_back(world: desks.World) -> None:
    one = world.submitted()
    made = actions.withdraw_request(world.desk, one.id, one.version, "The forum is off.")
    assert made.undo is None
    with pytest.raises(Refused, match="Enter the trip anew"):
        actions.undo_withdrawal(world.desk, one.id, world.request(one.trip_id).version)


def test_nothing_is_taken_back_once_somebody_built_on_it(world: desks.World) -> None:
    one = leaving(world)
    made = actions.record_departure(world.desk, one.id, one.version, LEFT)
    now(world, HOME)
    actions.record_homecoming(world.desk, one.id, world.request(one.trip_id).version, HOME)
    with pytest.raises(Refused, match="Somebody changed this"):
        take_back(world.desk, made)
    assert world.request(one.trip_id).state is State.HOME


@pytest.mark.parametrize("undo", [actions.undo_departure, actions.undo_homecoming])
def test_what_was_never_recorded_is_not_taken_back(
    world: desks.World, undo: Callable[[Desk, int, int], object]
) -> None:
    one = world.submitted()
    with pytest.raises(Refused, match="can't be undone"):
        undo(world.desk, one.id, one.version)
