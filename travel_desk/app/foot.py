"""The two lines at the foot of the sidebar: is the journal sound, and when was the last backup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from travel_desk.backups import queries as backups
from travel_desk.base.language import screen_language, tr
from travel_desk.desk import Desk
from travel_desk.journal import queries as journal
from travel_desk.shell.context import Context
from travel_desk.shell.window import MainWindow

_SUBJECTS = frozenset({"journal", "backups"})


@dataclass(frozen=True, slots=True)
class State:
    """What the foot shows. verified: None where the journal was never verified."""

    verified: journal.Verified | None
    backed_up: datetime | None
    today: date


def keep(window: MainWindow, context: Context) -> None:
    """Show the lines now, and anew whenever the journal was verified or the desk backed up."""

    def look(subjects: frozenset[str] = _SUBJECTS) -> None:
        if subjects & _SUBJECTS:
            context.read(read_state, done=partial(show, window), channel="foot", owner=window)

    context.changed.connect(look)
    look()


def read_state(desk: Desk) -> State:
    """Return what the foot shows of a desk."""
    return State(journal.last_verified(desk), backups.last(desk), desk.today())


def show(window: MainWindow, state: State) -> None:
    """Show the lines."""
    told = state.verified
    if told is None:
        window.sidebar.set_state("journal", tr("Journal not verified yet"), "shield", "muted")
    elif told.sound:
        text = tr("Journal sound, verified {day}", day=_day(told.at, state.today))
        window.sidebar.set_state("journal", text, "check-circle", "success")
    else:
        window.sidebar.set_state("journal", tr("The journal is broken: verify it"), "warning", "danger")
    if state.backed_up is None:
        window.sidebar.set_state("backup", tr("Never backed up"), "backup", "warning")
    else:
        text = tr("Backed up {day}", day=_day(state.backed_up, state.today))
        fresh = (state.today - state.backed_up.astimezone().date()).days < 2
        window.sidebar.set_state("backup", text, "backup", "muted" if fresh else "warning")


def _day(moment: datetime, today: date) -> str:
    language = screen_language()
    if moment.astimezone().date() == today:
        return tr("today {time}", time=language.clock_time(moment))
    return language.day(moment.astimezone().date())
