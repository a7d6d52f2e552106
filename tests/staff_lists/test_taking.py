"""Taking a list in: scope, roles, others at work meanwhile, and what waits to be repaired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.officials.desk_work import journal, limit
from tests.staff_lists.desk_work import (
    DAY,
    JULE,
    LAYLA,
    TITLES,
    WATER,
    dossier,
    full,
    judge,
    namesake,
    register,
    said,
    states,
    take,
    take_rows,
    whole,
    write,
)
from travel_desk.base.message import Refused
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions as officials
from travel_desk.officials import queries as register_of
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import (
    Level,
    OrganisationOrder,
    PassportKind,
    PassportOrder,
)
from travel_desk.officials.tables import person
from travel_desk.staff_lists import actions, queries, rules
from travel_desk.staff_lists.rules import DateStyle, Field, Mapping, PlaceUse, Use


def test_rows_outside_the_scope_are_faulty(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    limit(desk, "/1/2/", protected=False)
    rows = [
        full(**{"Personnel number": "PN-2", "Surname": "JULE", "Organisation": "Finance"}),
        full(**{"Personnel number": "PN-3", "Surname": "JAN"}),
        full(**{"Personnel number": "PN-4", "Surname": "JON", "Organisation": "", "Post": ""}),
        full(**{"Personnel number": "PN-5", "Surname": "JEN", "Organisation": "Finance", "Protected": "yes"}),
        full(),
    ]
    found = whole(desk, tmp_path, *rows)
    assert states(found) == ["new", "faulty", "faulty", "faulty", "faulty"]
    assert [field for at in range(1, 5) for field, _ in said(found, at)] == [
        "organisation", "organisation", "protected", "personnel_number",
    ]  # fmt: skip
    assert take(desk, found).repairs == 4
    with pytest.raises(Refused, match="outside your scope"):
        take(desk, replace(found, verdicts=whole(factory.at(desk, Role.CLERK), tmp_path, *rows).verdicts))


def test_an_order_outside_the_scope_is_refused(desk: Desk, tmp_path: Path) -> None:
    order = rules.order_of(whole(desk, tmp_path, full(Protected="yes")))
    limit(desk, "", protected=False)
    with pytest.raises(Refused, match="outside your scope"):
        actions.import_officials(desk, order)
    limit(desk, "/1/2/")
    place = PlaceUse("X", None, OrganisationOrder("X", Level.FEDERAL, DAY, None), -1)
    with pytest.raises(Refused, match="outside your scope"):
        actions.import_officials(
            desk, rules.ImportOrder("X", DAY, places=(place,), repairs=(rules.repair(None, ()),))
        )


def test_a_role_that_may_not_is_refused_everywhere(desk: Desk, tmp_path: Path) -> None:
    found = judge(desk, write(tmp_path / "list.csv", [LAYLA]))
    approver = factory.at(desk, Role.APPROVER)
    of = actions.ListFile(
        tmp_path / "list.csv", actions.look(desk, tmp_path / "list.csv").found, found.mapping, "", DAY
    )
    for deed, args in (
        (actions.look, (tmp_path / "list.csv",)),
        (actions.judge_file, (of,)),
        (actions.judge_repairs, (1,)),
        (actions.import_officials, (rules.order_of(found),)),
        (actions.discard_repairs, (1,)),
    ):
        with pytest.raises(Refused, match="Your role may not do this"):
            deed(approver, *args)  # type: ignore[operator]
    approver.close()


def test_what_somebody_changed_meanwhile_goes_to_the_repair_list(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    rows = [
        (*LAYLA[:5], "Director"),
        JULE,
        ("PN-3", "NEW", "ONE", "", WATER, "Clerk"),
    ]
    found = judge(desk, write(tmp_path / "list.csv", rows))
    officials.change_person(desk, layla, 1, replace(dossier(desk, layla).person, nationality="FRA"))
    register(desk, 1, personnel_number="PN-3", surname="FIRST", birth_date=None)
    outcome = take(desk, found)
    assert (len(outcome.added), outcome.updated, outcome.late, outcome.repairs) == (2, 0, 2, 2)
    assert outcome.added[1] is None
    again = actions.judge_repairs(desk, outcome.list_id or 0)
    assert states(again) == ["changed", "unsure"]


def test_a_booklet_or_number_taken_meanwhile_goes_there_too(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    register(desk, 1, surname="SECOND", personnel_number="PN-2", birth_date=PartialDate(1990, 1, 1))
    booklet = {
        "Passport number": "D0081426",
        "Passport issued": "11.06.2021",
        "Passport expires": "11.06.2031",
    }
    second = {
        "Personnel number": "PN-2",
        "Surname": "SECOND",
        "Date of birth": "1990-01-01",
        "Post": "Director",
    }
    found = whole(desk, tmp_path, full(**booklet), full(**second))
    answered = found
    other = officials.register_person(
        desk,
        replace(namesake(), person=replace(namesake().person, surname="THIRD"), passports=()),
    ).value
    officials.register_passport(
        desk, other, 1, PassportOrder(PassportKind.SERVICE, "D0081426", date(2021, 6, 11), date(2031, 6, 11))
    )
    outcome = take(desk, answered)
    assert (outcome.updated, outcome.late) == (1, 1)


def test_judged_orders_are_taken_in_without_a_file(desk: Desk) -> None:
    order = rules.order_of_registrations("Utopia", [namesake(), namesake()], DAY)
    told: list[tuple[int, int]] = []
    outcome = actions.import_officials(desk, order, lambda done, of: told.append((done, of))).value
    assert len(outcome.added) == 2
    assert told[-1] == (2, 2)
    taken = rules.order_of_registrations(
        "Utopia", [replace(namesake(), person=replace(namesake().person, personnel_number="PN-1"))], DAY
    )
    actions.import_officials(desk, taken)
    with pytest.raises(Refused, match="took the number"):
        actions.import_officials(desk, taken)


def test_an_import_is_stopped_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    found = judge(desk, write(tmp_path / "list.csv", [LAYLA]))
    entries = len(journal(desk))
    with pytest.raises(Refused, match="Nothing of the list was taken in"):
        actions.import_officials(desk, rules.order_of(found), None, lambda: True)
    assert len(journal(desk)) == entries
    assert register_of.person_ids(desk, Question("")) == ()
    assert queries.sources(desk) == []


def test_the_number_of_a_merged_entry_is_its_person_s(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    twin = register(desk, 1, surname="TWIN", personnel_number="PN-8", birth_date=PartialDate(1990, 1, 1))
    with desk.database.write() as connection:
        connection.execute(sa.update(person).where(person.c.id == twin).values(merged_into=layla))
    found = judge(desk, write(tmp_path / "list.csv", [("PN-8", *LAYLA[1:])]))
    assert states(found) == ["unchanged"]
    assert found.verdicts[0].candidates[0].id == layla


def test_faulty_rows_wait_and_are_corrected_and_taken(desk: Desk, tmp_path: Path) -> None:
    bad = (*JULE[:3], "soon", *JULE[4:])
    outcome = take_rows(desk, tmp_path, LAYLA, bad, ("PN-3", "", "", "", "", ""))
    waiting = queries.repair_lists(desk)
    assert [(one.id, one.source, one.file_name, one.rows) for one in waiting] == [
        (outcome.list_id, WATER, "list.csv", 2)
    ]
    found = actions.judge_repairs(desk, waiting[0].id)
    assert states(found) == ["faulty", "faulty"]
    cells = list(JULE)
    better = actions.judge_repairs(desk, waiting[0].id, {3: cells})
    assert states(better) == ["new", "faulty"]
    assert take(desk, better).repairs == 1
    assert queries.repair_lists(desk)[0].rows == 1
    assert actions.discard_repairs(desk, waiting[0].id).value == 1
    assert queries.repair_lists(desk) == []
    assert journal(desk)[-1] == ("discard_repairs", "staff_list", waiting[0].id)
    with pytest.raises(Refused, match="done, or somebody discarded it"):
        actions.discard_repairs(desk, waiting[0].id)
    with pytest.raises(Refused, match="done, or somebody discarded it"):
        actions.judge_repairs(desk, waiting[0].id)


def test_a_row_that_could_not_be_read_stays_faulty_until_it_is_corrected(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    good = ";".join(JULE)
    path.write_text(f"{';'.join(TITLES)}\n" + 'PN-1;"AL HADDAD"x;LAYLA;;;\n' + f"{good}\n", encoding="utf-8")
    found = judge(desk, path)
    assert found.verdicts[0].entry.line.fault is not None
    outcome = take(desk, found)
    again = actions.judge_repairs(desk, outcome.list_id or 0)
    assert states(again) == ["faulty"]
    assert said(again)[0][0] == ""
    assert states(actions.judge_repairs(desk, outcome.list_id or 0, {2: list(LAYLA)})) == ["new"]


def test_a_mapping_is_remembered_with_its_source(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [("05/06/1979", "Layla Haddad")], ("When", "Who"))
    mapping = Mapping((Use("When", Field.BIRTH_DATE, DateStyle.MONTH_FIRST), Use("Who", Field.FULL_NAME)))
    looked = actions.look(desk, path)
    assert not looked.known
    of = actions.ListFile(path, looked.found, mapping, WATER, DAY)
    take(desk, actions.judge_file(desk, of))
    known = actions.look(desk, path, source=WATER)
    assert known.known
    assert known.proposal.mapping.uses == mapping.uses
    assert actions.remembered(desk, "Cabinet") is None


def test_a_list_that_cannot_be_read_so_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [LAYLA])
    of = actions.ListFile(path, actions.look(desk, path).found, Mapping(), WATER, DAY)
    with pytest.raises(Refused, match="No column holds the names"):
        actions.judge_file(desk, of)
