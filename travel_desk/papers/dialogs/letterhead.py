"""The letterhead: what stands at the head and foot of every paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.papers import actions, queries
from travel_desk.papers.rules import HeadLines
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import FilesField, GivenFile, TextField, labelled
from travel_desk.shell.preview import PaperPreview


class LetterheadDialog(DeedDialog):
    """Change the letterhead; papers that are stored already stay as they are."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Letterhead"),
            primary=tr("Change Letterhead"),
            secondary=tr("Leave as It Is"),
            parent=parent,
            width=520,
        )
        self.country, self.organisation = TextField(), TextField()
        self.desk, self.address = TextField(), TextField(hint=tr("4 Harbour Square, room 12"))
        for name, title, field in (
            ("country", tr("Country"), self.country),
            ("organisation", tr("Organisation"), self.organisation),
            ("desk", tr("Name of the desk"), self.desk),
            ("address", tr("Where the desk is found"), self.address),
        ):
            self.body.addWidget(self.field(name, labelled(title, field)))
        self.emblem = FilesField(context, tr("Choose Picture…"), tr("Pictures (*.png *.jpg *.jpeg)"))
        help = tr("PNG or JPEG, square; black on white prints best. Without one a neutral emblem is printed.")
        self.body.addWidget(self.field("emblem", labelled(tr("Emblem"), self.emblem, help=help)))
        self.body.addStretch(1)
        self.add_footer_action(make_action(tr("Test Sheet…"), self.show_sample, self, icon="print"))
        self.country.setFocus()
        context.read(queries.head_lines, done=self._show, owner=self)

    def submit(self) -> None:
        """Change the letterhead."""
        files = self.emblem.value()
        lines = HeadLines(
            self.country.value(), self.organisation.value(), self.desk.value(), self.address.value(),
            files[-1].content if files else None,
        )  # fmt: skip
        self.run(actions.set_letterhead, lines)

    def show_sample(self) -> None:
        """Show a test sheet with the letterhead as it is kept now."""
        self.context.read(actions.sample_sheet, screen_language(), done=self._show_sample, owner=self)

    def _show_sample(self, content: bytes) -> None:
        PaperPreview(self.context, tr("Test Sheet"), content, "test-sheet.pdf", parent=self).open()

    def _show(self, lines: HeadLines) -> None:
        self.country.set_value(lines.country)
        self.organisation.set_value(lines.organisation)
        self.desk.set_value(lines.desk)
        self.address.set_value(lines.address)
        if lines.emblem is not None:
            self.emblem.set_value([GivenFile(tr("Emblem"), lines.emblem)])
