"""Merges and splits in any order lose no row, and once all are split everything stands as before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.duplicates.entries import LAYLA, LEILA, Register, double, register
from travel_desk.duplicates.rules import FIELDS

NAMES = ("ONE", "TWO", "THREE", "FOUR")


def four(tmp_path: Path) -> Register:
    """Four entries with one of everything; the second's post ends, the last has none."""
    made = register(tmp_path)
    for at, name in enumerate(NAMES):
        order = replace(LAYLA if at % 2 else LEILA, surname=name, personnel_number=f"N{at}")
        made.add(order, posts=at < 3, until=date(2027, 1, 1) if at == 1 else None)
    for at, one in enumerate(made.people):
        made.trip(one, f"T-2026-{at:04}")
    return made


def test_a_merge_and_its_split_leave_every_row_as_it_was(tmp_path: Path) -> None:
    made = double(tmp_path)
    stays, goes, _ = made.people
    before = made.rows()
    merge = made.merge(stays, goes, taken=frozenset(FIELDS))
    assert made.rows() != before
    assert made.split(merge) == goes
    assert made.rows() == before


class Desks:
    """One register for all examples: each ends where it began. A new one where one did not."""

    made: Register | None = None

    def take(self, folder: Path) -> Register:
        made, self.made = self.made, None
        return made or four(folder)


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    kept = Desks()
    yield kept
    if kept.made is not None:
        kept.made.desk.close()


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_merges_and_splits_in_any_order_end_where_they_began(
    desks: Desks, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    made = desks.take(tmp_path_factory.mktemp("register"))
    before = made.rows()
    standing = list(made.people)
    merges: list[tuple[int, int]] = []
    for _ in range(data.draw(st.integers(2, 5))):
        if merges and (len(standing) < 2 or data.draw(st.booleans())):
            merge, goes = merges.pop(data.draw(st.integers(0, len(merges) - 1)))
            made.split(merge)
            standing.append(goes)
        else:
            stays, goes = data.draw(st.permutations(standing))[:2]
            posts = [one for one in (made.main_post(stays), made.main_post(goes)) if one]
            main = data.draw(st.sampled_from(posts)) if posts else None
            taken = data.draw(st.frozensets(st.sampled_from(FIELDS)))
            merges.append((made.merge(stays, goes, taken=taken, main_post=main), goes))
            standing.remove(goes)
    now = made.rows()
    assert {name: len(rows) for name, rows in now.items()} == {k: len(rows) for k, rows in before.items()}
    for merge, _ in data.draw(st.permutations(merges)):
        made.split(merge)
    assert made.rows() == before
    desks.made = made
