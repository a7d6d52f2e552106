"""Creating, changing and deactivating a user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from travel_desk.access import actions, queries
from travel_desk.access.rules import User, UserOrder, clean_user_name, password_faults
from travel_desk.base.language import tr
from travel_desk.base.message import Message
from travel_desk.base.roles import Role
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import (
    Choice,
    FindField,
    Level,
    PasswordField,
    Suggestion,
    TextField,
    columns,
    labelled,
)

_DUTIES = {
    Role.CLERK: lambda: tr("registers persons, takes requests, issues slips"),
    Role.CUSTODIAN: lambda: tr("keeps the safes, hands passports out and in"),
    Role.DESK_HEAD: lambda: tr("does what a clerk does, corrects and voids"),
    Role.APPROVER: lambda: tr("decides requests"),
    Role.AUDITOR: lambda: tr("reads everything and verifies the journal"),
    Role.ADMINISTRATOR: lambda: tr("looks after users, settings and backups"),
}


class UserDialog(DeedDialog):
    """A new user (`user` None), or another name, roles, scope and link of one.

    official: the linked official's name, for the field. own: True where somebody looks at themselves,
    who may correct no more than their name.
    """

    place: Choice[str]
    official: FindField
    protected: QCheckBox
    private: QCheckBox
    _wanted_place: str
    _places_shown: bool

    def __init__(
        self,
        context: Context,
        user: User | None,
        parent: QWidget,
        *,
        official: str = "",
        own: bool = False,
    ) -> None:
        title = tr("New User") if user is None else tr("Change User")
        super().__init__(
            context,
            title,
            primary=tr("Create User") if user is None else tr("Change User"),
            secondary=tr("Leave as It Is") if user else tr("Do Not Create"),
            parent=parent,
            width=600,
            draft=("create_user", "") if user is None else None,
        )
        self.user = user
        self.name = TextField(user.name if user else "")
        self.user_name = TextField(user.user_name if user else "", length=40)
        self.user_name.setEnabled(user is None)
        named = self.field("user_name", labelled(tr("User name, for the login"), self.user_name))
        self.body.addWidget(
            columns([self.field("name", labelled(tr("Name, as on papers"), self.name)), named])
        )
        self.password: PasswordField | None = None
        if user is None:
            self._ask_first_password()
        self._roles: dict[Role, QCheckBox] = {}
        self.body.addWidget(self._role_boxes(user))
        self._scope(user, official)
        self.body.addStretch(1)
        self._hold(own)
        self._read_places()

    def submit(self) -> None:
        """Create or change the user."""
        order = UserOrder(
            clean_user_name(self.user_name.value()),
            self.name.value(),
            frozenset(role for role, box in self._roles.items() if box.isChecked()),
            self.place.value() or "",
            self.protected.isChecked(),
            self.private.isChecked(),
            self.official.value(),
        )
        if self.user is None:
            assert self.password is not None
            self.run(actions.create_user, order, self.password.value(), done=self._created)
        else:
            self.run(actions.change_user, self.user.id, self.user.version, order)

    def collect(self) -> dict[str, Any] | None:
        """Return what a draft keeps; never a password."""
        return {
            "name": self.name.value(),
            "user_name": self.user_name.value(),
            "roles": [role.value for role, box in self._roles.items() if box.isChecked()],
            "place": self.place.value() if self._places_shown else self._wanted_place,
            "official": [self.official.value(), self.official.text()],
            "protected": self.protected.isChecked(),
            "private": self.private.isChecked(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the dialog from a draft."""
        self.name.set_value(content["name"])
        self.user_name.set_value(content["user_name"])
        for role, box in self._roles.items():
            box.setChecked(role.value in content["roles"])
        # A scope that a draft forgot would come back as the whole desk.
        self._wanted_place = content.get("place", self._wanted_place)
        self.place.set_value(self._wanted_place)
        person, name = content.get("official", (None, ""))
        self.official.set_value(person, name)
        self.protected.setChecked(content.get("protected", False))
        self.private.setChecked(content.get("private", False))

    def _ask_first_password(self) -> None:
        self.password = PasswordField()
        help_ = tr("At least 10 characters. It serves once: at the first login the user chooses their own.")
        field = labelled(tr("First password"), self.password, help=help_)
        self.body.addWidget(self.field("password", field))

        def judge() -> None:
            assert self.password is not None
            faults = password_faults(self.password.value(), self.user_name.value())
            if not self.password.value():
                field.note.say(help_)
            elif faults:
                field.note.say(tr(faults[0]), Level.WARNING)
            else:
                field.note.say(tr("This password will do."), Level.OK)

        self.password.changed.connect(judge)

    def _role_boxes(self, user: User | None) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(12)
        grid.addWidget(label(tr("Roles"), "label"), 0, 0, 1, 2)
        for row, role in enumerate(Role, start=1):
            box = QCheckBox(tr(role.label))
            box.setChecked(user is not None and role in user.roles)
            box.toggled.connect(self.touched)
            duty = label(_DUTIES[role](), "muted")
            box.setAccessibleDescription(duty.text())
            grid.addWidget(box, row, 0)
            grid.addWidget(duty, row, 1)
            self._roles[role] = box
        grid.setColumnStretch(1, 1)
        return inside

    def _scope(self, user: User | None, official: str) -> None:
        self._wanted_place = user.organisation_path if user else ""
        self._places_shown = False  # the organisations are being read
        self.place = Choice[str]([("", tr("The whole desk"))], "")
        self.official = FindField(
            self.context, queries.find_officials, _present, hint=tr("Name or personnel number")
        )
        if user is not None and user.person_id is not None:
            self.official.set_value(user.person_id, official)
        self.protected = QCheckBox(tr("May see protected persons"))
        self.private = QCheckBox(tr("May see private reasons, such as treatment"))
        self.protected.setChecked(user is not None and user.protected)
        self.private.setChecked(user is not None and user.private)
        boxes = QWidget()
        inner = QVBoxLayout(boxes)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.protected)
        inner.addWidget(self.private)
        help_ = tr("Nobody handles their own case.")
        self.body.addWidget(
            columns(
                [
                    self.field("organisation_path", labelled(tr("Sees officials of"), self.place)),
                    self.field(
                        "person_id", labelled(tr("Is this official, if one"), self.official, help=help_)
                    ),
                ]
            )
        )
        self.body.addWidget(boxes)

    def _hold(self, own: bool) -> None:
        """Grey what nobody changes about themselves."""
        if not own:
            return
        for widget in (*self._roles.values(), self.place, self.official, self.protected, self.private):
            widget.setEnabled(False)
        self.footnote(tr("Another administrator changes your roles and scope."), "info", "muted")

    def _read_places(self) -> None:
        self.context.read(queries.places, done=self._show_places, owner=self)

    def _show_places(self, places: list[queries.Place]) -> None:
        indent = "   "
        choices = [("", tr("The whole desk"))] + [(p.path, indent * p.depth + p.name) for p in places]
        self.place.set_choices(choices, self._wanted_place)
        self._places_shown = True

    def _created(self, user_id: int) -> None:
        self.context.toast(tr("The user was created."))
        self.context.open("user", user_id)


