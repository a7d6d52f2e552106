"""The open desk that every action gets: who is logged in, where, and `deed()` for every write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar, cast

import sqlalchemy as sa

from travel_desk.base.clock import Clock
from travel_desk.base.message import Message, Refused, Trouble, msg
from travel_desk.base.workdays import SATURDAY_SUNDAY
from travel_desk.database.engine import FILE, Database
from travel_desk.database.files import Files
from travel_desk.database.keys import Slots
from travel_desk.database.metadata import metadata
from travel_desk.desk import chain
from travel_desk.desk.about import Credentials, Scope, Seen, Session
from travel_desk.desk.deed import Deed, Defect
from travel_desk.desk.drafts import Drafts
from travel_desk.desk.filters import Filters
from travel_desk.desk.permissions import PERMISSIONS, Permission, role_for
from travel_desk.desk.tables import setting
from travel_desk.desk.users import session_of

T = TypeVar("T")
CLOCK_SLACK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days that nobody works: the desk's holidays, and the weekdays of its weekend (Monday 0)."""

    holidays: frozenset[date]
    weekend: frozenset[int]


class Desk:
    """One open desk.

    folder: where it lies. database: its open database. clock: what tells the time. workstation: its
    name in the journal. A desk without a session is locked: every deed and read raises Refused.
    """

    def __init__(
        self, folder: Path, database: Database, clock: Clock, workstation: str, session: Session | None = None
    ) -> None:
        self.folder = folder
        self.database = database
        self.clock = clock
        self.workstation = workstation
        self.files = Files(folder)
        self.drafts = Drafts(self)
        self.filters = Filters(self)
        self._session = session
        self._inside = threading.local()

    @classmethod
    def open(cls, folder: Path, key: bytes, slot: str, clock: Clock, workstation: str) -> Desk:
        """Open a desk with its key for the user of `slot`.

        Raises Trouble where the database is missing or does not open, Refused for a user who left.
        """
        if not (folder / FILE).exists():
            raise Trouble(
                msg("There is no database of a desk in this folder. Choose another folder or restore.")
            )
        database = Database(folder / FILE, key)
        try:
            with database.read() as connection:
                session = session_of(connection, slot)
        except BaseException:
            database.close()
            raise
        return cls(folder, database, clock, workstation, session)

    @property
    def session(self) -> Session:
        """Who is at the desk; raises Refused while it is locked."""
        if self._session is None:
            raise Refused(msg("The desk is locked. Log in first."))
        return self._session

    @property
    def is_open(self) -> bool:
        """False once the desk was closed: its key is gone."""
        return self._session is not None

    @property
    def scope(self) -> Scope:
        """What the user at the desk may see."""
        return self.session.scope

    def now(self) -> datetime:
        """Return the instant now."""
        return self.clock.now()

    def today(self) -> date:
        """Return today's local date."""
        return self.clock.today()

    def close(self) -> None:
        """Drop the session and the key and close the database."""
        self._session = None
        self.database.close()

    def take_session(self, session: Session) -> None:
        """Let `session` work at this desk from now on (its roles or its name changed)."""
        self._session = session

    @contextmanager
    def deed(
        self,
        verb: str,
        *,
        seen: Seen | None = None,
        happened: datetime | None = None,
        late_reason: str = "",
        second: Credentials | None = None,
    ) -> Iterator[Deed]:
        """Do one deed: permission, one immediate transaction, one entry on the journal's chain.

        verb: a line of the permission table. seen: the version that the user had before their eyes.
        happened: when it happened in the world (default: now), never in the future; more than a day
        ago it needs `late_reason`. second: user name and password of the second person where the
        verb wants one. Raises Refused or Trouble with nothing written.
        """
        if getattr(self._inside, "verb", None):
            raise Defect(f"{verb} inside {self._inside.verb}")
        permission = PERMISSIONS[verb]
        self.check(verb)
        role = role_for(verb, self.session.roles)
        assert role is not None
        other = self._second(permission, second)
        self._inside.verb = verb
        try:
            with self.database.write() as connection:
                now = self.clock.now()
                last = chain.head(connection)
                self._check_clock(now, last)
                moment = chain.Moment(_happened(happened, now, late_reason), now, late_reason)
                if seen is not None:
                    _check_seen(connection, seen)
                deed = Deed(
                    self, connection, verb, permission, now=now, happened=moment.happened, second=other
                )
                yield deed
                chain.append(
                    connection, last, deed.finish(), verb=verb, session=self.session, role=role,
                    workstation=self.workstation, moment=moment, second=other,
                )  # fmt: skip
        finally:
            self._inside.verb = None

    @contextmanager
    def read(self, what: str) -> Iterator[sa.Connection]:
        """Ask something: permission, one read-only transaction, which a newer search may interrupt.

        what: a reading line of the permission table. Raises Refused to a role that may not see it.
        """
        permission = PERMISSIONS[what]
        if not permission.reading:
            raise Defect(f"{what} is no reading permission")
        self.check(what)
        with self.database.read() as connection:
            yield connection

    def check(self, verb: str) -> None:
        """Ask whether the user's role allows a verb before long work; raises Refused where it does not."""
        if not self.may(verb):
            raise Refused(_not_allowed(PERMISSIONS[verb]))

    def may(self, verb: str) -> bool:
        """Tell whether the roles of the user allow a verb (scope apart)."""
        return role_for(verb, self.session.roles) is not None

    def setting(self, name: str, default: T) -> T:
        """Return a desk-wide setting, or `default` where none is kept."""
        with self.database.read() as connection:
            row = connection.execute(sa.select(setting.c.value).where(setting.c.name == name)).first()
        return default if row is None else cast(T, row[0])

    def calendar(self) -> Holidays:
        """Return the days that nobody works, as the desk has entered them."""
        days = frozenset(date.fromisoformat(d) for d in self.setting("holidays", cast(list[str], [])))
        return Holidays(days, frozenset(self.setting("weekend", sorted(SATURDAY_SUNDAY))))

    def _second(self, permission: Permission, second: Credentials | None) -> Session | None:
        if not permission.second:
            return None
        if second is None:
            raise Refused(
                msg("This needs a second person. Let them give their user name and password."), field="second"
            )
        unlocked = Slots(self.folder).unlock(second.user_name, second.password)
        if self.database.key not in unlocked.keys:
            # A slot that was slipped into the file: whoever made it chose its password, but had no key.
            raise Refused(
                msg("The key slot of this user does not open this desk. Ask the administrator."),
                field="second",
            )
        with self.database.read() as connection:
            other = session_of(connection, unlocked.slot)
        if other.user_id == self.session.user_id:
            raise Refused(msg("The second person must be somebody else than you."), field="second")
        if not other.roles & permission.second:
            raise Refused(
                msg(
                    "{name} may not confirm this. It takes a {roles}.",
                    name=other.name,
                    roles=[role.label for role in sorted(permission.second)],
                ),
                field="second",
            )
        return other

    def _check_clock(self, now: datetime, last: chain.Head) -> None:
        if last.recorded_at is not None and now < last.recorded_at - CLOCK_SLACK:
            raise Trouble(
                msg(
                    "The clock of this workstation says {now}, but the journal's last entry is of {last}. "
                    "Set the clock right, then try again. If that entry was made while the clock was wrong, "
                    "restore a backup from before it.",
                    now=now,
                    last=last.recorded_at,
                )
            )


def _not_allowed(permission: Permission) -> Message:
    roles = [role.label for role in sorted(permission.roles)]
    return msg("Your role may not do this. It takes one of: {roles}.", roles=roles)


def _happened(happened: datetime | None, now: datetime, late_reason: str) -> datetime:
    if happened is None:
        return now
    if happened > now + CLOCK_SLACK:
        raise Refused(
            msg("This can't have happened in the future. Check the date and time."), field="happened"
        )
    if now - happened > timedelta(days=1) and not late_reason.strip():
        raise Refused(
            msg("This happened more than a day ago. Give the reason for the late entry."), field="late_reason"
        )
    return min(happened, now)


def _check_seen(connection: sa.Connection, seen: Seen) -> None:
    table = metadata.tables[seen.kind]
    version = connection.execute(sa.select(table.c.version).where(table.c.id == seen.id)).scalar()
    if version is None:
        raise Refused(msg("This is no longer in the register. Reload and look again."))
    if version != seen.version:
        raise Refused(
            msg(
                "Somebody changed this while you had it open. Look at how it stands now, then try again; "
                "what you typed is kept."
            )
        )
