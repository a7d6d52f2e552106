"""The dialogs of backups: where they go, and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from travel_desk.backups import actions
from travel_desk.backups.rules import Backup, Restore
from travel_desk.base.language import tr
from travel_desk.shell.buttons import button, label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import PasswordField, TextField, labelled


class BackUpDialog(DeedDialog):
    """Back up to a place, which is remembered. place: where backups went so far, "" for nowhere."""

    def __init__(self, context: Context, place: str, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            tr("Back Up"),
            primary=tr("Back Up Now"),
            secondary=tr("Not Now"),
            parent=parent,
            width=520,
        )
        self.place = TextField(place, tr("A folder on another disk"))
        where = tr("Daily backups go there too. A disk of its own survives what happens to this machine.")
        self.body.addWidget(self.field("place", labelled(tr("Folder for backups"), self.place, help=where)))
        self.body.addWidget(button(tr("Choose Folder…"), self._choose), 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Make the backup."""
        self.run(actions.back_up, self.place.value())

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Folder for backups"), self.place.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.place.set_value)
        dialog.open()


class RestoreDialog(DeedDialog):
    """Put a backup in the place of the desk. closed: called when the desk is closed, come what may."""

    def __init__(
        self, context: Context, found: Backup, user_name: str, closed: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            context, tr("Restore Backup"), primary=tr("Restore Backup"), parent=parent, danger=True,
            secondary=tr("Keep the Desk as It Is"), width=540,
        )  # fmt: skip
        self._found = found
        self._closed = closed
        said = tr(
            "The desk goes back to how it stood at journal entry {number}, {when}. What was done since stays "
            "in the folder of the old desk, which is kept. Papers are numbered in a new series, so that no "
            "number is given twice. Everybody logs in again.",
            number=str(found.head_number), when=found.made_at,
        )  # fmt: skip
        self.body.addWidget(label(said, "normal", wrap=True))
        self.user_name = TextField(user_name)
        self.password = PasswordField()
        self.body.addWidget(self.field("user_name", labelled(tr("Administrator"), self.user_name)))
        self.body.addWidget(self.field("password", labelled(tr("Password"), self.password)))
        self.body.addStretch(1)
        self.finished.connect(self._leave)

    def submit(self) -> None:
        """Close the desk and put the backup back."""
        wish = Restore(
            Path(self._found.path), self.context.desk.folder, self.user_name.value(), self.password.value()
        )
        self.run(actions.restore_here, wish)

    def _leave(self) -> None:
        """Whatever came of it: a desk that was closed can only be logged in to again."""
        if not self.context.desk.is_open:
            self._closed()
