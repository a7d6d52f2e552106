"""Who a row is, which organisation it means, and who is missing from a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.staff_lists.desk_work import (
    DAY,
    JULE,
    LAYLA,
    WATER,
    count,
    dossier,
    judge,
    namesake,
    register,
    said,
    states,
    take,
    take_rows,
    write,
)
from travel_desk.base.message import Refused
from travel_desk.desk import Desk
from travel_desk.officials import actions as officials
from travel_desk.officials import queries as register_of
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import (
    Level,
    OrganisationOrder,
)
from travel_desk.staff_lists import actions, queries
from travel_desk.staff_lists.rules import PlaceUse, State


def test_a_namesake_with_another_number_is_asked(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    row = ("PN-99", "Al Haddad", "Layla", *LAYLA[3:])
    found = judge(desk, write(tmp_path / "list.csv", [row]))
    assert states(found) == ["unsure"]
    lines = [found.verdicts[0].entry.line]
    same = actions.judge_lines(desk, found, lines, {2: layla})
    assert states(same) == ["changed"]
    other = actions.judge_lines(desk, found, lines, {2: 0})
    assert states(other) == ["new"]
    outcome = take(desk, other)
    assert len(register_of.person_ids(desk, Question("haddad"))) == 2
    assert outcome.added[0] != layla


def test_the_same_person_said_takes_the_new_number(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    found = judge(desk, write(tmp_path / "list.csv", [("PN-99", *LAYLA[1:])]))
    take(desk, actions.judge_lines(desk, found, [found.verdicts[0].entry.line], {2: layla}))
    assert dossier(desk, layla).person.personnel_number == "PN-99"


def test_name_and_birth_date_decide_where_no_number_says_otherwise(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1, personnel_number="")
    found = judge(desk, write(tmp_path / "list.csv", [("", "LAYLA", "AL HADDAD", *LAYLA[3:])]))
    assert states(found) == ["changed"]  # the names stand the other way round
    assert found.verdicts[0].candidates[0].id == layla
    partly = judge(desk, write(tmp_path / "list.csv", [("", *LAYLA[1:3], "1979", *LAYLA[4:])]))
    assert states(partly) == ["unsure"]
    other = judge(desk, write(tmp_path / "list.csv", [("", *LAYLA[1:3], "1980-01-01", *LAYLA[4:])]))
    assert states(other) == ["new"]


def test_two_candidates_are_asked(desk: Desk, tmp_path: Path) -> None:
    one = register(desk, 1, personnel_number="")
    other = officials.register_people(desk, [namesake()]).value[0]
    found = judge(desk, write(tmp_path / "list.csv", [("", *LAYLA[1:])]))
    assert states(found) == ["unsure"]
    assert [present.id for present in found.verdicts[0].candidates] == [one, other]
    outcome = take(desk, found)
    assert outcome.repairs == 1
    assert actions.judge_repairs(desk, outcome.list_id or 0, answers={2: other}).counts()[State.CHANGED] == 1


def test_whom_the_source_had_is_known_without_a_number(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    bare = [("", *LAYLA[1:])]
    assert states(judge(desk, write(tmp_path / "list.csv", bare))) == ["unsure"]
    take_rows(desk, tmp_path, LAYLA)
    assert states(judge(desk, write(tmp_path / "list.csv", bare))) == ["unchanged"]


def test_a_number_of_somebody_quite_different_is_asked(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    found = judge(
        desk, write(tmp_path / "list.csv", [("PN-1", "PAPPAS", "NIKOS", "1990-01-01", WATER, "Clerk")])
    )
    assert states(found) == ["unsure"]
    lines = [found.verdicts[0].entry.line]
    assert states(actions.judge_lines(desk, found, lines, {2: layla})) == ["changed"]
    taken = actions.judge_lines(desk, found, lines, {2: 0})
    assert said(taken) == [
        ("personnel_number", "Personnel number PN-1 belongs to somebody else. Check the number.")
    ]


def test_a_native_name_is_found_by_its_birth_date(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1, native_name="ليلى الحدّاد", personnel_number="")
    titles = ("Name in own script", "Date of birth")
    found = judge(desk, write(tmp_path / "list.csv", [("ليلى الحداد", "1979-03-14")], titles))
    assert found.verdicts[0].state in (State.CHANGED, State.UNCHANGED)


def test_an_unknown_organisation_is_proposed_and_said(desk: Desk, tmp_path: Path) -> None:
    rows = [(*LAYLA[:4], "Ministry of Watr", "Clerk"), (*JULE[:4], "Ministry of Watr", "Clerk")]
    found = judge(desk, write(tmp_path / "list.csv", rows))
    assert count(found) == {"faulty": 2}
    assert [(one.name, one.rows, one.like) for one in found.unknown] == [("Ministry of Watr", 2, (1,))]
    known = actions.judge_places(desk, found, [PlaceUse("Ministry of Watr", 1)])
    assert count(known) == {"new": 2}
    assert known.unknown == ()
    take(desk, known)
    # What the name stands for is remembered with the source.
    assert states(judge(desk, tmp_path / "list.csv")) == ["unchanged", "unchanged"]


def test_an_unknown_organisation_is_added_with_the_list(desk: Desk, tmp_path: Path) -> None:
    found = judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:4], "River Board", "Clerk")]))
    new = OrganisationOrder("River Board", Level.FEDERAL, DAY, 1)
    known = actions.judge_places(desk, found, [PlaceUse("River Board", None, new)])
    assert states(known) == ["new"]
    outcome = take(desk, known)
    assert dossier(desk, outcome.added[0] or 0).posts[0].organisation == f"River Board, {WATER}"
    assert states(judge(desk, tmp_path / "list.csv")) == ["unchanged"]
    added = queries.find_places(desk, "river")[0]
    assert (added.name, added.above) == ("River Board", WATER)
    assert queries.place(desk, added.id) == added
    assert queries.place(desk, 99) is None
    assert register_of.person_ids(desk, Question("river layla")) == outcome.added


def test_a_new_organisation_is_refused_where_it_cannot_stand(desk: Desk, tmp_path: Path) -> None:
    found = judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:4], "River Board", "Clerk")]))
    for order, reason in (
        (OrganisationOrder("Finance", Level.FEDERAL, DAY, 1), "stands here already"),
        (OrganisationOrder("River Board", Level.FEDERAL, DAY, 99), "no longer in the register"),
    ):
        known = actions.judge_places(desk, found, [PlaceUse("River Board", None, order)])
        with pytest.raises(Refused, match=reason):
            take(desk, known)
    assert register_of.person_ids(desk, Question("")) == ()


def test_an_organisation_is_found_by_name_way_and_list(desk: Desk, tmp_path: Path) -> None:
    other = officials.add_organisation(
        desk, OrganisationOrder("Cabinet", Level.FEDERAL, date(2000, 1, 1))
    ).value
    officials.add_organisation(desk, OrganisationOrder("Finance", Level.FEDERAL, date(2000, 1, 1), other))

    def place(name: str, **how: object) -> str:
        found = judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:4], name, "Clerk")]), **how)  # type: ignore[arg-type]
        at = found.verdicts[0].entry.place
        return found.ways[at.id] if at else said(found)[0][1]

    assert place("ministry of WATER") == WATER
    assert place("Ministry of Water > Finance") == f"{WATER} / Finance"
    assert place("Finance, Ministry of Water") == f"{WATER} / Finance"
    assert place("Cabinet/Finance") == "Cabinet / Finance"
    assert "Several organisations are called" in place("Finance")
    assert place("Finance", place_id=1) == f"{WATER} / Finance"
    assert place("", place_id=2) == f"{WATER} / Finance"
    assert "has no organisation" in place("Nowhere / Finance")


def test_an_organisation_that_ended_is_faulty(desk: Desk, tmp_path: Path) -> None:
    officials.add_organisation(
        desk, OrganisationOrder("Old Board", Level.FEDERAL, date(2000, 1, 1), None, date(2010, 1, 1))
    )
    found = judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:4], "Old Board", "Clerk")]))
    assert "ended on" in said(found)[0][1]
    # What ended is not proposed, and what is gone from the register stands for nothing.
    gone = (PlaceUse("Old Bord", 99),)
    path = write(tmp_path / "list.csv", [(*LAYLA[:4], "Old Bord", "Clerk")])
    assert judge(desk, path, places=gone).unknown[0].like == ()
    assert queries.find_places(desk, "old") == []


def test_who_vanished_is_listed(desk: Desk, tmp_path: Path) -> None:
    stranger = register(desk, 1, surname="STRANGER", personnel_number="PN-5")
    outcome = take_rows(desk, tmp_path, LAYLA, JULE)
    faulty = ("PN-1", "AL HADDAD", "LAYLA", "soon", WATER, "Clerk")
    found = judge(desk, write(tmp_path / "list.csv", [faulty, ("PN-9", "NEW", "ONE", "", WATER, "Clerk")]))
    assert [one.id for one in found.vanished] == [stranger, outcome.added[1]]
    assert found.vanished[1].title == "Head of Finance"
    elsewhere = judge(desk, write(tmp_path / "list.csv", [("", "NEW", "ONE", "", "", "")]), source="Cabinet")
    assert elsewhere.vanished == ()
