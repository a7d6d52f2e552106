"""Which persons answer a question, in the order of names, without sorting everybody.

Two ways lead there, and the number of matches says which. Few are looked up one by one and sorted.
Many are met on a walk along the index of names (`ix_person_order`), which holds all that visibility and
order ask for; the database answers with one text of all ids, since a hundred thousand rows fetched one by
one take three times as long.

This module is the one that knows FTS5 and SQLite's JSON (PostgreSQL: pg_trgm and json_agg).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import sqlalchemy as sa

from travel_desk.officials import rules
from travel_desk.officials.queries.filters import asked_of
from travel_desk.officials.queries.records import First, Question
from travel_desk.officials.tables import PART_SEARCH, Sight, person, person_visible

WINDOW = 100
"""How many ids a first answer has: what a window shows, and what a list fetches at once."""
_FEW = 1000
"""So few matches, or one in 200 of a large register, are looked up one by one: it costs no more."""
_MANY = 6000
"""So many matches, or one in 16, fill a window on a walk sooner than a list of them all is made."""
_LONGEST = 250
"""So many letters of what was typed or pasted are asked: a full-text table takes no endless question."""
_GAP = "  "  # between the words of a search text
_PART = 3  # letters from which on a part of a word is looked for; the table knows no shorter ones


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, folded: its words, each of which must be found.

    run: the words as they follow each other, () for one alone: "ia water" is part of "Maria Watermann"
    too, though "ia" begins no word.
    """

    words: tuple[str, ...]
    run: tuple[str, ...] = ()

    @property
    def is_rare(self) -> bool:
        """Whether names alone will hardly fill a window: a word is long, or a number."""
        return any(len(word) >= _PART or not word.isalpha() for word in self.words)

    @classmethod
    def of(cls, text: str) -> Typed:
        """Return what a text asks."""
        words = tuple(rules.normalise(text[:_LONGEST]).split())
        return cls(tuple(dict.fromkeys(words)), words if len(words) > 1 else ())


class Matched(Enum):
    """How many persons a search matches: looked up one by one, listed for a walk, or simply met on it."""

    FEW = 1
    SOME = 2
    MANY = 3


By = tuple[sa.ColumnElement[Any], ...]
Where = Sequence[sa.ColumnElement[bool]]
BY_NAME: By = (person.c.sort_key, person.c.id)


def ids_in_order(connection: sa.Connection, question: Question, scope: Sight, today: date) -> tuple[int, ...]:
    """Return the ids of all visible persons that answer `question`, who has it in the name first."""
    typed = Typed.of(question.text)
    matched = _matched(connection, typed)
    if matched is Matched.FEW:
        return tuple(_look_up(connection, typed, question, scope, today))
    where = [person_visible(scope, today), *asked_of(question, today)]
    return tuple(_walk_all(connection, where, typed))


def first_ids(
    connection: sa.Connection, question: Question, scope: Sight, today: date, most: int = WINDOW
) -> First:
    """Return at least the first `most` ids of the same answer; all where they are few."""
    typed = Typed.of(question.text)
    matched = _matched(connection, typed)
    if matched is Matched.FEW:
        return First(tuple(_look_up(connection, typed, question, scope, today)), True)
    where = [person_visible(scope, today), *asked_of(question, today)]
    if typed.is_rare and matched is Matched.SOME:
        return First(tuple(_walk_all(connection, where, typed)), True)
    found = _walk(connection, [*where, _named(typed)], most + 1)
    if len(found) <= most and matched is Matched.SOME:
        return First(tuple(_walk_all(connection, where, typed)), True)
    if typed.words and len(found) <= most:
        # The others are so many that their own text tells them sooner than a list of all matches.
        others = [*where, sa.not_(_named(typed)), _in_text(typed)]
        found += _walk(connection, others, most + 1 - len(found))
    return First(tuple(found[:most]), len(found) <= most)


