"""Users and Roles: who works at the desk, what they may do and see."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction

from travel_desk.access import queries
from travel_desk.access.dialogs import (
    DeactivateDialog,
    ReplaceRecoveryDialog,
    ResetPasswordDialog,
    UserDialog,
)
from travel_desk.access.queries import UserRow
from travel_desk.base.language import screen_language, tr, trn
from travel_desk.base.roles import Role
from travel_desk.shell.buttons import make_action
from travel_desk.shell.cells import Chips, Lines, Text
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail, RowLine
from travel_desk.shell.fields import Level
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.registry import Found
from travel_desk.shell.rows import Column


class UsersPage(ListPage):
    """The users of the desk."""

    key = "users"
    icon = "users"
    kind = "user"
    verb = "see_users"
    administration = True
    subjects = frozenset({"users"})
    opens = frozenset({"user"})

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Users and Roles")

    def columns(self) -> list[Column]:
        """Return name, roles, scope and last login."""
        return [
            Column(tr("Name"), 190, lambda row: Lines(row.user.name, row.user.user_name, caption=True)),
            Column(tr("Roles"), 250, lambda row: Chips(_role_chips(row)), stretch=True),
            Column(tr("Sees"), 150, lambda row: Text(_sees(row), muted=not row.organisation)),
            Column(tr("Last login"), 130, lambda row: Text(self._last_short(row), muted=True)),
        ]

    def filters(self) -> list[Filter]:
        """Return the active users, one role each, and those who left."""
        roles = [Filter(role.value, tr(role.label)) for role in Role]
        return [Filter("active", tr("All active")), *roles, Filter("left", tr("Left"))]

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Search users")

    def primary(self) -> QAction | None:
        """Return the deed of the header."""
        return make_action(
            tr("New User…"),
            self.create_user,
            self,
            icon="plus",
            shortcut="Ctrl+Shift+M",
            enabled=self.context.allowed("create_user"),
        )

    def menu_title(self) -> str:
        """Return the name of the page's menu."""
        return tr("&User")

    def menu_actions(self) -> list[QAction]:
        """Return the deeds that need no user to be chosen."""
        return [
            make_action(
                tr("Print a New Recovery Code…"),
                lambda: ReplaceRecoveryDialog(self.context, self).open(),
                self,
                icon="key",
                enabled=self.context.allowed("replace_recovery"),
            )
        ]

    def empty(self) -> EmptyState:
        """Return what stands where no user is found."""
        return EmptyState(
            tr("No user like this"), tr("Change the search or the filter above the list."), "users"
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for all ids."""
        return Ask(queries.user_ids, text, filter or "active")

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for the rows of some ids."""
        return Ask(queries.user_rows, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return _exported()

    def export_persons(self, record: UserRow) -> tuple[int, ...]:
        """Return the official whom a user's account is linked to."""
        return () if record.user.person_id is None else (record.user.person_id,)

    def ask_subject(self, id: int) -> Ask:
        """Ask for one user."""
        return Ask(queries.user_detail, id)

    def fill(self, detail: Detail, subject: UserRow) -> None:
        """Show one user."""
        user = subject.user
        chips = _role_chips(subject)
        if not user.active:
            chips = (ChipText(tr("Left"), Tone.NEUTRAL, "out"),)
        detail.headline(user.name, "", tr("Logs in as {user_name}", user_name=user.user_name), list(chips))
        leaving = self._leaving(subject)
        self.show_actions([*self._deeds(subject), *leaving], danger=leaving)
        if subject.must_change and user.active:
            detail.message(tr("Has a first password, to be changed at the next login."), Level.INFO)
        detail.facts(
            [
                (tr("Sees officials of"), _sees(subject)),
                (tr("Is this official"), subject.official or tr("no official")),
                (tr("Protected persons"), tr("may see them") if user.protected else tr("hidden")),
                (tr("Private reasons"), tr("may see them") if user.private else tr("hidden")),
                (tr("Last login"), _last(subject)),
                (tr("In the journal"), _entries(subject.deeds)),
            ]
        )
        if user.active:
            section = detail.section(tr("What these roles may do"))
            for role in (role for role in Role if role in user.roles):
                section.add(RowLine(tr(role.label), _DUTIES[role]()))

    def _last_short(self, row: UserRow) -> str:
        """Return when a user logged in last: the time today, else the day."""
        if row.last_login is None:
            return tr("never")
        language, day = screen_language(), row.last_login.astimezone().date()
        if day == self.context.clock.today():
            return tr("Today, {time}", time=language.clock_time(row.last_login))
        return language.day(day)

    def create_user(self) -> None:
        """Open the dialog of a new user."""
        UserDialog(self.context, None, self).open()

    def change_user(self, row: UserRow) -> None:
        """Open the dialog that changes a user."""
        UserDialog(self.context, row.user, self, official=row.official, own=row.own).open()

    def _deeds(self, row: UserRow) -> list[QAction]:
        if not row.user.active:
            return []
        may = self.context.allowed
        return [
            make_action(
                tr("Change User…"),
                lambda: self.change_user(row),
                self,
                icon="edit",
                shortcut="Ctrl+E",
                enabled=may("change_user"),
            ),
            make_action(
                tr("Reset Password…"),
                lambda: ResetPasswordDialog(self.context, row.user, self).open(),
                self,
                icon="key",
                enabled=may("reset_password"),
            ),
        ]

    def _leaving(self, row: UserRow) -> list[QAction]:
        if not row.user.active:
            return []
        return [
            make_action(
                tr("Deactivate User…"),
                lambda: DeactivateDialog(self.context, row.user, self).open(),
                self,
                icon="out",
                enabled=self.context.allowed("deactivate_user"),
            )
        ]


def register(context: Context) -> None:
    """Let Ctrl+K find users, for those who may see them."""
    if context.allowed("see_users"):
        context.finders.add(lambda: tr("Users"), _find)


def _find(desk: Any, text: str) -> list[Found]:
    rows = queries.user_rows(desk, queries.user_ids(desk, text)[:5])
    return [Found("user", row.id, row.user.name, row.user.user_name, "person") for row in rows]


def _role_chips(row: UserRow) -> tuple[ChipText, ...]:
    if not row.user.active:
        return (ChipText(tr("Left"), Tone.NEUTRAL, "out"),)
    return tuple(ChipText(tr(role.label), Tone.OUTLINE) for role in Role if role in row.user.roles)


def _exported() -> list[ExportColumn]:
    return [
        ExportColumn(tr("Name"), lambda row: row.user.name),
        ExportColumn(tr("User name"), lambda row: row.user.user_name),
        ExportColumn(
            tr("Roles"), lambda row: ", ".join(tr(role.label) for role in Role if role in row.user.roles)
        ),
        ExportColumn(tr("Sees"), _sees),
        ExportColumn(tr("Protected persons"), lambda row: tr("Yes") if row.user.protected else tr("No")),
        ExportColumn(tr("Private reasons"), lambda row: tr("Yes") if row.user.private else tr("No")),
        ExportColumn(tr("Last login"), lambda row: row.last_login, "date"),
        ExportColumn(tr("Active"), lambda row: tr("Yes") if row.user.active else tr("No")),
    ]


def _sees(row: UserRow) -> str:
    return row.organisation or tr("The whole desk")


def _last(row: UserRow) -> str:
    return screen_language().instant(row.last_login) if row.last_login else tr("never")


def _entries(count: int) -> str:
    return trn("{count} entry", "{count} entries", count)


_DUTIES = {
    Role.CLERK: lambda: tr("Registers persons and passports, takes trip requests, issues and prints slips."),
    Role.CUSTODIAN: lambda: tr("Keeps the safes, takes passports in, hands them out and gives them back."),
    Role.DESK_HEAD: lambda: tr("Does what a clerk does; corrects, voids papers, sets the letterhead."),
    Role.APPROVER: lambda: tr("Approves requests, sends them back or refuses them."),
    Role.AUDITOR: lambda: tr("Reads everything, verifies the journal; changes nothing."),
    Role.ADMINISTRATOR: lambda: tr("Looks after users, settings, backups; decides nothing about trips."),
}
