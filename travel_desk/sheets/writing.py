"""Writing a table into a file: the whole of it or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from travel_desk.sheets.records import Cell, Kind, OutColumn


def write(
    path: Path,
    kind: Kind,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[Cell]],
    about: Sequence[str],
    title: str,
) -> int:
    """Write a table with the question it answers above it; returns how many rows were written."""
    raise NotImplementedError
