"""Deeds on officials at a real desk: done whole with one entry, refused in words, undone where possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factory
from tests.officials.desk_work import (
    DIPLOMATIC,
    LAYLA,
    ORDINARY,
    TODAY,
    journal,
    kept_values,
    last_body,
    layla,
    ministry,
    registration,
)
from travel_desk.base.message import Refused
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.desk import Changed, Desk, Scope
from travel_desk.officials import actions, queries, store
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    ClearanceOrder,
    Level,
    OrganisationOrder,
    PersonOrder,
    PostOrder,
    Registration,
    Secrecy,
)
from travel_desk.officials.steps import about

JULE = PersonOrder("Jule Watermann", "WATERMANN", "JULE", PartialDate(1985, 1, 2), "UTO", "PN 21-00001")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.CLERK)


def undo(desk: Desk, changed: Changed[Any]) -> Changed[Any]:
    assert changed.undo is not None
    done: Changed[Any] = changed.undo.action(desk, *changed.undo.args)
    return done


def refused(field: str, action: Callable[..., object], *args: object) -> str:
    with pytest.raises(Refused) as said:
        action(*args)
    assert said.value.field == field
    return str(said.value.message)


def limit(desk: Desk, path: str, *, protected: bool = True) -> None:
    desk.take_session(replace(desk.session, scope=Scope(path, protected=protected, private=True)))


def stay(desk: Desk, number: int) -> None:
    """Check that nothing was written since."""
    assert len(journal(desk)) == number


# -- organisations


def test_organisations_make_a_tree(desk: Desk) -> None:
    root = ministry(desk)
    unit = ministry(desk, "  Data   Institute ", root)
    tree = queries.organisations(desk)
    assert [(one.organisation.name, one.depth, one.organisation.path) for one in tree] == [
        ("Ministry of Water and Land", 0, f"/{root}/"),
        ("Data Institute", 1, f"/{root}/{unit}/"),
    ]
    assert journal(desk) == [
        ("add_organisation", "organisation", root),
        ("add_organisation", "organisation", unit),
    ]


def test_a_name_stands_once_at_a_place_in_the_tree(desk: Desk) -> None:
    root = ministry(desk)
    assert "stands here already" in refused("name", ministry, desk, "MINISTRY of Water and Land")
    ministry(desk, "Ministry of Water and Land", root)


def test_an_organisation_above_that_is_gone_is_told(desk: Desk) -> None:
    refused("parent_id", ministry, desk, "Unit", 99)


def test_renaming_an_organisation_finds_its_people_by_the_new_name_and_can_be_undone(desk: Desk) -> None:
    root = ministry(desk)
    unit = ministry(desk, "Data Institute", root)
    person = actions.register_person(desk, registration(unit)).value
    order = OrganisationOrder("Ministry of Rivers", Level.FEDERAL, date(2000, 1, 1))
    changed = actions.change_organisation(desk, root, 1, order)
    assert queries.person_ids(desk, queries.Question("rivers")) == (person,)
    assert queries.person_ids(desk, queries.Question("land")) == ()
    undo(desk, changed)
    assert queries.person_ids(desk, queries.Question("land")) == (person,)


def test_new_dates_of_an_organisation_leave_its_name(desk: Desk) -> None:
    root = ministry(desk)
    order = OrganisationOrder("Ministry of Water and Land", Level.REGIONAL, date(2000, 1, 1), None, TODAY)
    actions.change_organisation(desk, root, 1, order)
    assert queries.organisations(desk)[0].organisation.until_day == TODAY


def test_a_clerk_of_one_ministry_adds_units_to_it_and_nothing_elsewhere(desk: Desk) -> None:
    own, other = ministry(desk), ministry(desk, "Ministry of Energy")
    limit(desk, f"/{own}/")
    ministry(desk, "Unit", own)
    assert "outside your scope" in refused("parent_id", ministry, desk, "Unit", other)
    assert "outside your scope" in refused("parent_id", ministry, desk, "Ministry of Wind")


# -- persons


def test_registering_an_official_writes_everything_with_one_entry(desk: Desk) -> None:
    place, person = layla(desk)
    found = queries.dossier(desk, person)
    assert found.person == LAYLA
    assert [(one.post.title, one.organisation) for one in found.posts] == [
        ("Deputy Minister", "Ministry of Water and Land")
    ]
    assert [one.category for one in found.categories] == [Category.SENIOR_POLITICIAN]
    assert [one.passport.number for one in found.passports] == ["D0081426"]
    assert journal(desk)[-1] == ("register_person", "person", person)
    assert place in (one.post.organisation_id for one in found.posts)


def test_the_chained_bytes_of_the_journal_hold_no_name_and_no_number(desk: Desk) -> None:
    layla(desk)
    body = last_body(desk)
    for personal in ("HADDAD", "ليلى", "1979", "04417", "D0081426", "Deputy"):
        assert personal.encode() not in body
    assert {"native_name", "birth_date", "passports", "posts"} <= set(kept_values(desk))


def test_somebody_who_only_travels_is_registered_without_a_post(desk: Desk) -> None:
    person = actions.register_person(
        desk, Registration(PersonOrder(surname="SUKARTA"), passports=(ORDINARY,))
    ).value
    row = queries.person_rows(desk, [person])[0]
    assert (row.latin, row.official, row.title, row.custody) == ("SUKARTA", False, "", "with_holder")


def test_a_likely_duplicate_is_refused_until_it_is_said_to_be_somebody_else(desk: Desk) -> None:
    place, person = layla(desk)
    twin = Registration(
        replace(LAYLA, native_name="ليلى حدّاد", personnel_number="PN 1"),
        (PostOrder(place, "Analyst", TODAY),),
    )
    assert "Same birth date and like name" in refused("alike", actions.register_person, desk, twin)
    other = actions.register_person(desk, replace(twin, not_same_as=frozenset({person}))).value
    assert other != person
    assert f'"not_same_as":[{person}]'.encode() in last_body(desk)


@pytest.mark.parametrize(
    ("order", "candidate"),
    [
        (replace(LAYLA, birth_date=PartialDate(1979)), True),
        (replace(LAYLA, birth_date=PartialDate(1979, 3)), True),
        (replace(LAYLA, surname="LAYLA", given_names="AL HADDAD", birth_date=None), True),
        (replace(LAYLA, birth_date=PartialDate(1980), surname="X", native_name="Ж"), False),
    ],
)
def test_who_may_be_the_same_is_found_by_birth_date_and_name(
    desk: Desk, order: PersonOrder, candidate: bool
) -> None:
    _, person = layla(desk)
    assert [one.person.id for one in queries.alike(desk, order)] == ([person] if candidate else [])


def test_a_number_that_is_taken_is_refused(desk: Desk) -> None:
    place, _ = layla(desk)
    same_number = Registration(replace(JULE, personnel_number="pn 20-04417"))
    assert "PN 20-04417" in refused("personnel_number", actions.register_person, desk, same_number)
    same_booklet = Registration(JULE, (PostOrder(place, "Analyst", TODAY),), passports=(DIPLOMATIC,))
    assert "D0081426" in refused("number", actions.register_person, desk, same_booklet)
    stay(desk, 2)


def test_what_the_rules_find_wrong_is_refused_at_its_field(desk: Desk) -> None:
    refused("surname", actions.register_person, desk, Registration(replace(JULE, surname="Ø")))
    order = Registration(JULE, (PostOrder(99, "Analyst", TODAY),))
    refused("organisation_id", actions.register_person, desk, order)
    stay(desk, 0)


def test_an_approver_registers_nobody(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.APPROVER)
    refused("", actions.register_person, desk, Registration(JULE))


def test_many_persons_are_registered_in_one_deed(desk: Desk) -> None:
    place = ministry(desk)
    orders = [registration(place), Registration(JULE), Registration(PersonOrder("Сарнай"))]
    ids = actions.register_people(desk, orders).value
    assert [row.id for row in queries.person_rows(desk, ids)] == ids
    assert journal(desk)[1:] == [("register_people", "person", ids[0])]
    assert kept_values(desk)[-3:] == ["person"] * 3
    assert queries.person_ids(desk, queries.Question("watermann")) == (ids[1],)


def test_an_empty_list_is_a_deed_too(desk: Desk) -> None:
    assert actions.register_people(desk, []).value == []


def test_a_bad_line_of_a_list_is_named_and_nothing_is_written(desk: Desk) -> None:
    bad = Registration(replace(JULE, nationality="?"))
    assert "Person 2 of the list" in refused("", actions.register_people, desk, [Registration(LAYLA), bad])
    twice = [Registration(JULE), Registration(replace(LAYLA, personnel_number="PN 21-00001"))]
    assert "stands in the list twice" in refused("", actions.register_people, desk, twice)
    booklets = [Registration(JULE, passports=(ORDINARY,)), Registration(LAYLA, passports=(ORDINARY,))]
    assert "UTO A2290187" in refused("", actions.register_people, desk, booklets)
    stay(desk, 0)


def test_a_changed_name_is_found_and_can_be_undone(desk: Desk) -> None:
    _, person = layla(desk)
    changed = actions.change_person(
        desk, person, 1, replace(LAYLA, surname="mansour", native_name="ليلى منصور")
    )
    assert queries.person_ids(desk, queries.Question("mansour")) == (person,)
    undo(desk, changed)
    assert queries.dossier(desk, person).person == LAYLA
    assert queries.dossier(desk, person).version == 3


def test_a_change_is_refused_where_somebody_was_faster_or_the_number_is_taken(desk: Desk) -> None:
    _, person = layla(desk)
    actions.register_person(desk, Registration(JULE))
    refused(
        "personnel_number",
        actions.change_person,
        desk,
        person,
        1,
        replace(LAYLA, personnel_number="PN 21-00001"),
    )
    changed = actions.change_person(desk, person, 1, replace(LAYLA, protected=True))
    actions.change_person(desk, person, 2, replace(LAYLA, nationality="D"))
    assert "Somebody changed this" in refused("", undo, desk, changed)


def test_opening_a_dossier_stands_in_the_journal(desk: Desk) -> None:
    _, person = layla(desk)
    found = actions.open_dossier(desk, person).value
    assert found == queries.dossier(desk, person)
    assert journal(desk)[-1] == ("open_dossier", "person", person)


def test_a_person_who_is_not_there_is_told(desk: Desk) -> None:
    refused("", actions.open_dossier, desk, 99)


# -- posts, categories, clearances


def test_a_second_post_is_added_and_undone(desk: Desk) -> None:
    place, person = layla(desk)
    order = PostOrder(place, " Member of the Board ", date(2026, 1, 1), main=False)
    changed = actions.add_post(desk, person, 1, order)
    assert [one.post.title for one in queries.dossier(desk, person).posts] == [
        "Member of the Board",
        "Deputy Minister",
    ]
    assert queries.person_rows(desk, [person])[0].title == "Deputy Minister"
    assert queries.person_ids(desk, queries.Question("board")) == (person,)
    undo(desk, changed)
    assert [one.post.title for one in queries.dossier(desk, person).posts] == ["Deputy Minister"]
    assert queries.person_ids(desk, queries.Question("board")) == ()


def test_a_transfer_ends_the_present_main_post_in_the_same_deed(desk: Desk) -> None:
    place, person = layla(desk)
    order = PostOrder(ministry(desk, "Ministry of Energy"), "Minister", date(2026, 11, 1), replaces=True)
    refused("main", actions.add_post, desk, person, 1, replace(order, replaces=False))
    changed = actions.add_post(desk, person, 1, order)
    assert changed.undo is None
    posts = queries.dossier(desk, person).posts
    assert [(one.post.title, one.post.until_day) for one in posts] == [
        ("Minister", None),
        ("Deputy Minister", date(2026, 11, 1)),
    ]
    assert place != posts[0].post.organisation_id
    assert len(journal(desk)) == 4


def test_a_post_ends_and_is_reopened_by_undo(desk: Desk) -> None:
    _, person = layla(desk)
    post = queries.dossier(desk, person).posts[0].post
    changed = actions.end_post(desk, person, 1, post.id, TODAY)
    assert queries.person_rows(desk, [person])[0].title == ""
    undo(desk, changed)
    assert queries.person_rows(desk, [person])[0].title == "Deputy Minister"
    refused("until_day", actions.end_post, desk, person, 3, post.id, date(2020, 1, 1))


def test_a_post_is_not_reopened_beside_a_newer_main_post(desk: Desk) -> None:
    place, person = layla(desk)
    post = queries.dossier(desk, person).posts[0].post
    actions.add_post(desk, person, 1, PostOrder(place, "Minister", TODAY, replaces=True))
    assert "Minister is the main post" in refused(
        "until_day", actions.end_post, desk, person, 2, post.id, None
    )


def test_rows_of_somebody_else_are_not_ended(desk: Desk) -> None:
    _, person = layla(desk)
    other = actions.register_person(desk, Registration(JULE)).value
    row = queries.dossier(desk, person)
    for end, id in ((actions.end_post, row.posts[0].post.id), (actions.end_category, row.categories[0].id)):
        assert "somebody else" in refused("", end, desk, other, 1, id, TODAY)
    assert "no longer in the register" in refused("", actions.end_clearance, desk, other, 1, 99, TODAY)


def test_a_category_is_added_ended_and_both_are_undone(desk: Desk) -> None:
    _, person = layla(desk)
    order = CategoryOrder(Category.FULL_ACCESS, TODAY, paper="List 3")
    changed = actions.add_category(desk, person, 1, order)
    assert queries.person_rows(desk, [person])[0].categories == (
        Category.SENIOR_POLITICIAN,
        Category.FULL_ACCESS,
    )
    refused("category", actions.add_category, desk, person, 2, order)
    undo(desk, changed)
    assert len(queries.dossier(desk, person).categories) == 1
    held = queries.dossier(desk, person).categories[0]
    ended = actions.end_category(desk, person, 3, held.id, date(2026, 1, 1))
    assert queries.person_rows(desk, [person])[0].categories == ()
    undo(desk, ended)
    assert queries.dossier(desk, person).categories[0].until_day is None


def test_a_clearance_is_given_ended_with_a_restriction_and_both_are_undone(desk: Desk) -> None:
    _, person = layla(desk)
    given = actions.add_clearance(desk, person, 1, ClearanceOrder(Secrecy.SECRET, date(2026, 1, 1)))
    refused("from_day", actions.add_clearance, desk, person, 2, ClearanceOrder(Secrecy.SECRET, TODAY))
    ended = actions.end_clearance(desk, person, 2, given.value, TODAY, date(2031, 11, 5))
    held = queries.dossier(desk, person).clearances[0]
    assert (held.until_day, held.restricted_until) == (TODAY, date(2031, 11, 5))
    undo(desk, ended)
    refused("restricted_until", actions.end_clearance, desk, person, 4, given.value, TODAY, date(2026, 2, 1))
    actions.end_clearance(desk, person, 4, given.value, date(2026, 1, 1))
    assert queries.dossier(desk, person).clearances == ()


# -- passports


def test_a_booklet_is_registered_and_found_by_its_number(desk: Desk) -> None:
    _, person = layla(desk)
    added = actions.register_passport(desk, person, 1, replace(ORDINARY, number="a 2290187")).value
    assert queries.person_ids(desk, queries.Question("2290")) == (person,)
    assert [one.passport.id for one in queries.dossier(desk, person).passports][-1] == added
    assert journal(desk)[-1] == ("register_passport", "passport", added)
    assert b"2290187" not in last_body(desk)
    refused("number", actions.register_passport, desk, person, 2, ORDINARY)


def test_a_booklet_is_corrected_and_the_correction_undone(desk: Desk) -> None:
    _, person = layla(desk)
    booklet = queries.dossier(desk, person).passports[0].passport
    changed = actions.change_passport(desk, booklet.id, 1, replace(DIPLOMATIC, number="D0081427"))
    assert queries.person_ids(desk, queries.Question("d0081427")) == (person,)
    undo(desk, changed)
    assert queries.dossier(desk, person).passports[0].passport.number == "D0081426"
    refused(
        "expires_on",
        actions.change_passport,
        desk,
        booklet.id,
        3,
        replace(DIPLOMATIC, expires_on=date(2020, 1, 1)),
    )


# -- scope and one's own case


def test_nobody_changes_their_own_record(desk: Desk) -> None:
    _, person = layla(desk)
    desk.take_session(replace(desk.session, person_id=person))
    assert "own case" in refused("", actions.change_person, desk, person, 1, LAYLA)
    actions.open_dossier(desk, person)


def test_a_clerk_of_another_ministry_neither_sees_nor_changes(desk: Desk) -> None:
    place, person = layla(desk)
    other = ministry(desk, "Ministry of Energy")
    limit(desk, f"/{other}/")
    assert queries.person_ids(desk, queries.Question()) == ()
    assert queries.person_rows(desk, [person]) == []
    assert queries.find_people(desk, "layla") == []
    assert queries.alike(desk, LAYLA) == []
    refused("", queries.dossier, desk, person)
    refused("", actions.open_dossier, desk, person)
    refused("", actions.register_person, desk, registration(place, JULE))
    limit(desk, f"/{place}/")
    assert queries.person_ids(desk, queries.Question()) == (person,)


def test_who_left_stays_with_the_last_organisation(desk: Desk) -> None:
    place, person = layla(desk)
    post = queries.dossier(desk, person).posts[0].post
    actions.end_post(desk, person, 1, post.id, date(2026, 6, 1))
    limit(desk, f"/{place}/")
    assert queries.person_ids(desk, queries.Question()) == (person,)
    with desk.read("see_officials") as connection:
        assert about(connection, person).organisation_paths == (f"/{place}/",)


def test_an_announced_end_of_a_post_does_not_hide_the_official_before_it(desk: Desk) -> None:
    place, person = layla(desk)
    post = queries.dossier(desk, person).posts[0].post
    actions.end_post(desk, person, 1, post.id, date(2027, 6, 1))
    other = ministry(desk, "State Water Company")
    actions.add_post(desk, person, 2, PostOrder(other, "Board", TODAY, main=False))
    with desk.read("see_officials") as connection:
        assert about(connection, person, today=TODAY).organisation_paths == (f"/{place}/", f"/{other}/")
        assert about(connection, person).organisation_paths == (f"/{other}/",)


def test_a_protected_person_is_seen_by_those_who_may(desk: Desk) -> None:
    _, person = layla(desk)
    actions.change_person(desk, person, 1, replace(LAYLA, protected=True))
    assert queries.person_rows(desk, [person])[0].protected
    limit(desk, "", protected=False)
    assert queries.person_ids(desk, queries.Question()) == ()
    assert "protected" in refused("", actions.open_dossier, desk, person)


# -- the schema holds what the rules say


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO post (person_id, organisation_id, title, main, from_day) "
        "VALUES (1, 1, 'x', 1, '2026-01-01')",
        "INSERT INTO person (native_name, surname, given_names, nationality, search_text, sort_key) "
        "VALUES ('', '', '', 'UTO', '', '')",
        "UPDATE passport SET expires_on = issued_on",
        "UPDATE person_category SET category = 'friend'",
        "UPDATE organisation SET level = 'galactic'",
        "UPDATE post SET until_day = '1999-01-01'",
    ],
)
def test_the_database_refuses_what_no_rule_allows(desk: Desk, statement: str) -> None:
    layla(desk)
    with pytest.raises(sa.exc.IntegrityError), desk.database.write() as connection:
        connection.exec_driver_sql(statement)


def test_search_finds_what_the_triggers_keep_beside_the_persons(desk: Desk) -> None:
    layla(desk)
    with desk.database.write() as connection:
        for name in ("person_word", "person_part"):
            connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")


def test_people_of_a_subtree_are_those_whose_words_a_new_name_changes(desk: Desk) -> None:
    place, person = layla(desk)
    with desk.read("see_officials") as connection:
        assert store.members(connection, f"/{place}/") == [person]
        assert store.members(connection, "/99/") == []
