"""The fields of a booklet, with their checks while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.officials import rules
from travel_desk.officials.dialogs.parts import choices, day_text, put_day, show_problems
from travel_desk.officials.dialogs.zone import Slot
from travel_desk.officials.rules import Passport, PassportKind, PassportOrder
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, DateField, Level, TextField, columns, labelled


class PassportFields(QWidget):
    """Kind, number, issuing state and dates of a booklet; it only holds them for `dialog`."""

    def __init__(self, dialog: DeedDialog, context: Context, passport: Passport | None = None) -> None:
        super().__init__(dialog)
        self.hide()
        self.context = context
        self._touched: set[str] = set()
        self.kind = Choice(choices(PassportKind), passport.kind if passport else PassportKind.SERVICE)
        self.number = TextField(passport.number if passport else "", length=12)
        self.state = TextField(passport.issuing_state if passport else "UTO", length=3)
        self.issued = DateField(context.clock, passport.issued_on if passport else None)
        self.expires = DateField(context.clock, passport.expires_on if passport else None)
        self.labels = {
            "kind": labelled(tr("Kind of passport"), self.kind),
            "number": labelled(tr("Passport number"), self.number),
            "issuing_state": labelled(tr("Issuing state"), self.state),
            "issued_on": labelled(tr("Issued on"), self.issued),
            "expires_on": labelled(tr("Expires on"), self.expires),
        }
        for name, one in self.labels.items():
            dialog.field(name, one)
            one.field.changed.connect(lambda name=name: self._changed(name))  # type: ignore[attr-defined]

    def rows(self) -> list[QWidget]:
        """Return the rows of fields."""
        at = self.labels
        return [
            columns([at["kind"], at["number"], at["issuing_state"]]),
            columns([at["issued_on"], at["expires_on"]]),
        ]

    def slots(self) -> dict[str, Slot]:
        """Return the fields that a machine-readable zone speaks of."""
        at = self.labels
        return {
            "number": Slot(self.number.value, self.number.set_value, at["number"]),
            "issuing_state": Slot(self.state.value, self.state.set_value, at["issuing_state"]),
            "expires_on": Slot(self.expires.day, self.expires.set_day, at["expires_on"]),
        }

    def is_empty(self) -> bool:
        """Tell whether no booklet was entered."""
        return not (self.number.value() or self.issued.text() or self.expires.text())

    def order(self) -> PassportOrder | None:
        """Return the booklet as it would be kept; None while a day is missing or unreadable."""
        issued, expires, kind = self.issued.day(), self.expires.day(), self.kind.value()
        if issued is None or expires is None or kind is None:
            return None
        return rules.clean_passport(
            PassportOrder(kind, self.number.value(), issued, expires, self.state.value())
        )

    def complete(self, dialog: DeedDialog) -> bool:
        """Tell whether the booklet can be kept; what is wrong stands at its field."""
        for name, field in (("issued_on", self.issued), ("expires_on", self.expires)):
            if field.day() is None:
                dialog.problem(tr("Write the day as it is printed in the passport."), name)
                return False
        order = self.order()
        assert order is not None
        for problem in rules.passport_problems(order, self.context.clock.today()):
            dialog.problem(problem.message, problem.field)
            return False
        return True

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {
            "kind": self.kind.value(),
            "number": self.number.value(),
            "state": self.state.value(),
            "issued": day_text(self.issued),
            "expires": day_text(self.expires),
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.kind.set_value(PassportKind(kept["kind"]))
        self.number.set_value(kept["number"])
        self.state.set_value(kept["state"])
        put_day(self.issued, kept["issued"])
        put_day(self.expires, kept["expires"])

    def _changed(self, name: str) -> None:
        self._touched.add(name)
        order, today = self.order(), self.context.clock.today()
        if order is None:
            return
        problems = rules.passport_problems(order, today)
        show_problems(self.labels, problems, self._touched)
        remark = rules.passport_remark(order, today)
        if remark is not None and not problems:
            self.labels["expires_on"].note.say(tr(remark), Level.WARNING)
