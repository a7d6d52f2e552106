"""How far the making of the example desk is: parts of unequal length on one scale, each with its words."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from travel_desk.base.message import Message, msg

Progress = Callable[[int, int, Message], None]
"""Told (done, of, what is being done); `done` never goes back and ends at `of`."""

WHOLE = 1000


class Part(Enum):
    """The parts in their order: what is said meanwhile, and where on the scale it ends."""

    DESK = (msg("The desk and its users"), 110)
    PEOPLE = (msg("The staff list"), 310)
    SAFES = (msg("Safes and places"), 340)
    INVENTORY = (msg("The opening inventory"), 410)
    PAST = (msg("Trips of past years"), 435)
    STORIES = (msg("The last weeks at the desk"), WHOLE)

    @property
    def words(self) -> Message:
        """What is said meanwhile."""
        return self.value[0]

    @property
    def end(self) -> int:
        """Where it ends on the scale."""
        return self.value[1]


class Scale:
    """One scale over all parts. tell: who is told, None for nobody."""

    def __init__(self, tell: Progress | None) -> None:
        self._tell = tell
        self._last = -1
        self._part: Part | None = None

    def part(self, part: Part) -> Callable[[int, int], None]:
        """Begin a part; the answer is told how much of it is done, of how much."""
        parts = list(Part)
        begin = parts[parts.index(part) - 1].end if part is not parts[0] else 0

        def told(done: int, of: int) -> None:
            self._at(begin + (part.end - begin) * done // max(of, 1), part)

        told(0, 1)
        return told

    def _at(self, done: int, part: Part) -> None:
        if self._tell is not None and (done > self._last or part is not self._part):
            self._last, self._part = done, part
            self._tell(done, WHOLE, part.words)
