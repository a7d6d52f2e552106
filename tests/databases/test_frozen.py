"""Every desk that a release left behind opens in this version, with its rows, its papers, its journal."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from tests import factory
from tests.databases.freeze import HERE
from tests.thread.main_job import NATIVE, NUMBER, PURPOSE, MainJob
from travel_desk.database.backup import check_integrity
from travel_desk.journal import actions as journal

FROZEN = sorted(HERE.glob("*.zip"))


def test_there_is_a_frozen_desk() -> None:
    assert FROZEN


@pytest.mark.parametrize("archive", FROZEN, ids=lambda path: path.stem)
def test_a_frozen_desk_opens_with_everything_in_it(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "desk")
    job = MainJob(tmp_path / "desk")
    job.clock.set(factory.NOON + timedelta(days=40))
    desk = job.open("ines")
    try:
        check_integrity(desk.database)
        with desk.database.read() as connection:

            def one(statement: str) -> object:
                return connection.exec_driver_sql(statement).scalar_one()

            assert one("SELECT native_name FROM person") == NATIVE
            assert one("SELECT number FROM passport") == NUMBER
            assert one("SELECT purpose FROM trip") == PURPOSE
            assert one("SELECT state FROM request") == "closed"
            assert one("SELECT count(*) FROM decision") == 2
            assert one("SELECT group_concat(kind) FROM (SELECT kind FROM handover ORDER BY number)") == (
                "take_in,hand_out,bring_back"
            )
            assert one("SELECT count(*) FROM paper") == 4
            assert one("SELECT count(*) FROM user") == 6
            names = connection.exec_driver_sql("SELECT stored_name FROM paper ORDER BY id").scalars().all()
            for name in names:
                assert desk.files.get(connection, name).startswith(b"%PDF")
        assert journal.verify_journal(desk).value.sound
    finally:
        desk.close()
