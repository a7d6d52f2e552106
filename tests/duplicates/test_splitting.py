"""Splitting merged entries again, telling two persons apart, and that no table is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.duplicates.entries import (
    BOOKLET,
    BORN,
    LAYLA,
    LEILA,
    SINCE,
    Register,
    column,
    double,
    person_of,
    refused,
    register,
)
from travel_desk.base.partial import PartialDate
from travel_desk.database.metadata import metadata
from travel_desk.desk import Desk
from travel_desk.desk.moving import Moved
from travel_desk.duplicates import actions, queries
from travel_desk.duplicates.actions import lent
from travel_desk.officials import actions as officials
from travel_desk.officials.rules import PostOrder
from travel_desk.officials.tables import passport, person, post
from travel_desk.trips import reading as trips
from travel_desk.trips.tables import request


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return double(tmp_path)


# -- splitting -------------------------------------------------------------------------------------


def test_what_came_since_stays_unless_it_is_assigned(made: Register) -> None:
    stays, goes, _ = made.people
    merge = made.merge(stays, goes)
    added = officials.register_passport(made.desk, stays, made.version(stays), BOOKLET).value
    later = officials.add_post(
        made.desk, stays, made.version(stays), PostOrder(made.ministry, "Speaker", SINCE, main=False)
    ).value
    view = queries.merge_view(made.desk, merge)
    assert {(one.row.table, one.row.row_id) for one in view.added} == {("passport", added), ("post", later)}
    made.split(merge, (Moved("passport", added, "person_id"),))
    assert column(made.desk, sa.select(passport.c.person_id).where(passport.c.id == added)) == [goes]
    assert column(made.desk, sa.select(post.c.person_id).where(post.c.id == later)) == [stays]


def test_only_what_came_since_can_be_assigned(made: Register) -> None:
    stays, goes, other = made.people
    merge = made.merge(stays, goes)
    for owner in (stays, other):
        own = column(made.desk, sa.select(passport.c.id).where(passport.c.person_id == owner))
        rows = tuple(Moved("passport", one, "person_id") for one in own)  # type: ignore[arg-type]
        assert "changed meanwhile" in refused(made.split, merge, rows)


def test_an_assigned_row_does_not_come_back_with_a_later_split(made: Register) -> None:
    stays, goes, other = made.people
    first = made.merge(stays, goes)
    added = officials.register_passport(made.desk, stays, made.version(stays), BOOKLET).value
    second = made.merge(other, stays)
    assert queries.merge_view(made.desk, first).stands.id == other
    made.split(first, (Moved("passport", added, "person_id"),))
    made.split(second)
    assert column(made.desk, sa.select(passport.c.person_id).where(passport.c.id == added)) == [goes]


def test_values_changed_since_stay(made: Register) -> None:
    stays, goes, _ = made.people
    merge = made.merge(stays, goes, taken=frozenset({"surname", "given_names", "birth_date"}))
    order = replace(person_of(made, stays), surname="CORRECTED", birth_date=PartialDate(1979))
    officials.change_person(made.desk, stays, made.version(stays), order)
    made.split(merge)
    kept = person_of(made, stays)
    assert (kept.surname, kept.given_names, kept.birth_date) == ("CORRECTED", "LAYLA", PartialDate(1979))


def test_a_birth_date_goes_back(tmp_path: Path) -> None:
    made = register(tmp_path)
    stays, goes = made.add(replace(LAYLA, birth_date=None)), made.add(LEILA)
    merge = made.merge(stays, goes, taken=frozenset({"birth_date"}))
    assert person_of(made, stays).birth_date == BORN
    made.split(merge)
    assert person_of(made, stays).birth_date is None
    merge = made.merge(goes, stays, taken=frozenset({"birth_date"}))
    made.split(merge)
    assert person_of(made, goes).birth_date == BORN


def test_a_number_given_to_somebody_else_meanwhile_stops_the_split(made: Register) -> None:
    stays, goes, other = made.people
    merge = made.merge(stays, goes, taken=frozenset({"personnel_number"}))
    for one, number in ((stays, "NEW 1"), (other, "PN 20-04471")):
        order = replace(person_of(made, one), personnel_number=number)
        officials.change_person(made.desk, one, made.version(one), order)
    assert "PN 20-04471 belongs to another person" in refused(made.split, merge)


def test_the_number_of_a_merged_entry_is_given_to_nobody_else(made: Register) -> None:
    stays, goes, other = made.people
    made.merge(stays, goes)
    order = replace(person_of(made, other), personnel_number="PN 20-04471")
    assert "belongs to somebody else" in refused(
        officials.change_person, made.desk, other, made.version(other), order
    )


def test_a_number_changed_since_stays(made: Register) -> None:
    stays, goes, _ = made.people
    merge = made.merge(stays, goes, taken=frozenset({"personnel_number"}))
    order = replace(person_of(made, stays), personnel_number="NEW 1")
    officials.change_person(made.desk, stays, made.version(stays), order)
    made.split(merge)
    numbers = [person_of(made, one).personnel_number for one in (stays, goes)]
    assert numbers == ["NEW 1", "PN 20-04471"]


def test_a_main_post_is_not_restored_beside_a_newer_one(made: Register) -> None:
    stays, goes, _ = made.people
    old = made.main_post(stays)
    merge = made.merge(stays, goes, main_post=made.main_post(goes))
    taken = made.main_post(stays)
    assert taken is not None
    officials.end_post(made.desk, stays, made.version(stays), taken, date(2026, 11, 1))
    order = PostOrder(made.ministry, "Speaker", date(2026, 11, 2))
    new = officials.add_post(made.desk, stays, made.version(stays), order).value
    made.split(merge)
    assert made.main_post(stays) == new
    assert column(made.desk, sa.select(post.c.main).where(post.c.id == old)) == [False]


def test_a_main_post_waits_for_the_merge_that_took_its_place(made: Register) -> None:
    stays, goes, other = made.people
    own = made.main_post(stays)
    first = made.merge(stays, goes, main_post=made.main_post(goes))
    second = made.merge(stays, other, main_post=made.main_post(other))
    made.split(first)
    assert made.main_post(goes)
    assert made.main_post(stays) != own
    made.split(second)
    assert made.main_post(stays) == own


def test_values_of_two_merges_rest_on_each_other(made: Register) -> None:
    stays, goes, other = made.people
    taken = frozenset({"surname"})
    merges = [made.merge(stays, one, taken=taken) for one in (goes, other)]
    made.split(merges[0])
    assert person_of(made, stays).surname == "STRANGER"
    made.split(merges[1])
    assert person_of(made, stays).surname == "AL HADDAD"


def test_a_value_changed_between_two_merges_is_what_the_second_goes_back_to(made: Register) -> None:
    stays, goes, other = made.people
    taken = frozenset({"surname"})
    first = made.merge(stays, goes, taken=taken)
    order = replace(person_of(made, stays), surname="BETWEEN")
    officials.change_person(made.desk, stays, made.version(stays), order)
    second = made.merge(stays, other, taken=taken)
    made.split(first)
    made.split(second)
    assert person_of(made, stays).surname == "BETWEEN"


def test_a_merge_is_split_once(made: Register) -> None:
    stays, goes, _ = made.people
    merge = made.merge(stays, goes)
    made.split(merge)
    assert "split again meanwhile" in refused(queries.merge, made.desk, merge)
    assert "while you had it open" in refused(actions.split_people, made.desk, merge, 1)
    assert "split again meanwhile" in refused(actions.split_people, made.desk, merge, 2)


def test_nobody_splits_their_own_entry(made: Register) -> None:
    stays, goes, _ = made.people
    merge = made.merge(stays, goes)
    made.desk.take_session(replace(made.desk.session, person_id=goes))
    assert "your own case" in refused(made.split, merge)


def test_a_row_that_went_another_way_is_passed_over(made: Register) -> None:
    stays, goes, other = made.people
    trip = made.trip(other, "T-2026-0011")
    with made.desk.database.write() as connection:
        connection.execute(sa.update(request).where(request.c.id == trip).values(substitute_id=goes))
    merge = made.merge(stays, goes)
    with made.desk.database.write() as connection:
        connection.execute(sa.update(request).where(request.c.id == trip).values(substitute_id=None))
    made.split(merge)
    assert column(made.desk, sa.select(request.c.substitute_id).where(request.c.id == trip)) == [None]


# -- telling apart ---------------------------------------------------------------------------------


def pairs(desk: Desk) -> set[tuple[int, int]]:
    return {(pair.one, pair.other) for pair in queries.find_duplicates(desk, lambda _d, _a: None).pairs}


def test_two_told_apart_do_not_come_again_until_a_name_changes(made: Register) -> None:
    one, other, _ = made.people
    sides = ((one, made.version(one)), (other, made.version(other)))
    assert pairs(made.desk) == {(one, other)}
    told = actions.tell_apart(made.desk, *sides)
    actions.tell_apart(made.desk, *sides)
    assert pairs(made.desk) == set()
    order = replace(person_of(made, other), given_names="LAILA")
    officials.change_person(made.desk, other, made.version(other), order)
    assert pairs(made.desk) == {(one, other)}
    assert told.undo is not None


def test_telling_apart_is_taken_back(made: Register) -> None:
    one, other, _ = made.people
    told = actions.tell_apart(made.desk, (other, made.version(other)), (one, made.version(one)))
    assert told.undo is not None
    told.undo.action(made.desk, *told.undo.args)
    assert pairs(made.desk) == {(one, other)}


def test_telling_apart_asks_versions_and_two_entries(made: Register) -> None:
    one, other, _ = made.people
    assert "told apart from itself" in refused(actions.tell_apart, made.desk, (one, 1), (one, 1))
    assert "one of the two" in refused(actions.tell_apart, made.desk, (one, 1), (other, 99))


# -- the schema ------------------------------------------------------------------------------------


def test_every_column_that_names_a_person_is_moved_or_never_changes(made: Register) -> None:
    """A new table that names a person must lend its step, or say here why it does not."""
    stay = {
        ("person", "merged_into"),
        ("handover", "party_person_id"),
        ("handover", "representative_id"),
        ("people_apart", "one_id"),
        ("people_apart", "other_id"),
        ("people_merge", "person_id"),
        ("people_merge", "into_id"),
        ("staff_list_member", "person_id"),  # whom a list had, by whatever entry: asked by `merged_into`
    }
    naming = {
        (table.name, key.parent.name)
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column is person.c.id
    }
    moved = {(one.table.name, one.name) for one in queries.WHOSE}
    assert naming == moved | stay


def test_the_duties_lend_what_the_pane_shows(made: Register) -> None:
    with made.desk.deed("merge_people") as deed:
        lent_rows = set(lent.rows_of(deed, made.people[0]))
        deed.allow(_about(made, deed))
        deed.entry("person", 1)
    with made.desk.database.read() as connection:
        from travel_desk.desk import moving

        assert lent_rows == set(moving.rows_of(connection, queries.WHOSE, made.people[0]))
        assert trips.people(connection, made.people)


def _about(made: Register, deed: object) -> object:
    from travel_desk.officials.steps import about

    return about(deed.connection, made.people[0])  # type: ignore[attr-defined]


def test_only_the_merges_that_are_asked_for_are_read(made: Register) -> None:
    stays, goes, other = made.people
    first, second = made.merge(goes, other), made.merge(stays, goes)
    assert queries.merge_ids(made.desk, "") == [second, first]
    assert queries.merge_ids(made.desk, "stranger") == [first]
    (line,) = queries.merge_rows(made.desk, [first])
    assert (line.id, line.one.id, line.other.id) == (first, stays, other)  # the one that stands for all
    many = queries.merge_rows(made.desk, [*range(second + 1, 40_000), first, second])
    assert {line.id for line in many} == {first, second}
    made.split(first)
    assert queries.merge_rows(made.desk, [first]) == []
