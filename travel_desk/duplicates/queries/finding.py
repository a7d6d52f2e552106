"""Looking for entries that may be one person, and the lists of what was found and of what was merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import sqlalchemy as sa

from travel_desk.base import interrupt
from travel_desk.base.message import Refused, msg
from travel_desk.desk import Desk
from travel_desk.duplicates import rules
from travel_desk.duplicates.queries.records import Line, Looked, Named
from travel_desk.duplicates.rules import Entry, Pair, Sign
from travel_desk.duplicates.tables import people_apart, people_merge
from travel_desk.officials import reading as officials
from travel_desk.officials.rules import latin, normalise
from travel_desk.officials.tables import (
    holds_on,
    passport,
    person,
    person_in_scope,
    person_visible,
    post,
)

_PORTION = 500
STOPPED = msg("The search was stopped. Start it again when you want to see the list.")


def find_duplicates(desk: Desk, told: Callable[[int, int], object]) -> Looked:
    """Look through all persons that the user may see and return the pairs that may be one person.

    told: given (done, all) now and then, on this thread; what it raises ends the search. Those who were
    told apart are left out until a name or a birth date of one changes. Raises Refused when interrupted.
    """
    stop = interrupt.current.get()

    def step(done: int, whole: int) -> None:
        if stop is not None and stop.is_interrupted:
            raise Refused(STOPPED)
        told(done, whole)

    with desk.read("see_duplicates") as connection:
        entries = _entries(connection, desk)
        step(0, len(entries))
        shared = list(_shared_numbers(connection))
        offices = _offices(connection, desk)
        apart = _apart(connection)
    found = rules.Search(entries, shared, offices, step).run()
    return _looked(entries, found, apart)


def pair_ids(desk: Desk, looked: Looked, text: str, sign: str) -> list[int]:
    """Return the places (from 1) of the pairs that answer a search and share `sign` ("" for any).

    Pairs of which one was merged or that were told apart since the look are left out.
    """
    with desk.read("see_duplicates") as connection:
        merged = set(
            connection.execute(sa.select(person.c.id).where(person.c.merged_into.is_not(None))).scalars()
        )
        apart = _apart(connection)
    wanted = normalise(text).split()
    return [
        place
        for place, pair in enumerate(looked.pairs, start=1)
        if not ({pair.one, pair.other} & merged)
        and (not sign or pair.shares(Sign(sign)))
        and not _is_apart(pair, apart, looked.known_by)
        and all(word in f"{looked.words[pair.one]} {looked.words[pair.other]}" for word in wanted)
    ]


def pair_rows(desk: Desk, looked: Looked, ids: Sequence[int]) -> list[Line]:
    """Return the lines of some pairs; those of which one can no longer be seen are left out."""
    pairs = {one: looked.pairs[one - 1] for one in ids if 0 < one <= len(looked.pairs)}
    people = {person for pair in pairs.values() for person in (pair.one, pair.other)}
    with desk.read("see_duplicates") as connection:
        seen = person_visible(desk.scope, desk.today())
        named: dict[int, Named] = {}
        for some in _portions(people):
            named |= _named(connection, sa.and_(person.c.id.in_(some), seen))
    return [
        Line(one, named[pair.one], named[pair.other], tuple(sign for sign in Sign if sign in pair.signs))
        for one, pair in pairs.items()
        if pair.one in named and pair.other in named
    ]


def merge_ids(desk: Desk, text: str) -> list[int]:
    """Return the merges that stand and whose person the user may see, the latest first."""
    wanted = normalise(text).split()
    with desk.read("see_duplicates") as connection:
        found = _merges(connection, desk)
    return [
        one.id
        for one in found
        if all(word in normalise(f"{_said(one.one)} {_said(one.other)}") for word in wanted)
    ]


def merge_rows(desk: Desk, ids: Sequence[int]) -> list[Line]:
    """Return the lines of some merges, the latest of each few hundred first."""
    with desk.read("see_duplicates") as connection:
        return [line for some in _portions(ids) for line in _merges(connection, desk, some)]


def _said(one: Named) -> str:
    return f"{one.native_name} {one.latin}"


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield the ids in portions that one statement takes on every database."""
    whole = list(ids)
    for at in range(0, len(whole), _PORTION):
        yield whole[at : at + _PORTION]


