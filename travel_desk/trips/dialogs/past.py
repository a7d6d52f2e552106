"""Trips from the old files: a table is read, each trip shown with what is wrong with it, then all entered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.shell.buttons import ActionButton, label, make_action
from travel_desk.shell.cells import Chips, Lines, Text
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context, Said
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.lines import LinesView
from travel_desk.shell.rows import Column
from travel_desk.trips import actions, queries
from travel_desk.trips.queries import PastRow
from travel_desk.trips.rules import PastLine, PastTrip, first_day, last_day


class PastTripsDialog(DeedDialog):
    """Choose a file, look at its trips, enter the good ones."""

    progressed = Signal(int, int)  # from the thread that reads

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context, tr("Enter Past Trips"), primary=tr("Enter Past Trips"), parent=parent,
            width=1000, height=700,
        )  # fmt: skip
        self.table = LinesView(_columns(), 37)
        self.table.setAccessibleName(tr("Past trips of the file"))
        self.summary = label("", "muted", wrap=True)
        self.reason = label("", "danger", wrap=True)
        self._file = make_action(tr("Choose File…"), self.choose_file, self, icon="attach", shortcut="Ctrl+O")
        self._reading = False
        self._lay_out()
        self.progressed.connect(self._show_progress)
        self.table.selected.connect(self._say_why)
        self._show([])

    def choose_file(self) -> None:
        """Ask for a CSV or XLSX file."""
        dialog = QFileDialog(self, tr("Past Trips from a File"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Tables (*.csv *.tsv *.txt *.xlsx)"), tr("All files (*)")])
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """Read a file and show its trips; another file takes their place."""
        self.clear_problem()
        self._reading = True
        self.footnote(tr("Reading the file…"), "clock", "muted")
        self.context.compute(
            actions.read_past_file,
            Path(path),
            self.context.clock.today(),
            self.progressed.emit,
            done=self._look_up,
            failed=self._failed,
            channel="past trips",
            owner=self,
        )

    def submit(self) -> None:
        """Enter the trips that are in order."""
        orders = [one.order for one in self._good()]
        self.footnote(tr("Entering the trips…"), "clock", "muted")
        self.run(actions.register_past_trips, orders, done=self._entered)

    def set_busy(self, busy: bool) -> None:
        """Lock the dialog while the deed is being done; without a good trip there is nothing to enter."""
        super().set_busy(busy)
        if not busy:
            self._show(self.table.lines())

    def _good(self) -> list[PastRow]:
        return [one for one in self.table.lines() if one.problem is None]

    def _look_up(self, lines: Sequence[PastLine]) -> None:
        self.context.read(
            queries.past_rows, list(lines), done=self._show, failed=self._failed, channel="past", owner=self
        )

    def _show(self, rows: Sequence[PastRow]) -> None:
        self._reading = False
        self.table.set_lines(rows)
        good = len(self._good())
        parts = [trn("{count} trip to enter", "{count} trips to enter", good)]
        if len(rows) > good:
            faulty = len(rows) - good
            parts.append(trn("{count} faulty trip is left out", "{count} faulty trips are left out", faulty))
        self.summary.setText(" · ".join(parts) if rows else tr("No file is chosen yet."))
        self.footnote("")
        self.do.setEnabled(bool(good))
        self._say_why()

    def _say_why(self, _line: object = None) -> None:
        """Say in full what is wrong with the selected trip: its row has no room for it."""
        chosen = self.table.current_id()
        found = next((one for one in self.table.lines() if one.id == chosen), None)
        why = tr(found.problem) if found is not None and found.problem is not None else ""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))

    def _entered(self, made: list[int]) -> None:
        self.context.toast(trn("{count} past trip is entered.", "{count} past trips are entered.", len(made)))

    def _show_progress(self, done: int, of: int) -> None:
        if self._reading and of:
            share = screen_language().value(done * 100 // of)
            self.footnote(tr("Reading the file: {share} %", share=share), "clock", "muted")

    def _failed(self, error: Said) -> None:
        self._reading = False
        self.footnote("")
        self.problem(error.message)

    def _lay_out(self) -> None:
        told = tr(
            "A CSV or XLSX file with one row a traveller. Its columns are known by their heads: Trip number, "
            "Personnel number or Passport number, Purpose, Country, City, From, To, Decided by, Capacity, "
            "Decided on, Outcome; further ones are taken where they are there."
        )
        self.body.addWidget(label(told, "muted", wrap=True))
        self.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.summary, 1)
        row.addWidget(ActionButton(self._file))
        self.body.addLayout(row)
        self.body.addWidget(self.reason)
        self.table.setMinimumHeight(260)


def _columns() -> list[Column]:
    return [
        Column(tr("Row"), 56, lambda row: Text(screen_language().value(row.rows[0]), muted=True)),
        Column(tr("Number"), 120, lambda row: Text(row.number)),
        Column(tr("Travellers"), 200, _travellers, stretch=True),
        Column(tr("Where and when"), 210, _where),
        Column(tr("State"), 300, _state),
    ]


def _travellers(row: PastRow) -> Lines:
    first = row.travellers[0] if row.travellers else ""
    more = len(row.travellers) - 1
    return Lines(first, trn("and {count} more", "and {count} more", more) if more > 0 else "", caption=True)


def _where(row: PastRow) -> Lines:
    if row.order is None:
        return Lines("")
    legs = row.order.legs
    days = ""
    if (first := first_day(legs)) and (last := last_day(legs)):
        say = screen_language().short_day
        days = tr("{first} to {last}", first=say(first), last=say(last))
    return Lines(", ".join(dict.fromkeys(one.city for one in legs)), days, caption=True)


def _state(row: PastRow) -> Chips | Lines:
    if row.problem is not None:
        return Lines(tr(row.problem), icon="warning", tone="danger")
    return Chips((_outcome(row.order),)) if row.order is not None else Lines("")


def _outcome(order: PastTrip) -> ChipText:
    if all(one.refused for one in order.travellers):
        return ChipText(tr("Refused"), Tone.NEUTRAL, "refused")
    return ChipText(tr("Closed"), Tone.SUCCESS, "check")


def register_past_trips(context: Context, parent: QWidget) -> None:
    """Open the dialog of past trips."""
    PastTripsDialog(context, parent).open()
