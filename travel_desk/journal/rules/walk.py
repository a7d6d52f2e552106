"""Walking the chain: plain Python over raw entries, one after the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from travel_desk.base.canonical import plain
from travel_desk.journal.rules.records import COLUMNS, START, Break, Found, Noted, RawEntry, Verdict

EVERY = 5_000
"""After how many entries the progress is told."""
MOST_BREAKS = 20
"""After how many breaks no more are listed."""


def verify(entries: Iterable[RawEntry], noted: Noted | None = None) -> Iterator[int | Verdict]:
    """Walk the chain: yields the number of entries read now and then, and the Verdict at the end.

    entries: in the order of their numbers. noted: a head from elsewhere to compare with.
    """
    walk = _Walk(noted)
    for entry in entries:
        walk.step(entry)
        if walk.count % EVERY == 0:
            yield walk.count
    yield walk.end()


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk stands: the number that the body bears, and the hash."""

    body_number: int
    hash: bytes
    number: int


class _Walk:
    """The state of one verification.

    Places are judged by the numbers that the bodies bear, since the numbers beside them can be changed
    without touching a hash. `_gaps` are body numbers that were passed over: deleted, until one of them
    turns up later, which was then moved.
    """

    def __init__(self, noted: Noted | None) -> None:
        self.count = 0
        self._noted = noted
        self._met: bytes | None = None
        self._before = self._last = _At(0, START, 0)
        self._shift = 0
        self._gaps: list[tuple[range, int]] = []
        self._breaks: list[Found] = []
        self._restores: list[int] = []

    def step(self, entry: RawEntry) -> None:
        """Look at the next entry."""
        self.count += 1
        if self._noted is not None and entry.number == self._noted.number:
            self._met = entry.hash
        body = _body(entry)
        if body is None or hashlib.sha256(entry.body).digest() != entry.hash or not _fits(entry, body):
            self._say(Break.EDITED, entry.number)
            self._go_on(_At(entry.number + self._shift, entry.hash, entry.number))
            return
        if not _values_fit(entry, body):
            self._say(Break.VALUE, entry.number)
        if body["verb"] == "restore":
            self._restores.append(entry.number)
        at = _At(int(str(body["number"])), entry.hash, entry.number)
        if entry.previous == self._last.hash and at.body_number == self._last.body_number + 1:
            self._in_place(at)
        else:
            self._out_of_place(entry.previous, at)

    def end(self) -> Verdict:
        """Compare with the noted head and return what was found."""
        noted, last = self._noted, self._last
        if noted is not None and noted.number > last.number:
            self._say(Break.CUT_OFF, noted.number)
        elif noted is not None and noted.number and self._met != noted.hash:
            self._say(Break.ROLLED_BACK, noted.number)
        return Verdict(
            self.count, last.number, last.hash, tuple(self._breaks), noted is not None, tuple(self._restores)
        )

    def _in_place(self, at: _At) -> None:
        if at.body_number - at.number != self._shift:
            self._say(Break.EDITED, at.number)
        self._go_on(at)

    def _out_of_place(self, previous: bytes, at: _At) -> None:
        if any(at.body_number in gap for gap, _ in self._gaps):
            self._moved(at)
            return
        if at.body_number > self._last.body_number + 1:
            self._gaps.append((range(self._last.body_number + 1, at.body_number), len(self._breaks)))
            self._say(Break.DELETED, at.number)
        elif previous == self._before.hash:
            # It follows the one before the last: the last one was slipped in between.
            self._take_back(Break.EDITED, self._before.number)
            self._say(Break.INSERTED, self._last.number)
            self._last = self._before
        elif at.body_number == self._last.body_number + 1:
            # The last one's hash fits its body but not this one: it was edited and hashed anew.
            self._say(Break.EDITED, self._last.number or at.number)
        else:
            self._say(Break.REORDERED, at.number)
        self._go_on(at)

    def _moved(self, at: _At) -> None:
        """Correct what was said when the place of this entry was found empty; the walk stays where it is."""
        _, index = found = next(one for one in self._gaps if at.body_number in one[0])
        if index < len(self._breaks):
            self._breaks[index] = Found(Break.REORDERED, at.number)
        self._gaps.remove(found)
        self._shift = self._last.body_number - at.number

    def _take_back(self, kind: Break, number: int) -> None:
        if self._breaks and self._breaks[-1] == Found(kind, number):
            self._breaks.pop()

    def _go_on(self, at: _At) -> None:
        self._shift = at.body_number - at.number
        self._before, self._last = self._last, at

    def _say(self, kind: Break, number: int) -> None:
        if len(self._breaks) < MOST_BREAKS:
            self._breaks.append(Found(kind, number))


def _body(entry: RawEntry) -> dict[str, object] | None:
    try:
        body = json.loads(entry.body)
    except ValueError:
        return None
    wanted = {*COLUMNS, "number", "previous", "recorded", "happened", "values", "values_digest"}
    return body if isinstance(body, dict) and wanted <= body.keys() else None


def _fits(entry: RawEntry, body: dict[str, object]) -> bool:
    """Tell whether the columns repeat the body; the number is judged by the entry's place."""
    columns = dict(zip(COLUMNS, entry.columns, strict=True))
    return (
        body["previous"] == entry.previous.hex()
        and body["recorded"] == plain(entry.recorded)
        and body["happened"] == plain(entry.happened)
        and all(body[name] == value for name, value in columns.items())
        and isinstance(body["number"], int)
    )


def _values_fit(entry: RawEntry, body: dict[str, object]) -> bool:
    whole = hashlib.sha256()
    for value in entry.values:
        erased = value.content is None or value.salt is None
        if (
            not erased
            and hashlib.sha256((value.salt or b"") + (value.content or b"")).digest() != value.digest
        ):
            return False
        whole.update(hashlib.sha256(f"{value.person or 0}:{value.name}".encode()).digest() + value.digest)
    return len(entry.values) == body["values"] and whole.hexdigest() == body["values_digest"]
