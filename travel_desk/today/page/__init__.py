"""The Today page: what waits, in groups, each line with its one deed; beside it the days to come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.desk import DraftRecord
from travel_desk.shell import fonts
from travel_desk.shell.buttons import ActionButton, button, hairline, label, make_action
from travel_desk.shell.context import Context, Said
from travel_desk.shell.page import EmptyState, Page
from travel_desk.today import actions, queries
from travel_desk.today.page.drafts import draft_subject
from travel_desk.today.page.rail import Rail
from travel_desk.today.page.view import DayView
from travel_desk.today.queries import Day
from travel_desk.today.rules import Line

__all__ = ["TodayPage"]

_RAIL, _NARROW_RAIL = 280, 236  # pixels; hidden where the window is too narrow for both
_VERBS = {"trip": "submit_trip"}  # the deed that opens the dialog of a draft, where its name differs


class TodayPage(Page):
    """What cannot wait, and what comes next."""

    key = "today"
    icon = "today"
    verb = "see_trips"
    subjects = frozenset({"requests", "trips", "custody", "passports", "papers", "drafts", "persons"})
    opens = frozenset({"today"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._day: Day | None = None
        self._holder: QWidget | None = None
        self.sheet = make_action(
            tr("Daily Sheet…"),
            self.print_daily_sheet,
            self,
            icon="print",
            enabled=context.allowed("print_daily_sheet"),
            hint=tr("The lines of the day and the head of the journal"),
        )
        self.do_line = make_action(tr("Next Step of This Line"), self._do_current, self)
        self.view = DayView()
        self.view.wanted.connect(self.do_deed)
        self.rail = Rail()
        self.rail.resumed.connect(self.resume)
        self._title = label("", "title")
        self._line = label("", "muted", wrap=True)
        self._loading = EmptyState(tr("Reading the register…"), icon="clock")
        self._calm = EmptyState(
            tr("Nothing waits today"),
            tr("No one leaves, nothing is late, every paper is signed and printed."),
            "check-circle",
            tone="success",
        )
        self._stack = QStackedWidget()
        for state in (self._loading, self.view, self._calm):
            self._stack.addWidget(state)
        self._lay_out()
        self._show_title(0, 0, "")

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Today")

    def reload(self, subjects: frozenset[str]) -> None:
        """Read the day anew."""
        self.context.read(queries.day, done=self._show, failed=self._failed, channel="today", owner=self)

    def menus(self) -> list[tuple[str, list[QAction]]]:
        """Return the deeds of the page."""
        return [(tr("&Today"), [self.do_line, self.sheet, *self._others])]

    def focus_search(self) -> None:
        """Put the keyboard into the list; there is nothing to search."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def do_deed(self, line: Line) -> None:
        """Do the one deed of a line, or go to its subject where the deed belongs to a page."""
        wanted = line.button
        self._do(wanted.kind, wanted.id, wanted.verb)

    def print_daily_sheet(self) -> None:
        """Issue the daily sheet, then offer it to the printer."""
        self.context.run(actions.print_daily_sheet, done=self._printed, owner=self)

    def resume(self, draft: DraftRecord) -> None:
        """Go on with an unfinished dialog where it was begun."""
        kind, id = draft_subject(draft)
        if not id:
            if not self._trigger("draft", 0, draft.kind):
                self.context.toast(tr("Open this dialog again: it begins with what you had typed."))
        elif not self._trigger(kind, id, _VERBS.get(draft.kind, draft.kind)):
            self.context.open(kind, id)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the day anew when another one has begun since."""
        super().showEvent(event)
        if self._day is not None and self._day.day != self.context.clock.today():
            self.reload(self.subjects)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rail out where it would press the list."""
        super().resizeEvent(event)
        width = self.width()
        self._rail_area.setVisible(width >= fonts.scaled(940))
        self._rail_area.setFixedWidth(fonts.scaled(_RAIL if width >= fonts.scaled(1150) else _NARROW_RAIL))

    # -- inside ---------------------------------------------------------------------------------

    def _do_current(self) -> None:
        self.view.do_current()

    def _do(self, kind: str, id: int, verb: str) -> None:
        if verb == "open" or not self._trigger(kind, id, verb):
            self.context.open(kind, id)

    def _trigger(self, kind: str, id: int, verb: str) -> bool:
        """Do the deed that a duty registered for a subject under this verb; return whether there is one."""
        # The actions belong to a widget of their own: with the page as parent they would pile up.
        if self._holder is not None:
            self._holder.deleteLater()
        self._holder = QWidget(self)
        for action in self.context.deeds.make(self.context, kind, id, self._holder):
            if action.isEnabled() and action.objectName() == verb:
                action.trigger()
                return True
        return False

    def _printed(self, printed: actions.Printed) -> None:
        self.context.toast(tr("Daily sheet {number} is ready.", number=printed.number))
        self._do("paper", printed.paper, "print_paper")

    def _show(self, day: Day) -> None:
        self._day = day
        self.view.show_groups(day.groups)
        self.rail.show_day(day)
        self._stack.setCurrentWidget(self.view if day.groups else self._calm)
        self._show_title(day.count, day.urgent, day.user)
        self.do_line.setEnabled(bool(day.groups))
        self.counted.emit(day.count)

    def _failed(self, error: Said) -> None:
        again = button(tr("Try Again"), lambda: self.reload(self.subjects))
        state = EmptyState(tr("The day can't be read"), tr(error.message), "warning", again, "danger")
        self._stack.addWidget(state)
        self._stack.setCurrentWidget(state)

    def _show_title(self, lines: int, urgent: int, user: str) -> None:
        self._title.setText(screen_language().long_day(self.context.clock.today()))
        if not user:
            self._line.setText("")
            return
        said = trn("{count} line on the sheet", "{count} lines on the sheet", lines)
        if urgent:
            said = tr("{lines}; {urgent}", lines=said, urgent=_urgent(urgent))
        self._line.setText(tr("{greeting} {said}.", greeting=self._greeting(user), said=said))

    def _greeting(self, user: str) -> str:
        hour = self.context.clock.now().astimezone().hour
        if hour < 12:
            return tr("Good morning, {name}.", name=user)
        if hour < 18:
            return tr("Good afternoon, {name}.", name=user)
        return tr("Good evening, {name}.", name=user)

    def _lay_out(self) -> None:
        self._others = self.context.deeds.make(self.context, "today", 0, self)
        head = QFrame()
        head.setProperty("look", "sheet")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(4)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._title)
        lines.addWidget(self._line)
        row.addLayout(lines, 1)
        for action in (self.sheet, *self._others):
            row.addWidget(ActionButton(action))
        self._rail_area = QScrollArea()
        self._rail_area.setProperty("look", "panel")
        self._rail_area.setFrameShape(QFrame.Shape.NoFrame)
        self._rail_area.setWidgetResizable(True)
        self._rail_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rail_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rail_area.setFixedWidth(fonts.scaled(_RAIL))
        self._rail_area.setWidget(self.rail)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(hairline(vertical=True))
        body.addWidget(self._rail_area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addLayout(body, 1)


def _urgent(count: int) -> str:
    return trn("{count} cannot wait past today", "{count} cannot wait past today", count)
