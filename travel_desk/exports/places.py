"""How a finished file takes its place, and how what stood there comes back if the deed fails."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from travel_desk.base.message import Trouble, msg

LEFT = 600
"""Seconds after which a file that nobody wrote to is left behind."""
_LEFT_BEHIND = re.compile(r"\.{1,2}.+\.(xlsx|csv)\.new(\.part)?", re.DOTALL)


def part_of(path: Path) -> Path:
    """Return where a file is written before it takes its place: beside it, so on the same disk."""
    return path.with_name(f".{path.name[:100]}.new")


def sweep(part: Path) -> None:
    """Take away what exports into the folder of `part` left behind when the program or the machine died.

    part: a file that was written just now; what is younger than `LEFT` before it may still be in work.
    """
    with suppress(OSError):
        before = part.stat().st_mtime - LEFT
        for left in part.parent.glob(".*"):
            if _LEFT_BEHIND.fullmatch(left.name) and left.is_file() and left.stat().st_mtime < before:
                forget(left)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits; raises Trouble where it can't be read back."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unwritable() from error


def forget(path: Path) -> None:
    """Take a file away that nobody needs; one that is gone already is no trouble."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


@contextmanager
def taking_place(part: Path, path: Path) -> Iterator[Callable[[], None]]:
    """Give a function that puts `part` in the place of `path`.

    Whatever fails inside, also after that: the new file goes and what stood there stands there again.
    Raises Trouble as the disk does.
    """
    kept = path.with_name(f".{path.name[:100]}.old")
    moved = placed = False

    def place() -> None:
        nonlocal moved, placed
        try:
            if path.exists():
                os.replace(path, kept)
                moved = True
            os.replace(part, path)
            placed = True
        except OSError as error:
            raise _unwritable() from error

    try:
        yield place
    except BaseException:
        forget(part)
        if placed:
            forget(path)
        if moved:
            with suppress(OSError):
                os.replace(kept, path)
        raise
    forget(kept)


def _unwritable() -> Trouble:
    return Trouble(
        msg("The file can't be written there. Choose another folder or free some space."), field="path"
    )
