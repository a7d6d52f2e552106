"""The hash chain of the journal: how an entry is made, and nothing else.

An entry's body is canonical JSON that holds the hash of the entry before it; the entry's hash is
SHA-256 of the body. Personal values lie beside it in `journal_value`: the body holds one digest over
their salted digests, so a value can be erased later and the chain still stands.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from travel_desk.base.canonical import canonical
from travel_desk.base.roles import Role
from travel_desk.database.bulk import Rows
from travel_desk.desk.about import Canonical, Entry, Session
from travel_desk.desk.tables import journal_entry, journal_value

START = bytes(32)
_SALT = 16

# Built once: building a statement anew for every deed costs a quarter of the deed.
_LAST = (
    sa.select(journal_entry.c.number, journal_entry.c.hash, journal_entry.c.recorded_at)
    .order_by(journal_entry.c.number.desc())
    .limit(1)
)
_ADD_ENTRY = sa.insert(journal_entry)
_VALUES = Rows(journal_value, "entry", "position", "name", "person_id", "digest", "salt", "content")


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the journal: its number (0 for an empty journal), hash and instant."""

    number: int
    hash: bytes
    recorded_at: datetime | None = None

    def __str__(self) -> str:
        """Return the head as it is printed: number and 16 groups of four hexadecimal digits."""
        text = self.hash.hex()
        return f"{self.number} " + " ".join(text[i : i + 4] for i in range(0, 64, 4))


@dataclass(frozen=True, slots=True)
class Value:
    """One personal value of an entry: whose, which field, from what to what (canonical JSON)."""

    name: str
    person: int | None
    content: bytes
    salt: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of salt and content."""
        return hashlib.sha256(self.salt + self.content).digest()


@dataclass(frozen=True, slots=True)
class Moment:
    """The two times of a deed: when it happened in the world, when it was recorded."""

    happened: datetime
    recorded: datetime
    late_reason: str = ""


def head(connection: sa.Connection) -> Head:
    """Return the head of the journal."""
    row = connection.execute(_LAST).first()
    return Head(0, START) if row is None else Head(row.number, row.hash, row.recorded_at)


def digest_of(digests: Iterable[tuple[str, int | None, bytes]]) -> bytes:
    """Return the one digest over an entry's values, in their order: field, whose it is, salted digest."""
    whole = hashlib.sha256()
    for name, person, digest in digests:
        whole.update(hashlib.sha256(f"{person or 0}:{name}".encode()).digest() + digest)
    return whole.digest()


def append(
    connection: sa.Connection,
    last: Head,
    entry: Entry,
    *,
    verb: str,
    session: Session,
    role: Role,
    workstation: str,
    moment: Moment,
    second: Session | None = None,
) -> Head:
    """Add one entry after `last`, in the caller's transaction, and return the new head."""
    values = _values(entry, moment.late_reason)
    digests = [v.digest for v in values]
    number = last.number + 1
    body = canonical(
        {
            "number": number,
            "previous": last.hash,
            "recorded": moment.recorded,
            "happened": moment.happened,
            "verb": verb,
            "user": session.user_id,
            "role": role,
            "second": second.user_id if second else None,
            "workstation": workstation,
            "kind": entry.kind,
            "subject": entry.id,
            "person": entry.person,
            "facts": entry.facts,
            "changes": {name: list(pair) for name, pair in entry.changes.items()},
            "values": len(values),
            "values_digest": digest_of((v.name, v.person, d) for v, d in zip(values, digests, strict=True)),
        }
    )
    own = hashlib.sha256(body).digest()
    connection.execute(
        _ADD_ENTRY,
        {
            "number": number, "previous": last.hash, "hash": own, "body": body,
            "recorded_at": moment.recorded, "happened_at": moment.happened, "verb": verb,
            "user_id": session.user_id, "role": role.value, "workstation": workstation,
            "kind": entry.kind, "subject_id": entry.id, "person_id": entry.person,
        },
    )  # fmt: skip
    _VALUES.write(connection, _rows(number, values, digests))
    return Head(number, own, moment.recorded)


def _values(entry: Entry, late_reason: str) -> list[Value]:
    pairs: list[tuple[str, int | None, object]] = [
        (name, entry.person, list(pair)) for name, pair in entry.personal.items()
    ]
    if late_reason:
        pairs.append(("late_reason", entry.person, [None, late_reason]))
    contents = [(name, person, canonical(content)) for name, person, content in pairs]
    contents += [(name, person, _content(content)) for name, person, content in entry.details]
    salts = os.urandom(_SALT * len(contents))
    return [
        Value(name, person, content, salts[at * _SALT : (at + 1) * _SALT])
        for at, (name, person, content) in enumerate(contents)
    ]


def _content(content: object) -> bytes:
    return content.content if isinstance(content, Canonical) else canonical([None, content])


def _rows(number: int, values: list[Value], digests: list[bytes]) -> list[tuple[object, ...]]:
    return [
        (number, at, v.name, v.person, digest, v.salt, v.content)
        for at, (v, digest) in enumerate(zip(values, digests, strict=True))
    ]
