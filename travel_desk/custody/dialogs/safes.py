"""Safes and places: which there are, who is responsible, and how new ones are added."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.custody import actions, queries
from travel_desk.custody.queries import Custodian, Safe
from travel_desk.custody.rules import NewPlaces, NewSafe
from travel_desk.shell.buttons import button, hairline, label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import RowLine
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, TextField, columns, labelled


class SafesDialog(DeedDialog):
    """All safes; places are added to the one chosen, and new safes to the list."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context, tr("Safes and Places"), primary=tr("Add Places"), secondary=tr("Close"),
            parent=parent, width=620, height=460,
        )  # fmt: skip
        self._safes: dict[int, Safe] = {}
        self._wanted: int | None = None
        self.safe = Choice[int]()
        self.shelf = TextField(hint=tr("A"), length=12)
        self.slots = TextField(hint=tr("01-15"), length=12)
        self.name = TextField(hint=tr("Safe 2"), length=60)
        self.custodian = Choice[int]()
        self._list = QVBoxLayout()
        self.add_button = button(tr("Add Safe"), self.add_safe, icon="plus")
        self.add_button.setEnabled(context.allowed("add_safe"))
        self._lay_out()
        context.changed.connect(self._changed)
        self._load()
        context.read(queries.custodians, done=self._offer, owner=self)

    def submit(self) -> None:
        """Add places to the safe that is chosen."""
        safe = self._safes.get(self.safe.value() or 0)
        if safe is None:
            self.problem(tr("Add a safe first."), "name")
            return
        order = NewPlaces(self.shelf.value(), self.slots.value())
        self.run(actions.add_place, safe.id, safe.version, order, done=self._added, close=False)

    def add_safe(self) -> None:
        """Add a safe with its custodian."""
        order = NewSafe(self.name.value(), self.custodian.value() or 0)
        self.run(actions.add_safe, order, done=self._safe_added, close=False)

    def set_busy(self, busy: bool) -> None:
        """Lock the dialog; without a safe there is nothing to add places to."""
        super().set_busy(busy)
        if not busy:
            self.do.setEnabled(bool(self._safes) and self.context.allowed("add_place"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the fields of a new safe adds the safe."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (self.name.hasFocus() or self.custodian.hasFocus()):
            self.add_button.click()
            return
        super().keyPressEvent(event)

    def _added(self, places: list[int]) -> None:
        self.slots.set_value("")
        self.footnote(trn("{count} place added", "{count} places added", len(places)))
        self.slots.setFocus(Qt.FocusReason.OtherFocusReason)

    def _safe_added(self, safe: int) -> None:
        self.name.set_value("")
        self._wanted = safe
        self.footnote(tr("Safe added. Now add its places."))
        self.shelf.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, subjects: frozenset[str]) -> None:
        if "custody" in subjects:
            self._load()

    def _load(self) -> None:
        self.context.read(queries.safes, done=self._show, channel="safes", owner=self)

    def _offer(self, custodians: list[Custodian]) -> None:
        self.custodian.set_choices([(one.id, one.name) for one in custodians])

    def _show(self, safes: list[Safe]) -> None:
        while self._list.count():
            item: Any = self._list.takeAt(0)
            item.widget().deleteLater()
        for safe in safes:
            self._list.addWidget(_line(safe))
        if not safes:
            self._list.addWidget(label(tr("No safe yet. Add the first one below."), "muted"))
        self._safes = {safe.id: safe for safe in safes}
        chosen = self._wanted or self.safe.value()
        self._wanted = None
        self.safe.set_choices([(safe.id, safe.name) for safe in safes], chosen)
        self.set_busy(False)

    def _lay_out(self) -> None:
        self._list.setSpacing(8)
        self.body.addLayout(self._list)
        self.body.addWidget(hairline())
        self.body.addWidget(label(tr("New places"), "group"))
        self.body.addWidget(
            columns(
                [
                    (self.field("safe", labelled(tr("Safe"), self.safe)), 2),
                    self.field("shelf", labelled(tr("Shelf"), self.shelf)),
                    (self.field("slots", labelled(tr("Slot, or a row of slots"), self.slots)), 2),
                ]
            )
        )
        self.body.addWidget(hairline())
        self.body.addWidget(label(tr("New safe"), "group"))
        self.body.addWidget(
            columns(
                [
                    self.field("name", labelled(tr("Name"), self.name)),
                    self.field("custodian", labelled(tr("Responsible custodian"), self.custodian)),
                ]
            )
        )
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)


def _line(safe: Safe) -> QWidget:
    say = screen_language().value
    full = tr("{full} of {places} places full", full=say(safe.full), places=say(safe.places))
    return RowLine(safe.name, tr("Custodian: {name}", name=safe.custodian), full)
