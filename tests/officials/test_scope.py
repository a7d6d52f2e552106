"""Who sees and changes whom, and what the schema refuses whoever asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.officials.desk_work import (
    JULE,
    LAYLA,
    TODAY,
    layla,
    limit,
    ministry,
    refused,
    registration,
)
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions, queries
from travel_desk.officials.rules import (
    PostOrder,
)
from travel_desk.officials.steps import about
from travel_desk.officials.store import organisations as tree


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.CLERK)


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


def test_of_duplicates_only_those_are_named_whom_the_user_may_see(desk: Desk) -> None:
    layla(desk)
    other = ministry(desk, "Ministry of Energy")
    named = replace(LAYLA, native_name="Ляйла", personnel_number="PN 1")
    twin = replace(registration(other, named), passports=())
    limit(desk, f"/{other}/")
    said = refused("alike", actions.register_person, desk, twin)
    assert said == ("1 person outside your scope has a like name. Ask the desk head to register this person.")
    limit(desk, "")
    hidden = queries.alike(desk, twin.person)[0].person.id
    second = actions.register_person(desk, replace(twin, not_same_as=frozenset({hidden}))).value
    limit(desk, f"/{other}/")
    third = replace(twin, person=replace(named, personnel_number="PN 2"))
    said = refused("alike", actions.register_person, desk, third)
    assert "Ляйла" in said
    assert "ليلى" not in said
    assert said.endswith("1 person outside your scope has a like name too.")
    (warning,) = queries.alike(desk, third.person)
    assert (warning.person.id, str(warning.message)) == (second, said)


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
        connection.exec_driver_sql("INSERT INTO person_part(person_part, rank) VALUES ('integrity-check', 1)")


def test_people_of_a_subtree_are_those_whose_words_a_new_name_changes(desk: Desk) -> None:
    place, person = layla(desk)
    with desk.read("see_officials") as connection:
        assert tree.members(connection, f"/{place}/") == [person]
        assert tree.members(connection, "/99/") == []
