"""What may be entered: each check returns the problems it finds, none raising, so that a dialog can ask
while a person types; `refuse` turns the first problem into a refusal for the action.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from travel_desk.base.message import Message, Refused, msg
from travel_desk.officials.rules.names import latin_problem, native_problem, tidy
from travel_desk.officials.rules.records import (
    CategoryOrder,
    Clearance,
    ClearanceOrder,
    HeldCategory,
    Organisation,
    PassportOrder,
    PersonOrder,
    Post,
    PostOrder,
    Problem,
    Registration,
)

OLDEST = 130
"""Nobody in the register is older than this, in years."""
LONGEST_TEXT = 200

# ICAO Doc 9303-4, section 4.2.2: the document number has nine places in the machine-readable zone.
_PASSPORT_NUMBER = re.compile(r"[A-Z0-9]{5,9}")
# ICAO Doc 9303-3, section 5: three letters, except D for Germany.
_STATE = re.compile(r"[A-Z]{3}|D")
_PERSONNEL_NUMBER = re.compile(r"[\w][\w ./\-]{0,29}")


def clean_person(order: PersonOrder) -> PersonOrder:
    """Return what was typed as it is kept: tidy, Latin names and codes in capitals."""
    return replace(
        order,
        native_name=tidy(order.native_name),
        surname=tidy(order.surname).upper(),
        given_names=tidy(order.given_names).upper(),
        nationality=tidy(order.nationality).upper(),
        personnel_number=tidy(order.personnel_number).upper(),
    )


def clean_passport(order: PassportOrder) -> PassportOrder:
    """Return a booklet as it is kept: number without spaces and hyphens, capitals."""
    number = re.sub(r"[\s\-]", "", order.number).upper()
    return replace(order, number=number, issuing_state=tidy(order.issuing_state).upper())


def clean_registration(order: Registration) -> Registration:
    """Return a whole registration as it is kept."""
    return replace(
        order,
        person=clean_person(order.person),
        posts=tuple(replace(post, title=tidy(post.title)) for post in order.posts),
        passports=tuple(clean_passport(passport) for passport in order.passports),
    )


def person_problems(order: PersonOrder, today: date) -> list[Problem]:
    """Return what is wrong with a clean `order`; fields are named as in PersonOrder."""
    found: list[Problem] = []
    if not (order.native_name or order.surname or order.given_names):
        found.append(
            Problem(
                "native_name", msg("Enter a name: in the person's own script, in Latin letters, or both.")
            )
        )
    _add(found, "native_name", native_problem(order.native_name))
    _add(found, "surname", latin_problem(order.surname))
    _add(found, "given_names", latin_problem(order.given_names))
    _add(found, "birth_date", _birth_problem(order, today))
    if not _STATE.fullmatch(order.nationality):
        found.append(
            Problem("nationality", msg("A nationality is the three letters of a passport, such as UTO."))
        )
    if order.personnel_number and not _PERSONNEL_NUMBER.fullmatch(order.personnel_number):
        found.append(
            Problem(
                "personnel_number",
                msg("A personnel number has up to 30 letters and digits, such as PN 20-04417."),
            )
        )
    return found


def post_problems(
    order: PostOrder, organisation: Organisation | None, present: Sequence[Post] = ()
) -> list[Problem]:
    """Return what is wrong with a post.

    organisation: the one that was chosen, None where none was. present: the person's posts so far.
    """
    found: list[Problem] = []
    if organisation is None:
        found.append(Problem("organisation_id", msg("Choose the organisation.")))
    elif organisation.until_day is not None and organisation.until_day <= order.from_day:
        found.append(
            Problem(
                "organisation_id",
                msg(
                    "{name} ended on {day}. Choose the one that followed it.",
                    name=organisation.name,
                    day=organisation.until_day,
                ),
            )
        )
    if not tidy(order.title):
        found.append(Problem("title", msg("Enter what the official does, such as Legal Adviser.")))
    _add(found, "title", _too_long(order.title))
    _add(found, "until_day", span_problem(order.from_day, order.until_day))
    main = main_post_meanwhile(order, present)
    if main and not (order.replaces and main.from_day < order.from_day):
        found.append(
            Problem(
                "main",
                msg(
                    "{title} is the main post already: end it, or add this one as an additional post.",
                    title=main.title,
                ),
            )
        )
    return found


def main_post_meanwhile(order: PostOrder, present: Sequence[Post]) -> Post | None:
    """Return the main post of `present` that is held while `order` is, if `order` is a main post."""
    if not order.main:
        return None
    mains = (post for post in present if post.main)
    return next(
        (post for post in mains if _meet(order.from_day, order.until_day, post.from_day, post.until_day)),
        None,
    )


def registration_problems(
    order: Registration, places: Mapping[int, Organisation], today: date
) -> list[Problem]:
    """Return what is wrong with a clean registration; places: the organisations of its posts, by id."""
    found = person_problems(order.person, today)
    for at, post in enumerate(order.posts):
        before = [_as_post(one) for one in order.posts[:at]]
        found += post_problems(replace(post, replaces=False), places.get(post.organisation_id), before)
    for place, category in enumerate(order.categories):
        earlier = [
            HeldCategory(0, 0, c.category, c.from_day, c.until_day, "") for c in order.categories[:place]
        ]
        found += category_problems(category, earlier)
    for place, one in enumerate(order.clearances):
        given = [
            Clearance(0, 0, c.level, c.from_day, c.until_day, None, "") for c in order.clearances[:place]
        ]
        found += clearance_problems(one, given)
    for passport in order.passports:
        found += passport_problems(passport, today)
    return found


def category_problems(order: CategoryOrder, present: Sequence[HeldCategory] = ()) -> list[Problem]:
    """Return what is wrong with a category; the same one is not carried twice at a time."""
    found: list[Problem] = []
    _add(found, "until_day", span_problem(order.from_day, order.until_day))
    _add(found, "paper", _too_long(order.paper))
    same = (held for held in present if held.category == order.category)
    if any(_meet(order.from_day, order.until_day, held.from_day, held.until_day) for held in same):
        found.append(Problem("category", msg("The official carries this category in that time already.")))
    return found


def clearance_problems(order: ClearanceOrder, present: Sequence[Clearance] = ()) -> list[Problem]:
    """Return what is wrong with a clearance; one level at a time, restriction not before its end."""
    found: list[Problem] = []
    _add(found, "until_day", span_problem(order.from_day, order.until_day))
    _add(found, "paper", _too_long(order.paper))
    if order.restricted_until and (order.until_day is None or order.restricted_until < order.until_day):
        found.append(
            Problem(
                "restricted_until",
                msg("Travel stays restricted after the clearance ends: enter its end, then a later day."),
            )
        )
    if any(_meet(order.from_day, order.until_day, held.from_day, held.until_day) for held in present):
        found.append(Problem("from_day", msg("Another clearance covers that time already: end it first.")))
    return found


def passport_problems(order: PassportOrder, today: date) -> list[Problem]:
    """Return what is wrong with a clean booklet."""
    found: list[Problem] = []
    if not _PASSPORT_NUMBER.fullmatch(order.number):
        found.append(
            Problem("number", msg("A passport number has 5 to 9 letters and digits, such as D0081426."))
        )
    if not _STATE.fullmatch(order.issuing_state):
        found.append(
            Problem(
                "issuing_state", msg("The issuing state is the three letters of the passport, such as UTO.")
            )
        )
    if order.issued_on > today:
        found.append(Problem("issued_on", msg("The passport can't be issued after today.")))
    if order.expires_on <= order.issued_on:
        found.append(Problem("expires_on", msg("The passport expires after the day it was issued.")))
    return found


def passport_remark(order: PassportOrder, today: date) -> Message | None:
    """Return what a clerk should know of a sound booklet: that it has expired, or soon does."""
    left = (order.expires_on - today).days
    if left < 0:
        return msg(
            "This passport expired on {day}. It can be registered, but not travelled with.",
            day=order.expires_on,
        )
    if left < 180:
        return msg("This passport expires on {day}: many countries want 180 days left.", day=order.expires_on)
    return None


def span_problem(from_day: date, until_day: date | None) -> Message | None:
    """Return what is wrong with a half-open span: `until_day` is the first day that no longer counts."""
    if until_day is not None and until_day <= from_day:
        return msg("The last day lies before the first: the span begins on {day}.", day=from_day)
    return None


def check_end(from_day: date, until_day: date | None) -> None:
    """Refuse an end before the beginning; the beginning itself strikes the row, None reopens it."""
    if until_day is not None and until_day < from_day:
        raise Refused(
            msg("It began on {day}: choose that day or a later one.", day=from_day), field="until_day"
        )


def refuse(problems: Sequence[Problem]) -> None:
    """Raise Refused with the first of `problems`, if there is one."""
    for problem in problems:
        raise Refused(problem.message, field=problem.field)


def holds(from_day: date, until_day: date | None, day: date) -> bool:
    """Tell whether a half-open row counts on `day`."""
    return from_day <= day and (until_day is None or day < until_day)


def past_day(on: date | None, today: date) -> date | None:
    """Return the past day that a dossier is asked for; None for today. Raises Refused for one to come."""
    if on is not None and on > today:
        raise Refused(msg("That day has not come yet. Choose today or a day before it."), field="on")
    return on if on != today else None


def _as_post(order: PostOrder) -> Post:
    return Post(0, 0, order.organisation_id, order.title, order.main, order.from_day, order.until_day)


def _add(found: list[Problem], name: str, message: Message | None) -> None:
    if message is not None:
        found.append(Problem(name, message))


def _birth_problem(order: PersonOrder, today: date) -> Message | None:
    born = order.birth_date
    if born is None:
        return None
    if date(born.year, born.month or 1, born.day or 1) > today:
        return msg("The birth date lies in the future.")
    if today.year - born.year > OLDEST:
        return msg("The birth date is more than {count} years ago.", count=OLDEST)
    return None


def _meet(from_a: date, until_a: date | None, from_b: date, until_b: date | None) -> bool:
    # Touching spans don't meet; an empty span (a struck row) meets nothing.
    if until_a == from_a or until_b == from_b:
        return False
    return (until_b is None or from_a < until_b) and (until_a is None or from_b < until_a)


def _too_long(text: str) -> Message | None:
    if len(text) > LONGEST_TEXT:
        return msg("That is longer than {count} characters: shorten it.", count=LONGEST_TEXT)
    return None
