"""A desk that stands at noon and its administrator."""

from pathlib import Path

import pytest

from tests import factory
from travel_desk.base.roles import Role
from travel_desk.desk import Desk


@pytest.fixture
def administrator(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.ADMINISTRATOR)
