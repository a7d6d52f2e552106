"""A file that leaves the program by a deed: the journal says so only where the file can be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from travel_desk.base.message import Trouble, msg
from travel_desk.base.settings import put_whole, write_part


def write(path: Path, content: bytes) -> Path:
    """Write a file whole and return its path; raises Trouble where the disk refuses."""
    try:
        put_whole(write_part(path, content), path)
    except OSError as error:
        raise _cannot() from error
    return path


def by_deed(deed: Callable[[Any], Any], path: Path, expected: bytes) -> Callable[[Any], Any]:
    """Return an action that does `deed` and writes what it gives to `path`.

    deed: action(desk) -> Changed[bytes], which journals that the file left. expected: what it will give,
    as the window shows it. The file is written beside its place first: a disk that is full or read-only
    refuses before anything is journaled, and a deed that is refused leaves no file.
    """

    def save(desk: Any) -> Any:
        try:
            part = write_part(path, expected)
        except OSError as error:
            raise _cannot() from error
        try:
            changed = deed(desk)
            if changed.value != expected:
                part.write_bytes(changed.value)
            put_whole(part, path)
        except OSError as error:
            raise _cannot() from error
        finally:
            part.unlink(missing_ok=True)
        return changed

    return save


def _cannot() -> Trouble:
    return Trouble(msg("The file can't be written there. Choose another folder or free some space."))
