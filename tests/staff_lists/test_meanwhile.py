"""What somebody changes while a list is looked at: its rows wait for repair, nothing is written over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import factory
from tests.officials.desk_work import limit
from tests.staff_lists.desk_work import (
    DAY,
    JULE,
    LAYLA,
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
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions as officials
from travel_desk.officials import queries as register_of
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import (
    Level,
    Merge,
    OrganisationOrder,
    Part,
    PassportKind,
    PassportOrder,
    PostOrder,
    Registration,
    Split,
)
from travel_desk.staff_lists import actions, rules

NUMBERLESS = ("", *LAYLA[1:])
BOOKLET = PassportOrder(PassportKind.SERVICE, "D0081426", date(2021, 6, 11), date(2031, 6, 11))


def test_somebody_registered_meanwhile_is_not_registered_again(desk: Desk, tmp_path: Path) -> None:
    found = judge(desk, write(tmp_path / "list.csv", [NUMBERLESS, JULE]))
    assert states(found) == ["new", "new"]
    register(desk, 1, personnel_number="")
    outcome = take(desk, found)
    assert (outcome.late, outcome.added[0]) == (1, None)
    assert len(register_of.person_ids(desk, Question("haddad"))) == 1
    assert states(actions.judge_repairs(desk, outcome.list_id or 0)) == ["unchanged"]


def test_who_was_said_to_be_somebody_else_is_no_double(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1, personnel_number="PN-7")
    found = judge(desk, write(tmp_path / "list.csv", [NUMBERLESS]))
    found = actions.judge_lines(desk, found, [found.verdicts[0].entry.line], {2: 0})
    register(desk, 2, personnel_number="PN-8", surname="OTHER")
    assert take(desk, found).late == 0


def test_a_booklet_corrected_meanwhile_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    officials.register_passport(desk, layla, 1, BOOKLET)
    row = full(**{"Passport number": "D0081426", "Passport expires": "11.06.2030"})
    found = whole(desk, tmp_path, row)
    [held] = dossier(desk, layla).passports
    better = replace(BOOKLET, expires_on=date(2029, 6, 11))
    officials.change_passport(desk, held.passport.id, held.passport.version, better)
    assert take(desk, found).late == 1
    assert dossier(desk, layla).passports[0].passport.expires_on == better.expires_on


def test_no_post_begins_in_an_organisation_that_ended_meanwhile(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    head = factory.at(desk, Role.DESK_HEAD)
    board = officials.add_organisation(
        head, OrganisationOrder("Board", Level.FEDERAL, date(2000, 1, 1))
    ).value
    rows = [
        (*LAYLA[:4], "Board", "Member"),
        (*JULE[:4], "Board", "Member"),
        ("PN-3", "NEW", "ONE", "", WATER, ""),
    ]
    found = judge(desk, write(tmp_path / "list.csv", rows))
    assert states(found) == ["changed", "new", "faulty"]
    officials.merge_organisations(head, Merge((board,), date(2026, 10, 1), "D", 1, versions={1: 1, board: 1}))
    outcome = take(desk, found)
    assert (outcome.late, outcome.updated, outcome.repairs) == (2, 0, 3)
    assert "ended" in said(actions.judge_repairs(desk, outcome.list_id or 0))[0][1]
    assert dossier(desk, 1).posts[0].post.title == "Legal Adviser"


def test_an_organisation_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    head = factory.at(desk, Role.DESK_HEAD)
    order = Split((Part("Rivers", Level.FEDERAL), Part("Lakes", Level.FEDERAL)), date(2026, 10, 1), "D")
    done = officials.split_organisation(head, 2, 1, order)
    found = judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:4], "Rivers", "Clerk")]))
    assert states(found) == ["new"]
    post = PostOrder(found.verdicts[0].entry.place.id, "Clerk", DAY)  # type: ignore[union-attr]
    assert done.undo is not None
    done.undo.action(head, *done.undo.args)
    outcome = take(desk, found)
    assert (outcome.late, outcome.added) == (1, (None,))
    example = rules.order_of_registrations("X", [Registration(namesake().person, (post,))], DAY)
    with pytest.raises(Refused, match="While the list was being looked at"):
        actions.import_officials(desk, example)


def test_what_happens_between_making_ready_and_writing_counts_too(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = judge(desk, write(tmp_path / "list.csv", [NUMBERLESS, JULE]))
    deed = Desk.deed

    @contextmanager
    def late(self: Desk, verb: str, **how: Any) -> Iterator[Any]:
        monkeypatch.setattr(Desk, "deed", deed)
        register(desk, 1, personnel_number="")
        with deed(self, verb, **how) as begun:
            yield begun

    monkeypatch.setattr(Desk, "deed", late)
    outcome = take(desk, found)
    assert (outcome.late, len(register_of.person_ids(desk, Question("haddad")))) == (1, 1)


def test_who_vanished_is_told_anew_once_a_row_is_somebody_else(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1, personnel_number="PN-7")
    found = judge(desk, write(tmp_path / "list.csv", [LAYLA, JULE]))
    assert (states(found), found.vanished) == (["unsure", "new"], ())
    line = found.verdicts[0].entry.line
    other = actions.judge_lines(desk, found, [line], {line.number: 0})
    assert [one.personnel_number for one in other.vanished] == ["PN-7"]
    assert actions.judge_lines(desk, other, [line], {line.number: 1}).vanished == ()


def test_nobody_is_missing_from_a_repair_list(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1, personnel_number="PN-7")
    waiting = actions.judge_repairs(desk, take_rows(desk, tmp_path, LAYLA).list_id or 0)
    line = waiting.verdicts[0].entry.line
    assert actions.judge_lines(desk, waiting, [line], {line.number: 0}).vanished == ()


def test_a_person_outside_the_scope_is_changed_by_no_order(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    order = rules.order_of(judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:3], "", "", "Director")])))
    assert len(order.changes) == 1
    limit(desk, "/1/2/")
    with pytest.raises(Refused, match="outside your scope"):
        actions.import_officials(desk, order)


def test_a_post_outside_the_scope_stays_though_the_person_is_seen(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    officials.add_post(desk, layla, 1, PostOrder(2, "Adviser", date(2020, 1, 1), main=False))
    limit(desk, "/1/2/")
    # Its main post is named by the title alone.
    found = judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:4], "", "Director")]))
    assert (states(found), said(found)[0][0]) == (["faulty"], "organisation")
