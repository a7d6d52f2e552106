"""Reading the files of attachments, off the window's thread."""

from __future__ import annotations

from pathlib import Path

from travel_desk.base.message import Trouble, msg
from travel_desk.trips.rules import NewFile


def read_attachment(path: str) -> NewFile:
    """Return the file at `path`; raises Trouble where it can't be read."""
    try:
        return NewFile(Path(path).name, Path(path).read_bytes())
    except OSError as error:
        raise Trouble(
            msg("{name} can't be read. Copy it to this computer and try again.", name=Path(path).name)
        ) from error
