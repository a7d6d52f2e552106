"""Organisations as lists name them: by their name, or by the way to them ("Ministry of Water / Finance")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from travel_desk.base.message import Message, msg
from travel_desk.officials.rules import Organisation, OrganisationOrder, PostOrder, holds, normalise
from travel_desk.staff_lists.rules.records import Mapping

_STEP = re.compile(r"\s*(?:/|\\|>|»|›|→)\s*")
LIKE = 0.6
"""From which ratio of equal letters on (difflib, 0 to 1) an organisation is proposed for a name."""


class Places:
    """The organisations of the register by the names that a list may give them.

    organisations: all of the register. mapping: which name stands for which, and the organisation of
    rows that name none. day: the day of the list: what had ended by then is looked at last.
    """

    def __init__(self, organisations: Iterable[Organisation], mapping: Mapping, day: date) -> None:
        self.by_id = {one.id: one for one in organisations}
        self._day = day
        self._by_name: dict[str, list[Organisation]] = {}
        for one in self.by_id.values():
            self._by_name.setdefault(normalise(one.name), []).append(one)
        self._found: dict[str, Organisation] = {}
        self._asked: dict[str, Organisation | Message] = {}
        self.default = self.by_id.get(mapping.place_id or 0)
        for use in mapping.places:
            known = self.by_id.get(use.place_id or 0)
            place = known if use.order is None else self._new(use.key, use.order)
            if place is not None:
                self._found[normalise(use.name)] = place
        self.unknown: dict[str, int] = {}

    def find(self, name: str) -> Organisation | Message:
        """Return the organisation of a name, or what is wrong with the name."""
        known = self._asked.get(name)
        if known is None:
            key = normalise(name)
            known = self._asked[name] = self._found.get(key) or self._search(name, key)
        if isinstance(known, Message):
            self.unknown[name] = self.unknown.get(name, 0) + 1
        return known

    def takes(self, post: PostOrder) -> bool:
        """Tell whether a post's organisation is there and has not ended by the day on which it begins."""
        place = self.by_id.get(post.organisation_id)
        return place is not None and (place.until_day is None or place.until_day > post.from_day)

    def way(self, place: Organisation) -> str:
        """Return the names from the root to an organisation: "Ministry of Water / Finance"."""
        return " / ".join(self.way_names(place))

    def way_names(self, place: Organisation) -> list[str]:
        """Return the names from the root to an organisation, one after the other."""
        above = self.by_id.get(place.parent_id or 0)
        return [*(self.way_names(above) if above is not None else ()), place.name]

    def like(self, name: str, most: int = 5) -> list[Organisation]:
        """Return the organisations whose name is most like `name`, the likest first."""
        wanted = normalise(_STEP.split(name)[-1])
        rated = []
        for one in self.by_id.values():
            if holds(date.min, one.until_day, self._day):
                ratio = SequenceMatcher(None, wanted, normalise(one.name), autojunk=False).ratio()
                if ratio >= LIKE:
                    rated.append((-ratio, one.path, one))
        return [one for _, _, one in sorted(rated, key=lambda known: known[:2])[:most]]

    def _new(self, key: int, order: OrganisationOrder) -> Organisation:
        """Return a stand-in for an organisation that is to be added; its negative key is its id."""
        above = self.by_id.get(order.parent_id or 0)
        path = f"{above.path if above else '/'}{key}/"
        made = Organisation(
            key, 0, order.parent_id, order.name, order.level, path, order.from_day, order.until_day
        )
        self.by_id[key] = made
        return made

    def _search(self, name: str, key: str) -> Organisation | Message:
        found = self._by_name.get(key) or self._by_way(_STEP.split(name))
        if not found:
            found = self._by_way([part.strip() for part in reversed(name.split(","))])
        standing = [one for one in found if holds(date.min, one.until_day, self._day)] or found
        if len(standing) > 1 and self.default is not None:
            standing = [one for one in standing if one.path.startswith(self.default.path)] or standing
        if len(standing) == 1:
            return standing[0]
        if standing:
            return msg("Several organisations are called “{name}”. Say which one is meant.", name=name)
        return msg("The register has no organisation “{name}”. Say which one is meant, or add it.", name=name)

    def _by_way(self, parts: list[str]) -> list[Organisation]:
        """Return the organisations of the last name that stand below all the names before, in order."""
        names = [normalise(part) for part in parts if part]
        if len(names) < 2:
            return []
        return [one for one in self._by_name.get(names[-1], ()) if self._below(one, names[:-1])]

    def _below(self, place: Organisation, names: list[str]) -> bool:
        left = list(names)
        above = self.by_id.get(place.parent_id or 0)
        while above is not None and left:
            if normalise(above.name) == left[-1]:
                left.pop()
            above = self.by_id.get(above.parent_id or 0)
        return not left


def keyed(mapping: Mapping) -> Mapping:
    """Return the mapping with a negative key for each organisation that is to be added."""
    places = tuple(
        replace(use, key=-at) if use.order is not None else use
        for at, use in enumerate(mapping.places, start=1)
    )
    return replace(mapping, places=places)
