"""What is done about users and passwords: each verb is one deed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from travel_desk.access import opening, rules, store
from travel_desk.access.opening import RECOVERY, BeforeUpgrade, Slots, Unlocked
from travel_desk.access.rules import RECOVERY_BYTES, Tries, User, UserOrder
from travel_desk.access.tries import TriesFile
from travel_desk.base.clock import Clock
from travel_desk.base.language import screen_language
from travel_desk.base.message import Message, Refused, Trouble, msg
from travel_desk.base.roles import Role
from travel_desk.desk import Changed, Credentials, Deed, Desk, Seen, Session
from travel_desk.desk.create import NewDesk, create
from travel_desk.desk.users import session_of


@dataclass(frozen=True, slots=True)
class FirstUser:
    """The first administrator of a new desk."""

    user_name: str
    name: str
    password: str = field(repr=False)


def create_desk(
    folder: Path,
    first: FirstUser,
    clock: Clock,
    workstation: str,
    steps: Sequence[Callable[[Deed], None]] = (),
) -> tuple[Desk, str]:
    """Make a desk in an empty or new folder; returns it open, and the recovery code to print.

    steps: what the duties put into a new desk, in the same deed. Raises Refused for a weak password or
    a folder that is not empty, Trouble where the folder can't be written.
    """
    user_name = rules.clean_user_name(first.user_name)
    rules.check_order(UserOrder(user_name, first.name, frozenset({Role.ADMINISTRATOR})))
    rules.check_password(first.password, user_name)
    code = rules.recovery_code(os.urandom(RECOVERY_BYTES))
    new = NewDesk(user_name, first.name.strip(), first.password, code)
    return create(folder, new, clock, workstation, steps), code


def log_in(
    folder: Path,
    user_name: str,
    password: str,
    clock: Clock,
    workstation: str,
    before_upgrade: BeforeUpgrade | None = None,
) -> Desk:
    """Open the desk in `folder` for a user.

    before_upgrade: takes a copy before the database is brought to a newer schema. Raises WrongPassword
    (with the seconds to wait), Refused for a user who left, Trouble where the desk does not open.
    """
    user_name = rules.clean_user_name(user_name)
    unlocked, tries = opening.unlock(folder, user_name, password, clock)
    database = opening.open_database(folder, unlocked, before_upgrade)
    try:
        with database.read() as connection:
            session = session_of(connection, unlocked.slot)
        desk = Desk(folder, database, clock, workstation, session)
        newer = opening.reconcile(desk, unlocked)
        _journal_login(desk, unlocked, tries, newer)
    except BaseException:
        database.close()
        raise
    return desk


def log_in_by_recovery(
    folder: Path,
    code: str,
    user_name: str,
    password: str,
    clock: Clock,
    workstation: str,
    before_upgrade: BeforeUpgrade | None = None,
) -> Desk:
    """Open the desk with the printed recovery code and give an administrator a new password.

    user_name: an active administrator, who is logged in with `password` from now on. The code should
    then be replaced, since its paper was used. Raises WrongPassword for a wrong code.
    """
    user_name = rules.clean_user_name(user_name)
    rules.check_password(password, user_name)
    code = rules.clean_recovery_code(code)
    unlocked, tries = opening.unlock(folder, RECOVERY, code, clock)
    database = opening.open_database(folder, unlocked, before_upgrade)
    try:
        with database.read() as connection:
            found = store.user_named(connection, user_name)
        if found is None or Role.ADMINISTRATOR not in found.roles:
            raise Refused(
                msg("The recovery slot opens the desk for administrators only. Give the name of one."),
                field="user_name",
            )
        desk = Desk(folder, database, clock, workstation, _recovering(found))
        opening.reconcile(desk, unlocked)
        _journal_recovery(desk, found, password, tries)
        with database.read() as connection:
            desk.take_session(session_of(connection, Slots(folder).name_of(user_name)))
    except BaseException:
        database.close()
        raise
    return desk


def create_user(desk: Desk, order: UserOrder, password: str) -> Changed[int]:
    """Add a user with a first password, which they change at their first login."""
    order = _cleaned(order)
    with opening.slots_kept(desk.folder) as slots, desk.deed("create_user") as deed:
        rules.check_order(order)
        rules.check_password(password, order.user_name)
        store.check_free(deed.connection, order)
        public = slots.put(order.user_name, password, desk.database.key)
        slot = slots.name_of(order.user_name)
        new = store.create_user(deed.connection, order, slot, public, must_change=True)
        deed.entry(
            "user",
            new,
            changes=_rights(None, order),
            personal={"user_name": (None, order.user_name), "name": (None, order.name)},
            person=order.person_id,
        )
    return Changed({"users"}, new)


def change_user(desk: Desk, user_id: int, version: int, order: UserOrder) -> Changed[int]:
    """Change name, roles, scope and link to an official; the user name stays."""
    with desk.deed("change_user", seen=Seen("user", user_id, version)) as deed:
        user = store.user_of(deed.connection, user_id)
        order = _cleaned(order, user.user_name)
        others = store.other_administrators(deed.connection, user_id)
        rules.change_user(desk.session.user_id, user, order, others)
        store.check_free(deed.connection, order, user_id)
        store.change_user(deed.connection, user_id, order)
        deed.entry(
            "user",
            user_id,
            changes=_rights(user, order),
            personal={"name": (user.name, order.name)},
            person=order.person_id,
        )
    return Changed({"users"}, user_id)


def reset_password(desk: Desk, user_id: int, version: int, password: str) -> Changed[int]:
    """Give another user a new first password, which they change at their next login."""
    seen = Seen("user", user_id, version)
    with opening.slots_kept(desk.folder) as slots, desk.deed("reset_password", seen=seen) as deed:
        user = store.user_of(deed.connection, user_id)
        rules.reset_password(desk.session.user_id, user, password)
        _put_password(deed, slots, user, password, must_change=True)
        deed.entry("user", user_id, person=user.person_id)
    return Changed({"users"}, user_id)


def change_password(desk: Desk, old: str, new: str) -> Changed[int]:
    """Change one's own password; raises WrongPassword where `old` is not the present one."""
    mine = desk.session.user_id
    opening.unlock(desk.folder, desk.session.user_name, old, desk.clock)
    with opening.slots_kept(desk.folder) as slots, desk.deed("change_password") as deed:
        user = store.user_of(deed.connection, mine)
        rules.change_password(user, old, new)
        _put_password(deed, slots, user, new, must_change=False)
        deed.entry("user", mine, person=user.person_id)
    return Changed({"users"}, mine)


