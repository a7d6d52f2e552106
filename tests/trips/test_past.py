"""Trips that were decided and ended on paper before the desk began, entered from the old files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.trips import people
from travel_desk.approvals import queries as approvals
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.custody import queries as custody
from travel_desk.desk import Desk, Scope
from travel_desk.desk.tables import journal_entry, journal_value, user
from travel_desk.journal import actions as journal
from travel_desk.journal import queries as journal_queries
from travel_desk.papers.tables import paper
from travel_desk.policy.rules import DAYS_BACK_WORKING
from travel_desk.today import queries as today
from travel_desk.trips import actions, queries
from travel_desk.trips.queries import Group, Question
from travel_desk.trips.rules import (
    Funding,
    Kind,
    Leg,
    PastDecision,
    PastTraveller,
    PastTrip,
    StageState,
    State,
)
from travel_desk.trips.tables import past_decision, request

MINISTER = PastDecision("Minister's office", "Jonas Watermann", "Minister", date(2025, 4, 2), paper="MO-17")
HEAD = PastDecision("Head of government", "Clara Ashdown", "Head of the office", date(2025, 4, 9))
GENEVA = Leg("CH", "Geneva", date(2025, 5, 5), date(2025, 5, 9))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = factory.desk(tmp_path, Role.CLERK)
    ministry = people.ministry(made)
    people.official(made, "Ана Петровић", "PETROVIC ANA", organisation_id=ministry, number="D0000001")
    people.official(made, "Δημήτρης Ρήγας", "RIGAS DIMITRIS", organisation_id=ministry, number="D0000002")
    return made


def past(person: int = 1, **other: object) -> PastTrip:
    who = PastTraveller(person, (MINISTER, HEAD), report="Treaty signed.")
    trip = PastTrip("P-2025-017", "Talks on the river treaty", (GENEVA,), (who,), host="Joint Commission")
    return replace(trip, **other)  # type: ignore[arg-type]


def test_a_past_trip_reads_like_another(desk: Desk) -> None:
    [trip_id] = actions.register_past_trips(desk, [past(act="Travel Order 14/2026", article="3")]).value
    found = queries.trip_detail(desk, trip_id)
    assert (found.number, found.purpose, found.legs) == ("P-2025-017", "Talks on the river treaty", (GENEVA,))
    [one] = found.requests
    assert (one.number, one.state, one.leader, one.on_paper) == ("P-2025-017/1", State.CLOSED, True, True)
    assert (one.departed_on, one.home_on, one.report) == (GENEVA.arrives, GENEVA.leaves, "Treaty signed.")
    assert one.judgement is not None
    assert (one.judgement.act, one.judgement.article) == ("Travel Order 14/2026", "3")
    assert [line.stage.office_name for line in found.routes[one.id]] == [MINISTER.office, HEAD.office]
    decided = [line.decided for line in found.routes[one.id]]
    assert [(d.name, d.capacity, d.day, d.paper) for d in decided if d] == [
        (d.name, d.capacity, d.day, d.paper) for d in (MINISTER, HEAD)
    ]
    assert found.findings == ()
    [listed] = queries.trips_of(desk, 1)
    assert (listed.trip_id, listed.city, listed.state) == (trip_id, "Geneva", State.CLOSED)


def test_it_is_found_and_named_as_the_last_trip(desk: Desk) -> None:
    [trip_id] = actions.register_past_trips(desk, [past()]).value
    assert [row.id for row in queries.find_trips(desk, "geneva")] == [trip_id]
    assert [row.id for row in queries.find_trips(desk, "P-2025-017")] == [trip_id]
    nairobi = Leg("KE", "Nairobi", date(2025, 9, 1), date(2025, 9, 3))
    actions.register_past_trips(desk, [past(number="P-2025-030", legs=(nairobi,))])
    [before] = approvals.last_trips(desk, 2)
    assert (before.number, before.report) == ("P-2025-017/1", "Treaty signed.")


def test_nothing_waits_and_nothing_is_issued(desk: Desk) -> None:
    refusal = replace(HEAD, favourable=False, reasons="No substitute was named.")
    refused = past(2, number="P-2025-018", travellers=(PastTraveller(2, (MINISTER, refusal)),))
    actions.register_past_trips(desk, [past(), refused])
    assert queries.trip_ids(desk, Question(Group.PENDING)) == ()
    assert queries.trip_counts(desk, Question(Group.PENDING)).pending == 0
    assert custody.counts(desk)[custody.Filter.OVERDUE] == 0
    with desk.database.read() as connection:
        assert not connection.execute(sa.select(paper.c.id)).all()
        states = list(connection.execute(sa.select(request.c.state).order_by(request.c.id)).scalars())
    assert states == ["closed", "refused"]
    assert len(queries.trip_ids(desk, Question(Group.CLOSED))) == 2


def test_a_refused_one_shows_who_refused_and_why(desk: Desk) -> None:
    refusal = replace(HEAD, favourable=False, reasons="No substitute was named.")
    order = past(travellers=(PastTraveller(1, (MINISTER, refusal)),))
    [trip_id] = actions.register_past_trips(desk, [order]).value
    found = queries.trip_detail(desk, trip_id)
    [one] = found.requests
    assert (one.state, one.departed_on, one.home_on) == (State.REFUSED, None, None)
    last = found.routes[one.id][-1]
    assert last.stage.state is StageState.REFUSED
    assert last.decided is not None
    assert (last.decided.name, last.decided.reasons) == (HEAD.name, "No substitute was named.")


def test_a_delegation_keeps_each_traveller_s_own_end(desk: Desk) -> None:
    stayed = PastTraveller(2, (replace(MINISTER, favourable=False),))
    went = PastTraveller(1, (HEAD,), passport_id=1, home_on=date(2025, 5, 8))
    [trip_id] = actions.register_past_trips(desk, [past(travellers=(went, stayed))]).value
    first, second = queries.trip_detail(desk, trip_id).requests
    assert (first.number, first.leader, first.home_on) == ("P-2025-017/1", True, date(2025, 5, 8))
    assert first.passport is not None
    assert (second.number, second.leader, second.state) == ("P-2025-017/2", False, State.REFUSED)


def test_the_journal_has_one_entry_with_a_line_a_traveller(desk: Desk) -> None:
    both = past(travellers=(PastTraveller(1, (HEAD,)), PastTraveller(2, (HEAD,))))
    actions.register_past_trips(desk, [both, past(number="P-2025-018")])
    with desk.database.read() as connection:
        entry = connection.execute(
            sa.select(journal_entry).where(journal_entry.c.verb == "register_past_trips")
        ).one()
        asked = sa.select(journal_value).where(journal_value.c.entry == entry.number)
        told = connection.execute(asked.order_by(journal_value.c.position)).all()
    assert json.loads(entry.body)["facts"] == {"count": 2, "requests": 3}
    assert [(row.name, row.person_id) for row in told] == [("past_trip", one) for one in (1, 2, 1)]
    assert json.loads(told[0].content)[1]["purpose"] == "Talks on the river treaty"
    assert journal.verify_journal(factory.at(desk, Role.AUDITOR)).value.sound


def test_the_journal_keeps_a_private_reason_from_who_may_not_see_it(desk: Desk) -> None:
    refused = PastTraveller(1, (replace(HEAD, favourable=False, reasons="Not fit to travel."),))
    secret = past(kind=Kind.TREATMENT, purpose="Heart surgery", host="Clinic", travellers=(refused,))
    actions.register_past_trips(desk, [secret])
    auditor = factory.at(desk, Role.AUDITOR)

    def shown() -> str:
        [number] = journal_queries.entry_ids(auditor, journal_queries.Question(area="trips"))
        found = journal_queries.entry(auditor, number)
        assert found is not None
        assert [text for name, text in found.facts if str(name) == "Requests"] == ["1"]
        return found.changes[0].after

    assert "Heart surgery" in shown()
    assert "Not fit to travel." in shown()
    with desk.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == "auditor").values(private=False))
    auditor = factory.at(desk, Role.AUDITOR)
    assert "P-2025-017" in shown()
    assert not any(word in shown() for word in ("Heart", "Clinic", "fit"))


def test_it_can_be_copied_as_the_last_trip(desk: Desk) -> None:
    actions.register_past_trips(desk, [past()])
    copied = queries.last_trip(desk, 1)
    assert copied is not None
    assert copied.draft.purpose == "Talks on the river treaty"


WRONG = {
    "Give the number": past(number=" "),
    "at most 16 characters": past(number="P" * 17),
    "The desk gives numbers of this form itself": past(number="T-2026-0004"),
    "Say what the trip was for": past(purpose=""),
    "Name at least one traveller": past(travellers=()),
    "The same person travels twice": past(travellers=(PastTraveller(1, (HEAD,)),) * 2),
    "asked for in the future": past(asked_on=date(2026, 12, 1)),
    "Say where the trip went": past(legs=()),
    "Name country and city": past(legs=(replace(GENEVA, country="Switzerland"),)),
    "Give both days": past(legs=(replace(GENEVA, leaves=None),)),
    "is before arriving on": past(legs=(replace(GENEVA, leaves=date(2025, 5, 1)),)),
    "not in the register": past(99),
    "not one of Ана Петровић": past(travellers=(PastTraveller(1, (HEAD,), passport_id=2),)),
    "Name who decided": past(travellers=(PastTraveller(1, ()),), asked_on=date(2025, 1, 1)),
    "needs the office, the name": past(travellers=(PastTraveller(1, (replace(HEAD, name=""),)),)),
    "A decision can't": past(travellers=(PastTraveller(1, (replace(HEAD, day=date(2027, 1, 1)),)),)),
    "Put the refusal last": past(travellers=(PastTraveller(1, (replace(MINISTER, favourable=False), HEAD)),)),
    "nobody left or came home": past(
        travellers=(PastTraveller(1, (replace(HEAD, favourable=False),), left_on=date(2025, 5, 5)),)
    ),
    "Coming home on": past(travellers=(PastTraveller(1, (HEAD,), home_on=date(2025, 5, 1)),)),
    "it is no past trip": past(legs=(replace(GENEVA, leaves=date(2026, 12, 1)),)),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_entered(desk: Desk, words: str) -> None:
    good = past(number="P-1")
    with pytest.raises(Refused, match=words):
        actions.register_past_trips(desk, [good, WRONG[words]])
    with desk.database.read() as connection:
        assert not connection.execute(sa.select(request.c.id)).all()


def test_a_number_is_given_once(desk: Desk) -> None:
    actions.register_past_trips(desk, [past()])
    for orders in ([past(2)], [past(number="P-9"), past(2, number="P-9 ")]):
        with pytest.raises(Refused, match="in the register or in the list already"):
            actions.register_past_trips(desk, orders)
    actions.register_past_trips(desk, [past(number="T-2025-0004")])  # of a year that is counted no more


def test_an_empty_and_an_endless_list_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="The list is empty"):
        actions.register_past_trips(desk, [])
    monkeypatch.setattr("travel_desk.trips.rules.past.MOST_TRIPS", 1)
    with pytest.raises(Refused, match="at most 1 trips"):
        actions.register_past_trips(desk, [past(), past(number="P-2")])


def test_a_private_reason_is_entered_by_who_may_see_it(desk: Desk) -> None:
    desk.take_session(replace(desk.session, scope=Scope("", protected=True, private=False)))
    with pytest.raises(Refused, match="may see private reasons"):
        actions.register_past_trips(desk, [past(kind=Kind.TREATMENT, funding=Funding.OWN)])


def test_the_decisions_stand_in_the_dossier_s_history(desk: Desk) -> None:
    actions.register_past_trips(desk, [past()])
    found = approvals.decisions_of(desk, 1)
    assert [(one.office, one.decided_name, one.number) for one in found] == [
        (one.office, one.name, "P-2025-017/1") for one in (MINISTER, HEAD)
    ]


def test_nobody_enters_their_own_past_trip(desk: Desk) -> None:
    with desk.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == "clerk").values(person_id=1))
    own = factory.log_in(desk.folder, "clerk")
    with pytest.raises(Refused, match="your own trip"):
        actions.register_past_trips(own, [past()])


def test_a_custodian_enters_no_past_trips(desk: Desk) -> None:
    with pytest.raises(Refused, match="Your role may not"):
        actions.register_past_trips(factory.at(desk, Role.CUSTODIAN), [past()])


def test_a_decision_on_paper_is_never_changed(desk: Desk) -> None:
    actions.register_past_trips(desk, [past()])
    for change in (sa.update(past_decision).values(decided_name="Somebody"), sa.delete(past_decision)):
        with pytest.raises(sa.exc.DatabaseError, match="append-only"), desk.database.write() as connection:
            connection.execute(change)


def test_no_days_are_promised_for_what_was_decided_on_paper(desk: Desk) -> None:
    [trip_id] = actions.register_past_trips(desk, [past()]).value
    [one] = queries.trip_detail(desk, trip_id).requests
    assert one.due_back is None
    assert one.judgement is not None
    assert one.judgement.days_back == DAYS_BACK_WORKING
    assert today.count(desk) == 0


def test_a_past_day_shows_the_state_that_the_old_files_tell(desk: Desk) -> None:
    refused = PastTraveller(2, (MINISTER, replace(HEAD, favourable=False, reasons="No substitute.")))
    actions.register_past_trips(desk, [past(), past(number="P-2025-018", travellers=(refused,))])

    def then(person: int, *days: date | None) -> list[State]:
        return [one.state for day in days if day for one in queries.requests_then(desk, person, day)]

    days = (MINISTER.day, HEAD.day, GENEVA.arrives, GENEVA.leaves)
    assert then(1, *days) == [State.IN_APPROVAL, State.APPROVED, State.DEPARTED, State.CLOSED]
    assert then(2, MINISTER.day, HEAD.day, date(2026, 1, 1)) == [
        State.IN_APPROVAL, State.REFUSED, State.REFUSED,
    ]  # fmt: skip
