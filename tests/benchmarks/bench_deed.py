"""A deed with its journal entry beside the same rows written by the bare driver."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests import factory
from tests.benchmarks.harness import Pair, benchmark, timed
from travel_desk.base.roles import Role
from travel_desk.desk import Desk

SAME = "body, recorded_at, happened_at, verb, user_id, role, workstation, kind, subject_id, person_id"
ENTRY = (
    f"INSERT INTO journal_entry (number, previous, hash, {SAME})"
    f" SELECT number + 1, hash, randomblob(32), {SAME} FROM journal_entry ORDER BY number DESC LIMIT 1"
)


@benchmark("one deed with its journal entry / the same rows, bare driver", most=2.0, rounds=400, warm_up=50)
def deed(stack: ExitStack) -> Pair:
    desk, bare = (_desk(stack) for _ in range(2))
    values = iter(range(10**9))

    def by_deed() -> None:
        with desk.deed("change_settings") as deed:
            deed.put_setting("idle_minutes", next(values))
            deed.entry("setting", 1, facts={"name": "idle_minutes"})

    by_deed()
    with bare.deed("change_settings") as first:
        first.put_setting("idle_minutes", 0)
        first.entry("setting", 1, facts={"name": "idle_minutes"})
    connection: Any = stack.enter_context(bare.database.outside())

    def by_driver() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE setting SET value = ? WHERE name = 'idle_minutes'", (str(next(values)),))
        connection.execute(ENTRY)
        connection.execute("COMMIT")

    return Pair(timed(by_deed), timed(by_driver))


def _desk(stack: ExitStack) -> Desk:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    desk = factory.desk(folder, Role.ADMINISTRATOR)
    stack.callback(desk.close)
    return desk
