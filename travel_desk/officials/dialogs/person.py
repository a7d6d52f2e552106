"""The fields of a person, with their checks while one types, and the dialogs that use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from travel_desk.base.language import tr
from travel_desk.base.partial import PartialDate
from travel_desk.officials import actions, queries, rules
from travel_desk.officials.dialogs.parts import show_problems
from travel_desk.officials.queries import Dossier
from travel_desk.officials.rules import Alike, PersonOrder
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import BirthField, Level, TextField, columns, labelled
from travel_desk.shell.fields.note import Labelled

_PAUSE = 250  # milliseconds of rest before the register is searched for somebody alike


class PersonFields(QWidget):
    """Names, birth date, nationality, personnel number; `alike_found` tells who may be the same.

    Made inside `dialog`, which hears of every change. own: the id of the person who is being edited.
    """

    alike_found = Signal(object)  # list[Alike]

    def __init__(
        self, dialog: DeedDialog, context: Context, order: PersonOrder | None = None, own: int = 0
    ) -> None:
        super().__init__(dialog)
        self.hide()  # it only holds the fields: they stand in the dialog's own layout
        self.context = context
        self.own = own
        self._touched: set[str] = set()
        self.native, self.surname, self.given = TextField(), _Capitals(), _Capitals()
        self.birth, self.nationality = BirthField(), _Capitals(length=3)
        self.number = TextField(hint=tr("None for who only travels"), length=30)
        self.protected = QCheckBox(tr("Protected person: seen only by who may see them"))
        self.show_order(order or PersonOrder())
        self.protected.toggled.connect(dialog.touched)
        self.labels = self._labels(dialog)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._look_for_alike)
        for name, one in self.labels.items():
            one.field.changed.connect(lambda name=name: self._changed(name))  # type: ignore[attr-defined]

    def rows(self) -> list[QWidget]:
        """Return the rows of fields, from top to bottom."""
        at = self.labels
        return [
            at["native_name"],
            columns([at["surname"], at["given_names"]]),
            columns([at["birth_date"], at["nationality"], (at["personnel_number"], 2)]),
        ]

    def order(self) -> PersonOrder:
        """Return what stands in the fields, as it would be kept."""
        order = PersonOrder(
            self.native.value(),
            self.surname.value(),
            self.given.value(),
            self.birth.partial(),
            self.nationality.value(),
            self.number.value(),
            self.protected.isChecked(),
        )
        return rules.clean_person(order)

    def show_order(self, order: PersonOrder) -> None:
        """Show a person."""
        self.native.set_value(order.native_name)
        self.surname.set_value(order.surname)
        self.given.set_value(order.given_names)
        self.birth.set_partial(order.birth_date)
        self.nationality.set_value(order.nationality)
        self.number.set_value(order.personnel_number)
        self.protected.setChecked(order.protected)

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        order = self.order()
        return {
            "native": order.native_name,
            "surname": order.surname,
            "given": order.given_names,
            "birth": str(order.birth_date or ""),
            "nationality": order.nationality,
            "number": order.personnel_number,
            "protected": order.protected,
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        birth = PartialDate.parse(kept["birth"]) if kept["birth"] else None
        names = (kept["native"], kept["surname"], kept["given"])
        self.show_order(PersonOrder(*names, birth, kept["nationality"], kept["number"], kept["protected"]))

    def complete(self, dialog: DeedDialog) -> bool:
        """Tell whether the person can be kept; what is wrong stands at its field."""
        if self.birth.is_wrong():
            unreadable = tr("Write 14.3.1979, or 3.1979 where the day is unknown, or the year alone.")
            dialog.problem(unreadable, "birth_date")
            return False
        for problem in rules.person_problems(self.order(), self.context.clock.today()):
            dialog.problem(problem.message, problem.field)
            return False
        return True

    def _labels(self, dialog: DeedDialog) -> dict[str, Labelled]:
        latin = tr("As in the passport: A to Z, space, hyphen, apostrophe")
        self.surname.setPlaceholderText(latin)
        self.given.setPlaceholderText(latin)
        made = {
            "native_name": labelled(tr("Name in the person's own script"), self.native),
            "surname": labelled(tr("Surname, Latin"), self.surname, tr("may be empty")),
            "given_names": labelled(tr("Given names, Latin"), self.given, tr("may be empty")),
            "birth_date": labelled(tr("Born"), self.birth),
            "nationality": labelled(tr("Nationality"), self.nationality),
            "personnel_number": labelled(tr("Personnel number"), self.number),
        }
        for name, one in made.items():
            dialog.field(name, one)
        return made

    def _changed(self, name: str) -> None:
        self._touched.add(name)
        order = self.order()
        touched = self._touched if order.native_name or order.surname else self._touched - {"native_name"}
        show_problems(self.labels, rules.person_problems(order, self.context.clock.today()), touched)
        self._propose()
        if name in ("native_name", "surname", "given_names", "birth_date"):
            self._rest.start()

    def _propose(self) -> None:
        # Only a hint: the passport itself says how the name is spelt.
        latin = rules.proposed_latin(self.native.value())
        if latin and not self.surname.value() and not self.given.value():
            hint = tr("Spelt {latin} in a passport, as ICAO proposes", latin=latin)
            self.labels["native_name"].note.say(hint)

    def _look_for_alike(self) -> None:
        order = self.order()
        if not (order.native_name or order.surname or order.given_names):
            self.alike_found.emit([])
            return
        self.context.read(queries.alike, order, done=self._found, channel=f"alike-{self.own}", owner=self)

    def _found(self, found: list[Alike]) -> None:
        self.alike_found.emit([one for one in found if one.person.id != self.own])


class _Capitals(TextField):
    """A line that turns what is typed into capitals, as a passport prints it."""

    def __init__(self, text: str = "", length: int = 120) -> None:
        super().__init__(text, length=length)
        self.textEdited.connect(self._raise_letters)

    def _raise_letters(self, text: str) -> None:
        if text != text.upper():
            at = self.cursorPosition() + len(text.upper()) - len(text)
            self.setText(text.upper())
            self.setCursorPosition(at)


class ChangePerson(DeedDialog):
    """Change names, birth date, nationality, personnel number or protection."""

    def __init__(self, context: Context, found: Dossier, parent: QWidget) -> None:
        name = found.person.native_name or rules.latin(found.person.surname, found.person.given_names)
        super().__init__(
            context,
            tr("Edit {name}", name=name),
            primary=tr("Save Person"),
            parent=parent,
            width=640,
            draft=("change_person", str(found.id)),
        )
        self.found = found
        self.person = PersonFields(self, context, found.person, own=found.id)
        for row in self.person.rows():
            self.body.addWidget(row)
        self.body.addWidget(self.person.protected)
        self.body.addStretch(1)
        self.person.alike_found.connect(self._warn)
        self.person.native.setFocus()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps; the version tells whether it still fits."""
        return {"version": self.found.version, **self.person.collect()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft, unless the person has changed since."""
        if content["version"] == self.found.version:
            self.person.restore(content)

    def submit(self) -> None:
        """Save the person."""
        if self.person.complete(self):
            order = self.person.order()
            self.run(actions.change_person, self.found.id, self.found.version, order)

    def _warn(self, found: list[Alike]) -> None:
        note = self.person.labels["birth_date"].note
        if found and not self.person.birth.is_wrong():
            note.say(tr(found[0].message), Level.WARNING)


def change_person(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that changes a person."""
    ChangePerson(context, found, parent).open()
