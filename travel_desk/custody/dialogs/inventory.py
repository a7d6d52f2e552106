"""The opening inventory: booklets scanned or listed in a file, each with its place, confirmed by two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.custody import actions, queries, rules
from travel_desk.custody.dialogs.ground import GroundFields
from travel_desk.custody.queries import CountedRow, Listed, Safe
from travel_desk.custody.rules import BookletState, Counted, Found, Inventory, number_key, read_booklet
from travel_desk.desk import Credentials
from travel_desk.shell.buttons import ActionButton, Kind, label, make_action
from travel_desk.shell.cells import Chips, Lines, Text, name_cell
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context, Said
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, MomentField, TextField, columns, labelled
from travel_desk.shell.lines import LinesView
from travel_desk.shell.rows import Column

LATE = timedelta(days=1)


class InventoryDialog(DeedDialog):
    """Scan or type one number after the other, or take a file; a second person confirms the whole."""

    progressed = Signal(int, int)  # from the thread that works

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context, tr("Opening Inventory"), primary=tr("Record Inventory"), parent=parent,
            draft=("open_inventory", "all"), width=1000, height=760,
        )  # fmt: skip
        self.ground = GroundFields(context, rules.review_on(context.clock.today()))
        self.happened = MomentField(context.clock)
        self.late_reason = TextField(hint=tr("Why it is entered only now"), length=200)
        self.begun_reason = TextField(hint=tr("Found behind the shelf of safe 2"), length=200)
        self.safe = Choice[int]()
        self.scan = TextField(hint=tr("Scan the booklet, or type its number"), length=200)
        self.scan.setProperty("look", "scan")
        self.table = LinesView(_columns(), 37)
        self.table.setAccessibleName(tr("Booklets of the inventory"))
        self.summary = label("", "muted", wrap=True)
        self.reason = label("", "danger", wrap=True)
        self._file = make_action(tr("From File…"), self.choose_file, self, icon="attach", shortcut="Ctrl+O")
        self._away = make_action(tr("Take Away Line"), self.take_away, self, icon="minus", shortcut="Del")
        self._faulty = make_action(tr("Take Away Faulty Lines"), self.take_away_faulty, self, icon="trash")
        self._doing = ""
        self._queue: list[Counted] = []  # scanned while others are looked up
        self._looking: list[Counted] = []
        self._lay_out()
        self.progressed.connect(self._show_progress)
        self.table.selected.connect(self._say_why)
        self.safe.changed.connect(self.scan.setFocus)
        self.happened.changed.connect(self._follow_day)
        context.read(queries.safes, done=self._offer, owner=self)
        context.read(queries.has_begun, done=self._begun.setVisible, owner=self)
        self._show([])

    # -- the list ------------------------------------------------------------------------------

    def scanned(self, text: str) -> bool:
        """Take what a reader read: a number, or one or both lines of a zone."""
        self.add(text)
        return True

    def add(self, text: str) -> None:
        """Add the booklet of a number or zone to the list, at the next free place of the safe."""
        if rules.is_first_line(text):
            self.scan.clear()  # its number follows on the second line
            return
        read = read_booklet(text)
        if read is None or read.checked is False:
            self.problem(tr("This is no passport number and no readable zone. Scan it again."), "scan")
            self.scan.selectAll()  # the next scan takes its place
            return
        self.scan.clear()
        self._look_up([Counted(0, number_key(read.number))])

    def choose_file(self) -> None:
        """Ask for a CSV or XLSX file."""
        dialog = QFileDialog(self, tr("Inventory from a File"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Tables (*.csv *.tsv *.txt *.xlsx)"), tr("All files (*)")])
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """Read a file and add its rows to the list."""
        self._begin(tr("Reading the file"))
        self.context.compute(
            actions.read_inventory_file,
            Path(path),
            self.context.clock.today(),
            self.progressed.emit,
            done=self._look_up,
            failed=self._failed,
            owner=self,
        )

    def take_away(self) -> None:
        """Take the selected line off the list."""
        chosen = self.table.current_id()
        self._show([one for one in self.table.lines() if one.id != chosen])
        self.touched()

    def take_away_faulty(self) -> None:
        """Take all lines off the list that can't be recorded."""
        self._show([one for one in self.table.lines() if one.problem is None])
        self.touched()

    def _look_up(self, counted: Sequence[Counted]) -> None:
        """Look booklets up one portion after the other: each takes its places away for the next."""
        self._queue += counted
        if not self._looking:
            self._next_portion()

    def _next_portion(self) -> None:
        counted, self._queue = self._queue, []
        self._looking = counted
        lines: list[CountedRow] = self.table.lines()
        listed = Listed(
            frozenset(one.passport_id for one in lines if one.passport_id and one.problem is None),
            frozenset(one.place_id for one in lines if one.place_id and one.problem is None),
            max((one.id for one in lines), default=0) + 1,
        )
        self._begin(tr("Looking up the booklets"))
        self.do.setEnabled(False)
        self.context.read(
            queries.counted_rows,
            counted,
            self.safe.value(),
            listed,
            done=self._add,
            failed=self._failed,
            owner=self,
        )

    def _add(self, rows: Sequence[CountedRow]) -> None:
        self._begin("")
        self._looking = []
        self._show([*self.table.lines(), *rows], rows[-1].id if rows else None)
        self.touched()
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._queue:
            self._next_portion()

    def _show(self, lines: Sequence[CountedRow], current: int | None = None) -> None:
        self.table.set_lines(lines, current)
        faulty = sum(one.problem is not None for one in lines)
        good = len(lines) - faulty
        parts = [trn("{count} booklet", "{count} booklets", good)]
        if faulty:
            parts.append(trn("{count} faulty line is left out", "{count} faulty lines are left out", faulty))
        self.summary.setText(" · ".join(parts) if lines else tr("Nothing is listed yet."))
        self._away.setEnabled(bool(lines))
        self._faulty.setEnabled(bool(faulty))
        self.do.setEnabled(bool(good) and not self._looking)
        self._say_why()

    def _say_why(self, _line: object = None) -> None:
        """Say in full what is wrong with the selected line: its row has no room for it."""
        chosen = self.table.current_id()
        found = next((one for one in self.table.lines() if one.id == chosen), None)
        why = tr(found.problem) if found is not None and found.problem is not None else ""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))

    # -- the deed ------------------------------------------------------------------------------

    def submit(self) -> None:
        """Record the good lines, confirmed by the second person."""
        assert self.second is not None
        shared, review = self.ground.ground(), self.ground.review_on()
        if review is None:
            self.problem(tr("Say by which day the ground is reviewed."), "review_on")
            return
        rows = tuple(
            Found(
                one.passport_id,
                one.place_id,
                replace(shared, text=one.ground or shared.text, article=one.article or shared.article),
                one.review_on or review,
                one.booklet,
            )
            for one in self.table.lines()
            if one.problem is None
        )
        self._begin(tr("Drawing the list"))
        self.run(
            actions.open_inventory,
            Inventory(rows, *self._counted_on(), self.begun_reason.value()),
            Credentials(*self.second.credentials()),
            self.progressed.emit,
            done=self._opened,
        )

    def set_busy(self, busy: bool) -> None:
        """Lock the dialog while the deed is being done; without a good line there is nothing to record."""
        super().set_busy(busy)
        if not busy:
            self._begin("")
            self._show(self.table.lines())

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps: every line with its place, however many, since nobody counts twice."""
        lines = [*self.table.lines(), *self._looking, *self._queue]
        happened, late = self._counted_on()
        return {
            "ground": self.ground.collect(),
            "safe": self.safe.value(),
            "lines": [_plain(one) for one in lines],
            "happened": happened.isoformat() if happened else None,
            "late_reason": late,
            "reason": self.begun_reason.value(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill from a draft; each booklet is looked up anew."""
        self.ground.restore(content["ground"])
        self.safe.set_value(content["safe"])
        if content.get("happened"):  # drafts of older desks have none
            self.happened.set_moment(datetime.fromisoformat(content["happened"]))
        self.late_reason.set_value(content.get("late_reason", ""))
        self.begun_reason.set_value(content.get("reason", ""))
        if content["lines"]:
            self._look_up([_counted(one) for one in content["lines"]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter behind a number adds the booklet."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.scan.hasFocus():
            if self.scan.value():
                self.add(self.scan.value())
            return
        super().keyPressEvent(event)

    # -- parts ---------------------------------------------------------------------------------

    def _counted_on(self) -> tuple[datetime | None, str]:
        """Return when they counted, None for just now, and why that is entered late."""
        moment = self.happened.moment()
        if moment is None or self.context.clock.now() - moment < timedelta(minutes=5):
            return None, ""
        return moment, self.late_reason.value() if self._is_late() else ""

    def _is_late(self) -> bool:
        moment = self.happened.moment()
        return moment is not None and self.context.clock.now() - moment > LATE

    def _follow_day(self) -> None:
        self._late.setVisible(self._is_late())

    def _opened(self, opened: actions.Opened) -> None:
        self.context.toast(
            tr("Inventory {number} is recorded. Print it twice; both sign both copies.", number=opened.number)
        )
        window = self.parentWidget()
        lent = self.context.deeds.make(self.context, "paper", opened.paper, window) if window else []
        printing = next((one for one in lent if one.objectName() == "print_paper" and one.isEnabled()), None)
        if printing is not None:
            printing.trigger()
        else:
            self.context.open("paper", opened.paper)

    def _begin(self, what: str) -> None:
        self._doing = what
        self.footnote(tr("{what}…", what=what) if what else "", "clock", "muted")

    def _show_progress(self, done: int, of: int) -> None:
        if self._doing and of:
            share = screen_language().value(done * 100 // of)
            self.footnote(tr("{what}: {share} %", what=self._doing, share=share), "clock", "muted")

    def _failed(self, error: Said) -> None:
        self._begin("")
        self._looking, self._queue = [], []
        self._show(self.table.lines())
        self.problem(error.message, error.field)

    def _offer(self, safes: list[Safe]) -> None:
        self.safe.set_choices([(one.id, one.name) for one in safes], self.safe.value())
        if not safes:
            self.problem(tr("There is no safe yet. Add it with its places in Safes and Places."))

    def _lay_out(self) -> None:
        told = tr(
            "For booklets that lay in the safes before the desk began. What a holder hands in later is "
            "taken in by itself, with a receipt."
        )
        self.body.addWidget(label(told, "muted", wrap=True))
        for name, widget in self.ground.fields():
            self.field(name, widget)
        self.body.addWidget(self.ground)
        scan = self.field("scan", labelled(tr("Next booklet"), self.scan), watch=False)
        where = self.field("safe", labelled(tr("Next free place in"), self.safe))
        when = self.field("happened", labelled(tr("Counted on"), self.happened))
        self.body.addWidget(columns([(scan, 3), (where, 2), (when, 2)]))
        self._late = labelled(tr("Reason for the late entry"), self.late_reason)
        self._begun = labelled(tr("Why without a receipt for the holders"), self.begun_reason)
        self.field("late_reason", self._late)
        self.field("reason", self._begun)
        self.body.addWidget(columns([self._begun, self._late]))
        self._late.hide()
        self._begun.hide()
        self.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.summary, 1)
        for action in (self._faulty, self._away, self._file):
            row.addWidget(ActionButton(action, Kind.FLAT if action is not self._file else Kind.SECONDARY))
        self.body.addLayout(row)
        self.body.addWidget(self.reason)
        self.body.addSpacing(2)
        self.ask_second(tr("Whoever counted with you confirms the list with their own password."))
        self.table.setMinimumHeight(220)

    def menu(self) -> list[QAction]:
        """Return the deeds on lines, for the table's context menu."""
        return [self._away, self._faulty]


def _columns() -> list[Column]:
    return [
        Column(tr("Line"), 56, lambda row: Text(screen_language().value(row.row or row.id), muted=True)),
        Column(tr("Passport"), 110, lambda row: Lines(row.number)),
        Column(tr("Holder"), 220, lambda row: name_cell(row.native_name, row.latin), stretch=True),
        Column(tr("Place"), 150, lambda row: Text(row.place)),
        Column(tr("State"), 320, _state),
    ]


def _state(row: CountedRow) -> Chips | Lines:
    if row.problem is None:
        return Chips((ChipText(tr("Ready"), Tone.SUCCESS, "check"),))
    return Lines(tr(row.problem), icon="warning", tone="danger")


def _plain(one: CountedRow | Counted) -> list[Any]:
    review = one.review_on.isoformat() if one.review_on else None
    return [one.row, one.number, one.place, one.ground, one.article, review, one.booklet.value]


def _counted(kept: Sequence[Any]) -> Counted:
    row, number, place, ground, article, review, state = kept
    day = date.fromisoformat(review) if review else None
    return Counted(row, number, place, ground, article, day, BookletState(state))


def open_inventory(context: Context, parent: QWidget) -> None:
    """Open the dialog of the opening inventory."""
    InventoryDialog(context, parent).open()
