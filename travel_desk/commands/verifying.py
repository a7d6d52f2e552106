"""`verify`: the journal's chain, every page of the database, every encrypted file, and a backup."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import sqlalchemy as sa

from travel_desk.backups import queries as backups
from travel_desk.base.language import tr
from travel_desk.base.message import msg
from travel_desk.commands import DONE, REFUSED
from travel_desk.commands.asking import answer, open_desk
from travel_desk.database.backup import check_integrity
from travel_desk.database.tables import stored_file
from travel_desk.desk import Desk
from travel_desk.journal import actions as journal


def verify(options: argparse.Namespace) -> int:
    """Check the whole desk; the exit code is 1 where the journal's chain is broken.

    A damaged page, file or backup is Trouble, which ends the command with 2.
    """
    with open_desk(options) as desk:
        check_integrity(desk.database)
        files = _check_files(desk)
        if options.backup:
            backups.check(desk, str(Path(options.backup)))
        verdict = journal.verify_journal(desk, options.head).value
    values = {
        "entries": verdict.count,
        "number": verdict.number,
        "hash": verdict.hash,
        "breaks": [{"kind": one.kind, "entry": one.number} for one in verdict.breaks],
        "restores": verdict.restores,
        "files": files,
    }
    if verdict.sound:
        said = msg(
            "The journal is sound: {entries} entries, head {number} {hash}. {files} files are whole.",
            entries=verdict.count,
            number=str(verdict.number),
            hash=verdict.hash.hex(),
            files=files,
        )
        answer(options, values, said)
        return DONE
    answer(options, values, msg("The journal does not stand as it was written:"))
    if not options.json:
        for one in verdict.breaks:
            sys.stdout.write(f"  {tr(one.sentence)}\n")
    return REFUSED


def _check_files(desk: Desk) -> int:
    with desk.database.read() as connection:
        names = connection.execute(sa.select(stored_file.c.name)).scalars().all()
        for name in names:
            desk.files.get(connection, name)
    return len(names)
