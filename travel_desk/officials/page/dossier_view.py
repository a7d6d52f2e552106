"""The dossier of a person over the whole width of the page, as it stands or as it stood on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.officials import actions, queries
from travel_desk.officials.page import dossier, words
from travel_desk.officials.page.timeline import HistoryList
from travel_desk.officials.queries import Dossier
from travel_desk.shell import fonts, taborder, theme
from travel_desk.shell.buttons import ActionButton, IconLabel, Kind, hairline, label, make_action
from travel_desk.shell.context import Context, Said
from travel_desk.shell.detail import Detail, RowLine, Section
from travel_desk.shell.fields import DateField
from travel_desk.shell.fields.note import FieldNote
from travel_desk.shell.registry import Standing, Told

SUBJECTS = frozenset({"persons", "organisations", "passports", "custody", "requests", "trips", "papers"})
_SIDE = 440  # pixels of the timeline at base size
_FEW = 6  # rows of a block of trips or papers that are shown at first


class DossierView(QWidget):
    """One person: facts, passports, posts, trips and papers on one side, all that happened on the other.

    left: the user goes back to the list. turned: another day is shown. The page hands over a dossier that
    was opened (a deed); another day is opened from here.
    """

    left = Signal()
    turned = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.found: Dossier | None = None
        self.told: Sequence[Told] = ()
        self.deeds: Sequence[QAction] = ()
        self._all: set[str] = set()  # titles of the blocks that are shown whole
        self._make_actions()
        self.detail = Detail()
        self.history = HistoryList(context.open)
        self.band = Band()
        self._lay_out()
        context.changed.connect(self._changed)

    def menu_actions(self) -> list[QAction]:
        """Return the deeds of the view, for the page's menu."""
        return [self.back, self.other_day, self.today]

    def show_person(self, found: Dossier) -> None:
        """Show a dossier that was opened, and ask all duties for the rest."""
        before, self.found = self.found, found
        if before is None or before.id != found.id:
            self._all = set()
            self.detail.verticalScrollBar().setValue(0)
        if before is None or (before.id, before.today) != (found.id, found.today):
            # What was told of another day must not stand under this one.
            self.told = ()
            self.history.wait()
            self.turned.emit()
        self.day.set_day(found.today)
        self._say_band()
        self._fill()
        self._ask()

    def show_deeds(self, deeds: Sequence[QAction]) -> None:
        """Offer what the page offers for the person; of a past day nothing can be done."""
        self.deeds = deeds
        if self.found is not None:
            self._fill()

    def forget(self) -> None:
        """Let go of the person that was shown."""
        self.found, self.told, self.deeds = None, (), ()
        self.detail.clear()
        self.history.show_told(())

    def is_past(self) -> bool:
        """Tell whether a past day is shown."""
        return self.found is not None and self.found.past

    def reread(self) -> None:
        """Read the past day that is shown anew; the present one is read by the page."""
        if self.found is not None and self.found.past:
            self.context.read(
                queries.dossier, self.found.id, self.found.today, done=self.show_person, failed=self._failed,
                channel="officials-then", owner=self,
            )  # fmt: skip

    def open_day(self) -> None:
        """Open the dossier as it stood on the day that was entered."""
        day = self.day.day()
        if self.found is None or (day is None and not self.day.is_wrong()):
            self.go_to_today()
        elif day is None:
            self.note.say(tr("Write a day, such as 12.3.2026."))
        else:
            self._open(day)

    def go_to_today(self) -> None:
        """Open the dossier as it stands now."""
        self._open(None)

    # -- inside ----------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.back = make_action(
            tr("Back to the List"), self.left.emit, self, icon="arrow-left", shortcut="Esc"
        )
        self.back.setShortcutContext(inside)
        self.addAction(self.back)
        self.other_day = make_action(
            tr("As It Stood On…"), self._ask_day, self, icon="calendar", shortcut="Ctrl+Shift+D"
        )
        self.today = make_action(tr("Back to Today"), self.go_to_today, self, icon="undo")

    def _lay_out(self) -> None:
        self.day = _DayField(self)
        self.note = FieldNote()
        self.day.set_note(self.note)
        show = ActionButton(make_action(tr("Show Day"), self.open_day, self))
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 16, 8)
        top.setSpacing(8)
        top.addWidget(ActionButton(self.back, Kind.FLAT))
        top.addStretch(1)
        top.addWidget(self.note)
        top.addWidget(label(tr("As it stood on"), "muted"))
        self.day.setAccessibleName(tr("As it stood on"))
        self.day.setFixedWidth(fonts.scaled(168))
        top.addWidget(self.day)
        top.addWidget(show)
        self.band.row.addWidget(ActionButton(self.today, Kind.SECONDARY))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.detail, 5)
        body.addWidget(hairline(vertical=True))
        body.addWidget(self._side(), 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(hairline())
        whole.addWidget(self.band)
        whole.addLayout(body, 1)

    def _side(self) -> QWidget:
        self.side = Detail()
        self.side.setAccessibleName(tr("What happened"))
        section = self.side.section(tr("What happened"))
        section.add(self.history)
        self.side.setMinimumWidth(fonts.scaled(_SIDE - 80))
        return self.side

    def _say_band(self) -> None:
        found = self.found
        self.band.setVisible(found is not None and found.past)
        self.today.setVisible(found is not None and found.past)
        if found is None:
            return
        line = ""
        if found.registered_on is not None and found.today < found.registered_on:
            line = tr(
                "In the register since {day}: what is told of days before was entered later.",
                day=found.registered_on,
            )
        self.band.say(tr("As it stood on {day}", day=screen_language().day(found.today)), line)

    def _fill(self) -> None:
        found = self.found
        if found is None:
            return
        bar = self.detail.verticalScrollBar()
        at = bar.value()
        self.detail.clear()
        latin = f"{found.person.surname} {found.person.given_names}".strip()
        native = found.person.native_name
        chips = words.headline_chips(found)
        self.detail.headline(native or latin, latin if native else "", dossier.headline_line(found), chips)
        offered = [one for one in self.deeds if one.isEnabled()]
        if not found.past and offered:
            self.detail.buttons(offered)
        self.detail.facts(dossier.facts(found, posts_too=False))
        self.detail.add(dossier.passports(found, partial(self.context.open, "passport"), None))
        for section in (dossier.posts(found), dossier.standing(found)):
            if section is not None:
                self.detail.add(section)
        for part in self.told:
            if part.standings is not None:
                self.detail.add(self._block(part, part.standings))
        if not self.told:
            self.detail.add(label(tr("Loading…"), "muted"))
        taborder.order([self])
        bar.setValue(at)

    def _block(self, part: Told, standings: Sequence[Standing]) -> Section:
        section = Section(part.title)
        if not standings:
            section.add(label(tr("None up to that day.") if self.is_past() else tr("None."), "muted"))
        shown = standings if part.title in self._all else standings[:_FEW]
        for one in shown:
            chips = [one.chip] if one.chip is not None else []
            do = partial(self.context.open, one.kind, one.id) if one.kind else None
            section.add(RowLine(one.first, one.second, one.middle, chips, do=do))
        if len(shown) < len(standings):
            more = tr("Show All {count}", count=len(standings))
            section.add(RowLine(more, do=partial(self._show_all, part.title)))
        return section

    def _show_all(self, title: str) -> None:
        self._all.add(title)
        self._fill()

    def _ask(self) -> None:
        assert self.found is not None
        tell = self.context.histories.tell
        self.context.read(
            tell, "person", self.found.id, self.found.today, done=self._take, failed=self._failed,
            channel="officials-history", owner=self,
        )  # fmt: skip

    def _take(self, told: Sequence[Told]) -> None:
        self.told = told
        self.history.show_told(told)
        self._fill()

    def _changed(self, subjects: frozenset[str]) -> None:
        if self.found is None or not subjects & SUBJECTS:
            return
        if self.found.past:
            self.reread()
        else:
            self._ask()

    def _ask_day(self) -> None:
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.day.selectAll()

    def _open(self, day: date | None) -> None:
        if self.found is None:
            return
        self.note.clear()
        self.context.run(
            actions.open_dossier, self.found.id, day, done=self.show_person, refused=self._refused, owner=self
        )

    def _refused(self, error: Said) -> None:
        self.note.say(tr(error.message))
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Said) -> None:
        self.history.fail(tr(error.message))


class _DayField(DateField):
    """The day of a dossier: Enter opens it."""

    def __init__(self, view: DossierView) -> None:
        super().__init__(view.context.clock)
        self._view = view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the day at Enter; a day that is being typed is opened by nothing else."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.open_day()


class Band(QWidget):
    """The band over a dossier that shows a past day."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._line = label("", "strong"), label("", "small", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._title)
        lines.addWidget(self._line)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(20, 4, 12, 4)
        self.row.setSpacing(10)
        self.row.addWidget(IconLabel("clock", "warning", 18))
        self.row.addLayout(lines, 1)
        self.setMinimumHeight(fonts.scaled(44))
        self.hide()

    def say(self, title: str, line: str) -> None:
        """Show the day, and what is to be known of it."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.setAccessibleName(title)

    def text(self) -> str:
        """Return what the band says."""
        return "\n".join(part for part in (self._title.text(), self._line.text()) if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it with the tone of what needs a look."""
        QPainter(self).fillRect(self.rect(), QColor(theme.tones().warning_soft))
