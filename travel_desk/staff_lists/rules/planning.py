"""What a row comes to: a registration, a change of somebody in the register, or problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from travel_desk.base.message import Message, msg
from travel_desk.officials.rules import (
    CategoryOrder,
    ClearanceOrder,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Problem,
    Registration,
    category_problems,
    clean_passport,
    clearance_problems,
    holds,
    passport_problems,
    person_problems,
    post_problems,
    same_birth,
)
from travel_desk.officials.rules.bulk import ChangedPassport, PersonChange
from travel_desk.staff_lists.rules.matching import same_words
from travel_desk.staff_lists.rules.records import Booklet, Entry, Field, Mapping, Present

_POST = {
    "organisation_id": Field.ORGANISATION, "title": Field.POST, "from_day": Field.POST_FROM,
    "until_day": Field.POST_UNTIL, "main": Field.POST_FROM,
}  # fmt: skip
_PASSPORT = {
    "number": Field.PASSPORT_NUMBER, "issuing_state": Field.ISSUING_STATE,
    "issued_on": Field.PASSPORT_ISSUED, "expires_on": Field.PASSPORT_EXPIRES,
}  # fmt: skip
# A name's problem stands at the first of these columns that the list has.
_NAMES = {
    "native_name": (
        Field.NATIVE_NAME,
        Field.OWN_SURNAME,
        Field.OWN_GIVEN_NAMES,
        Field.FULL_NAME,
        Field.SURNAME,
        Field.GIVEN_NAMES,
    ),
    "surname": (Field.SURNAME, Field.FULL_NAME),
    "given_names": (Field.GIVEN_NAMES, Field.FULL_NAME),
}


class Planner:
    """Plans what the rows of one list come to. day: the day of the list. today: of the rules."""

    def __init__(self, mapping: Mapping, day: date, today: date) -> None:
        self._kind = mapping.passport_kind
        self._fields = {use.field for use in mapping.uses}
        self._day = day
        self._today = today

    def registration(self, entry: Entry, not_same_as: frozenset[int]) -> tuple[Registration, list[Problem]]:
        """Return the registration of a new person and what is wrong with it."""
        found = self._named(entry, person_problems(entry.person, self._today))
        posts, problems = self._new_post(entry)
        begin = entry.post_from or self._day
        categories = tuple(CategoryOrder(one, begin) for one in entry.categories)
        clearances: tuple[ClearanceOrder, ...] = ()
        if entry.level is not None:
            clearances = (ClearanceOrder(entry.level, entry.cleared_from or self._day),)
        passports, wrong = self._new_passport(entry.booklet)
        order = Registration(entry.person, posts, categories, clearances, passports, not_same_as)
        return order, [*found, *problems, *wrong]

    def change(self, entry: Entry, present: Present) -> tuple[PersonChange, list[Problem]]:
        """Return what a row changes of a person in the register, and what is wrong with it."""
        after = merged(entry, present)
        found = self._named(entry, person_problems(after, self._today)) if after != present.person else []
        change = PersonChange(present.id, present.version, present.person, after)
        for part in (self._post, self._categories, self._clearance, self._passport):
            change, problems = part(entry, present, change)
            found += problems
        return change, found

    def _new_post(self, entry: Entry) -> tuple[tuple[PostOrder, ...], list[Problem]]:
        if not {Field.ORGANISATION, Field.POST} & entry.said:
            return (), []
        place = entry.place
        begin = entry.post_from or self._day
        order = PostOrder(place.id if place else 0, entry.title, begin, entry.post_until)
        return (order,), _placed(post_problems(order, place), _POST)

    def _new_passport(self, booklet: Booklet | None) -> tuple[tuple[PassportOrder, ...], list[Problem]]:
        if booklet is None:
            return (), []
        for value, field in (
            (booklet.number, Field.PASSPORT_NUMBER),
            (booklet.issued_on, Field.PASSPORT_ISSUED),
            (booklet.expires_on, Field.PASSPORT_EXPIRES),
        ):
            if not value:
                return (), [
                    Problem(
                        field.value,
                        msg(
                            "A passport has a number, a day of issue and a day of expiry. Add what is "
                            "missing, or leave the columns of the passport out."
                        ),
                    )
                ]
        assert booklet.issued_on is not None
        assert booklet.expires_on is not None
        order = clean_passport(
            PassportOrder(
                booklet.kind or self._kind,
                booklet.number,
                booklet.issued_on,
                booklet.expires_on,
                booklet.state,
            )
        )
        return (order,), _placed(passport_problems(order, self._today), _PASSPORT)

    def _post(
        self, entry: Entry, present: Present, change: PersonChange
    ) -> tuple[PersonChange, list[Problem]]:
        """Plan the main post: it stays, is given its end, or is followed by another one."""
        if not {Field.ORGANISATION, Field.POST} & entry.said:
            return change, []
        day = self._day
        now = next(
            (one for one in present.posts if one.main and holds(one.from_day, one.until_day, day)), None
        )
        title = entry.title or (now.title if now else "")
        place_id = entry.place.id if entry.place else (now.organisation_id if now else 0)
        if now and now.title == title and now.organisation_id == place_id:
            if entry.post_until is None or entry.post_until == now.until_day:
                return change, []
            if entry.post_until <= now.from_day:
                return change, [Problem(Field.POST_UNTIL.value, _before(now.from_day))]
            return replace(change, ended_posts=((now.id, entry.post_until),)), []
        begin = entry.post_from or day
        if now and begin <= now.from_day and entry.post_from is None:
            begin = now.from_day  # the list corrects what was entered on the same day: that row is struck
        order = PostOrder(place_id, title, begin, entry.post_until, replaces=True)
        others = [one for one in present.posts if not (now and one.id == now.id and begin == now.from_day)]
        known = entry.place is not None or now is None
        problems = post_problems(order, entry.place, others) if known else []
        ended = ((now.id, begin),) if now else ()
        return replace(change, ended_posts=ended, posts=(order,)), _placed(problems, _POST)

    def _categories(
        self, entry: Entry, present: Present, change: PersonChange
    ) -> tuple[PersonChange, list[Problem]]:
        """Plan the categories that are missing; what a list does not name is not ended."""
        held = {one.category for one in present.categories if holds(one.from_day, one.until_day, self._day)}
        new = tuple(CategoryOrder(one, self._day) for one in entry.categories if one not in held)
        problems = [problem for one in new for problem in category_problems(one, present.categories)]
        return replace(change, categories=new), [
            Problem(Field.CATEGORIES.value, problem.message) for problem in problems
        ]

    def _clearance(
        self, entry: Entry, present: Present, change: PersonChange
    ) -> tuple[PersonChange, list[Problem]]:
        """Plan the clearance: the same level stays, another one ends it on the day it begins."""
        if entry.level is None:
            return change, []
        now = next((one for one in present.clearances if holds(one.from_day, one.until_day, self._day)), None)
        if now and now.level is entry.level:
            return change, []
        begin = entry.cleared_from or self._day
        if now and begin < now.from_day:
            return change, [Problem(Field.CLEARANCE_FROM.value, _before(now.from_day))]
        others = [one for one in present.clearances if now is None or one.id != now.id]
        order = ClearanceOrder(entry.level, begin)
        problems = [
            Problem(Field.CLEARANCE_FROM.value, one.message) for one in clearance_problems(order, others)
        ]
        ended = ((now.id, begin),) if now else ()
        return replace(change, ended_clearances=ended, clearances=(order,)), problems

    def _passport(
        self, entry: Entry, present: Present, change: PersonChange
    ) -> tuple[PersonChange, list[Problem]]:
        """Plan a booklet: one that the register has is corrected, another one is added."""
        said = entry.booklet
        if said is None:
            return change, []
        probe = clean_passport(PassportOrder(self._kind, said.number, self._day, self._day, said.state))
        known = next(
            (
                one
                for one in present.passports
                if (one.number, one.issuing_state) == (probe.number, probe.issuing_state)
            ),
            None,
        )
        if known is None:
            new, problems = self._new_passport(said)
            return replace(change, passports=new), problems
        before = PassportOrder(
            known.kind, known.number, known.issued_on, known.expires_on, known.issuing_state
        )
        after = replace(
            before,
            kind=said.kind or known.kind,
            issued_on=said.issued_on or known.issued_on,
            expires_on=said.expires_on or known.expires_on,
        )
        if after == before:
            return change, []
        corrected = ChangedPassport(known.id, known.version, before, after)
        return replace(change, changed_passports=(corrected,)), _placed(
            passport_problems(after, self._today), _PASSPORT
        )

    def _named(self, entry: Entry, problems: list[Problem]) -> list[Problem]:
        """Return the problems of a person at the columns that the row fills, else that the list has."""
        found = []
        for problem in problems:
            columns = _NAMES.get(problem.field, ())
            said = [field.value for field in columns if field in entry.said]
            had = [field.value for field in columns if field in self._fields]
            found.append(Problem((said or had or [problem.field])[0], problem.message))
        return found


def merged(entry: Entry, present: Present) -> PersonOrder:
    """Return a person as the row leaves them: what it does not say stays.

    A name in the own script stays too where the list only has its words in another order or in capitals,
    a birth date that the register knows more of, and the personnel number where the row has
    one of an entry that was merged into this one.
    """
    said, new, known = entry.said, entry.person, present.person
    same_own = same_words(new.native_name, known.native_name)
    number = new.personnel_number
    born = known.birth_date
    if new.birth_date is not None:
        finer = born is not None and same_birth(new.birth_date, born) and str(born) > str(new.birth_date)
        born = born if finer else new.birth_date
    return replace(
        known,
        native_name=known.native_name if not new.native_name or same_own else new.native_name,
        surname=new.surname if new.surname or new.given_names else known.surname,
        given_names=new.given_names if new.surname or new.given_names else known.given_names,
        birth_date=born,
        nationality=new.nationality if Field.NATIONALITY in said else known.nationality,
        personnel_number=known.personnel_number if not number or present.has_number(number) else number,
        protected=new.protected if Field.PROTECTED in said else known.protected,
    )


def _placed(problems: list[Problem], columns: dict[str, Field]) -> list[Problem]:
    return [Problem(columns.get(one.field, Field.POST).value, one.message) for one in problems]


def _before(day: date) -> Message:
    return msg("It began on {day}: choose that day or a later one.", day=day)
