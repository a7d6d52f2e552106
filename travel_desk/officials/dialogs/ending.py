"""The dialog that ends a dated row: a post, a category or a clearance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from travel_desk.base.language import tr
from travel_desk.officials.dialogs.parts import until_of
from travel_desk.officials.queries import Dossier
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, DateField, columns, labelled
from travel_desk.shell.fields.note import Labelled


@dataclass(frozen=True, slots=True)
class Ended:
    """A row that may be ended: its id, how it is said, its first day and its last, where it has one."""

    id: int
    text: str
    from_day: date
    last_day: date | None


class EndDialog(DeedDialog):
    """End one of `rows` on a last day, or strike it where it was entered by mistake.

    action: `action(desk, person_id, version, row_id, until_day)`. restricted: the dialog also asks until
    when travel stays restricted, and hands that day on as a last argument.
    """

    def __init__(
        self,
        context: Context,
        found: Dossier,
        parent: QWidget,
        title: str,
        row_label: str,
        rows: Sequence[Ended],
        action: Callable[..., Any],
        *,
        restricted: bool = False,
    ) -> None:
        super().__init__(context, title, primary=title, parent=parent, width=520)
        self.found, self.rows, self.action = found, {row.id: row for row in rows}, action
        self.row = Choice([(row.id, row.text) for row in rows])
        self.last = DateField(context.clock, context.clock.today())
        self.mistake = QCheckBox(tr("It was entered by mistake: strike it, as if it never was"))
        self.restricted = DateField(context.clock) if restricted else None
        self.body.addWidget(self.field("row", labelled(row_label, self.row)))
        fields: list[QWidget | tuple[QWidget, int]] = [
            self.field("until_day", labelled(tr("Last day"), self.last))
        ]
        if self.restricted is not None:
            stays: Labelled = labelled(tr("Travel restricted until"), self.restricted, tr("may be empty"))
            fields.append(self.field("restricted_until", stays))
        self.body.addWidget(columns(fields))
        self.body.addWidget(self.mistake)
        self.body.addStretch(1)
        self.mistake.toggled.connect(self._strike)
        self.row.changed.connect(self._show_row)
        self._show_row()
        self.last.setFocus()

    def submit(self) -> None:
        """End the row."""
        row = self.rows[self.row.value() or 0]
        until = row.from_day if self.mistake.isChecked() else until_of(self.last.day())
        if until is None:
            self.problem(tr("Write the last day on which it counts."), "until_day")
            return
        if self.restricted is not None and self.restricted.is_wrong():
            self.problem(tr("Write the last day of the restriction, or leave it empty."), "restricted_until")
            return
        more = () if self.restricted is None else (self._restricted_until(),)
        self.run(self.action, self.found.id, self.found.version, row.id, until, *more)

    def _restricted_until(self) -> date | None:
        if self.restricted is None or self.mistake.isChecked():
            return None
        return until_of(self.restricted.day())

    def _show_row(self) -> None:
        row = self.rows.get(self.row.value() or 0)
        if row is not None:
            self.last.set_day(row.last_day or self.context.clock.today())

    def _strike(self, on: bool) -> None:
        self.last.setEnabled(not on)
        if self.restricted is not None:
            self.restricted.setEnabled(not on)
