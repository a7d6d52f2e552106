"""The tree of organisations with what became of each, and the deeds by which it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.officials import queries, rules
from travel_desk.officials.actions import Outcome
from travel_desk.officials.dialogs.organisations_change import MoveOrganisation, RenameOrganisation
from travel_desk.officials.dialogs.organisations_entry import ChangeOrganisation, EndOrganisation
from travel_desk.officials.dialogs.organisations_merge import MergeOrganisations
from travel_desk.officials.dialogs.organisations_pane import OrganisationPane
from travel_desk.officials.dialogs.organisations_split import SplitOrganisation
from travel_desk.officials.dialogs.parts import short
from travel_desk.officials.queries import Branch, Story
from travel_desk.officials.rules import Organisation
from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import hairline, label, make_action
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import SearchField
from travel_desk.shell.page import EmptyState

_ID = Qt.ItemDataRole.UserRole
_FEW = 40  # organisations up to which the tree is open at first
Opens = Callable[[Organisation], DeedDialog]


class Organisations(DeedDialog):
    """The tree beside the one that is chosen; under it another can be added."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Organisations"),
            primary=tr("Add Organisation…"),
            parent=parent,
            width=1080,
            height=720,
        )
        self.places: dict[int, Organisation] = {}
        self.branches: dict[int, Branch] = {}
        self._items: dict[int, QTreeWidgetItem] = {}
        self._next: int | None = None  # what is to be chosen once the tree is read anew
        self.search = SearchField(tr("Name, or a former name"))
        self.ended = QCheckBox(tr("Show those that ended"))
        self.count = label("", "muted")
        self.tree = _Tree()
        self.pane = OrganisationPane(context)
        self.deeds = self._make_deeds()
        self.change = self.deeds["change_organisation"]
        self._lay_out()
        self.do.setEnabled(context.allowed("add_organisation"))
        self.do.setShortcut("Ctrl+Shift+N")
        self.search.searched.connect(lambda _text: self._filter())
        self.search.left_downwards.connect(self.tree.setFocus)
        self.ended.toggled.connect(lambda _on: self._filter())
        self.tree.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.tree.itemActivated.connect(lambda _item, _column: self._enter())
        context.changed.connect(self._reload)
        self.search.setFocus()
        self._empty()
        self._read()

    def submit(self) -> None:
        """Open the dialog of another organisation, under the one that is chosen."""
        chosen = self.chosen()
        above = chosen if chosen is not None and self._stands(chosen) else None
        dialog = ChangeOrganisation(self.context, self, parent_place=above)
        dialog.deed_done.connect(self._choose_later)
        dialog.open()

    def chosen(self) -> Organisation | None:
        """Return the organisation that is chosen in the tree."""
        item = self.tree.currentItem()
        return self.places.get(item.data(0, _ID)) if item is not None else None

    def names(self) -> list[str]:
        """Return the names that the tree shows, from the top."""
        return [item.text(0) for item in self._items.values() if not item.isHidden()]

    # -- the deeds -------------------------------------------------------------------------------

    def _make_deeds(self) -> dict[str, QAction]:
        context = self.context
        plan: list[tuple[str, str, str, str, str, Opens]] = [
            ("rename_organisation", "rename_organisation", tr("Rename…"), "edit", "F2",
             partial(RenameOrganisation, context, self)),
            ("move_organisation", "move_organisation", tr("Move…"), "transfer", "Ctrl+M",
             partial(MoveOrganisation, context, self)),
            ("merge_organisations", "merge_organisations", tr("Merge…"), "arrow-right", "Ctrl+G",
             self._merge_dialog),
            ("split_organisation", "split_organisation", tr("Split…"), "stage", "Ctrl+Shift+G",
             partial(SplitOrganisation, context, self)),
            ("end_organisation", "change_organisation", tr("End…"), "cross", "Ctrl+E",
             partial(EndOrganisation, context, self)),
            ("change_organisation", "change_organisation", tr("Correct…"), "edit", "Ctrl+Shift+E",
             lambda place: ChangeOrganisation(context, self, place=place)),
        ]  # fmt: skip
        made = {}
        for name, verb, text, icon, keys, opens in plan:
            action = make_action(text, partial(self._open, opens), self, icon=icon, shortcut=keys)
            action.setProperty("verb", verb)
            action.setEnabled(False)
            made[name] = action
        return made

    def _merge_dialog(self, place: Organisation) -> DeedDialog:
        return MergeOrganisations(self.context, self, self.places, place)

    def _open(self, opens: Opens) -> None:
        place = self.chosen()
        if place is None:
            return
        dialog = opens(place)
        dialog.deed_done.connect(self._carry_on)
        dialog.open()

    def _carry_on(self, value: object) -> None:
        """Choose what goes on, and say who sees nobody any more."""
        if not isinstance(value, Outcome):
            return
        self._choose_later(value.ids[0])
        if value.left:
            text = trn(
                "{names} sees only what ended: give that user another scope (Users and Roles).",
                "{names} see only what ended: give these users another scope (Users and Roles).",
                len(value.left),
                names=screen_language().value(list(value.left)),
            )
            self.problem(text)

    def _choose_later(self, organisation_id: object) -> None:
        if isinstance(organisation_id, int):
            self._next = organisation_id
            self.search.clear()  # it might hide what there is now

    def _enter(self) -> None:
        """Enter in the tree: go to the deeds beside it."""
        self.pane.setFocus(Qt.FocusReason.TabFocusReason)

    # -- the tree --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self.ended)
        left.addLayout(top)
        left.addWidget(self.tree, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 8)
        foot.addWidget(self.count)
        left.addLayout(foot)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 5)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.pane, 4)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row)

    def _reload(self, subjects: frozenset[str]) -> None:
        if "organisations" in subjects or "persons" in subjects:
            self._read()

    def _read(self) -> None:
        self.context.read(queries.organisations, done=self._show, channel="organisations", owner=self)

    def _show(self, branches: Sequence[Branch]) -> None:
        chosen = self.chosen()
        opened = {id for id, item in self._items.items() if item.isExpanded()}
        fresh = not self._items
        self.branches = {one.organisation.id: one for one in branches}
        self.places = {one.organisation.id: one.organisation for one in branches}
        self.tree.clear()
        self._items = {}
        for branch in branches:
            self._add(branch, len(branches) <= _FEW if fresh else branch.organisation.id in opened)
        for width, column in ((120, 1), (84, 2)):
            self.tree.setColumnWidth(column, fonts.scaled(width))
        want = self._next if self._next in self._items else (chosen.id if chosen is not None else None)
        self._next = None
        if want in self._items:
            self.tree.setCurrentItem(self._items[want])
            self.tree.scrollToItem(self._items[want])
        self._filter()
        self._follow()

    def _add(self, branch: Branch, is_open: bool) -> None:
        place = branch.organisation
        total = screen_language().value(branch.total)
        item = QTreeWidgetItem([self._line(place), tr(place.level.label), total])
        item.setData(0, _ID, place.id)
        item.setSizeHint(0, QSize(0, fonts.scaled(30)))
        item.setToolTip(0, place.name)
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        if not self._stands(place):
            for column in range(3):
                item.setForeground(column, theme.tones().color("muted"))
        self._items[place.id] = item
        above = self._items.get(place.parent_id or 0)
        if above is None:
            self.tree.addTopLevelItem(item)
        else:
            above.addChild(item)
        item.setExpanded(is_open)

    def _filter(self) -> None:
        """Leave what the search finds, with all that stands above it; ended ones where they are wanted."""
        words = rules.words(self.search.text())
        found = [one.id for one in self.places.values() if self._wanted(one, words)]
        shown: set[int] = set()
        for id in found:
            shown |= {int(above) for above in self.places[id].path.strip("/").split("/")}
        for id, item in self._items.items():
            item.setHidden(id not in shown)
            if words and id in shown:
                item.setExpanded(True)
        standing = sum(self._stands(one) for one in self.places.values())
        if words:
            self.count.setText(tr("{count} of {total}", count=len(found), total=len(self.places)))
        else:
            self.count.setText(trn("{count} organisation", "{count} organisations", standing))
        chosen = self.chosen()
        if words and found and (chosen is None or chosen.id not in found):
            self.tree.setCurrentItem(self._items[found[0]])

    def _wanted(self, place: Organisation, words: tuple[str, ...]) -> bool:
        if not words:
            return self.ended.isChecked() or self._stands(place)
        names = rules.normalise(" ".join((place.name, *self.branches[place.id].old_names)))
        return all(word in names for word in words)

    def _stands(self, place: Organisation) -> bool:
        return rules.goes_on(place, self.context.clock.today())

    def _line(self, place: Organisation) -> str:
        return place.name if self._stands(place) else tr("{name} (ended)", name=place.name)

    # -- the one that is chosen ------------------------------------------------------------------

    def _follow(self) -> None:
        place = self.chosen()
        standing = place is not None and self._stands(place)
        for name, action in self.deeds.items():
            may = self.context.allowed(str(action.property("verb")))
            action.setEnabled(may and place is not None and (standing or name == "change_organisation"))
        line = tr("A new one stands under {name}.", name=short(place.name)) if place and standing else ""
        self.footnote(line, "organisation", "muted")
        if place is None:
            self._empty()
            return
        self.context.read(queries.story, place.id, done=self._tell, channel="story", owner=self)

    def _tell(self, found: Story) -> None:
        branch = self.branches.get(found.place.id)
        if branch is None:
            return
        offered = [one for one in self.deeds.values() if one.isEnabled()]
        units = sum(o.parent_id == found.place.id and self._stands(o) for o in self.places.values())
        self.pane.show_story(found, branch, offered, units)

    def _empty(self) -> None:
        self.pane.clear()
        self.pane.add(
            EmptyState(tr("Choose an organisation to see it here"), icon="organisation"), line=False
        )


class _Tree(QTreeWidget):
    """The tree; letters find a name, arrows open and close, Enter goes to what is beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Organisations"))
        self.setHeaderLabels([tr("Organisation"), tr("Level"), tr("Officials")])
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.headerItem().setTextAlignment(2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the pane, and not to the dialog's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem(), 0)
            return
        super().keyPressEvent(event)
