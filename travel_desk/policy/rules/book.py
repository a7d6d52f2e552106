"""The rule book and its one decision: which travel rule judges a request, and by which route.

A request is judged by the rule in force on the day it is submitted (domain.md); a rule covers
categories of officials, where it says so only at some levels of government.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from travel_desk.base.message import Message, msg
from travel_desk.officials.rules import Category

SECURITY_OFFICE = "security_office"
HEAD_OF_ORGANISATION = "head_of_organisation"
HEAD_OF_GOVERNMENT = "head_of_government"

VALIDITY_DAYS = 180
"""How long a passport stays valid after coming home where no rule says otherwise."""

DAYS_BACK_WORKING = 5
"""Working days to bring a passport back where no rule says otherwise."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One office that decides within `working_days`; the final one decides last.

    categories: the stage is only for officials of one of these; empty for everybody.
    """

    office_code: str
    office_name: str
    working_days: int
    final: bool
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a rule covers: a category, at one level of government or (None) at any."""

    category: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class TravelRule:
    """A travel rule with its legal basis; in force from `from_day` and no longer on `until_day`."""

    id: int
    number: int
    title: str
    act: str
    article: str
    act_date: date
    from_day: date
    until_day: date | None
    notice_working_days: int
    days_back_working: int
    validity_days: int
    appeal_to: str
    appeal_days: int
    subjects: tuple[Subject, ...] = ()
    stages: tuple[Stage, ...] = ()

    def in_force(self, day: date) -> bool:
        """Tell whether the rule is in force on `day`."""
        return self.from_day <= day and (self.until_day is None or day < self.until_day)

    @property
    def last_day(self) -> date | None:
        """The last day in force; None while no end is set."""
        return self.until_day - timedelta(days=1) if self.until_day else None


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, and the route of a request that no rule covers: its own organisation decides."""

    rules: tuple[TravelRule, ...] = ()
    own_route: tuple[Stage, ...] = (Stage(HEAD_OF_ORGANISATION, "Head of Organisation", 3, True),)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a rule asks about a person on one day: categories carried, levels of the posts held."""

    person_id: int
    name: str
    categories: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rule book says of one traveller's request on one day; frozen with the request.

    rule_id .. until_day: of the rule that applies; None or "" where none does.
    stages: the route in order. why: which rule applies and what follows, sentence by sentence;
    not_applied: why each other rule does not. person: the facts it was judged by.
    """

    day: date
    person: PersonFacts
    stages: tuple[Stage, ...]
    notice_working_days: int = 0
    days_back: int = DAYS_BACK_WORKING
    validity_days: int = VALIDITY_DAYS
    rule_id: int | None = None
    number: int | None = None
    title: str = ""
    act: str = ""
    article: str = ""
    from_day: date | None = None
    until_day: date | None = None
    appeal_to: str = ""
    appeal_days: int = 0
    why: tuple[Message, ...] = field(default=())
    not_applied: tuple[Message, ...] = field(default=())


def judge(person: PersonFacts, submitted_on: date, book: RuleBook) -> Judgement:
    """Return the judgement of `person`'s request submitted on that day.

    Where two rules in force cover the person, the one that came into force last applies (the later
    law), then the higher number.
    """
    covering = [r for r in book.rules if r.in_force(submitted_on) and _matching(r, person)]
    rule = max(covering, key=lambda r: (r.from_day, r.number), default=None)
    not_applied = tuple(
        _why_not(other, person, submitted_on, rule)
        for other in sorted(book.rules, key=lambda r: r.number)
        if other is not rule
    )
    if rule is None:
        return Judgement(
            day=submitted_on,
            person=person,
            stages=book.own_route,
            why=_why_no_rule(person, submitted_on, book.own_route),
            not_applied=not_applied,
        )
    # A rule that asks no stage of this person leaves the decision to the own organisation.
    stages = tuple(s for s in rule.stages if not s.categories or s.categories & person.categories)
    stages = stages or book.own_route
    return Judgement(
        day=submitted_on,
        person=person,
        stages=stages,
        notice_working_days=rule.notice_working_days,
        days_back=rule.days_back_working,
        validity_days=rule.validity_days,
        rule_id=rule.id,
        number=rule.number,
        title=rule.title,
        act=rule.act,
        article=rule.article,
        from_day=rule.from_day,
        until_day=rule.until_day,
        appeal_to=rule.appeal_to,
        appeal_days=rule.appeal_days,
        why=(_basis(rule), *_why_route(rule, person, stages)),
        not_applied=not_applied,
    )


def _matching(rule: TravelRule, person: PersonFacts) -> list[Subject]:
    return [
        s
        for s in rule.subjects
        if s.category in person.categories and (s.level is None or s.level in person.levels)
    ]


def _basis(rule: TravelRule) -> Message:
    values = {"number": str(rule.number), "act": rule.act, "article": rule.article, "from_day": rule.from_day}
    if rule.last_day is None:
        return msg(
            "Travel Rule {number} applies: {act}, art. {article}, in force since {from_day}.", **values
        )
    return msg(
        "Travel Rule {number} applies: {act}, art. {article}, in force from {from_day} to {last_day}.",
        **values,
        last_day=rule.last_day,
    )


def _why_route(rule: TravelRule, person: PersonFacts, stages: tuple[Stage, ...]) -> list[Message]:
    """Say why this person's route is as it is: the special stages first, then who decides last."""
    said = [
        msg(
            "{name} {is_category}, so the {office} is asked too.",
            name=person.name,
            is_category=_is_category(min(s.categories & person.categories), None),
            office=s.office_name,
        )
        for s in stages
        if s.categories and not s.final
    ]
    subject = min(_matching(rule, person), key=lambda s: list(rule.subjects).index(s))
    said.append(
        msg(
            "{name} {is_category}, so the {office} decides last.",
            name=person.name,
            is_category=_is_category(subject.category, subject.level),
            office=stages[-1].office_name,
        )
    )
    return said


