"""Many who read at once, or one who is alone: while the database file is replaced, nobody holds it open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from travel_desk.base.message import Trouble, msg

PATIENCE = 10.0
"""How many seconds to wait for those who read to end."""


class Gate:
    """Lets threads read side by side, and one of them be alone for a while."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = 0
        self._closed = False
        self._mine = threading.local()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read; waits while somebody is alone. A thread that reads already, or is alone, goes straight in."""
        depth = getattr(self._mine, "depth", 0)
        with self._changed:
            if not depth:
                self._changed.wait_for(lambda: not self._closed)
            self._readers += 1
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self, patience: float = PATIENCE) -> Iterator[None]:
        """Be alone: new readers wait, the present ones end first; raises Trouble where they do not.

        patience: for how many seconds they are waited for. One thread at a time; the caller sees to that.
        """
        with self._changed:
            self._closed = True
            if not self._changed.wait_for(lambda: not self._readers, patience):
                self._open()
                raise Trouble(msg("The desk is being read for longer than usual. Try again in a moment."))
        self._mine.depth = 1
        try:
            yield
        finally:
            self._mine.depth = 0
            with self._changed:
                self._open()

    def _open(self) -> None:
        self._closed = False
        self._changed.notify_all()
