"""What the pages read of the rule book."""

from __future__ import annotations

from travel_desk.desk import Desk
from travel_desk.policy.reading import person_facts, rule_book
from travel_desk.policy.rules import Judgement, RuleBook, judge


def travel_rules(desk: Desk) -> RuleBook:
    """Return all travel rules by number, with whom they cover and their stages."""
    with desk.read("see_rules") as connection:
        return rule_book(connection)


def judgement_today(desk: Desk, person_id: int) -> Judgement | None:
    """Return how a request of this person would be judged if it were submitted today.

    None where the register knows no such person. (A dossier's "Judged by".)
    """
    with desk.read("see_rules") as connection:
        facts = person_facts(connection, [person_id], desk.today()).get(person_id)
        return judge(facts, desk.today(), rule_book(connection)) if facts else None
