"""Looking through a whole register for entries that may be one person.

Each with each would be five thousand million comparisons for a hundred thousand persons. So entries are
gathered by keys first (the birth date with a word of the name, a passport number, a personnel number, an
organisation), and only those within one group are compared. A group that is still too large, such as one
name of hundreds without a birth date, is told and left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations, product

from travel_desk.duplicates.rules.folding import forms, skeleton
from travel_desk.duplicates.rules.likeness import Words, bare, births_agree, like_words, slips
from travel_desk.duplicates.rules.records import Entry, Found, Pair, Sign
from travel_desk.officials.rules.likeness import LIKE, LIKE_SAME_DAY

MOST = 60
"""The most entries of one group that are compared each with each, or the root of as many pairs."""
_FULL = len("1979-03-14")
_TELLING = {Sign.BIRTH, Sign.PASSPORT, Sign.PERSONNEL}
_PULSE = 4096  # entries after which the caller is told

Step = Callable[[int, int], None]
Pairs = set[tuple[int, int]]


class Search:
    """One look through the register.

    entries: all of them. shared: pairs of ids whose passports bear one number. offices: the organisations
    in which a person holds a post, by the person's id. step: told (done, all) now and then; it may raise
    to stop the search.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        shared: Iterable[tuple[int, int]] = (),
        offices: Mapping[int, Sequence[int]] | None = None,
        step: Step = lambda _done, _all: None,
    ) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._shared = list(shared)
        self._offices = offices or {}
        self._step = step
        self._done, self._all = 0, len(self._entries) * 4
        self._forms: dict[int, tuple[Words, ...]] = {}
        self._bones: dict[int, frozenset[str]] = {}
        self._left_out = 0

    def run(self) -> Found:
        """Return all pairs: those that share a birth date or a number, a name alone, but an organisation.

        Each part is in the order of the names.
        """
        self._fold()
        signs: dict[tuple[int, int], set[Sign]] = defaultdict(set)
        for sign, pairs in (
            (Sign.BIRTH, self._born_alike()),
            (Sign.NAME, self._vaguely_alike()),
            (Sign.PASSPORT, self._same_passport()),
            (Sign.PERSONNEL, self._slipped()),
            (Sign.ORGANISATION, self._same_office()),
        ):
            for pair in pairs:
                signs[pair].add(sign)
        self._step(self._all, self._all)
        pairs_found = (
            Pair(one, other, frozenset(found | self._shared_too(one, other)))
            for (one, other), found in signs.items()
        )
        return Found(tuple(sorted(pairs_found, key=self._place)), self._left_out)

    def _shared_too(self, one: int, other: int) -> set[Sign]:
        """Return what two who were found by something else share besides."""
        found = set()
        if self._born_same(one, other):
            found.add(Sign.BIRTH)
        here, there = bare(self._entries[one].number), bare(self._entries[other].number)
        if here and (here == there or there in slips(here)):
            found.add(Sign.PERSONNEL)
        if not set(self._offices.get(one, ())).isdisjoint(self._offices.get(other, ())):
            found.add(Sign.ORGANISATION)
        return found

    def _place(self, pair: Pair) -> tuple[int, str, int, int]:
        # First what tells most. Those of one name and organisation whose birth dates say otherwise come
        # last: there are many.
        rank = 0 if pair.signs & _TELLING else 1 if Sign.NAME in pair.signs else 2
        return rank, self._entries[pair.one].sort_key, pair.one, pair.other

    def _fold(self) -> None:
        for entry in self._each():
            spelt = forms(entry)
            self._forms[entry.id] = spelt
            self._bones[entry.id] = frozenset(skeleton(word) for form in spelt for word in form)

    def _each(self) -> Iterable[Entry]:
        for entry in self._entries.values():
            self._done += 1
            if self._done % _PULSE == 0:
                self._step(self._done, self._all)
            yield entry

    def _born_alike(self) -> Pairs:
        """Return those born on one day whose names are alike."""
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for entry in self._each():
            if len(entry.born) < _FULL:
                continue
            for bone in self._bones[entry.id]:
                groups[entry.born, bone].append(entry.id)
            if entry.native_name:
                groups[entry.born, entry.native_name.casefold(), True].append(entry.id)
        return {pair for pair in self._within(groups) if self._alike(*pair, LIKE_SAME_DAY)}

    def _vaguely_alike(self) -> Pairs:
        """Return those of like names where the birth date of one is unknown or but partly known."""
        unsure = {entry.id for entry in self._entries.values() if len(entry.born) < _FULL}
        groups: dict[Hashable, tuple[list[int], list[int]]] = {}
        for one in unsure:
            for key in self._name_keys(one):
                groups.setdefault(key, ([], []))[0].append(one)
        for entry in self._each():
            if entry.id not in unsure and unsure:
                for key in self._name_keys(entry.id):
                    if key in groups:
                        groups[key][1].append(entry.id)
        return {
            pair
            for pair in self._across(groups)
            if births_agree(self._entries[pair[0]].born, self._entries[pair[1]].born)
            and self._alike(*pair, LIKE)
        }

    def _across(self, groups: Mapping[Hashable, tuple[list[int], list[int]]]) -> Pairs:
        """Return the pairs of each group of which at least one is among its first; not of too large ones."""
        found: Pairs = set()
        for first, rest in groups.values():
            if len(first) * (len(first) - 1) // 2 + len(first) * len(rest) > MOST * MOST:
                self._left_out += 1
            else:
                found.update(_ordered(*two) for two in combinations(first, 2))
                found.update(_ordered(*two) for two in product(first, rest))
        return found

    def _name_keys(self, person: int) -> list[Hashable]:
        """Return what two like names share where no birth date helps: two words, or the only one."""
        bones = sorted(self._bones[person])
        native = self._entries[person].native_name
        keys: list[Hashable] = [*combinations(bones, 2)] or [*bones]
        return [*keys, (native.casefold(), True)] if native else keys

    def _same_passport(self) -> Pairs:
        """Return those who hold one number, where birth date or name agree too: states share numbers."""
        return {
            _ordered(one, other)
            for one, other in self._shared
            if one in self._entries
            and other in self._entries
            and (self._born_same(one, other) or self._share_a_word(one, other))
        }

    def _slipped(self) -> Pairs:
        """Return those of like names whose personnel numbers differ by a slip of the hand, or in how they
        are written."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for entry in self._each():
            if entry.number:
                numbers[bare(entry.number)].append(entry.id)
        found = {_ordered(*two) for same in numbers.values() for two in combinations(same[:MOST], 2)}
        for number, ids in numbers.items():
            for other in (one for slip in slips(number) for one in numbers.get(slip, ())):
                found.add(_ordered(ids[0], other))
        return {pair for pair in found if self._share_a_word(*pair) and self._alike(*pair, LIKE)}

    def _same_office(self) -> Pairs:
        """Return those of the same name in one organisation, whatever their birth dates say."""
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for person, offices in self._offices.items():
            if person in self._entries:
                for office in set(offices):
                    for form in self._forms[person]:
                        groups[office, form].append(person)
        return self._within(groups)

    def _within(self, groups: Mapping[Hashable, list[int]]) -> Pairs:
        """Return all pairs of each group that is not too large; which ones were is counted."""
        found: Pairs = set()
        for at, ids in enumerate(groups.values()):
            if at % _PULSE == 0:
                self._step(min(self._done, self._all), self._all)
            if len(ids) > MOST:
                self._left_out += 1
            elif len(ids) > 1:
                found.update(_ordered(*two) for two in combinations(ids, 2))
        return found

    def _born_same(self, one: int, other: int) -> bool:
        born = self._entries[one].born
        return bool(born) and born == self._entries[other].born

    def _share_a_word(self, one: int, other: int) -> bool:
        return not self._bones[one].isdisjoint(self._bones[other])

    def _alike(self, one: int, other: int, enough: float) -> bool:
        native = self._entries[one].native_name.casefold()
        if native and native == self._entries[other].native_name.casefold():
            return True
        return any(like_words(a, b, enough) for a in self._forms[one] for b in self._forms[other])


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
