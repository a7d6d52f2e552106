"""What lists and the example desk borrow: many persons registered or changed within their own deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any

import sqlalchemy as sa

from travel_desk.base.canonical import canonical
from travel_desk.base.message import Refused, msg
from travel_desk.desk.about import Canonical
from travel_desk.desk.deed import Deed
from travel_desk.officials import reading, rules
from travel_desk.officials.rules import OrganisationOrder, Registration
from travel_desk.officials.rules.bulk import PersonChange
from travel_desk.officials.store import bulk, organisations
from travel_desk.officials.store.bulk import Prepared, Told

Detail = tuple[str, int | None, object]


@dataclass(frozen=True, slots=True)
class NewPeople:
    """New persons, ready to be written. details: what the journal keeps of each."""

    orders: Sequence[Registration]
    rows: Prepared
    details: Sequence[Canonical]


@dataclass(frozen=True, slots=True)
class Busy:
    """What somebody else has taken meanwhile: personnel numbers, (issuing state, number) of booklets."""

    numbers: set[str]
    passports: set[tuple[str, str]]

    def clashes(self, order: Registration) -> bool:
        """Tell whether a registration asks for one of them."""
        return order.person.personnel_number in self.numbers or any(
            (one.issuing_state, one.number) in self.passports for one in order.passports
        )


def prepare_people(
    dialect: sa.Dialect, orders: Sequence[Registration], names: Mapping[int, Sequence[str]]
) -> NewPeople:
    """Return many registrations as they are written; called before the deed begins.

    names: as `store.bulk.prepare` takes it. The orders are clean and judged (`rules.clean_registration`,
    `rules.registration_problems`): nothing of that is asked again.
    """
    details = [Canonical(canonical([None, _registration(one)])) for one in orders]
    return NewPeople(orders, bulk.prepare(dialect, orders, names), details)


def add_people(
    deed: Deed, people: NewPeople, places: Mapping[int, int], told: Told
) -> tuple[range, list[Detail]]:
    """Write new persons; return their ids in the order given, and the details for the journal's entry.

    places: the ids of organisations that `people` knows by a negative one.
    """
    ids = bulk.write(deed.connection, people.rows, places, told)
    return ids, [("person", one, detail) for one, detail in zip(ids, people.details, strict=True)]


def change_people(
    deed: Deed, changes: Sequence[PersonChange], places: Mapping[int, int], told: Told
) -> list[Detail]:
    """Write what changes of many persons; return the details for the journal's entry."""
    bulk.change(deed.connection, changes, places, told)
    return [("person", one.person_id, Canonical(canonical(_changed(one)))) for one in changes]


def busy(connection: sa.Connection, orders: Iterable[Registration]) -> Busy:
    """Return which numbers of new persons somebody in the register has."""
    wanted = list(orders)
    numbers = bulk.taken_numbers(connection, (one.person.personnel_number for one in wanted))
    booklets = ((one.issuing_state, one.number) for order in wanted for one in order.passports)
    return Busy(numbers, bulk.taken_passports(connection, booklets))


def moved_on(connection: sa.Connection, changes: Sequence[PersonChange]) -> set[int]:
    """Return the ids of those whom somebody changed or merged meanwhile, whose booklet somebody corrected,
    or whose new number somebody took.
    """
    now = bulk.versions(connection, (one.person_id for one in changes))
    booklets = {
        (passport.issuing_state, passport.number): one.person_id
        for one in changes
        for passport in one.passports
    }
    taken = bulk.taken_passports(connection, booklets)
    numbers = {
        one.after.personnel_number: one.person_id
        for one in changes
        if one.after.personnel_number != one.before.personnel_number
    }
    late = {one.person_id for one in changes if now.get(one.person_id) != one.version}
    late |= {booklets[one] for one in taken}
    corrected = {(one.person_id, of.id, of.version) for one in changes for of in one.changed_passports}
    held = bulk.passport_versions(connection, (row for _, row, _ in corrected))
    late |= {person_id for person_id, row, version in corrected if held.get(row) != version}
    return late | {numbers[one] for one in bulk.taken_numbers(connection, numbers)}


def add_organisation(deed: Deed, order: OrganisationOrder) -> int:
    """Add an organisation within another deed; raises Refused as the deed of that name does."""
    parents = reading.organisations(deed.connection, [order.parent_id])
    parent = parents.get(order.parent_id or 0)
    if order.parent_id is not None and parent is None:
        raise Refused(msg("The organisation above is no longer in the register."), field="parent_id")
    scope = deed.session.scope.organisation_path
    if scope and not (parent and parent.path.startswith(scope)):
        raise Refused(
            msg("This place in the tree lies outside your scope. Ask the desk head."), field="parent_id"
        )
    beside = reading.siblings(deed.connection, order.parent_id)
    rules.refuse(rules.organisation_problems(order, parent, beside))
    return organisations.add_organisation(deed.connection, order, parent)


def _registration(order: Registration) -> dict[str, object]:
    return {
        "person": _values(order.person),
        "posts": [_values(one) for one in order.posts],
        "categories": [_values(one) for one in order.categories],
        "clearances": [_values(one) for one in order.clearances],
        "passports": [_values(one) for one in order.passports],
    }


def _changed(change: PersonChange) -> list[dict[str, object]]:
    """Return what a person was and is, as far as it changed."""
    before, after = _values(change.before), _values(change.after)
    differ = [name for name in before if before[name] != after[name]]
    old: dict[str, object] = {name: before[name] for name in differ}
    new: dict[str, object] = {name: after[name] for name in differ}
    for name in ("ended_posts", "ended_clearances"):
        ends: tuple[tuple[int, date], ...] = getattr(change, name)
        if ends:
            new[name] = [[row, day] for row, day in ends]
    for name in ("posts", "categories", "clearances", "passports"):
        added = getattr(change, name)
        if added:
            new[name] = [_values(one) for one in added]
    if change.changed_passports:
        old["changed_passports"] = [_values(one.before) for one in change.changed_passports]
        new["changed_passports"] = [_values(one.after) for one in change.changed_passports]
    return [old, new]


def _values(record: Any) -> dict[str, object]:
    return {one.name: _plain(getattr(record, one.name)) for one in fields(record)}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value
