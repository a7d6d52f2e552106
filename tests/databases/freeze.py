"""Freeze a desk of this version for the tests of all later ones:  python -m tests.databases.freeze NAME

A release leaves one: the main job, done by the real deeds, in tests/databases/NAME.zip. It is never made
anew afterwards; a later version must open it as it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from pathlib import Path

os.environ["TRAVEL_DESK_TEST_COST"] = "8"

from tests.thread.main_job import MainJob

HERE = Path(__file__).parent


def freeze(name: str) -> Path:
    """Do the main job on a new desk and pack its folder; returns the archive."""
    with tempfile.TemporaryDirectory() as place:
        job = MainJob.found(Path(place) / "desk")
        for step in job.steps:
            job.do(step)
        target = HERE / f"{name}.zip"
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(job.folder.rglob("*")):
                if path.is_file() and path.suffix != ".lock":
                    archive.write(path, path.relative_to(job.folder))
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{freeze(sys.argv[1])}\n")
