"""A deed in progress: one transaction, one journal entry, scope and one's own case asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk.about import About, Entry, Session
from travel_desk.desk.numbers import next_number
from travel_desk.desk.permissions import Permission
from travel_desk.desk.tables import setting

if TYPE_CHECKING:
    from travel_desk.desk.desk import Desk

# Built once, as the statements of the chain are.
_CHANGE_SETTING = sa.update(setting).where(setting.c.name == sa.bindparam("of"))
_ADD_SETTING = sa.insert(setting)
_NOTHING: Mapping[str, Any] = {}


class Defect(AssertionError):
    """The code broke a rule of the house; nothing was written."""


class Deed:
    """What an action works with between BEGIN and COMMIT; made by `Desk.deed` only.

    connection: the writing connection. now, today: when it is recorded. happened: when it happened
    in the world. second: the second person who confirmed, where the verb wants one.
    """

    def __init__(
        self,
        desk: Desk,
        connection: sa.Connection,
        verb: str,
        permission: Permission,
        *,
        now: datetime,
        happened: datetime,
        second: Session | None,
    ) -> None:
        self.desk = desk
        self.connection = connection
        self.verb = verb
        self.session = desk.session
        self.now = now
        self._today: date | None = None
        self.happened = happened
        self.second = second
        self._permission = permission
        self._entry: Entry | None = None
        self._allowed = False

    @property
    def today(self) -> date:
        """The local date on which the deed is recorded, the same whenever it is asked."""
        if self._today is None:
            self._today = self.desk.today()
        return self._today

    def allow(self, about: About) -> None:
        """Ask scope and one's own case; raises Refused with what to do next.

        Every verb marked scoped in the permission table must call this before it writes.
        """
        check_scope(self.session, about)
        if self.session.person_id in about.persons and not self._permission.own_case:
            raise Refused(msg("This is your own case. Another user of the desk has to do it."))
        if self.second is not None and self.second.person_id in about.persons:
            raise Refused(msg("The second person can't confirm their own case. Ask somebody else."))
        self._allowed = True

    def entry(
        self,
        kind: str,
        id: int,
        *,
        facts: Mapping[str, object] = _NOTHING,
        changes: Mapping[str, tuple[object, object]] = _NOTHING,
        personal: Mapping[str, tuple[object, object]] = _NOTHING,
        person: int | None = None,
        details: Sequence[tuple[str, int | None, object]] = (),
    ) -> None:
        """Say what this deed did, once: the journal entry that is written with it.

        kind, id: the subject. facts, changes: nothing personal. personal: field -> (from, to), kept
        beside the chain under `person`. details: (field, person, content) rows of a bulk deed.
        Unchanged pairs are left out. Raises Defect for a second entry.
        """
        if self._entry is not None:
            raise Defect(f"{self.verb} writes a second journal entry")
        self._entry = Entry(kind, id, facts, _differing(changes), _differing(personal), person, details)

    def number(self, series: str) -> str:
        """Take the next number of a series, such as "slip"; it is given only if the deed commits."""
        generation = self.setting("generation", 1)
        return next_number(self.connection, series, self.today.year, generation)

    def put_file(self, content: bytes) -> str:
        """Keep an encrypted file and return its stored name; raises Trouble as the disk does."""
        return self.desk.files.put(self.connection, content)

    def setting(self, name: str, default: Any) -> Any:
        """Return a desk-wide setting as this transaction sees it."""
        found = self.connection.execute(sa.select(setting.c.value).where(setting.c.name == name)).first()
        return default if found is None else found[0]

    def put_setting(self, name: str, value: object) -> None:
        """Keep a desk-wide setting."""
        changed = self.connection.execute(_CHANGE_SETTING, {"of": name, "value": value})
        if not changed.rowcount:
            self.connection.execute(_ADD_SETTING, {"name": name, "value": value})

    def finish(self) -> Entry:
        """Return the entry to be written; raises Defect where the deed forgot what it owes."""
        if self._entry is None:
            raise Defect(f"{self.verb} writes no journal entry")
        if self._permission.scoped and not self._allowed:
            raise Defect(f"{self.verb} never asked whom it is about")
        return self._entry


def check_scope(session: Session, about: About) -> None:
    """Raise Refused where a user's scope does not reach whom the deed is about."""
    scope = session.scope
    paths = about.organisation_paths
    if scope.organisation_path and not any(p.startswith(scope.organisation_path) for p in paths):
        raise Refused(msg("This person belongs to an organisation outside your scope. Ask the desk head."))
    if about.protected and not scope.protected:
        raise Refused(msg("This person is protected. Ask a user who may see protected persons."))
    if about.private and not scope.private:
        raise Refused(msg("The reason for this trip is private. Ask a user who may see private reasons."))


def _differing(pairs: Mapping[str, tuple[object, object]]) -> dict[str, tuple[object, object]]:
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
