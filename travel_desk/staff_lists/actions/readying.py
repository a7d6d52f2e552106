"""A judged list made ready to be written: what stands no longer is left out, the rest is prepared.

It is done before the transaction, and once more within it where the journal went on in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk.about import Scope
from travel_desk.desk.chain import head
from travel_desk.officials import reading as officials
from travel_desk.officials import steps
from travel_desk.officials.rules import PostOrder
from travel_desk.officials.steps import NewPeople
from travel_desk.staff_lists import reading, rules
from travel_desk.staff_lists.rules import Added, Changing, Entry, ImportOrder, Places


@dataclass(frozen=True, slots=True)
class Ready:
    """What is written of an order.

    head: the number of the journal's last entry when it was looked at. late: rows that go to the repair
    list, since somebody changed what they were judged by. people: those to be added, as they are written.
    """

    head: int
    added: Sequence[Added]
    changes: Sequence[Changing]
    late: Sequence[Added | Changing]
    people: NewPeople


def make_ready(connection: sa.Connection, order: ImportOrder, scope: Scope, today: date) -> Ready:
    """Return what of an order stands, prepared.

    scope: of the user who takes the list in. Raises Refused for a person or an organisation outside it,
    and where rows that no file brought are too late.
    """
    number = head(connection).number
    places = Places(reading.all_organisations(connection), order.mapping, order.day)
    late: list[Added | Changing] = []
    if order.head is None or order.head != number:
        late = _late(connection, order, places, scope, today)
    if late and all(one.line is None for one in late):
        raise Refused(rules.LATE)
    gone = {id(one) for one in late}
    added = [one for one in order.added if id(one) not in gone]
    changes = [one for one in order.changes if id(one) not in gone]
    _check_scope(connection, added, changes, places, scope, today)
    names = {one: tuple(places.way_names(place)) for one, place in places.by_id.items()}
    people = steps.prepare_people(connection.dialect, [one.order for one in added], names)
    return Ready(number, added, changes, late, people)


def _late(
    connection: sa.Connection, order: ImportOrder, places: Places, scope: Scope, today: date
) -> list[Added | Changing]:
    """Return the rows for which it is too late: judged now, they would come to something else."""
    busy = steps.busy(connection, [one.order for one in order.added])
    moved = steps.moved_on(connection, [one.change for one in order.changes])
    doubles = _doubles(connection, order, scope, today)
    late: list[Added | Changing] = [
        one
        for one in order.added
        if id(one) in doubles or busy.clashes(one.order) or not _stand(one.order.posts, places)
    ]
    late += [
        one for one in order.changes if one.change.person_id in moved or not _stand(one.change.posts, places)
    ]
    return late


def _stand(posts: Iterable[PostOrder], places: Places) -> bool:
    return all(places.takes(post) for post in posts)


def _doubles(connection: sa.Connection, order: ImportOrder, scope: Scope, today: date) -> set[int]:
    """Return which of the new persons (the records' `id()`) somebody in the register may be by now."""
    source = reading.source_id(connection, order.source)
    found: set[int] = set()
    for some in reading.chunks([(one, one.line) for one in order.added if one.line is not None]):
        entries = [Entry(line, person=one.order.person) for one, line in some]
        register = reading.Register(connection, entries, scope, today, source)
        for (one, _), entry in zip(some, entries, strict=True):
            like = {person.id for person in rules.match(entry, register.known(entry).people).people}
            if like - one.order.not_same_as:
                found.add(id(one))
    return found


def _check_scope(
    connection: sa.Connection,
    added: Sequence[Added],
    changes: Sequence[Changing],
    places: Places,
    scope: Scope,
    today: date,
) -> None:
    """Refuse persons whom the user may not see, and posts and persons that they may not enter."""
    path = scope.organisation_path
    if not path and scope.protected:
        return
    persons = [one.order.person for one in added] + [one.change.after for one in changes]
    inside = all(any(_below(post, places, path) for post in one.order.posts) or not path for one in added)
    inside &= all(_below(post, places, path) for one in changes for post in one.change.posts)
    inside &= scope.protected or not any(one.protected for one in persons)
    for some in reading.chunks([one.change.person_id for one in changes]):
        inside &= officials.visible_of(connection, some, scope, today) == set(some)
    if not inside:
        raise Refused(msg("This list has persons outside your scope. Ask the desk head."))


def _below(post: PostOrder, places: Places, path: str) -> bool:
    return places.by_id[post.organisation_id].path.startswith(path)
