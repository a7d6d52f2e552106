"""Splitting an organisation: its parts, and which post and unit goes to which of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import tr, trn
from travel_desk.officials import actions, queries
from travel_desk.officials.dialogs.organisations_change import DayAndPaper
from travel_desk.officials.dialogs.parts import choices, narrow, short
from travel_desk.officials.queries import Outlook
from travel_desk.officials.rules import Level, Organisation, Part, Split
from travel_desk.shell import fonts, icons, taborder
from travel_desk.shell.buttons import ActionButton, Kind, label, make_action
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, TextField, labelled

MOST = 9
"""Parts that one split may have: each has a key of its own, Ctrl+1 to Ctrl+9."""
_POST, _UNIT = "post", "unit"
_WHAT = Qt.ItemDataRole.UserRole
_PART = Qt.ItemDataRole.UserRole + 1


class SplitOrganisation(DeedDialog):
    """Name the parts, then choose rows and say to which part they go; all others go to the first."""

    def __init__(self, context: Context, parent: QWidget, place: Organisation) -> None:
        super().__init__(
            context,
            tr("Split {name}", name=short(place.name)),
            primary=tr("Split Organisation"),
            parent=parent,
            width=860,
            height=680,
        )
        self.place = place
        self.parts: list[_PartLine] = []
        self._part_lines = QVBoxLayout()
        self._part_lines.setSpacing(4)
        self.when = DayAndPaper(self)
        self.goes: Choice[int] = Choice()
        self.rows = _Rows(self.assign)
        self.told = label("", "muted")
        self.more = make_action(tr("Add Part"), self.add_part, self, icon="plus")
        self.assign_action = make_action(tr("Assign"), lambda: self.assign(self.goes.value() or 0), self)
        self._lay_out()
        for _ in range(2):
            self.add_part()
        self.when.day.changed.connect(self._look)
        self.parts[0].name.setFocus()
        self._look()

    def submit(self) -> None:
        """Split it."""
        day = self.when.day.day()
        if self.when.missing() or day is None:
            return
        parts = tuple(Part(one.name.value(), one.level.value() or self.place.level) for one in self.parts)
        posts, units = self.rows.goes(_POST), self.rows.goes(_UNIT)
        order = Split(parts, day, self.when.paper.value(), posts, units)
        self.run(actions.split_organisation, self.place.id, self.place.version, order)

    def add_part(self) -> None:
        """Add a line for one more part."""
        at = len(self.parts)
        line = _PartLine(at, self.place.level)
        line.name.changed.connect(self._name_parts)
        line.name.changed.connect(self.touched)
        self.parts.append(line)
        self._part_lines.addWidget(line)
        self.more.setEnabled(len(self.parts) < MOST)
        self._name_parts()
        taborder.order([self.layout()])
        line.name.setFocus()

    def assign(self, part: int) -> None:
        """Let the chosen rows go to a part."""
        if part < len(self.parts):
            self.rows.assign(part)
            self.touched()

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setLayout(self._part_lines)
        self._part_lines.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.when.row())
        self.body.addWidget(self.field("parts", labelled(tr("Becomes these parts"), holder), watch=False))
        more = QHBoxLayout()
        more.addWidget(ActionButton(self.more, Kind.FLAT))
        more.addStretch(1)
        self.body.addLayout(more)
        self.body.addWidget(label(tr("Posts and units"), "label"))
        self.body.addWidget(self.field("posts", self.rows, watch=False), 1)
        bar = QHBoxLayout()
        bar.addWidget(self.told, 1)
        bar.addWidget(label(tr("Chosen rows go to")))
        narrow(self.goes)
        self.goes.setMinimumWidth(fonts.scaled(220))
        self.goes.setAccessibleName(tr("Chosen rows go to"))
        bar.addWidget(self.goes)
        bar.addWidget(ActionButton(self.assign_action))
        self.body.addLayout(bar)

    def _name_parts(self) -> None:
        names = [one.name.value() or tr("Part {number}", number=at + 1) for at, one in enumerate(self.parts)]
        self.goes.set_choices(list(enumerate(names)), self.goes.value())
        self.rows.name_parts(names)

    def _look(self) -> None:
        day = self.when.day.day()
        if day is not None:
            self.context.read(
                queries.outlook, [self.place.id], day, done=self._show, channel="outlook", owner=self
            )

    def _show(self, found: Outlook) -> None:
        self.rows.show_rows(found)
        parts = [trn("{count} post", "{count} posts", len(found.posts))]
        parts.append(trn("{count} unit", "{count} units", len(found.units)))
        if found.hidden:
            text = tr("{count} of persons you may not see, to the first part", count=found.hidden)
            parts.append(text)
        self.told.setText(" · ".join(parts))


class _PartLine(QWidget):
    """Name and level of one part."""

    def __init__(self, at: int, level: Level) -> None:
        super().__init__()
        self.name = TextField(hint=tr("Name of part {number}", number=at + 1))
        self.name.setAccessibleName(tr("Name of part {number}", number=at + 1))
        self.level = Choice(choices(Level), level)
        self.level.setAccessibleName(tr("Level of part {number}", number=at + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 3)
        row.addWidget(self.level, 1)


class _Rows(QTableWidget):
    """Units and posts, each with the part to which it goes; several rows may be chosen at once."""

    def __init__(self, assign: Callable[[int], object]) -> None:
        super().__init__(0, 3)
        self._assign = assign
        self._names: list[str] = []
        self.setHorizontalHeaderLabels([tr("Who or what"), tr("Post"), tr("Goes to")])
        self.setAccessibleName(tr("Posts and units"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(fonts.scaled(28))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.setMinimumHeight(fonts.scaled(200))

    def show_rows(self, found: Outlook) -> None:
        """Show what is there on the day; a row that was there keeps its part."""
        kept = {kind: self.goes(kind) for kind in (_POST, _UNIT)}
        lines = [(_UNIT, one.id, one.name, tr("Unit")) for one in found.units]
        lines += [(_POST, one.id, _name(one.native_name, one.latin), one.title) for one in found.posts]
        self.setRowCount(len(lines))
        for row, (kind, id, name, title) in enumerate(lines):
            first = QTableWidgetItem(name)
            first.setIcon(icons.icon("organisation" if kind == _UNIT else "person", "muted"))
            first.setData(_WHAT, (kind, id))
            first.setData(_PART, kept[kind].get(id, 0))
            self.setItem(row, 0, first)
            self.setItem(row, 1, QTableWidgetItem(title))
            self.setItem(row, 2, QTableWidgetItem(""))
        self.name_parts(self._names)

    def name_parts(self, names: list[str]) -> None:
        """Say the names of the parts in the last column."""
        self._names = names
        for row in range(self.rowCount()):
            self._say(row)

    def assign(self, part: int) -> None:
        """Let the chosen rows go to a part."""
        for index in self.selectionModel().selectedRows(0):
            self._first(index.row()).setData(_PART, part)
            self._say(index.row())

    def goes(self, kind: str) -> dict[int, int]:
        """Return to which part each post or unit goes, by its id."""
        found: dict[int, int] = {}
        for row in range(self.rowCount()):
            what, id = self._first(row).data(_WHAT)
            if what == kind:
                found[id] = self._first(row).data(_PART)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+1 to Ctrl+9 let the chosen rows go to a part."""
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and 0 <= number < MOST:
            self._assign(number)
            return
        super().keyPressEvent(event)

    def _first(self, row: int) -> QTableWidgetItem:
        item = self.item(row, 0)
        assert item is not None
        return item

    def _say(self, row: int) -> None:
        part, last = self._first(row).data(_PART), self.item(row, 2)
        if last is not None and part < len(self._names):
            last.setText(self._names[part])


def _name(native: str, latin: str) -> str:
    return tr("{native}, {latin}", native=native, latin=latin) if native and latin else native or latin
