"""A desk with a ministry of water and its finance department."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests import factory
from tests.staff_lists.desk_work import ministry
from travel_desk.base.roles import Role
from travel_desk.desk import Desk


@cache
def _filled() -> Path:
    folder = Path(mkdtemp(prefix="travel-desk-staff-lists-"))
    desk = factory.desk(folder, Role.CLERK)
    ministry(desk)
    desk.close()
    return folder / "desk"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk with the ministry (organisation 1) and its finance department (2), opened by the clerk."""
    shutil.copytree(_filled(), tmp_path / "desk")
    opened = factory.log_in(tmp_path / "desk", Role.CLERK.value)
    yield opened
    opened.close()
