"""Made-up officials of Utopia for the example desk and for tests: the same every time for one seed.

`fill` enters them through the real deeds. Names come from resources/examples/names.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from travel_desk import resources
from travel_desk.base.partial import PartialDate
from travel_desk.desk import Desk
from travel_desk.officials import actions
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    ClearanceOrder,
    Level,
    OrganisationOrder,
    PassportKind,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
    Secrecy,
)

FOUNDED = date(1998, 1, 1)
_YEAR = timedelta(days=365)
_LETTER = {PassportKind.DIPLOMATIC: "D", PassportKind.SERVICE: "S", PassportKind.ORDINARY: "A"}


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation of the example: its name, the name of the one above ("" for a root), its level.

    category: what its staff are by default.
    """

    name: str
    above: str
    level: Level
    category: Category

    @property
    def key(self) -> str:
        """What tells it from units of the same name elsewhere."""
        return f"{self.above}/{self.name}"


def places() -> list[Place]:
    """Return the organisations of Utopia, each after the one it belongs to."""
    told = _read("organisations")
    found: list[Place] = []

    def add(name: str, units: list[str], level: Level, category: Category) -> None:
        found.append(Place(name, "", level, category))
        found.extend(Place(unit, name, level, category) for unit in units)

    for ministry in told["ministries"]:
        add(ministry, told["ministry_units"], Level.FEDERAL, Category.CIVIL_SERVANT)
    for one in told["special"]:
        add(one["name"], one["units"], Level.FEDERAL, Category(one.get("category", "civil_servant")))
    for region in told["regions"]:
        name = told["region_name"].format(region=region)
        add(name, told["region_units"], Level.REGIONAL, Category.CIVIL_SERVANT)
    for company in told["companies"]:
        add(company, told["company_units"], Level.STATE_COMPANY, Category.STATE_COMPANY_EMPLOYEE)
    return found


