"""Which passport each traveller uses, who leads, and how many days abroad the year already has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import tr
from travel_desk.shell import fonts
from travel_desk.shell.buttons import label
from travel_desk.shell.fields import Choice
from travel_desk.trips.rules import Booklet


@dataclass(frozen=True, slots=True)
class Owner:
    """A traveller with their passports. days: "12 + 5", before this trip and of it."""

    person_id: int
    name: str
    latin: str
    booklets: tuple[Booklet, ...]
    days: str


class PassportsField(QFrame):
    """One row a traveller: leads, name, passport to use, days abroad."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "grid")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(1)
        self._shown: tuple[Owner, ...] = ()
        self._choices: dict[int, Choice[int | None]] = {}
        self._leads: dict[int, QRadioButton] = {}
        self._group = QButtonGroup(self)

    def value(self) -> dict[int, int | None]:
        """Return the passport chosen for each traveller shown, by their ids."""
        return {person: choice.value() for person, choice in self._choices.items()}

    def leader(self) -> int | None:
        """Return who leads; None while nobody is shown."""
        return next((person for person, radio in self._leads.items() if radio.isChecked()), None)

    def choose(self, person: int, passport: int | None) -> None:
        """Choose another passport for one traveller."""
        if person in self._choices:
            self._choices[person].set_value(passport)

    def show_owners(
        self, owners: Sequence[Owner], chosen: Mapping[int, int | None], leader: int | None, year: int
    ) -> None:
        """Show these travellers; nothing is rebuilt, and no focus lost, where they are the same."""
        if tuple(owners) == self._shown:
            return
        focused = next((p for p, choice in self._choices.items() if choice.hasFocus()), None)
        self._clear()
        self._shown = tuple(owners)
        several = len(owners) > 1
        titles = [
            tr("Leads"),
            tr("Traveller"),
            tr("Passport to use"),
            tr("Days abroad {year}", year=str(year)),
        ]
        for column, title in enumerate(titles):
            if column or several:
                self._grid.addWidget(_head(title), 0, column)
        for column, share in enumerate((0, 4, 5, 2)):
            self._grid.setColumnStretch(column, share)
        for row, owner in enumerate(owners, 1):
            self._add(row, owner, chosen.get(owner.person_id), owner.person_id == leader, several)
        if focused in self._choices:
            self._choices[focused].setFocus()

    def _add(self, row: int, owner: Owner, passport: int | None, leads: bool, several: bool) -> None:
        radio = QRadioButton()
        radio.setChecked(leads)
        radio.setAccessibleName(tr("{name} leads the trip", name=owner.name))
        self._group.addButton(radio)
        self._leads[owner.person_id] = radio
        radio.toggled.connect(lambda on: self.changed.emit() if on else None)
        if several:
            self._grid.addWidget(_cell(radio), row, 0)
        else:
            radio.setParent(self)
            radio.hide()
        self._grid.addWidget(_cell(_two_lines(owner.name, owner.latin)), row, 1)
        texts: list[tuple[int | None, str]] = [(one.id, _said(one)) for one in owner.booklets]
        choice: Choice[int | None] = Choice([*texts, (None, tr("No passport yet"))], passport)
        choice.setProperty("look", "cell")
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        choice.setAccessibleName(tr("Passport to use, {name}", name=owner.name))
        choice.changed.connect(self.changed)
        self._choices[owner.person_id] = choice
        self._grid.addWidget(choice, row, 2)
        self._grid.addWidget(_cell(label(owner.days, "muted")), row, 3)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._choices.clear()
        self._leads.clear()


def _said(one: Booklet) -> str:
    return tr("{kind} {number}, until {day}", kind=one.kind.label, number=one.number, day=one.expires_on)


def _head(title: str) -> QWidget:
    made = label(title, "grid-head")
    made.setMinimumHeight(fonts.scaled(26))
    return made


def _two_lines(first: str, second: str) -> QWidget:
    held = QWidget()
    lines = QVBoxLayout(held)
    lines.setContentsMargins(0, 2, 0, 2)
    lines.setSpacing(0)
    lines.addWidget(label(first))
    if second and second != first:
        lines.addWidget(label(second, "caption"))
    return held


def _cell(widget: QWidget) -> QFrame:
    cell = QFrame()
    cell.setProperty("look", "grid-cell")
    box = QHBoxLayout(cell)
    box.setContentsMargins(8, 0, 8, 0)
    box.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return cell
