"""Whatever is tried in whatever order, each booklet is in exactly one place, and on a ground."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests import factory
from tests.custody import counter
from tests.custody.counter import GIVEN_ON, HELD_ON, NUMBER, REVIEW, approved_trip
from tests.trips import people
from travel_desk.base.message import Refused
from travel_desk.custody import actions, queries
from travel_desk.custody.rules import (
    BringBack,
    Found,
    GiveBack,
    Handling,
    HandOut,
    Inventory,
    Kind,
    State,
    TakeIn,
    Use,
)
from travel_desk.custody.tables import handover
from travel_desk.desk import Credentials

SECOND = "S0299999"
WHICH = st.integers(0, 1)
PLACE = st.integers(0, 1)


class Counter(RuleBasedStateMachine):
    """Two booklets, two places, one trip; the model only knows who has each booklet."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.at = counter.open_counter(self.folder)
        desk = self.at.desk
        other = people.booklet(desk, self.at.person, SECOND, date(2031, 1, 1), "service")
        self.passports = [self.at.passport, other]
        self.numbers = [NUMBER, SECOND]
        self.trip = approved_trip(desk, self.at.person)
        self.lies: list[int | None] = [None, None]
        self.out = [False, False]
        self.moves = [0, 0]

    def teardown(self) -> None:
        self.at.desk.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def attempt(self, which: int, allowed: bool, deed: Callable[[], object]) -> bool:
        """Do the deed; it must succeed exactly where the model allows it."""
        try:
            deed()
        except Refused:
            assert not allowed
            return False
        assert allowed
        self.moves[which] += 1
        self.at.clock.forward(minutes=1)
        return True

    @rule(which=WHICH, place=PLACE)
    def take_in(self, which: int, place: int) -> None:
        order = TakeIn(Handling(self.numbers[which]), HELD_ON, REVIEW, self.at.places[place])
        free = self.lies[1 - which] != place
        allowed = self.lies[which] is None and not self.out[which] and free
        if self.attempt(which, allowed, lambda: self.do(actions.take_in, which, order)):
            self.lies[which] = place

    @rule(which=WHICH, place=PLACE)
    def open_inventory(self, which: int, place: int) -> None:
        order = Inventory(
            (Found(self.passports[which], self.at.places[place], HELD_ON, REVIEW),), reason="Found late"
        )
        second = Credentials("desk_head", factory.PASSWORD)
        allowed = not self.moves[which] and self.lies[1 - which] != place
        if self.attempt(which, allowed, lambda: actions.open_inventory(self.at.desk, order, second)):
            self.lies[which] = place

    @rule(which=WHICH)
    def hand_out(self, which: int) -> None:
        order = HandOut(Handling(self.numbers[which]), self.trip, date(2026, 11, 16))
        allowed = self.lies[which] is not None
        if self.attempt(which, allowed, lambda: self.do(actions.hand_out, which, order)):
            self.lies[which], self.out[which] = None, True

    @rule(which=WHICH, place=PLACE)
    def bring_back(self, which: int, place: int) -> None:
        order = BringBack(Handling(self.numbers[which]), Use.USED, self.at.places[place])
        allowed = self.out[which] and self.lies[1 - which] != place
        if self.attempt(which, allowed, lambda: self.do(actions.bring_back, which, order)):
            self.lies[which], self.out[which] = place, False

    @rule(which=WHICH)
    def give_back(self, which: int) -> None:
        order = GiveBack(Handling(self.numbers[which]), GIVEN_ON)
        allowed = self.lies[which] is not None
        if self.attempt(which, allowed, lambda: self.do(actions.give_back, which, order)):
            self.lies[which] = None

    @rule(which=WHICH)
    def someone_saw_an_older_state(self, which: int) -> None:
        order = GiveBack(Handling(self.numbers[which]), replace(GIVEN_ON, text="x"))
        if self.moves[which]:
            deed = lambda: actions.give_back(  # noqa: E731  # one line of the story
                self.at.desk, self.passports[which], self.moves[which] - 1, order
            )
            self.attempt(which, False, deed)

    def do(self, action: Callable[..., object], which: int, order: object) -> None:
        action(self.at.desk, self.passports[which], self.moves[which], order)

    @invariant()
    def each_booklet_is_in_exactly_one_place(self) -> None:
        rows = {row.id: row for row in queries.passport_rows(self.at.desk, self.passports)}
        for which, passport in enumerate(self.passports):
            row, place = rows[passport], self.lies[which]
            inside, outside = place is not None, self.out[which]
            assert row.state is (
                State.IN_CUSTODY if inside else State.HANDED_OUT if outside else State.WITH_HOLDER
            )
            assert row.place == (f"Safe 1, A-{place + 1:02}" if place is not None else "")
            assert len(queries.movements(self.at.desk, passport)) == self.moves[which]
        [safe] = queries.safes(self.at.desk)
        assert safe.full == sum(place is not None for place in self.lies)

    @invariant()
    def what_leaves_has_a_ground_a_due_date_and_a_trip(self) -> None:
        with self.at.desk.database.read() as connection:
            rows = connection.execute(sa.select(handover)).all()
        for row in rows:
            assert row.ground
            assert row.article
            assert (row.due_back is not None) == (row.kind == Kind.HAND_OUT)
            assert (row.request_id is not None) == (row.kind == Kind.HAND_OUT)
            assert (row.review_on is not None) == Kind(row.kind).inwards
        assert sum(row.next_number is None for row in rows) == sum(moves > 0 for moves in self.moves)


Counter.TestCase.settings = settings(max_examples=10, stateful_step_count=12, deadline=None)
TestAnyOrder = Counter.TestCase
