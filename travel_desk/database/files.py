"""Encrypted files beside the database: papers, scans, photos.

Each file is AES-256-GCM under a key derived (HKDF-SHA-256) from a secret that lies in the encrypted
database; it is named by a keyed hash, so the same content is one file and the name tells nothing.
Order of a write: write, fsync, rename, then the caller's commit; what no row names is swept at open.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from travel_desk.base.message import Trouble, msg
from travel_desk.base.settings import write_whole
from travel_desk.database.tables import file_key, stored_file

if TYPE_CHECKING:
    from travel_desk.database.engine import Database

log = logging.getLogger(__name__)

FOLDER = "files"
_MAGIC = b"TDF1"


class Files:
    """The encrypted files of one desk. folder: the desk's folder.

    defer_sync: leave it to the system when a file reaches the disk; only for a folder that is not yet a
    desk and is synced whole (`sync_folder`) before it becomes one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self.defer_sync = False

    def put(self, connection: sa.Connection, content: bytes) -> str:
        """Keep `content` and return the name it is stored under; raises Trouble as the disk does."""
        name = hmac.new(_naming(connection), content, hashlib.sha256).hexdigest()
        known = connection.execute(sa.select(stored_file.c.name).where(stored_file.c.name == name)).first()
        if known is None or not self.path(name).exists():
            self._write(name, content, *_newest(connection))
        if known is None:
            digest = hashlib.sha256(content).digest()
            row = {"name": name, "sha256": digest, "size": len(content)}
            connection.execute(sa.insert(stored_file), row)
        return name

    def get(self, connection: sa.Connection, name: str) -> bytes:
        """Return the content stored under `name`; raises Trouble where it is missing or damaged."""
        digest = connection.execute(
            sa.select(stored_file.c.sha256).where(stored_file.c.name == name)
        ).scalar_one()
        try:
            sealed = self.path(name).read_bytes()
            secret = connection.execute(
                sa.select(file_key.c.secret).where(file_key.c.id == int.from_bytes(sealed[4:8], "big"))
            ).scalar()
            if sealed[:4] != _MAGIC or secret is None:
                raise ValueError("not a file of this desk")
            content = AESGCM(_derive(secret)).decrypt(sealed[8:20], sealed[20:], sealed[:8] + name.encode())
            if hashlib.sha256(content).digest() != digest:
                raise ValueError("not the content that was kept")
        except (OSError, InvalidTag, ValueError) as error:
            raise Trouble(
                msg("A file of this desk is missing or damaged. Restore it from a backup.")
            ) from error
        return content

    def renew(self, database: Database, now: datetime) -> None:
        """Seal all files under a fresh secret and forget the older ones (when someone leaves).

        The fresh secret is committed before the first file is sealed under it, and the older ones go only
        once all files are: a kill at any moment leaves every file readable. Where a file can't be read,
        the older secrets stay, so that it can be put back from a backup.
        """
        with database.write() as connection:
            new_file_key(connection, now)
        with database.write() as connection:
            newest = _newest(connection)
            unread = 0
            for name in connection.execute(sa.select(stored_file.c.name)).scalars().all():
                try:
                    content = self.get(connection, name)
                except Trouble:
                    unread += 1
                    continue
                self._write(name, content, *newest)
            if unread:
                log.warning("%s stored files are missing or damaged and keep their old key", unread)
                return
            older = (file_key.c.purpose == "content") & (file_key.c.id != newest[0])
            connection.execute(sa.delete(file_key).where(older))

    def _write(self, name: str, content: bytes, key_id: int, secret: bytes) -> None:
        nonce = os.urandom(12)
        head = _MAGIC + key_id.to_bytes(4, "big")
        sealed = AESGCM(_derive(secret)).encrypt(nonce, content, head + name.encode())
        try:
            write_whole(self.path(name), head + nonce + sealed, sync=not self.defer_sync)
        except OSError as error:
            raise Trouble(
                msg(
                    "The file could not be kept ({reason}). Nothing was changed. Free some space and try "
                    "again.",
                    reason=error.strerror or "",
                )
            ) from error

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


def new_file_key(connection: sa.Connection, now: datetime, purpose: str = "content") -> None:
    """Make a fresh secret: for the content of files kept from now on, or (once) for their names."""
    row = {"purpose": purpose, "secret": os.urandom(32), "since": now}
    connection.execute(sa.insert(file_key), row)


def _newest(connection: sa.Connection) -> tuple[int, bytes]:
    row = connection.execute(
        sa.select(file_key.c.id, file_key.c.secret)
        .where(file_key.c.purpose == "content")
        .order_by(file_key.c.id.desc())
        .limit(1)
    ).one()
    return row.id, row.secret


def _naming(connection: sa.Connection) -> bytes:
    secret: bytes = connection.execute(
        sa.select(file_key.c.secret).where(file_key.c.purpose == "name")
    ).scalar_one()
    return secret


def _derive(secret: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, b"travel-desk file").derive(secret)


def sync_folder(folder: Path) -> None:
    """Wait until all files below a folder, and the folders themselves, are on the disk.

    Raises Trouble as the disk does.
    """
    found = [folder, *folder.rglob("*")]
    try:
        for path in found if os.name == "posix" else [one for one in found if one.is_file()]:
            handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    except OSError as error:
        raise Trouble(
            msg("The disk does not answer ({reason}). Check it and try again.", reason=error.strerror or "")
        ) from error
