"""The wait after wrong passwords survives a restart and forgets nobody's name on disk."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from travel_desk.access.rules import wait_left
from travel_desk.access.tries import FILE, MOST, TriesFile

NOW = datetime(2026, 11, 5, 8, 42, tzinfo=UTC)


def test_a_wrong_password_makes_the_next_try_wait_even_after_a_restart(tmp_path: Path) -> None:
    for _ in range(3):
        TriesFile(tmp_path).wrong("aa", NOW)
    again = TriesFile(tmp_path)
    assert wait_left(again.of("aa"), NOW) == 4
    assert wait_left(again.of("aa"), NOW + timedelta(seconds=4)) == 0
    assert wait_left(again.of("bb"), NOW) == 0


def test_a_right_password_forgets_the_wrong_ones_and_those_on_unknown_names(tmp_path: Path) -> None:
    tries = TriesFile(tmp_path)
    for slot in ("aa", "bb", "unknown", "unknown"):
        tries.wrong(slot, NOW)
    slots = frozenset({"aa", "bb"})
    assert tries.others(slots) == 2
    tries.clear("aa", slots)
    assert tries.of("aa") is None
    assert tries.others(slots) == 0
    assert tries.of("bb") is not None


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{", b'{"aa": [1]}', b'{"aa": [1, "x", "y"]}', b"\xff", b"[" * 100_000,
        b'{"aa": {"bb": ' * 50_000, b'{"aa": [1, "2026-11-05T08:42:00", "2026-11-05T08:42:00"]}',
        b'{"aa": [1e999, "2026-11-05T08:42:00+00:00", "2026-11-05T08:42:00+00:00"]}',
    ],
    ids=range(10),
)  # fmt: skip
def test_a_damaged_file_starts_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    tries = TriesFile(tmp_path)
    with caplog.at_level(logging.INFO):
        assert tries.of("aa") is None
    assert "starts anew" in caplog.text
    assert tries.wrong("aa", NOW).count == 1


def test_a_folder_that_cannot_be_written_is_no_error_here(tmp_path: Path) -> None:
    blocked = tmp_path / "slots"
    blocked.write_text("a file where the folder should be")
    assert TriesFile(blocked).wrong("aa", NOW).count == 1


def test_the_file_stays_small(tmp_path: Path) -> None:
    tries = TriesFile(tmp_path)
    for number in range(MOST + 5):
        tries.wrong(f"{number:04}", NOW + timedelta(seconds=number))
    assert tries.of("0000") is None
    assert tries.of(f"{MOST + 4:04}") is not None
