"""What is asked of the tree of organisations; entering one and correcting it. `changes` judges the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from travel_desk.base.message import Message, msg
from travel_desk.officials.rules.checks import LONGEST_TEXT, holds, span_problem
from travel_desk.officials.rules.names import tidy
from travel_desk.officials.rules.records import Level, Organisation, OrganisationOrder, Problem

NEW = 0
"""Stands for the organisation that a merger makes, until it has an id."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """What an organisation was called on the days of a half-open span."""

    organisation_id: int
    name: str
    from_day: date
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """What an organisation stood under on the days of a half-open span; None: it was a root."""

    organisation_id: int
    parent_id: int | None
    from_day: date
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """A new name from a day on. paper: the act or order that says so."""

    name: str
    day: date
    paper: str


@dataclass(frozen=True, slots=True)
class Move:
    """A new place in the tree from a day on; parent_id None makes it a root."""

    parent_id: int | None
    day: date
    paper: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Organisations that end in another on a day.

    from_ids: those that end. into_id: one that goes on; None where a new one begins that day with
    `name`, `level` and `parent_id`. versions: those that the user had before their eyes, by id.
    """

    from_ids: tuple[int, ...]
    day: date
    paper: str
    into_id: int | None = None
    name: str = ""
    level: Level = Level.FEDERAL
    parent_id: int | None = None
    versions: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the organisations that a split makes."""

    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class Split:
    """An organisation that ends on a day in several parts.

    posts, units: to which part (its place in `parts`) a post or a unit goes; others go to `rest`.
    """

    parts: tuple[Part, ...]
    day: date
    paper: str
    posts: Mapping[int, int] = field(default_factory=dict)
    units: Mapping[int, int] = field(default_factory=dict)
    rest: int = 0


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merger does to the tree, as pairs of an organisation and the one it goes to.

    ends: those that end, units of the same name as one over there among them. moves: units that go on.
    """

    ends: tuple[tuple[int, int], ...]
    moves: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a change is judged by.

    tree: all organisations as they stand now, by id. names, places: all spans. today: no day lies
    after it.
    """

    tree: Mapping[int, Organisation]
    names: Sequence[NameSpan]
    places: Sequence[PlaceSpan]
    today: date

    def below(self, parent_id: int | None, day: date) -> list[Organisation]:
        """Return the organisations that stand under `parent_id` now and go on after `day`, by id."""
        found = [o for o in self.tree.values() if o.parent_id == parent_id and goes_on(o, day)]
        return sorted(found, key=lambda one: one.id)

    def called_since(self, organisation_id: int) -> date:
        """Return the day on which the present name began."""
        return _since(self.names, self.tree[organisation_id])

    def placed_since(self, organisation_id: int) -> date:
        """Return the day on which the present place began."""
        return _since(self.places, self.tree[organisation_id])


def goes_on(place: Organisation, day: date) -> bool:
    """Tell whether an organisation does not end by `day`."""
    return place.until_day is None or place.until_day > day


def name_on(spans: Iterable[NameSpan], day: date) -> str:
    """Return the name that counts on `day` among the spans of one organisation; "" for none."""
    return next((one.name for one in spans if holds(one.from_day, one.until_day, day)), "")


def parent_on(spans: Iterable[PlaceSpan], organisation_id: int, day: date) -> int | None:
    """Return what an organisation stood under on `day`; None for a root and where nothing is known."""
    held = (s for s in spans if s.organisation_id == organisation_id)
    return next((s.parent_id for s in held if holds(s.from_day, s.until_day, day)), None)


def organisation_problems(
    order: OrganisationOrder, parent: Organisation | None, siblings: Iterable[Organisation]
) -> list[Problem]:
    """Return what is wrong with an organisation; siblings: those beside it, itself left out."""
    found = name_problems(order.name)
    beside = [one for one in siblings if goes_on(one, order.from_day)]
    found += clash(order.name, beside, order.until_day)
    found += _add("until_day", span_problem(order.from_day, order.until_day))
    found += _paper_too_long(order.paper)
    if parent is not None and order.from_day < parent.from_day:
        found.append(
            Problem(
                "from_day",
                msg(
                    "{name} begins on {day}: its parts can't be older.", name=parent.name, day=parent.from_day
                ),
            )
        )
    return found


def ending_problems(until_day: date | None, units: Iterable[Organisation]) -> list[Problem]:
    """Return what keeps an organisation from ending: units under it that would go on."""
    left = [one.name for one in units if until_day is not None and goes_on(one, until_day)]
    if not left:
        return []
    return [
        Problem(
            "until_day",
            msg("{units} would be left under nothing: move or end them first.", units=sorted(left)),
        )
    ]


def correction_problems(grounds: Grounds, place: Organisation, order: OrganisationOrder) -> list[Problem]:
    """Return what is wrong with a corrected first day: the history already told can't begin before it."""
    mine = [s.from_day for s in grounds.names if s.organisation_id == place.id]
    mine += [s.from_day for s in grounds.places if s.organisation_id == place.id]
    later = [day for day in mine if day > place.from_day]
    under = [s.from_day for s in grounds.places if s.parent_id == place.id]
    if order.from_day == place.from_day or not (later or under) or order.from_day < min([*later, *under]):
        return []
    first = min([*later, *under])
    return [
        Problem(
            "from_day", msg("Its history goes back to {day}: it can't begin on or after that.", day=first)
        )
    ]


def makes_circle(places: Sequence[PlaceSpan], organisation_id: int, parent_id: int | None, day: date) -> bool:
    """Tell whether an organisation would stand under itself on `day` or any later day."""
    by_id: dict[int, list[PlaceSpan]] = {}
    for span in places:
        by_id.setdefault(span.organisation_id, []).append(span)
    days = {day} | {span.from_day for span in places if span.from_day > day}
    for each in days:
        at, seen = parent_id, set[int]()
        while at is not None and at not in seen:
            if at == organisation_id:
                return True
            seen.add(at)
            at = parent_on(by_id.get(at, ()), at, each)
    return False


def _since(spans: Iterable[NameSpan] | Iterable[PlaceSpan], place: Organisation) -> date:
    return max((s.from_day for s in spans if s.organisation_id == place.id), default=place.from_day)


def name_problems(name: str, field: str = "name") -> list[Problem]:
    """Return what is wrong with the name of an organisation."""
    if not tidy(name):
        return [Problem(field, msg("Enter the name of the organisation."))]
    return _add(field, _too_long(name))


def clash(
    name: str, beside: Iterable[Organisation], until_day: date | None = None, field: str = "name"
) -> list[Problem]:
    """Return whether one of `beside` has that name before `until_day`."""
    same = [one for one in beside if until_day is None or one.from_day < until_day]
    if any(one.name.casefold() == tidy(name).casefold() for one in same):
        return [Problem(field, msg("An organisation of this name stands here already."))]
    return []


def paper_problems(paper: str) -> list[Problem]:
    """Return what is wrong with the paper that a change names."""
    if not tidy(paper):
        return [Problem("paper", msg("Enter the act or order that says so, such as Decree 12/2026."))]
    return _paper_too_long(paper)


def _paper_too_long(paper: str) -> list[Problem]:
    return _add("paper", _too_long(paper))


def _too_long(text: str) -> Message | None:
    if len(text) > LONGEST_TEXT:
        return msg("That is longer than {count} characters: shorten it.", count=LONGEST_TEXT)
    return None


def _add(field: str, message: Message | None) -> list[Problem]:
    return [Problem(field, message)] if message is not None else []
