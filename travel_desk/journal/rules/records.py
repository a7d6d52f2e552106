"""What a verification reads and finds.

An entry's hash is SHA-256 of its body; the body holds the hash of the entry before it, its own number,
and one digest over its personal values (see `desk.chain`, which makes entries). So a body that was
edited no longer fits its hash, and an entry that was deleted, inserted or moved no longer fits its
neighbours. What the chain alone can't show (its end cut off, or the whole of it put back to an older
state and continued) is shown by a head that was noted elsewhere, such as on a daily sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from travel_desk.base.message import Message, Refused, msg

START = bytes(32)
"""What stands as the previous hash of the first entry."""


@dataclass(frozen=True, slots=True)
class RawValue:
    """A personal value beside an entry; salt and content are None once it was erased by rule.

    person: whose it is, by id; None for nobody's in particular.
    """

    name: str
    person: int | None
    digest: bytes
    salt: bytes | None
    content: bytes | None


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it lies in the database.

    columns: what the list of the journal is drawn from, each a copy of a part of the body: verb, user,
    role, workstation, kind, subject, person, and the two times.
    """

    number: int
    previous: bytes
    hash: bytes
    body: bytes
    recorded: datetime
    happened: datetime
    columns: tuple[str, int, str, str, str, int, int | None]
    values: tuple[RawValue, ...] = ()


COLUMNS = ("verb", "user", "role", "workstation", "kind", "subject", "person")
"""The parts of the body that `RawEntry.columns` repeats, in order."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A head that was noted elsewhere: the number of an entry and its hash (32 bytes)."""

    number: int
    hash: bytes


class Break(StrEnum):
    """How an entry breaks the chain."""

    EDITED = "edited"
    VALUE = "value"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT_OFF = "cut_off"
    ROLLED_BACK = "rolled_back"

    def sentence(self, number: int) -> Message:
        """Return the sentence that says so of entry `number`."""
        return _SENTENCES[self](number)


_SENTENCES: dict[Break, Callable[[int], Message]] = {
    Break.EDITED: lambda n: msg("Entry {number} was edited: it no longer fits its own hash.", number=n),
    Break.VALUE: lambda n: msg(
        "The personal values of entry {number} were edited: they no longer fit its digest.", number=n
    ),
    Break.DELETED: lambda n: msg("Before entry {number}, entries were deleted.", number=n),
    Break.INSERTED: lambda n: msg(
        "Entry {number} was inserted: the entry after it does not know it.", number=n
    ),
    Break.REORDERED: lambda n: msg(
        "Entry {number} does not stand in its place: entries were moved.", number=n
    ),
    Break.CUT_OFF: lambda n: msg("The journal ends before entry {number}: its end was cut off.", number=n),
    Break.ROLLED_BACK: lambda n: msg(
        "Entry {number} is not the one that was noted: the journal was put back to an older state or "
        "written anew.",
        number=n,
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One break: how, and at which entry."""

    kind: Break
    number: int

    @property
    def sentence(self) -> Message:
        """The sentence that says so."""
        return self.kind.sentence(self.number)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found.

    count: how many entries were read. number, hash: the head (0 and zeros for an empty journal).
    breaks: at most 20, in the order of the journal. compared: whether a noted head was looked for.
    restores: the entries that journal a restored backup; heads noted between that backup and the restore
    are no longer found.
    """

    count: int
    number: int
    hash: bytes
    breaks: tuple[Found, ...]
    compared: bool = False
    restores: tuple[int, ...] = ()

    @property
    def sound(self) -> bool:
        """True where the chain stands."""
        return not self.breaks


def read_noted(text: str) -> Noted:
    """Return the head that a person typed from a daily sheet: the number, then 64 hexadecimal digits.

    Spaces and line ends do not matter; groups of four digits are how it is printed. Refused where
    something is missing.
    """
    number, _, rest = text.strip().partition(" ")
    digits = "".join(rest.split()).lower()
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise Refused(
            msg("Begin with the number of the entry, then a space, then its hash, as on the daily sheet."),
            field="noted",
        )
    if len(digits) != 64 or any(sign not in "0123456789abcdef" for sign in digits):
        raise Refused(
            msg(
                "The hash has 64 signs, 0 to 9 and a to f; {count} are here. Compare it with the sheet.",
                count=len(digits),
            ),
            field="noted",
        )
    return Noted(int(number), bytes.fromhex(digits))
