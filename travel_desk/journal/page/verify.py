"""The dialog that walks the journal's chain and says whether it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from travel_desk.base.language import tr, trn
from travel_desk.journal import actions, queries
from travel_desk.journal.rules import Verdict
from travel_desk.shell import fonts
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import MessageLine
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Level, TextArea, labelled


class _Bridge(QObject):
    """Brings the count from the worker thread to the window."""

    progress = Signal(int)


class VerifyDialog(DeedDialog):
    """Verify the journal, alone or against a head noted elsewhere."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Verify Journal"),
            primary=tr("Verify Journal"),
            secondary=tr("Close"),
            parent=parent,
            width=560,
        )
        self._total = 0
        self._bridge = _Bridge(self)
        self._bridge.progress.connect(self._show_progress)
        self.body.addWidget(
            label(
                tr(
                    "Every entry holds the hash of the one before it. Whoever edits, deletes, inserts or "
                    "moves one breaks the chain, and this finds where."
                ),
                "",
                wrap=True,
            )
        )
        self.noted = TextArea(hint=tr("431 9f3c 22ab …"), lines=2)
        help_ = tr(
            "From a daily sheet, if you have one: it also shows an end cut off or an older state put back."
        )
        self.body.addWidget(
            self.field("noted", labelled(tr("Head noted elsewhere: number and hash"), self.noted, help=help_))
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(fonts.scaled(6))
        self.bar.setAccessibleName(tr("Entries read"))
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.results = QWidget()
        self.body.addWidget(self.results)
        self.body.addStretch(1)
        context.read(queries.present_head, done=self._show_head, owner=self)

    def submit(self) -> None:
        """Walk the chain."""
        self.bar.setRange(0, self._total)
        self.bar.setValue(0)
        self.bar.show()
        self._show([])
        tell: Callable[[int], object] = self._bridge.progress.emit
        self.run(actions.verify_journal, self.noted.value(), tell, done=self._show_verdict, close=False)

    def verdict_lines(self, verdict: Verdict) -> list[tuple[str, Level]]:
        """Return what is said of a verdict, each line with its weight."""
        if verdict.sound:
            text = trn(
                "The chain stands: {count} entry, none edited, deleted, inserted or moved.",
                "The chain stands: {count} entries, none edited, deleted, inserted or moved.",
                verdict.count,
            )
            lines = [(text, Level.OK)]
            if verdict.compared:
                lines.append(
                    (tr("The noted head is the journal’s own: nothing was cut off or put back."), Level.OK)
                )
            return lines
        lines = [(tr(found.sentence), Level.ERROR) for found in verdict.breaks]
        restored = ", ".join(str(number) for number in verdict.restores)
        if restored:
            text = tr(
                "Entry {numbers} journals a restored backup: heads noted between that backup and the restore "
                "are no longer found, which is then no forgery.",
                numbers=restored,
            )
            lines.append((text, Level.INFO))
        lines.append(
            (
                tr("Keep this machine as it is and tell the auditor. A backup shows what stood before."),
                Level.INFO,
            )
        )
        return lines

    def _show_verdict(self, verdict: Verdict) -> None:
        self.bar.hide()
        self._total = verdict.count
        self._show(self.verdict_lines(verdict))

    def _show(self, lines: list[tuple[str, Level]]) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for text, level in lines:
            column.addWidget(MessageLine(text, level))
        self.body.replaceWidget(self.results, shown)
        self.results.deleteLater()
        self.results = shown
        self.grow()

    def _show_head(self, head: object) -> None:
        self._total = int(getattr(head, "number", 0))
        self.footnote(
            trn("{count} entry in the journal", "{count} entries in the journal", self._total),
            "journal",
            "muted",
        )

    def _show_progress(self, count: int) -> None:
        self.bar.setValue(count)
