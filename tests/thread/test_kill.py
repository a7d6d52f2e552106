"""kill -9 in the middle of each deed of the thread: it is done or not done, and the desk opens again."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.thread.main_job import MainJob
from travel_desk.base import settings
from travel_desk.database import files
from travel_desk.database.backup import check_integrity
from travel_desk.desk.tables import journal_entry

STEPS = tuple(MainJob(Path()).steps)
ROWS = {
    "organisation": "SELECT id, version FROM organisation ORDER BY id",
    "person": "SELECT id, version FROM person ORDER BY id",
    "post": "SELECT id, person_id FROM post ORDER BY id",
    "passport": "SELECT id, person_id FROM passport ORDER BY id",
    "safe": "SELECT id, version FROM safe ORDER BY id",
    "place": "SELECT id, safe_id FROM place ORDER BY id",
    "trip": "SELECT id, version, number FROM trip ORDER BY id",
    "leg": "SELECT trip_id, position FROM leg ORDER BY trip_id, position",
    "request": "SELECT id, version, number, state FROM request ORDER BY id",
    "request_stage": "SELECT id, state FROM request_stage ORDER BY id",
    "decision": "SELECT id, kind FROM decision ORDER BY id",
    "paper": "SELECT id, version, number, state, prints, stored_name IS NULL FROM paper ORDER BY id",
    "handover": "SELECT id, kind, number, next_number FROM handover ORDER BY id",
    "attachment": "SELECT id, subject_kind FROM attachment ORDER BY id",
    "stored_file": "SELECT count(*) FROM stored_file",
}
"""What the steps write, beside the journal: a deed half done would show here."""
POINTS = 4
"""At how many moments of each deed the process is killed."""


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The desk as it stands before each step."""
    place = tmp_path_factory.mktemp("stages")
    job = MainJob.found(place / "desk")
    found = {}
    for step in STEPS:
        found[step] = place / f"before {step}"
        shutil.copytree(job.folder, found[step])
        job.do(step)
    return found


@dataclass(frozen=True)
class Stand:
    """How a desk stands: the verbs in the journal, logins apart, and what the deeds wrote."""

    verbs: list[str]
    rows: dict[str, list[tuple[object, ...]]]


def stand(job: MainJob) -> Stand:
    """Read how the desk stands; the database's pages and all files are checked on the way."""
    desk = job.open("ines")
    try:
        check_integrity(desk.database)
        with desk.database.read() as connection:
            verbs = list(
                connection.execute(
                    sa.select(journal_entry.c.verb)
                    .where(journal_entry.c.verb != "log_in")
                    .order_by(journal_entry.c.number)
                ).scalars()
            )
            rows = {of: list(map(tuple, connection.exec_driver_sql(asked))) for of, asked in ROWS.items()}
            kept = connection.exec_driver_sql("SELECT name FROM stored_file").scalars().all()
            for name in kept:
                desk.files.get(connection, name)
    finally:
        desk.close()
    return Stand(verbs, rows)


def moments(job: MainJob, step: str) -> int:
    """Count the statements and file writes of a step by doing it in a process of its own."""
    return _in_child(job, step, None)


def killed(job: MainJob, step: str, at: int) -> int:
    """Do a step in a process that is killed at its `at`-th statement or file write; return its signal."""
    return _in_child(job, step, at)


def _in_child(job: MainJob, step: str, at: int | None) -> int:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            count = _count(job, step, at)
            os.write(writing, str(count).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    if at is None:
        return int(text)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _count(job: MainJob, step: str, at: int | None) -> int:
    seen = 0

    def tick(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    for event in ("before_cursor_execute", "commit", "begin"):
        sa.event.listen(sa.Engine, event, tick)
    write = settings.write_whole

    def write_whole(path: Path, content: bytes, *, sync: bool = True) -> None:
        tick()
        write(path, content, sync=sync)
        tick()

    files.write_whole = write_whole  # type: ignore[assignment]
    job.do(step)
    return seen


def at_step(folder: Path, stages: dict[str, Path], step: str) -> MainJob:
    """A copy of the desk as it stands before a step, on a clock that stands at its moment."""
    shutil.copytree(stages[step], folder)
    job = MainJob(folder)
    job.clock.set(job.when(step))
    return job


def points(count: int) -> Iterator[int]:
    """Some moments spread over a deed, the last three among them: before and after the commit."""
    chosen = {1 + turn * count // POINTS for turn in range(POINTS)} | {count - 2, count - 1, count}
    return iter(sorted(chosen))


@pytest.mark.parametrize("step", STEPS)
def test_a_deed_that_is_killed_is_done_or_not_done(
    stages: dict[str, Path], tmp_path: Path, step: str
) -> None:
    job = at_step(tmp_path / "measured", stages, step)
    before = stand(job)
    count = moments(job, step)
    done = stand(job)
    assert done.verbs[:-1] == before.verbs
    assert done.rows != before.rows
    outcomes = set()
    for at in points(count):
        job = at_step(tmp_path / f"killed {at}", stages, step)
        assert killed(job, step, at) == signal.SIGKILL
        after = stand(job)
        assert after in (before, done)
        if after == before:
            job.do(step)
            assert stand(job) == done
        outcomes.add(after == done)
        shutil.rmtree(job.folder)
    assert False in outcomes
