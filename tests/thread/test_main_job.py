"""The whole thread by actions: it goes through, and leaves nothing readable on the disk."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.thread.main_job import SECRETS, MainJob
from travel_desk.desk.tables import journal_entry
from travel_desk.trips.rules import State


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> MainJob:
    job = MainJob.found(tmp_path_factory.mktemp("thread") / "desk")
    for step in job.steps:
        job.do(step)
    return job


def test_a_trip_goes_from_the_counter_to_the_closed_file(done: MainJob) -> None:
    desk = done.open("mira")
    assert done.request(desk).state is State.CLOSED
    desk.close()


def test_each_step_left_exactly_one_entry(done: MainJob) -> None:
    desk = done.open("ines")
    with desk.database.read() as connection:
        verbs = connection.execute(
            sa.select(journal_entry.c.verb)
            .where(journal_entry.c.verb.not_in(("log_in", "create_user", "create_desk")))
            .order_by(journal_entry.c.number)
        ).scalars()
        wanted = [
            step.replace("decide_first", "decide_approve").replace("decide_last", "decide_approve")
            for step in done.steps
        ]
        assert list(verbs) == wanted
    desk.close()


def test_no_name_number_or_purpose_can_be_read_in_any_file(done: MainJob) -> None:
    for path in done.folder.parent.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in SECRETS:
            for form in (secret, secret.lower(), secret.upper()):
                assert form.encode() not in content, path.name
                assert form.encode("utf-16-le") not in content, path.name
