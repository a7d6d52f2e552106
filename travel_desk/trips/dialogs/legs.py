"""The legs of a trip as a table that is typed into: country, city, arriving, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from travel_desk.base.clock import Clock
from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons
from travel_desk.shell.buttons import ActionButton, Kind, label, make_action
from travel_desk.shell.fields import CountryField, DateField, FieldNote, TextField
from travel_desk.trips.rules import Leg


class _Row(QObject):
    """The fields of one leg."""

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = label("", "muted")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.country = CountryField(parent=parent)
        self.city = TextField(hint=tr("City"), parent=parent)
        self.arrives = DateField(clock, parent=parent)
        self.leaves = DateField(clock, parent=parent)
        self.leaves.count_from(self.arrives)
        self.begun: date | None = None  # the day of arriving that was filled in with the leg
        self.off = QToolButton(parent)
        self.off.setProperty("kind", "icon")
        self.off.setIcon(icons.icon("close", "muted"))
        self.off.setIconSize(QSize(fonts.scaled(14), fonts.scaled(14)))
        for field in self.fields:
            field.setProperty("look", "cell")
            field.style().polish(field)  # a combo box is polished while it is made, before it has a look
        for day in (self.arrives, self.leaves):
            day.setMinimumWidth(fonts.scaled(158))  # "Wed 30 Nov 2026" and the calendar's button
        line = self.country.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.complete)

    @property
    def fields(self) -> tuple[CountryField, TextField, DateField, DateField]:
        """The four fields in their order."""
        return (self.country, self.city, self.arrives, self.leaves)

    @property
    def cells(self) -> tuple[QWidget, ...]:
        """All widgets of the row in their order."""
        return (self.number, *self.fields, self.off)

    def leg(self) -> Leg:
        """Return what is typed."""
        return Leg(self.country.value(), self.city.value(), self.arrives.day(), self.leaves.day())

    def is_empty(self) -> bool:
        """Tell whether nothing is typed; the day that a new leg begins with does not count."""
        return not (self.country.currentText().strip() or self.city.value() or self.leaves.text())

    def name_fields(self, number: int) -> None:
        """Say to screen readers which leg each field is of."""
        self.number.setText(tr("{number}", number=number))
        self.country.setAccessibleName(tr("Country of leg {number}", number=number))
        self.city.setAccessibleName(tr("City of leg {number}", number=number))
        self.arrives.setAccessibleName(tr("Arrives, leg {number}", number=number))
        self.leaves.setAccessibleName(tr("Leaves, leg {number}", number=number))
        self.off.setAccessibleName(tr("Take Off Leg {number}", number=number))

    def complete(self) -> None:
        """Take the first country that fits what was typed when the field is left half-way."""
        completer = self.country.completer()
        typed = self.country.currentText().strip()
        if not typed or self.country.value() or completer is None:
            return
        completer.setCompletionPrefix(typed)
        if completer.completionCount():
            self.country.setCurrentText(completer.currentCompletion())


class LegsField(QWidget):
    """The legs; Tab past the last cell adds one, Tab in a leg that stays empty leaves the table."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._note: FieldNote | None = None
        self._rows: list[_Row] = []
        self._frame = QFrame()
        self._frame.setProperty("look", "grid")
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(1)
        titles = (tr("Country"), tr("City"), tr("Arrives"), tr("Leaves"))
        for at, title in enumerate(("", *titles, "")):
            self._grid.addWidget(_head(title), 0, at)
        for at, share in enumerate((0, 5, 5, 5, 5, 0)):
            self._grid.setColumnStretch(at, share)
        self.add_action = make_action(
            tr("Add Leg"), self.add_leg, self, icon="plus", shortcut="Ctrl+L", hint=tr("Add another stay")
        )
        self.addAction(self.add_action)
        self.add_button = ActionButton(self.add_action, Kind.FLAT)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.add_button)
        foot.addWidget(label(tr("Ctrl+L"), "key"))
        self.summary = label("", "small")
        foot.addStretch(1)
        foot.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._frame)
        column.addLayout(foot)
        self._append()

    def set_note(self, note: FieldNote) -> None:
        """Give the field the note in which a day that can't be read is said."""
        self._note = note
        for row in self._rows:
            row.arrives.set_note(note)
            row.leaves.set_note(note)

    def value(self) -> tuple[Leg, ...]:
        """Return the legs that are typed; empty rows are none."""
        return tuple(row.leg() for row in self._rows if not row.is_empty())

    def set_value(self, legs: Sequence[Leg]) -> None:
        """Show other legs; an empty row stands where there is none."""
        for row in list(self._rows):
            self._drop(row)
        for leg in legs or (Leg(),):
            row = self._append()
            row.country.set_value(leg.country)
            row.city.set_value(leg.city)
            row.arrives.set_day(leg.arrives)
            row.leaves.set_day(leg.leaves)
        self.changed.emit()

    def add_leg(self) -> None:
        """Add an empty leg that begins where the last one ends, and go to its country."""
        last = self._rows[-1]
        if last.is_empty():
            last.country.setFocus(Qt.FocusReason.TabFocusReason)
            return
        row = self._append()
        row.begun = last.leaves.day()
        row.arrives.set_day(row.begun)
        row.country.setFocus(Qt.FocusReason.TabFocusReason)

    def remove_leg(self, row: _Row) -> None:
        """Take one leg off; the last one is emptied instead."""
        at = self._rows.index(row)
        self._drop(row)
        if not self._rows:
            self._append()
        self._rows[min(at, len(self._rows) - 1)].country.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would catch Tab in a circle."""
        (self._rows[0].country if self._rows else self.add_button).setFocus(event.reason())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the last cell adds a leg; Tab in the country of an empty last leg goes on."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and not event.modifiers()
        ):
            last = self._rows[-1]
            for row in self._rows:
                if watched is row.country:
                    row.complete()
            if watched is last.leaves and not last.is_empty():
                self.add_leg()
                return True
            if watched is last.country and last.is_empty() and len(self._rows) > 1:
                self._drop(last)
                self.add_button.setFocus(Qt.FocusReason.TabFocusReason)
                self.changed.emit()
                return True
        return False

    def _append(self) -> _Row:
        row = _Row(self._clock, self._frame)
        if self._note is not None:
            row.arrives.set_note(self._note)
            row.leaves.set_note(self._note)
        at = len(self._rows) + 1
        before: QWidget = self._rows[-1].off if self._rows else self._frame
        for column, cell in enumerate(row.cells):
            self._grid.addWidget(_held(cell) if cell in (row.number, row.off) else cell, at, column)
        for field in (*row.fields, row.off):
            QWidget.setTabOrder(before, field)
            before = field
        QWidget.setTabOrder(before, self.add_button)
        row.leaves.changed.connect(lambda: self._follow(row))
        for field in row.fields:
            field.changed.connect(self.changed)
        row.leaves.installEventFilter(self)
        row.country.installEventFilter(self)
        row.off.clicked.connect(lambda: self.remove_leg(row))
        self._rows.append(row)
        self._name_rows()
        return row

    def _follow(self, row: _Row) -> None:
        """Move the arriving in the next leg along where it is still the one that was filled in."""
        at, day = self._rows.index(row) + 1, row.leaves.day()
        after = self._rows[at] if at < len(self._rows) else None
        if after is None or day is None or after.begun is None or after.arrives.day() != after.begun:
            return
        after.begun = day
        after.arrives.set_day(day)

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        for cell in row.cells:
            held = cell.parentWidget() if cell in (row.number, row.off) else cell
            if held is not None:
                self._grid.removeWidget(held)
                held.hide()
                held.deleteLater()
        row.deleteLater()
        # The rows below close up: a grid does not do so by itself.
        for at, other in enumerate(self._rows, 1):
            for column, cell in enumerate(other.cells):
                held = cell.parentWidget() if cell in (other.number, other.off) else cell
                if held is not None:
                    self._grid.addWidget(held, at, column)
        self._name_rows()

    def _name_rows(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.name_fields(number)


def _head(title: str) -> QLabel:
    made = label(title, "grid-head")
    made.setMinimumHeight(fonts.scaled(26))
    return made


def _held(widget: QWidget) -> QFrame:
    """Return a cell that holds a widget in its middle."""
    cell = QFrame()
    cell.setProperty("look", "grid-cell")
    box = QHBoxLayout(cell)
    box.setContentsMargins(4, 0, 4, 0)
    box.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
    cell.setMinimumWidth(fonts.scaled(28))
    return cell
