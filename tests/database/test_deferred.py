"""A folder that is not yet a desk: nobody waits for the disk until it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factory
from travel_desk.base.message import Trouble
from travel_desk.base.roles import Role
from travel_desk.database.files import sync_folder


def test_what_was_written_without_waiting_is_there_after_the_folder_is_synced(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    desk.database.defer_sync()
    desk.files.defer_sync = True
    with desk.database.outside() as driver:
        assert driver.execute("PRAGMA synchronous").fetchone()[0] == 0
    with desk.database.write() as connection:
        name = desk.files.put(connection, b"a receipt")
    sync_folder(desk.folder)
    desk.close()
    again = factory.log_in(desk.folder, "clerk")
    with again.database.read() as connection:
        assert again.files.get(connection, name) == b"a receipt"
    with again.database.outside() as driver:
        assert driver.execute("PRAGMA synchronous").fetchone()[0] == 2
    again.close()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="does not answer"):
        sync_folder(tmp_path / "nowhere")
