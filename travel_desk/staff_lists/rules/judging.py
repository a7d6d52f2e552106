"""Judging rows against the register: what each comes to, and nobody taken in twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from travel_desk.base.message import Message, msg
from travel_desk.officials.rules import PassportOrder, PostOrder, Problem, normalise
from travel_desk.staff_lists.rules.matching import match
from travel_desk.staff_lists.rules.places import Places
from travel_desk.staff_lists.rules.planning import Planner
from travel_desk.staff_lists.rules.records import Entry, Field, Present, State, Verdict
from travel_desk.staff_lists.rules.records import Mapping as Uses


class Sight(Protocol):
    """What of a user's scope limits what they may enter (desk.Scope is one)."""

    @property
    def organisation_path(self) -> str:
        """ "" for everything, else the path of the subtree's root."""
        ...

    @property
    def protected(self) -> bool:
        """Whether protected persons may be entered."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What the register has of the people in some rows.

    people: those with a personnel number, name or birth date of the rows. owners: (issuing state,
    number) of a booklet -> the id of whose it is.
    """

    people: Sequence[Present] = ()
    owners: Mapping[tuple[str, str], int] = field(default_factory=dict)


class Judge:
    """Judges the rows of one list, each once and in their order. own: the official that the user is."""

    def __init__(
        self, mapping: Uses, places: Places, sight: Sight, day: date, today: date, own: int | None = None
    ) -> None:
        self._planner = Planner(mapping, day, today)
        self._own = own
        self._places = places
        self._sight = sight
        self._rows: dict[object, int] = {}

    def judge(self, entry: Entry, known: Known, answer: int | None = None) -> Verdict:
        """Return what a row comes to; answer: as `matching.match` takes it."""
        if entry.line.fault is not None:
            return _faulty(entry, entry.problems)
        found = match(entry, known.people, answer)
        hidden = [one for one in found.people if not one.seen]
        if hidden:
            return _faulty(entry, [Problem(_key_field(entry).value, _OUTSIDE)])
        if not found.sure and not entry.problems:
            return Verdict(entry, State.UNSURE, (), found.people)
        if found.people:
            verdict = self._present(entry, found.people[0], known)
        else:
            verdict = self._new(entry, known, answer)
        return self._once(_with_unread(verdict, entry))

    def take(self, verdicts: Iterable[Verdict]) -> None:
        """Know rows that were judged before, so that no other row says the same again."""
        for verdict in verdicts:
            if verdict.state in (State.NEW, State.CHANGED, State.UNCHANGED):
                self._rows.update({key: verdict.number for key, _ in _keys(verdict)})

    def _new(self, entry: Entry, known: Known, answer: int | None) -> Verdict:
        others = (
            frozenset(one.id for one in match(entry, known.people).people) if answer == 0 else frozenset()
        )
        order, problems = self._planner.registration(entry, others)
        number = entry.person.personnel_number
        if any(one.has_number(number) for one in known.people):
            problems.append(Problem(Field.PERSONNEL_NUMBER.value, _taken(number)))
        problems += self._owned(order.passports, known, 0)
        problems += self._outside(entry, order.posts, new=True)
        if problems:
            return _faulty(entry, problems)
        return Verdict(entry, State.NEW, order=order)

    def _present(self, entry: Entry, present: Present, known: Known) -> Verdict:
        change, problems = self._planner.change(entry, present)
        problems += self._owned(change.passports, known, present.id)
        problems += self._outside(entry, change.posts, new=False)
        if problems:
            return replace(_faulty(entry, problems), candidates=(present,))
        if present.id == self._own and not change.is_empty:
            return replace(_faulty(entry, [Problem(_key_field(entry).value, OWN)]), candidates=(present,))
        state = State.UNCHANGED if change.is_empty else State.CHANGED
        return Verdict(entry, state, (), (present,), change=None if change.is_empty else change)

    def _owned(self, passports: Iterable[PassportOrder], known: Known, whose: int) -> list[Problem]:
        """Return the problems of booklets that somebody else has."""
        return [
            Problem(Field.PASSPORT_NUMBER.value, _other_passport(one.number))
            for one in passports
            if known.owners.get((one.issuing_state, one.number), whose) != whose
        ]

    def _outside(self, entry: Entry, posts: Iterable[PostOrder], *, new: bool) -> list[Problem]:
        """Return the problems of a row that lies outside what the user may enter."""
        found = []
        path = self._sight.organisation_path
        places = [self._places.by_id.get(one.organisation_id) for one in posts] + [entry.place]
        away = any(not one.path.startswith(path) for one in places if one is not None)
        if path and (away or (entry.place is None and new)):
            found.append(Problem(Field.ORGANISATION.value, _PLACE_OUTSIDE))
        if entry.person.protected and not self._sight.protected:
            found.append(Problem(Field.PROTECTED.value, _PROTECTED))
        return found

    def _once(self, verdict: Verdict) -> Verdict:
        """Refuse a row that says again whom an earlier row of the list said."""
        if verdict.state is State.FAULTY:
            return verdict
        for key, at in _keys(verdict):
            earlier = self._rows.get(key)
            if earlier is not None and earlier != verdict.number:
                return _faulty(verdict.entry, [Problem(at.value, _twice(earlier))])
        for key, _ in _keys(verdict):
            self._rows[key] = verdict.number
        return verdict


