"""The rule book: which rule judges a request, by which route, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.canonical import canonical
from travel_desk.base.message import Message, msg, msgn
from travel_desk.policy import starter
from travel_desk.policy.rules import (
    HEAD_OF_GOVERNMENT,
    HEAD_OF_ORGANISATION,
    SECURITY_OFFICE,
    PersonFacts,
    RuleBook,
    Stage,
    Subject,
    freeze,
    judge,
    thaw,
)

BOOK = RuleBook(starter.RULES)
OLD, NEW = date(2026, 8, 31), date(2026, 9, 1)


def person(*categories: str, level: str = "federal", name: str = "Eleni Mavridi") -> PersonFacts:
    return PersonFacts(1, name, frozenset(categories), frozenset({level}))


def said(messages: tuple[Message, ...]) -> list[str]:
    from travel_desk.base.language import Language

    return [Language("en").say(one) for one in messages]


def offices(facts: PersonFacts, day: date) -> list[str]:
    return [stage.office_code for stage in judge(facts, day, BOOK).stages]


def test_a_senior_politician_was_free_until_the_end_of_august_and_is_not_since() -> None:
    facts = person("senior_politician")
    assert judge(facts, OLD, BOOK).rule_id is None
    assert judge(facts, NEW, BOOK).number == 2


def test_the_head_of_governments_office_decides_last_under_the_stricter_rule() -> None:
    judgement = judge(person("senior_politician"), NEW, BOOK)
    assert [s.office_code for s in judgement.stages] == [HEAD_OF_ORGANISATION, HEAD_OF_GOVERNMENT]
    assert [s.final for s in judgement.stages] == [False, True]


@pytest.mark.parametrize("category", ["military", "security_service", "full_access"])
def test_those_with_access_to_secrets_were_restricted_before_and_pass_the_security_office(
    category: str,
) -> None:
    assert offices(person(category), OLD) == [SECURITY_OFFICE, HEAD_OF_ORGANISATION]
    assert offices(person(category), NEW) == [SECURITY_OFFICE, HEAD_OF_ORGANISATION, HEAD_OF_GOVERNMENT]


@pytest.mark.parametrize("level", ["federal", "regional"])
def test_senior_officials_of_both_levels_are_covered(level: str) -> None:
    assert judge(person("senior_official", level=level), NEW, BOOK).number == 2


def test_a_senior_official_of_a_state_company_is_covered_as_its_employee_only() -> None:
    assert judge(person("senior_official", level="state_company"), NEW, BOOK).number is None
    assert judge(person("state_company_employee", level="state_company"), NEW, BOOK).number == 2


def test_a_civil_servant_under_no_rule_needs_the_own_organisation_only() -> None:
    judgement = judge(person("civil_servant", name="Süleyman Çağlar"), NEW, BOOK)
    assert [s.office_code for s in judgement.stages] == [HEAD_OF_ORGANISATION]
    assert said(judgement.why) == [
        "No travel rule in force on Tue 1 Sep 2026 covers Süleyman Çağlar.",
        "No approval beyond the own organisation is needed: the Head of Organisation decides.",
    ]
    assert said(judgement.not_applied) == [
        "Travel Rule 1 does not apply: it ended on Mon 31 Aug 2026.",
        "Travel Rule 2 does not cover Süleyman Çağlar.",
    ]


def test_the_judgement_names_rule_article_and_date_and_says_why() -> None:
    judgement = judge(person("senior_politician", "full_access"), date(2026, 11, 5), BOOK)
    assert said(judgement.why) == [
        "Travel Rule 2 applies: Travel Order 14/2026, art. 3, in force since Tue 1 Sep 2026.",
        "Eleni Mavridi has full access to classified information, so the Security Office is asked too.",
        "Eleni Mavridi is a senior politician, federal, so the Head of Government’s Office decides last.",
    ]
    assert said(judgement.not_applied) == ["Travel Rule 1 does not apply: it ended on Mon 31 Aug 2026."]


def test_a_rule_that_has_an_end_is_named_with_both_days() -> None:
    judgement = judge(person("military"), OLD, BOOK)
    assert said(judgement.why)[0] == (
        "Travel Rule 1 applies: State Secrets Travel Regulation 8/2019, art. 12, "
        "in force from Fri 1 Mar 2019 to Mon 31 Aug 2026."
    )
    assert said(judgement.not_applied) == ["Travel Rule 2 does not apply: it begins on Tue 1 Sep 2026."]


def test_of_two_rules_in_force_the_later_law_applies() -> None:
    older = replace(starter.RULES[0], until_day=None)
    judgement = judge(person("military"), NEW, RuleBook((older, starter.RULES[1])))
    assert judgement.number == 2
    assert said(judgement.not_applied) == ["Travel Rule 1 does not apply: Travel Rule 2 is the later law."]


def test_a_rule_that_asks_no_stage_of_a_person_leaves_it_to_the_own_organisation() -> None:
    only = Stage(SECURITY_OFFICE, "Security Office", 3, True, frozenset({"military"}))
    rule = replace(starter.RULES[1], subjects=(Subject("civil_servant"),), stages=(only,))
    judgement = judge(person("civil_servant"), NEW, RuleBook((rule,)))
    assert [s.office_code for s in judgement.stages] == [HEAD_OF_ORGANISATION]
    assert "is a civil servant, so the Head of Organisation decides last" in said(judgement.why)[-1]


@pytest.mark.parametrize(
    ("category", "level", "sentence"),
    [
        ("senior_official", "regional", "is a senior official, regional"),
        ("state_company_employee", "state_company", "is an employee of a state company, in a state company"),
        ("night_watch", "federal", "carries the category night_watch, federal"),
    ],
)
def test_a_category_is_said_in_words(category: str, level: str, sentence: str) -> None:
    rule = replace(starter.RULES[1], subjects=(Subject(category, level),))
    why = said(judge(person(category, level=level), NEW, RuleBook((rule,))).why)
    assert sentence in why[-1]


days = st.dates(date(2019, 1, 1), date(2030, 1, 1))
categories = st.frozensets(
    st.sampled_from(["senior_politician", "civil_servant", "military", "state_company_employee"])
)


@given(days, categories, st.sampled_from(["federal", "regional", "state_company"]))
def test_every_request_gets_a_route_that_ends_with_one_final_office(
    day: date, carried: frozenset[str], level: str
) -> None:
    facts = PersonFacts(1, "A", carried, frozenset({level}))
    judgement = judge(facts, day, BOOK)
    assert [s.final for s in judgement.stages] == [False] * (len(judgement.stages) - 1) + [True]
    assert len(judgement.not_applied) == len(BOOK.rules) - (judgement.rule_id is not None)
    if judgement.rule_id is not None:
        rule = next(r for r in BOOK.rules if r.id == judgement.rule_id)
        assert rule.in_force(day)


@given(days, categories)
def test_a_frozen_judgement_is_read_again_as_it_was(day: date, carried: frozenset[str]) -> None:
    import json

    judgement = judge(PersonFacts(7, "Ελένη", carried, frozenset({"federal"})), day, BOOK)
    assert thaw(json.loads(canonical(freeze(judgement)))) == judgement


def test_sentences_within_sentences_and_plurals_are_frozen_too() -> None:
    inner = msgn("{count} day", "{count} days", 3)
    judgement = replace(
        judge(person("military"), NEW, BOOK), why=(msg("{a} {b}", a=inner, b=("x", date(2026, 1, 2))),)
    )
    assert thaw(freeze(judgement)) == judgement


@given(days)
def test_a_rule_is_in_force_from_its_first_to_its_last_day(day: date) -> None:
    older, newer = BOOK.rules
    assert older.in_force(day) == (older.from_day <= day <= date(2026, 8, 31))
    assert newer.in_force(day) == (day >= date(2026, 9, 1))
    assert older.last_day == date(2026, 9, 1) - timedelta(days=1)
    assert newer.last_day is None
