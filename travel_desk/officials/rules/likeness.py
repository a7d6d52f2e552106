"""Telling two persons apart: who in the register may be the one that is being entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from travel_desk.base.message import Message, msg, msgn
from travel_desk.base.partial import PartialDate
from travel_desk.officials.rules.names import full_name, latin, normalise
from travel_desk.officials.rules.records import Alike, Known, PersonOrder

LIKE = 0.82
"""From which ratio of equal letters on (difflib, 0 to 1) two names are alike; found by trial on
spellings such as Mohamed/Muhammad and Petrova/Petrowa, which lie at 0.8 to 0.95 as whole names."""
LIKE_SAME_DAY = 0.7
"""The same where both were born on one known day: it takes less (Leila Haddad, Layla Al Haddad: 0.74)."""


def alike(order: PersonOrder, known: Iterable[Known]) -> list[Alike]:
    """Return those of `known` with a like name whose birth date agrees as far as it is known.

    The same words in another order are the same name, and one name within the other is a like one.
    """
    found = []
    for person in known:
        if same_birth(order.birth_date, person.birth_date) and like_names(order, person):
            found.append(Alike(person, _message(order, person)))
    return found


def told(seen: Sequence[Alike], hidden: int) -> Message:
    """Return what is said of those alike: the first of `seen` by name, of the others how many.

    seen: those whom the user may see, at least one where nobody is hidden. hidden: how many others.
    """
    if not hidden:
        return seen[0].message
    if not seen:
        return msgn(
            "{count} person outside your scope has a like name. Ask the desk head to register this person.",
            "{count} persons outside your scope have a like name. Ask the desk head to register this person.",
            hidden,
        )
    return msgn(
        "{said} {count} person outside your scope has a like name too.",
        "{said} {count} persons outside your scope have a like name too.",
        hidden,
        said=seen[0].message,
    )


def same_birth(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Tell whether two birth dates may be one: what is unknown on a side agrees with anything."""
    if one is None or other is None:
        return True
    return (
        one.year == other.year
        and (one.month == other.month or not one.month or not other.month)
        and (one.day == other.day or not one.day or not other.day)
    )


def like_names(one: PersonOrder | Known, other: PersonOrder | Known) -> bool:
    """Tell whether two persons' names are alike in Latin letters or in their own script."""
    same_day = one.birth_date is not None and one.birth_date == other.birth_date and one.birth_date.day
    enough = LIKE_SAME_DAY if same_day else LIKE
    pairs = (
        (latin(one.surname, one.given_names), latin(other.surname, other.given_names)),
        (one.native_name, other.native_name),
    )
    return any(_like(*pair, enough) for pair in pairs)


def _like(one: str, other: str, enough: float) -> bool:
    first, second = sorted(normalise(one).split()), sorted(normalise(other).split())
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    a, b = " ".join(first), " ".join(second)
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= enough


def _message(order: PersonOrder, person: Known) -> Message:
    name = full_name(person.native_name, person.surname, person.given_names)
    if order.birth_date is None or person.birth_date is None:
        return msg("Like name: {name}. Open it instead, if it is the same person.", name=name)
    return msg(
        "Same birth date and like name: {name}, {born}. Open it instead, if it is the same person.",
        name=name,
        born=person.birth_date,
    )
