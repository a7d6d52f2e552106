"""The settings of the whole desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.access import actions, queries
from travel_desk.base.language import tr
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, TextField, labelled


class DeskSettingsDialog(DeedDialog):
    """When the window locks, and where backups go."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Desk Settings"),
            primary=tr("Keep Settings"),
            secondary=tr("Leave as It Is"),
            parent=parent,
            width=480,
        )
        minutes = [(n, tr("{minutes} minutes", minutes=str(n))) for n in (2, 3, 5, 10, 15)]
        self.idle = Choice[int]([(1, tr("1 minute")), *minutes], 3)
        help_ = tr("From the next login on, at every workstation.")
        self.body.addWidget(
            self.field("idle_minutes", labelled(tr("The window locks when nobody touches it for"), self.idle,
                                                help=help_))
        )  # fmt: skip
        self.backups = TextField()
        where = tr("A folder on another disk or a stick.")
        self.body.addWidget(self.field("place", labelled(tr("Folder for backups"), self.backups, help=where)))
        self.body.addStretch(1)
        context.read(queries.desk_settings, done=self._show, owner=self)

    def submit(self) -> None:
        """Keep what changed."""
        wanted: dict[str, object] = {"idle_minutes": self.idle.value(), "backup_place": self.backups.value()}
        self.run(actions.change_settings, wanted, done=self._kept)

    def _show(self, settings: queries.DeskSettings) -> None:
        self.idle.set_value(settings.idle_minutes)
        self.backups.set_value(settings.backup_place)

    def _kept(self, _value: object) -> None:
        self.context.toast(tr("The settings were kept."))
