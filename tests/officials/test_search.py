"""Search in every script: any part of any name finds its person, whichever way the answer is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests import factory
from tests.officials.desk_work import LAYLA, layla
from travel_desk.base.roles import Role
from travel_desk.database.metadata import renew
from travel_desk.desk import Desk
from travel_desk.officials import actions, examples, queries, rules, store
from travel_desk.officials.queries import Question, search
from travel_desk.officials.rules import Category, Level, PersonOrder, Registration

COUNT = 200
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzßéèñçøåæœłđřžşğıİţœÞþ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґђјљњћџқғүұөһәң"
    "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآپچژگی"
    "कखगघचछजझटडतदनपबमयरलवशसह"
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
    "אבגדהוזחטיכלמנסעפצקרשתםןךףץ"
    "李王张刘陈杨赵黄周吴小大文明伟芳"
)
names = st.text(st.sampled_from(LETTERS), min_size=3, max_size=14)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = factory.desk(tmp_path_factory.mktemp("search"), Role.CLERK)
    examples.fill(made, COUNT, all_scripts=True)
    return made


def found(desk: Desk, typed: str) -> tuple[int, ...]:
    return queries.person_ids(desk, Question(typed))


def call(desk: Desk, id: int, native: str, latin: str = "") -> None:
    """Give a person another name, as the register keeps it."""
    with desk.database.write() as connection:
        store.change_person(connection, id, PersonOrder(native, latin, ""))
        store.refresh_search(connection, [id])


# -- any part of any name


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names, names, st.data())
@example("Ёлкин", "Straße", None)
def test_a_person_is_found_by_any_part_of_three_letters_of_any_name(
    desk: Desk, first: str, last: str, data: st.DataObject | None
) -> None:
    call(desk, 1, f"{first} {last}")
    for name in (first, last):
        start, end = 0, len(name)
        if data is not None:
            start = data.draw(st.integers(0, len(name) - 3))
            end = data.draw(st.integers(start + 3, len(name)))
        part = name[start:end]
        assume(len(rules.normalise(part)) >= 3)
        for typed in (part, part.upper(), part.lower(), rules.normalise(part)):
            assert 1 in found(desk, typed)


def test_every_example_is_found_by_the_middle_of_every_name(desk: Desk) -> None:
    call(desk, 1, "Jule Watermann", "WATERMANN")
    for row in queries.person_rows(desk, list(range(1, COUNT + 1, 3))):
        for word in f"{row.native_name} {row.latin}".split():
            middle = word[1:5] if len(word) > 5 else word
            assert row.id in found(desk, middle), (word, middle)


@pytest.mark.parametrize(
    ("native", "typed"),
    [
        ("Артём Фёдоров", "артем федоров"),
        ("Артем Федоров", "Артём"),
        ("Søren Ångström", "soren angstrom"),
        ("José Núñez", "JOSE NUNEZ"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Юлия Щербакова", "shcherbakova"),
        ("Юлия Щербакова", "yulia"),
        ("Γεώργιος Παππάς", "pappas"),
        ("محمد الحداد", "mohammed"),
        ("محمد الحداد", "haddad"),
        ("Đorđe Живковић", "zivkovic"),
        ("საქართველო გიორგი", "giorgi"),
        ("Süleyman Çağlar", "sul cag"),
    ],
)
def test_who_types_without_marks_or_in_latin_finds_them(desk: Desk, native: str, typed: str) -> None:
    call(desk, 1, native)
    assert 1 in found(desk, typed)


def test_the_spelling_of_the_passport_finds_whatever_the_standard_would_write(desk: Desk) -> None:
    call(desk, 1, "Наталья Достоевская", "DOSTOYEVSKAYA")
    for typed in ("dostoyevskaya", "dostoevskaia", "natalia", "наталья", "ДОСТОЕВ"):
        assert 1 in found(desk, typed)


def test_one_and_two_letters_begin_a_word(desk: Desk) -> None:
    call(desk, 1, "Quentin Xavier")
    assert 1 in found(desk, "q")
    assert 1 in found(desk, "qu xa")
    assert 1 not in found(desk, "ue")
    assert 1 in found(desk, "uen")


def test_numbers_and_posts_find_their_person(tmp_path: Path) -> None:
    made = factory.desk(tmp_path, Role.CLERK)
    _, person = layla(made)
    for typed in ("D0081426", "0814", "20-04417", "PN 20", "deputy", "puty minis", "Water and"):
        assert found(made, typed) == (person,)


def test_a_page_that_was_pasted_into_the_search_asks_by_its_beginning(desk: Desk) -> None:
    call(desk, 1, "Quentin Xavier")
    assert found(desk, "ab cd " * 5000) == ()
    assert 1 in found(desk, "quentin " * 5000)


# -- whichever way the answer is read


@pytest.mark.parametrize("few", [-1, 1000])
@pytest.mark.parametrize("many", [0, 20, 10**6])
def test_all_ways_to_an_answer_give_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, few: int, many: int
) -> None:
    questions = [
        Question(text, categories=categories, levels=levels)
        for text in ("", "a", "ma", "min", "ministry", "secret dep", "an wa", "1", "ин", "ZZZ")
        for categories in (frozenset[Category](), frozenset({Category.CIVIL_SERVANT}))
        for levels in (frozenset[Level](), frozenset({Level.FEDERAL}))
    ]
    usual = [queries.person_ids(desk, question) for question in questions]
    monkeypatch.setattr(search, "_FEW", few)
    monkeypatch.setattr(search, "_MANY", many)
    assert [queries.person_ids(desk, question) for question in questions] == usual
    for question, ids in zip(questions, usual, strict=True):
        with desk.read("see_officials") as connection:
            first = search.first_ids(connection, question, desk.scope, desk.today(), 7)
        assert first.ids == ids[: len(first.ids)]
        assert first.whole == (first.ids == ids)
        assert first.whole or len(first.ids) == 7


def test_who_has_the_words_in_the_name_comes_before_who_has_them_elsewhere(desk: Desk) -> None:
    call(desk, 1, "Zoran Ministarski", "MINISTARSKI")
    ids = found(desk, "minist")
    assert ids[0] == 1
    keys = [rules.normalise(row.latin or row.native_name) for row in queries.person_rows(desk, ids[1:])]
    assert keys == sorted(keys)


# -- those who were registered before


def test_who_was_registered_before_is_found_by_the_rules_of_this_version(tmp_path: Path) -> None:
    made = factory.desk(tmp_path, Role.CLERK)
    place, person = layla(made)
    other = actions.register_person(made, Registration(PersonOrder("Юлия Щербакова"))).value
    with made.database.write() as connection:
        connection.exec_driver_sql("UPDATE person SET search_text = 'old', sort_key = 'old'")
    assert found(made, "shcherbakova") == ()
    with made.database.write() as connection:
        renew(connection)
    assert found(made, "shcherbakova") == (other,)
    assert found(made, "deputy minister of water") == (person,)
    assert queries.person_ids(made, Question(organisation_id=place)) == (person,)
    rows = queries.person_rows(made, queries.person_ids(made, Question()))
    assert [row.native_name for row in rows] == [LAYLA.native_name, "Юлия Щербакова"]
