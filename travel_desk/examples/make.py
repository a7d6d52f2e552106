"""Making the example desk: founded, staffed, filled by staff list, inventory, old files and stories."""

from __future__ import annotations

import os
import shutil
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
from travel_desk.custody.rules import Found, Ground, GroundKind, Inventory, NewPlaces, NewSafe, review_on
from travel_desk.database.files import sync_folder
from travel_desk.desk import Credentials
from travel_desk.examples.cast import WORKSTATION, Cast
from travel_desk.examples.past import past_trips
from travel_desk.examples.plots import Plot, plots, travellers
from travel_desk.examples.progress import Part, Progress, Scale
from travel_desk.examples.stories import BASIS, Storyteller
from travel_desk.founding import Founding, found
from travel_desk.officials import examples as officials
from travel_desk.officials.tables import passport, person
from travel_desk.papers.rules import HeadLines
from travel_desk.staff_lists import actions as staff_lists
from travel_desk.staff_lists.rules import order_of_registrations
from travel_desk.trips import actions as trips

DAYS_BACK = 48
"""The desk begins so many days before the moment at which the example stands."""

MOST_PERSONS = 100_000
_LINES = HeadLines(
    "Utopia", "Ministry of Water and Land", "Travel Desk", "4 Harbour Square, room 12, Port Verity"
)
_SHELF = 500
_SPARE_PLACES = 250
_HANDED_IN = 24
"""Booklets that are handed in one by one while the desk is at work."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much the example holds.

    persons; trips: of all years; recent: those of them that are told deed by deed, with their papers;
    in_custody: passports that lay in the safes when the desk began.
    """

    persons: int = 20_000
    trips: int = 3_000
    recent: int = 200
    in_custody: int = 8_000


