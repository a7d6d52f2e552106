"""The dialogs of categories and clearances: adding one, ending one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.officials import actions
from travel_desk.officials.dialogs.ending import EndDialog, Ended
from travel_desk.officials.dialogs.parts import choices, last_of, until_of
from travel_desk.officials.queries import Dossier
from travel_desk.officials.rules import Category, CategoryOrder, ClearanceOrder, Secrecy
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, DateField, TextField, columns, labelled


class _Dated(DeedDialog):
    """What both dialogs ask: first day, last day, the paper that says so."""

    def __init__(self, context: Context, found: Dossier, parent: QWidget, title: str) -> None:
        super().__init__(context, title, primary=title, parent=parent, width=520)
        self.found = found
        self.since, self.last = DateField(context.clock, context.clock.today()), DateField(context.clock)
        self.paper = TextField(hint=tr("Act of appointment, list, order"))

    def lay_out(self, first: QWidget) -> None:
        """Set `first` above the days and the paper."""
        self.body.addWidget(first)
        since = self.field("from_day", labelled(tr("First day"), self.since))
        last = self.field("until_day", labelled(tr("Last day"), self.last, tr("may be empty")))
        self.body.addWidget(columns([since, last]))
        self.body.addWidget(self.field("paper", labelled(tr("By which paper"), self.paper)))
        self.body.addStretch(1)
        self.since.setFocus()

    def days_complete(self) -> bool:
        """Tell whether the days can be read; what is wrong stands at its field."""
        if self.since.day() is None:
            self.problem(tr("Write the first day."), "from_day")
        elif self.last.is_wrong():
            self.problem(tr("Write the last day, or leave it empty."), "until_day")
        else:
            return True
        return False


class AddCategory(_Dated):
    """Let a person carry a category."""

    def __init__(self, context: Context, found: Dossier, parent: QWidget) -> None:
        super().__init__(context, found, parent, tr("Add Category"))
        self.category = Choice(choices(Category))
        self.lay_out(self.field("category", labelled(tr("Category"), self.category)))

    def submit(self) -> None:
        """Add the category."""
        category, since = self.category.value(), self.since.day()
        if self.days_complete() and category is not None and since is not None:
            order = CategoryOrder(category, since, until_of(self.last.day()), self.paper.value())
            self.run(actions.add_category, self.found.id, self.found.version, order)


class AddClearance(_Dated):
    """Give a person a clearance."""

    def __init__(self, context: Context, found: Dossier, parent: QWidget) -> None:
        super().__init__(context, found, parent, tr("Add Clearance"))
        self.level = Choice(choices(Secrecy), Secrecy.SECRET)
        self.lay_out(self.field("level", labelled(tr("Level"), self.level)))

    def submit(self) -> None:
        """Add the clearance."""
        level, since = self.level.value(), self.since.day()
        if self.days_complete() and level is not None and since is not None:
            order = ClearanceOrder(level, since, until_of(self.last.day()), None, self.paper.value())
            self.run(actions.add_clearance, self.found.id, self.found.version, order)


def add_category(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that adds a category."""
    AddCategory(context, found, parent).open()


def add_clearance(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that gives a clearance."""
    AddClearance(context, found, parent).open()


def end_category(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that ends a category."""
    rows = [
        Ended(one.id, tr(one.category.label), one.from_day, last_of(one.until_day))
        for one in found.categories
    ]
    EndDialog(context, found, parent, tr("End Category"), tr("Category"), rows, actions.end_category).open()


def end_clearance(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that ends a clearance."""
    rows = [
        Ended(one.id, tr(one.level.label), one.from_day, last_of(one.until_day)) for one in found.clearances
    ]
    EndDialog(
        context,
        found,
        parent,
        tr("End Clearance"),
        tr("Clearance"),
        rows,
        actions.end_clearance,
        restricted=True,
    ).open()
