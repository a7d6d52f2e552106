"""Nobody changes their own entry, by a staff list neither."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.staff_lists.desk_work import (
    LAYLA,
    dossier,
    judge,
    ministry,
    register,
    said,
    states,
    take,
    take_rows,
    write,
)
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.tables import user
from travel_desk.staff_lists import actions, rules


@pytest.fixture
def clerk(tmp_path: Path) -> tuple[Desk, Desk]:
    """A clerk who is Layla in the register, and the desk head."""
    head = factory.desk(tmp_path, Role.DESK_HEAD)
    water, _ = ministry(head)
    layla = register(head, water)
    with head.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == "clerk").values(person_id=layla))
    return factory.at(head, Role.CLERK), head


def test_a_row_that_changes_the_user_s_own_entry_is_faulty(clerk: tuple[Desk, Desk], tmp_path: Path) -> None:
    desk, head = clerk
    path = write(tmp_path / "list.csv", [(*LAYLA[:5], "Director")])
    found = judge(desk, path)
    assert states(found) == ["faulty"]
    assert said(found)[0][1].startswith("This is your own entry.")
    assert take(desk, found).repairs == 1
    assert dossier(desk, 1).posts[0].post.title == "Legal Adviser"
    assert states(judge(head, path)) == ["changed"]


def test_a_row_that_has_it_as_it_is_takes_nothing_amiss(clerk: tuple[Desk, Desk], tmp_path: Path) -> None:
    assert take_rows(clerk[0], tmp_path, LAYLA).repairs == 0


def test_an_order_that_changes_it_is_refused(clerk: tuple[Desk, Desk], tmp_path: Path) -> None:
    desk, head = clerk
    found = judge(head, write(tmp_path / "list.csv", [(*LAYLA[:5], "Director")]))
    with pytest.raises(Refused, match="your own entry"):
        actions.import_officials(desk, replace(rules.order_of(found), head=None))
