"""How custody is said on screens: chips of states, lines of movements, names of booklets."""

from __future__ import annotations

from datetime import date, datetime

from travel_desk.base.language import in_days, screen_language, tr
from travel_desk.custody.rules import Booklet, GroundKind, Kind, Movement, State, TripFacts
from travel_desk.officials.rules import PassportKind
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.detail import Step

_CHIPS = {
    State.IN_CUSTODY: (Tone.ACCENT, "safe"),
    State.GROUND_LAPSED: (Tone.DANGER, "warning"),
    State.HANDED_OUT: (Tone.INFO, "out"),
    State.OVERDUE: (Tone.DANGER, "warning"),
    State.WITH_HOLDER: (Tone.NEUTRAL, "person"),
}


def state_chip(state: State) -> ChipText:
    """Return the chip that says where a passport is."""
    tone, icon = _CHIPS[state]
    return ChipText(tr(state.label), tone, icon)


def name_of(kind: PassportKind, number: str) -> str:
    """Return how a passport is named in a menu: "Diplomatic D0081426"."""
    return tr("{kind} {number}", kind=tr(kind.label), number=number)


def issued_by(booklet: Booklet) -> str:
    """Return kind and issuing state: "Diplomatic, Utopia"."""
    state = tr("Utopia") if booklet.issuing_state == "UTO" else booklet.issuing_state
    return tr("{kind}, {state}", state=state, kind=tr(booklet.kind.label))


def born(booklet: Booklet) -> str:
    """Return the holder's birth date, as much of it as is known."""
    return screen_language().partial(booklet.birth_date) if booklet.birth_date else tr("unknown")


def day(value: date | None) -> str:
    """Return a day with its weekday, empty for None."""
    return screen_language().day(value) if value else ""


def moment(value: datetime) -> str:
    """Return an instant in local time."""
    return screen_language().instant(value)


def ground_of(movement: Movement) -> str:
    """Return kind and text of a movement's ground, the kind once."""
    ground = movement.ground
    if ground.kind is GroundKind.TRIP:
        return tr("Approved trip, slip {slip}", slip=ground.text)
    kind = tr(ground.kind.label)
    if ground.text.casefold().startswith(kind.casefold()):
        return ground.text  # who wrote it named the kind already
    return tr("{kind}, {text}", kind=kind, text=ground.text)


def trip_of(trip: TripFacts) -> str:
    """Return a trip as a choice names it: "Approved trip T-2026-0171, Nairobi"."""
    return tr("Approved trip {number}, {where}", number=trip.trip, where=trip.where)


def leaving_chip(trip: TripFacts, today: date) -> ChipText:
    """Return the chip that says when the traveller leaves."""
    tone = Tone.WARNING if trip.leaves <= today else Tone.INFO
    return ChipText(tr("Leaves {when}", when=tr(in_days(trip.leaves, today))), tone, "out")


def steps(movements: tuple[Movement, ...]) -> list[Step]:
    """Return movements as a timeline, the last one first."""
    last = len(movements)
    return [
        Step(_title(one), _line(one), "now" if one.number == last else "past") for one in reversed(movements)
    ]


def _title(one: Movement) -> str:
    what = tr(one.kind.label)
    if one.place is not None:
        return tr("{what}, {place}", what=what, place=one.place.label)
    return tr("{what} · {ground}", what=what, ground=ground_of(one))


def _line(one: Movement) -> str:
    parts = [moment(one.happened_at), _by(one)]
    if one.due_back:
        parts.append(tr("due back {day}", day=one.due_back))
    if one.late_reason:
        parts.append(tr("recorded {when}: {reason}", when=one.recorded_at, reason=one.late_reason))
    listed = one.kind is Kind.INVENTORY
    parts.append(
        tr("list {number}", number=one.receipt) if listed else tr("receipt {number}", number=one.receipt)
    )
    return " · ".join(parts)


def _by(one: Movement) -> str:
    who = one.representative
    if one.kind is Kind.INVENTORY:
        return tr("found in the safe, counted by {name}", name=one.by_name)
    if one.kind.inwards:
        if who:
            return tr("from {who} for the holder, by {name}", who=who, name=one.by_name)
        return tr("from the holder, by {name}", name=one.by_name)
    if who:
        return tr("to {who} for the holder, by {name}", who=who, name=one.by_name)
    return tr("to the holder, by {name}", name=one.by_name)
