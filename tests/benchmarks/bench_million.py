"""The register at a million persons: reported, taken only by its name (`packaging/bench register-million`).

The figures allowed are no promise: they tell when something grows worse than the register does.
"""

from __future__ import annotations

from contextlib import ExitStack

from tests.benchmarks import bench_list, bench_search
from tests.benchmarks.harness import Pair, Unit, benchmark, timed
from travel_desk.officials import queries
from travel_desk.officials.queries import Question

MILLION = 1_000_000


@benchmark("register-million: search while typing / RAW", 2.0, rounds=1, warm_up=0, named=True)
def typing(stack: ExitStack) -> Pair:
    return bench_search.typing_pair(stack, MILLION)


@benchmark("register-million: search, median keystroke", 250, Unit.MS, rounds=2, named=True)
def median(stack: ExitStack) -> Pair:
    desk = bench_search.opened(stack, MILLION)
    return Pair(lambda: bench_search.percentile(desk, MILLION, 50))


@benchmark("register-million: search, 99th percentile", 500, Unit.MS, rounds=2, named=True)
def slowest(stack: ExitStack) -> Pair:
    desk = bench_search.opened(stack, MILLION)
    return Pair(lambda: bench_search.percentile(desk, MILLION, 99))


@benchmark("register-million: all ids in order", 500, Unit.MS, rounds=3, named=True)
def everybody(stack: ExitStack) -> Pair:
    desk = bench_search.opened(stack, MILLION)
    return Pair(timed(lambda: queries.person_ids(desk, Question())))


@benchmark("register-million: jump to the end", 100, Unit.MS, rounds=5, named=True)
def jump(stack: ExitStack) -> Pair:
    page = bench_list.page_of(stack, MILLION)
    return Pair(lambda: bench_list.to_the_end(page))


@benchmark("register-million: scroll a page / QSqlTableModel", 1.2, rounds=3, named=True)
def scroll(stack: ExitStack) -> Pair:
    return bench_list.scroll_pair(stack, MILLION)


@benchmark("register-million: counts of the chips", 6000, Unit.MS, rounds=1, warm_up=0, named=True)
def counts(stack: ExitStack) -> Pair:
    return bench_list.counting_pair(stack, MILLION)
