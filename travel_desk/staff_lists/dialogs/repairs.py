"""Repair lists: the lists that wait, and one of them corrected in place, judged anew as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import label, make_action
from travel_desk.shell.cells import Lines, Text
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.rows import Column
from travel_desk.staff_lists import actions, queries, rules
from travel_desk.staff_lists.dialogs.lists import ask_who, candidate_words
from travel_desk.staff_lists.dialogs.parts import Records, Sheet, problem_words
from travel_desk.staff_lists.queries import Waiting
from travel_desk.staff_lists.rules import Judgement, Line, Outcome, State, Verdict, as_text

Index = QModelIndex | QPersistentModelIndex
_PAUSE = 250  # milliseconds after the last key before a row is judged anew


class RepairLists(DeedDialog):
    """The lists of which rows wait to be corrected."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            tr("Repair Lists"),
            primary=tr("Open Repair List…"),
            secondary=tr("Close"),
            parent=parent,
            width=760,
            height=460,
        )
        self.lists = Records(_list_columns(), tr("Repair lists"), 44)
        self.lists.activated_id.connect(lambda _id: self.submit())
        self.line = label("", "muted", wrap=True)
        self.body.addWidget(self.line)
        self.body.addWidget(self.lists, 1)
        self.do.setEnabled(False)
        context.changed.connect(self._changed)
        self._read()

    def submit(self) -> None:
        """Open the list that is chosen."""
        chosen = self.lists.current()
        if chosen is not None:
            RepairDialog(self.context, chosen.id, self.parentWidget()).open()
            self.accept()

    def _changed(self, subjects: frozenset[str]) -> None:
        if "staff_lists" in subjects:
            self._read()

    def _read(self) -> None:
        self.context.read(queries.repair_lists, done=self._show, channel="repair-lists", owner=self)

    def _show(self, found: Sequence[Waiting]) -> None:
        self.lists.show_records(found)
        if found:
            self.lists.select_id(self.lists.current_id() or found[0].id)
            self.lists.setFocus()
        self.do.setEnabled(bool(found) and self.context.allowed("import_officials"))
        nothing = tr("No row waits to be corrected: every staff list was taken in whole.")
        self.line.setText("" if found else nothing)
        self.line.setVisible(not found)


