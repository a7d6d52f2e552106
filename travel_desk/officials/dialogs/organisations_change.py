"""Renaming an organisation and moving it elsewhere in the tree, each from a day on."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from travel_desk.base.language import tr
from travel_desk.officials import actions
from travel_desk.officials.dialogs.parts import organisation_field, short
from travel_desk.officials.rules import Move, Organisation, Rename
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import DateField, TextField, columns, labelled


class DayAndPaper:
    """The two fields that every change of an organisation asks for: from which day, by which paper."""

    def __init__(self, dialog: DeedDialog) -> None:
        self._dialog = dialog
        self.day = DateField(dialog.context.clock, dialog.context.clock.today())
        self.paper = TextField(hint=tr("Act or order, such as Decree 12/2026"))

    def row(self) -> QWidget:
        """Return both side by side."""
        day = self._dialog.field("day", labelled(tr("From"), self.day))
        paper = self._dialog.field("paper", labelled(tr("By which paper"), self.paper))
        return columns([day, (paper, 2)])

    def missing(self) -> bool:
        """Say that the day is missing, where it is."""
        if self.day.day() is None:
            self._dialog.problem(tr("Write the day from which it counts."), "day")
            return True
        return False


class RenameOrganisation(DeedDialog):
    """Give an organisation a new name from a day on; the old name stays for the days before."""

    def __init__(self, context: Context, parent: QWidget, place: Organisation) -> None:
        super().__init__(
            context,
            tr("Rename {name}", name=short(place.name)),
            primary=tr("Rename Organisation"),
            parent=parent,
            width=600,
        )
        self.place = place
        self.name = TextField(place.name)
        self.when = DayAndPaper(self)
        text = tr(
            "The old name is kept for the days before: dossiers and papers of those days show it. A name "
            "that was misspelt is put right by Correct."
        )
        self.body.addWidget(label(text, "muted", wrap=True))
        self.body.addWidget(self.field("name", labelled(tr("New name"), self.name)))
        self.body.addWidget(self.when.row())
        self.body.addStretch(1)
        self.name.setFocus()
        self.name.selectAll()

    def submit(self) -> None:
        """Rename it."""
        day = self.when.day.day()
        if self.when.missing() or day is None:
            return
        order = Rename(self.name.value(), day, self.when.paper.value())
        self.run(actions.rename_organisation, self.place.id, self.place.version, order)


class MoveOrganisation(DeedDialog):
    """Let an organisation stand elsewhere in the tree from a day on, with all that is under it."""

    def __init__(self, context: Context, parent: QWidget, place: Organisation) -> None:
        super().__init__(
            context,
            tr("Move {name}", name=short(place.name)),
            primary=tr("Move Organisation"),
            parent=parent,
            width=600,
        )
        self.place = place
        self.above = organisation_field(context)
        self.root = QCheckBox(tr("It becomes a root of the tree"))
        self.root.setEnabled(place.parent_id is not None)
        self.when = DayAndPaper(self)
        self.body.addWidget(self.field("parent_id", labelled(tr("Stands under"), self.above)))
        self.body.addWidget(self.root)
        self.body.addWidget(self.when.row())
        note = tr("Its units move with it. Users who see only this part of the tree go on seeing it.")
        self.body.addWidget(label(note, "muted", wrap=True))
        self.body.addStretch(1)
        self.root.toggled.connect(lambda on: self.above.setEnabled(not on))
        self.root.toggled.connect(self.touched)
        self.above.setFocus()

    def submit(self) -> None:
        """Move it."""
        above, day = self.above.value(), self.when.day.day()
        if above is None and not self.root.isChecked():
            self.problem(tr("Choose the organisation from those found."), "parent_id")
            return
        if self.when.missing() or day is None:
            return
        order = Move(None if self.root.isChecked() else above, day, self.when.paper.value())
        self.run(actions.move_organisation, self.place.id, self.place.version, order)
