"""The assistant that takes a staff list in: File, Columns, Check, Take In, in one window."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from travel_desk.base.language import tr
from travel_desk.shell.buttons import label, make_action
from travel_desk.shell.context import Context, Said
from travel_desk.shell.dialog import DeedDialog
from travel_desk.staff_lists import actions, rules
from travel_desk.staff_lists.actions import ListFile, Looked
from travel_desk.staff_lists.dialogs.check_step import CheckStep
from travel_desk.staff_lists.dialogs.columns_step import ColumnsStep
from travel_desk.staff_lists.dialogs.file_step import FileStep
from travel_desk.staff_lists.dialogs.repairs import RepairDialog
from travel_desk.staff_lists.dialogs.take_step import TakeStep
from travel_desk.staff_lists.rules import Judgement, Outcome, State

FILE, COLUMNS, CHECK, TAKE = range(4)


class ImportAssistant(DeedDialog):
    """Takes a staff list in, step by step; what was set is kept as a draft."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            tr("Take In Staff List"),
            primary=tr("Next"),
            parent=parent,
            width=1120,
            height=700,
            draft=("import_officials", ""),
        )
        self.file = FileStep(context, self._looked, self._failed)
        self.columns = ColumnsStep(context, self.touched)
        self.check = CheckStep(context, self._judged, self._failed, self._stopped)
        self.take = TakeStep(self._repair)
        self.stack = QStackedWidget()
        for step in (self.file, self.columns, self.check, self.take):
            self.stack.addWidget(step)
        self.back: QAction = make_action(
            tr("Back"), self._go_back, self, icon="arrow-left", shortcut="Alt+Left"
        )
        self.add_footer_action(self.back)
        self._titles = [label("") for _ in range(4)]
        self._list_id: int | None = None
        self._kept: rules.Mapping | None = None
        self._done_with = False
        self.field("path", self.file.file, watch=False)
        self.field("source", self.file.from_source, watch=False)
        for field in (self.file.path, self.file.source, self.file.day):
            field.changed.connect(self.touched)
        self.body.addWidget(self._head())
        self.body.addWidget(self.stack, 1)
        self._show_step(FILE)

    # -- the steps -------------------------------------------------------------------------------

    def open(self) -> None:
        """Open with the cursor where the file is named."""
        super().open()
        self.file.path.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self.stack.currentIndex()

    def submit(self) -> None:
        """Go to the next step; on the last one take the list in."""
        self.clear_problem()
        (self._to_columns, self._to_check, self._to_take, self._take_in)[self.step]()

    def collect(self) -> dict[str, Any] | None:
        """Return what a draft keeps: the file, what was set, and how its columns are read."""
        if self._done_with or not self.file.path.value():
            return None
        mapping = rules.to_plain(self.columns.mapping()) if self.columns.columns else None
        return {**self.file.collect(), "mapping": mapping}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Go on with a draft."""
        if content.get("mapping"):
            self._kept = rules.from_plain(content["mapping"])
        self.file.restore(dict(content))

    def set_busy(self, busy: bool) -> None:
        """Lock the steps while the list is written, but for the button that stops it."""
        super().set_busy(busy)
        self._content.setEnabled(True)
        self.back.setEnabled(not busy and self.step > 0 and not self._done_with)

    def _head(self) -> QFrame:
        names = (tr("File"), tr("Columns"), tr("Check"), tr("Take In"))
        holder = QFrame()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(10)
        for at, (shown, name) in enumerate(zip(self._titles, names, strict=True)):
            if at:
                row.addWidget(label("›", "muted"))
            shown.setText(tr("{number}. {name}", number=str(at + 1), name=name))
            row.addWidget(shown)
        row.addStretch(1)
        return holder

    def _show_step(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        for at, shown in enumerate(self._titles):
            shown.setProperty("look", "strong" if at == step else "muted")
            shown.style().unpolish(shown)
            shown.style().polish(shown)
        self.back.setEnabled(step > 0 and not self._done_with)
        self._name_deed()

    def _name_deed(self) -> None:
        found = self.check.judgement
        ready = (self.file.found is not None, True, found is not None, True)[self.step]
        self.do.setEnabled(ready)
        if self.step < TAKE or found is None:
            self.do.setText(tr("Next"))
        elif self._done_with:
            self.do.setText(tr("Close"))
        elif found.of(State.FAULTY, State.UNSURE):
            self.do.setText(tr("Take In the Good Rows"))
        else:
            self.do.setText(tr("Take In Everything"))

    def _go_back(self) -> None:
        self.clear_problem()
        if self.step == CHECK and self.check.judgement is None:
            self.check.stop()
            return
        self._show_step(max(FILE, self.step - 1))

    # -- from step to step -----------------------------------------------------------------------

    def _looked(self, found: Looked | None) -> None:
        if found is None:
            self.do.setEnabled(False)
            return
        self.clear_problem()
        kept, self._kept = self._kept, None
        same = kept is not None and [use.title for use in kept.uses] == list(found.found.columns)
        self.columns.show_columns(found, kept if same else None)
        self._name_deed()

    def _failed(self, error: Said) -> None:
        self.problem(error.message, error.field)
        self._show_step(FILE if self.step == FILE else COLUMNS)

    def _stopped(self) -> None:
        self._show_step(COLUMNS)

    def _to_columns(self) -> None:
        if self.file.list_day() is None:
            self.problem(tr("Write the day of the list."))
            return
        self._show_step(COLUMNS)

    def _to_check(self) -> None:
        problem = self.columns.problem()
        if problem is not None:
            self.problem(problem)
            return
        found, day = self.file.found, self.file.list_day()
        assert found is not None
        assert day is not None
        self.keep_draft()
        self._show_step(CHECK)
        of = ListFile(found.path, found.found, self.columns.mapping(), self.file.name(), day)
        self.check.judge(of)

    def _judged(self, found: Judgement | None) -> None:
        self.do.setEnabled(found is not None)
        self._name_deed()
        at = self.focusWidget()
        if found is not None and not (at and at.isVisible() and self.check.isAncestorOf(at)):
            self.check.list_shown().setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_take(self) -> None:
        assert self.check.judgement is not None
        self.take.show_plan(self.check.judgement)
        self._show_step(TAKE)

    def _take_in(self) -> None:
        found = self.check.judgement
        if self._done_with or found is None:
            self.accept()
            return
        self.take.begin()
        self.run(
            actions.import_officials,
            rules.order_of(found),
            self.take.bridge.told.emit,
            self.take.halt.is_set,
            done=partial(self._taken, len(found.vanished)),
            close=False,
        )

    def _taken(self, missing: int, outcome: Outcome) -> None:
        self._done_with = True
        self._list_id = outcome.list_id
        self.discard_draft()
        self.take.show_outcome(outcome, missing)
        self.back.setVisible(False)
        self.leave.setVisible(False)
        self.footnote("")
        self._name_deed()

    def _refused(self, error: Said) -> None:
        self.take.end()
        super()._refused(error)

    def _repair(self) -> None:
        if self._list_id is not None:
            RepairDialog(self.context, self._list_id, self.parentWidget()).open()
            self.accept()
