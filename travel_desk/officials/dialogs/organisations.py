"""The tree of organisations, and the dialog in which one is entered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.officials import actions, queries
from travel_desk.officials.dialogs.parts import choices, last_of, until_of
from travel_desk.officials.queries import Branch
from travel_desk.officials.rules import Level, Organisation, OrganisationOrder
from travel_desk.shell import fonts
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, DateField, TextField, columns, labelled

_ID = Qt.ItemDataRole.UserRole


class Organisations(DeedDialog):
    """The tree; under the one that is chosen another can be added, or it can be changed."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Organisations"),
            primary=tr("Add Organisation…"),
            parent=parent,
            width=640,
            height=560,
        )
        self.places: dict[int, Organisation] = {}
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Organisations"))
        self.tree.setHeaderLabels([tr("Organisation"), tr("Level"), tr("Officials")])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.itemActivated.connect(lambda _item, _column: self._change())
        self.tree.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.tree)
        self.change = make_action(tr("Change…"), self._change, self, icon="edit", enabled=False)
        self.add_footer_action(self.change)
        self.do.setEnabled(context.allowed("add_organisation"))
        context.changed.connect(self._reload)
        self.tree.setFocus()
        self._read()

    def submit(self) -> None:
        """Open the dialog of another organisation, under the one that is chosen."""
        ChangeOrganisation(self.context, self, parent_place=self._chosen()).open()

    def _change(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self.context.allowed("change_organisation"):
            ChangeOrganisation(self.context, self, place=chosen).open()

    def _chosen(self) -> Organisation | None:
        item = self.tree.currentItem()
        return self.places.get(item.data(0, _ID)) if item is not None else None

    def _follow(self) -> None:
        chosen = self._chosen()
        self.change.setEnabled(chosen is not None and self.context.allowed("change_organisation"))
        line = tr("A new one stands under {name}.", name=chosen.name) if chosen else ""
        self.footnote(line, "organisation", "muted")

    def _reload(self, subjects: frozenset[str]) -> None:
        if "organisations" in subjects:
            self._read()

    def _read(self) -> None:
        self.context.read(queries.organisations, done=self._show, channel="organisations", owner=self)

    def _show(self, branches: list[Branch]) -> None:
        chosen = self._chosen()
        self.places = {one.organisation.id: one.organisation for one in branches}
        self.tree.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for branch in branches:
            place = branch.organisation
            count = screen_language().value(branch.people)
            item = QTreeWidgetItem([self._line(place), tr(place.level.label), count])
            item.setData(0, _ID, place.id)
            item.setSizeHint(0, QSize(0, fonts.scaled(28)))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            items[place.id] = item
            above = items.get(place.parent_id or 0)
            if above is None:
                self.tree.addTopLevelItem(item)
            else:
                above.addChild(item)
        for width, column in ((110, 1), (72, 2)):
            self.tree.setColumnWidth(column, fonts.scaled(width))
        if chosen is not None and chosen.id in items:
            self.tree.setCurrentItem(items[chosen.id])

    def _line(self, place: Organisation) -> str:
        if place.until_day is None or self.context.clock.today() < place.until_day:
            return place.name
        return tr("{name} (ended)", name=place.name)


class ChangeOrganisation(DeedDialog):
    """Enter a new organisation under `parent_place`, or change `place`."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        place: Organisation | None = None,
        parent_place: Organisation | None = None,
    ) -> None:
        super().__init__(
            context,
            tr("Change Organisation") if place else tr("Add Organisation"),
            primary=tr("Save Organisation") if place else tr("Add Organisation"),
            parent=parent,
        )
        self.place = place
        above = place or parent_place
        self.name = TextField(place.name if place else "")
        self.above: Choice[int] = Choice(_above(parent_place))
        self.level = Choice(choices(Level), above.level if above else Level.FEDERAL)
        self.since = DateField(context.clock, place.from_day if place else context.clock.today())
        self.last = DateField(context.clock, last_of(place.until_day) if place else None)
        self.body.addWidget(self.field("name", labelled(tr("Name"), self.name)))
        if place is None:
            self.body.addWidget(self.field("parent_id", labelled(tr("Stands under"), self.above)))
        level = self.field("level", labelled(tr("Level"), self.level))
        since = self.field("from_day", labelled(tr("First day"), self.since))
        last = self.field("until_day", labelled(tr("Last day"), self.last, tr("may be empty")))
        self.body.addWidget(columns([level, since, last]))
        self.body.addStretch(1)
        self.name.setFocus()

    def submit(self) -> None:
        """Add or change the organisation."""
        since, level = self.since.day(), self.level.value()
        if since is None or level is None:
            self.problem(tr("Write the day on which it began."), "from_day")
            return
        if self.last.is_wrong():
            self.problem(tr("Write the last day, or leave it empty."), "until_day")
            return
        above = self.above.value() or None
        order = OrganisationOrder(self.name.value(), level, since, above, until_of(self.last.day()))
        if self.place is None:
            self.run(actions.add_organisation, order)
        else:
            self.run(actions.change_organisation, self.place.id, self.place.version, order)


def _above(chosen: Organisation | None) -> list[tuple[int, str]]:
    """Return where a new organisation may stand: under the one that was chosen, or at the root (0)."""
    root = (0, tr("Nothing: it is a root of the tree"))
    return [(chosen.id, chosen.name), root] if chosen else [root]
