"""Whether a row is somebody in the register, and who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from travel_desk.officials.rules import PersonOrder, like_names, normalise, same_birth
from travel_desk.staff_lists.rules.records import Entry, Present


class Match(NamedTuple):
    """Who a row may be: nobody, one person for sure, or one of several that somebody has to choose from."""

    people: tuple[Present, ...]
    sure: bool


def match(entry: Entry, known: Sequence[Present], answer: int | None = None) -> Match:
    """Return who a row is.

    known: the registered persons with its personnel number, its name or its birth date. answer: what was
    said of an unsure row: the person's id, or 0 for somebody else.

    The personnel number decides, where the name or the birth date agrees with it. Without it the same name
    and the same whole birth date decide where no number says otherwise: both have none, or the list has
    none and an earlier one of the same source had the person. All else is asked.
    """
    person = entry.person
    by_number = [one for one in known if one.has_number(person.personnel_number)]
    if by_number:
        contradicted = _contradicts(person, by_number[0].person)
        if answer is None or not contradicted:
            return Match((by_number[0],), not contradicted)
        return Match((by_number[0],) if answer == by_number[0].id else (), True)
    same = tuple(one for one in known if same_name(person, one.person) and _may_be(person, one.person))
    if answer is not None:
        return Match(tuple(one for one in same if one.id == answer), True)
    return Match(same, not same or (len(same) == 1 and _decided(person, same[0])))


def same_name(one: PersonOrder, other: PersonOrder) -> bool:
    """Tell whether two persons bear the same name, in Latin letters or in their own script.

    Case, accents and the order of the parts don't count.
    """
    latin, own = _words(one.surname, one.given_names), _words(one.native_name)
    return bool(latin and latin == _words(other.surname, other.given_names)) or bool(
        own and own == _words(other.native_name)
    )


def words_of(who: PersonOrder) -> list[tuple[str, ...]]:
    """Return by what two equal names are known: the sorted folded words of each form of the name."""
    both = (_words(who.surname, who.given_names), _words(who.native_name))
    return [words for words in both if words]


def own_forms(name: str) -> set[str]:
    """Return how the register may have a name of a list in the person's own script.

    Surname first or last, and in small letters where the list writes capitals.
    """
    words = name.split()
    forms = {" ".join((*words[at:], *words[:at])) for at in range(len(words))}
    return forms | {form.title() for form in forms if form.isupper()}


def same_words(one: str, other: str) -> bool:
    """Tell whether two names have the same words in any order, capitals apart."""
    return sorted(one.casefold().split()) == sorted(other.casefold().split())


def _words(*parts: str) -> tuple[str, ...]:
    return tuple(sorted(normalise(" ".join(parts)).split()))


def _may_be(one: PersonOrder, other: PersonOrder) -> bool:
    return same_birth(one.birth_date, other.birth_date)


def _decided(person: PersonOrder, found: Present) -> bool:
    born, known = person.birth_date, found.person.birth_date
    if person.personnel_number or born is None or known is None or born != known or not born.day:
        return False
    return not found.person.personnel_number or found.member


def _contradicts(one: PersonOrder, other: PersonOrder) -> bool:
    """Tell whether neither the name nor the birth date says that a number's owner is meant."""
    if like_names(one, other):
        return False
    born = one.birth_date is not None and other.birth_date is not None
    return not (born and same_birth(one.birth_date, other.birth_date))
