"""Which entries may be one person, and why, in words; nothing is scored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.duplicates.entries import BORN, LAYLA, LEILA
from travel_desk.base.language import Language
from travel_desk.base.partial import PartialDate
from travel_desk.duplicates.rules import MOST, Entry, Pair, Search, Side, Sign, differing, known_by, reasons
from travel_desk.duplicates.rules.folding import forms, skeleton
from travel_desk.duplicates.rules.likeness import bare, births_agree, slips
from travel_desk.officials.rules import PersonOrder, normalise, sort_key


def entry(id: int, latin: str, born: str = "1979-03-14", *, native: str = "", number: str = "") -> Entry:
    surname, _, given = latin.partition(" ")
    return Entry(id, native, surname, given, born, number, sort_key(surname, given, native))


def pairs(*entries: Entry, **more: Any) -> dict[tuple[int, int], set[Sign]]:
    return {(one.one, one.other): set(one.signs) for one in Search(entries, **more).run().pairs}


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MOHAMED", "MUHAMMAD"),
        ("PETROVA", "PETROWA"),
        ("YURI", "IURII"),
        ("HASSAN", "ASAN"),
        ("AHMED", "AKHMET"),
        ("ROMANOFF", "ROMANOV"),
        ("SHEVCHENKO", "SCHEVTCHENKO"),
    ],
)
def test_spellings_of_a_name_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(normalise(one)) == skeleton(normalise(other)).replace("ts", "s")


def test_a_name_known_in_another_script_only_has_its_latin_spellings() -> None:
    assert ("ivanov", "petr") in forms(entry(1, "", native="Иванов Пётр"))
    assert forms(entry(1, "", native="王伟")) == (("王伟",),)
    assert forms(entry(1, "IVANOV PETR", native="Иванов Пётр")) == (("ivanov", "petr"),)


@settings(max_examples=20)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=12))
def test_every_word_has_a_skeleton_of_consonants(word: str) -> None:
    assert not set(skeleton(word)[1:]) & set("eiouyjh'")


def test_neighbouring_signs_that_change_places_are_a_slip() -> None:
    assert slips("1223") == ["2123", "1232"]
    assert bare("PN 20-04417") == "pn2004417"


def test_birth_dates_agree_as_far_as_they_are_known() -> None:
    assert births_agree("1979-03", "1979-03-14")
    assert births_agree("", "1979")
    assert not births_agree("1979-04", "1979-03-14")


# -- finding ---------------------------------------------------------------------------------------


def test_like_names_born_on_one_day_may_be_one_person() -> None:
    found = pairs(entry(1, "AL-HADDAD LAYLA"), entry(2, "HADDAD LEILA"), entry(3, "BEKELE TIGIST"))
    assert found == {(1, 2): {Sign.BIRTH}}


def test_names_alike_across_scripts_may_be_one_person() -> None:
    assert pairs(entry(1, "IVANOV PETR"), entry(2, "", native="Иванов Пётр")) == {(1, 2): {Sign.BIRTH}}
    assert pairs(entry(1, "WANG WEI", native="王伟"), entry(2, "WONG WAI", native="王伟"))


def test_a_name_within_another_may_be_one_person() -> None:
    assert pairs(entry(1, "MAVRIDI ELENI MARIA"), entry(2, "MAVRIDI ELENI"))


def test_swapped_name_parts_may_be_one_person() -> None:
    assert pairs(entry(1, "KIM MINJUN"), entry(2, "MINJUN KIM"))


@pytest.mark.parametrize("born", ["", "1979", "1979-03"])
def test_an_unknown_birth_date_agrees_with_any(born: str) -> None:
    one, other = entry(1, "MAVRIDI ELENI"), entry(2, "MAVRIDI ELENI", born, native="Ελένη")
    assert pairs(one, other) == {(1, 2): {Sign.NAME}}
    assert (1, 2) in pairs(replace(one, native_name="Ελένη", born=""), other)


def test_another_birth_date_is_another_person() -> None:
    assert pairs(entry(1, "MAVRIDI ELENI"), entry(2, "MAVRIDI ELENI", "1980")) == {}
    assert pairs(entry(1, "MAVRIDI ELENI"), entry(2, "MAVRIDI ELENI", "1979-03-15")) == {}
    assert pairs(entry(1, "MAVRIDI ELENI"), entry(2, "BEKELE ELENI", "")) == {}


def test_one_name_only_is_compared_too() -> None:
    assert pairs(entry(1, "SUKARNO"), entry(2, "SUKARNO", ""))


def test_a_name_without_letters_is_like_no_other() -> None:
    assert pairs(entry(1, "", native="-"), entry(2, "", "", native="-")) == {(1, 2): {Sign.NAME}}
    assert pairs(replace(entry(1, "", "", native="-"), native_name=""), entry(2, "SUKARNO", "")) == {}


def test_one_passport_number_of_two_states_may_be_one_booklet() -> None:
    one, other = entry(1, "MAVRIDI ELENI"), entry(2, "PAPPAS ELENI", "1981-01-01")
    assert pairs(one, other, shared=[(2, 1), (1, 9), (9, 1)]) == {(1, 2): {Sign.PASSPORT}}
    stranger = entry(2, "BEKELE TIGIST", "1981-01-01")
    assert pairs(one, stranger, shared=[(1, 2)]) == {}
    twin = entry(2, "BEKELE TIGIST")
    assert pairs(one, twin, shared=[(1, 2)]) == {(1, 2): {Sign.PASSPORT, Sign.BIRTH}}


def test_a_slip_in_the_personnel_number_of_like_names_is_found() -> None:
    one = entry(1, "MAVRIDI ELENI", number="PN 20-04417")
    assert pairs(one, entry(2, "MAVRIDI ELENA", "1981-01-01", number="20")) == {}
    for number in ("PN 20-04471", "PN20/04417"):
        other = entry(2, "MAVRIDI ELENA", "1981-01-01", number=number)
        assert pairs(one, other) == {(1, 2): {Sign.PERSONNEL}}
    assert pairs(one, entry(2, "BEKELE TIGIST", "1981-01-01", number="PN 20-04471")) == {}


def test_what_two_share_besides_is_told_too() -> None:
    one, other = entry(1, "MAVRIDI ELENI", number="12"), entry(2, "MAVRIDI ELENI", number="21")
    found = pairs(one, other, offices={1: [7], 2: [7, 8]})
    assert found == {(1, 2): {Sign.BIRTH, Sign.PERSONNEL, Sign.ORGANISATION}}


def test_one_name_in_one_organisation_is_looked_at_whatever_the_birth_date() -> None:
    people = (entry(1, "MAVRIDI ELENI"), entry(2, "MAVRIDI ELENI", "1981-01-01"), entry(3, "BEKELE ELENI"))
    assert pairs(*people, offices={1: [7], 2: [7], 3: [7], 9: [7]}) == {(1, 2): {Sign.ORGANISATION}}


def test_a_name_of_hundreds_is_told_and_left_out() -> None:
    crowd = [entry(one, "LEE MIN", "") for one in range(1, 2 * MOST)]
    found = Search(crowd).run()
    assert found.pairs == ()
    assert found.left_out == 1


def test_pairs_come_in_the_order_of_names() -> None:
    people = [entry(1, "ZHAO LI"), entry(2, "ABE KEN", "1980-01-01"), entry(3, "ZHAO LI")]
    people.append(entry(4, "ABE KEN", "1980-01-01"))
    assert Search(people).run().pairs == (
        Pair(2, 4, frozenset({Sign.BIRTH})),
        Pair(1, 3, frozenset({Sign.BIRTH})),
    )


def test_those_who_share_but_an_organisation_come_last() -> None:
    people = [
        entry(1, "ABE KEN"),
        entry(2, "ABE KEN", "1980-01-01"),
        entry(3, "ZHAO LI"),
        entry(4, "ZHAO LI"),
    ]
    found = Search(people, offices={1: [7], 2: [7]}).run()
    assert [(one.one, one.other) for one in found.pairs] == [(3, 4), (1, 2)]


def test_what_tells_most_comes_first_and_a_name_alone_after_it() -> None:
    people = [entry(1, "ABE KEN", ""), entry(2, "ABE KEN SORA", ""), entry(3, "ZHAO LI"), entry(4, "ZHAO LI")]
    found = Search(people).run()
    assert [(one.one, one.other) for one in found.pairs] == [(3, 4), (1, 2)]


def test_a_crowd_born_on_one_day_is_left_out_too() -> None:
    crowd = [entry(one, "LEE MIN") for one in range(1, MOST + 2)]
    assert Search(crowd).run().left_out == 2


def test_a_long_look_says_how_far_it_is_and_can_be_stopped() -> None:
    crowd = [entry(one, f"NAME{one} X", f"19{50 + one % 40}-01-01") for one in range(1, 5000)]
    told: list[tuple[int, int]] = []
    Search(crowd, step=lambda done, whole: told.append((done, whole))).run()
    assert told[0][0] < told[-1][0] == told[-1][1]

    def stop(_done: int, _whole: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Search(crowd, step=stop).run()


# -- reasons ---------------------------------------------------------------------------------------


def said(one: PersonOrder, other: PersonOrder, **more: Any) -> list[str]:
    passports = more.get("passports", ((), ()))
    offices = more.get("offices", ((), ()))
    sides = [Side(at, 1, who, passports[at], offices[at]) for at, who in enumerate((one, other))]
    return [Language("en").say(reason) for reason in reasons(*sides)]


SAME = PersonOrder("", "MAVRIDI", "ELENI", BORN)


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (SAME, SAME, "Both were born on 14 Mar 1979."),
        (replace(SAME, birth_date=PartialDate(1979)), replace(SAME, birth_date=PartialDate(1979)), "in 1979"),
        (SAME, replace(SAME, birth_date=None), "The birth date of one is not known."),
        (replace(SAME, birth_date=None), replace(SAME, birth_date=None), "No birth date is known of either."),
        (SAME, replace(SAME, birth_date=PartialDate(1979, 3)), "agree as far as they are known"),
        (SAME, replace(SAME, birth_date=PartialDate(1981)), "The birth dates differ"),
        (SAME, replace(SAME, surname="ELENI", given_names="MAVRIDI"), "stand the other way round"),
        (SAME, SAME, "The Latin names are the same."),
        (
            PersonOrder("王伟", "WANG", "WEI"),
            PersonOrder("王伟", "WONG", "WAI"),
            "The names in their own script are the same.",
        ),
        (
            PersonOrder("Людмила Морозова", "MOROZOVA", "LIUDMILA"),
            PersonOrder("Морозова Людмила", "", ""),
            "The names in their own script are the same but for the order of their parts.",
        ),
        (PersonOrder("Иванов Пётр"), PersonOrder("", "IVANOV", "PETR"), "Latin spelling of the other"),
        (SAME, replace(SAME, given_names="ELENI MARIA"), "One name holds the other."),
        (SAME, replace(SAME, given_names="ELENA"), "The names are spelt alike."),
    ],
)
def test_reasons_are_said_in_words(one: PersonOrder, other: PersonOrder, sentence: str) -> None:
    assert any(sentence in reason for reason in said(one, other))


def test_other_names_say_nothing() -> None:
    assert len(said(SAME, replace(SAME, surname="BEKELE", given_names="TIGIST"))) == 1


def test_numbers_and_organisations_are_reasons() -> None:
    one, other = replace(SAME, personnel_number="PN 12"), replace(SAME, personnel_number="PN 21")
    found = said(
        one,
        other,
        passports=((("UTO", "D1"), ("UTO", "D2")), (("UTP", "D2"),)),
        offices=(((7, "Ministry of Water"),), ((8, "Board"), (7, "Ministry of Water"))),
    )
    assert "Each has a passport D2: one issued by UTO, one by UTP." in found
    assert "changed places: PN 12 and PN 21" in " ".join(found)
    assert "Both hold a post in Ministry of Water." in found
    assert "written in two ways" in " ".join(said(one, replace(one, personnel_number="PN-12")))
    assert len(said(one, replace(one, personnel_number="77"))) == 2
    assert len(said(one, other, passports=((("UTO", "D1"),), ()))) == 3


def test_fields_that_differ_are_named() -> None:
    assert differing(LAYLA, LEILA) == {"native_name", "surname", "given_names", "personnel_number"}
    assert differing(LAYLA, LAYLA) == frozenset()


def test_who_was_told_apart_is_known_by_names_and_birth_date() -> None:
    assert known_by(LAYLA) == known_by(replace(LAYLA, personnel_number="X", nationality="GRC"))
    assert known_by(LAYLA) != known_by(replace(LAYLA, given_names="LEYLA"))
    row = Entry(1, LAYLA.native_name, LAYLA.surname, LAYLA.given_names, "1979-03-14", "", "")
    assert known_by(row) == known_by(LAYLA)
    assert known_by(replace(row, born="")) == known_by(replace(LAYLA, birth_date=None))
