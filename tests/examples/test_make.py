"""The example desk: whole, in every state, the same every time, and honest in its journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factory
from travel_desk.access import actions as access
from travel_desk.access.example_users import USERS, is_example
from travel_desk.desk import Desk
from travel_desk.examples import Size, make
from travel_desk.journal import actions as journal

SMALL = Size(persons=150, trips=45, spare_passports=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "desk"
    make(folder, now=factory.NOON, size=SMALL)
    return folder


def open_for(folder: Path, name: str) -> Desk:
    one = next(user for user in USERS if user.user_name == name)
    return access.log_in(folder, one.user_name, one.password, factory.clock(), "test")


def count(desk: Desk, statement: str) -> dict[str, int]:
    with desk.database.read() as connection:
        return {row[0]: row[1] for row in connection.exec_driver_sql(statement)}


def test_every_user_of_the_login_window_can_log_in(folder: Path) -> None:
    assert is_example(folder)
    for user in USERS:
        desk = open_for(folder, user.user_name)
        assert desk.session.roles == user.roles
        desk.close()


def test_there_are_trips_in_every_state_and_papers_in_every_one(folder: Path) -> None:
    desk = open_for(folder, "petra")
    states = count(desk, "SELECT state, count(*) FROM request GROUP BY state")
    assert set(states) >= {
        "draft", "in_approval", "approved", "refused", "sent_back", "withdrawn", "slip_issued", "departed",
        "home", "closed",
    }  # fmt: skip
    assert count(desk, "SELECT kind, count(*) FROM paper GROUP BY kind").keys() >= {
        "slip",
        "receipt",
        "refusal",
    }
    assert count(desk, "SELECT state, count(*) FROM paper GROUP BY state").keys() >= {"to_sign", "signed"}
    assert count(desk, "SELECT kind, count(*) FROM handover GROUP BY kind").keys() >= {
        "take_in", "hand_out", "bring_back",
    }  # fmt: skip
    desk.close()


def test_its_journal_is_sound(folder: Path) -> None:
    desk = open_for(folder, "ines")
    report = journal.verify_journal(desk).value
    assert report.sound
    desk.close()


def test_the_same_seed_tells_the_same_stories(folder: Path, tmp_path: Path) -> None:
    make(tmp_path / "again", now=factory.NOON, size=Size(persons=150, trips=6, spare_passports=0))
    again, first = open_for(tmp_path / "again", "petra"), open_for(folder, "petra")
    people = "SELECT personnel_number, native_name || birth_date FROM person WHERE personnel_number <> ''"
    assert count(again, people) == count(first, people)
    again.close()
    first.close()
