"""Organisations through the years: renamed, moved, merged, split, ended, and each of it taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests import factory
from tests.officials import tree_work as t
from tests.officials.desk_work import TODAY, journal, limit, ministry, refused, undo
from tests.officials.tree_work import JUNE, MAY
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.tables import user
from travel_desk.officials import actions, queries
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import Level, Move, OrganisationOrder, Part, PostOrder, Rename, Split

RIVERS = Rename("Ministry of Rivers", MAY, "Decree 4/2026")
TWO = (Part("Ministry of Water", Level.FEDERAL), Part("Ministry of Land", Level.FEDERAL))


@pytest.fixture
def head(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return factory.desk(tmp_path_factory.mktemp("tree"), Role.DESK_HEAD)


def versions(desk: Desk, id: int) -> tuple[int, int]:
    return id, t.place(desk, id).version


# -- a new name


def test_a_new_name_counts_from_its_day_and_the_old_one_is_kept(head: Desk) -> None:
    place = ministry(head)
    unit = ministry(head, "Legal Unit", place)
    person = t.official(head, unit, "WATERMANN")
    done = actions.rename_organisation(head, place, 1, RIVERS)
    assert t.names(head, place) == [
        ("Ministry of Water and Land", date(2000, 1, 1), MAY),
        ("Ministry of Rivers", MAY, None),
    ]
    assert queries.person_ids(head, Question("rivers")) == (person,)
    assert queries.person_ids(head, Question("land")) == ()
    assert journal(head)[-1] == ("rename_organisation", "organisation", place)
    t.check_tree(head)
    undo(head, done)
    assert t.names(head, place) == [("Ministry of Water and Land", date(2000, 1, 1), None)]
    assert queries.person_ids(head, Question("land")) == (person,)
    t.check_tree(head)


def test_a_name_of_a_day_to_come_waits_for_its_day(head: Desk) -> None:
    place = ministry(head)
    tomorrow = replace(RIVERS, day=TODAY + timedelta(days=1))
    assert "on its day" in refused("day", actions.rename_organisation, head, place, 1, tomorrow)


def test_two_names_never_begin_on_one_day(head: Desk) -> None:
    place = ministry(head)
    actions.rename_organisation(head, place, 1, RIVERS)
    again = Rename("Ministry of Lakes", MAY, "Decree 5/2026")
    assert "called so since" in refused("day", actions.rename_organisation, head, place, 2, again)
    first = replace(again, day=date(2000, 1, 1))
    assert "began on" in refused("day", actions.rename_organisation, head, place, 2, first)


@pytest.mark.parametrize(
    ("order", "field", "says"),
    [
        (replace(RIVERS, name=" "), "name", "Enter the name"),
        (replace(RIVERS, name="x" * 201), "name", "shorten"),
        (replace(RIVERS, name="Ministry of Water and Land"), "name", "its name already"),
        (replace(RIVERS, name="ministry of energy"), "name", "stands here already"),
        (replace(RIVERS, paper=""), "paper", "Enter the act"),
        (replace(RIVERS, paper="x" * 201), "paper", "shorten"),
    ],
)
def test_a_new_name_needs_a_paper_and_is_nobody_elses(
    head: Desk, order: Rename, field: str, says: str
) -> None:
    ministry(head, "Ministry of Energy")
    place = ministry(head)
    assert says in refused(field, actions.rename_organisation, head, place, 1, order)


def test_a_wrong_name_is_corrected_as_if_it_had_always_been_so(head: Desk) -> None:
    place = ministry(head)
    order = OrganisationOrder("Ministry of Water & Land", Level.FEDERAL, date(2001, 1, 1))
    actions.change_organisation(head, place, 1, order)
    assert t.names(head, place) == [("Ministry of Water & Land", date(2001, 1, 1), None)]
    t.check_tree(head)


def test_the_first_day_stays_before_what_is_told_since(head: Desk) -> None:
    place = ministry(head)
    actions.rename_organisation(head, place, 1, RIVERS)
    order = OrganisationOrder("Ministry of Rivers", Level.FEDERAL, JUNE)
    assert "goes back to" in refused("from_day", actions.change_organisation, head, place, 2, order)
    actions.change_organisation(head, place, 2, replace(order, from_day=date(1999, 1, 1)))
    t.check_tree(head)


def test_nothing_is_taken_back_twice_or_after_somebody_went_on(head: Desk) -> None:
    place = ministry(head)
    done = actions.rename_organisation(head, place, 1, RIVERS)
    undo(head, done)
    with pytest.raises(Refused, match="changed these organisations"):
        undo(head, done)
    assert done.undo is not None
    verb, change, _ = done.undo.args
    with pytest.raises(Refused, match="taken back already"):
        actions.take_back_change(head, verb, change, dict([versions(head, place)]))


def test_a_name_that_was_given_away_meanwhile_is_not_taken_back(head: Desk) -> None:
    done = actions.rename_organisation(head, ministry(head), 1, RIVERS)
    ministry(head)
    with pytest.raises(Refused, match="stands here already"):
        undo(head, done)
    t.check_tree(head)


# -- another place


def test_a_unit_moves_with_all_that_is_under_it_and_those_who_see_it(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit = ministry(head, "Dams", water)
    desk_below = ministry(head, "Dam Desk", unit)
    person = t.official(head, desk_below, "WATERMANN")
    with head.database.write() as connection:
        connection.execute(
            sa.update(user).where(user.c.user_name == "clerk").values(organisation_path=f"/{water}/{unit}/")
        )
    done = actions.move_organisation(head, unit, 1, Move(energy, MAY, "Decree 6/2026"))
    assert t.place(head, desk_below).path == f"/{energy}/{unit}/{desk_below}/"
    assert t.parents(head, unit) == [(water, date(2000, 1, 1), MAY), (energy, MAY, None)]
    assert queries.person_ids(head, Question("energy")) == (person,)
    with factory.at(head, Role.CLERK).database.read() as connection:
        seen = sa.select(user.c.organisation_path).where(user.c.user_name == "clerk")
        assert connection.execute(seen).scalar() == f"/{energy}/{unit}/"
    t.check_tree(head)
    undo(head, done)
    assert t.place(head, desk_below).path == f"/{water}/{unit}/{desk_below}/"
    assert queries.person_ids(head, Question("energy")) == ()
    t.check_tree(head)


def test_an_organisation_never_stands_under_itself_on_any_day(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit = ministry(head, "Dams", water)
    inside = Move(unit, MAY, "Decree 6/2026")
    assert "within" in refused("parent_id", actions.move_organisation, head, water, 1, inside)
    assert "within" in refused("parent_id", actions.move_organisation, head, water, 1, Move(water, MAY, "D"))
    # Energy lay under Dams in May; Water, where Dams is, can't have lain under Energy in May.
    actions.move_organisation(head, energy, 1, Move(unit, MAY, "D"))
    actions.move_organisation(head, energy, 2, Move(None, JUNE, "D"))
    assert "within" in refused("parent_id", actions.move_organisation, head, water, 1, Move(energy, MAY, "D"))
    actions.move_organisation(head, water, 1, Move(energy, JUNE, "D"))
    t.check_tree(head)


def test_a_place_must_stand_and_have_room_for_the_name(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit, same = ministry(head, "Legal", water), ministry(head, "legal", energy)
    move = Move(energy, MAY, "Decree 6/2026")
    assert "of this name" in refused("parent_id", actions.move_organisation, head, unit, 1, move)
    assert "there already" in refused(
        "parent_id", actions.move_organisation, head, unit, 1, replace(move, parent_id=water)
    )
    assert "no longer" in refused(
        "parent_id", actions.move_organisation, head, unit, 1, replace(move, parent_id=99)
    )
    young = actions.add_organisation(head, OrganisationOrder("Young", Level.FEDERAL, JUNE)).value
    assert "began on" in refused(
        "day", actions.move_organisation, head, unit, 1, replace(move, parent_id=young)
    )
    gone = OrganisationOrder("legal", Level.FEDERAL, date(2000, 1, 1), energy, MAY)
    actions.change_organisation(head, same, 1, gone)
    assert "ended on" in refused(
        "parent_id", actions.move_organisation, head, unit, 1, replace(move, parent_id=same)
    )
    assert "ended on" in refused("day", actions.move_organisation, head, same, 2, Move(None, JUNE, "D"))
    actions.move_organisation(head, unit, 1, move)
    back = Move(water, MAY, "Decree 7/2026")
    assert "stood there since" in refused("day", actions.move_organisation, head, unit, 2, back)


def test_a_user_with_a_limited_view_changes_nothing_outside_it(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit = ministry(head, "Dams", water)
    limit(head, f"/{water}/")
    outside = "outside your scope"
    assert outside in refused("parent_id", actions.rename_organisation, head, energy, 1, RIVERS)
    assert outside in refused("parent_id", actions.move_organisation, head, unit, 1, Move(energy, MAY, "D"))
    assert outside in refused("parent_id", actions.move_organisation, head, unit, 1, Move(None, MAY, "D"))
    assert outside in refused("from_ids", actions.merge_organisations, head, t.merge(head, [unit, energy]))
    together = t.merge(head, [unit, ministry(head, "Wells", water)], name="Dams and Wells")
    assert outside in refused("parent_id", actions.merge_organisations, head, together)
    two = Split(TWO, MAY, "D")
    assert outside in refused("parent_id", actions.split_organisation, head, water, 1, two)
    done = actions.rename_organisation(head, unit, 1, RIVERS)
    limit(head, f"/{energy}/")
    assert done.undo is not None
    assert outside in refused("parent_id", actions.take_back_change, head, *done.undo.args)


def test_a_clerk_renames_but_only_a_head_moves(tmp_path: object, head: Desk) -> None:
    water = ministry(head)
    clerk = factory.at(head, Role.CLERK)
    actions.rename_organisation(clerk, water, 1, RIVERS)
    for deed, order in (
        (actions.move_organisation, (water, 2, Move(None, MAY, "D"))),
        (actions.split_organisation, (water, 2, Split(TWO, MAY, "D"))),
        (actions.merge_organisations, (t.merge(head, [water]),)),
    ):
        with pytest.raises(Refused, match="Your role"):
            deed(clerk, *order)
    clerk.close()


# -- an end


def test_an_end_ends_the_posts_and_taking_it_back_reopens_them(head: Desk) -> None:
    place = ministry(head)
    layla = t.official(head, place, "HADDAD")
    jule = t.official(head, place, "WATERMANN")
    coming = t.official(head, place, "COMING", since=date(2027, 1, 1))
    ends = date(2026, 12, 1)
    order = OrganisationOrder(
        "Ministry of Water and Land", Level.FEDERAL, date(2000, 1, 1), None, ends, "D 9"
    )
    done = actions.change_organisation(head, place, 1, order)
    assert t.posts(head, layla) == [(place, date(2020, 1, 1), ends)]
    assert t.posts(head, coming) == []
    # Somebody gets another post after that: their old one stays ended, the others go on.
    version = queries.dossier(head, jule).version
    energy = ministry(head, "Ministry of Energy")
    actions.add_post(head, jule, version, PostOrder(energy, "Adviser", ends))
    undo(head, done)
    assert t.place(head, place).until_day is None
    assert t.posts(head, layla) == [(place, date(2020, 1, 1), None)]
    assert t.posts(head, jule)[0] == (place, date(2020, 1, 1), ends)
    assert t.posts(head, coming) == [(place, date(2027, 1, 1), None)]


def test_an_end_that_moves_takes_its_posts_along(head: Desk) -> None:
    place = ministry(head)
    layla = t.official(head, place, "HADDAD")
    order = OrganisationOrder(
        "Ministry of Water and Land", Level.FEDERAL, date(2000, 1, 1), None, date(2026, 12, 1)
    )
    actions.change_organisation(head, place, 1, order)
    actions.change_organisation(head, place, 2, replace(order, until_day=date(2027, 1, 1)))
    assert t.posts(head, layla) == [(place, date(2020, 1, 1), date(2027, 1, 1))]


def test_what_has_units_or_was_merged_does_not_end_by_itself(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    ministry(head, "Dams", water)
    order = OrganisationOrder("Ministry of Water and Land", Level.FEDERAL, date(2000, 1, 1), None, JUNE)
    assert "Dams" in refused("until_day", actions.change_organisation, head, water, 1, order)
    actions.merge_organisations(head, t.merge(head, [energy], into_id=water))
    reopen = OrganisationOrder("Ministry of Energy", Level.FEDERAL, date(2000, 1, 1))
    id, version = versions(head, energy)
    assert "by a merger" in refused("until_day", actions.change_organisation, head, id, version, reopen)


def test_a_name_is_free_again_once_its_bearer_ended(head: Desk) -> None:
    place = ministry(head)
    order = OrganisationOrder("Ministry of Water and Land", Level.FEDERAL, date(2000, 1, 1), None, MAY)
    actions.change_organisation(head, place, 1, order)
    assert "of this name" in refused("name", actions.add_organisation, head, replace(order, until_day=None))
    actions.add_organisation(head, replace(order, from_day=MAY, until_day=None))
