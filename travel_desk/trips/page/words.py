"""How trips are said on screen: places, days, chips, where a request is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from travel_desk.base.language import in_days, screen_language, tr, trn
from travel_desk.shell.cells import Chips, Dots, Lines, Text, name_cell
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.trips.queries import TripRow
from travel_desk.trips.rules import Leg, StageState, State

_DAY = timedelta(days=1)
_CHIPS = {
    State.DRAFT: (Tone.OUTLINE, "edit"),
    State.SUBMITTED: (Tone.NEUTRAL, "stage"),
    State.IN_APPROVAL: (Tone.NEUTRAL, "stage"),
    State.APPROVED: (Tone.SUCCESS, "check"),
    State.REFUSED: (Tone.DANGER, "refused"),
    State.SENT_BACK: (Tone.WARNING, "undo"),
    State.WITHDRAWN: (Tone.NEUTRAL, "cross"),
    State.SLIP_ISSUED: (Tone.ACCENT, "paper"),
    State.DEPARTED: (Tone.INFO, "out"),
    State.HOME: (Tone.ACCENT, "home"),
    State.CLOSED: (Tone.NEUTRAL, "check"),
}


def state_chip(state: State) -> ChipText:
    """Return the chip of a request's state."""
    tone, icon = _CHIPS[state]
    return ChipText(tr(state.label), tone, icon)


def days(first: date | None, last: date | None) -> str:
    """Return a span of days, "days open" while it is not known."""
    if first is None or last is None or last < first:
        return tr("days open")
    return screen_language().days(first, last)


def place(city: str, country: str) -> str:
    """Return "Kampala, Uganda"; what is missing is left out."""
    named = screen_language().country(country) if country else ""
    if city and named and city != named:
        return tr("{city}, {country}", city=city, country=named)
    return city or named or tr("place open")


def places(legs: Iterable[Leg]) -> str:
    """Return the cities of a trip: "Kampala and Kisumu"."""
    cities = list(dict.fromkeys(one.city or screen_language().country(one.country) for one in legs))
    return screen_language().value([one for one in cities if one]) or tr("Place open")


def due_chip(due: date, today: date) -> ChipText:
    """Return how far a decision is from its day: late, today, tomorrow, or the day itself."""
    far = (due - today) // _DAY
    if far < 0:
        return ChipText(trn("{count} day late", "{count} days late", -far), Tone.DANGER, "clock")
    if far == 0:
        return ChipText(tr("Due today"), Tone.WARNING, "clock")
    if far == 1:
        return ChipText(tr("Tomorrow"), Tone.WARNING, "clock")
    return ChipText(tr("{day}", day=due), Tone.NEUTRAL, "clock")


def leaves_chip(first: date, today: date) -> ChipText:
    """Return how far leaving is."""
    tone = Tone.WARNING if first <= today else Tone.NEUTRAL
    return ChipText(tr("Leaves {when}", when=in_days(first, today)), tone, "out")


def home_chip(last: date, today: date) -> ChipText:
    """Return how far coming home is; a day that has passed wants a look."""
    tone = Tone.DANGER if last < today else Tone.INFO
    return ChipText(tr("Home {when}", when=in_days(last, today)), tone, "home")


def traveller_cell(row: TripRow) -> Lines:
    """Return the name of the traveller, and how many more travel."""
    if not row.others:
        return name_cell(row.native_name, row.latin)
    more = trn("and {count} more", "and {count} more", row.others)
    return name_cell(row.native_name, row.latin, more)


def where_cell(row: TripRow, today: date) -> Lines:
    """Return where the request is, since when, and the trip it is about."""
    about = [place(row.place, row.country), days(row.first, row.last)]
    if row.private:
        about.append(tr("private"))
    if row.reached_on is not None:
        since = tr("today") if row.reached_on == today else tr("{day}", day=row.reached_on)
        about.append(tr("since {when}", when=since))
    return Lines(_where(row), " · ".join(about))


def _where(row: TripRow) -> str:
    match row.state:
        case State.DRAFT:
            return tr("Not yet submitted; draft by {name}", name=row.drafted_by)
        case State.SENT_BACK:
            return tr("Sent back to the traveller for correction")
        case State.APPROVED:
            return tr("Approved; the slip is to be issued")
        case State.SLIP_ISSUED:
            return tr("Slip issued; leaving is to be recorded")
        case State.DEPARTED:
            return tr("Abroad; coming home is to be recorded")
        case State.HOME:
            return tr("Came home; to be closed")
        case State.IN_APPROVAL:
            return tr("With the {office}", office=row.office)
    return tr(row.state.label)


def stage_cell(row: TripRow, today: date) -> Dots | Text:
    """Return the stages as dots with "2 of 3"."""
    total = len(row.dots)
    if not total:
        return Text("")
    done = sum(1 for one in row.dots if one.favourable)
    running = StageState.OPEN in row.dots
    now = min(done + 1, total) if running else done
    late = row.due is not None and row.due < today
    return Dots(done, total, tr("{now} of {total}", now=now, total=total), late, running)


def due_cell(row: TripRow, today: date) -> Chips:
    """Return what is due next, as a chip."""
    match row.state:
        case State.IN_APPROVAL if row.due is not None:
            chip = due_chip(row.due, today)
        case State.APPROVED | State.SLIP_ISSUED if row.first is not None:
            chip = leaves_chip(row.first, today)
        case State.DEPARTED if row.last is not None:
            chip = home_chip(row.last, today)
        case _:
            chip = state_chip(row.state)
    return Chips((chip,))
