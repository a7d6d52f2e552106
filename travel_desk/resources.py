"""The one reader of resources/: icons, styles, translations, starter rules.

In a checkout the folder lies beside the package; in a wheel it is packed inside it as
`travel_desk/_resources` (package data).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKED = "_resources"


@cache
def root() -> Path:
    """Return the folder of all resources."""
    # Qt takes pictures of the style sheet from files, so the package always lies open on the disk.
    here = Path(__file__).resolve().parent
    packed = here / _PACKED
    return packed if packed.is_dir() else here.parent / "resources"


def _at(name: str) -> Path:
    return root().joinpath(*name.split("/"))


def has(name: str) -> bool:
    """Tell whether there is a resource of this name, such as "icons/lock.svg"."""
    return _at(name).is_file()


def read(name: str) -> bytes:
    """Return the content of "folder/file"; raises FileNotFoundError where it is missing (a defect)."""
    return _at(name).read_bytes()


def read_text(name: str) -> str:
    """Return the text (UTF-8) of "folder/file"; raises FileNotFoundError as `read` does."""
    return read(name).decode()


def names(folder: str) -> list[str]:
    """Return the names of the files in one folder, sorted; empty where there is no such folder."""
    found = _at(folder)
    return sorted(item.name for item in found.iterdir() if item.is_file()) if found.is_dir() else []
