"""The clock: the machine's, and the one that is set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from travel_desk.base.clock import SetClock, SystemClock

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_the_clock_of_the_machine_tells_utc_and_the_local_day() -> None:
    clock = SystemClock()
    before, now = clock.now(), clock.now()
    assert before <= now
    assert now.tzinfo is UTC
    assert abs(datetime.combine(clock.today(), now.time(), UTC) - now) <= timedelta(days=1)


def test_a_set_clock_stands_still() -> None:
    clock = SetClock(NOON)
    assert clock.now() == clock.now() == NOON
    assert clock.today() == date(2026, 11, 23)


def test_a_set_clock_moves_when_told_to_forwards_and_back() -> None:
    clock = SetClock(NOON)
    clock.forward(days=1, minutes=5)
    assert clock.now() == datetime(2026, 11, 24, 12, 5, tzinfo=UTC)
    clock.set(NOON.astimezone(timezone(timedelta(hours=9))))
    assert clock.now() == NOON
    assert clock.now().tzinfo is UTC
