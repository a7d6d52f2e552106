"""Passports at the counter: four handovers, their receipts, and who may not."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdfium2 import PdfDocument

from tests import factory
from tests.custody import counter
from tests.custody.counter import GIVEN_ON, HELD_ON, NUMBER, REVIEW, TODAY, Counter, approved_trip
from tests.trips import people
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.custody import actions, queries
from travel_desk.custody.rules import (
    BookletState,
    BringBack,
    GiveBack,
    GroundKind,
    Handling,
    HandOut,
    Kind,
    NewPlaces,
    NewSafe,
    Representative,
    State,
    TakeIn,
    Use,
)
from travel_desk.custody.tables import handover
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.papers.tables import paper


@pytest.fixture
def at(tmp_path: Path) -> Counter:
    return counter.open_counter(tmp_path)


def text_of(desk: Desk, paper_id: int) -> str:
    """The text of a stored paper's first page."""
    with desk.database.read() as connection:
        name, sha256 = connection.execute(
            sa.select(paper.c.stored_name, paper.c.sha256).where(paper.c.id == paper_id)
        ).one()
        content = desk.files.get(connection, name)
    assert sha256
    return str(PdfDocument(content)[0].get_textpage().get_text_bounded())


def test_a_passport_is_taken_in_handed_out_brought_back_and_given_back(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person, at.passport)
    at.take_in()
    at.hand_out(trip)
    at.bring_back(at.places[1])
    at.give_back()
    past = queries.movements(at.desk, at.passport)
    assert [one.kind for one in past] == [Kind.TAKE_IN, Kind.HAND_OUT, Kind.BRING_BACK, Kind.GIVE_BACK]
    assert [one.receipt for one in past] == [f"TD-H-2026-{n:06}" for n in (1, 2, 3, 4)]
    assert past[2].place is not None
    assert past[2].place.label == "Safe 1, A-02"
    assert past[2].review_on == REVIEW
    assert queries.custody_of(at.desk, at.passport).state(TODAY) is State.WITH_HOLDER