def make(
    folder: Path, progress: Progress | None = None, now: datetime | None = None, size: Size | None = None,
    seed: int = 1,
) -> None:  # fmt: skip
    """Make the example desk in `folder`, which must not exist; it is there whole or not at all.

    progress: called with (done, in all, what is being done). now: the moment at which the example stands
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
        _Making(part, clock, now, size, seed, Scale(progress)).make()
        (part / MARK).touch()
        sync_folder(part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    os.replace(part, folder)


@dataclass(frozen=True)
class _Making:
    """One example desk on its way. part: the folder that becomes the desk once all is in it."""

    part: Path
    clock: SetClock
    now: datetime
    size: Size
    seed: int
    scale: Scale

    def make(self) -> None:
        """Found the desk and fill it."""
        told = self.scale.part(Part.DESK)
        admin = USERS[-1]
        first = FirstUser(admin.user_name, admin.name, admin.password)
        desk, _code = found(Founding(self.part, first, _LINES, CERTIFICATE_PASSWORD), self.clock, WORKSTATION)
        told(2, 8)
        cast = Cast(desk, self.clock, CERTIFICATE_PASSWORD, lambda done, of: told(2 + done, 2 + of))
        try:
            self._fill(cast)
        finally:
            cast.close()

    def _fill(self, cast: Cast) -> None:
        day = self.now.astimezone().date()
        self._enter_people(cast)
        with cast.head.database.read() as connection:
            going = travellers(connection, day, self.seed)
            people = travellers(connection, day, self.seed, printable=False)
            plotted = plots(going, day, min(self.size.recent, self.size.trips), self.seed)
            held = _held(connection, plotted, self.size.in_custody + _HANDED_IN)
        late = _HANDED_IN if len(held) > 4 * _HANDED_IN else 2
        first, later = held[:-late], held[-late:]
        free = self._count(cast, first, self._safes(cast, len(held)))
        self._enter_past(cast, people, plotted)
        teller = Storyteller(cast, free[::-1], self.now - timedelta(minutes=1))
        for at, (booklet, number) in enumerate(later):
            teller.plan_taking_in(booklet, number, day - timedelta(days=1 + 26 * at // len(later)))
        for plot in plotted:
            teller.plan(plot)
        teller.tell(self.scale.part(Part.STORIES))

    def _enter_people(self, cast: Cast) -> None:
        """Enter the organisations, and everybody as the staff list of the whole state has them."""
        told = self.scale.part(Part.PEOPLE)
        ids = officials.add_places(cast.head)
        told(1, 10)
        orders = officials.registrations(self.size.persons, ids, cast.clock.today(), self.seed)
        told(2, 10)
        order = order_of_registrations("Staff list of Utopia", orders, cast.clock.today())
        staff_lists.import_officials(cast.head, order, lambda done, of: told(2 * of + 8 * done, 10 * of))

    def _safes(self, cast: Cast, booklets: int) -> list[list[int]]:
        """Add safes with shelves of `_SHELF` slots for all booklets and some more; return their places."""
        told = self.scale.part(Part.SAFES)
        shelves = -(-(booklets + _SPARE_PLACES) // _SHELF)
        each = max(-(-shelves // 4), 1)
        safes: list[list[int]] = []
        count = -(-shelves // each)
        for number in range(count):
            desk = (cast.custodian, cast.clerk)[number % 2]
            safe = custody.add_safe(desk, NewSafe(f"Safe {number + 1}", desk.session.user_id)).value
            safes.append([])
            for shelf in range(each):
                order = NewPlaces("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[shelf], f"001-{_SHELF}")
                safes[-1] += custody.add_place(desk, safe, shelf + 1, order).value
                told(number * each + shelf + 1, count * each)
        return safes

    def _count(self, cast: Cast, held: list[tuple[int, str]], safes: list[list[int]]) -> list[int]:
        """Open the inventory of each safe: what lay there when the desk began; return the free places."""
        told = self.scale.part(Part.INVENTORY)
        cast.clock.forward(hours=2)
        ground = Ground(GroundKind.ORDER, "Hand-in order 12/2026", BASIS)
        review = review_on(cast.clock.today())
        head = next(user for user in USERS if user.user_name == cast.head.session.user_name)
        rest, free = held, list[int]()
        for left, places in zip(range(len(safes), 0, -1), safes, strict=True):
            here, rest = rest[: -(-len(rest) // left)], rest[-(-len(rest) // left) :]
            rows = tuple(
                Found(booklet, at, ground, review) for (booklet, _), at in zip(here, places, strict=False)
            )
            free += places[len(rows) :]
            if rows:
                second = Credentials(head.user_name, head.password)
                custody.open_inventory(cast.custodian, Inventory(rows), second)
            told(len(held) - len(rest), len(held))
        return free

    def _enter_past(self, cast: Cast, people: list[tuple[int, int]], plotted: list[Plot]) -> None:
        """Enter the trips that ended on paper before the desk began."""
        told = self.scale.part(Part.PAST)
        cast.clock.forward(hours=1)
        # Who travels now travelled before; the others had fewer trips.
        known = [one for plot in plotted for one in plot.travellers]
        first = [*known, *(one for one in people if one not in set(known))]
        count = max(self.size.trips - len(plotted), 0)
        orders = past_trips(first, count, cast.clock.today(), self.seed)
        told(1, 3)
        if orders:
            trips.register_past_trips(cast.clerk, orders)
        told(3, 3)


def _held(connection: sa.Connection, told: list[Plot], most: int) -> list[tuple[int, str]]:
    """Return (id, number) of the passports that the desk holds: the travellers' first, but for some.

    Of the other officials' service and diplomatic passports every second one, so that some are at home.
    """
    wanted = {booklet for plot in told for _, booklet in plot.travellers if plot.number % 8}
    travelling = {booklet for plot in told for _, booklet in plot.travellers}
    asked = sa.select(passport.c.id, passport.c.number, passport.c.expires_on).join(person)
    rows = connection.execute(asked.where(passport.c.kind != "ordinary").order_by(passport.c.id)).all()
    own = [(row.id, row.number) for row in rows if row.id in wanted]
    others = [(row.id, row.number) for row in rows if row.id not in travelling][::2]
    return own + others[: max(most - len(own), 0)]
