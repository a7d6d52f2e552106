"""The assistant's window: the steps on the left, the page on the right."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from travel_desk.app.assistant.pages import RecoveryPage, Waiting, Welcome
from travel_desk.app.assistant.steps import (
    AdministratorStep,
    OfficeStep,
    SigningStep,
    Step,
    Wish,
    choose_folder,
)
from travel_desk.app.first_parts import LanguageButton, brand
from travel_desk.app.places import is_desk, no_desk, places
from travel_desk.base.language import tr
from travel_desk.base.message import Refused, Trouble
from travel_desk.shell import fonts, icons
from travel_desk.shell.buttons import Kind, button, hairline, label

if TYPE_CHECKING:
    from travel_desk.app.assistant.making import Made
    from travel_desk.app.program import Program

log = logging.getLogger(__name__)


class _Bridge(QObject):
    """Brings progress from the worker thread to the window."""

    progress = Signal(int, int, object)  # done, of, what is being made


class Assistant(QWidget):
    """First start, or "Open Another Desk…".

    chosen: the folder of a desk that is there. opened: a desk that was just made.
    """

    chosen = Signal(Path)
    opened = Signal(object)
    language_chosen = Signal(str)
    closed = Signal()
    painted = Signal()

    def __init__(self, program: Program, problem: str = "", back: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._program = program
        self._wish = Wish()
        self._made: Made | None = None
        self._painted = False
        self._bridge = _Bridge()
        self.setObjectName("assistant")
        self.setWindowTitle(tr("Travel Desk"))
        self.setWindowIcon(icons.icon("desk", "accent"))
        self.welcome = Welcome()
        self.welcome.example.connect(self.open_example)
        self.welcome.make.connect(partial(self._show_step, 0))
        self.welcome.existing.connect(self._find)
        self.steps: list[Step] = [
            OfficeStep(places().data / tr("travel desk")),
            AdministratorStep(),
            SigningStep(),
        ]
        self.waiting = Waiting()
        self._bridge.progress.connect(self.waiting.show_progress)
        self.recovery = RecoveryPage(self._look, self._enter)
        self.stack = QStackedWidget()
        for page in (self.welcome, *self.steps, self.waiting, self.recovery):
            self.stack.addWidget(page)
        self._build(back)
        self.welcome.problem.say(problem)
        self.welcome.begin()
        self._mark_steps(-1)

    def open_example(self) -> None:
        """Make the example desk where it is not there yet, and go to its login."""
        what = tr("20,000 persons, 30,000 passports and 3,000 trips: about a minute.")
        self._wait(tr("The example desk is being made"), what)
        self._mark_steps(-1)
        folder, tell = places().example, self._bridge.progress.emit

        def work() -> Path:
            from travel_desk.app.assistant import making  # slow: on the worker thread

            return making.make_example(folder, tell)

        self._program.background.write(work, done=self.chosen.emit, failed=self._failed, owner=self)

    def next(self) -> None:
        """Check the step that is shown and go to the next one, or make the desk."""
        step = self.stack.currentWidget()
        if not isinstance(step, Step):
            return
        try:
            step.take(self._wish)
        except Refused as refused:
            step.refuse(refused)
            return
        at = self.steps.index(step) + 1
        if at < len(self.steps):
            self._show_step(at)
        else:
            self._make()

    def back(self) -> None:
        """Go one step back."""
        step = self.stack.currentWidget()
        at = self.steps.index(step) - 1 if isinstance(step, Step) else -1
        if at >= 0:
            self._show_step(at)
        else:
            self._show(self.welcome)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window stands on the screen for the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody wants to go on; a desk that was made stays closed."""
        super().closeEvent(event)
        if self._made is not None:
            self._made.opened.desk.close()
            self._made = None
        self.closed.emit()

    def _make(self) -> None:
        self._wait(
            tr("The desk is being made"),
            tr("Keys, register, certificate and the first entry of its journal."),
        )
        wish, clock, held = self._wish, self._program.clock, self._program.held

        def work() -> Made:
            from travel_desk.app.assistant import making  # slow: on the worker thread

            return making.make_desk(wish, clock, platform.node(), held)

        self._program.background.write(work, done=self._show_code, failed=self._failed, owner=self)

    def _show_code(self, made: Made) -> None:
        self._made = made
        self.recovery.show_code(made.code)
        self._show(self.recovery)
        self._mark_steps(len(self.steps))

    def _look(self) -> None:
        from travel_desk.shell.context import Context
        from travel_desk.shell.preview import PaperPreview

        if self._made is None:
            return
        context = Context(self._made.opened.desk, self._program.settings, self._program.clock, parent=self)
        preview = PaperPreview(
            context, tr("Recovery sheet"), self._made.sheet, "recovery-sheet.pdf", parent=self
        )
        preview.finished.connect(context.close)
        preview.open()

    def _enter(self) -> None:
        made, self._made = self._made, None
        if made is not None:
            self.opened.emit(made.opened)

    def _find(self) -> None:
        choose_folder(self, tr("Choose the folder of the desk"), str(places().data), self.found)

    def found(self, folder: str) -> None:
        """Open the desk in a folder that was chosen, or say that there is none."""
        if is_desk(Path(folder)):
            self.chosen.emit(Path(folder))
        else:
            self.welcome.problem.say(tr(no_desk(Path(folder))))

    def _failed(self, error: Exception) -> None:
        step: Any = self.welcome
        if isinstance(error, Refused):
            step = next((s for s in self.steps if error.field in s.names()), self.welcome)
        self._show(step)
        if isinstance(step, Step) and isinstance(error, Refused):
            step.refuse(error)
        elif isinstance(error, Refused | Trouble):
            step.problem.say(tr(error.message))
        else:
            shown = RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
            log.error("defect in the assistant", exc_info=shown)
            step.problem.say(tr("This is a defect of the program. The log says where; please report it."))

    def _wait(self, title: str, line: str) -> None:
        self.waiting.show_work(title, line)
        self._show(self.waiting)

    def _show_step(self, at: int) -> None:
        self._show(self.steps[at])
        self.steps[at].begin()
        self._mark_steps(at)

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        step = isinstance(page, Step)
        self._foot.setVisible(step)
        self.back_button.setVisible(page is self.welcome and self._has_back)
        if page is self.welcome:
            self._mark_steps(-1)
        if isinstance(page, Welcome | RecoveryPage):
            page.begin()
        last = step and page is self.steps[-1]
        self._next.setText(tr("Make the Desk") if last else tr("Next"))

    def _mark_steps(self, at: int) -> None:
        for place, name in enumerate(self._names):
            name.setVisible(at >= 0)
            name.setProperty("look", "strong" if place == at else "muted")
            name.style().polish(name)

    def _build(self, back: Callable[[], object] | None) -> None:
        self._has_back = back is not None
        side = QWidget()
        side.setFixedWidth(fonts.scaled(260))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(10)
        column.addLayout(brand(tr("First steps")))
        column.addSpacing(14)
        words = (
            tr("1  Office"),
            tr("2  Administrator"),
            tr("3  Signing and backups"),
            tr("4  Recovery sheet"),
        )
        self._names: list[QLabel] = [label(text, "muted") for text in words]
        for name in self._names:
            name.setContentsMargins(16, 0, 16, 0)
            column.addWidget(name)
        column.addStretch(1)
        self.back_button = button(tr("Back to the Login"), back or self._nothing, Kind.FLAT, "arrow-left")
        self.back_button.setVisible(self._has_back)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 8)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._body(), 1)
        self.resize(fonts.scaled(880), fonts.scaled(600))
        self.setMinimumSize(fonts.scaled(720), fonts.scaled(520))

    def _body(self) -> QWidget:
        body = QFrame()
        body.setProperty("look", "sheet")
        column = QVBoxLayout(body)
        column.setContentsMargins(fonts.scaled(44), 20, fonts.scaled(44), 20)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(LanguageButton(self.language_chosen.emit))
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        self._next = button(tr("Next"), self.next, Kind.PRIMARY)
        self._next.setAutoDefault(True)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addStretch(1)
        foot.addWidget(button(tr("Back"), self.back))
        foot.addWidget(self._next)
        self._foot.hide()
        column.addWidget(self._foot)
        return body

    def _nothing(self) -> None:
        """Do nothing: there is no login to go back to."""
