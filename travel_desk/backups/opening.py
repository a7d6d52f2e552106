"""Copying a desk out and putting a copy back: what happens to the files themselves, below any deed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from travel_desk import __version__
from travel_desk.access import steps
from travel_desk.backups import rules, store
from travel_desk.backups.rules import Restore
from travel_desk.base.clock import Clock
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.base.roles import Role
from travel_desk.database import backup as copies
from travel_desk.database import engine
from travel_desk.database.engine import Database
from travel_desk.database.keys import FILE as SLOTS_FILE
from travel_desk.database.keys import Slots
from travel_desk.database.lock import FILE as LOCK_FILE
from travel_desk.database.migrate import upgrade
from travel_desk.desk import Deed, Desk
from travel_desk.desk.chain import Head, head
from travel_desk.desk.users import session_of

Progress = copies.Progress


@dataclass(frozen=True)
class _Present:
    """What stands in the desk's folder before a restore, as far as it still opens."""

    slots: Slots | None = None
    head: Head | None = None
    generation: int | None = None
    publics: Mapping[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made: its folder, when, and the journal's head in it."""

    folder: Path
    made_at: datetime
    head: Head


def copy_desk(desk: Desk, place: Path, progress: Progress | None = None) -> Copy:
    """Copy the whole desk into a new folder in `place` and check it; raises Trouble as the disk does."""
    with desk.database.read() as connection:
        last = head(connection)
    facts = copies.Facts(desk.now(), __version__, desk.setting("generation", 1), last.number, last.hash)
    made = copies.back_up(desk.database, desk.folder, place, facts, progress)
    return Copy(made, facts.made_at, last)


def put_back(wish: Restore, clock: Clock, workstation: str, progress: Progress | None = None) -> Path | None:
    """Put a backup in the place of the desk; returns where the old desk lies, None where there was none.

    Everything happens in a folder beside the desk, which takes its place by one rename. Raises as
    `actions.restore` says.
    """
    copies.read_manifest(wish.backup)  # a folder that holds no backup is told first
    present = _look(wish)
    key, kept = _key(wish, present)
    manifest = copies.check(wish.backup, key)
    part = wish.folder.with_name(wish.folder.name + ".restoring")
    try:
        shutil.rmtree(part, ignore_errors=True)
        copies.copy_out(wish.backup, part, progress)
        if kept is not None:
            shutil.copyfile(wish.folder / SLOTS_FILE, part / SLOTS_FILE)
        known = (present.generation or 0, manifest.generation, copies.given_generation(wish.backup))
        generation = rules.next_generation(known)
        copies.note_generation(wish.backup, generation)
        _record(part, key, wish, present, generation, clock, workstation, kept is not None)
        return _swap(wish.folder, part, clock.now())
    except OSError as error:
        raise Trouble(
            msg("The backup could not be put back ({reason}). The desk stands as it was.",
                reason=error.strerror or "")
        ) from error  # fmt: skip
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _look(wish: Restore) -> _Present:
    """Read what the desk to be replaced still tells; a damaged one tells nothing, and that is no error.

    Where it opens, the user must be an administrator in it, whatever they were when the backup was made.
    """
    if not (wish.folder / SLOTS_FILE).exists():
        return _Present()
    try:
        slots = Slots(wish.folder)
    except Trouble:
        return _Present()
    try:
        keys = slots.unlock(wish.user_name, wish.password).keys
    except Refused:
        return _Present(slots)
    for key in keys:
        try:
            database = Database(wish.folder / engine.FILE, key)
        except Trouble:
            continue
        try:
            with database.read() as connection:
                if Role.ADMINISTRATOR not in session_of(connection, slots.name_of(wish.user_name)).roles:
                    raise Refused(
                        msg("Only an administrator of this desk restores a backup of it. Ask one of them."),
                        field="user_name",
                    )
                return _Present(slots, head(connection), *store.standing(connection))
        finally:
            database.close()
    return _Present(slots)


def _key(wish: Restore, present: _Present) -> tuple[bytes, Slots | None]:
    """Return the key that opens the backup, and the present slots where they are kept."""
    tried: list[tuple[Slots, Slots | None]] = [(Slots(wish.backup), None)]
    if present.slots is not None and not wish.own_slots:
        tried.insert(0, (present.slots, present.slots))
    refused: Refused | None = None
    for slots, kept in tried:
        try:
            keys = slots.unlock(wish.user_name, wish.password).keys
        except Refused as error:
            refused = error
            continue
        for key in keys:
            try:
                copies.check(wish.backup, key)
            except Trouble:
                if kept is None and key == keys[-1]:
                    raise
                continue
            return key, kept
    assert refused is not None
    raise refused


def _record(
    part: Path, key: bytes, wish: Restore, present: _Present, generation: int, clock: Clock, workstation: str,
    kept: bool,
) -> None:  # fmt: skip
    database = Database(part / engine.FILE, key)
    try:
        upgrade(database)
        slots = Slots(part)
        with database.read() as connection:
            new = head(connection)
            session = session_of(connection, slots.name_of(wish.user_name))
        desk = Desk(part, database, clock, workstation, session)
        with desk.deed("restore") as deed:
            left = _take_slots(deed, slots, wish, present, kept)
            deed.put_setting("generation", generation)
            old = present.head
            facts = {
                "generation": generation, "slots_kept": kept, "users_left": left,
                "restored_number": new.number, "restored_head": new.hash,
                "replaced_number": old.number if old else None, "replaced_head": old.hash if old else None,
            }  # fmt: skip
            deed.entry("backup", new.number, facts=facts)
    finally:
        database.close()


def _take_slots(deed: Deed, slots: Slots, wish: Restore, present: _Present, kept: bool) -> int:
    """Keep out who left since the backup was made; returns how many users lost their way in.

    Where the backup brings its own slots (the desk has got another key since), the desk gets a new key at
    the next login, so that what somebody who left may have copied opens nothing.
    """
    if kept:
        return steps.take_slots(deed, slots, present.publics or {})
    if wish.own_slots or present.slots is None:
        return 0
    known = set(present.publics or present.slots.slots)
    if slots.name_of(wish.user_name) not in known:
        raise Refused(
            msg("This user no longer works at this desk. Ask the administrator."), field="user_name"
        )
    halves = {name: slot.public for name, slot in slots.slots.items() if name in known}
    steps.owe_new_key(deed)
    return steps.take_slots(deed, slots, halves)


def _swap(folder: Path, part: Path, now: datetime) -> Path | None:
    if not folder.exists():
        os.replace(part, folder)
        return None
    aside = folder.with_name(f"{folder.name}.before-{now:%Y%m%dT%H%M%S}")
    os.replace(folder, aside)
    try:
        os.replace(part, folder)
    except OSError:
        os.replace(aside, folder)
        raise
    if (aside / LOCK_FILE).exists():
        os.replace(aside / LOCK_FILE, folder / LOCK_FILE)  # who holds the desk goes on holding it
    return aside
