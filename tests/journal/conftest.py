"""A desk where something was done, and the auditor who looks at it."""

from pathlib import Path

import pytest

from tests import factory
from travel_desk.access import actions
from travel_desk.access.rules import UserOrder
from travel_desk.base.roles import Role
from travel_desk.desk import Desk

PERSON = 7


@pytest.fixture
def auditor(tmp_path: Path) -> Desk:
    """Five entries: made, user created, settings changed, user changed, person named."""
    administrator = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with administrator.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO person (id, native_name, surname, given_names, nationality, protected,"
            " personnel_number, search_text, sort_key) VALUES (7, 'Ганбаатар', 'GANBAATAR', '', 'UTO', 1,"
            " 'PN 20', 'ганбаатар ganbaatar', 'ganbaatar')"
        )
    mira = UserOrder("mira", "Mira Okonjo", frozenset({Role.CLERK}))
    new = actions.create_user(administrator, mira, "river-lamp-otter").value
    actions.change_settings(administrator, {"idle_minutes": 5})
    linked = UserOrder("mira", "Mira B. Okonjo", frozenset({Role.AUDITOR}), "", True, True, PERSON)
    actions.change_user(administrator, new, 1, linked)
    return factory.at(administrator, Role.AUDITOR)
