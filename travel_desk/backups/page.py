"""The Backup page: what copies there are, making one, checking one, putting one back."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtGui import QAction

from travel_desk.backups import queries
from travel_desk.backups.dialogs import BackUpDialog, RestoreDialog
from travel_desk.backups.rules import Backup, id_of
from travel_desk.base.language import in_days, screen_language, tr
from travel_desk.shell.buttons import make_action
from travel_desk.shell.cells import Lines, Text
from travel_desk.shell.context import Said
from travel_desk.shell.detail import Detail
from travel_desk.shell.fields import Level
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, ListPage
from travel_desk.shell.rows import Column


class BackupsPage(ListPage):
    """The backups of the desk, the newest first."""

    key = "backups"
    icon = "backup"
    kind = "backup"
    verb = "see_backups"
    administration = True
    subjects = frozenset({"backups"})
    opens = frozenset({"backup"})

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Backup")

    def menu_title(self) -> str:
        """Return the name of the page's menu."""
        return tr("&Backup")

    def columns(self) -> list[Column]:
        """Return when, with which head, by which version."""
        return [
            Column(tr("Made"), 240, self._when, stretch=True),
            Column(tr("Journal entry"), 120, lambda one: Text(str(one.head_number), muted=True)),
            Column(tr("Program"), 90, lambda one: Text(one.version, muted=True)),
        ]

    def primary(self) -> QAction | None:
        """Return the deed of the header."""
        return make_action(
            tr("Back Up…"), self.back_up, self, icon="backup", shortcut="Ctrl+Shift+B",
            enabled=self.context.allowed("back_up"),
        )  # fmt: skip

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Search backups")

    def empty(self) -> EmptyState:
        """Return what to do where there is no backup."""
        return EmptyState(
            tr("No backup yet"),
            tr("Choose a folder on another disk with Back Up…; from then on the desk is backed up daily."),
            "backup",
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for all backups in the desk's place."""
        return Ask(queries.ids, text)

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for some backups."""
        return Ask(queries.rows, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return _exported()

    def ask_subject(self, id: int) -> Ask:
        """Ask for one backup."""
        return Ask(queries.backup, id)

    def fill(self, detail: Detail, subject: Backup) -> None:
        """Show one backup."""
        language = screen_language()
        when = subject.made_at.astimezone()
        detail.headline(
            language.instant(subject.made_at), subject.name, tr(in_days(when.date(), self._today()))
        )
        self.show_actions(
            [make_action(tr("Check Backup"), partial(self.check, subject), self, icon="shield")],
            danger=[
                make_action(
                    tr("Restore Backup…"), partial(self.restore, subject), self, icon="undo",
                    enabled=self.context.allowed("restore"),
                )
            ],
        )  # fmt: skip
        head = " ".join(subject.head_hash[i : i + 4] for i in range(0, 64, 4))
        detail.facts(
            [
                (tr("Last journal entry in it"), str(subject.head_number)),
                (tr("Number series"), str(subject.generation)),
                (tr("Made by program version"), subject.version),
                (tr("Folder"), subject.path),
                (tr("Journal head"), head),
            ]
        )

    def back_up(self) -> None:
        """Ask where to, and back up."""
        self.context.read(queries.place, done=self._back_up_to, owner=self)

    def check(self, found: Backup) -> None:
        """Open the backup and check every page and file of it."""
        self.context.read(queries.check, found.path, done=self._sound, failed=self._harmed, owner=self)

    def restore(self, found: Backup) -> None:
        """Ask for the administrator's password and put the backup back."""
        RestoreDialog(self.context, found, self.context.desk.session.user_name, self._closed, self).open()

    def _back_up_to(self, place: str) -> None:
        dialog = BackUpDialog(self.context, place, self)
        dialog.deed_done.connect(lambda made: self.context.open("backup", id_of(made.name)))
        dialog.open()

    def _sound(self, found: Backup) -> None:
        self.context.toast(tr("The backup of {when} is whole and opens.", when=found.made_at))

    def _harmed(self, said: Said) -> None:
        self.detail.message(tr(said.message), Level.ERROR)

    def _closed(self) -> None:
        lock = getattr(self.window(), "lock_wanted", None)
        if lock is not None:
            lock.emit()

    def _today(self) -> date:
        return self.context.clock.today()

    def _when(self, one: Backup) -> Lines:
        return Lines(screen_language().instant(one.made_at), one.name)


def _exported() -> list[ExportColumn]:
    return [
        ExportColumn(tr("Made"), lambda one: one.made_at, "date"),
        ExportColumn(tr("Journal entry"), lambda one: one.head_number, "number"),
        ExportColumn(tr("Journal head"), lambda one: one.head_hash),
        ExportColumn(tr("Number series"), lambda one: one.generation, "number"),
        ExportColumn(tr("Program"), lambda one: one.version),
        ExportColumn(tr("Folder"), lambda one: one.path),
    ]
