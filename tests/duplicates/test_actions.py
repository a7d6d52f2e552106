"""Merging two entries of a person: what goes over, what is chosen, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.custody import counter
from tests.duplicates.entries import (
    BOOKLET,
    BORN,
    LEILA,
    SINCE,
    Register,
    column,
    double,
    person_of,
    refused,
    register,
)
from travel_desk.base.roles import Role
from travel_desk.custody.tables import handover
from travel_desk.database.metadata import metadata
from travel_desk.desk import Scope
from travel_desk.desk.tables import user
from travel_desk.duplicates import actions
from travel_desk.officials import actions as officials
from travel_desk.officials import queries as people
from travel_desk.officials.queries.exporting import person_records
from travel_desk.officials.rules import Category, PersonOrder, PostOrder
from travel_desk.officials.tables import post
from travel_desk.trips.tables import request


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return double(tmp_path)


# -- merging ---------------------------------------------------------------------------------------


def test_all_that_belongs_to_the_other_entry_goes_over(made: Register) -> None:
    stays, goes, _ = made.people
    with made.desk.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == "clerk").values(person_id=goes))
    trip = made.trip(goes, "T-2026-0001", passport=None)
    made.merge(stays, goes)
    held = people.dossier(made.desk, stays)
    assert len(held.posts) == len(held.categories) == len(held.clearances) == len(held.passports) == 2
    assert column(made.desk, sa.select(request.c.person_id).where(request.c.id == trip)) == [stays]
    assert column(made.desk, sa.select(user.c.person_id).where(user.c.user_name == "clerk")) == [stays]


def test_a_merged_entry_leaves_the_lists_and_leads_to_the_other(made: Register) -> None:
    stays, goes, other = made.people
    made.merge(stays, goes)
    assert set(people.person_ids(made.desk, people.Question())) == {stays, other}
    assert people.dossier(made.desk, goes).id == stays
    assert officials.open_dossier(made.desk, goes).value.id == stays
    assert "merged into another" in refused(
        officials.register_passport, made.desk, goes, made.version(goes), BOOKLET
    )


def test_the_one_that_stays_is_found_by_the_names_and_the_number_of_the_other(made: Register) -> None:
    stays, goes, _ = made.people
    merge = made.merge(stays, goes)
    for text in ("leila", "20-04471"):
        assert people.person_ids(made.desk, people.Question(text)) == (stays,)
    made.split(merge)
    assert people.person_ids(made.desk, people.Question("20-04471")) == (goes,)


def test_the_desk_head_chooses_field_by_field(made: Register) -> None:
    stays, goes, _ = made.people
    made.merge(stays, goes, taken=frozenset({"surname", "personnel_number"}))
    kept = person_of(made, stays)
    assert (kept.surname, kept.given_names, kept.personnel_number) == ("HADDAD", "LAYLA", "PN 20-04471")
    assert kept.protected, "protection is never lost"
    assert person_of(made, goes).personnel_number == "PN 20-04417", "no number is lost"


def test_values_that_leave_no_name_are_refused(tmp_path: Path) -> None:
    made = register(tmp_path)
    stays = made.add(PersonOrder("Лейла", "", "", BORN))
    goes = made.add(PersonOrder("", "LEILA", "", BORN))
    assert "Enter a name" in refused(made.merge, stays, goes, taken=frozenset({"native_name"}))


def test_of_two_main_posts_one_must_be_chosen(made: Register) -> None:
    stays, goes, _ = made.people
    assert "Choose which one" in refused(made.merge, stays, goes, main_post=None)
    made.merge(stays, goes, main_post=made.main_post(goes))
    mains = sa.select(post.c.title).where(post.c.person_id == stays, post.c.main)
    assert len(column(made.desk, mains)) == 1


def test_a_main_post_that_ends_later_is_no_second_one_today(made: Register) -> None:
    stays = made.people[0]
    ending = made.add(replace(LEILA, surname="OTHER", personnel_number="B1"), until=date(2027, 1, 1))
    assert "at the same time" in refused(made.merge, stays, ending, main_post=None)
    merge = made.merge(stays, ending)
    mains = sa.select(post.c.until_day).where(post.c.person_id == stays, post.c.main)
    assert column(made.desk, mains) == [None]
    made.split(merge)
    mains = sa.select(post.c.until_day).where(post.c.person_id == ending, post.c.main)
    assert column(made.desk, mains) == [date(2027, 1, 1)]


def test_main_posts_one_after_the_other_stay_both(made: Register) -> None:
    goes = made.people[1]
    new = made.add(replace(LEILA, surname="OTHER", personnel_number="B1"), posts=False)
    officials.add_post(
        made.desk, new, made.version(new), PostOrder(made.ministry, "Clerk", date(2015, 1, 1), SINCE)
    )
    made.merge(new, goes, main_post=None)
    mains = sa.select(post.c.title).where(post.c.person_id == new, post.c.main).order_by(post.c.from_day)
    assert column(made.desk, mains) == ["Clerk", "Adviser"]


def test_the_entry_of_the_chosen_main_post_keeps_its_earlier_ones_too(made: Register) -> None:
    stays, goes, _ = made.people
    earlier = PostOrder(made.ministry, "Clerk", date(2015, 1, 1), SINCE)
    for one in (stays, goes):
        officials.add_post(made.desk, one, made.version(one), earlier)
    made.merge(stays, goes)
    mains = sa.select(post.c.title).where(post.c.person_id == stays, post.c.main).order_by(post.c.from_day)
    assert column(made.desk, mains) == ["Clerk", "Adviser"]


def test_what_both_entries_say_of_a_person_is_shown_once(made: Register) -> None:
    stays, goes, _ = made.people
    made.merge(stays, goes)
    (row,) = people.person_rows(made.desk, [stays])
    assert row.categories == (Category.CIVIL_SERVANT,)
    (record,) = person_records(made.desk, [stays])
    assert record.categories == (Category.CIVIL_SERVANT,)


def test_an_entry_without_a_post_asks_for_none(made: Register) -> None:
    bare = made.add(replace(LEILA, surname="OTHER", personnel_number="B1"), posts=False)
    made.merge(bare, made.people[0], main_post=None)
    assert made.main_post(bare)


def test_the_journal_says_what_went_where(made: Register) -> None:
    stays, goes, _ = made.people
    made.merge(stays, goes, taken=frozenset({"surname"}))
    entries = metadata.tables["journal_entry"]
    newest = sa.select(entries.c.body).order_by(entries.c.number.desc()).limit(1)
    body = bytes(column(made.desk, newest)[0])  # type: ignore[call-overload]
    assert b'"merged_person":%d' % goes in body
    assert b'"passport":1' in body
    assert b"HADDAD" not in body


def test_two_on_one_trip_are_two_persons(made: Register) -> None:
    stays, goes, _ = made.people
    trip = made.trip(stays, "T-2026-0007")
    with made.desk.database.write() as connection:
        copied = dict(connection.execute(sa.select(request).where(request.c.id == trip)).mappings().one())
        del copied["id"]
        connection.execute(sa.insert(request).values({**copied, "person_id": goes, "number": "TR-2"}))
    assert "Both travel on trip T-2026-0007" in refused(made.merge, stays, goes)


def test_who_stands_in_for_the_other_is_somebody_else(made: Register) -> None:
    stays, goes, _ = made.people
    trip = made.trip(stays, "T-2026-0008")
    with made.desk.database.write() as connection:
        connection.execute(sa.update(request).where(request.c.id == trip).values(substitute_id=goes))
    assert "stands in for the other on trip T-2026-0008" in refused(made.merge, stays, goes)


def test_a_substitute_is_moved_and_comes_back(made: Register) -> None:
    stays, goes, other = made.people
    trip = made.trip(other, "T-2026-0009")
    asked = sa.select(request.c.substitute_id).where(request.c.id == trip)
    with made.desk.database.write() as connection:
        connection.execute(sa.update(request).where(request.c.id == trip).values(substitute_id=goes))
    merge = made.merge(stays, goes)
    assert column(made.desk, asked) == [stays]
    made.split(merge)
    assert column(made.desk, asked) == [goes]


def test_two_users_are_two_persons(made: Register) -> None:
    stays, goes, _ = made.people
    with made.desk.database.write() as connection:
        for name, one in (("clerk", stays), ("custodian", goes)):
            connection.execute(sa.update(user).where(user.c.user_name == name).values(person_id=one))
    assert "is a user of the desk" in refused(made.merge, stays, goes)


@pytest.mark.parametrize(
    ("kind", "subject", "content"),
    [("change_person", "{goes}", {}), ("trip", "", {"travellers": [["{goes}", True, None, None]]})],
)
def test_an_unfinished_dialog_must_be_finished_first(
    made: Register, kind: str, subject: str, content: dict[str, object]
) -> None:
    stays, goes, other = made.people
    if content:
        content = {"travellers": [[goes, True, None, None]]}
    clerk = factory.at(made.desk, Role.CLERK)
    clerk.drafts.save(kind, subject.format(goes=goes), content)
    clerk.drafts.save("add_post", str(other), {})
    assert "Clerk User keeps an unfinished dialog" in refused(made.merge, stays, goes)
    clerk.drafts.discard(kind, subject.format(goes=goes))
    clerk.close()
    assert made.merge(stays, goes)


def test_a_trip_being_drafted_for_the_one_that_goes_comes_first(made: Register) -> None:
    stays, goes, _ = made.people
    made.trip(goes, "T-2026-0010", state="draft")
    assert "T-2026-0010 of the entry that goes is being drafted" in refused(made.merge, stays, goes)
    assert made.merge(goes, stays), "the other may stay"


def test_an_entry_is_not_merged_with_itself(made: Register) -> None:
    assert "with itself" in refused(made.merge, made.people[0], made.people[0])


def test_what_changed_meanwhile_is_looked_at_again(made: Register) -> None:
    stays, goes, _ = made.people
    order = made.order(stays, goes)
    officials.register_passport(made.desk, goes, made.version(goes), BOOKLET)
    assert "one of the two" in refused(actions.merge_people, made.desk, order)
    order = made.order(stays, goes)
    officials.register_passport(made.desk, stays, made.version(stays), replace(BOOKLET, number="N0000002"))
    assert "while you had it open" in refused(actions.merge_people, made.desk, order)


def test_nobody_merges_their_own_entry(made: Register) -> None:
    stays, goes, _ = made.people
    made.desk.take_session(replace(made.desk.session, person_id=goes))
    assert "your own case" in refused(made.merge, stays, goes)


def test_a_merge_outside_the_scope_is_refused(made: Register) -> None:
    stays, goes, _ = made.people
    made.desk.take_session(replace(made.desk.session, scope=Scope("/99/", True, True)))
    assert "outside your scope" in refused(made.merge, stays, goes)


@pytest.mark.parametrize("role", [Role.CLERK, Role.CUSTODIAN, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_desk_head_merges(made: Register, role: Role) -> None:
    desk = factory.at(made.desk, role)
    order = made.order(*made.people[:2])
    assert "Your role may not" in refused(actions.merge_people, desk, order)
    desk.close()


# -- passports in custody --------------------------------------------------------------------------


def test_a_passport_handed_out_must_come_back_first(tmp_path: Path) -> None:
    at = counter.open_counter(tmp_path)
    head = factory.at(at.desk, Role.DESK_HEAD)
    made = Register(head, 1)
    other = made.add(replace(LEILA, protected=False))
    trip = counter.approved_trip(at.desk, at.person, at.passport)
    at.take_in()
    at.hand_out(trip)
    said = refused(made.merge, other, at.person)
    assert f"Passport {counter.NUMBER} of the entry that goes is handed out" in said
    merge = made.merge(at.person, other)
    made.split(merge)
    at.bring_back()
    merge = made.merge(other, at.person)
    before = made.rows()["handover"]
    second = counter.approved_trip(at.desk, other, at.passport, number="T-2026-0002", city="Oslo")
    at.hand_out(second)
    assert "which would go back, is handed out" in refused(made.split, merge)
    at.bring_back()
    assert made.split(merge) == at.person
    assert made.rows()["handover"][: len(before) - 1] == before[:-1], "handovers never change"
    at.give_back()
    head.close()
    at.desk.close()


def test_who_acted_for_the_other_is_somebody_else(tmp_path: Path) -> None:
    from travel_desk.custody import actions as custody
    from travel_desk.custody.rules import Handling, Representative, TakeIn

    at = counter.open_counter(tmp_path)
    head = factory.at(at.desk, Role.DESK_HEAD)
    made = Register(head, 1)
    other = made.add(replace(LEILA, protected=False))
    how = Handling(counter.NUMBER, representative=Representative(other, "letter of 4 Nov 2026"))
    custody.take_in(at.desk, at.passport, 0, TakeIn(how, counter.HELD_ON, counter.REVIEW, at.places[0]))
    assert "One acted for the other" in refused(made.merge, at.person, other)
    assert column(head, sa.select(handover.c.representative_id)) == [other]
    head.close()
    at.desk.close()
