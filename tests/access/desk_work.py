"""What several tests of users need: names, passwords, and short questions to the desk."""

import json

import sqlalchemy as sa

from tests import factory
from travel_desk.access import actions, store
from travel_desk.access.rules import UserOrder
from travel_desk.base.roles import Role
from travel_desk.desk import Credentials, Desk
from travel_desk.desk.tables import journal_entry, user

MIRA = UserOrder(" Mira ", " Mira Okonjo ", frozenset({Role.CLERK, Role.CUSTODIAN}))
HEAD = Credentials("desk_head", factory.PASSWORD)
FIRST, SECOND = "river-lamp-otter", "stone-lamp-otter"


def log_in(desk: Desk, user_name: str, password: str = factory.PASSWORD) -> Desk:
    return actions.log_in(desk.folder, user_name, password, desk.clock, "counter 2")


def last_entry(desk: Desk) -> dict[str, object]:
    with desk.database.read() as connection:
        newest = sa.select(journal_entry.c.body).order_by(journal_entry.c.number.desc()).limit(1)
        found: dict[str, object] = json.loads(connection.execute(newest).scalar_one())
    return found


def entries(desk: Desk) -> int:
    with desk.database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(journal_entry)).scalar_one())


def version_of(desk: Desk, user_id: int) -> int:
    with desk.database.read() as connection:
        return store.user_of(connection, user_id).version


def id_of(desk: Desk, user_name: str) -> int:
    with desk.database.read() as connection:
        return int(connection.execute(sa.select(user.c.id).where(user.c.user_name == user_name)).scalar_one())
