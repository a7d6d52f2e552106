"""The dialog of a split: what goes back, and where what came since shall stand."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from travel_desk.base.language import tr
from travel_desk.duplicates import actions
from travel_desk.duplicates.dialogs import words
from travel_desk.duplicates.queries import MergeView, Row
from travel_desk.shell import fonts
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import MessageLine
from travel_desk.shell.dialog import DeedDialog


class SplitDialog(DeedDialog):
    """Split a merged person; rows that came since stay unless they are ticked."""

    def __init__(self, context: Context, view: MergeView, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Split Again"),
            primary=tr("Split Again"),
            secondary=tr("Keep Merged"),
            parent=parent,
            width=620,
        )
        self.view = view
        self.boxes: dict[Row, QCheckBox] = {}
        self._lay_out()

    def submit(self) -> None:
        """Split."""
        assigned = [one.row for one, box in self.boxes.items() if box.isChecked()]
        self.run(actions.split_people, self.view.id, self.view.version, assigned)

    def _lay_out(self) -> None:
        view = self.view
        self.body.addWidget(
            label(
                tr(
                    "{gone} stands for itself again, beside {stands}.",
                    gone=view.gone.name,
                    stands=view.stands.name,
                ),
                wrap=True,
            )
        )
        self.body.addWidget(label(tr("Goes back to it"), "group"))
        back = words.belongings(Counter(one.row.table for one in view.back))
        self.body.addWidget(label("\n".join(back) or tr("Nothing belonged to it."), wrap=True))
        if view.added:
            self.body.addWidget(label(tr("Came since: tick what belongs to the entry split off"), "group"))
        for row in view.added:
            text = row.text if isinstance(row.text, str) else tr(row.text)
            whole = tr("{kind}: {text}", kind=tr(row.kind), text=text)
            box = QCheckBox()
            box.setText(box.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, fonts.scaled(500)))
            box.setAccessibleName(whole)
            box.setToolTip(whole)
            self.boxes[row] = box
            self.body.addWidget(self.field(f"{row.row.table}{row.row.row_id}", box))
        self.body.addWidget(
            MessageLine(tr("Values that the merge changed go back where nobody has changed them since."))
        )
        self.body.addStretch(1)
