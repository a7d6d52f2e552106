"""Names are found however they are typed, and a passport's Latin lines hold only what ICAO allows."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.officials import rules

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=30)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ёлкина Зоя", "елкина зоя"),
        ("Йорданова", "иорданова"),
        ("Їжак", "іжак"),
        ("Łukasz Bjørn", "lukasz bjorn"),
        ("Weiß", "weiss"),
        ("WEISS", "weiss"),
        ("Nguyễn Thị Hòa", "nguyen thi hoa"),
        ("Đặng", "dang"),
        ("Iлля", "iлля"),
        ("İbrahim Işıl", "ibrahim isil"),
        ("Æsa Þóra Œuvre", "aesa thora oeuvre"),
        ("O’Brien, O'Brien", "obrien obrien"),
        ("al-Haddad", "al haddad"),
        ("Παππάς", "παππασ"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("علی", "علي"),
        ("לֵוִי", "לוי"),
        ("देशमुख", "देशमुख"),
        ("ณภัสสร", "ณภัสสร"),
        ("김", "김"),
        ("  Two   words ", "two words"),
        ("PN 20-04417", "pn 20 04417"),
        ("_under_score_", "under score"),
    ],
)
def test_a_name_is_folded_so_that_it_is_found_without_its_accents(typed: str, folded: str) -> None:
    assert rules.normalise(typed) == folded


def test_tone_marks_of_thai_are_left_out_but_vowels_stay() -> None:
    assert rules.normalise("น้ำ") == rules.normalise("นำ") != rules.normalise("น")


@given(LETTERS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = rules.normalise(text)
    assert rules.normalise(once) == once


@given(LETTERS)
def test_capitals_and_unicode_forms_make_no_difference(text: str) -> None:
    assert rules.normalise(unicodedata.normalize("NFD", text)) == rules.normalise(text)


def test_the_words_of_a_search_stand_each_once() -> None:
    assert rules.words("Water WATER  land") == ("water", "land")


def test_what_a_person_is_found_by_holds_each_word_once() -> None:
    assert rules.search_text(["Layla Haddad", "HADDAD", "LAYLA"]) == "  layla  haddad"


def test_a_chinese_given_name_is_found_by_its_beginning() -> None:
    assert rules.search_text(["李小燕"]) == "  李小燕  小燕  燕"


def test_lists_are_ordered_by_the_latin_name_and_without_one_by_the_native_name() -> None:
    assert rules.sort_key("AL HADDAD", "LAYLA", "ليلى") == "al haddad layla"
    assert rules.sort_key("", "", "Ёлка") == "елка"


def test_the_latin_name_puts_the_surname_first() -> None:
    assert rules.latin("HADDAD", "LAYLA") == "HADDAD LAYLA"
    assert rules.latin("", "SARNAI") == "SARNAI"


@pytest.mark.parametrize(
    "name", ["", "A", "AL-HADDAD", "O'BRIEN", "D' ARC", "DE LA FUENTE", "TA'", "ABDUL RAHMAN"]
)
def test_a_latin_name_of_a_passport_is_accepted(name: str) -> None:
    assert rules.latin_problem(name) is None


@pytest.mark.parametrize("name", ["AL  HADDAD", "-HADDAD", "O''BRIEN", "'BRIEN", "HADDAD-"])
def test_signs_that_stand_between_no_letters_are_told(name: str) -> None:
    assert "between letters" in str(rules.latin_problem(name))


@pytest.mark.parametrize(
    ("name", "sign"), [("HADÈAD", "È"), ("haddad", "h"), ("HADDAD 2", "2"), ("Верховська", "В")]
)
def test_a_sign_that_no_passport_has_is_named(name: str, sign: str) -> None:
    assert f"“{sign}”" in str(rules.latin_problem(name))


def test_a_name_without_end_is_refused() -> None:
    assert "120" in str(rules.latin_problem("A" * 121))
    assert "120" in str(rules.native_problem("Ж" * 121))


@pytest.mark.parametrize(
    "name", ["", "ليلى الحدّاد", "Nguyễn Thị Hòa", "O’Brien", "கவிதா", "李小燕", "Tan Ah Kow @ Lim"[:11]]
)
def test_a_name_in_any_script_is_accepted(name: str) -> None:
    assert rules.native_problem(name) is None


def test_a_native_name_holds_no_digits_and_is_more_than_signs() -> None:
    assert "“7”" in str(rules.native_problem("Agent 7"))
    assert "one letter" in str(rules.native_problem("-.-"))


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("Верховська", "VERKHOVSKA"),
        ("Åsa Sørensen", "AASA SOERENSEN"),
        ("Weiß", "WEISS"),
        ("d’Almeida", "D'ALMEIDA"),
        ("Çağlar", "CAGLAR"),
        ("ليلى", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_latin_form_is_proposed_where_icao_gives_one(native: str, latin: str) -> None:
    assert rules.proposed_latin(native) == latin


@given(LETTERS)
def test_a_proposed_latin_form_is_always_one_that_a_passport_can_bear(text: str) -> None:
    assert rules.latin_problem(rules.proposed_latin(text)[:120].strip(" -'")) is None


def test_both_forms_of_a_name_stand_in_a_sentence() -> None:
    assert rules.full_name("Ж", "ZH", "") == "\u2068Ж\u2069 (ZH)"
    assert rules.full_name("Ж", "", "") == "\u2068Ж\u2069"
    assert rules.full_name("", "ZH", "A") == "ZH A"


def test_typed_text_is_tidied() -> None:
    assert rules.tidy("  Legal\t Adviser ") == "Legal Adviser"