def _why_no_rule(person: PersonFacts, day: date, route: tuple[Stage, ...]) -> tuple[Message, ...]:
    return (
        msg("No travel rule in force on {day} covers {name}.", day=day, name=person.name),
        msg(
            "No approval beyond the own organisation is needed: the {office} decides.",
            office=route[-1].office_name,
        ),
    )


def _why_not(other: TravelRule, person: PersonFacts, day: date, applied: TravelRule | None) -> Message:
    number = str(other.number)
    if other.last_day is not None and day > other.last_day:
        return msg(
            "Travel Rule {number} does not apply: it ended on {last_day}.",
            number=number,
            last_day=other.last_day,
        )
    if day < other.from_day:
        return msg(
            "Travel Rule {number} does not apply: it begins on {day}.", number=number, day=other.from_day
        )
    if not _matching(other, person):
        return msg("Travel Rule {number} does not cover {name}.", number=number, name=person.name)
    assert applied is not None
    return msg(
        "Travel Rule {number} does not apply: Travel Rule {later} is the later law.",
        number=number,
        later=str(applied.number),
    )


def _is_category(category: str, level: str | None) -> Message:
    """Return the half-sentence that tells what a person is: "is a senior politician, federal"."""
    what = _IS.get(category) or msg("carries the category {category}", category=category)
    match level:
        case "federal":
            return msg("{is_category}, federal", is_category=what)
        case "regional":
            return msg("{is_category}, regional", is_category=what)
        case "state_company":
            return msg("{is_category}, in a state company", is_category=what)
    return what


_IS: dict[str, Message] = {
    Category.SENIOR_POLITICIAN: msg("is a senior politician"),
    Category.SENIOR_OFFICIAL: msg("is a senior official"),
    Category.CIVIL_SERVANT: msg("is a civil servant"),
    Category.STATE_COMPANY_EMPLOYEE: msg("is an employee of a state company"),
    Category.MILITARY: msg("is in the military"),
    Category.SECURITY_SERVICE: msg("is a member of a security service"),
    Category.FULL_ACCESS: msg("has full access to classified information"),
}