def test_each_receipt_names_the_fingerprint_of_the_one_before(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    first = at.take_in()
    second = at.hand_out(trip)
    said = text_of(at.desk, second.paper)
    [before] = [m for m in queries.movements(at.desk, at.passport) if m.receipt == first.number]
    assert said.count(first.number) == 2
    fours = [before.sha256[n : n + 4] for n in range(0, 64, 4)]
    assert said.count(" ".join(fours[:8])) == 2
    assert "HANDED OUT" in said
    assert "Approved trip, slip TD-T-2026-0001" in said
    assert "Mon 16 Nov 2026" in said
    assert "Copy 1 of 2" in said
    assert "Copy 2 of 2" in said
    assert "None: this is the first one." in text_of(at.desk, first.paper)


def test_a_due_day_that_was_not_counted_says_nothing_of_counting(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    at.take_in()
    said = text_of(at.desk, at.hand_out(trip, due=date(2026, 11, 12)).paper)
    assert "Thu 12 Nov 2026" in said
    assert "working days after coming home" not in said


def test_a_handover_is_one_entry_in_the_journal_without_a_name_or_number(at: Counter) -> None:
    at.take_in()
    with at.desk.database.read() as connection:
        entries = connection.execute(
            sa.select(journal_entry.c.verb, journal_entry.c.body)
            .order_by(journal_entry.c.number.desc())
            .limit(1)
        ).all()
    assert entries[0].verb == "take_in"
    assert NUMBER.encode() not in entries[0].body
    assert b"order 2026-14" not in entries[0].body


def test_whoever_saw_an_older_state_loses_nothing_and_is_told(at: Counter) -> None:
    other = factory.at(at.desk, Role.CUSTODIAN)
    trip = approved_trip(at.desk, at.person)
    at.take_in()
    seen = at.version()
    order = HandOut(Handling(NUMBER), trip, date(2026, 11, 16))
    actions.hand_out(at.desk, at.passport, seen, order)
    with pytest.raises(Refused, match="Meanwhile Custodian User recorded of this passport: Handed out"):
        actions.hand_out(other, at.passport, seen, order)
    assert at.version() == 2
    other.close()


def test_two_booklets_never_lie_in_one_place(at: Counter) -> None:
    at.take_in()
    second = people.booklet(at.desk, at.person, "S0299999", date(2031, 1, 1), "service")
    order = TakeIn(Handling("S0299999"), HELD_ON, REVIEW, at.places[0])
    with pytest.raises(Refused, match="Safe 1, A-01 holds another passport"):
        actions.take_in(at.desk, second, 0, order)
    with pytest.raises(Refused, match="no such place"):
        actions.take_in(at.desk, second, 0, replace(order, place_id=99))
    actions.take_in(at.desk, second, 0, replace(order, place_id=at.places[1]))


def test_the_wrong_booklet_stays_in_the_safe(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    at.take_in()
    order = HandOut(Handling("D0081462"), trip, date(2026, 11, 16))
    with pytest.raises(Refused, match="This is booklet D0081462, not D0081426"):
        actions.hand_out(at.desk, at.passport, 1, order)
    assert at.version() == 1


def test_nothing_leaves_before_the_slip_is_issued(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person, state="approved")
    at.take_in()
    with pytest.raises(Refused, match="Issue the slip first"):
        at.hand_out(trip)
    undated = approved_trip(at.desk, at.person, leaves=None, home=None, number="T-2026-0009")
    for missing in (99, undated):
        with pytest.raises(Refused, match="no such trip request"):
            at.hand_out(missing)


def test_nothing_leaves_on_a_slip_that_nobody_signed_yet(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person, signed=False)
    at.take_in()
    with pytest.raises(Refused, match="TD-T-2026-0001 is not signed yet"):
        at.hand_out(trip)
    with at.desk.database.write() as connection:
        done = {"state": "ready", "stored_name": "a", "sha256": "0" * 64}
        connection.execute(sa.update(paper).where(paper.c.subject_id == trip).values(done))
    at.hand_out(trip)


def test_a_representative_signs_on_a_recorded_authority(at: Counter) -> None:
    stand_in = people.official(at.desk, "Анна", "ERIKSSON ANNA", expires=None)
    how = Handling(NUMBER, representative=Representative(stand_in, "letter of 3 Nov", TODAY))
    done = actions.take_in(at.desk, at.passport, 0, TakeIn(how, HELD_ON, REVIEW, at.places[0])).value
    said = text_of(at.desk, done.paper)
    assert "ERIKSSON, ANNA" in said
    assert "for HADDAD, LAYLA" in said
    assert "Authority: letter of 3 Nov" in said
    [one] = queries.movements(at.desk, at.passport)
    assert (one.representative, one.authority, one.party_id) == ("Анна", "letter of 3 Nov", at.person)
    unknown = Handling(NUMBER, representative=Representative(99, "letter"))
    at.give_back()
    with pytest.raises(Refused, match="no such person"):
        actions.take_in(at.desk, at.passport, 2, TakeIn(unknown, HELD_ON, REVIEW, at.places[0]))


def test_nobody_handles_their_own_passport_or_collects_for_another(at: Counter) -> None:
    counter.be_official(at.desk, "custodian", at.person)
    own = factory.at(at.desk, Role.CUSTODIAN)
    with pytest.raises(Refused, match="your own case"):
        at.take_in(desk=own)
    own.close()
    other = people.official(at.desk, "Bo", "BO BO", number="D0000002")
    [row] = queries.passports_of(at.desk, other)
    own = factory.at(at.desk, Role.CUSTODIAN)
    how = Handling("D0000002", representative=Representative(at.person, "letter"))
    with pytest.raises(Refused, match="your own case"):
        actions.take_in(own, row.id, 0, TakeIn(how, HELD_ON, REVIEW, at.places[0]))
    own.close()


def test_a_clerk_moves_no_passport(at: Counter) -> None:
    clerk = factory.at(at.desk, Role.CLERK)
    with pytest.raises(Refused, match="Your role may not do this"):
        at.take_in(desk=clerk)
    with pytest.raises(Refused, match="Your role may not do this"):
        actions.add_safe(clerk, NewSafe("Safe 9", 1))
    clerk.close()


def test_the_desk_head_gives_a_passport_back(at: Counter) -> None:
    at.take_in()
    head = factory.at(at.desk, Role.DESK_HEAD)
    order = GiveBack(Handling(NUMBER), GIVEN_ON)
    done = actions.give_back(head, at.passport, 1, order).value
    assert "Desk head" in text_of(head, done.paper)
    head.close()


def test_a_late_entry_gives_its_reason(at: Counter) -> None:
    happened = at.clock.now() - timedelta(days=2)
    how = Handling(NUMBER, BookletState.WORN, happened)
    order = TakeIn(how, HELD_ON, REVIEW, at.places[0])
    with pytest.raises(Refused, match="reason for the late entry"):
        actions.take_in(at.desk, at.passport, 0, order)
    with pytest.raises(Refused, match="in the future"):
        actions.take_in(
            at.desk, at.passport, 0,
            replace(order, how=replace(how, happened=at.clock.now() + timedelta(hours=1))),
        )  # fmt: skip
    late = replace(order, how=replace(how, late_reason="The desk was closed."))
    actions.take_in(at.desk, at.passport, 0, late)
    [one] = queries.movements(at.desk, at.passport)
    assert (one.happened_at, one.recorded_at, one.late_reason) == (
        happened,
        at.clock.now(),
        "The desk was closed.",
    )


def test_a_safe_is_named_once_and_has_a_custodian(at: Counter) -> None:
    custodian = at.desk.session.user_id
    with pytest.raises(Refused, match="There is a safe of this name"):
        actions.add_safe(at.desk, NewSafe("safe 1", custodian))
    with pytest.raises(Refused, match="an active custodian"):
        actions.add_safe(at.desk, NewSafe("Safe 2", 1))
    with pytest.raises(Refused, match="exists already"):
        actions.add_place(at.desk, at.safe, 2, NewPlaces("A", "03"))
    with pytest.raises(Refused):
        actions.add_place(at.desk, at.safe, 1, NewPlaces("B", "01"))
    actions.add_place(at.desk, at.safe, 2, NewPlaces("B", "01"))
    with pytest.raises(Refused):
        actions.add_place(at.desk, 99, 1, NewPlaces("B", "01"))
    [safe] = queries.safes(at.desk)
    assert (safe.name, safe.places, safe.full, safe.version) == ("Safe 1", 4, 0, 3)


def test_a_passport_that_is_not_there_is_not_moved(at: Counter) -> None:
    with pytest.raises(Refused, match="no such passport"):
        actions.take_in(at.desk, 99, 0, TakeIn(Handling("X"), HELD_ON, REVIEW, at.places[0]))


def test_a_new_ground_comes_with_a_passport_brought_back(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    at.take_in()
    at.hand_out(trip)
    ground = replace(HELD_ON, kind=GroundKind.ORDER, text="order 2026-99")
    later = REVIEW + timedelta(days=60)
    order = BringBack(Handling(NUMBER), Use.UNUSED, at.places[2], ground, later)
    actions.bring_back(at.desk, at.passport, 2, order)
    last = queries.custody_of(at.desk, at.passport).last
    assert last is not None
    assert (last.ground, last.review_on, last.use) == (ground, later, Use.UNUSED)


def test_a_deed_that_fails_leaves_nothing_behind(at: Counter) -> None:
    at.take_in()
    with at.desk.database.read() as connection:
        before = connection.execute(sa.select(sa.func.count()).select_from(paper)).scalar()
    with pytest.raises(Refused):
        at.hand_out(99)
    with at.desk.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(paper)).scalar() == before
        assert connection.execute(sa.select(sa.func.count()).select_from(handover)).scalar() == 1
    trip = approved_trip(at.desk, at.person)
    assert at.hand_out(trip).number == "TD-H-2026-000002"


def test_of_two_desks_that_move_a_booklet_at_once_one_wins(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    at.take_in()
    other = factory.at(at.desk, Role.CUSTODIAN)
    leave = HandOut(Handling(NUMBER), trip, date(2026, 11, 16))
    home = GiveBack(Handling(NUMBER), GIVEN_ON)
    with ThreadPoolExecutor(2) as both:
        tried = [
            both.submit(actions.hand_out, at.desk, at.passport, 1, leave),
            both.submit(actions.give_back, other, at.passport, 1, home),
        ]
    refused = [str(one.exception()) for one in tried if one.exception() is not None]
    assert len(refused) == 1
    assert "Meanwhile Custodian User recorded of this passport" in refused[0]
    assert at.version() == 2
    other.close()


@pytest.mark.parametrize(
    "statement",
    [
        # the same movement once more, at another place
        "INSERT INTO handover SELECT id + 9, passport_id, number, {rest} FROM handover WHERE number = 1",
        # a movement that leaves out numbers
        "INSERT INTO handover SELECT id + 9, passport_id, number + 5, {rest} FROM handover WHERE number = 1",
        # a first movement of another passport into the place that is taken
        "INSERT INTO handover SELECT id + 9, passport_id + 1, number, {rest} FROM handover WHERE number = 1",
        "UPDATE handover SET place_id = 2",
        "UPDATE handover SET ground = 'another'",
        "UPDATE handover SET next_number = 2",
        "DELETE FROM handover",
        "DELETE FROM place",
        "DELETE FROM passport WHERE id = 1",
    ],
)
def test_the_desks_own_database_refuses_what_breaks_the_chain(at: Counter, statement: str) -> None:
    people.booklet(at.desk, at.person, "S0299999", date(2031, 1, 1), "service")
    at.take_in()
    rest = ", ".join(f'"{c.name}"' for c in handover.c if c.name not in ("id", "passport_id", "number"))
    columns = statement.format(rest=rest).replace(
        "INTO handover SELECT", f"INTO handover (id, passport_id, number, {rest}) SELECT"
    )
    with pytest.raises(sa.exc.IntegrityError), at.desk.database.write() as connection:
        connection.exec_driver_sql(columns)
    assert [one.kind for one in queries.movements(at.desk, at.passport)] == [Kind.TAKE_IN]


@pytest.mark.usefixtures("in_kyiv")
def test_the_journal_tells_the_state_of_the_local_day(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person)
    at.take_in()
    at.hand_out(trip)
    at.clock.set(datetime(2026, 11, 16, 22, 30, tzinfo=UTC))  # due on the 16th, brought on the 17th
    at.bring_back()
    with at.desk.database.read() as connection:
        asked = sa.select(journal_entry.c.body).order_by(journal_entry.c.number.desc())
        body = connection.execute(asked).scalar()
    assert body is not None
    assert json.loads(body)["changes"]["custody"] == ["overdue", "in_custody"]
