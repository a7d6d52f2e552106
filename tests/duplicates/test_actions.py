"""The deeds: merging two entries, splitting them again, telling two persons apart; and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.custody import counter
from tests.duplicates.entries import BORN, LAYLA, LEILA, SINCE, Register, double, register
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.custody.tables import handover
from travel_desk.database.metadata import metadata
from travel_desk.desk import Desk, Scope
from travel_desk.desk.moving import Moved
from travel_desk.desk.tables import user
from travel_desk.duplicates import actions, queries
from travel_desk.duplicates.actions import lent
from travel_desk.officials import actions as officials
from travel_desk.officials import queries as people
from travel_desk.officials import reading
from travel_desk.officials.rules import PassportKind, PassportOrder, PersonOrder, PostOrder
from travel_desk.officials.tables import passport, person, post
from travel_desk.trips import reading as trips
from travel_desk.trips.tables import request

BOOKLET = PassportOrder(PassportKind.ORDINARY, "N0000001", date(2024, 1, 1), date(2034, 1, 1))


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return double(tmp_path)


def refused(deed: Callable[..., object], *args: object, **more: object) -> str:
    with pytest.raises(Refused) as said:
        deed(*args, **more)
    return Language("en").say(said.value.message)


def column(desk: Desk, asked: sa.Select[tuple[object]]) -> list[object]:
    with desk.database.read() as connection:
        return list(connection.execute(asked).scalars())


def person_of(made: Register, person_id: int) -> PersonOrder:
    with made.desk.database.read() as connection:
        return reading.entry_facts(connection, person_id).order


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
    assert b'"merged":%d' % goes in body
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
