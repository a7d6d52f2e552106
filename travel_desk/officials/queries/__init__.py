"""Read side of officials: permission asked, limited by what the user may see, plain records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Desk
from travel_desk.officials import reading, rules
from travel_desk.officials.queries.career import Turn, career
from travel_desk.officials.queries.dossiers import read_dossier
from travel_desk.officials.queries.filters import URGENT_FIRST, question_of
from travel_desk.officials.queries.organisations import (
    Chapter,
    HeldPost,
    Outlook,
    Story,
    find_organisations,
    organisations,
    outlook,
    story,
)
from travel_desk.officials.queries.records import (
    Branch,
    Dossier,
    First,
    PassportCard,
    PersonHit,
    PersonRow,
    PlacedPost,
    PlaceHit,
    Question,
)
from travel_desk.officials.queries.rows import main_posts, read_rows
from travel_desk.officials.queries.saved import NamedFilter, filter_counts, saved_filters
from travel_desk.officials.queries.search import first_ids, ids_in_order
from travel_desk.officials.rules import Alike, PersonOrder
from travel_desk.officials.tables import person, person_visible

__all__ = [
    "URGENT_FIRST",
    "Branch",
    "Chapter",
    "Dossier",
    "First",
    "HeldPost",
    "NamedFilter",
    "Outlook",
    "PassportCard",
    "PersonHit",
    "PersonRow",
    "PlaceHit",
    "PlacedPost",
    "Question",
    "Story",
    "Turn",
    "alike",
    "career",
    "dossier",
    "filter_counts",
    "find_organisations",
    "find_people",
    "organisations",
    "outlook",
    "person_first",
    "person_ids",
    "person_rows",
    "question_of",
    "read_dossier",
    "saved_filters",
    "story",
]


def person_ids(desk: Desk, question: Question) -> tuple[int, ...]:
    """Return the ids of all visible persons that answer `question`, in the order of the list."""
    with desk.read("see_officials") as connection:
        return ids_in_order(connection, question, desk.scope, desk.today())


def person_first(desk: Desk, question: Question) -> First:
    """Return the first ids of the same answer, a window full of them: in a few milliseconds at any size."""
    with desk.read("see_officials") as connection:
        return first_ids(connection, question, desk.scope, desk.today())


def person_rows(desk: Desk, ids: Sequence[int]) -> list[PersonRow]:
    """Return the rows of `ids` in their order; ids that are gone or no longer visible are left out."""
    with desk.read("see_officials") as connection:
        return read_rows(connection, ids, desk.scope, desk.today())


def find_people(desk: Desk, text: str, limit: int = 8) -> list[PersonHit]:
    """Return the first visible persons found by `text`, for fields that find as one types."""
    if not rules.words(text):
        return []
    today = desk.today()
    with desk.read("see_officials") as connection:
        ids = first_ids(connection, Question(text), desk.scope, today, limit).ids[:limit]
        asked = sa.select(person.c.id, person.c.native_name, person.c.surname, person.c.given_names)
        rows = {row.id: row for row in connection.execute(asked.where(person.c.id.in_(ids)))}
        found = [rows[one] for one in ids]
        posts = main_posts(connection, [row.id for row in found], today)
    return [
        PersonHit(r.id, r.native_name, rules.latin(r.surname, r.given_names), *posts.get(r.id, ("", "")))
        for r in found
    ]


def dossier(desk: Desk, person_id: int, on: date | None = None) -> Dossier:
    """Return the dossier of a visible person again (opening it first is the deed `open_dossier`).

    on: the past day that it was opened at. Raises Refused for a person who is not in the register or
    outside the user's scope. An entry that was merged into another one leads to that one.
    """
    with desk.read("see_officials") as connection:
        person_id = reading.standing_entry(connection, person_id)
        visible = sa.select(person.c.id).where(
            person.c.id == person_id, person_visible(desk.scope, desk.today())
        )
        if connection.execute(visible).scalar() is None:
            raise Refused(msg("This person is not in the register, or lies outside what you may see."))
        return read_dossier(connection, person_id, desk.today(), on)


def alike(desk: Desk, order: PersonOrder) -> list[Alike]:
    """Return the visible persons who may be the one that is being entered.

    The messages also tell how many others are alike whom the user may not see.
    """
    clean = rules.clean_person(order)
    with desk.read("see_officials") as connection:
        candidates = reading.like_candidates(connection, clean)
        found = rules.alike(clean, candidates)
        visible = reading.visible_of(connection, [one.person.id for one in found], desk.scope, desk.today())
    seen = [one for one in found if one.person.id in visible]
    return [Alike(one.person, rules.told([one], len(found) - len(seen))) for one in seen]
