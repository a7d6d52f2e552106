"""What is read about users."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from travel_desk.access.rules import User
from travel_desk.access.tables import user, user_role
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.officials.tables import organisation, person, person_visible

IDLE_MINUTES = 3
"""After how many minutes without a touch the window locks, unless the desk says otherwise."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A user as the login window shows one."""

    user_name: str
    name: str
    roles: frozenset[Role]
    last_login: datetime | None


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as the list and the detail show one.

    organisation: the name of the subtree seen, "" for the whole desk. official: the linked official's
    names, "" for none. deeds: how many entries of the journal are theirs. own: the user at the desk.
    """

    user: User
    last_login: datetime | None
    must_change: bool
    organisation: str = ""
    official: str = ""
    deeds: int = 0
    own: bool = False

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that a user's scope may be limited to; `depth` is its level in the tree."""

    path: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class Official:
    """A person found by name, for the link between user and official."""

    id: int
    native_name: str
    latin: str
    personnel_number: str


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The settings of the whole desk that a person sees."""

    idle_minutes: int
    backup_place: str


def desk_settings(desk: Desk) -> DeskSettings:
    """Return the settings of the desk."""
    return DeskSettings(desk.setting("idle_minutes", IDLE_MINUTES), desk.setting("backup_place", ""))


def colleagues(desk: Desk) -> tuple[Colleague, ...]:
    """Return the active users by name; every user may know who else works at the desk."""
    with desk.database.read() as connection:
        rows = connection.execute(sa.select(user).where(user.c.active).order_by(user.c.name)).all()
        roles = _roles(connection, [row.id for row in rows])
    return tuple(Colleague(row.user_name, row.name, roles[row.id], row.last_login) for row in rows)


def must_change(desk: Desk) -> bool:
    """Tell whether the user at the desk has to choose a password of their own."""
    with desk.database.read() as connection:
        mine = sa.select(user.c.must_change).where(user.c.id == desk.session.user_id)
        return bool(connection.execute(mine).scalar())


def user_ids(desk: Desk, text: str = "", which: str = "active") -> list[int]:
    """Return the ids of users by name. which: "active", "left", or a role's code among the active."""
    chosen = sa.select(user.c.id).where(user.c.active.is_(which != "left"))
    if which in set(Role):
        chosen = chosen.where(user.c.id.in_(sa.select(user_role.c.user_id).where(user_role.c.role == which)))
    for word in text.casefold().split():
        like = sa.func.lower(user.c.name + " " + user.c.user_name).contains(word, autoescape=True)
        chosen = chosen.where(like)
    with desk.read("see_users") as connection:
        return list(connection.execute(chosen.order_by(user.c.name, user.c.id)).scalars())


def user_rows(desk: Desk, ids: Sequence[int]) -> list[UserRow]:
    """Return some users, in the order of `ids`."""
    with desk.read("see_users") as connection:
        rows = connection.execute(_wide().where(user.c.id.in_(ids))).all()
        roles = _roles(connection, ids)
    found = {row.id: _row(row, roles[row.id]) for row in rows}
    return [found[one] for one in ids if one in found]


def user_detail(desk: Desk, user_id: int) -> UserRow | None:
    """Return one user with the number of their entries in the journal, None where there is none."""
    with desk.read("see_users") as connection:
        row = connection.execute(_wide().where(user.c.id == user_id)).first()
        if row is None:
            return None
        entries = sa.select(sa.func.count()).where(journal_entry.c.user_id == user_id)
        count = connection.execute(entries).scalar_one()
        found = _row(row, _roles(connection, [user_id])[user_id], int(count))
    return replace(found, own=user_id == desk.session.user_id)


def places(desk: Desk) -> list[Place]:
    """Return the organisations that stand, as a tree laid out in rows."""
    with desk.read("see_users") as connection:
        rows = connection.execute(
            sa.select(organisation.c.path, organisation.c.name).where(organisation.c.until_day.is_(None))
        ).all()
    names = {row.path: row.name for row in rows}

    def key(path: str) -> list[str]:
        parts = path.strip("/").split("/")
        return [names.get("/" + "/".join(parts[: n + 1]) + "/", "") for n in range(len(parts))]

    ordered = sorted(names, key=key)
    return [Place(path, names[path], path.count("/") - 2) for path in ordered]


def find_officials(desk: Desk, text: str, limit: int = 8) -> list[Official]:
    """Return persons with a personnel number whose names or number hold every word of `text`."""
    chosen = sa.select(person).where(person.c.personnel_number.is_not(None), person_visible(desk.scope))
    for word in unicodedata.normalize("NFKC", text).casefold().split():
        number = sa.func.lower(person.c.personnel_number).contains(word, autoescape=True)
        chosen = chosen.where(sa.or_(person.c.search_text.contains(word, autoescape=True), number))
    with desk.read("see_officials") as connection:
        rows = connection.execute(chosen.order_by(person.c.sort_key).limit(limit)).all()
    return [
        Official(row.id, row.native_name, f"{row.surname} {row.given_names}".strip(), row.personnel_number)
        for row in rows
    ]


def _wide() -> sa.Select[tuple[object, ...]]:
    columns = (
        user,
        organisation.c.name.label("organisation"),
        person.c.native_name.label("official"),
        (person.c.surname + " " + person.c.given_names).label("official_latin"),
    )
    joined = user.outerjoin(organisation, organisation.c.path == user.c.organisation_path).outerjoin(
        person, person.c.id == user.c.person_id
    )
    return sa.select(*columns).select_from(joined)


def _row(row: sa.Row[tuple[object, ...]], roles: frozenset[Role], deeds: int = 0) -> UserRow:
    return UserRow(
        User(
            row.id,
            row.version,
            row.user_name,
            row.name,
            roles,
            row.active,
            row.organisation_path,
            row.protected,
            row.private,
            row.person_id,
        ),
        row.last_login,
        row.must_change,
        row.organisation or "",
        (row.official or row.official_latin or "").strip(),
        deeds,
    )


def _roles(connection: sa.Connection, ids: Sequence[int]) -> dict[int, frozenset[Role]]:
    held: dict[int, set[Role]] = {one: set() for one in ids}
    for row in connection.execute(sa.select(user_role).where(user_role.c.user_id.in_(ids))):
        held[row.user_id].add(Role(row.role))
    return {one: frozenset(roles) for one, roles in held.items()}
