"""The journal of a person: whatever the entry is called by, and whichever of two entries it was about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests import factory
from tests.duplicates.entries import SINCE, Register, double
from travel_desk.base.roles import Role
from travel_desk.desk import Desk, Scope
from travel_desk.duplicates import actions as duplicates
from travel_desk.journal import queries
from travel_desk.journal.queries import Question
from travel_desk.officials import actions as officials
from travel_desk.officials.rules import PersonOrder, PostOrder, Registration


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return double(tmp_path)


def verbs(desk: Desk, question: Question) -> list[str]:
    auditor = factory.at(desk, Role.AUDITOR)
    rows = queries.entry_rows(auditor, queries.entry_ids(auditor, question))
    auditor.close()
    return [str(row.verb) for row in rows]


def of_person(person_id: int) -> Question:
    return Question(kind="person", subject=person_id)


def test_somebody_registered_among_many_is_found(made: Register) -> None:
    orders = [
        Registration(PersonOrder("", name, "ANNA"), (PostOrder(made.ministry, "Adviser", SINCE),))
        for name in ("FIRST", "SECOND")
    ]
    _, second = officials.register_people(made.desk, orders).value
    assert verbs(made.desk, of_person(second)) == ["Persons registered together"]
    assert "Persons registered together" in verbs(made.desk, Question("second"))


def test_whoever_was_told_apart_is_found_from_both(made: Register) -> None:
    one, other, _ = made.people
    duplicates.tell_apart(made.desk, (one, made.version(one)), (other, made.version(other)))
    for person in (one, other):
        assert verbs(made.desk, of_person(person))[0] == "Two persons told apart"


def test_what_was_done_to_an_entry_that_was_merged_is_found_under_the_person(made: Register) -> None:
    stays, goes, _ = made.people
    made.merge(stays, goes)
    for question in (of_person(stays), Question("haddad"), Question("leila")):
        found = verbs(made.desk, question)
        assert found.count("Person registered") == 2
        assert "Two entries of a person merged" in found


def test_an_entry_merged_into_one_that_may_not_be_seen_leads_nowhere(made: Register) -> None:
    stays, goes, _ = made.people
    made.merge(goes, stays)  # the protected one stays
    auditor = factory.at(made.desk, Role.AUDITOR)
    auditor.take_session(replace(auditor.session, scope=Scope()))
    assert "Two entries of a person merged" not in [
        str(row.verb) for row in queries.entry_rows(auditor, queries.entry_ids(auditor, Question("layla")))
    ]
