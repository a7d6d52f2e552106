"""kill -9 in the middle of each deed of the thread: it is done or not done, and the desk opens again."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.thread.main_job import MainJob
from travel_desk.base import settings
from travel_desk.database import files
from travel_desk.database.backup import check_integrity
from travel_desk.desk.tables import journal_entry

STEPS = tuple(MainJob(Path()).steps)
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


def deeds(job: MainJob) -> list[str]:
    """The verbs in the journal, logins apart; the database's pages are checked on the way."""
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
            kept = connection.exec_driver_sql("SELECT name FROM stored_file").scalars().all()
            for name in kept:
                desk.files.get(connection, name)
    finally:
        desk.close()
    return verbs


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

    def write_whole(path: Path, content: bytes) -> None:
        tick()
        write(path, content)
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
    before = deeds(job)
    count = moments(job, step)
    outcomes = set()
    for at in points(count):
        job = at_step(tmp_path / f"killed {at}", stages, step)
        assert killed(job, step, at) == signal.SIGKILL
        after = deeds(job)
        assert after in (before, [*before, *after[len(before) :]])
        assert len(after) - len(before) in (0, 1)
        if after == before:
            job.do(step)
            assert len(deeds(job)) == len(before) + 1
        outcomes.add(len(after) - len(before))
        shutil.rmtree(job.folder)
    assert 0 in outcomes
