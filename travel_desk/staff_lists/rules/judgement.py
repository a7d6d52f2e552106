"""A whole list judged: what each row comes to, who vanished, and the order that takes it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from travel_desk.base.message import Message, msg
from travel_desk.officials.rules import Organisation, Problem, Registration, clean_registration
from travel_desk.staff_lists.rules.reading import as_text
from travel_desk.staff_lists.rules.records import (
    Added,
    Changing,
    ImportOrder,
    Line,
    Mapping,
    PlaceUse,
    Repair,
    State,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Vanished:
    """Somebody whom the list does not have any more."""

    id: int
    native_name: str
    latin: str
    personnel_number: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """A name of an organisation that the register does not have, or has twice.

    rows: how many rows bear it. like: ids of the organisations that it may mean, the likest first.
    """

    name: str
    rows: int
    like: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A list judged.

    organisations, ways: those of the register and those to be added, by id, and the names on the way to
    each. head: the number of the journal's last entry when judging began.
    """

    source: str
    day: date
    mapping: Mapping
    verdicts: tuple[Verdict, ...]
    unknown: tuple[UnknownPlace, ...] = ()
    vanished: tuple[Vanished, ...] = ()
    organisations: dict[int, Organisation] = field(default_factory=dict)
    ways: dict[int, str] = field(default_factory=dict)
    head: int | None = None
    file_name: str = ""
    digest: str = ""
    repair_list: int | None = None

    def counts(self) -> dict[State, int]:
        """Return how many rows there are of each state."""
        found = Counter(one.state for one in self.verdicts)
        return {state: found[state] for state in State}

    def of(self, *states: State) -> list[Verdict]:
        """Return the rows of some states, in their order."""
        return [one for one in self.verdicts if one.state in states]

    def replaced(self, verdicts: Iterable[Verdict]) -> Judgement:
        """Return the judgement with some rows judged anew."""
        new = {one.number: one for one in verdicts}
        return replace(self, verdicts=tuple(new.get(one.number, one) for one in self.verdicts))


def order_of(judgement: Judgement) -> ImportOrder:
    """Return the order that takes in the good rows; faulty and unsure ones go to the repair list."""
    verdicts = judgement.verdicts
    return ImportOrder(
        judgement.source,
        judgement.day,
        tuple(Added(one.order, one.entry.line) for one in verdicts if one.order is not None),
        tuple(Changing(one.change, one.entry.line) for one in verdicts if one.change is not None),
        tuple(one.candidates[0].id for one in verdicts if one.state is State.UNCHANGED),
        tuple(
            repair(one.entry.line, one.problems or (Problem("unsure", UNSURE),))
            for one in verdicts
            if one.state in (State.FAULTY, State.UNSURE)
        ),
        _used(judgement),
        judgement.mapping,
        judgement.file_name,
        judgement.digest,
        judgement.head,
        judgement.repair_list,
        tuple(one.id for one in judgement.vanished),
    )


def order_of_registrations(source: str, orders: Sequence[Registration], day: date) -> ImportOrder:
    """Return the order that takes in persons who are judged already, such as those of the example desk.

    Their numbers must be free; likeness to persons in the register is not looked for.
    """
    return ImportOrder(source, day, tuple(Added(clean_registration(one)) for one in orders))


def repair(line: Line | None, problems: Sequence[Problem]) -> Repair:
    """Return a row as the repair list keeps it."""
    line = line or Line(0, ())
    return Repair(line.number, tuple(as_text(cell) for cell in line.cells), tuple(problems))


def _used(judgement: Judgement) -> tuple[PlaceUse, ...]:
    """Return the organisations that are to be added and that some good row names."""
    named = {
        one.entry.place.id
        for one in judgement.verdicts
        if one.entry.place is not None and (one.order is not None or one.change is not None)
    }
    return tuple(use for use in judgement.mapping.places if use.order is not None and use.key in named)


UNSURE: Message = msg("Somebody in the register has the same name. Say whether it is the same person.")
LATE: Message = msg(
    "While the list was being looked at, somebody changed this person or the organisation, took the number, "
    "or registered somebody of this name."
)
