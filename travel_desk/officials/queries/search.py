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
from typing import Any

import sqlalchemy as sa

from travel_desk.officials import rules
from travel_desk.officials.queries.filters import asked_of
from travel_desk.officials.queries.records import First, Question
from travel_desk.officials.tables import PART_SEARCH, WORD_SEARCH, Sight, person, person_visible

WINDOW = 100
"""How many ids a first answer has: what a window shows, and what a list fetches at once."""
_FEW = 1000
"""So few matches are looked up one by one: a thousand rows cost what a walk along all names costs."""
_MANY = 20_000
"""With so many matches, a walk meets a window full of them sooner than a table has listed them all."""
_TEXTS = 4000
"""So many texts are read sooner than a second table has listed its matches."""
_PART = 3  # letters from which on a part of a word is looked for; the trigram index knows no shorter ones

By = tuple[sa.ColumnElement[Any], ...]
Where = Sequence[sa.ColumnElement[bool]]
BY_NAME: By = (person.c.sort_key, person.c.id)


@dataclass(frozen=True, slots=True)
class Matches:
    """The full-text tables that a search asks, with what each is asked; and how many match at most.

    count: of the table that has the fewest, counted up to `_MANY`.
    """

    asked: tuple[tuple[str, str], ...]
    count: int

    @property
    def are_few(self) -> bool:
        """Whether they are looked up one by one."""
        return self.count <= _FEW


def ids_in_order(connection: sa.Connection, question: Question, scope: Sight, today: date) -> tuple[int, ...]:
    """Return the ids of all visible persons that answer `question`, who has it in the name first."""
    words = rules.words(question.text)
    matches = _matches(connection, words) if words else None
    if matches is not None and matches.are_few:
        return tuple(_look_up(connection, matches, words, question, scope, today))
    where = [person_visible(scope, today), *asked_of(question, today)]
    if matches is None:
        return tuple(_walk_all(connection, where))
    return tuple(_walk_all(connection, [*where, *_among(matches, words)], words))


def first_ids(
    connection: sa.Connection, question: Question, scope: Sight, today: date, most: int = WINDOW
) -> First:
    """Return at least the first `most` ids of the same answer; all where they are few."""
    words = rules.words(question.text)
    matches = _matches(connection, words) if words else None
    if matches is not None and matches.are_few:
        return First(tuple(_look_up(connection, matches, words, question, scope, today)), True)
    where = [person_visible(scope, today), *asked_of(question, today)]
    if matches is None:
        found = _walk(connection, where, most + 1)
        return First(tuple(found[:most]), len(found) <= most)
    if matches.count < _MANY:
        return First(tuple(_walk_all(connection, [*where, *_among(matches, words)], words)), True)
    found = _walk(connection, [*where, _named(words)], most + 1)
    if len(found) <= most:
        # The others are so many that their own text tells them sooner than a list of all matches.
        others = [_in_text(person.c.search_text, word) for word in words]
        rest = most + 1 - len(found)
        found += _walk(connection, [*where, sa.not_(_named(words)), *others], rest)
    return First(tuple(found[:most]), len(found) <= most)


def _matches(connection: sa.Connection, words: Sequence[str]) -> Matches:
    """Return what the full-text tables are asked for `words` (folded), the one with fewest matches first.

    A word of three letters or more may stand anywhere within a word, a shorter one begins a word.
    """
    parts = " AND ".join(f'"{word}"' for word in words if len(word) >= _PART)
    begins = " AND ".join(f'"{word}"*' for word in words if len(word) < _PART)
    asked = [one for one in ((PART_SEARCH, parts), (WORD_SEARCH, begins)) if one[1]]
    counted = []
    for name, query in asked:
        bounded = sa.select(sa.func.count()).select_from(_rowids(name, query).limit(_MANY).subquery())
        counted.append((connection.execute(bounded).scalar_one(), name, query))
    counted.sort()
    return Matches(tuple((name, query) for _, name, query in counted), counted[0][0])


def _look_up(
    connection: sa.Connection,
    matches: Matches,
    words: Sequence[str],
    question: Question,
    scope: Sight,
    today: date,
) -> list[int]:
    """Return the ids of few matches: the rarest words find the rows, all else is asked of each."""
    rarest, *others = matches.asked
    where = [person_visible(scope, today), *asked_of(question, today, each=True)]
    if others:
        where += [_in_text(person.c.search_text, word) for word in words]
    asked = sa.select(person.c.id).where(_found_in(*rarest), *where)
    asked = asked.order_by(sa.case((_named(words), 0), else_=1), *BY_NAME)
    return list(connection.execute(asked).scalars())


def _walk(connection: sa.Connection, where: Where, most: int) -> list[int]:
    """Return the first ids along the names."""
    asked = sa.select(person.c.id).where(*where).order_by(*BY_NAME).limit(most)
    return list(connection.execute(asked).scalars())


def _walk_all(connection: sa.Connection, where: Where, words: Sequence[str] = ()) -> list[int]:
    """Return all ids along the names, those first that have the words in the name."""
    named = _named(words) if words else sa.true()
    along = sa.select(person.c.id, named.label("named")).where(*where).order_by(*BY_NAME).subquery()
    ids = sa.func.json_group_array(along.c.id)
    both = connection.execute(sa.select(ids.filter(along.c.named), ids.filter(sa.not_(along.c.named)))).one()
    return [one for text in both for one in json.loads(text)]


def _among(matches: Matches, words: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that somebody met on the walk is among the matches."""
    rarest, *others = matches.asked
    found = [_found_in(*rarest, walking=True)]
    if others and matches.count <= _TEXTS:
        return found + [_in_text(person.c.search_text, word) for word in words]
    return found + [_found_in(*one, walking=True) for one in others]


def _named(words: Sequence[str]) -> sa.ColumnElement[bool]:
    """Return the condition that all words stand in the name by which a person is ordered."""
    return sa.and_(*(_in_text(person.c.sort_key, word) for word in words))


def _in_text(column: sa.ColumnElement[str], word: str) -> sa.ColumnElement[bool]:
    """Return the condition that a folded text has a word as the full-text tables find it."""
    if len(word) >= _PART:
        return column.contains(word, autoescape=True)
    return sa.or_(column.startswith(word, autoescape=True), column.contains(f" {word}", autoescape=True))


def _found_in(name: str, query: str, *, walking: bool = False) -> sa.ColumnElement[bool]:
    # The sum keeps the planner from looking the matches up one by one when it is to walk along the names.
    id = person.c.id + 0 if walking else person.c.id
    return id.in_(_rowids(name, query))


def _rowids(name: str, query: str) -> sa.Select[tuple[int]]:
    found = sa.table(name, sa.column("rowid", sa.Integer), sa.column(name, sa.Text))
    return sa.select(found.c.rowid).where(found.c[name].op("MATCH")(query))