def deactivate_user(desk: Desk, user_id: int, version: int) -> Changed[Message | None]:
    """Let a user leave: no slot, no login, and a new key for the desk, so that the old one is worth nothing.

    The user's entries in the journal stay. Cut off after the deed, the re-keying is done at the next login;
    the value says what hindered it now, None where the desk has its new key.
    """
    with desk.deed("deactivate_user", seen=Seen("user", user_id, version)) as deed:
        user = store.user_of(deed.connection, user_id)
        others = store.other_administrators(deed.connection, user_id)
        rules.deactivate_user(desk.session.user_id, user, others)
        store.deactivate_user(deed.connection, user_id)
        deed.put_setting(opening.REKEY, True)
        deed.entry(
            "user",
            user_id,
            changes={"active": (True, False), "person_id": (user.person_id, None)},
            person=user.person_id,
        )
    try:
        opening.rekey(desk)
    except Trouble as trouble:
        return Changed({"users"}, trouble.message)
    return Changed({"users"})


def replace_recovery(desk: Desk, second: Credentials | None = None) -> Changed[str]:
    """Make a new recovery slot; the value is the code to print. The old sheet opens nothing any more.

    second: a desk head or auditor who confirms, since the code opens everything.
    """
    desk.check("replace_recovery")
    if second is not None:
        opening.confirm(desk.folder, second, desk.clock)  # wrong tries wait and are journaled, as at a login
    with opening.slots_kept(desk.folder) as slots, desk.deed("replace_recovery", second=second) as deed:
        code, public = store.new_recovery(slots, desk.database.key)
        store.put_recovery(deed.connection, slots.name_of(RECOVERY), public)
        deed.entry("user", desk.session.user_id)
    return Changed({"users"}, code)


