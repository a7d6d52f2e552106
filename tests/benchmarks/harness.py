"""Measuring: each figure beside its yardstick, the two taken in turn so that a busy machine hurts both.

A benchmark is a function under `@benchmark(...)` in a file of this folder. It gets an ExitStack for what
must be put away, and returns the pair to measure.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    """What is held under the figure allowed."""

    RATIO = "x"
    """The measured value divided by its yardstick."""
    MS = "ms"
    """The measured value itself, in milliseconds."""
    MIB = "MiB"
    """The measured value itself, in mebibytes."""


Measure = Callable[[], float]
"""Does the thing once and returns seconds, or bytes for memory."""


@dataclass(frozen=True)
class Pair:
    """What is measured and what it is compared with (None: there is nothing to compare it with)."""

    subject: Measure
    yardstick: Measure | None = None


@dataclass(frozen=True)
class Benchmark:
    """One line of the table: its name, the figure allowed and how often the pair is taken.

    named: taken only where it is asked for by a word of its name, since it takes minutes.
    """

    name: str
    most: float
    unit: Unit
    rounds: int
    warm_up: int
    make: Callable[[ExitStack], Pair]
    named: bool = False


@dataclass(frozen=True)
class Result:
    """The medians of a benchmark; `yardstick` is None where it has none."""

    benchmark: Benchmark
    subject: float
    yardstick: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the yardstick, None where there is none."""
        return None if not self.yardstick else self.subject / self.yardstick

    @property
    def value(self) -> float:
        """The value that is held under the figure allowed, in its unit."""
        match self.benchmark.unit:
            case Unit.RATIO:
                assert self.ratio is not None, "a ratio wants a yardstick"
                return self.ratio
            case Unit.MS:
                return self.subject * 1000
            case Unit.MIB:
                return self.subject / 2**20

    @property
    def is_kept(self) -> bool:
        """True where the figure allowed is kept."""
        return self.value <= self.benchmark.most


BENCHMARKS: list[Benchmark] = []


def benchmark(
    name: str,
    most: float,
    unit: Unit = Unit.RATIO,
    rounds: int = 15,
    warm_up: int = 1,
    *,
    named: bool = False,
) -> Callable[[Callable[[ExitStack], Pair]], Callable[[ExitStack], Pair]]:
    """Register the benchmark that a function makes."""

    def register(make: Callable[[ExitStack], Pair]) -> Callable[[ExitStack], Pair]:
        BENCHMARKS.append(Benchmark(name, most, unit, rounds, warm_up, make, named))
        return make

    return register


def timed(deed: Callable[[], object]) -> Measure:
    """Return a measure of how long `deed` takes, in seconds of the wall."""

    def measure() -> float:
        begun = time.perf_counter()
        deed()
        return time.perf_counter() - begun

    return measure


def run(one: Benchmark) -> Result:
    """Take the pair in turn, `rounds` times after the warm-up, and return the medians."""
    with ExitStack() as stack:
        pair = one.make(stack)
        subjects: list[float] = []
        yardsticks: list[float] = []
        for number in range(one.warm_up + one.rounds):
            subject = pair.subject()
            yardstick = pair.yardstick() if pair.yardstick else 0.0
            if number >= one.warm_up:
                subjects.append(subject)
                yardsticks.append(yardstick)
    return Result(one, statistics.median(subjects), statistics.median(yardsticks) if pair.yardstick else None)
