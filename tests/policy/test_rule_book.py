"""The rule book in the register: the starter rules of a new desk, and who is judged by them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests import factory
from tests.trips import people
from travel_desk.base.roles import Role
from travel_desk.desk import NewDesk, create
from travel_desk.policy import queries, starter
from travel_desk.policy.reading import person_facts, rule_book
from travel_desk.policy.steps import enter_starter_rules


def test_a_new_desk_begins_with_the_two_starter_rules(tmp_path: Path) -> None:
    new = NewDesk("admin", "Ada", factory.PASSWORD, factory.RECOVERY)
    desk = create(tmp_path / "new", new, factory.clock(), "test", [enter_starter_rules])
    book = queries.travel_rules(desk)
    assert [rule.number for rule in book.rules] == [1, 2]
    assert book.rules == starter.RULES
    assert book.own_route[0].office_name == "Head of Organisation"
    desk.close()


def test_a_desk_without_offices_still_names_who_decides(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    assert queries.travel_rules(desk).own_route[0].office_code == "head_of_organisation"


def test_a_person_is_judged_by_the_categories_and_posts_of_the_day(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    people.rules(desk)
    ministry = people.ministry(desk)
    one = people.official(
        desk, "Ελένη Μαυρίδη", "MAVRIDI ELENI", categories=("senior_politician",), organisation_id=ministry
    )
    judgement = queries.judgement_today(desk, one)
    assert judgement is not None
    assert judgement.number == 2
    assert judgement.person.name == "Ελένη Μαυρίδη"
    with desk.read("see_rules") as connection:
        early = person_facts(connection, [one], date(2019, 1, 1))[one]
        assert rule_book(connection).rules == starter.RULES
    assert early.categories == early.levels == frozenset()


def test_nobody_is_judged_who_is_not_in_the_register(tmp_path: Path) -> None:
    assert queries.judgement_today(factory.desk(tmp_path), 99) is None


def test_a_person_with_a_latin_name_only_is_called_by_it(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    one = people.official(desk, "", "SUKARTA")
    judgement = queries.judgement_today(desk, one)
    assert judgement is not None
    assert judgement.person.name == "SUKARTA"
