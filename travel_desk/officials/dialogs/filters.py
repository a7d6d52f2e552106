"""The dialogs of filters: what the list of officials is limited to, and under which name that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from travel_desk.base.language import tr, trn
from travel_desk.officials import actions, queries
from travel_desk.officials.dialogs.parts import choices, narrow, organisation_field
from travel_desk.officials.rules import Category, Level, PersonFilter, Secrecy
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, TextField, columns, labelled


class Ticks(QWidget):
    """Several of few: boxes in columns; `changed` tells that one was ticked."""

    changed = Signal()

    def __init__(
        self, offered: Sequence[tuple[str, str]], across: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        self.boxes: dict[str, QCheckBox] = {}
        for at, (code, text) in enumerate(offered):
            box = self.boxes[code] = QCheckBox(text)
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, at // across, at % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)

    def value(self) -> frozenset[str]:
        """Return the codes that are ticked."""
        return frozenset(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, codes: frozenset[str]) -> None:
        """Tick these and no others."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes)


class FilterDialog(DeedDialog):
    """Limit the list; how many persons that leaves is said while one chooses. `chosen`: a PersonFilter."""

    chosen = Signal(object)

    def __init__(
        self, context: Context, wanted: PersonFilter, states: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        """states: the codes of custody states with their words."""
        super().__init__(context, tr("Filters"), primary=tr("Show Persons"), parent=parent, width=660)
        self.place = organisation_field(context)
        self.levels = Ticks(choices(Level), 3)
        self.categories = Ticks(choices(Category), 3)
        self.custody = Ticks(states, 3)
        self.clearances = Ticks(choices(Secrecy), 4)
        self.expiring = Choice[int | None]([(None, tr("At any time")), *_within(30, 90, 180, 365)])
        self.restricted = Choice[int | None](
            [
                (None, tr("Any")),
                (0, tr("Restricted today")),
                *_still(90, 180, 365),
            ]
        )
        self.officials = Choice[bool | None](
            [
                (None, tr("Everybody")),
                (True, tr("Officials only")),
                (False, tr("Persons who only travel, hold or collect")),
            ]
        )
        self._lay_out()
        self.add_footer_action(make_action(tr("Clear All"), self.clear, self, icon="close"))
        self.put(wanted)
        for field in self._all():
            field.changed.connect(self._count)
        self._count()

    def put(self, wanted: PersonFilter) -> None:
        """Show a filter in the fields."""
        self.place.set_value(wanted.organisation_id, wanted.organisation)
        self.levels.set_value(frozenset(wanted.levels))
        self.categories.set_value(frozenset(wanted.categories))
        self.custody.set_value(wanted.custody)
        self.clearances.set_value(frozenset(wanted.clearances))
        self.expiring.set_value(wanted.expiring_in)
        self.restricted.set_value(wanted.restricted_in)
        self.officials.set_value(wanted.officials)

    def wanted(self) -> PersonFilter:
        """Return the filter that the fields say."""
        place = self.place.value()
        return PersonFilter(
            place,
            self.place.text() if place is not None else "",
            frozenset(Level(one) for one in self.levels.value()),
            frozenset(Category(one) for one in self.categories.value()),
            self.custody.value(),
            self.expiring.value(),
            frozenset(Secrecy(one) for one in self.clearances.value()),
            self.restricted.value(),
            self.officials.value(),
        )

    def clear(self) -> None:
        """Limit nothing."""
        self.put(PersonFilter())

    def submit(self) -> None:
        """Hand over what was chosen; nothing is written."""
        self.chosen.emit(self.wanted())
        self.accept()

    def _all(self) -> tuple[Any, ...]:
        return (
            self.place, self.levels, self.categories, self.custody, self.clearances, self.expiring,
            self.restricted, self.officials,
        )  # fmt: skip

    def _lay_out(self) -> None:
        for choice in (self.expiring, self.restricted, self.officials):
            narrow(choice)
        rows = (
            self.field("organisation", labelled(tr("Organisation, with all below it"), self.place)),
            labelled(tr("Level of the organisation"), self.levels),
            labelled(tr("Category"), self.categories),
            labelled(tr("Passport"), self.custody),
            labelled(tr("Clearance"), self.clearances),
            columns(
                [
                    labelled(tr("A passport expires"), self.expiring),
                    labelled(tr("Travel after a clearance"), self.restricted),
                    labelled(tr("Persons"), self.officials),
                ]
            ),
        )
        for row in rows:
            self.body.addWidget(row)
        self.body.addStretch(1)

    def _count(self) -> None:
        self.context.read(
            queries.filter_counts, {"": self.wanted()}, done=self._say, channel="filter-dialog", owner=self
        )

    def _say(self, counts: dict[str, int]) -> None:
        self.footnote(trn("{count} person", "{count} persons", count=counts[""]), "officials", "muted")


class NameFilter(DeedDialog):
    """Keep a filter under a name, or give one that is kept another name."""

    def __init__(
        self,
        context: Context,
        wanted: PersonFilter,
        parent: QWidget,
        known: queries.NamedFilter | None = None,
    ) -> None:
        """known: the filter that gets another name; without it `wanted` is kept."""
        title = tr("Save Filter") if known is None else tr("Rename Filter")
        super().__init__(context, title, primary=title, parent=parent, width=440)
        self.known, self.filter = known, wanted
        self.name = TextField(known.name if known else "", length=60)
        told = tr("Your filter of this name, if there is one, is replaced.") if known is None else ""
        self.body.addWidget(self.field("name", labelled(tr("Name"), self.name, help=told)))
        self.body.addStretch(1)

    def submit(self) -> None:
        """Keep it."""
        if self.known is None:
            self.run(actions.save_filter, self.name.value(), self.filter)
        else:
            self.run(actions.rename_filter, self.known.id, self.name.value())


def _within(*days: int) -> list[tuple[int | None, str]]:
    return [(one, trn("Within {count} day", "Within {count} days", count=one)) for one in days]


def _still(*days: int) -> list[tuple[int | None, str]]:
    return [
        (one, trn("Still restricted in {count} day", "Still restricted in {count} days", count=one))
        for one in days
    ]
