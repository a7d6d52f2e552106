"""The example desk: whole, in every state, the same every time, and honest in its journal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests import factory
from travel_desk.access import actions as access
from travel_desk.access.example_users import USERS, is_example
from travel_desk.base.message import Message, Refused
from travel_desk.desk import Desk
from travel_desk.examples import Size, make
from travel_desk.examples.progress import Part
from travel_desk.journal import actions as journal

SMALL = Size(persons=150, trips=60, recent=45, in_custody=60)


TOLD: list[tuple[int, int, str]] = []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "desk"
    TOLD.clear()
    make(folder, lambda done, of, words: TOLD.append((done, of, str(words))), now=factory.NOON, size=SMALL)
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
        "inventory", "take_in", "hand_out", "bring_back",
    }  # fmt: skip
    desk.close()


def test_the_progress_goes_on_to_its_end_and_says_what_is_made(folder: Path) -> None:
    assert folder.exists()
    done = [one for one, _, _ in TOLD]
    assert done == sorted(done)
    assert {of for _, of, _ in TOLD} == {done[-1]} == {1000}
    assert list(dict.fromkeys(words for _, _, words in TOLD)) == [str(part.words) for part in Part]


def test_persons_come_from_a_staff_list_and_have_three_passports_for_two(folder: Path) -> None:
    desk = open_for(folder, "petra")
    assert count(desk, "SELECT 'persons', count(*) FROM person") == {"persons": 150}
    assert count(desk, "SELECT 'passports', count(*) FROM passport") == {"passports": 225}
    assert count(desk, "SELECT verb, count(*) FROM journal_entry GROUP BY verb")["import_officials"] == 1
    desk.close()


def test_what_lay_in_the_safes_is_under_one_inventory(folder: Path) -> None:
    desk = open_for(folder, "petra")
    papers = "SELECT kind, count(DISTINCT paper_id) FROM handover GROUP BY kind"
    assert count(desk, papers)["inventory"] == 1
    assert count(desk, "SELECT kind, count(*) FROM handover GROUP BY kind")["inventory"] > 40
    desk.close()


def test_older_trips_come_from_the_old_files_and_have_no_papers(folder: Path) -> None:
    desk = open_for(folder, "petra")
    first = factory.NOON - timedelta(days=31)
    assert count(desk, "SELECT 'trips', count(*) FROM trip WHERE number LIKE 'TB-%'") == {"trips": 15}
    issued = f"SELECT 'papers', count(*) FROM paper WHERE kind <> 'inventory' AND issued_at < '{first:%F}'"
    assert count(desk, issued) == {"papers": 0}
    past = "SELECT state, count(*) FROM request WHERE number LIKE 'TB-%' GROUP BY state"
    assert set(count(desk, past)) <= {"closed", "refused"}
    desk.close()


def test_a_desk_of_nobody_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="The example takes 1 to"):
        make(tmp_path / "nobody", size=Size(persons=0))


def test_a_desk_that_could_not_be_finished_leaves_nothing(tmp_path: Path) -> None:
    def tell(done: int, of: int, words: Message) -> None:
        if done > 400:
            raise KeyboardInterrupt(of, words)

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "desk", tell, now=factory.NOON, size=Size(persons=30, trips=2))
    assert list(tmp_path.iterdir()) == []


def test_its_journal_is_sound(folder: Path) -> None:
    desk = open_for(folder, "ines")
    report = journal.verify_journal(desk).value
    assert report.sound
    desk.close()


def test_the_same_seed_tells_the_same_stories(folder: Path, tmp_path: Path) -> None:
    make(tmp_path / "again", now=factory.NOON, size=Size(persons=150, trips=6, in_custody=0))
    again, first = open_for(tmp_path / "again", "petra"), open_for(folder, "petra")
    people = "SELECT personnel_number, native_name || birth_date FROM person WHERE personnel_number <> ''"
    assert count(again, people) == count(first, people)
    again.close()
    first.close()