def count_of(connection: sa.Connection, question: Question, scope: Sight, today: date) -> int:
    """Return how many visible persons answer a question without text."""
    where = [person_visible(scope, today), *asked_of(question, today)]
    return int(connection.execute(sa.select(sa.func.count(person.c.id)).where(*where)).scalar_one())


def _matched(connection: sa.Connection, typed: Typed) -> Matched:
    """Return how many persons the words match, as far as that says which way is the shorter one."""
    if not typed.words:
        return Matched.MANY
    size = connection.execute(sa.select(sa.func.max(person.c.id))).scalar() or 0
    few, many = max(_FEW, size // 200), max(_MANY, size // 16)
    bounded = _rowids(typed).limit(many).subquery()
    count = connection.execute(sa.select(sa.func.count()).select_from(bounded)).scalar_one()
    if count <= few:
        return Matched.FEW
    return Matched.SOME if count < many else Matched.MANY


def _look_up(
    connection: sa.Connection, typed: Typed, question: Question, scope: Sight, today: date
) -> list[int]:
    """Return the ids of few matches: looked up one by one, all else is asked of each."""
    where = [person_visible(scope, today), *asked_of(question, today, each=True)]
    asked = sa.select(person.c.id).where(person.c.id.in_(_rowids(typed)), *where)
    asked = asked.order_by(sa.case((_named(typed), 0), else_=1), *BY_NAME)
    return list(connection.execute(asked).scalars())


def _walk(connection: sa.Connection, where: Where, most: int) -> list[int]:
    """Return the first ids along the names."""
    asked = sa.select(person.c.id).where(*where).order_by(*BY_NAME).limit(most)
    return list(connection.execute(asked).scalars())


def _walk_all(connection: sa.Connection, where: Where, typed: Typed) -> list[int]:
    """Return all ids along the names, those first that have the words in the name."""
    if typed.words:
        # The sum keeps the planner from looking the matches up one by one instead of walking.
        where = [*where, (person.c.id + 0).in_(_rowids(typed))]
    named = _named(typed).label("named")
    along = sa.select(person.c.id, named).where(*where).order_by(*BY_NAME).subquery()
    ids = sa.func.json_group_array(along.c.id)
    both = connection.execute(sa.select(ids.filter(along.c.named), ids.filter(sa.not_(along.c.named)))).one()
    return [one for text in both for one in json.loads(text)]


def _named(typed: Typed) -> sa.ColumnElement[bool]:
    """Return the condition that all words stand in the name by which a person is ordered."""
    return _has_words(person.c.sort_key, typed)


def _in_text(typed: Typed) -> sa.ColumnElement[bool]:
    """Return the condition that a search text has what was typed, as the full-text table finds it."""
    text, each = person.c.search_text, _has_words(person.c.search_text, typed)
    return sa.or_(each, text.contains(_GAP.join(typed.run), autoescape=True)) if typed.run else each


def _has_words(column: sa.ColumnElement[str], typed: Typed) -> sa.ColumnElement[bool]:
    return sa.and_(sa.true(), *(_has_word(column, word) for word in typed.words))


def _has_word(column: sa.ColumnElement[str], word: str) -> sa.ColumnElement[bool]:
    if len(word) >= _PART:
        return column.contains(word, autoescape=True)
    return sa.or_(column.startswith(word, autoescape=True), column.contains(f" {word}", autoescape=True))


def _rowids(typed: Typed) -> sa.Select[tuple[int]]:
    """Return the query of all whose search text has all that was typed.

    A word of three letters or more may stand anywhere within a word, a shorter one begins a word, which
    two spaces go before; or all words stand together somewhere.
    """
    found = sa.table(PART_SEARCH, sa.column("rowid", sa.Integer), sa.column(PART_SEARCH, sa.Text))
    query = " AND ".join(f'"{word.rjust(_PART)}"' for word in typed.words)
    if typed.run:
        query = f'({query}) OR "{_GAP.join(typed.run)}"'
    return sa.select(found.c.rowid).where(found.c[PART_SEARCH].op("MATCH")(query))
