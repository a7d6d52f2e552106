"""Wrong passwords, kept beside the key slots so that the growing wait survives a restart.

The file holds for each slot (by the keyed hash that names it, never a user name) how many passwords
were wrong since the last right one, and when. It slows guessing at the window; a stolen folder is
guarded by Argon2id alone.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path

from travel_desk.access.rules import Tries, one_more
from travel_desk.base.settings import write_whole

log = logging.getLogger(__name__)

FILE = "tries.json"
MOST = 200
"""How many slots the file remembers; the oldest are dropped first."""


class TriesFile:
    """The wrong passwords of one desk.

    folder: where the key slots lie. A file that can't be read counts as no tries, and one that can't
    be written is logged: a read-only folder is told when the desk itself opens.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def of(self, slot: str) -> Tries | None:
        """Return the wrong tries on the slot named `slot`, None where there were none."""
        return self._read().get(slot)

    def others(self, slots: frozenset[str]) -> int:
        """Return how many wrong tries there were on names that have no slot among `slots`."""
        return sum(tries.count for name, tries in self._read().items() if name not in slots)

    def wrong(self, slot: str, now: datetime) -> Tries:
        """Note one more wrong password on `slot` at `now`; return the tries that stand then."""
        found = self._read()
        tries = found[slot] = one_more(found.get(slot), now)
        newest = sorted(found.items(), key=lambda item: item[1].last)[-MOST:]
        self._write(dict(newest))
        return tries

    def clear(self, slot: str, slots: frozenset[str]) -> None:
        """Forget the tries on `slot` and those on names without a slot, once they are journaled."""
        self._write({name: tries for name, tries in self._read().items() if name != slot and name in slots})

    def _read(self) -> dict[str, Tries]:
        try:
            found = json.loads(self._path.read_bytes())
            return {str(slot): _tries(*noted) for slot, noted in found.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            # RecursionError: brackets within brackets, some thousand deep, which nobody but a hand writes.
            log.info("the file of wrong passwords is not readable: it starts anew")
            return {}

    def _write(self, tries: dict[str, Tries]) -> None:
        content = {slot: [t.count, t.first.isoformat(), t.last.isoformat()] for slot, t in tries.items()}
        try:
            write_whole(self._path, json.dumps(content, sort_keys=True).encode())
        except OSError as error:
            log.info("the file of wrong passwords is not written: %s", error.strerror)


def _tries(count: object, first: str, last: str) -> Tries:
    """Return noted tries; raises ValueError or TypeError for what `TriesFile` never writes."""
    days = datetime.fromisoformat(first), datetime.fromisoformat(last)
    if type(count) is not int or count < 1 or any(day.tzinfo is None for day in days):
        raise ValueError
    return Tries(count, *days)