def _keys(verdict: Verdict) -> list[tuple[object, Field]]:
    """Return what no second row of a list may have: the person, the numbers, the name and birth date."""
    entry = verdict.entry
    person = entry.person
    keys: list[tuple[object, Field]] = []
    if verdict.candidates:
        keys.append((("person", verdict.candidates[0].id), _key_field(entry)))
    if person.personnel_number:
        keys.append((("number", person.personnel_number), Field.PERSONNEL_NUMBER))
    elif person.birth_date is not None and not verdict.candidates:
        name = normalise(f"{person.surname} {person.given_names}") or normalise(person.native_name)
        keys.append((("name", name, person.birth_date), Field.BIRTH_DATE))
    if entry.booklet is not None and entry.booklet.number:
        keys.append(
            (("passport", entry.booklet.state, normalise(entry.booklet.number)), Field.PASSPORT_NUMBER)
        )
    return keys


def _key_field(entry: Entry) -> Field:
    """Return the field by which a row is known to be somebody in the register."""
    if entry.person.personnel_number:
        return Field.PERSONNEL_NUMBER
    names = (Field.FULL_NAME, Field.SURNAME, Field.NATIVE_NAME, Field.OWN_SURNAME)
    return next((field for field in names if field in entry.said), Field.GIVEN_NAMES)


def _with_unread(verdict: Verdict, entry: Entry) -> Verdict:
    """Return the verdict with what could not be read of the row; each field's first problem counts."""
    if not entry.problems:
        return verdict
    unread = {problem.field for problem in entry.problems}
    more = [problem for problem in verdict.problems if problem.field not in unread]
    return Verdict(entry, State.FAULTY, (*entry.problems, *more), verdict.candidates)


def _faulty(entry: Entry, problems: Sequence[Problem]) -> Verdict:
    return Verdict(entry, State.FAULTY, tuple(problems))


_OUTSIDE = msg("This person belongs to an organisation outside your scope. Ask the desk head.")
OWN: Message = msg("This is your own entry. Another user of the desk has to take it in.")
_PLACE_OUTSIDE = msg("This row lies outside your scope. Ask the desk head.")
_PROTECTED = msg("This person is protected. Ask a user who may see protected persons.")


def _taken(number: str) -> Message:
    return msg("Personnel number {number} belongs to somebody else. Check the number.", number=number)


def _other_passport(number: str) -> Message:
    return msg("Passport {number} is in the register as somebody else's. Check the number.", number=number)


def _twice(row: int) -> Message:
    return msg("Row {number} says the same person or number already. Keep one of the two.", number=row)
