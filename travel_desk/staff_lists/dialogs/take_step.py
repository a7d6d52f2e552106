"""The last step: what will be written, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.shell.buttons import DeskButton, IconLabel, Kind, button, label
from travel_desk.shell.detail import Facts
from travel_desk.staff_lists.dialogs.parts import Bridge, Work
from travel_desk.staff_lists.rules import Judgement, Outcome, State

_ALWAYS = 2  # facts that are shown even where they are 0: new and changed persons


class TakeStep(QWidget):
    """The summary before, the progress during, the outcome after."""

    def __init__(self, repair: Callable[[], object]) -> None:
        super().__init__()
        self.halt = Event()
        self.bridge = Bridge(self)
        self.work = Work(self._stop)
        self.bridge.told.connect(self.work.tell)
        self.title = label("", "title", wrap=True)
        self.line = label("", "muted", wrap=True)
        self.repair: DeskButton = button(tr("Open the Repair List…"), repair, Kind.SECONDARY, "edit")
        self._facts = QVBoxLayout()
        card = QFrame()
        card.setProperty("look", "card")
        card.setLayout(self._facts)
        self._facts.setContentsMargins(16, 12, 16, 12)
        self.card = card
        self.mark = IconLabel("check-circle", "success", 24)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        for widget in (self.mark, self.title, self.line, card, self.work):
            column.addWidget(widget)
        column.addWidget(self.repair, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def show_plan(self, found: Judgement) -> None:
        """Say what will be written."""
        counts = found.counts()
        waiting = counts[State.FAULTY] + counts[State.UNSURE]
        self.mark.hide()
        self.work.hide()
        self.repair.hide()
        if not (counts[State.NEW] or counts[State.CHANGED]):
            nothing = tr("Nothing changes: the register has these rows as they are.")
            self.title.setText(nothing if not waiting else tr("No row can be taken in yet"))
        else:
            self.title.setText(tr("This is what will be written"))
        self.line.setText(
            tr(
                "A post that differs ends the present main post on the day of the list. Everything is "
                "written at once, or nothing. It can't be undone at once; each person can be corrected."
            )
        )
        self._show(
            [
                (tr("New persons"), counts[State.NEW]),
                (tr("Persons changed"), counts[State.CHANGED]),
                (tr("Unchanged"), counts[State.UNCHANGED]),
                (tr("To the repair list"), waiting),
                (tr("Organisations added"), sum(1 for one in found.mapping.places if one.order is not None)),
                (tr("Missing from the list"), len(found.vanished)),
            ]
        )

    def begin(self) -> None:
        """Show that it is being written."""
        self.halt.clear()
        self.work.begin(tr("Writing…"))

    def end(self) -> None:
        """Take the progress away."""
        self.work.hide()

    def show_outcome(self, outcome: Outcome, missing: int) -> None:
        """Say what came of it."""
        self.end()
        added = sum(1 for one in outcome.added if one is not None)
        self.mark.show()
        if added or outcome.updated:
            self.title.setText(tr("The staff list is taken in"))
        else:
            self.title.setText(tr("Nothing changed"))
        late = trn(
            "{count} row went to the repair list: somebody had changed the person meanwhile.",
            "{count} rows went to the repair list: somebody had changed the persons meanwhile.",
            outcome.late,
        )
        self.line.setText(late if outcome.late else tr("It stands in the journal as one entry."))
        self._show(
            [
                (tr("New persons"), added),
                (tr("Persons changed"), outcome.updated),
                (tr("Unchanged"), outcome.unchanged),
                (tr("In the repair list"), outcome.repairs),
                (tr("Missing from the list"), missing),
            ]
        )
        self.repair.setVisible(bool(outcome.repairs))

    def _show(self, facts: list[tuple[str, int]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        shown = [(name, count) for at, (name, count) in enumerate(facts) if count or at < _ALWAYS]
        number = screen_language().number
        self._facts.addWidget(Facts([(name, number(count)) for name, count in shown]))

    def _stop(self) -> None:
        self.work.stop.setEnabled(False)
        self.halt.set()
