"""Past trips before they are entered: which trip the rows of a file make, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from travel_desk.base.message import Message, Refused, msg
from travel_desk.desk import Desk
from travel_desk.officials.tables import passport, person, person_visible
from travel_desk.trips import reading
from travel_desk.trips.rules import Leg, PastDecision, PastLine, PastTraveller, PastTrip, past_problems

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PastRow:
    """One trip of a file as the dialog shows it. id: for the list, from 1; rows: its numbers in the file.

    order: what would be entered; None where that can't be said. problem: why it is not entered.
    """

    id: int
    rows: tuple[int, ...]
    number: str
    travellers: tuple[str, ...]
    order: PastTrip | None
    problem: Message | None


@dataclass(frozen=True, slots=True)
class _Who:
    person_id: int
    name: str
    passport_id: int | None = None


def past_rows(desk: Desk, lines: Sequence[PastLine]) -> list[PastRow]:
    """Return the trips that the rows of a file make, in the order of the file."""
    groups: dict[str, list[PastLine]] = {}
    for line in lines:
        groups.setdefault(line.number, []).append(line)
    scope, today = desk.scope, desk.today()
    with desk.read("see_trips") as connection:
        visible = person_visible(scope, today)
        people = _by_number(connection, {one.personnel for one in lines if one.personnel}, visible)
        owners = _by_passport(connection, {one.passport for one in lines if one.passport}, visible)
        made = [_row(at, of, people, owners) for at, of in enumerate(groups.values(), 1)]
        orders = [one.order for one in made if one.order is not None]
        ids = {who.person_id for order in orders for who in order.travellers}
        known = reading.past_known(connection, ids, scope, today, desk.session.person_id, list(groups))
    wrong = dict(past_problems(orders, replace(known, private=scope.private)))
    faults = {id(orders[place]): problem for place, problem in wrong.items()}
    return [replace(one, problem=faults.get(id(one.order))) if one.order is not None else one for one in made]


def _row(
    at: int, lines: Sequence[PastLine], people: Mapping[str, _Who], owners: Mapping[str, list[_Who]]
) -> PastRow:
    rows, number = tuple(one.row for one in lines), lines[0].number
    names: dict[int, str] = {}
    try:
        order = _order(lines, people, owners, names)
    except Refused as error:
        return PastRow(at, rows, number, tuple(names.values()), None, error.message)
    return PastRow(at, rows, number, tuple(names.values()), order, None)


def _order(
    lines: Sequence[PastLine],
    people: Mapping[str, _Who],
    owners: Mapping[str, list[_Who]],
    names: dict[int, str],
) -> PastTrip:
    first = lines[0]
    legs: dict[Leg, None] = {}
    parts: dict[int, PastTraveller] = {}
    for line in lines:
        if line.problem is not None:
            raise Refused(msg("Row {row}: {problem}", row=str(line.row), problem=line.problem))
        who = _who(line, people, owners)
        names[who.person_id] = who.name
        if line.leg is not None:
            legs[line.leg] = None
        part = parts.get(who.person_id) or PastTraveller(
            who.person_id, (), who.passport_id, line.left_on, line.home_on, line.report
        )
        decisions = dict.fromkeys([*part.decisions, *([line.decision] if line.decision else [])])
        parts[who.person_id] = replace(part, decisions=tuple(decisions))
    usual: tuple[PastDecision, ...] = next((one.decisions for one in parts.values() if one.decisions), ())
    if not usual:
        raise Refused(msg("Name who decided, in what capacity and when."))
    return PastTrip(
        first.number,
        first.purpose,
        tuple(legs),
        tuple(one if one.decisions else replace(one, decisions=usual) for one in parts.values()),
        first.kind,
        first.host,
        first.funding,
        first.asked_on,
        first.act,
        first.article,
    )


def _who(line: PastLine, people: Mapping[str, _Who], owners: Mapping[str, list[_Who]]) -> _Who:
    held = owners.get(line.passport, [])
    if line.personnel:
        found = people.get(line.personnel)
        if found is None:
            raise _nobody(msg("personnel number {number}", number=line.personnel))
        own = next((one for one in held if one.person_id == found.person_id), None)
        if line.passport and own is None:
            raise Refused(msg("Passport {number} is not one of this person.", number=line.passport))
        return own or found
    if len(held) != 1:
        raise _nobody(msg("passport {number}", number=line.passport or "–"))
    return held[0]


def _nobody(by: Message) -> Refused:
    return Refused(msg("Nobody in the register is found by {by}. Check it, or register them first.", by=by))


def _by_number(
    connection: sa.Connection, numbers: Collection[str], visible: sa.ColumnElement[bool]
) -> dict[str, _Who]:
    found = {}
    asked = sa.select(person.c.personnel_number, person.c.id, *_NAMES).where(visible)
    for chunk in _chunks(numbers):
        for row in connection.execute(asked.where(person.c.personnel_number.in_(chunk))):
            found[row.personnel_number] = _Who(row.id, _name(row))
    return found


def _by_passport(
    connection: sa.Connection, numbers: Collection[str], visible: sa.ColumnElement[bool]
) -> dict[str, list[_Who]]:
    found: dict[str, list[_Who]] = {}
    asked = (
        sa.select(passport.c.number, passport.c.id, passport.c.person_id, *_NAMES)
        .join(person, person.c.id == passport.c.person_id)
        .where(visible)
    )
    for chunk in _chunks(numbers):
        for row in connection.execute(asked.where(passport.c.number.in_(chunk))):
            found.setdefault(row.number, []).append(_Who(row.person_id, _name(row), row.id))
    return found


_NAMES = (person.c.native_name, person.c.surname, person.c.given_names)


def _name(row: Any) -> str:
    return str(row.native_name or f"{row.surname} {row.given_names}".strip())


def _chunks(numbers: Collection[str]) -> list[list[str]]:
    wanted = sorted(numbers)
    return [wanted[at : at + _CHUNK] for at in range(0, len(wanted), _CHUNK)]
