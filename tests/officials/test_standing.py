"""Deeds on posts, categories, clearances and booklets: done, refused in words, and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import factory
from tests.officials.desk_work import (
    DIPLOMATIC,
    JULE,
    ORDINARY,
    TODAY,
    journal,
    last_body,
    layla,
    ministry,
    refused,
    undo,
)
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions, queries
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    ClearanceOrder,
    PostOrder,
    Registration,
    Secrecy,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.CLERK)


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
