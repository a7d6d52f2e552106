"""Encrypted files beside the database: papers, scans, photos.

Each file is AES-256-GCM under a key derived (HKDF-SHA-256) from a secret that lies in the encrypted
database; it is named by a keyed hash, so the same content is one file and the name tells nothing.
Order of a write: write, fsync, rename, then the caller's commit; what no row names is swept at open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from travel_desk.base.message import Trouble, msg
from travel_desk.base.settings import write_whole
from travel_desk.database.tables import file_key, stored_file

FOLDER = "files"
_MAGIC = b"TDF1"


class Files:
    """The encrypted files of one desk. folder: the desk's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER

    def put(self, connection: sa.Connection, content: bytes) -> str:
        """Keep `content` and return the name it is stored under; raises Trouble as the disk does."""
        key_id, secret = _newest(connection)
        name = _name(secret, content)
        known = connection.execute(sa.select(stored_file.c.name).where(stored_file.c.name == name)).first()
        if known is None or not self.path(name).exists():
            nonce = os.urandom(12)
            head = _MAGIC + key_id.to_bytes(4, "big")
            body = nonce + AESGCM(_derive(secret, b"content")).encrypt(nonce, content, head + name.encode())
            try:
                write_whole(self.path(name), head + body)
            except OSError as error:
                raise Trouble(
                    msg(
                        "The file could not be kept ({reason}). Nothing was changed. Free some space and try "
                        "again.",
                        reason=error.strerror or "",
                    )
                ) from error
        if known is None:
            digest = hashlib.sha256(content).digest()
            connection.execute(
                sa.insert(stored_file).values(name=name, key_id=key_id, sha256=digest, size=len(content))
            )
        return name

    def get(self, connection: sa.Connection, name: str) -> bytes:
        """Return the content stored under `name`; raises Trouble where it is missing or damaged."""
        row = connection.execute(
            sa.select(stored_file.c.sha256, file_key.c.secret)
            .join(file_key)
            .where(stored_file.c.name == name)
        ).first()
        if row is None:
            raise LookupError("no such file in the register")
        try:
            sealed = self.path(name).read_bytes()
            key = _derive(row.secret, b"content")
            content = AESGCM(key).decrypt(sealed[8:20], sealed[20:], sealed[:8] + name.encode())
        except (OSError, InvalidTag, ValueError) as error:
            raise Trouble(
                msg("A file of this desk is missing or damaged. Restore it from a backup.")
            ) from error
        if hashlib.sha256(content).digest() != row.sha256:
            raise Trouble(msg("A file of this desk is missing or damaged. Restore it from a backup."))
        return content

    def path(self, name: str) -> Path:
        """Return where the file of this name lies."""
        return self.folder / name[:2] / name

    def sweep(self, connection: sa.Connection) -> int:
        """Remove files that no row names and parts of files; returns how many went."""
        known = set(connection.execute(sa.select(stored_file.c.name)).scalars())
        gone = [p for p in self.folder.glob("*/*") if p.is_file() and p.name not in known]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return which of `names` have no file."""
        return [n for n in names if not self.path(n).exists()]


def new_file_key(connection: sa.Connection, now: datetime) -> int:
    """Make a fresh secret for files kept from now on; returns its id."""
    statement = sa.insert(file_key).values(secret=os.urandom(32), since=now).returning(file_key.c.id)
    key_id: int = connection.execute(statement).scalar_one()
    return key_id


def _newest(connection: sa.Connection) -> tuple[int, bytes]:
    row = connection.execute(
        sa.select(file_key.c.id, file_key.c.secret).order_by(file_key.c.id.desc()).limit(1)
    ).one()
    return row.id, row.secret


def _derive(secret: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, b"travel-desk file " + use).derive(secret)


def _name(secret: bytes, content: bytes) -> str:
    return hmac.new(_derive(secret, b"name"), content, hashlib.sha256).hexdigest()
