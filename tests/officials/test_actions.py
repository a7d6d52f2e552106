"""Deeds on officials at a real desk: done whole with one entry, refused in words, undone where possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import factory
from tests.officials.desk_work import (
    DIPLOMATIC,
    JULE,
    LAYLA,
    ORDINARY,
    TODAY,
    journal,
    kept_values,
    last_body,
    layla,
    limit,
    ministry,
    refused,
    registration,
    stay,
    undo,
)
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions, queries
from travel_desk.officials.rules import (
    Category,
    Level,
    OrganisationOrder,
    PersonOrder,
    PostOrder,
    Registration,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.CLERK)


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
