"""What several commands ask: which desk, who, and with which password; and how they answer."""

from __future__ import annotations

import argparse
import getpass
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from travel_desk.access.actions import log_in
from travel_desk.access.queries import must_change
from travel_desk.app.before_upgrade import copy_before_upgrade
from travel_desk.app.places import is_desk, no_desk, places
from travel_desk.base.canonical import plain
from travel_desk.base.clock import SystemClock
from travel_desk.base.language import tr
from travel_desk.base.message import Message, Refused, msg
from travel_desk.base.settings import Settings
from travel_desk.database.lock import DeskLock
from travel_desk.desk import Desk


def workstation() -> str:
    """Return the name of this workstation as the journal shows it."""
    return platform.node() or "workstation"


def desk_folder(options: argparse.Namespace) -> Path:
    """Return the desk of --desk, else the one opened last; raises Refused where there is none."""
    if options.desk is not None:
        return Path(options.desk).absolute()
    last = Settings(places().config / "settings.json").text("last_desk")
    if not last:
        raise Refused(msg("No desk was opened here yet. Name one with --desk FOLDER."))
    return Path(last)


def password(user_name: str) -> str:
    """Ask for a user's password: on the terminal without showing it, else as the first line of the input."""
    if sys.stdin.isatty():
        return getpass.getpass(tr("Password of {name}: ", name=user_name))
    return sys.stdin.readline().rstrip("\n")


@contextmanager
def open_desk(options: argparse.Namespace) -> Iterator[Desk]:
    """Open the desk for --user in this process alone; raises Refused or Trouble as logging in does."""
    folder = desk_folder(options)
    if not is_desk(folder):
        raise Refused(no_desk(folder))
    lock = DeskLock(folder)
    try:
        clock = SystemClock()
        copy = copy_before_upgrade(folder, clock)
        desk = log_in(folder, options.user, password(options.user), clock, workstation(), copy)
        try:
            if must_change(desk):
                raise Refused(msg("Log in at the window first and choose a password of your own."))
            yield desk
        finally:
            desk.close()
    finally:
        lock.release()


def answer(options: argparse.Namespace, values: Mapping[str, object], said: Message) -> None:
    """Print what came of a command: as JSON where --json was given, else as a sentence."""
    if options.json:
        sys.stdout.write(json.dumps(plain(values), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(tr(said) + "\n")
