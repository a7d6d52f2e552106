"""What the pages read of the rule book."""

from __future__ import annotations

from collections.abc import Sequence

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Desk
from travel_desk.officials.rules import normalise, words
from travel_desk.policy.reading import person_facts, rule_book
from travel_desk.policy.rules import Judgement, RuleBook, TravelRule, judge


def travel_rules(desk: Desk) -> RuleBook:
    """Return all travel rules by number, with whom they cover and their stages."""
    with desk.read("see_rules") as connection:
        return rule_book(connection)


def rule_ids(desk: Desk, text: str = "", in_force: bool = False) -> tuple[int, ...]:
    """Return the ids of the rules that bear all words of `text`, the latest first.

    in_force: only those in force today.
    """
    today, asked = desk.today(), words(text)
    found = [one for one in travel_rules(desk).rules if not in_force or one.in_force(today)]
    found = [one for one in found if all(word in _text(one) for word in asked)]
    return tuple(one.id for one in sorted(found, key=lambda one: (one.from_day, one.number), reverse=True))


def rule_rows(desk: Desk, ids: Sequence[int]) -> list[TravelRule]:
    """Return the rules of `ids`; ids that are not there are left out."""
    return [one for one in travel_rules(desk).rules if one.id in ids]


def travel_rule(desk: Desk, rule_id: int) -> TravelRule:
    """Return one rule; raises Refused where there is none."""
    found = next((one for one in travel_rules(desk).rules if one.id == rule_id), None)
    if found is None:
        raise Refused(msg("There is no such travel rule. Reload the list and look again."))
    return found


def judgement_today(desk: Desk, person_id: int) -> Judgement | None:
    """Return how a request of this person would be judged if it were submitted today.

    None where the register knows no such person. (A dossier's "Judged by".)
    """
    with desk.read("see_rules") as connection:
        facts = person_facts(connection, [person_id], desk.today()).get(person_id)
        return judge(facts, desk.today(), rule_book(connection)) if facts else None


def _text(rule: TravelRule) -> str:
    return normalise(f"{rule.number} {rule.title} {rule.act} {rule.article}")
