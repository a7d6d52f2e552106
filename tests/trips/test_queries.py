"""What the pages read of trips: lists with filters and counts, one trip, what the dialog asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.trips import desks, people
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.trips import actions, queries
from travel_desk.trips.queries import Filter, Group, Question
from travel_desk.trips.rules import Event, Kind, Leg, NewFile, StageState, State, Traveller, TripDraft


@pytest.fixture
def world(tmp_path: Path) -> desks.World:
    return desks.world(tmp_path)


def leg(month: int, day: int, city: str = "Oslo", country: str = "NO") -> tuple[Leg, ...]:
    return (Leg(country, city, date(2026, month, day), date(2026, month, day + 2)),)


def ids(world: desks.World, group: Group, one: Filter = Filter.ALL, text: str = "") -> tuple[int, ...]:
    return queries.trip_ids(world.desk, Question(group, one, text))


def without_private(world: desks.World) -> None:
    scope = replace(world.desk.session.scope, private=False)
    world.desk.take_session(replace(world.desk.session, scope=scope))


def test_a_trip_stands_in_the_part_of_the_list_that_its_requests_are_in(world: desks.World) -> None:
    trip = world.submitted(world.eleni, world.suleyman)
    first, second = world.requests(trip.trip_id)
    world.decide(second.id, Event.APPROVE)
    assert ids(world, Group.PENDING) == ids(world, Group.APPROVED) == (trip.trip_id,)
    world.decide(first.id, Event.REFUSE)
    world.decide(second.id, Event.ISSUE_SLIP)
    assert ids(world, Group.PENDING) == ()
    assert ids(world, Group.CLOSED) == ids(world, Group.APPROVED, Filter.WITH_SLIP) == (trip.trip_id,)
    world.desk.clock.set(datetime(2026, 11, 23, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    second = world.requests(trip.trip_id)[1]
    actions.record_departure(world.desk, second.id, second.version, date(2026, 11, 23))
    assert ids(world, Group.ABROAD) == (trip.trip_id,)


def test_pending_trips_come_by_their_day_then_what_was_sent_back_then_drafts(world: desks.World) -> None:
    draft = actions.draft_trip(world.desk, world.draft(world.aasa)).value
    sent = world.submitted(world.suleyman)
    world.decide(sent.id, Event.SEND_BACK)
    world.desk.clock.forward(days=1)  # type: ignore[attr-defined]
    later = world.submitted(world.eleni).trip_id
    sooner = actions.submit_trip(world.desk, world.draft(world.tigist, legs=leg(12, 1))).value
    assert ids(world, Group.PENDING) == (later, sooner, sent.trip_id, draft)


def test_each_filter_says_how_many_it_finds(world: desks.World) -> None:
    world.submitted(world.eleni, world.suleyman)
    actions.draft_trip(world.desk, world.draft(world.aasa, kind=Kind.FAMILY))
    world.desk.clock.forward(days=6)  # type: ignore[attr-defined]
    counts = queries.trip_counts(world.desk, Question())
    assert counts.pending == 2
    assert counts.filters == {
        Filter.ALL: 2,
        Filter.LATE: 1,
        Filter.SENT_BACK: 0,
        Filter.DRAFTS: 1,
        Filter.DELEGATIONS: 1,
        Filter.PRIVATE: 1,
    }
    for one, count in counts.filters.items():
        assert len(ids(world, Group.PENDING, one)) == count


@pytest.mark.parametrize("group", Group)
def test_every_part_of_the_list_answers_all_of_its_filters(world: desks.World, group: Group) -> None:
    world.submitted()
    for one in group.filters:
        assert ids(world, group, one) in ((), (1,))
    labels = [Language("en").say(one.label) for one in group.filters]
    assert len(set(labels)) == len(labels)
    assert Language("en").say(group.label)


def test_a_trip_is_found_by_traveller_place_purpose_and_number(world: desks.World) -> None:
    trip = world.submitted().trip_id
    for text in (
        "mavridi",
        "Μαυρίδη",
        "kisumu",
        "uganda",
        "basin waters",
        "T-2026-0001",
        "tr-2026-000001",
        "kam",
    ):
        assert ids(world, Group.PENDING, text=text) == (trip,), text
    assert ids(world, Group.PENDING, text="mavridi oslo") == ()
    assert [row.id for row in queries.find_trips(world.desk, "kisumu eleni")] == [trip]
    assert queries.find_trips(world.desk, " ") == []


def test_the_purpose_of_a_private_trip_is_not_found_by_whom_it_is_hidden_from(world: desks.World) -> None:
    trip = actions.submit_trip(world.desk, world.draft(kind=Kind.TREATMENT, purpose="Heart clinic")).value
    assert ids(world, Group.PENDING, text="heart") == (trip,)
    without_private(world)
    assert ids(world, Group.PENDING, text="heart") == ()
    assert ids(world, Group.PENDING, text="kampala") == (trip,)


def test_a_row_shows_the_request_that_most_needs_a_look(world: desks.World) -> None:
    trip = world.submitted(world.eleni, world.tigist, world.suleyman).trip_id
    row = queries.trip_rows(world.desk, [trip, 99], Group.PENDING)[0]
    assert (row.native_name, row.others, row.office) == ("Ελένη Μαυρίδη", 2, "Head of Organisation")
    assert (row.place, row.country, row.first, row.last) == (
        "Kampala",
        "UG",
        date(2026, 11, 23),
        date(2026, 11, 27),
    )
    assert row.dots == (StageState.OPEN, StageState.WAITING)
    assert (row.due, row.reached_on) == (date(2026, 11, 10), date(2026, 11, 5))


def test_a_row_of_a_draft_says_who_drafted_it(world: desks.World) -> None:
    trip = actions.draft_trip(world.desk, TripDraft(travellers=(Traveller(world.eleni),))).value
    row = queries.trip_rows(world.desk, [trip], Group.PENDING)[0]
    assert (row.state, row.drafted_by, row.place, row.due) == (State.DRAFT, "Clerk User", "", None)
    assert queries.trip_rows(world.desk, [trip], Group.CLOSED)[0].state is State.DRAFT


def test_protected_persons_are_listed_only_for_whom_they_may_be(world: desks.World) -> None:
    hidden = people.official(
        world.desk, "Sarnai", "SARNAI", protected=True, organisation_id=world.ministry, number="D9"
    )
    trip = actions.submit_trip(world.desk, world.draft(hidden)).value
    request = world.request(trip).id
    assert queries.trip_of(world.desk, request) == trip
    scope = replace(world.desk.session.scope, protected=False)
    world.desk.take_session(replace(world.desk.session, scope=scope))
    assert ids(world, Group.PENDING) == ()
    assert queries.trip_rows(world.desk, [trip], Group.PENDING) == []
    assert queries.find_travellers(world.desk, "sarnai") == []
    for asked in (
        lambda: queries.trip_detail(world.desk, trip),
        lambda: queries.trip_of(world.desk, request),
    ):
        with pytest.raises(Refused, match="outside what you may see"):
            asked()
    with pytest.raises(Refused, match="outside what you may see"):
        queries.kept_draft(world.desk, actions_draft(world, hidden))


def actions_draft(world: desks.World, person: int) -> int:
    scope = replace(world.desk.session.scope, protected=True)
    limited = world.desk.session
    world.desk.take_session(replace(limited, scope=scope))
    trip = actions.draft_trip(world.desk, TripDraft(travellers=(Traveller(person),))).value
    world.desk.take_session(limited)
    return trip


def test_the_detail_of_a_trip_holds_its_requests_routes_files_and_last_trips(world: desks.World) -> None:
    oslo = world.submitted(legs=leg(11, 20))
    letter = NewFile("Letter.pdf", b"%PDF")
    soon = date(2027, 1, 15)
    booklet = people.booklet(world.desk, world.eleni, "D7", soon)
    trip = actions.submit_trip(
        world.desk, world.draft(travellers=(Traveller(world.eleni, True, booklet),), files=(letter,))
    ).value
    detail = queries.trip_detail(world.desk, trip)
    assert (detail.number, detail.purpose, detail.drafted_by) == (
        "T-2026-0002",
        "Basin Waters Forum",
        "Clerk User",
    )
    assert [line.stage.office_code for line in detail.routes[detail.requests[0].id]] == [
        "head_of_organisation",
        "head_of_government",
    ]
    assert detail.before[world.eleni].city == "Oslo"
    assert detail.before[world.eleni].trip_id == oslo.trip_id
    assert [one.name for one in detail.attachments] == ["Letter.pdf"]
    assert queries.attachment_content(world.desk, detail.attachments[0].id) == ("Letter.pdf", b"%PDF")
    assert [(one.field, one.person_id) for one in detail.findings] == [
        ("late_reason", None),
        ("passports", world.eleni),
    ]


def test_the_reason_of_a_private_trip_is_hidden_from_whom_it_is_to_be(world: desks.World) -> None:
    letter = NewFile("Diagnosis.pdf", b"%PDF")
    trip = actions.submit_trip(
        world.desk, world.draft(kind=Kind.TREATMENT, purpose="Heart clinic", files=(letter,))
    ).value
    file = queries.trip_detail(world.desk, trip).attachments[0].id
    without_private(world)
    detail = queries.trip_detail(world.desk, trip)
    assert detail.hidden
    assert (detail.purpose, detail.host, detail.attachments) == ("", "", ())
    assert detail.requests[0].kind is Kind.OTHER
    assert "Heart" not in repr(detail)
    assert queries.trips_of(world.desk, world.eleni)[0].purpose == ""
    with pytest.raises(Refused):
        queries.attachment_content(world.desk, file)
    with pytest.raises(Refused, match="private reason"):
        queries.kept_draft(world.desk, trip)
    copied = queries.last_trip(world.desk, world.eleni)
    assert copied is not None
    assert (copied.draft.purpose, copied.draft.legs[0].city) == ("", "Kampala")


def test_persons_are_found_while_typing_those_by_name_first(world: desks.World) -> None:
    found = [hit.latin for hit in queries.find_travellers(world.desk, "ele")]
    assert found == ["MAVRIDI ELENI", "BEKELE TIGIST"]
    hit = queries.find_travellers(world.desk, "caglar")[0]
    assert (hit.native_name, hit.post, hit.organisation) == (
        "Süleyman Çağlar",
        "Adviser",
        "Ministry of Water",
    )
    assert queries.find_travellers(world.desk, "  ") == []
    assert set(queries.travellers(world.desk, [world.eleni, 99])) == {world.eleni}


def test_a_draft_is_checked_as_its_submission_would_be(world: desks.World) -> None:
    world.submitted(legs=leg(11, 23))
    check = queries.check_draft(world.desk, world.draft(world.eleni, world.tigist, world.suleyman))
    assert [Language("en").say(f.message) for f in check.findings if f.severity == "problem"] == [
        "Ελένη Μαυρίδη is in Oslo from Mon 23 Nov 2026 to Wed 25 Nov 2026 (T-2026-0001). "
        "Change the days of one trip."
    ]
    assert [(one.office_name, one.persons) for one in check.route] == [
        ("Security Office", (world.tigist,)),
        ("Head of Organisation", (world.eleni, world.tigist, world.suleyman)),
        ("Head of Government’s Office", (world.eleni, world.tigist)),
    ]
    assert check.abroad == {world.eleni: 3, world.tigist: 0, world.suleyman: 0}
    assert check.year == 2026
    assert queries.check_draft(world.desk, TripDraft()).route == ()


def test_the_check_passes_over_persons_who_are_not_there(world: desks.World) -> None:
    check = queries.check_draft(world.desk, TripDraft(travellers=(Traveller(99, True),)))
    assert check.judgements == {}
    assert check.route == ()


def test_the_check_tells_nothing_of_persons_whom_the_user_may_not_see(world: desks.World) -> None:
    away = world.submitted(legs=leg(11, 23))
    draft = world.draft(world.eleni, world.tigist, legs=leg(11, 23))
    draft = replace(draft, travellers=(replace(draft.travellers[1], substitute_id=world.eleni),))
    assert "Ελένη" in " ".join(
        Language("en").say(found.message) for found in queries.check_draft(world.desk, draft).findings
    )
    with world.desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE person SET protected = 1 WHERE id = ?", (world.eleni,))
    scope = replace(world.desk.session.scope, protected=False)
    world.desk.take_session(replace(world.desk.session, scope=scope))
    for asked in (draft, world.draft(world.eleni, legs=leg(11, 23))):
        check = queries.check_draft(world.desk, asked)
        assert world.eleni not in {*check.people, *check.judgements, *check.abroad}
        said = " ".join(Language("en").say(found.message) for found in check.findings)
        assert "Ελένη" not in said
        assert away.trip_number not in said


def test_the_last_trip_is_copied_without_its_days(world: desks.World) -> None:
    assert queries.last_trip(world.desk, world.eleni) is None
    world.submitted(legs=leg(11, 20), purpose="Talks")
    world.submitted()
    copied = queries.last_trip(world.desk, world.eleni)
    assert copied is not None
    assert copied.number == "T-2026-0002"
    assert copied.draft.legs == (Leg("UG", "Kampala"), Leg("KE", "Kisumu"))
    assert copied.draft.travellers == (Traveller(world.eleni, True, world.passport(world.eleni)),)


def test_a_kept_draft_comes_back_as_it_was(world: desks.World) -> None:
    draft = world.draft(world.eleni, world.suleyman)
    trip = actions.draft_trip(world.desk, draft).value
    kept = queries.kept_draft(world.desk, trip)
    assert (kept.draft, kept.version, kept.number) == (draft, 1, "T-2026-0001")
    assert set(kept.travellers) == {world.eleni, world.suleyman}


def test_a_dossier_lists_a_persons_trips_the_latest_first(world: desks.World) -> None:
    world.submitted(legs=leg(11, 20), purpose="Talks")
    world.submitted()
    assert [one.city for one in queries.trips_of(world.desk, world.eleni)] == ["Kampala", "Oslo"]
    assert queries.trips_of(world.desk, world.aasa) == []
    empty = actions.draft_trip(world.desk, TripDraft(travellers=(Traveller(world.aasa),))).value
    assert queries.trips_of(world.desk, world.aasa)[0].trip_id == empty


def test_a_decision_stands_beside_its_stage(world: desks.World) -> None:
    import sqlalchemy as sa

    from travel_desk.approvals.tables import decision

    one = world.submitted()
    with world.desk.database.write() as connection:
        connection.execute(
            sa.insert(decision).values(
                request_id=one.id,
                stage_id=one.stages[0].id,
                kind="approve",
                decided_by=1,
                decided_name="Petra Halvorsen",
                capacity="Head",
                decided_on=date(2026, 11, 5),
                recorded_at=factory_noon(),
            )
        )
    line = queries.trip_detail(world.desk, one.trip_id).routes[one.id][0]
    assert line.decided is not None
    assert line.decided.name == "Petra Halvorsen"


def factory_noon() -> datetime:
    return datetime(2026, 11, 5, 12, tzinfo=UTC)


def test_a_trip_in_the_past_knows_the_year_it_was_in(world: desks.World) -> None:
    one = world.submitted()
    assert (one.first_day, one.last_day) == (date(2026, 11, 23), date(2026, 11, 27))
    assert one.latin == "MAVRIDI ELENI"
    kept = actions.draft_trip(world.desk, TripDraft(travellers=(Traveller(world.aasa),)))
    assert world.request(kept.value).first_day is None
