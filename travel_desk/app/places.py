"""Where this workstation keeps what belongs to no desk, and what a desk's folder looks like from outside."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from travel_desk.base.message import Message, msg

SLOTS_FILE = "slots.json"  # database.keys.FILE, which is slow to import; a test holds the two equal


class Places:
    """Folders of this user on this workstation: settings, log, and the example desk."""

    def __init__(self) -> None:
        self.config = _folder("XDG_CONFIG_HOME", ".config", "user_config_dir")
        self.state = _folder("XDG_STATE_HOME", ".local/state", "user_state_dir")
        self.data = _folder("XDG_DATA_HOME", ".local/share", "user_data_dir")
        # Persons and trips of an example desk made here; None for all of it. The tour may ask for fewer.
        self.example_size: tuple[int, int] | None = None

    @property
    def example(self) -> Path:
        """Where the example desk lies once it is made."""
        return self.data / "example desk"


@cache
def places() -> Places:
    """Return where settings, log and the example desk lie."""
    return Places()


def _folder(variable: str, beneath_home: str, elsewhere: str) -> Path:
    """Return one folder by the rules of freedesktop.org, on other systems by platformdirs.

    The rules are two lines; platformdirs would cost the login window 3 ms.
    """
    if sys.platform == "linux":
        given = os.environ.get(variable, "")
        base = Path(given) if given.startswith("/") else Path.home() / beneath_home
        return base / "travel_desk"
    import platformdirs

    return Path(getattr(platformdirs, elsewhere)("travel_desk", appauthor=False))


def is_desk(folder: Path) -> bool:
    """Tell whether a desk lies in `folder`."""
    return (folder / SLOTS_FILE).is_file()


def no_desk(folder: Path) -> Message:
    """Return the sentence that no desk lies in `folder`, and where it lies if a restore was cut off.

    A restore puts the old desk aside and the backup in its place, by two renames: a machine that stops
    between them leaves the desk beside its place.
    """
    try:
        beside = [one for one in folder.parent.iterdir() if one.name.startswith(f"{folder.name}.before-")]
    except OSError:
        beside = []
    kept = max((one for one in beside if is_desk(one)), default=None, key=lambda one: one.name)
    if kept is None:
        return msg("There is no desk in {folder}.", folder=str(folder))
    return msg(
        "There is no desk in {folder}: a restore was cut off. The old desk lies in {kept}. Give that folder "
        "the name {name} again, then restore once more.",
        folder=str(folder),
        kept=str(kept),
        name=folder.name,
    )
