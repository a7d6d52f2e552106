"""Whom a deed is about, as far as scope and one's own case go."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from travel_desk.desk.about import About
from travel_desk.officials import reading


def about(
    connection: sa.Connection, person_id: int, private: bool = False, today: date | None = None
) -> About:
    """Return whom a deed about a person is about, for `deed.allow`.

    private: the deed touches a private reason, such as treatment. today: the day on which posts are
    looked at (`deed.today`); without it a post with an end no longer counts. Raises Refused where
    there is no such person.
    """
    facts = reading.person_facts(connection, person_id, today)
    return about_facts(facts, private)


def about_facts(facts: reading.PersonFacts, private: bool = False) -> About:
    """Return the same for a person already read."""
    return About(facts.organisation_paths, facts.order.protected, private, frozenset({facts.id}))
