"""The deeds on trips, on a real desk: what stands in the register after each, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.trips import desks, people
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.trips import actions, reading, steps, store
from travel_desk.trips.rules import Event, Kind, Leg, NewFile, StageState, State, Traveller
from travel_desk.trips.tables import attachment


@pytest.fixture
def world(tmp_path: Path) -> desks.World:
    return desks.world(tmp_path)


def test_a_draft_is_kept_with_a_number_of_its_trip_and_none_of_its_request(world: desks.World) -> None:
    trip = actions.draft_trip(world.desk, world.draft()).value
    one = world.request(trip)
    assert (one.state, one.number, one.trip_number) == (State.DRAFT, "", "T-2026-0001")
    assert one.legs == (desks.KAMPALA, desks.KISUMU)
    assert one.name == "Ελένη Μαυρίδη"
    assert (one.post, one.organisation) == ("Adviser", "Ministry of Water")


def test_a_submitted_trip_is_one_request_a_traveller_each_judged_by_itself(world: desks.World) -> None:
    trip = actions.submit_trip(world.desk, world.draft(world.eleni, world.tigist, world.suleyman)).value
    routes = {one.person_id: [s.office_code for s in one.stages] for one in world.requests(trip)}
    assert routes == {
        world.eleni: ["head_of_organisation", "head_of_government"],
        world.tigist: ["security_office", "head_of_organisation", "head_of_government"],
        world.suleyman: ["head_of_organisation"],
    }
    assert [one.number for one in world.requests(trip)] == [
        "TR-2026-000001",
        "TR-2026-000002",
        "TR-2026-000003",
    ]


def test_the_first_stage_is_open_from_submission_on_and_due_by_working_days(world: desks.World) -> None:
    one = world.submitted(world.tigist)
    assert one.state is State.IN_APPROVAL
    assert [s.state for s in one.stages] == [StageState.OPEN, StageState.WAITING, StageState.WAITING]
    assert one.open_stage is not None
    assert one.open_stage.due == date(2026, 11, 10)
    assert [s.due for s in one.stages] == [date(2026, 11, 10), date(2026, 11, 13), date(2026, 11, 20)]
    assert one.judgement is not None
    assert (one.judgement.number, one.judgement.article) == (2, "3")


def test_a_request_of_august_is_judged_by_the_rule_of_august(tmp_path: Path) -> None:
    world = desks.world(tmp_path)
    clock = world.desk.clock
    clock.set(datetime(2027, 8, 31, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    with world.desk.database.write() as connection:
        connection.execute(
            sa.text("update travel_rule set from_day = '2027-09-01', until_day = null where number = 2")
        )
        connection.execute(sa.text("update travel_rule set until_day = '2027-09-01' where number = 1"))
    late = (Leg("UG", "Kampala", date(2027, 10, 4), date(2027, 10, 8)),)
    before = world.submitted(legs=late)
    clock.set(datetime(2027, 9, 1, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    later = (Leg("UG", "Kampala", date(2027, 11, 4), date(2027, 11, 8)),)
    after = world.submitted(legs=later)
    assert [s.office_code for s in before.stages] == ["head_of_organisation"]
    assert [s.office_code for s in after.stages] == ["head_of_organisation", "head_of_government"]


def test_a_draft_is_changed_and_then_submitted_under_its_number(world: desks.World) -> None:
    trip = actions.draft_trip(world.desk, world.draft(world.eleni, world.suleyman)).value
    changed = world.draft(world.eleni, world.tigist, purpose="Another forum", legs=(desks.KAMPALA,))
    actions.change_trip(world.desk, trip, 1, changed)
    assert [one.person_id for one in world.requests(trip)] == [world.eleni, world.tigist]
    assert actions.submit_trip(world.desk, changed, trip, 2).value == trip
    one = world.request(trip)
    assert (one.trip_number, one.purpose, one.legs) == ("T-2026-0001", "Another forum", (desks.KAMPALA,))
    assert one.state is State.IN_APPROVAL


def test_a_change_to_what_somebody_else_changed_meanwhile_is_refused(world: desks.World) -> None:
    trip = actions.draft_trip(world.desk, world.draft()).value
    actions.change_trip(world.desk, trip, 1, world.draft(purpose="First"))
    with pytest.raises(Refused, match="Somebody changed this"):
        actions.change_trip(world.desk, trip, 1, world.draft(purpose="Second"))


def test_a_problem_keeps_all_of_it_out_of_the_register(world: desks.World) -> None:
    with pytest.raises(Refused) as refused:
        actions.submit_trip(world.desk, world.draft(purpose=" "))
    assert refused.value.field == "purpose"
    with world.desk.read("see_trips") as connection:
        assert connection.execute(sa.text("select count(*) from trip")).scalar_one() == 0
    assert world.submitted().trip_number == "T-2026-0001"


def test_a_second_trip_on_the_same_days_is_refused(world: desks.World) -> None:
    world.submitted()
    with pytest.raises(Refused, match="Kampala, Kisumu"):
        actions.submit_trip(world.desk, world.draft())


def test_a_passport_of_somebody_else_is_refused(world: desks.World) -> None:
    foreign = Traveller(world.eleni, True, world.passport(world.tigist))
    with pytest.raises(Refused, match="not the traveller"):
        actions.draft_trip(world.desk, world.draft(travellers=(foreign,)))


def test_a_substitute_must_be_in_the_register(world: desks.World) -> None:
    unknown = Traveller(world.eleni, True, None, 999)
    with pytest.raises(Refused):
        actions.draft_trip(world.desk, world.draft(travellers=(unknown,)))
    known = Traveller(world.eleni, True, world.passport(world.eleni), world.aasa)
    trip = actions.submit_trip(world.desk, world.draft(travellers=(known,))).value
    assert world.request(trip).substitute_name == "Åsa Lindqvist"


def test_a_request_that_was_sent_back_goes_through_its_route_anew_with_its_number(world: desks.World) -> None:
    one = world.submitted()
    world.decide(one.id, Event.SEND_BACK)
    sent = world.request(one.trip_id)
    assert sent.stages[0].state is StageState.SENT_BACK
    actions.submit_trip(world.desk, world.draft(host="The right host"), one.trip_id, sent.trip_version)
    again = world.request(one.trip_id)
    assert (again.number, again.round, again.state) == (one.number, 2, State.IN_APPROVAL)
    assert [s.state for s in again.stages] == [StageState.OPEN, StageState.WAITING]
    assert again.host == "The right host"


def test_what_others_are_judged_on_is_not_changed_under_them(world: desks.World) -> None:
    trip = world.submitted(world.eleni, world.suleyman).trip_id
    world.decide(world.requests(trip)[0].id, Event.SEND_BACK)
    with pytest.raises(Refused, match="Others on this trip"):
        actions.change_trip(world.desk, trip, 1, world.draft())


def test_a_request_that_was_submitted_is_withdrawn_not_taken_off(world: desks.World) -> None:
    trip = world.submitted(world.eleni, world.suleyman).trip_id
    for one in world.requests(trip):
        world.decide(one.id, Event.SEND_BACK)
    with pytest.raises(Refused, match="Withdraw it instead"):
        actions.change_trip(world.desk, trip, 1, world.draft(world.eleni))
    second = world.requests(trip)[1]
    actions.withdraw_request(world.desk, second.id, second.version, "Not needed after all.")
    actions.change_trip(world.desk, trip, 1, world.draft(world.eleni))
    with pytest.raises(Refused, match="has ended"):
        actions.change_trip(world.desk, trip, 2, world.draft(world.eleni, world.suleyman))


def test_a_withdrawn_request_is_no_longer_before_any_office(world: desks.World) -> None:
    one = world.submitted()
    with pytest.raises(Refused, match="Write why"):
        actions.withdraw_request(world.desk, one.id, one.version, "")
    actions.withdraw_request(world.desk, one.id, one.version, "The forum is off.")
    after = world.request(one.trip_id)
    assert (after.state, after.open_stage) == (State.WITHDRAWN, None)
    world.submitted()  # the days are free again


def test_a_draft_is_withdrawn_without_a_reason(world: desks.World) -> None:
    one = world.request(actions.draft_trip(world.desk, world.draft()).value)
    actions.withdraw_request(world.desk, one.id, one.version, "")
    assert world.request(one.trip_id).state is State.WITHDRAWN


def test_a_request_with_a_slip_is_withdrawn_after_the_slip_is_void(world: desks.World) -> None:
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    one = world.request(one.trip_id)
    with pytest.raises(Refused, match="Void the slip first"):
        actions.withdraw_request(world.desk, one.id, one.version, "Off.")
    world.decide(one.id, Event.VOID_SLIP)
    one = world.request(one.trip_id)
    actions.withdraw_request(world.desk, one.id, one.version, "Off.")


def test_a_traveller_leaves_comes_home_and_the_request_is_closed(world: desks.World) -> None:
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    one = world.request(one.trip_id)
    assert one.due_back == date(2026, 12, 4)
    clock = world.desk.clock
    clock.set(datetime(2026, 11, 23, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    actions.record_departure(world.desk, one.id, one.version, date(2026, 11, 23))
    one = world.request(one.trip_id)
    assert (one.state, one.departed_on) == (State.DEPARTED, date(2026, 11, 23))
    clock.set(datetime(2026, 11, 29, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    with pytest.raises(Refused) as refused:
        actions.record_homecoming(world.desk, one.id, one.version, date(2026, 11, 27))
    assert refused.value.field == "late_reason"
    actions.record_homecoming(
        world.desk, one.id, one.version, date(2026, 11, 27), "A draft treaty.", "The weekend."
    )
    one = world.request(one.trip_id)
    assert (one.state, one.home_on, one.report) == (State.HOME, date(2026, 11, 27), "A draft treaty.")
    actions.close_request(world.desk, one.id, one.version, note="Passport is back.")
    one = world.request(one.trip_id)
    assert (one.state, one.report) == (State.CLOSED, "A draft treaty.")


def test_no_departure_and_no_homecoming_lies_ahead_or_before_its_time(world: desks.World) -> None:
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    one = world.request(one.trip_id)
    with pytest.raises(Refused, match="never ahead"):
        actions.record_departure(world.desk, one.id, one.version, date(2026, 11, 6))
    world.desk.clock.set(datetime(2026, 11, 28, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="approved to end on"):
        actions.record_departure(world.desk, one.id, one.version, date(2026, 11, 28))
    actions.record_departure(world.desk, one.id, one.version, date(2026, 11, 27))
    one = world.request(one.trip_id)
    with pytest.raises(Refused, match="never ahead"):
        actions.record_homecoming(world.desk, one.id, one.version, date(2026, 11, 30))
    with pytest.raises(Refused, match="can't be earlier"):
        actions.record_homecoming(world.desk, one.id, one.version, date(2026, 11, 26), late_reason="Late")
    with pytest.raises(Refused, match="after the traveller came home"):
        actions.close_request(world.desk, one.id, one.version)


def test_files_are_kept_encrypted_and_named_without_their_folder(world: desks.World) -> None:
    letter = NewFile("C:\\letters\\Host letter.pdf", b"%PDF letter")
    trip = actions.submit_trip(world.desk, world.draft(files=(letter,))).value
    actions.attach_file(world.desk, trip, 1, "/tmp/Invitation.bin", b"invited")
    with world.desk.read("see_trips") as connection:
        rows = connection.execute(sa.select(attachment).order_by(attachment.c.id)).all()
        assert [(row.name, row.media_type, row.size) for row in rows] == [
            ("Host letter.pdf", "application/pdf", 11),
            ("Invitation.bin", "application/octet-stream", 7),
        ]
        assert world.desk.files.get(connection, rows[0].stored_name) == b"%PDF letter"
    stored = list((world.desk.folder).rglob("*"))
    assert not any(b"%PDF letter" in one.read_bytes() for one in stored if one.is_file())


def test_empty_and_huge_files_are_refused(world: desks.World, monkeypatch: pytest.MonkeyPatch) -> None:
    trip = world.submitted().trip_id
    with pytest.raises(Refused, match=r"Letter\.pdf is empty"):
        actions.attach_file(world.desk, trip, 1, "Letter.pdf", b"")
    monkeypatch.setattr(steps, "LARGEST_FILE", 3)
    with pytest.raises(Refused, match="larger than 20 MB"):
        actions.attach_file(world.desk, trip, 1, "Letter.pdf", b"1234")
    assert store.file_name("/") == "file"


def test_each_deed_leaves_one_entry_without_anything_personal_in_the_chain(world: desks.World) -> None:
    one = world.submitted(kind=Kind.TREATMENT, purpose="Heart clinic")
    actions.withdraw_request(world.desk, one.id, one.version, "Got well.")
    with world.desk.read("see_trips") as connection:
        entries = connection.execute(
            sa.select(journal_entry).where(journal_entry.c.verb.in_(["submit_trip", "withdraw_request"]))
        ).all()
        values = connection.execute(sa.select(journal_value.c.content)).scalars().all()
    assert [entry.person_id for entry in entries] == [world.eleni, world.eleni]
    chained = b"".join(entry.body for entry in entries)
    for word in (b"Heart", b"treatment", b"Kampala", b"Got well"):
        assert word not in chained
    assert any(b"Heart clinic" in (value or b"") for value in values)


def test_nobody_requests_a_trip_of_their_own(world: desks.World) -> None:
    world.desk.take_session(replace(world.desk.session, person_id=world.eleni))
    with pytest.raises(Refused, match="your own case"):
        actions.submit_trip(world.desk, world.draft())


def test_a_private_trip_takes_a_user_who_may_see_private_reasons(world: desks.World) -> None:
    trip = actions.draft_trip(world.desk, world.draft(kind=Kind.TREATMENT)).value
    scope = replace(world.desk.session.scope, private=False)
    world.desk.take_session(replace(world.desk.session, scope=scope))
    with pytest.raises(Refused):
        actions.draft_trip(world.desk, world.draft(kind=Kind.FAMILY))
    with pytest.raises(Refused):
        actions.change_trip(world.desk, trip, 1, world.draft())


def test_a_role_that_may_not_submit_is_refused(world: desks.World) -> None:
    auditor = factory.at(world.desk, Role.AUDITOR)
    with pytest.raises(Refused, match="Your role may not do this"):
        actions.submit_trip(auditor, world.draft())
    auditor.close()


def test_the_steps_refuse_what_has_nothing_open(world: desks.World) -> None:
    one = world.request(actions.draft_trip(world.desk, world.draft()).value)
    with world.desk.read("see_trips") as connection, pytest.raises(Refused, match="no such request"):
        steps.request_facts(connection, 99)
    with world.desk.read("see_trips") as connection, pytest.raises(Refused, match="no such request"):
        reading.request_state(connection, 99)
    with (
        pytest.raises(Refused, match="No office has this request"),
        world.desk.deed("withdraw_request") as deed,
    ):
        steps.end_stage(deed, one.id, StageState.APPROVED)
    with world.desk.deed("withdraw_request") as deed:
        deed.allow(steps.about_request(deed.connection, one.id))
        assert steps.reach_stage(deed, one.id) is None
        assert steps.promise_back(deed, one.id) == date(2026, 12, 4)
        assert steps.request_facts(deed.connection, one.id).due_back == date(2026, 12, 4)
        deed.entry("request", one.id)


def test_days_abroad_are_the_real_ones_where_they_are_recorded(world: desks.World) -> None:
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    world.desk.clock.set(datetime(2026, 11, 24, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    one = world.request(one.trip_id)
    actions.record_departure(world.desk, one.id, one.version, date(2026, 11, 24))
    with world.desk.read("see_trips") as connection:
        journey = reading.journeys_of(connection, [world.eleni])[world.eleni][0]
    assert (journey.first, journey.last) == (date(2026, 11, 24), date(2026, 11, 27))


def test_a_trip_that_is_not_there_is_said_so(world: desks.World) -> None:
    with world.desk.read("see_trips") as connection, pytest.raises(Refused, match="no such trip"):
        reading.draft_of(connection, 99)


def test_a_person_of_another_organisation_lies_outside_a_users_scope(world: desks.World) -> None:
    other = people.ministry(world.desk, "Ministry of Energy")
    stranger = people.official(world.desk, "Jule", "WATERMANN JULE", organisation_id=other, expires=None)
    scope = replace(world.desk.session.scope, organisation_path=f"/{world.ministry}/")
    world.desk.take_session(replace(world.desk.session, scope=scope))
    with pytest.raises(Refused, match="outside your scope"):
        actions.submit_trip(world.desk, world.draft(stranger))
