"""What a workstation remembers between starts: window state, theme, language, printer, last desk.

A small JSON file in the user's configuration folder. Nothing personal is ever written to it.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)


class Settings:
    """The settings of one workstation; every change is written at once.

    path: the file; a missing or unreadable file means the defaults (it is logged, and replaced
    at the next change).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._values = _read(path)

    def text(self, name: str, default: str = "") -> str:
        """Return a text."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number."""
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, name: str, default: bool = False) -> bool:
        """Return yes or no."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else default

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty where none is kept."""
        value = self._values.get(name)
        return [str(v) for v in value] if isinstance(value, list) else []

    def put(self, name: str, value: str | int | bool | list[str]) -> None:
        """Keep one value; a folder that can't be written is logged, not an error."""
        old = self._values.get(name)
        if old == value and type(old) is type(value):
            return
        # A copy: the caller's list may go on changing.
        self._values[name] = list(value) if isinstance(value, list) else value
        try:
            write_whole(self.path, json.dumps(self._values, indent=1, sort_keys=True).encode())
        except OSError as error:
            log.info("settings not kept: %s", error.strerror)


def write_whole(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Write a file so that it is there whole or not at all: write, fsync, rename, fsync the folder.

    sync: False leaves both fsyncs to the caller, who owes them. Raises OSError as the disk does; the old
    file then stands as it was.
    """
    put_whole(write_part(path, content, sync=sync), path, sync=sync)


def write_part(path: Path, content: bytes, *, sync: bool = True) -> Path:
    """Write what is to become the file `path` beside it; returns where. Raises OSError as the disk does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def put_whole(part: Path, path: Path, *, sync: bool = True) -> None:
    """Put a part that was written into its place; raises OSError, and the part is gone then."""
    try:
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if sync and os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        log.info("settings not readable: defaults are used")
        return {}
    return found if isinstance(found, dict) else {}
