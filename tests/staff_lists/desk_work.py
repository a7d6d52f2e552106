"""What the tests of staff lists enter again and again: a ministry, a file, a list judged and taken in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from travel_desk.base.partial import PartialDate
from travel_desk.desk import Desk
from travel_desk.officials import actions as officials
from travel_desk.officials import queries
from travel_desk.officials.queries import Dossier
from travel_desk.officials.rules import Level, OrganisationOrder, PersonOrder, PostOrder, Registration
from travel_desk.staff_lists import actions, rules
from travel_desk.staff_lists.rules import Judgement, Outcome, State

DAY = date(2026, 11, 1)
WATER = "Ministry of Water"
TITLES = (
    "Personnel number", "Surname", "Given names", "Date of birth", "Organisation", "Post",
)  # fmt: skip
LAYLA = ("PN-1", "AL HADDAD", "LAYLA", "1979-03-14", WATER, "Legal Adviser")
JULE = ("PN-2", "WATERMANN", "JULE", "1985-01-02", f"{WATER} / Finance", "Head of Finance")


def ministry(desk: Desk) -> tuple[int, int]:
    """Return the ministry of water and its finance department."""
    order = OrganisationOrder(WATER, Level.FEDERAL, date(2000, 1, 1))
    water = officials.add_organisation(desk, order).value
    below = OrganisationOrder("Finance", Level.FEDERAL, date(2000, 1, 1), water)
    return water, officials.add_organisation(desk, below).value


def write(path: Path, rows: Sequence[Sequence[Any]], titles: Sequence[str] = TITLES) -> Path:
    """Write a CSV file as a spreadsheet program does."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([titles, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def judge(
    desk: Desk,
    path: Path,
    *,
    source: str = WATER,
    day: date = DAY,
    style: rules.DateStyle = rules.DateStyle.DAY_FIRST,
    **changes: Any,
) -> Judgement:
    """Judge a file as it is proposed to be read; ambiguous dates are of `style`."""
    looked = actions.look(desk, path, source=source)
    mapping = rules.with_dates(looked.proposal.mapping, looked.proposal.unsure, style)
    mapping = replace(mapping, **changes)
    return actions.judge_file(desk, actions.ListFile(path, looked.found, mapping, source, day))


def take(desk: Desk, found: Judgement) -> Outcome:
    """Take a judged list in."""
    return actions.import_officials(desk, rules.order_of(found)).value


def take_rows(desk: Desk, tmp_path: Path, *rows: Sequence[Any], **how: Any) -> Outcome:
    """Write rows into a file and take them in."""
    return take(desk, judge(desk, write(tmp_path / "list.csv", rows), **how))


def states(found: Judgement) -> list[str]:
    """Return what the rows come to, in their order."""
    return [one.state.value for one in found.verdicts]


def said(found: Judgement, at: int = 0) -> list[tuple[str, str]]:
    """Return field and sentence of each problem of a row."""
    return [(one.field, str(one.message)) for one in found.verdicts[at].problems]


def count(found: Judgement) -> Mapping[str, int]:
    """Return how many rows come to what, zeros left out."""
    return {state.value: number for state, number in found.counts().items() if number}


def dossier(desk: Desk, person_id: int) -> Dossier:
    """Return what the register has of a person."""
    return queries.dossier(desk, person_id)


def register(desk: Desk, place: int, **who: Any) -> int:
    """Register Layla, or whoever `who` makes of her, as legal adviser."""
    person = PersonOrder("", "AL HADDAD", "LAYLA", PartialDate(1979, 3, 14), "UTO", "PN-1")
    order = Registration(replace(person, **who), (PostOrder(place, "Legal Adviser", date(2020, 1, 1)),))
    return officials.register_person(desk, order).value


def rows_of(found: Judgement, *wanted: State) -> list[int]:
    """Return the numbers of the rows of some states."""
    return [one.number for one in found.of(*wanted)]


WHOLE = (
    *TITLES, "Category", "Clearance", "Clearance from", "Passport kind", "Passport number", "Passport issued",
    "Passport expires", "In the post since", "In the post until", "Protected", "Nationality",
    "Name in own script",
)  # fmt: skip


def full(**said: str) -> list[str]:
    """Return a row of all columns with Layla in it, some cells said otherwise."""
    cells = dict(zip(WHOLE, (*LAYLA, *[""] * (len(WHOLE) - len(LAYLA))), strict=True))
    return list((cells | said).values())


def whole(desk: Desk, tmp_path: Path, *rows: list[str], **how: Any) -> Judgement:
    """Judge rows of all columns."""
    return judge(desk, write(tmp_path / "whole.csv", rows, WHOLE), **how)


def namesake() -> Registration:
    """Return Layla again, without a number and without a post."""
    return Registration(PersonOrder("", "AL HADDAD", "LAYLA", PartialDate(1979, 3, 14)))
