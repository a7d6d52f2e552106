"""What policy lends to the duties above: the starter rules of a new desk."""

from __future__ import annotations

from travel_desk.desk import Deed
from travel_desk.policy import starter, store


def enter_starter_rules(deed: Deed) -> None:
    """Enter the offices and the two starter rules of Utopia into a new desk's rule book."""
    for code, name, rank in starter.OFFICES:
        store.add_office(deed.connection, code, name, rank)
    for rule in starter.RULES:
        store.add_rule(deed.connection, rule)
