"""Voiding a paper: it keeps its number, and can't be printed any more."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.papers import actions
from travel_desk.papers.queries import PaperRow
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import RowLine
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import TextArea, labelled


class VoidDialog(DeedDialog):
    """Void one paper, with the reason."""

    def __init__(self, context: Context, paper: PaperRow, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Void Paper"),
            primary=tr("Void Paper"),
            secondary=tr("Keep Paper"),
            parent=parent,
            danger=True,
            width=520,
        )
        self.paper = paper
        self.body.addWidget(RowLine(paper.number, tr(paper.kind.label), paper.native or paper.latin))
        told = tr(
            "The paper stays in the register with its number, but is never printed again."
            " This can't be undone."
        )
        self.body.addWidget(label(told, wrap=True))
        self.reason = TextArea(lines=2)
        self.body.addWidget(self.field("reason", labelled(tr("Reason"), self.reason)))
        self.body.addStretch(1)
        self.reason.setFocus()

    def submit(self) -> None:
        """Void the paper."""
        self.run(actions.void_paper, self.paper.id, self.paper.version, self.reason.value())
