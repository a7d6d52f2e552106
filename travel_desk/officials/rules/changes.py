"""What may be done with organisations that stand: renaming, moving, merging, splitting.

A change counts from its day on, which is today or earlier: scope, search and every list read how an
organisation stands now, so one that is decreed ahead is entered on its day. What ends may be known
ahead: an end is a day in a row, and each reader compares it with its own today.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from travel_desk.base.message import msg
from travel_desk.officials.rules.names import tidy
from travel_desk.officials.rules.organisations import (
    NEW,
    Grounds,
    Merge,
    MergePlan,
    Move,
    PlaceSpan,
    Rename,
    Split,
    clash,
    goes_on,
    makes_circle,
    name_problems,
    paper_problems,
)
from travel_desk.officials.rules.records import Organisation, Problem


def rename_problems(order: Rename, grounds: Grounds, organisation_id: int) -> list[Problem]:
    """Return what is wrong with a new name from a day on."""
    place = grounds.tree[organisation_id]
    found = name_problems(order.name) + _day_problems(order.day, [place], grounds.today)
    found += paper_problems(order.paper)
    if tidy(order.name) == place.name:
        found.append(Problem("name", msg("That is its name already.")))
    beside = [one for one in grounds.below(place.parent_id, order.day) if one.id != organisation_id]
    found += clash(order.name, beside)
    since = grounds.called_since(organisation_id)
    if place.from_day < order.day <= since:
        found.append(
            Problem(
                "day",
                msg(
                    "It has been called so since {day}. Choose a later day, or correct the name by "
                    "Correct Organisation.",
                    day=since,
                ),
            )
        )
    return found


def move_problems(order: Move, grounds: Grounds, organisation_id: int) -> list[Problem]:
    """Return what is wrong with a new place in the tree from a day on."""
    place = grounds.tree[organisation_id]
    found = _day_problems(order.day, [place], grounds.today) + paper_problems(order.paper)
    if order.parent_id == place.parent_id:
        return [*found, Problem("parent_id", msg("It stands there already. Choose another place."))]
    found += _parent_problems(order.parent_id, order.day, grounds)
    since = grounds.placed_since(organisation_id)
    if place.from_day < order.day <= since:
        found.append(Problem("day", msg("It has stood there since {day}. Choose a later day.", day=since)))
    if makes_circle(grounds.places, organisation_id, order.parent_id, order.day):
        found.append(
            Problem(
                "parent_id", msg("That lies within {name} itself. Choose another place.", name=place.name)
            )
        )
    return found + clash(place.name, grounds.below(order.parent_id, order.day), field="parent_id")


def merge_plan(order: Merge, grounds: Grounds) -> MergePlan:
    """Return who ends where and which units move; units of the same name become one.

    Those that `from_ids` names end by themselves wherever they stand.
    """
    ends: list[tuple[int, int]] = []
    moves: list[tuple[int, int]] = []
    under: dict[int, dict[str, int]] = {}
    waiting = [(one, order.into_id or NEW) for one in dict.fromkeys(order.from_ids)]
    ending = {one for one, _ in waiting}
    while waiting:
        one, into = waiting.pop(0)
        ends.append((one, into))
        if into not in under:
            there = grounds.below(into, order.day) if into != NEW else []
            under[into] = {o.name.casefold(): o.id for o in there if o.id not in ending}
        for unit in grounds.below(one, order.day):
            same = under[into].get(unit.name.casefold())
            if unit.id in ending or unit.id == same:
                continue
            if same is None:
                under[into][unit.name.casefold()] = unit.id
                moves.append((unit.id, into))
            else:
                ending.add(unit.id)
                waiting.append((unit.id, same))
    return MergePlan(tuple(ends), tuple(moves))


def merge_problems(order: Merge, grounds: Grounds, plan: MergePlan) -> list[Problem]:
    """Return what is wrong with a merger."""
    froms = [grounds.tree[one] for one in dict.fromkeys(order.from_ids)]
    into = grounds.tree.get(order.into_id) if order.into_id is not None else None
    if into in froms or len(froms) < (1 if into else 2):
        return [Problem("from_ids", msg("Choose at least two organisations that become one."))]
    found = _day_problems(order.day, [grounds.tree[one] for one, _ in plan.ends], grounds.today)
    found += paper_problems(order.paper)
    above = into.path if into else _path(grounds, order.parent_id)
    if any(above.startswith(one.path) for one in froms):
        target = "into_id" if into else "parent_id"
        text = msg("It lies within one that ends. Move it out first, or choose another.")
        return [*found, Problem(target, text)]
    if into is not None:
        found += _parent_problems(into.id, order.day, grounds, "into_id")
    else:
        found += name_problems(order.name) + _parent_problems(order.parent_id, order.day, grounds)
        gone = {one for one, _ in plan.ends}
        beside = [o for o in grounds.below(order.parent_id, order.day) if o.id not in gone]
        found += clash(order.name, beside)
    return found + _history_problems(order, grounds, plan)


def split_problems(
    order: Split, grounds: Grounds, organisation_id: int, posts: Iterable[int], units: Iterable[int]
) -> list[Problem]:
    """Return what is wrong with a split; posts, units: what it has to give away, by id."""
    place = grounds.tree[organisation_id]
    found = _day_problems(order.day, [place], grounds.today) + paper_problems(order.paper)
    if len(order.parts) < 2:
        found.append(Problem("parts", msg("Name at least two parts.")))
    named: set[str] = set()
    beside = [o for o in grounds.below(place.parent_id, order.day) if o.id != organisation_id]
    for part in order.parts:
        found += name_problems(part.name, "parts") + clash(part.name, beside, field="parts")
        if tidy(part.name).casefold() in named:
            found.append(Problem("parts", msg("Two parts are called {name}.", name=tidy(part.name))))
        named.add(tidy(part.name).casefold())
    chosen = {order.rest, *order.posts.values(), *order.units.values()}
    gone = (set(order.posts) - set(posts)) | (set(order.units) - set(units))
    if gone or not chosen <= set(range(len(order.parts))):
        text = msg("The posts or units changed meanwhile. Close this and open it again.")
        found.append(Problem("posts", text))
    if place.from_day < order.day:
        found += _settled([organisation_id], list(units), order.day, grounds)
    return found


def tree_problems(grounds: Grounds, ids: Iterable[int]) -> list[Problem]:
    """Return what is wrong with the tree around some organisations that were put back."""
    found: list[Problem] = []
    for one in (grounds.tree[each] for each in ids):
        if one.until_day is not None:
            continue
        parent = grounds.tree.get(one.parent_id or 0)
        if parent is not None and parent.until_day is not None:
            found.append(Problem("", msg("{name} ended on {day}.", name=parent.name, day=parent.until_day)))
        beside = [o for o in grounds.below(one.parent_id, one.from_day) if o.id != one.id]
        found += clash(one.name, beside, field="")
    return found


def _path(grounds: Grounds, organisation_id: int | None) -> str:
    found = grounds.tree.get(organisation_id or 0)
    return found.path if found else ""


def _history_problems(order: Merge, grounds: Grounds, plan: MergePlan) -> list[Problem]:
    ended = [one for one, _ in plan.ends]
    if any(grounds.tree[one].from_day >= order.day for one in ended):
        return []  # said already
    found = _settled(ended, [one for one, _ in plan.moves], order.day, grounds)
    new = PlaceSpan(NEW, order.parent_id, order.day)
    for unit, into in plan.moves:
        if makes_circle([*grounds.places, new], unit, into, order.day):
            text = msg(
                "{name} lay above it after that day. Choose a later day.", name=grounds.tree[unit].name
            )
            found.append(Problem("day", text))
    return found


def _settled(ended: list[int], moved: list[int], day: date, grounds: Grounds) -> list[Problem]:
    """Return what happened on or after `day` already with what is to end or to move on it."""
    marks = [(one, max(grounds.called_since(one), grounds.placed_since(one))) for one in ended]
    marks += [(one, grounds.placed_since(one)) for one in moved]
    marks += [
        (span.organisation_id, span.until_day or day)
        for span in grounds.places
        if span.parent_id in ended
        and span.organisation_id not in {*ended, *moved}
        and not (span.until_day is not None and span.until_day <= day)
        and goes_on(grounds.tree[span.organisation_id], day)
    ]
    late = [(since, one) for one, since in marks if since >= day]
    if not late:
        return []
    since, one = max(late)
    text = msg(
        "{name} was renamed or moved on {day}. Choose a later day.", name=grounds.tree[one].name, day=since
    )
    return [Problem("day", text)]


def _day_problems(day: date, places: Iterable[Organisation], today: date) -> list[Problem]:
    if day > today:
        return [Problem("day", msg("That day has not come yet. Enter the change on its day."))]
    for one in places:
        if one.until_day is not None and one.until_day <= max(day, today):
            return [Problem("day", msg("{name} ended on {day}.", name=one.name, day=one.until_day))]
        if day <= one.from_day:
            return [
                Problem(
                    "day", msg("{name} began on {day}. Choose a later day.", name=one.name, day=one.from_day)
                )
            ]
    return []


def _parent_problems(
    parent_id: int | None, day: date, grounds: Grounds, field: str = "parent_id"
) -> list[Problem]:
    if parent_id is None:
        return []
    parent = grounds.tree.get(parent_id)
    if parent is None:
        return [Problem(field, msg("The organisation above is no longer in the register."))]
    if parent.until_day is not None:
        return [Problem(field, msg("{name} ended on {day}.", name=parent.name, day=parent.until_day))]
    if day < parent.from_day:
        text = msg("{name} began on {day}. Choose a later day.", name=parent.name, day=parent.from_day)
        return [Problem("day", text)]
    return []