def make_recovery_sheet(desk: Desk, user_name: str, password: str) -> Changed[bytes]:
    """Make a new recovery slot, confirmed by this second person; the value is the sheet (a PDF)."""
    from travel_desk.access import forms  # loads the paper kit: only when a sheet is made
    from travel_desk.paper.letterhead import Letterhead

    code = replace_recovery(desk, Credentials(user_name, password)).value
    kept: dict[str, str] = desk.setting("letterhead", {})
    lines = ("country", "organisation", "desk", "address")
    head = Letterhead(**{line: kept.get(line, "") for line in lines})  # type: ignore[arg-type]
    sheet = forms.recovery_sheet(code, desk.folder.name, desk.now(), head, screen_language())
    return Changed({"users"}, sheet)


def change_settings(desk: Desk, settings: dict[str, object]) -> Changed[None]:
    """Keep desk-wide settings; none of them may hold anything personal (values go into the journal)."""
    with desk.deed("change_settings") as deed:
        changes = {name: (deed.setting(name, None), value) for name, value in settings.items()}
        for name, value in settings.items():
            deed.put_setting(name, value)
        deed.entry("setting", 0, changes=changes)
    return Changed({"settings"})


def _journal_login(desk: Desk, unlocked: Unlocked, tries: Tries | None, newer: bool) -> None:
    slots = Slots(desk.folder)
    file = TriesFile(desk.folder)
    names = frozenset(slots.slots)
    with desk.deed("log_in") as deed:
        mine = desk.session.user_id
        if newer:
            public = slots.slots[unlocked.slot].public
            store.put_slot(deed.connection, mine, unlocked.slot, public, must_change=False)
        store.note_login(deed.connection, mine, deed.now)
        facts = _wrong_tries(tries) | {"unknown_names": file.others(names), "slot_reconciled": newer}
        deed.entry("user", mine, facts={name: value for name, value in facts.items() if value})
    file.clear(unlocked.slot, names)


def _journal_recovery(desk: Desk, user: User, password: str, tries: Tries | None) -> None:
    with opening.slots_kept(desk.folder) as slots, desk.deed("log_in") as deed:
        _put_password(deed, slots, user, password, must_change=False)
        store.note_login(deed.connection, user.id, deed.now)
        deed.entry("user", user.id, facts={"recovery": True} | _wrong_tries(tries), person=user.person_id)
        TriesFile(desk.folder).clear(slots.name_of(RECOVERY), frozenset(slots.slots))


def _wrong_tries(tries: Tries | None) -> dict[str, object]:
    if tries is None:
        return {}
    return {"wrong_passwords": tries.count, "first_wrong": tries.first, "last_wrong": tries.last}


def _put_password(deed: Deed, slots: Slots, user: User, password: str, *, must_change: bool) -> None:
    public = slots.put(user.user_name, password, deed.desk.database.key)
    slot = slots.name_of(user.user_name)
    store.put_slot(deed.connection, user.id, slot, public, must_change=must_change)


def _recovering(user: User) -> Session:
    return Session(user.id, user.user_name, user.name, frozenset({Role.ADMINISTRATOR}))


def _cleaned(order: UserOrder, user_name: str | None = None) -> UserOrder:
    return UserOrder(
        rules.clean_user_name(order.user_name) if user_name is None else user_name,
        order.name.strip(),
        order.roles,
        order.organisation_path,
        order.protected,
        order.private,
        order.person_id,
    )


def _rights(user: User | None, order: UserOrder) -> dict[str, tuple[object, object]]:
    names = ("roles", "organisation_path", "protected", "private", "person_id")
    return {name: (getattr(user, name, None), getattr(order, name)) for name in names}
