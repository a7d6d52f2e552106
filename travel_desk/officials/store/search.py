"""What persons are found by and ordered by, kept beside them: `person.search_text` and `person.sort_key`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from travel_desk.officials import rules
from travel_desk.officials.rules import PersonOrder
from travel_desk.officials.store.merged import known_as
from travel_desk.officials.tables import organisation, passport, person, post, post_counts

_CHUNK = 500
_PERSON = sa.select(
    person.c.id,
    person.c.native_name,
    person.c.surname,
    person.c.given_names,
    person.c.personnel_number,
    person.c.search_text,
    person.c.sort_key,
)


def text_of(order: PersonOrder, others: Iterable[str]) -> str:
    """Return the search text of a person. others: titles and organisations of posts, passport numbers."""
    own = (order.native_name, order.surname, order.given_names, order.personnel_number)
    return rules.search_text((*own, *others), order.native_name)


def refresh_search(connection: sa.Connection, person_ids: Sequence[int]) -> None:
    """Write anew what persons are found by: names, numbers, posts and organisations that stand."""
    for at in range(0, len(person_ids), _CHUNK):
        _refresh(connection, person_ids[at : at + _CHUNK])


def refresh_all(connection: sa.Connection) -> None:
    """Write anew what everybody is found by and ordered by, where this program makes something else of it.

    Called when a desk is brought to this version, since the rules of search are the program's own.
    """
    last = 0
    asked = sa.select(person.c.id).where(person.c.id > sa.bindparam("last")).order_by(person.c.id)
    while chunk := connection.execute(asked.limit(_CHUNK), {"last": last}).scalars().all():
        _refresh(connection, chunk)
        last = chunk[-1]


def _refresh(connection: sa.Connection, ids: Sequence[int]) -> None:
    others = _others(connection, ids)
    changed = []
    for row in connection.execute(_PERSON.where(person.c.id.in_(ids))):
        own = (row.native_name, row.surname, row.given_names, row.personnel_number or "")
        text = rules.search_text((*own, *others.get(row.id, ())), row.native_name)
        key = rules.sort_key(row.surname, row.given_names, row.native_name)
        if (text, key) != (row.search_text, row.sort_key):
            changed.append({"row": row.id, "search_text": text, "sort_key": key})
    if changed:
        connection.execute(sa.update(person).where(person.c.id == sa.bindparam("row")), changed)


def _others(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return titles, organisations, passport numbers and former entries' names of persons, by id."""
    parts = known_as(connection, ids)
    held = connection.execute(
        sa.select(post.c.person_id, post.c.title, organisation.c.path)
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(post.c.person_id.in_(ids), post_counts())
    ).all()
    names = _names_above(connection, {row.path for row in held})
    for row in held:
        parts.setdefault(row.person_id, []).extend((row.title, *names[row.path]))
    numbers = sa.select(passport.c.person_id, passport.c.number).where(passport.c.person_id.in_(ids))
    for person_id, number in connection.execute(numbers):
        parts.setdefault(person_id, []).append(number)
    return parts


def _names_above(connection: sa.Connection, paths: set[str]) -> dict[str, list[str]]:
    # A path names all organisations above by their ids: a unit is found by its ministry's name too.
    ids = {path: [int(one) for one in path.strip("/").split("/")] for path in paths}
    wanted = {one for of in ids.values() for one in of}
    rows = connection.execute(
        sa.select(organisation.c.id, organisation.c.name).where(organisation.c.id.in_(wanted))
    )
    names = {row.id: row.name for row in rows}
    return {path: [names[one] for one in of] for path, of in ids.items()}
