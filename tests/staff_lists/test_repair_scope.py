"""Repair lists of several users: whose rows are seen, and none is taken in twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.staff_lists.desk_work import LAYLA, WATER, judge, ministry, rows_of, take, take_rows, write
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.tables import user
from travel_desk.officials import queries as people
from travel_desk.staff_lists import actions, queries, rules
from travel_desk.staff_lists.rules import State

SPY = ("PN-77", "SECRET", "AGENT", "soon", WATER, "Adviser")
UNREADABLE = (*LAYLA[:3], "soon", f"{WATER} / Finance", "Clerk")


def limited(desk: Desk, **values: object) -> Desk:
    """Return a desk with the clerk at it, limited so."""
    with desk.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == "clerk").values(**values))
    return factory.at(desk, Role.CLERK)


@pytest.fixture
def head(tmp_path: Path) -> Desk:
    made = factory.desk(tmp_path, Role.DESK_HEAD)
    ministry(made)
    return made


@pytest.mark.parametrize("limits", [{"organisation_path": "/1/2/"}, {"protected": False}])
def test_the_rows_of_others_stay_hidden(head: Desk, tmp_path: Path, limits: dict[str, object]) -> None:
    theirs = take_rows(head, tmp_path, SPY).list_id
    assert theirs is not None
    judged = actions.judge_repairs(head, theirs)
    clerk = limited(head, **limits)
    assert queries.repair_lists(clerk) == []
    for deed in (
        lambda: actions.judge_repairs(clerk, theirs),
        lambda: actions.discard_repairs(clerk, theirs),
        lambda: actions.import_officials(clerk, rules.order_of(judged)),
    ):
        with pytest.raises(Refused, match="may go beyond your scope"):
            deed()
    assert [one.id for one in queries.repair_lists(head)] == [theirs]


def test_one_s_own_are_repaired(head: Desk, tmp_path: Path) -> None:
    clerk = limited(head, organisation_path="/1/2/")
    found = judge(clerk, write(tmp_path / "list.csv", [UNREADABLE]))
    mine = take(clerk, found).list_id
    assert mine is not None
    assert [one.id for one in queries.repair_lists(clerk)] == [mine]
    assert rows_of(actions.judge_repairs(clerk, mine), State.FAULTY) == [2]
    assert actions.discard_repairs(clerk, mine).value == 1


def test_no_row_is_taken_in_twice(head: Desk, tmp_path: Path) -> None:
    list_id = take_rows(head, tmp_path, ("", *LAYLA[1:3], "soon", *LAYLA[4:])).list_id
    assert list_id is not None
    right = {2: ("", *LAYLA[1:])}
    first = actions.judge_repairs(head, list_id, right)
    second = actions.judge_repairs(factory.at(head, Role.CLERK), list_id, right)
    assert take(head, first).added == (1,)
    with pytest.raises(Refused, match="taken in or discarded meanwhile"):
        take(head, second)
    assert len(people.person_ids(head, people.Question("haddad"))) == 1


def test_rows_that_were_discarded_do_not_come_back(head: Desk, tmp_path: Path) -> None:
    list_id = take_rows(head, tmp_path, SPY).list_id
    assert list_id is not None
    judged = actions.judge_repairs(head, list_id)
    actions.discard_repairs(head, list_id)
    with pytest.raises(Refused, match="taken in or discarded meanwhile"):
        take(head, judged)
    assert queries.repair_lists(head) == []
