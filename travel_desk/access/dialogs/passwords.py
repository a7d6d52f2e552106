"""Passwords and the recovery slot."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.access import actions
from travel_desk.access.rules import User, password_faults
from travel_desk.base.language import tr
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Level, PasswordField, columns, labelled
from travel_desk.shell.preview import PaperPreview


class _NewPassword(DeedDialog):
    """What both password dialogs share: the new password twice, judged while it is typed."""

    def _ask_new(self, user_name: str) -> None:
        self.new, self.again = PasswordField(), PasswordField()
        first = labelled(tr("New password"), self.new, help=tr("At least 10 characters."))
        second = labelled(tr("New password again"), self.again)
        self.body.addWidget(columns([self.field("password", first), self.field("again", second)]))

        def judge() -> None:
            faults = password_faults(self.new.value(), user_name)
            if not self.new.value():
                first.note.say(tr("At least 10 characters."))
            elif faults:
                first.note.say(tr(faults[0]), Level.WARNING)
            else:
                first.note.say(tr("This password will do."), Level.OK)
            differ = self.again.value() and self.again.value() != self.new.value()
            second.note.say(tr("The two differ.") if differ else "", Level.WARNING)

        self.new.changed.connect(judge)
        self.again.changed.connect(judge)

    def _same(self) -> bool:
        if self.new.value() == self.again.value():
            return True
        self.problem(tr("The two new passwords differ. Type the second one again."), "again")
        return False


class ChangePasswordDialog(_NewPassword):
    """One's own password."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Change Password"),
            primary=tr("Change Password"),
            secondary=tr("Keep the Old One"),
            parent=parent,
            width=520,
        )
        self.old = PasswordField()
        self.body.addWidget(self.field("old", labelled(tr("Present password"), self.old)))
        self._ask_new("")
        self.body.addStretch(1)

    def submit(self) -> None:
        """Change it."""
        if self._same():
            self.run(actions.change_password, self.old.value(), self.new.value(), done=self._changed)

    def _changed(self, _user_id: int) -> None:
        self.context.toast(tr("Your password was changed."))


class ResetPasswordDialog(_NewPassword):
    """A new first password for somebody who forgot theirs."""

    def __init__(self, context: Context, user: User, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Reset Password"),
            primary=tr("Reset Password"),
            secondary=tr("Keep the Old One"),
            parent=parent,
            width=520,
        )
        self._user = user
        self.body.addWidget(
            label(tr("A new first password for {name}", name=user.name), "headline", wrap=True)
        )
        line = tr("Tell it to them in person. They choose their own at the next login.")
        self.body.addWidget(label(line, "", wrap=True))
        self._ask_new(user.user_name)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Reset it."""
        if self._same():
            self.run(
                actions.reset_password, self._user.id, self._user.version, self.new.value(), done=self._reset
            )

    def _reset(self, _user_id: int) -> None:
        self.context.toast(tr("The password was reset."))


class ReplaceRecoveryDialog(DeedDialog):
    """A new recovery sheet, confirmed by a second person; the old one is worthless then."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Print a New Recovery Code"),
            primary=tr("Make a New Code"),
            secondary=tr("Keep the Old Code"),
            parent=parent,
            width=540,
        )
        for line in (
            tr("The code on the sheet opens the desk when no password does. A new sheet makes the old one "
               "worthless: destroy it."),
            tr("Print it at once and lock it away; it is shown only this time."),
        ):  # fmt: skip
            self.body.addWidget(label(line, "", wrap=True))
        self._panel = self.ask_second(
            tr("Whoever holds the code can open everything, so two people make it.")
        )
        self.body.addStretch(1)

    def submit(self) -> None:
        """Make the new code and show its sheet."""
        if not self._panel.is_complete():
            self.problem(tr("Let the second person give their user name and password."), "second")
            return
        self.run(actions.make_recovery_sheet, *self._panel.credentials(), done=self._show)

    def _show(self, sheet: bytes) -> None:
        parent = self.parentWidget()
        PaperPreview(self.context, tr("Recovery sheet"), sheet, "recovery-sheet.pdf", parent=parent).open()
