"""Backups: a copy that opens by itself, checked by opening it, and put back only when it is whole.

A backup is a folder: the database by VACUUM INTO (a consistent copy under the same key), the files
which that copy names, the key slots, and a manifest with the SHA-256 of each, the journal's head and
an HMAC under the desk's key, so that nobody can change a backup unseen. It names no person.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from travel_desk.base.canonical import canonical
from travel_desk.base.message import Trouble, msg
from travel_desk.base.settings import write_whole
from travel_desk.database import engine, keys
from travel_desk.database.engine import Database
from travel_desk.database.files import FOLDER, Files
from travel_desk.database.tables import stored_file

MANIFEST = "manifest.json"
GIVEN = "restored.json"
"""Beside the manifest once a backup was restored: the number generation that this restore began."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. head: number and hash (hex) of the journal's last entry."""

    made_at: str
    version: str
    generation: int
    head_number: int
    head_hash: str
    contents: dict[str, str]
    mac: str = ""

    def body(self) -> bytes:
        """Return the bytes that the HMAC covers."""
        return canonical({n: getattr(self, n) for n in self.__slots__ if n != "mac"})

    def sealed(self, key: bytes) -> Manifest:
        """Return the manifest with its HMAC under the desk's key."""
        values: dict[str, Any] = {n: getattr(self, n) for n in self.__slots__}
        return Manifest(**values | {"mac": _mac(key, self.body())})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the caller knows of the desk at the time of the copy."""

    made_at: datetime
    version: str
    generation: int
    head_number: int
    head_hash: bytes


def back_up(
    database: Database, folder: Path, place: Path, facts: Facts, progress: Progress | None = None
) -> Path:
    """Copy the desk in `folder` into a new folder in `place` and check the copy; returns it.

    progress: called with (files done, files in all). Raises Trouble as the disk does; then nothing is
    left in `place`.
    """
    name = f"travel-desk-{facts.made_at:%Y%m%dT%H%M%S}Z-{facts.head_number}"
    part = place / f".part-{name}"
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        with database.outside() as driver:
            driver.execute("VACUUM INTO ?", (str(part / engine.FILE),))
        shutil.copyfile(folder / keys.FILE, part / keys.FILE)
        _copy_files(database.key, folder, part, progress)
        contents = {p: _digest(part / p) for p in _contents(part)}
        for copied in contents:
            _flush(part / copied)
        manifest = Manifest(
            facts.made_at.isoformat(), facts.version, facts.generation, facts.head_number,
            facts.head_hash.hex(), contents,
        ).sealed(database.key)  # fmt: skip
        body = {n: getattr(manifest, n) for n in Manifest.__slots__}
        write_whole(part / MANIFEST, json.dumps(body, indent=1).encode())
        check(part, database.key)
        target = _free(place / name)
        os.replace(part, target)
    except (OSError, Trouble) as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, Trouble):
            raise
        raise Trouble(
            msg("The backup could not be written to {place} ({reason}). Check the place and its room.",
                place=str(place), reason=error.strerror or "")
        ) from error  # fmt: skip
    return target


def read_manifest(backup: Path) -> Manifest:
    """Return what a backup says of itself; raises Trouble where it is none or was cut short."""
    try:
        values = json.loads((backup / MANIFEST).read_bytes())
        return Manifest(**values)
    except FileNotFoundError:
        raise Trouble(
            msg("This folder holds no backup of a desk. Choose a folder that a backup made.")
        ) from None
    except (OSError, ValueError, TypeError) as error:
        raise Trouble(
            msg("This backup is damaged: its manifest can't be read. Use an older backup.")
        ) from error


def check(backup: Path, key: bytes) -> Manifest:
    """Check a backup by opening it: manifest, every file, the database's own integrity.

    Raises Trouble that names the first thing found wrong.
    """
    manifest = read_manifest(backup)
    if not hmac.compare_digest(manifest.mac, _mac(key, manifest.body())):
        raise Trouble(
            msg("This backup was changed after it was made, or belongs to another desk. Use an older one.")
        )
    for name, digest in manifest.contents.items():
        path = backup / name
        if not path.is_file() or _digest(path) != digest:
            raise Trouble(
                msg(
                    "This backup is damaged: the file {name} is missing or changed. Use an older backup.",
                    name=name,
                )
            )
    database = Database(backup / engine.FILE, key, copy=True)
    try:
        check_integrity(database)
        with database.read() as connection:
            names = connection.execute(sa.select(stored_file.c.name)).scalars().all()
    finally:
        database.close()
    if any(not Files(backup).path(n).is_file() for n in names):
        raise Trouble(msg("This backup is damaged: a file of the register is missing. Use an older backup."))
    return manifest


def check_integrity(database: Database) -> None:
    """Ask SQLCipher and SQLite whether every page is sound; raises Trouble where one is not."""
    with database.outside() as driver:
        bad = driver.execute("PRAGMA cipher_integrity_check").fetchall()
        sound = driver.execute("PRAGMA integrity_check").fetchone()
    if bad or sound is None or sound[0] != "ok":
        raise Trouble(msg("The database of this desk is damaged. Restore a backup."))


def given_generation(backup: Path) -> int:
    """Return the highest number generation that a restore of this backup, or one beside it, has begun.

    0 where none is known: a desk that is lost can't tell how far it had come, but the backups can.
    """
    found = [0]
    for path in (backup, *backup.parent.glob("travel-desk-*")):
        with suppress(OSError, ValueError, KeyError, TypeError):  # never restored
            found.append(int(json.loads((path / GIVEN).read_bytes())["generation"]))
        with suppress(Trouble, ValueError, TypeError):  # no backup
            found.append(int(read_manifest(path).generation))
    return max(found)


def note_generation(backup: Path, generation: int) -> None:
    """Write into a backup which number generation its restore begins; raises Trouble where it can't be."""
    try:
        write_whole(backup / GIVEN, json.dumps({"generation": generation}).encode())
    except OSError as error:
        raise Trouble(
            msg(
                "The backup can't be marked as restored ({reason}), so a second restore could give numbers "
                "twice. Copy the backup to a disk that can be written to and restore from there.",
                reason=error.strerror or "",
            )
        ) from error


def copy_out(backup: Path, part: Path, progress: Progress | None = None) -> None:
    """Copy database, slots and files of a checked backup into the new folder `part`.

    Raises OSError as the disk does.
    """
    names = list(read_manifest(backup).contents)
    for done, name in enumerate(names):
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup / name, part / name)
        if progress:
            progress(done + 1, len(names))


def _copy_files(key: bytes, folder: Path, part: Path, progress: Progress | None) -> None:
    copy = Database(part / engine.FILE, key, copy=True)
    try:
        with copy.read() as connection:
            names = connection.execute(sa.select(stored_file.c.name)).scalars().all()
    finally:
        copy.close()
    source, target = Files(folder), Files(part)
    for done, name in enumerate(names):
        target.path(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source.path(name), target.path(name))
        if progress:
            progress(done + 1, len(names))


def _contents(part: Path) -> Iterator[str]:
    yield engine.FILE
    yield keys.FILE
    for path in sorted((part / FOLDER).glob("*/*")):
        yield path.relative_to(part).as_posix()


def _flush(path: Path) -> None:
    """Wait until a copied file lies on the disk: a stick may be pulled as soon as the copy is said made."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mac(key: bytes, body: bytes) -> str:
    return hmac.new(hashlib.sha256(b"travel-desk backup" + key).digest(), body, hashlib.sha256).hexdigest()


def _free(path: Path) -> Path:
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found
