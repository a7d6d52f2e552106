"""Deeds on persons: registering, changing, opening a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import About, Changed, Deed, Desk, Seen, Undo
from travel_desk.officials import queries, reading, rules, store
from travel_desk.officials.actions.entries import between, from_nothing, registration_values, values_of
from travel_desk.officials.rules import Organisation, PersonOrder, Registration
from travel_desk.officials.steps import about_facts


def register_person(desk: Desk, order: Registration) -> Changed[int]:
    """Register a person with posts, categories, clearances and passports; returns the person's id.

    Raises Refused for what the rules find wrong, for a number that is taken, and for a person who
    looks like one in the register unless `order.not_same_as` says that it is somebody else.
    """
    order = rules.clean_registration(order)
    with desk.deed("register_person") as deed:
        places = _places(deed.connection, [order])
        deed.allow(About(_paths(order, places), order.person.protected))
        rules.refuse(rules.registration_problems(order, places, deed.today))
        _check_numbers(deed.connection, order)
        _check_alike(deed, order)
        added = store.add_people(deed.connection, [order])[0]
        store.refresh_search(deed.connection, [added])
        parts = registration_values(order)
        personal = values_of(order.person) | {name: parts[name] for name in parts if name != "person"}
        facts = {"not_same_as": sorted(order.not_same_as)} if order.not_same_as else {}
        deed.entry("person", added, facts=facts, personal=from_nothing(personal), person=added)
    return Changed({"persons", "passports"}, added)


def register_people(desk: Desk, orders: Sequence[Registration]) -> Changed[list[int]]:
    """Register many persons in one deed; returns their ids in the order given.

    One journal entry chains a digest over one detail row a person. Numbers must be free; likeness to
    persons in the register is not looked for. Raises Refused naming the place in the list.
    """
    clean = [rules.clean_registration(order) for order in orders]
    with desk.deed("register_people") as deed:
        places = _places(deed.connection, clean)
        for place, order in enumerate(clean, start=1):
            deed.allow(About(_paths(order, places), order.person.protected))
            _refuse_in_list(deed, place, order, places)
        _check_repeated(clean)
        ids = store.add_people(deed.connection, clean)
        store.refresh_search(deed.connection, ids)
        details = [("person", one, registration_values(order)) for one, order in zip(ids, clean, strict=True)]
        deed.entry("person", ids[0] if ids else 0, facts={"count": len(ids)}, details=details)
    return Changed({"persons", "passports"}, ids)


def change_person(desk: Desk, person_id: int, version: int, order: PersonOrder) -> Changed[int]:
    """Change names, birth date, nationality, personnel number or protection of a person.

    Raises Refused for what the rules find wrong and for a personnel number that is taken.
    """
    order = rules.clean_person(order)
    with desk.deed("change_person", seen=Seen("person", person_id, version)) as deed:
        facts = reading.person_facts(deed.connection, person_id, deed.today)
        deed.allow(about_facts(facts))
        rules.refuse(rules.person_problems(order, deed.today))
        reading.check_personnel_number(deed.connection, order, but=person_id)
        store.change_person(deed.connection, person_id, order)
        store.refresh_search(deed.connection, [person_id])
        deed.entry("person", person_id, personal=between(facts.order, order), person=person_id)
    undo = Undo(msg("The person was changed."), change_person, (person_id, version + 1, facts.order))
    return Changed({"persons"}, person_id, undo)


def open_dossier(desk: Desk, person_id: int, on: date | None = None) -> Changed[queries.Dossier]:
    """Open the dossier of a person; that it was opened, and at which past day, stands in the journal.

    on: the day on which it is wanted as it stood then; None for today. Raises Refused for a person
    outside the user's scope and for a day to come. An entry that was merged into another one leads to
    that one.
    """
    with desk.deed("open_dossier") as deed:
        person_id = reading.standing_entry(deed.connection, person_id)
        facts = reading.person_facts(deed.connection, person_id, deed.today)
        deed.allow(about_facts(facts))
        past = rules.past_day(on, deed.today)
        found = queries.read_dossier(deed.connection, person_id, deed.today, past)
        deed.entry("person", person_id, facts={"day": past} if past else {}, person=person_id)
    return Changed(set(), found)


def _places(connection: sa.Connection, orders: Sequence[Registration]) -> dict[int, Organisation]:
    return reading.organisations(
        connection, [post.organisation_id for order in orders for post in order.posts]
    )


def _paths(order: Registration, places: dict[int, Organisation]) -> tuple[str, ...]:
    return tuple(places[post.organisation_id].path for post in order.posts if post.organisation_id in places)


def _check_numbers(connection: sa.Connection, order: Registration) -> None:
    reading.check_personnel_number(connection, order.person)
    for passport in order.passports:
        reading.check_passport_number(connection, passport)


def _check_alike(deed: Deed, order: Registration) -> None:
    found = rules.alike(order.person, reading.like_candidates(deed.connection, order.person))
    new = [one for one in found if one.person.id not in order.not_same_as]
    if new:
        visible = reading.visible_of(
            deed.connection, [one.person.id for one in new], deed.session.scope, deed.today
        )
        seen = [one for one in new if one.person.id in visible]
        raise Refused(rules.told(seen, len(new) - len(seen)), field="alike")


def _refuse_in_list(deed: Deed, place: int, order: Registration, places: dict[int, Organisation]) -> None:
    try:
        rules.refuse(rules.registration_problems(order, places, deed.today))
        _check_numbers(deed.connection, order)
    except Refused as error:
        raise Refused(
            msg("Person {place} of the list: {problem}", place=place, problem=error.message)
        ) from error


def _check_repeated(orders: Sequence[Registration]) -> None:
    numbers = [order.person.personnel_number for order in orders if order.person.personnel_number]
    numbers += [f"{one.issuing_state} {one.number}" for order in orders for one in order.passports]
    seen: set[str] = set()
    for number in numbers:
        if number in seen:
            raise Refused(msg("{number} stands in the list twice. Check the list.", number=number))
        seen.add(number)