class _Editing(QStyledItemDelegate):
    """Lets a cell be typed into, and tells each key."""

    def __init__(self, typed: Callable[[int, int, str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = typed

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line in which the cell is typed."""
        line = QLineEdit(parent)
        line.setProperty("look", "cell")
        row, column = index.row(), index.column()
        line.textEdited.connect(lambda text: self._typed(row, column, text))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell has, but not over what is being typed: its row is painted meanwhile."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class RepairDialog(DeedDialog):
    """The rows of one list that wait: corrected in the cells, then taken in."""

    def __init__(self, context: Context, list_id: int, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            tr("Repair List"),
            primary=tr("Take In the Good Rows"),
            parent=parent,
            width=1160,
            height=680,
            draft=("repair_list", str(list_id)),
        )
        self.list_id = list_id
        self.judgement: Judgement | None = None
        self.corrected: dict[int, list[str]] = {}
        self.answers: dict[int, int] = {}
        self._typed_rows: set[int] = set()
        self._painted: tuple[Verdict, ...] = ()
        self._filling = False
        self.title = label("", "muted", wrap=True)
        self.sheet = Sheet(tr("Rows that wait"))
        self.sheet.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.sheet.setItemDelegate(_Editing(self._type, self.sheet))
        self.sheet.itemChanged.connect(self._changed)
        self.sheet.currentCellChanged.connect(lambda *_: self._follow())
        self.reason = label("", "", wrap=True)
        self.reason.setMinimumHeight(fonts.scaled(38))
        self.same = make_action(tr("Same Person"), partial(self._decide, True), self, enabled=False)
        self.other = make_action(tr("Somebody Else"), partial(self._decide, False), self, enabled=False)
        self.discard = make_action(tr("Discard the Rest…"), self._discard, self, icon="trash", enabled=False)
        for action in (self.discard, self.other, self.same):
            self.add_footer_action(action)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._again)
        self.body.addWidget(self.title)
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.reason)
        self.do.setEnabled(False)

    def open(self) -> None:
        """Open, and read the list once the draft is there."""
        super().open()
        self._read()

    def submit(self) -> None:
        """Take in the rows that are good by now."""
        if self._rest.isActive():
            self._again()
        elif self.judgement is not None:
            self.run(actions.import_officials, rules.order_of(self.judgement), done=self._taken)

    def collect(self) -> dict[str, Any] | None:
        """Return the corrections that were typed, and what was said of unsure rows."""
        return {
            "rows": {str(row): cells for row, cells in self.corrected.items()},
            "answers": {str(row): answer for row, answer in self.answers.items()},
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Go on with corrections typed before."""
        self.corrected = {int(row): list(cells) for row, cells in content["rows"].items()}
        self.answers = {int(row): answer for row, answer in content["answers"].items()}
        self._read()

    # -- reading and judging ---------------------------------------------------------------------

    def _read(self) -> None:
        self.context.read(
            actions.judge_repairs,
            self.list_id,
            {row: tuple(cells) for row, cells in self.corrected.items()},
            dict(self.answers),
            done=self._show,
            failed=lambda error: self.problem(error.message),
            channel="repair-list",
            owner=self,
        )

    def _show(self, found: Judgement) -> None:
        self.judgement = found
        titles = [use.title for use in found.mapping.uses]
        self._filling = True
        rows = [(one.number, [as_text(cell) for cell in one.entry.line.cells]) for one in found.verdicts]
        self.sheet.show_rows(titles, rows)
        self._filling = False
        self._painted = ()
        if found.verdicts:
            first = next(iter(self._wrong(found.verdicts[0])), 0)
            self.sheet.setCurrentCell(0, first)
            self.sheet.setFocus()
        self._judged(found)

    def _judged(self, found: Judgement) -> None:
        before = self._painted
        self.judgement, self._painted = found, found.verdicts
        self._filling = True
        for at, verdict in enumerate(found.verdicts):
            if at >= len(before) or verdict is not before[at]:
                self._paint(at, verdict)
        self._filling = False
        good = len(found.of(State.NEW, State.CHANGED, State.UNCHANGED))
        self.do.setEnabled(good > 0)
        everything = good == len(found.verdicts)
        self.do.setText(tr("Take In Everything") if everything else tr("Take In the Good Rows"))
        said = tr(
            "{source}, list of {day}. Type into the cells; each row is judged as you type.",
            source=found.source,
            day=found.day,
        )
        count = trn(
            "{good} of {count} row is good", "{good} of {count} rows are good", len(found.verdicts), good=good
        )
        self.title.setText(f"{said} {count}.")
        self.discard.setEnabled(self.context.allowed("discard_repairs"))
        self._follow()

    def _paint(self, at: int, verdict: Verdict) -> None:
        """Colour the cells of a row that are wrong; a sign in the row's head says the same."""
        wrong, tones = self._wrong(verdict), theme.tones()
        for column in range(self.sheet.columnCount()):
            item = self._item(at, column)
            item.setBackground(QBrush(tones.color("danger_soft")) if column in wrong else QBrush())
            hints = [problem_words(one) for one in verdict.problems if column in wrong]
            item.setToolTip("\n".join(hints))
        marks = {State.FAULTY: "✗", State.UNSURE: "?"}
        head = QTableWidgetItem(f"{marks.get(verdict.state, '✓')} {verdict.number}")
        self.sheet.setVerticalHeaderItem(at, head)

    def _wrong(self, verdict: Verdict) -> set[int]:
        """Return the columns that a row's problems stand at."""
        fields = {problem.field for problem in verdict.problems}
        assert self.judgement is not None
        return {at for at, use in enumerate(self.judgement.mapping.uses) if use.field in fields}

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.sheet.item(row, column)
        if item is None:
            item = QTableWidgetItem("")
            self.sheet.setItem(row, column, item)
        return item

    # -- typing ----------------------------------------------------------------------------------

    def _type(self, row: int, column: int, text: str) -> None:
        found = self.judgement
        if found is None:
            return
        verdict = found.verdicts[row]
        cells = self.corrected.get(verdict.number) or [as_text(cell) for cell in verdict.entry.line.cells]
        cells += [""] * (self.sheet.columnCount() - len(cells))
        if cells[column] == text:
            return
        cells[column] = text
        self.corrected[verdict.number] = cells
        self.answers.pop(verdict.number, None)
        self._typed_rows.add(verdict.number)
        self.touched()
        self._rest.start()

    def _changed(self, item: QTableWidgetItem) -> None:
        if not self._filling:
            self._type(item.row(), item.column(), item.text())

    def _again(self) -> None:
        self._rest.stop()
        if self.judgement is None or not self._typed_rows:
            return
        lines = [Line(row, tuple(self.corrected[row])) for row in sorted(self._typed_rows)]
        self._typed_rows.clear()
        self._judge(lines)

    def _judge(self, lines: Sequence[Line]) -> None:
        self.context.read(
            actions.judge_lines,
            self.judgement,
            lines,
            dict(self.answers),
            done=self._judged,
            failed=lambda error: self.problem(error.message),
            channel="repair-list",
            owner=self,
        )

    def _decide(self, same: bool) -> None:
        verdict = self._current()
        if verdict is not None and verdict.candidates and same:
            ask_who(verdict, self, partial(self._answer, verdict))
        elif verdict is not None and verdict.candidates:
            self._answer(verdict, 0)

    def _answer(self, verdict: Verdict, person_id: int) -> None:
        self.answers[verdict.number] = person_id
        self.touched()
        self._judge([verdict.entry.line])

    def _current(self) -> Verdict | None:
        at = self.sheet.currentRow()
        if self.judgement is None or not 0 <= at < len(self.judgement.verdicts):
            return None
        return self.judgement.verdicts[at]

    def _follow(self) -> None:
        """Say what is wrong with the row that is being looked at."""
        verdict = self._current()
        unsure = verdict is not None and verdict.state is State.UNSURE
        self.same.setEnabled(unsure)
        self.other.setEnabled(unsure)
        if verdict is None:
            self.reason.setText("")
        elif unsure:
            people = "; ".join(candidate_words(one) for one in verdict.candidates)
            self.reason.setText(
                tr("Row {number}: is it {person}?", number=str(verdict.number), person=people)
            )
        elif verdict.problems:
            said = " ".join(problem_words(one) for one in verdict.problems)
            self.reason.setText(tr("Row {number}: {reason}", number=str(verdict.number), reason=said))
        else:
            self.reason.setText(tr("Row {number} is good.", number=str(verdict.number)))

    # -- ending ----------------------------------------------------------------------------------

    def _taken(self, outcome: Outcome) -> None:
        added = sum(1 for one in outcome.added if one is not None) + outcome.updated + outcome.unchanged
        said = trn(
            "{count} row taken in, {left} left to repair.",
            "{count} rows taken in, {left} left to repair.",
            added,
            left=outcome.repairs,
        )
        self.context.toast(said)

    def _discard(self) -> None:
        if self.judgement is not None:
            Discard(self.context, self.list_id, len(self.judgement.verdicts), self).open()


class Discard(DeedDialog):
    """Asks before rows are discarded for good."""

    def __init__(self, context: Context, list_id: int, rows: int, over: RepairDialog) -> None:
        super().__init__(
            context,
            tr("Discard Repair List"),
            primary=tr("Discard Rows"),
            secondary=tr("Keep Them"),
            parent=over,
            danger=True,
            width=440,
        )
        self.list_id, self.over = list_id, over
        self.body.addWidget(
            label(
                trn(
                    "{count} row of the staff list will not be taken in. The journal keeps how many there "
                    "were.",
                    "{count} rows of the staff list will not be taken in. The journal keeps how many there "
                    "were.",
                    rows,
                ),
                wrap=True,
            )
        )
        self.body.addStretch(1)

    def submit(self) -> None:
        """Discard them."""
        self.run(actions.discard_repairs, self.list_id, done=lambda _count: self._close())

    def _close(self) -> None:
        self.over.discard_draft()
        self.over.accept()


def _list_columns() -> list[Column]:
    language = screen_language()
    return [
        Column(tr("Source"), 240, lambda one: Lines(one.source, one.file_name), stretch=True),
        Column(tr("Day of the list"), 150, lambda one: Text(language.short_day(one.day))),
        Column(tr("Taken in"), 190, lambda one: Text(language.instant(one.recorded_at), muted=True)),
        Column(tr("Rows"), 60, lambda one: Text(language.number(one.rows), end=True)),
    ]
