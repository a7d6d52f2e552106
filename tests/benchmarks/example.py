"""An example desk with 2,000 officials for the benchmarks: made once a run, thrown away at its end."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

os.environ.setdefault("TRAVEL_DESK_TEST_COST", "8")

from tests import factory
from travel_desk.access.example_users import USERS
from travel_desk.base.clock import SetClock
from travel_desk.database.keys import Slots, Unlocked
from travel_desk.desk import Desk
from travel_desk.examples import Size, make

CLERK = USERS[0]


@cache
def folder() -> Path:
    """Return the folder of the example desk."""
    made = Path(tempfile.mkdtemp(prefix="travel-desk-bench-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    make(made / "desk", now=factory.NOON, size=Size(persons=2000, trips=16, recent=16, in_custody=40))
    return made / "desk"


@cache
def key() -> Unlocked:
    """Return the key of the example desk, as a right password derives it."""
    return Slots(folder()).unlock(CLERK.user_name, CLERK.password)


def desk() -> Desk:
    """Return the example desk, opened with its key by the clerk."""
    return Desk.open(folder(), key().keys[0], key().slot, SetClock(factory.NOON), "bench")
