"""What may be entered about persons, posts, categories, clearances, passports and organisations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.message import Refused
from travel_desk.base.partial import PartialDate
from travel_desk.officials import rules
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    Clearance,
    ClearanceOrder,
    HeldCategory,
    Known,
    Level,
    Organisation,
    OrganisationOrder,
    PassportKind,
    PassportOrder,
    PersonOrder,
    Post,
    PostOrder,
    Registration,
    Secrecy,
)

TODAY = date(2026, 11, 5)
LAYLA = PersonOrder("ليلى الحدّاد", "AL HADDAD", "LAYLA", PartialDate(1979, 3, 14), "UTO", "PN 20-04417")
MINISTRY = Organisation(1, 1, None, "Ministry of Water", Level.FEDERAL, "/1/", date(2000, 1, 1), None)
ADVISER = PostOrder(1, "Legal Adviser", date(2025, 2, 3))
DIPLOMATIC = PassportOrder(PassportKind.DIPLOMATIC, "D0081426", date(2021, 6, 11), date(2031, 6, 11))


def fields(problems: list[rules.Problem]) -> list[str]:
    return [problem.field for problem in problems]


def test_every_code_has_a_word() -> None:
    codes = [*Level, *Category, *Secrecy, *PassportKind]
    assert all(code.label.text for code in codes)


# -- persons


def test_an_official_with_two_names_and_a_number_is_fine() -> None:
    assert rules.person_problems(LAYLA, TODAY) == []


@pytest.mark.parametrize(
    "order",
    [
        PersonOrder(surname="SUKARTA"),
        PersonOrder("Сарнай"),
        PersonOrder("கவிதா", given_names="KAVITHA", birth_date=PartialDate(1980)),
        PersonOrder("Weiß", "WEISS", nationality="D"),
    ],
)
def test_one_name_or_an_unknown_birth_day_is_fine(order: PersonOrder) -> None:
    assert rules.person_problems(order, TODAY) == []


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (PersonOrder(), "native_name"),
        (replace(LAYLA, native_name="4711"), "native_name"),
        (replace(LAYLA, surname="Haddad"), "surname"),
        (replace(LAYLA, given_names="L@YLA"), "given_names"),
        (replace(LAYLA, birth_date=PartialDate(2027)), "birth_date"),
        (replace(LAYLA, birth_date=PartialDate(1880, 1)), "birth_date"),
        (replace(LAYLA, nationality="UT"), "nationality"),
        (replace(LAYLA, personnel_number="#1"), "personnel_number"),
        (replace(LAYLA, personnel_number="9" * 31), "personnel_number"),
    ],
)
def test_what_is_wrong_with_a_person_is_told_at_its_field(order: PersonOrder, field: str) -> None:
    assert fields(rules.person_problems(order, TODAY)) == [field]


def test_the_birth_date_may_be_unknown() -> None:
    assert rules.person_problems(replace(LAYLA, birth_date=None), TODAY) == []


def test_what_was_typed_is_kept_tidy_and_the_latin_name_in_capitals() -> None:
    typed = PersonOrder("  ليلى  ", " al haddad", "layla ", None, "uto", "pn 20-04417")
    assert rules.clean_person(typed) == PersonOrder("ليلى", "AL HADDAD", "LAYLA", None, "UTO", "PN 20-04417")


# -- posts


def test_a_post_in_a_standing_organisation_is_fine() -> None:
    assert rules.post_problems(ADVISER, MINISTRY) == []


def test_a_post_wants_an_organisation_a_title_and_days_in_order() -> None:
    order = PostOrder(9, "  ", TODAY, TODAY)
    assert fields(rules.post_problems(order, None)) == ["organisation_id", "title", "until_day"]
    assert fields(rules.post_problems(replace(ADVISER, title="x" * 201), MINISTRY)) == ["title"]


def test_a_post_in_an_organisation_that_ended_is_not() -> None:
    ended = replace(MINISTRY, until_day=date(2024, 1, 1))
    assert fields(rules.post_problems(ADVISER, ended)) == ["organisation_id"]
    assert rules.post_problems(replace(ADVISER, from_day=date(2023, 1, 1)), ended) == []


def test_there_is_one_main_post_at_a_time() -> None:
    present = [Post(7, 1, 1, "Analyst", True, date(2020, 1, 1), None)]
    assert fields(rules.post_problems(ADVISER, MINISTRY, present)) == ["main"]
    assert rules.post_problems(replace(ADVISER, main=False), MINISTRY, present) == []
    assert rules.post_problems(replace(ADVISER, replaces=True), MINISTRY, present) == []


def test_a_main_post_that_began_later_is_not_replaced() -> None:
    present = [Post(7, 1, 1, "Analyst", True, date(2026, 1, 1), None)]
    assert fields(rules.post_problems(replace(ADVISER, replaces=True), MINISTRY, present)) == ["main"]


def test_touching_posts_and_struck_ones_do_not_meet() -> None:
    touching = Post(7, 1, 1, "Analyst", True, date(2020, 1, 1), ADVISER.from_day)
    struck = Post(8, 1, 1, "Mistake", True, ADVISER.from_day, ADVISER.from_day)
    additional = Post(9, 1, 1, "Board", False, date(2020, 1, 1), None)
    assert rules.post_problems(ADVISER, MINISTRY, [touching, struck, additional]) == []


# -- categories and clearances


def test_a_category_is_not_carried_twice_at_a_time() -> None:
    held = [HeldCategory(1, 1, Category.MILITARY, date(2020, 1, 1), date(2026, 1, 1), "")]
    assert fields(rules.category_problems(CategoryOrder(Category.MILITARY, date(2025, 6, 1)), held)) == [
        "category"
    ]
    assert rules.category_problems(CategoryOrder(Category.MILITARY, date(2026, 1, 1)), held) == []
    assert rules.category_problems(CategoryOrder(Category.FULL_ACCESS, date(2025, 6, 1)), held) == []


def test_a_category_wants_days_in_order_and_a_short_paper() -> None:
    order = CategoryOrder(Category.MILITARY, TODAY, TODAY - timedelta(days=1), "x" * 201)
    assert fields(rules.category_problems(order)) == ["until_day", "paper"]


def test_one_clearance_at_a_time() -> None:
    held = [Clearance(1, 1, Secrecy.SECRET, date(2020, 1, 1), None, None, "")]
    assert fields(rules.clearance_problems(ClearanceOrder(Secrecy.TOP_SECRET, TODAY), held)) == ["from_day"]
    assert rules.clearance_problems(ClearanceOrder(Secrecy.TOP_SECRET, TODAY)) == []


def test_travel_stays_restricted_only_after_a_clearance_ended() -> None:
    order = ClearanceOrder(Secrecy.SECRET, date(2020, 1, 1), date(2025, 1, 1), date(2030, 1, 1))
    assert rules.clearance_problems(order) == []
    assert fields(rules.clearance_problems(replace(order, until_day=None))) == ["restricted_until"]
    assert fields(rules.clearance_problems(replace(order, restricted_until=date(2024, 1, 1)))) == [
        "restricted_until"
    ]


# -- passports


def test_a_passport_as_printed_is_fine() -> None:
    assert rules.passport_problems(DIPLOMATIC, TODAY) == []


def test_a_passport_number_is_kept_without_spaces() -> None:
    typed = replace(DIPLOMATIC, number=" d 008-1426", issuing_state="uto")
    assert rules.clean_passport(typed) == DIPLOMATIC


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (replace(DIPLOMATIC, number="D1"), "number"),
        (replace(DIPLOMATIC, number="D008142612"), "number"),
        (replace(DIPLOMATIC, number="Ж0081426"), "number"),
        (replace(DIPLOMATIC, issuing_state="UTOPIA"), "issuing_state"),
        (replace(DIPLOMATIC, issued_on=TODAY + timedelta(days=1)), "issued_on"),
        (replace(DIPLOMATIC, expires_on=DIPLOMATIC.issued_on), "expires_on"),
    ],
)
def test_what_is_wrong_with_a_passport_is_told_at_its_field(order: PassportOrder, field: str) -> None:
    assert fields(rules.passport_problems(order, TODAY)) == [field]


def test_a_passport_that_has_expired_or_soon_does_is_remarked_on() -> None:
    assert rules.passport_remark(DIPLOMATIC, TODAY) is None
    assert "expires on" in str(rules.passport_remark(replace(DIPLOMATIC, expires_on=TODAY), TODAY))
    assert "expired on" in str(
        rules.passport_remark(replace(DIPLOMATIC, expires_on=date(2026, 11, 4)), TODAY)
    )


# -- organisations


def test_an_organisation_has_a_name_of_its_own_among_those_beside_it() -> None:
    order = OrganisationOrder(" ministry of WATER ", Level.FEDERAL, TODAY)
    assert fields(rules.organisation_problems(order, None, [MINISTRY])) == ["name"]
    assert rules.organisation_problems(order, None, []) == []


def test_an_organisation_wants_a_name_and_days_that_fit_its_parent() -> None:
    order = OrganisationOrder("", Level.FEDERAL, date(1999, 1, 1), 1, date(1999, 1, 1))
    assert fields(rules.organisation_problems(order, MINISTRY, [])) == ["name", "until_day", "from_day"]
    assert rules.organisation_problems(OrganisationOrder("Unit", Level.FEDERAL, TODAY, 1), MINISTRY, []) == []


# -- a whole registration


def test_a_whole_registration_is_checked_part_by_part() -> None:
    order = Registration(
        LAYLA,
        posts=(ADVISER, replace(ADVISER, replaces=True)),
        categories=(CategoryOrder(Category.MILITARY, TODAY), CategoryOrder(Category.MILITARY, TODAY)),
        clearances=(ClearanceOrder(Secrecy.SECRET, TODAY), ClearanceOrder(Secrecy.SECRET, TODAY)),
        passports=(replace(DIPLOMATIC, number=""),),
    )
    found = fields(rules.registration_problems(order, {1: MINISTRY}, TODAY))
    assert found == ["main", "category", "from_day", "number"]


def test_a_whole_registration_is_kept_tidy() -> None:
    order = Registration(
        LAYLA,
        (replace(ADVISER, title=" Legal  Adviser"),),
        passports=(replace(DIPLOMATIC, number="d0081426"),),
    )
    assert rules.clean_registration(order) == Registration(LAYLA, (ADVISER,), passports=(DIPLOMATIC,))


def test_the_first_problem_is_the_refusal() -> None:
    rules.refuse([])
    with pytest.raises(Refused) as said:
        rules.refuse(rules.person_problems(PersonOrder(), TODAY))
    assert said.value.field == "native_name"


def test_an_end_before_the_beginning_is_refused_but_the_beginning_strikes() -> None:
    rules.check_end(TODAY, None)
    rules.check_end(TODAY, TODAY)
    with pytest.raises(Refused):
        rules.check_end(TODAY, TODAY - timedelta(days=1))


days = st.dates(date(2020, 1, 1), date(2020, 2, 1))


@given(days, st.none() | days, days)
def test_a_row_counts_from_its_first_day_up_to_the_day_before_its_end(
    first: date, until: date | None, day: date
) -> None:
    length = 60 if until is None else (until - first).days
    counted = {first + timedelta(days=n) for n in range(length)}
    assert rules.holds(first, until, day) == (day in counted)


# -- telling two persons apart


def known(**other: object) -> Known:
    person = Known(5, LAYLA.native_name, LAYLA.surname, LAYLA.given_names, LAYLA.birth_date)
    return replace(person, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        known(),
        known(native_name="", surname="LAYLA", given_names="AL HADDAD"),
        known(native_name="", surname="ALHADDAD", given_names="LEYLA"),
        known(surname="", given_names=""),
        known(birth_date=PartialDate(1979)),
        known(birth_date=PartialDate(1979, 3)),
        known(birth_date=None),
        known(native_name="", surname="HADDAD", given_names=""),
        known(native_name="", surname="HADDAD", given_names="LEILA"),
    ],
)
def test_a_like_name_with_an_agreeing_birth_date_is_a_likely_duplicate(other: Known) -> None:
    assert [one.person.id for one in rules.alike(LAYLA, [other])] == [5]


@pytest.mark.parametrize(
    "other",
    [
        known(birth_date=PartialDate(1979, 3, 15)),
        known(birth_date=PartialDate(1979, 4)),
        known(birth_date=PartialDate(1980)),
        known(native_name="", surname="HADDAD", given_names="LEILA", birth_date=PartialDate(1979)),
        known(native_name="Олена Верховська", surname="VERKHOVSKA", given_names="OLENA"),
        known(native_name="", surname="", given_names=""),
    ],
)
def test_another_birth_date_or_another_name_is_another_person(other: Known) -> None:
    assert rules.alike(LAYLA, [other]) == []


def test_the_warning_names_the_person_and_what_agrees() -> None:
    both = rules.alike(LAYLA, [known()])[0].message
    name = rules.alike(LAYLA, [known(native_name="", birth_date=None)])[0].message
    assert str(both).startswith("Same birth date and like name: \u2068ليلى الحدّاد\u2069 (AL HADDAD LAYLA), ")
    assert str(name).startswith("Like name: AL HADDAD LAYLA")


births = st.builds(PartialDate, st.just(1979), st.integers(0, 12))


@given(births, births)
def test_agreeing_birth_dates_agree_both_ways(one: PartialDate, other: PartialDate) -> None:
    assert rules.same_birth(one, other) == rules.same_birth(other, one)
    assert rules.same_birth(one, one)