def registrations(
    count: int, ids: Mapping[str, int], today: date, seed: int = 1, *, all_scripts: bool = False
) -> list[Registration]:
    """Return `count` persons as they are registered.

    ids: the id of each of `places()` by its key. today: what their dates are reckoned from.
    all_scripts: also names in further scripts whose fonts come from the system (Armenian, Hebrew,
    Korean ...). Together they have three passports for two persons.
    """
    everywhere, cultures = places(), _cultures(all_scripts)
    people = [_registration(number, everywhere, cultures, ids, today, seed) for number in range(1, count + 1)]
    return _with_passports(people, count * 3 // 2, today, seed)


def fill(desk: Desk, count: int, seed: int = 1, *, all_scripts: bool = False) -> list[int]:
    """Enter the organisations of Utopia and `count` persons; return the persons' ids in order.

    all_scripts: as `registrations` takes it. Raises Refused where the desk holds them already.
    """
    people = registrations(count, add_places(desk), desk.today(), seed, all_scripts=all_scripts)
    return actions.register_people(desk, people).value


def add_places(desk: Desk) -> dict[str, int]:
    """Enter the organisations of Utopia; return the id of each of `places()` by its key."""
    ids: dict[str, int] = {}
    for place in places():
        above = ids[f"/{place.above}"] if place.above else None
        order = OrganisationOrder(place.name, place.level, FOUNDED, above)
        ids[place.key] = actions.add_organisation(desk, order).value
    return ids


def _with_passports(people: list[Registration], wanted: int, today: date, seed: int) -> list[Registration]:
    """Give ordinary passports to the first officials who have none, until there are `wanted` in all."""
    missing = wanted - sum(len(one.passports) for one in people)
    for at, one in enumerate(people):
        if missing <= 0:
            break
        if one.posts and all(booklet.kind is not PassportKind.ORDINARY for booklet in one.passports):
            chance = Random(f"{seed}/ordinary/{at + 1}")
            more = _passport(chance, at + 1, PassportKind.ORDINARY, today)
            people[at] = replace(one, passports=(more, *one.passports))
            missing -= 1
    return people


def _registration(
    number: int,
    everywhere: list[Place],
    cultures: list[Any],
    ids: Mapping[str, int],
    today: date,
    seed: int,
) -> Registration:
    chance = Random(f"{seed}/{number}")  # no secret is made of it
    official = chance.random() < 0.95
    person = _person(chance, number, official, cultures, today)
    if not official:
        return Registration(person, passports=_passports(chance, number, None, today))
    place = chance.choice(everywhere)
    rank = _rank(chance, place)
    posts = [_post(chance, ids[place.key], rank, today)]
    if chance.random() < 0.08:
        other = chance.choice([one for one in everywhere if one.above == ""])
        posts.append(_post(chance, ids[other.key], _rank(chance, other), today, main=False))
    since = posts[0].from_day
    cleared = chance.random() < 0.12
    classes = [rank, *([Category.FULL_ACCESS] if cleared else [])]
    categories = tuple(CategoryOrder(one, since, paper=_act(chance, since)) for one in classes)
    clearances = (ClearanceOrder(Secrecy.TOP_SECRET, since, paper=_act(chance, since)),) if cleared else ()
    return Registration(person, tuple(posts), categories, clearances, _passports(chance, number, rank, today))


def _person(chance: Random, number: int, official: bool, cultures: list[Any], today: date) -> PersonOrder:
    native, surname, given = _name(chance, cultures)
    born = today - timedelta(days=chance.randrange(24 * 365, 66 * 365))
    known = chance.random()
    birth = PartialDate(born.year, 0 if known < 0.02 else born.month, 0 if known < 0.03 else born.day)
    return PersonOrder(
        native,
        surname,
        given,
        birth,
        "UTO",
        f"PN {chance.randrange(2, 27):02}-{number:05}" if official else "",
        chance.random() < 0.01,
    )


def _cultures(all_scripts: bool) -> list[Any]:
    return [one for one in _read("names")["cultures"] if all_scripts or one["font"] != "system"]


def _name(chance: Random, cultures: list[Any]) -> tuple[str, str, str]:
    culture = chance.choices(cultures, cum_weights=_weights(len(cultures)))[0]
    woman = chance.random() < 0.5
    given = chance.choice(culture["female" if woman else "male"])
    if culture["kind"] == "one name":
        return given[0], given[1], ""
    if culture["kind"] == "no surname":
        return given[0], "", given[1]
    family = chance.choice(culture["surnames"])
    surname = family[:2] if woman or len(family) == 2 else family[2:]
    if chance.random() < 0.6 and culture["order"] != "surnamegiven":
        second = chance.choice(culture["female" if woman else "male"])
        if second != given:
            given = [f"{given[0]} {second[0]}", f"{given[1]} {second[1]}"]
    order = {"surnamegiven": f"{surname[0]}{given[0]}", "surname given": f"{surname[0]} {given[0]}"}
    return order.get(culture["order"], f"{given[0]} {surname[0]}"), surname[1], given[1]


@cache
def _weights(count: int) -> list[int]:
    """Return the weights of all cultures, or of those without `system`, added up one after the other."""
    known = next(one for one in (_cultures(True), _cultures(False)) if len(one) == count)
    return list(accumulate(one["weight"] for one in known))


def _rank(chance: Random, place: Place) -> Category:
    if place.category not in (Category.CIVIL_SERVANT, Category.STATE_COMPANY_EMPLOYEE):
        return place.category
    luck = chance.random()
    if not place.above and place.category is Category.CIVIL_SERVANT and luck < 0.35:
        return Category.SENIOR_POLITICIAN
    return Category.SENIOR_OFFICIAL if luck < 0.12 else place.category


def _post(chance: Random, organisation_id: int, rank: Category, today: date, main: bool = True) -> PostOrder:
    since = max(FOUNDED, today - timedelta(days=chance.randrange(30, 4000)))
    title = chance.choice(_read("organisations")["titles"][rank.value])
    return PostOrder(organisation_id, title, since, main=main)


def _passports(chance: Random, number: int, rank: Category | None, today: date) -> tuple[PassportOrder, ...]:
    if chance.random() < 0.04:
        return ()
    kinds = [PassportKind.ORDINARY] if rank is None or chance.random() < 0.5 else []
    if rank in (Category.SENIOR_POLITICIAN, Category.SENIOR_OFFICIAL):
        kinds.append(PassportKind.DIPLOMATIC)
    elif rank is not None and (not kinds or chance.random() < 0.9):
        kinds.append(PassportKind.SERVICE)
    return tuple(_passport(chance, number, kind, today) for kind in kinds)


def _passport(chance: Random, number: int, kind: PassportKind, today: date) -> PassportOrder:
    years = 10 if kind is PassportKind.ORDINARY else 5
    # Mostly valid for long; one in some thirty soon expires, or has.
    left = chance.randrange(-90, 200) if chance.random() < 0.035 else chance.randrange(250, years * 365 - 30)
    expires = today + timedelta(days=left)
    # 6,151 has no factor in common with ten million: every number gives another one of seven digits.
    serial = (number * 6_151 + 81_426) % 10_000_000
    return PassportOrder(kind, f"{_LETTER[kind]}{serial:07}", expires - years * _YEAR, expires)


def _act(chance: Random, day: date) -> str:
    return f"Order {chance.randrange(1, 400)}/{day.year}"


@cache
def _read(name: str) -> Any:
    return json.loads(resources.read_text(f"examples/{name}.json"))
