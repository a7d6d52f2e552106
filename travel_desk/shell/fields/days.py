"""Fields for a day, a moment, and a birth date of which parts may be unknown."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from travel_desk.base.clock import Clock
from travel_desk.base.language import screen_language, tr
from travel_desk.base.partial import PartialDate
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.days import parse_day, parse_moment, parse_partial
from travel_desk.shell.fields.note import FieldNote, Level


class _Parsed(QLineEdit):
    """A line that is read when it is left; what can't be read is said in the note."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note: FieldNote | None = None
        self._wrong = False
        self.textEdited.connect(self._typed)

    def set_note(self, note: FieldNote) -> None:
        """Give the field the note in which it says what it can't read."""
        self._note = note

    def is_wrong(self) -> bool:
        """Tell whether the text can't be read."""
        return self._wrong

    def _read(self, text: str) -> None:
        raise NotImplementedError

    def _show(self) -> None:
        raise NotImplementedError

    def _trouble(self) -> str:
        raise NotImplementedError

    def _typed(self, text: str) -> None:
        try:
            self._read(text)
            wrong = False
        except (ValueError, OverflowError):
            wrong = True
        if not wrong and self._wrong and self._note is not None:
            self._note.clear()
        self._wrong = wrong
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move by a day; Enter writes out what was read before the dialog hears of it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write out what was read, or say that it can't be."""
        super().focusOutEvent(event)
        self._settle()

    def _step(self, by: int) -> None:
        """Move the value by `by` days; a field without days does nothing."""

    def _settle(self) -> None:
        if not self._wrong:
            self._show()
        elif self._note is not None:
            self._note.say(self._trouble(), Level.ERROR)


class DateField(_Parsed):
    """A day: typed as 5.11.26, 5/11, +3 or today, or chosen from the calendar (Alt+Down)."""

    def __init__(self, clock: Clock, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = day
        self._start: DateField | None = None
        self.setPlaceholderText(tr("Day, such as 5.11. or +3"))
        self._button = QAction(icons.icon("calendar"), tr("Choose Day…"), self)
        self._button.triggered.connect(self.open_calendar)
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self._show()

    def day(self) -> date | None:
        """Return the day, None while empty or unreadable."""
        return None if self._wrong else self._day

    def set_day(self, day: date | None) -> None:
        """Show a day; `changed` is told if it is another one."""
        other = day != self._day or self._wrong
        self._day, self._wrong = day, False
        if other and self._note is not None:
            self._note.clear()
        self._show()
        if other:
            self.changed.emit()

    value = day
    set_value = set_day

    def open_calendar(self) -> None:
        """Open the calendar beneath the field."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setAccessibleName(tr("Calendar"))
        shown = self.day() or self._clock.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        _dress(calendar)

        def choose(chosen: QDate) -> None:
            menu.close()
            self.set_day(date(chosen.year(), chosen.month(), chosen.day()))

        calendar.activated.connect(choose)
        calendar.clicked.connect(choose)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def count_from(self, start: DateField) -> None:
        """Let "+3" mean three days after the day in `start`, once there is one, instead of after today."""
        self._start = start

    def _read(self, text: str) -> None:
        start = self._start.day() if self._start is not None and text.strip()[:1] in "+-" else None
        self._day = parse_day(text, start or self._clock.today())

    def _show(self) -> None:
        self.setText(screen_language().day(self._day) if self._day else "")
        self.setCursorPosition(0)

    def _trouble(self) -> str:
        return tr("There is no such day. Write day, month and year, such as 5.11.2026, or +3.")

    def _step(self, by: int) -> None:
        self.set_day((self.day() or self._clock.today()) + timedelta(days=by if self.day() else 0))


def _dress(calendar: QCalendarWidget) -> None:
    """Give Qt's calendar our icons and colours; its own are black arrows and pure red."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setMinimumSize(fonts.scaled(300), fonts.scaled(240))
    weekend = QTextCharFormat()
    weekend.setForeground(theme.tones().color("muted"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
        arrow = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if arrow is not None:
            arrow.setIcon(icons.icon(icon))


class MomentField(_Parsed):
    """When something happened: day and time, now at first; never in the future."""

    def __init__(self, clock: Clock, moment: datetime | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._moment: datetime | None = moment or clock.now()
        self._future = False
        self._button = QAction(icons.icon("clock"), tr("Now"), self)
        self._button.triggered.connect(lambda: self.set_moment(self._clock.now()))
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self._show()

    def moment(self) -> datetime | None:
        """Return the instant in UTC, None while empty or unreadable."""
        return None if self._wrong else self._moment

    def set_moment(self, moment: datetime | None) -> None:
        """Show an instant; `changed` is told if it is another one."""
        other = moment != self._moment or self._wrong
        self._moment, self._wrong = moment, False
        if other and self._note is not None:
            self._note.clear()
        self._show()
        if other:
            self.changed.emit()

    value = moment
    set_value = set_moment

    def _read(self, text: str) -> None:
        read = parse_moment(text, self._clock.now())
        self._future = read is not None and read > self._clock.now() + timedelta(minutes=1)
        if self._future:
            raise ValueError(text)
        self._moment = read

    def _show(self) -> None:
        if self._moment is None:
            self.setText("")
            return
        language = screen_language()
        if self._moment.astimezone().date() == self._clock.today():
            self.setText(tr("Today, {time}", time=language.clock_time(self._moment)))
        else:
            self.setText(language.instant(self._moment))
        self.setCursorPosition(0)

    def _trouble(self) -> str:
        if self._future:
            return tr("This has not happened yet. Write a moment that is past.")
        return tr("Write day and time, such as 5.11. 14:30, or the time alone for today.")

    def _step(self, by: int) -> None:
        if self._moment is None or self._wrong:
            return
        later = self._moment + timedelta(days=by)
        if later <= self._clock.now():
            self.set_moment(later)


class BirthField(_Parsed):
    """A birth date; day or month may be left out where they are unknown: 14.3.1979, 3.1979, 1979."""

    def __init__(self, day: PartialDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._partial = day
        self.setPlaceholderText(tr("14.3.1979, 3.1979 or 1979"))
        self._show()

    def partial(self) -> PartialDate | None:
        """Return the date, None while empty or unreadable."""
        return None if self._wrong else self._partial

    def set_partial(self, day: PartialDate | None) -> None:
        """Show a date."""
        self._partial, self._wrong = day, False
        self._show()
        self.changed.emit()

    value = partial
    set_value = set_partial

    def _read(self, text: str) -> None:
        self._partial = parse_partial(text)

    def _show(self) -> None:
        self.setText(screen_language().partial(self._partial) if self._partial else "")

    def _trouble(self) -> str:
        return tr("Write 14.3.1979, or 3.1979 where the day is unknown, or the year alone.")
