"""Run the benchmarks and print the table: `python -m tests.benchmarks [WORD] [--json]`.

Exit code 0 where every figure is kept, 1 where one is not. WORD: only the benchmarks with it in their name.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import sys
from pathlib import Path

from tests.benchmarks.harness import BENCHMARKS, Result, Unit, run


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="packaging/bench", description="Measure the figures of the program."
    )
    parser.add_argument("word", nargs="?", default="", help="only the benchmarks with WORD in their name")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    options = parser.parse_args()
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        importlib.import_module(f"tests.benchmarks.{path.stem}")
    results = []
    if not options.json:
        print(_line("figure", "measured", "yardstick", "ratio", "allowed", ""))
        print("-" * 112)
    for one in BENCHMARKS:
        if options.word.lower() in one.name.lower() and (options.word or not one.named):
            result = run(one)
            results.append(result)
            if not options.json:
                print(_row(result), flush=True)
    if options.json:
        print(json.dumps([_plain(result) for result in results], indent=1))
    return 0 if all(result.is_kept for result in results) else 1


def _amount(value: float | None, unit: Unit) -> str:
    if value is None:
        return "-"
    return f"{value / 2**20:.0f} MiB" if unit is Unit.MIB else f"{value * 1000:.2f} ms"


def _row(result: Result) -> str:
    one = result.benchmark
    limited = math.isfinite(one.most)
    return _line(
        one.name,
        _amount(result.subject, one.unit),
        _amount(result.yardstick, one.unit),
        "-" if result.ratio is None else f"{result.ratio:.2f}",
        f"{one.most:g} {one.unit.value}" if limited else "-",
        "reported" if not limited else "kept" if result.is_kept else "MISSED",
    )


def _line(name: str, measured: str, yardstick: str, ratio: str, allowed: str, verdict: str) -> str:
    return f"{name:<60}{measured:>11}{yardstick:>12}{ratio:>8}{allowed:>10}  {verdict}"


def _plain(result: Result) -> dict[str, object]:
    return {
        "name": result.benchmark.name,
        "value": round(result.value, 3),
        "unit": result.benchmark.unit.value,
        "allowed": result.benchmark.most if math.isfinite(result.benchmark.most) else None,
        "ratio": None if result.ratio is None else round(result.ratio, 3),
        "kept": result.is_kept,
    }


if __name__ == "__main__":
    sys.exit(main())
