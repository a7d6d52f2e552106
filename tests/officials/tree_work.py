"""What the tests of the tree of organisations enter and check again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.desk.tables import user
from travel_desk.officials import actions, queries, reading, rules
from travel_desk.officials.rules import (
    Grounds,
    Level,
    Merge,
    Organisation,
    OrganisationOrder,
    PersonOrder,
    PostOrder,
    Registration,
)
from travel_desk.officials.store import organisations as tree
from travel_desk.officials.tables import organisation, post

MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)


def grounds(desk: Desk) -> Grounds:
    with desk.database.read() as connection:
        return tree.grounds(connection, desk.today())


def place(desk: Desk, id: int) -> Organisation:
    with desk.database.read() as connection:
        return reading.organisations(connection, [id])[id]


def names(desk: Desk, id: int) -> list[tuple[str, date, date | None]]:
    return [(s.name, s.from_day, s.until_day) for s in grounds(desk).names if s.organisation_id == id]


def parents(desk: Desk, id: int) -> list[tuple[int | None, date, date | None]]:
    return [(s.parent_id, s.from_day, s.until_day) for s in grounds(desk).places if s.organisation_id == id]


def posts(desk: Desk, person: int) -> list[tuple[int, date, date | None]]:
    """Return where and when somebody held posts, the struck ones left out."""
    with desk.database.read() as connection:
        return [(p.organisation_id, p.from_day, p.until_day) for p in reading.posts(connection, person)]


def official(
    desk: Desk, where: int, surname: str, since: date = date(2020, 1, 1), until: date | None = None
) -> int:
    return actions.register_person(desk, registration_of(surname, where, since, until)).value


def registration_of(
    surname: str, where: int, since: date = date(2020, 1, 1), until: date | None = None
) -> Registration:
    person = PersonOrder(surname=surname, personnel_number=surname)
    return Registration(person, (PostOrder(where, "Adviser", since, until),))


def merge(desk: Desk, ids: Iterable[int], day: date = MAY, **more: object) -> Merge:
    """Return an order to merge organisations that were seen as they stand now."""
    froms = tuple(ids)
    into = more.get("into_id")
    seen = {o.id: o.version for o in grounds(desk).tree.values() if o.id in {*froms, into}}
    return Merge(froms, day, "Decree 5/2026", versions=seen, **more)  # type: ignore[arg-type]


def check_tree(desk: Desk) -> None:
    """Check that each organisation has one name and one place a day, without circles, and its path."""
    now = grounds(desk)
    days = {s.from_day for s in now.names} | {s.from_day for s in now.places} | {now.today}
    for one in now.tree.values():
        own_names = [s for s in now.names if s.organisation_id == one.id]
        own_places = [s for s in now.places if s.organisation_id == one.id]
        for day in days:
            known = day >= one.from_day
            for spans in (own_names, own_places):
                assert sum(rules.holds(s.from_day, s.until_day, day) for s in spans) == known
            assert not known or not _circle(now, one.id, day)
        assert rules.name_on(own_names, now.today) == one.name
        assert rules.parent_on(own_places, one.id, now.today) == one.parent_id
        above = now.tree.get(one.parent_id or 0)
        assert one.path == f"{above.path if above else '/'}{one.id}/"
    with desk.database.read() as connection:
        late = (
            sa.select(post.c.id)
            .join(organisation, organisation.c.id == post.c.organisation_id)
            .where(post.c.until_day.is_(None), organisation.c.until_day.is_not(None))
        )
        assert connection.execute(late).all() == []


def _circle(now: Grounds, id: int, day: date) -> bool:
    seen, at = {id}, rules.parent_on(now.places, id, day)
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = rules.parent_on(now.places, at, day)
    return False


def new_ministry(desk: Desk, name: str) -> int:
    order = OrganisationOrder(name, Level.FEDERAL, date(2000, 1, 1))
    return actions.add_organisation(desk, order).value


def protect(desk: Desk, person: int) -> None:
    found = queries.dossier(desk, person)
    actions.change_person(desk, person, found.version, replace(found.person, protected=True))


def see_no_protected(desk: Desk) -> None:
    desk.take_session(replace(desk.session, scope=replace(desk.session.scope, protected=False)))


def let_see(desk: Desk, user_name: str, path: str) -> None:
    """Let a user see no more than a subtree."""
    with desk.database.write() as connection:
        limited = sa.update(user).where(user.c.user_name == user_name)
        connection.execute(limited.values(organisation_path=path))