class DeactivateDialog(DeedDialog):
    """A plain confirmation before a user leaves for good."""

    def __init__(self, context: Context, user: User, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Deactivate User"),
            primary=tr("Deactivate {name}", name=user.name),
            secondary=tr("Keep User"),
            parent=parent,
            danger=True,
            width=460,
        )
        self._user = user
        self.body.addWidget(
            label(tr("{name} will not log in any more.", name=user.name), "headline", wrap=True)
        )
        for line in (
            tr("Their key slot is removed and the desk gets a new key, so that a copy they may have made "
               "opens nothing new."),
            tr("What they did stays in the journal under their name."),
            tr("It can’t be undone: someone who comes back is a new user."),
        ):  # fmt: skip
            self.body.addWidget(label(line, "", wrap=True))
        self.body.addStretch(1)

    def submit(self) -> None:
        """Deactivate the user."""
        self.run(actions.deactivate_user, self._user.id, self._user.version, done=self._left)

    def _left(self, problem: Message | None) -> None:
        if problem is None:
            self.context.toast(tr("The user was deactivated, and the desk has a new key."))
        else:
            self.context.toast(tr("The user was deactivated. The new key follows at the next login: {why}",
                                  why=problem))  # fmt: skip


def _present(found: queries.Official) -> Suggestion:
    return Suggestion(found.id, found.native_name or found.latin, found.latin, found.personnel_number)
