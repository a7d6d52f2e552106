"""Which backups there are."""

from __future__ import annotations

from pathlib import Path

from tests import factory
from travel_desk.backups import queries
from travel_desk.backups.actions import back_up
from travel_desk.backups.rules import id_of
from travel_desk.base.roles import Role


def test_the_newest_backup_is_first_and_foreign_folders_are_left_out(tmp_path: Path) -> None:
    time = factory.clock()
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR, time)
    assert queries.place(desk) == ""
    assert queries.last(desk) is None
    stick = str(tmp_path / "stick")
    first = back_up(desk, stick).value
    time.forward(minutes=5)
    second = back_up(desk, stick).value
    (tmp_path / "stick" / "travel-desk-of-holidays").mkdir()
    assert [Path(b.path) for b in queries.backups(desk, stick)] == [second, first]
    assert queries.backups(desk, "") == []
    assert queries.place(desk) == stick
    assert queries.last(desk) == time.now()


def test_the_number_of_a_backup_can_be_carried_by_a_signal() -> None:
    names = [f"travel-desk-20261123T14{minute:02}59Z-{minute}" for minute in range(60)]
    assert max(id_of(name) for name in names) < 2**31
    assert len({id_of(name) for name in names}) == len(names)
