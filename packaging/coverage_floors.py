"""Hold the floors of coverage: 90 % over all, every decision and every deed whole.

Usage: coverage_floors.py COVERAGE_JSON (as written by `coverage json` with branches measured).
Exit code 1, and a line for each file that is under its floor, where one is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

OVERALL = 90.0
WHOLE = frozenset({"rules", "steps", "actions"})
WHOLE_ROOMS = frozenset({"mrz"})


def is_whole(path: str) -> bool:
    """Tell whether each line and branch of the file must be tested: rules, steps and actions, and the zones.

    A grown file is a package of the same name, so a folder counts as the file did.
    """
    parts = Path(path).with_suffix("").parts
    return len(parts) > 2 and parts[0] == "travel_desk" and (parts[1] in WHOLE_ROOMS or parts[2] in WHOLE)


def faults(report: dict[str, object]) -> list[str]:
    """Return one line for each floor that `report` does not reach."""
    found: list[str] = []
    files = report["files"]
    assert isinstance(files, dict)
    for path, file in sorted(files.items()):
        summary = file["summary"]
        lines, branches = summary["missing_lines"], summary.get("missing_branches", 0)
        if is_whole(path) and (lines or branches):
            missed = ", ".join(str(line) for line in file["missing_lines"])
            turns = ", ".join(f"{a}->{b}" for a, b in file.get("missing_branches", []))
            found.append(f"{path}: not tested: lines {missed or 'none'}; branches {turns or 'none'}")
    totals = report["totals"]
    assert isinstance(totals, dict)
    if totals["percent_covered"] < OVERALL:
        found.append(f"overall: {totals['percent_covered']:.1f} % is under {OVERALL:.0f} %")
    return found


def main(arguments: list[str]) -> int:
    """Print the faults of the report named, or the total; return the exit code."""
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    found = faults(report)
    for line in found:
        print(line)
    if found:
        return 1
    print(f"coverage: {report['totals']['percent_covered']:.1f} % of lines and branches")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
