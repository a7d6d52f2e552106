"""Why two entries may be one person, in words. There is no score: whoever reads the reasons decides."""

from __future__ import annotations

import hashlib

from travel_desk.base.canonical import canonical
from travel_desk.base.message import Message, msg
from travel_desk.base.partial import PartialDate
from travel_desk.duplicates.rules.folding import forms
from travel_desk.duplicates.rules.likeness import bare, like_words, slips
from travel_desk.duplicates.rules.records import Entry, Side
from travel_desk.officials.rules import PersonOrder, latin, normalise, same_birth, sort_key
from travel_desk.officials.rules.likeness import LIKE_SAME_DAY

FIELDS = ("native_name", "surname", "given_names", "birth_date", "nationality", "personnel_number")
"""The fields of a person that a merge may take from either entry."""


def reasons(one: Side, other: Side) -> list[Message]:
    """Return what speaks for one person, the strongest kind of sign first; and what speaks against it."""
    found = [_birth(one.born, other.born), _names(one, other), _passports(one, other), _numbers(one, other)]
    there = dict(other.organisations)
    same = next((name for organisation, name in one.organisations if organisation in there), None)
    if same is not None:
        found.append(msg("Both hold a post in {organisation}.", organisation=same))
    return [reason for reason in found if reason is not None]


def differing(one: PersonOrder, other: PersonOrder) -> frozenset[str]:
    """Return the names of the fields (`FIELDS`) in which two entries differ."""
    return frozenset(name for name in FIELDS if getattr(one, name) != getattr(other, name))


def known_by(person: PersonOrder | Entry) -> str:
    """Return a digest of names and birth date: while it is the same, who was told apart stays so."""
    born = person.born if isinstance(person, Entry) else str(person.birth_date or "")
    told = [person.native_name, person.surname, person.given_names, born]
    return hashlib.sha256(canonical(told)).hexdigest()


def _birth(one: PartialDate | None, other: PartialDate | None) -> Message | None:
    if one is None and other is None:
        return msg("No birth date is known of either.")
    if one is None or other is None:
        return msg("The birth date of one is not known.")
    if one == other:
        return (
            msg("Both were born on {day}.", day=one) if one.day else msg("Both were born in {day}.", day=one)
        )
    if same_birth(one, other):
        return msg("The birth dates agree as far as they are known: {one} and {other}.", one=one, other=other)
    return msg("The birth dates differ: {one} and {other}.", one=one, other=other)


def _names(one: Side, other: Side) -> Message | None:
    a, b = one.person, other.person
    if a.surname and (a.surname, a.given_names) == (b.given_names, b.surname):
        return msg("Surname and given names stand the other way round.")
    here, there = latin(a.surname, a.given_names), latin(b.surname, b.given_names)
    if here and normalise(here) == normalise(there):
        return msg("The Latin names are the same.")
    if a.native_name and normalise(a.native_name) == normalise(b.native_name):
        return msg("The names in their own script are the same.")
    if a.native_name and _parts(a.native_name) == _parts(b.native_name):
        return msg("The names in their own script are the same but for the order of their parts.")
    first, second = _forms(a), _forms(b)
    if bool(here) != bool(there) and any(x == y for x in first for y in second):
        return msg("One is the Latin spelling of the other.")
    if any(set(x) < set(y) or set(y) < set(x) for x in first for y in second):
        return msg("One name holds the other.")
    if any(like_words(x, y, LIKE_SAME_DAY) for x in first for y in second):
        return msg("The names are spelt alike.")
    return None


def _parts(name: str) -> list[str]:
    return sorted(normalise(name).split())


def _passports(one: Side, other: Side) -> Message | None:
    there = {number: state for state, number in other.passports}
    for state, number in one.passports:
        if number in there:
            return msg(
                "Each has a passport {number}: one issued by {one}, one by {other}.",
                number=number,
                one=state,
                other=there[number],
            )
    return None


def _numbers(one: Side, other: Side) -> Message | None:
    here, there = one.person.personnel_number, other.person.personnel_number
    if not here or not there:
        return None
    if bare(here) == bare(there):
        return msg(
            "It is one personnel number, written in two ways: {one} and {other}.", one=here, other=there
        )
    if bare(there) in slips(bare(here)):
        return msg(
            "In the personnel numbers two neighbouring signs changed places: {one} and {other}.",
            one=here,
            other=there,
        )
    return None


def _forms(person: PersonOrder) -> tuple[tuple[str, ...], ...]:
    key = sort_key(person.surname, person.given_names, person.native_name)
    return forms(Entry(0, person.native_name, "", "", "", "", key))
