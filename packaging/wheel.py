"""Puts resources/ into the wheel, as the package data that travel_desk/resources.py reads.

pyproject.toml names the class as the command that copies the packages.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent.parent


class BuildWithResources(build_py):
    """Copies the packages, then resources/ as travel_desk/_resources (built catalogs, no sources)."""

    def run(self) -> None:
        """Build, and copy the resources beside what was built."""
        super().run()
        if not self.editable_mode:
            shutil.copytree(
                ROOT / "resources",
                Path(self.build_lib) / "travel_desk" / "_resources",
                ignore=shutil.ignore_patterns("*.po", "*.pot"),
                dirs_exist_ok=True,
            )
