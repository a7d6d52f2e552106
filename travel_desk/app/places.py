"""Where this workstation keeps what belongs to no desk, and what a desk's folder looks like from outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SLOTS_FILE = "slots.json"  # database.keys.FILE, which is slow to import; a test holds the two equal


class Places:
    """Folders of this user on this workstation: settings, log, and the example desk."""

    def __init__(self) -> None:
        import platformdirs

        self.config = Path(platformdirs.user_config_dir("travel_desk", appauthor=False))
        self.state = Path(platformdirs.user_state_dir("travel_desk", appauthor=False))
        self.data = Path(platformdirs.user_data_dir("travel_desk", appauthor=False))

    @property
    def example(self) -> Path:
        """Where the example desk lies once it is made."""
        return self.data / "example desk"


@cache
def places() -> Places:
    """Return where settings, log and the example desk lie."""
    return Places()


def is_desk(folder: Path) -> bool:
    """Tell whether a desk lies in `folder`."""
    return (folder / SLOTS_FILE).is_file()
