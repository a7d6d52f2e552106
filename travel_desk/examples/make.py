"""Making the example desk: founded, staffed, filled with persons, safes, passports and trips."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa

from travel_desk.access.actions import FirstUser
from travel_desk.access.example_users import CERTIFICATE_PASSWORD, MARK, USERS
from travel_desk.approvals import forms as approvals
from travel_desk.base.clock import SetClock, SystemClock
from travel_desk.base.message import Refused, msg
from travel_desk.custody import actions as custody
from travel_desk.custody.rules import NewPlaces, NewSafe
from travel_desk.examples.cast import WORKSTATION, Cast
from travel_desk.examples.plots import PRINTABLE, Plot, plots
from travel_desk.examples.stories import Storyteller
from travel_desk.founding import Founding, found
from travel_desk.officials import examples as officials
from travel_desk.officials.tables import passport, person
from travel_desk.papers.rules import HeadLines

Progress = Callable[[int, int], None]
DAYS_BACK = 110
MOST_PERSONS = 100_000
_LINES = HeadLines(
    "Utopia", "Ministry of Water and Land", "Travel Desk", "4 Harbour Square, room 12, Port Verity"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much the example holds: persons, trips, and passports in custody beside the travellers'."""

    persons: int = 2000
    trips: int = 200
    spare_passports: int = 40


def make(
    folder: Path, progress: Progress | None = None, now: datetime | None = None, size: Size | None = None,
    seed: int = 1,
) -> None:  # fmt: skip
    """Make the example desk in `folder`, which must not exist; it is there whole or not at all.

    progress: called with (deeds done, deeds in all). now: the moment at which the example stands
    (aware; default: now). Deterministic for one moment, size and seed, but for keys and salts. Raises
    Trouble as the disk does.
    """
    now = now or SystemClock().now()
    size = size or Size()
    if not (1 <= size.persons <= MOST_PERSONS and size.trips >= 0):
        raise Refused(
            msg("The example takes 1 to {most} persons, and no fewer than 0 trips.", most=MOST_PERSONS)
        )
    approvals.register()
    part = folder.with_name(folder.name + ".making")
    shutil.rmtree(part, ignore_errors=True)
    start = datetime.combine((now - timedelta(days=DAYS_BACK)).astimezone().date(), time(8)).astimezone()
    clock = SetClock(start)
    try:
        _make(part, clock, now, size, seed, progress or _unseen)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    (part / MARK).touch()
    os.replace(part, folder)


def _make(part: Path, clock: SetClock, now: datetime, size: Size, seed: int, progress: Progress) -> None:
    admin = USERS[-1]
    first = FirstUser(admin.user_name, admin.name, admin.password)
    desk, _code = found(Founding(part, first, _LINES, CERTIFICATE_PASSWORD), clock, WORKSTATION)
    cast = Cast(desk, clock, CERTIFICATE_PASSWORD)
    try:
        _fill(cast, now, size, seed, progress)
    finally:
        cast.close()


def _fill(cast: Cast, now: datetime, size: Size, seed: int, progress: Progress) -> None:
    officials.fill(cast.head, size.persons, seed)
    with cast.head.database.read() as connection:
        told = plots(connection, now.astimezone().date(), size.trips, seed)
        held = _held(connection, told, size.spare_passports)
    teller = Storyteller(cast, _safes(cast), now - timedelta(minutes=1))
    cast.clock.forward(hours=2)
    for done, (booklet, number) in enumerate(held):
        teller.take_in(booklet, number)
        cast.clock.forward(minutes=1)
        progress(done + 1, len(held) * 4)
    for plot in told:
        teller.plan(plot)
    teller.tell(lambda done, of: progress(of + done * 3, of * 4))


def _unseen(_done: int, _of: int) -> None:
    """Show no progress."""


def _safes(cast: Cast) -> list[int]:
    """Two safes of five shelves with thirty slots each; returns the ids of their places, last first."""
    found: list[int] = []
    for name, desk in (("Safe 1", cast.custodian), ("Safe 2", cast.clerk)):
        safe = custody.add_safe(desk, NewSafe(name, desk.session.user_id)).value
        for version, shelf in enumerate("ABCDE", start=1):
            found += custody.add_place(desk, safe, version, NewPlaces(shelf, "01-30")).value
    return found[::-1]


def _held(connection: sa.Connection, told: list[Plot], spare: int) -> list[tuple[int, str]]:
    """Return (id, number) of the passports that the desk holds from the start."""
    wanted = {booklet for plot in told for _, booklet in plot.travellers if plot.number % 8}
    chosen = sa.select(passport.c.id, passport.c.number, person.c.native_name).join(person)
    rows = [
        (row.id, row.number)
        for row in connection.execute(chosen.order_by(passport.c.id))
        if PRINTABLE.fullmatch(row.native_name)
    ]
    travelling = {booklet for plot in told for _, booklet in plot.travellers}
    others = [row for row in rows if row[0] not in travelling and row[1].startswith(("D", "S"))]
    return [row for row in rows if row[0] in wanted] + others[: spare * 7 : 7]