def _merges(connection: sa.Connection, desk: Desk, ids: Sequence[int] | None = None) -> list[Line]:
    """Return the merges that stand (of `ids`, else all), each with the entry that stands for all of it."""
    into, further, gone = person.alias("into"), person.alias("further"), person.alias("gone")
    merges = sa.select(people_merge.c.id.label("merge"), into.c.id.label("entry"), into.c.merged_into)
    merges = merges.join(into, into.c.id == people_merge.c.into_id).where(people_merge.c.split_at.is_(None))
    if ids is not None:
        merges = merges.where(people_merge.c.id.in_(ids))
    way = merges.cte(recursive=True)
    way = way.union_all(
        sa.select(way.c.merge, further.c.id, further.c.merged_into).join(
            further, further.c.id == way.c.merged_into
        )
    )
    rows = connection.execute(
        sa.select(people_merge.c.id, people_merge.c.merged_at, *_names_of(person), *_names_of(gone))
        .join(way, way.c.merge == people_merge.c.id)
        .join(person, person.c.id == way.c.entry)
        .join(gone, gone.c.id == people_merge.c.person_id)
        .where(way.c.merged_into.is_(None), person_in_scope(desk.scope, desk.today()))
        .order_by(people_merge.c.id.desc())
    )
    return [Line(id, _called(one[:4]), _called(one[4:]), merged_at=merged_at) for id, merged_at, *one in rows]


def _names_of(table: sa.FromClause) -> tuple[sa.ColumnElement[Any], ...]:
    return table.c.id, table.c.native_name, table.c.surname, table.c.given_names


def _called(row: Sequence[Any]) -> Named:
    id, native, surname, given_names = row
    return Named(id, native, latin(surname, given_names))


def _named(connection: sa.Connection, where: sa.ColumnElement[bool]) -> dict[int, Named]:
    found = map(_called, connection.execute(sa.select(*_names_of(person)).where(where)))
    return {one.id: one for one in found}


def _entries(connection: sa.Connection, desk: Desk) -> list[Entry]:
    # The birth date as the text that is stored: taking a hundred thousand apart would take longest of all.
    born = sa.func.coalesce(sa.type_coerce(person.c.birth_date, sa.String), "")
    asked = sa.select(
        person.c.id, person.c.native_name, person.c.surname, person.c.given_names, born,
        sa.func.coalesce(person.c.personnel_number, ""), person.c.sort_key,
    ).where(person_visible(desk.scope, desk.today()))  # fmt: skip
    return [Entry(*row) for row in connection.execute(asked)]


def _shared_numbers(connection: sa.Connection) -> Iterator[tuple[int, int]]:
    """Yield the pairs of persons who hold passports of one number, which different states issued."""
    twice = (
        sa.select(passport.c.number)
        .group_by(passport.c.number)
        .having(sa.func.count(sa.distinct(passport.c.person_id)) > 1)
    )
    rows = connection.execute(
        sa.select(passport.c.number, passport.c.person_id).where(passport.c.number.in_(twice))
    )
    holders: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        holders[row.number].add(row.person_id)
    for ids in holders.values():
        yield from combinations(sorted(ids)[: rules.MOST], 2)


def _offices(connection: sa.Connection, desk: Desk) -> dict[int, list[int]]:
    offices: dict[int, list[int]] = defaultdict(list)
    asked = sa.select(post.c.person_id, post.c.organisation_id).where(holds_on(post, desk.today()))
    for person_id, organisation_id in connection.execute(asked):
        offices[person_id].append(organisation_id)
    return offices


def _apart(connection: sa.Connection) -> dict[tuple[int, int], tuple[str, str]]:
    return {
        (row.one_id, row.other_id): (row.one_known_by, row.other_known_by)
        for row in connection.execute(sa.select(people_apart))
    }


def _is_apart(pair: Pair, apart: dict[tuple[int, int], tuple[str, str]], known_by: Mapping[int, str]) -> bool:
    return apart.get((pair.one, pair.other)) == (known_by[pair.one], known_by[pair.other])


def _looked(
    entries: Sequence[Entry], found: rules.Found, apart: dict[tuple[int, int], tuple[str, str]]
) -> Looked:
    people = {one for pair in found.pairs for one in (pair.one, pair.other)}
    named = {entry.id: entry for entry in entries if entry.id in people}
    known = {one: rules.known_by(entry) for one, entry in named.items()}
    pairs = tuple(pair for pair in found.pairs if not _is_apart(pair, apart, known))
    words = {
        one: f"{entry.sort_key} {normalise(entry.native_name)} {normalise(entry.number)}"
        for one, entry in named.items()
    }
    return Looked(pairs, words, known, found.left_out, len(entries))


def merges_of(desk: Desk, person_id: int) -> list[Line]:
    """Return the standing merges of a person's entries, the latest first; for who may see the person."""
    today = desk.today()
    with desk.read("see_officials") as connection:
        if not officials.visible_of(connection, [person_id], desk.scope, today):
            return []
        entries = officials.entries_of(connection, person_id)
        rows = connection.execute(
            sa.select(people_merge)
            .where(people_merge.c.split_at.is_(None), people_merge.c.person_id.in_(entries))
            .order_by(people_merge.c.id.desc())
        ).all()
        named = _named(connection, person.c.id.in_(entries))
    return [Line(r.id, named[r.into_id], named[r.person_id], merged_at=r.merged_at) for r in rows]
