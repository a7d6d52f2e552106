"""Lists and searches over the example officials: what is asked is what comes back, in order and fast."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.officials.desk_work import TODAY, layla
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions, examples, queries, rules
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import Category, Level, PassportKind, PersonOrder, Registration

COUNT = 300


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = factory.desk(tmp_path_factory.mktemp("officials"), Role.CLERK)
    examples.fill(made, COUNT)
    return made


def asked(desk: Desk, **question: object) -> list[queries.PersonRow]:
    found = queries.person_ids(desk, Question(**question))  # type: ignore[arg-type]
    return queries.person_rows(desk, found)


def test_everyone_stands_in_the_order_of_names(desk: Desk) -> None:
    rows = asked(desk)
    assert len(rows) == COUNT
    keys = [rules.normalise(row.latin) for row in rows]
    assert keys == sorted(keys)


def test_a_part_of_a_word_finds_and_a_name_comes_before_an_organisation(desk: Desk) -> None:
    rows = asked(desk, text="wat")
    named = [row for row in rows if "WAT" in row.latin]
    assert named
    assert rows[: len(named)] == named
    for row in rows[len(named) :]:
        held = queries.dossier(desk, row.id).posts
        said = " ".join(f"{one.post.title} {one.organisation}" for one in held)
        assert "wat" in rules.normalise(f"{row.native_name} {said}")
    middle = {row.id for row in asked(desk, text="atermann")}
    assert {row.id for row in asked(desk, text="watermann")} <= middle


def test_all_words_must_be_found(desk: Desk) -> None:
    both = {row.id for row in asked(desk, text="ministry ma")}
    assert both == {row.id for row in asked(desk, text="ministry")} & {
        row.id for row in asked(desk, text="ma")
    }


def test_accents_and_case_make_no_difference(desk: Desk) -> None:
    accented = [row for row in asked(desk) if rules.normalise(row.native_name) != row.native_name.casefold()]
    assert len(accented) > 20
    for row in accented[:40]:
        for typed in (row.native_name, row.native_name.upper(), rules.normalise(row.native_name)):
            assert row.id in queries.person_ids(desk, Question(typed))


def test_signs_that_full_text_search_knows_as_commands_are_just_signs(desk: Desk) -> None:
    for typed in ('"', "AND", "a* OR b", "NEAR(", "(", "col:", "-", "%", "'"):
        queries.person_ids(desk, Question(typed))
        queries.find_people(desk, typed)


def test_filters_narrow_what_is_asked(desk: Desk) -> None:
    assert all(
        Category.SENIOR_POLITICIAN in r.categories
        for r in asked(desk, categories=frozenset({Category.SENIOR_POLITICIAN}))
    )
    without = asked(desk, custody=frozenset({"none"}))
    assert without
    assert all(row.custody == "none" for row in without)
    held = asked(desk, custody=frozenset({"with_holder"}))
    assert len(held) + len(without) == COUNT == len(asked(desk, custody=frozenset({"with_holder", "none"})))
    officials = asked(desk, officials=True)
    others = asked(desk, officials=False)
    assert all(row.official for row in officials)
    assert not any(row.official for row in others)
    assert len(officials) + len(others) == COUNT


def test_a_subtree_and_a_level_are_asked_by_the_posts_of_today(desk: Desk) -> None:
    tree = {one.organisation.name: one.organisation for one in queries.organisations(desk)}
    company = tree["State Water Company"]
    rows = asked(desk, organisation_path=company.path)
    assert rows
    assert {row.id for row in rows} <= {
        row.id for row in asked(desk, levels=frozenset({Level.STATE_COMPANY}))
    }


def test_passports_that_soon_expire_are_asked_by_a_day(desk: Desk) -> None:
    soon = {row.id for row in asked(desk, expiring_before=date(2027, 1, 1))}
    for person in soon:
        assert any(
            card.passport.expires_on < date(2027, 1, 1) for card in queries.dossier(desk, person).passports
        )
    assert len(asked(desk, expiring_before=date(2099, 1, 1))) == COUNT - len(
        asked(desk, custody=frozenset({"none"}))
    )


def test_a_find_field_gets_the_first_hits_with_post_and_organisation(desk: Desk) -> None:
    hits = queries.find_people(desk, "ha", limit=3)
    assert len(hits) == 3
    assert any(hit.organisation for hit in queries.find_people(desk, "ministry"))
    assert queries.find_people(desk, "  ") == []


def test_the_tree_counts_who_holds_a_post(desk: Desk) -> None:
    tree = queries.organisations(desk)
    assert sum(one.people for one in tree) >= COUNT * 0.9
    assert all(one.depth == one.organisation.path.count("/") - 2 for one in tree)


def test_the_most_urgent_state_of_several_booklets_is_shown() -> None:
    assert min(["with_holder", "overdue", "in_custody"], key=queries.URGENT_FIRST.index) == "overdue"


def test_the_examples_are_the_same_every_time_and_all_sound() -> None:
    ids = {place.key: number for number, place in enumerate(examples.places(), start=1)}
    once, again = (examples.registrations(400, ids, TODAY) for _ in range(2))
    assert once == again != examples.registrations(400, ids, TODAY, seed=2)
    people = [one.person for one in once]
    assert all(rules.person_problems(person, TODAY) == [] for person in people)
    assert any(not person.surname for person in people)
    assert any(not person.given_names for person in people)
    assert any(person.birth_date and not person.birth_date.day for person in people)
    kinds = {passport.kind for one in once for passport in one.passports}
    assert kinds == set(PassportKind)


def test_every_example_number_is_given_once() -> None:
    ids = {place.key: 1 for place in examples.places()}
    everyone = examples.registrations(20_000, ids, TODAY)
    numbers = [passport.number for one in everyone for passport in one.passports]
    personnel = [one.person.personnel_number for one in everyone if one.person.personnel_number]
    assert len(numbers) == len(set(numbers))
    assert len(personnel) == len(set(personnel))


def test_a_person_without_latin_name_stands_under_the_native_one(tmp_path: Path) -> None:
    made = factory.desk(tmp_path, Role.CLERK)
    layla(made)
    other = actions.register_person(made, Registration(PersonOrder("Ёлка"))).value
    row = queries.person_rows(made, [other])[0]
    assert (row.native_name, row.latin) == ("Ёлка", "")
    assert queries.person_ids(made, Question("елка")) == (other,)


def test_an_organisation_is_found_by_its_own_name_first_and_by_those_above(desk: Desk) -> None:
    hits = queries.find_organisations(desk, "water", limit=99)
    own = [hit for hit in hits if "Water" in hit.name]
    assert hits[: len(own)] == own
    assert any(hit.above == "Ministry of Water and Land" for hit in hits[len(own) :])
    assert queries.find_organisations(desk, "planning energy")[0].above == "Ministry of Energy"
    assert queries.find_organisations(desk, "no such thing") == []


def test_a_person_merged_into_another_is_in_no_list_and_nobody_is_merged_into_themselves(
    tmp_path: Path,
) -> None:
    made = factory.desk(tmp_path, Role.CLERK)
    _, kept = layla(made)
    twin = PersonOrder("ليلى الحدّاد", "AL HADDAD", "LAILA", None, "UTO", "PN 30")
    other = actions.register_person(made, Registration(twin)).value

    def merge(person: int, into: int) -> None:
        with made.database.write() as connection:
            connection.exec_driver_sql("UPDATE person SET merged_into = ? WHERE id = ?", (into, person))

    with pytest.raises(sa.exc.IntegrityError):
        merge(other, other)
    merge(other, kept)
    assert queries.person_ids(made, Question()) == (kept,)
    assert queries.person_ids(made, Question("hadd")) == (kept,)
    assert queries.find_people(made, "PN 30") == []
    assert queries.person_rows(made, [other]) == []
