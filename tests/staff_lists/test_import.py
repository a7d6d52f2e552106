"""A staff list judged against the register and taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.officials.desk_work import journal, kept_values, last_body, limit
from tests.staff_lists.desk_work import (
    DAY,
    JULE,
    LAYLA,
    TITLES,
    WATER,
    count,
    dossier,
    judge,
    register,
    said,
    states,
    take,
    take_rows,
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
    Category,
    Level,
    OrganisationOrder,
    PassportKind,
    PassportOrder,
    PersonOrder,
    Registration,
    Secrecy,
)
from travel_desk.officials.tables import person
from travel_desk.staff_lists import actions, queries, rules
from travel_desk.staff_lists.rules import DateStyle, Field, Mapping, PlaceUse, State, Use

WHOLE = (
    *TITLES, "Category", "Clearance", "Clearance from", "Passport kind", "Passport number", "Passport issued",
    "Passport expires", "In the post since", "In the post until", "Protected", "Nationality",
    "Name in own script",
)  # fmt: skip


def full(**said: str) -> list[str]:
    """Return a row of all columns with Layla in it, some cells said otherwise."""
    cells = dict(zip(WHOLE, (*LAYLA, *[""] * (len(WHOLE) - len(LAYLA))), strict=True))
    return list((cells | said).values())


def whole(desk: Desk, tmp_path: Path, *rows: list[str], **how: object) -> rules.Judgement:
    return judge(desk, write(tmp_path / "whole.csv", rows, WHOLE), **how)  # type: ignore[arg-type]


def test_new_persons_are_taken_in_with_one_entry(desk: Desk, tmp_path: Path) -> None:
    before = len(journal(desk))
    outcome = take_rows(desk, tmp_path, LAYLA, JULE)
    assert len(outcome.added) == 2
    one, other = (dossier(desk, id) for id in outcome.added if id)
    assert one.person == PersonOrder("", "AL HADDAD", "LAYLA", PartialDate(1979, 3, 14), "UTO", "PN-1")
    assert [(post.post.title, post.organisation, post.post.from_day) for post in other.posts] == [
        ("Head of Finance", f"Finance, {WATER}", DAY)
    ]
    assert journal(desk)[before:] == [("import_officials", "staff_list", 1)]
    assert kept_values(desk).count("person") == 2
    assert b"HADDAD" not in last_body(desk)
    assert register_of.person_ids(desk, Question("watermann finance")) == (outcome.added[1],)


def test_everything_a_row_may_say_is_registered(desk: Desk, tmp_path: Path) -> None:
    row = full(
        **{
            "Category": "Civil servant, military", "Clearance": "Secret", "Clearance from": "01.02.2024",
            "Passport kind": "Diplomatic", "Passport number": "d 0081426", "Passport issued": "11.06.2021",
            "Passport expires": "11.06.2031", "In the post since": "13.06.2022", "Protected": "no",
            "In the post until": "31.12.2027", "Nationality": "fra", "Name in own script": "ليلى الحدّاد",
        }
    )  # fmt: skip
    outcome = take(desk, whole(desk, tmp_path, row))
    found = dossier(desk, outcome.added[0] or 0)
    assert found.person.native_name == "ليلى الحدّاد"
    assert found.person.nationality == "FRA"
    assert {one.category for one in found.categories} == {Category.CIVIL_SERVANT, Category.MILITARY}
    assert found.clearances[0].level is Secrecy.SECRET
    assert found.clearances[0].from_day == date(2024, 2, 1)
    assert found.posts[0].post.until_day == date(2028, 1, 1)
    booklet = found.passports[0].passport
    assert (booklet.kind, booklet.number, booklet.expires_on) == (
        PassportKind.DIPLOMATIC, "D0081426", date(2031, 6, 11),
    )  # fmt: skip


def test_the_same_list_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    take_rows(desk, tmp_path, LAYLA, JULE)
    entries = len(journal(desk))
    found = judge(desk, tmp_path / "list.csv")
    assert states(found) == ["unchanged", "unchanged"]
    outcome = take(desk, found)
    assert (outcome.list_id, outcome.unchanged) == (None, 2)
    assert len(journal(desk)) == entries


def test_a_list_of_a_new_source_is_remembered_though_nothing_changes(desk: Desk, tmp_path: Path) -> None:
    take_rows(desk, tmp_path, LAYLA)
    outcome = take(desk, judge(desk, tmp_path / "list.csv", source="Cabinet"))
    assert outcome.list_id is not None
    assert queries.sources(desk) == ["Cabinet", WATER]


def test_a_changed_post_ends_the_main_post_on_the_day_of_the_list(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    found = judge(desk, write(tmp_path / "list.csv", [(*LAYLA[:4], f"{WATER} / Finance", "Director")]))
    assert states(found) == ["changed"]
    outcome = take(desk, found)
    assert outcome.updated == 1
    posts = [one.post for one in dossier(desk, layla).posts]
    assert [(one.title, one.from_day, one.until_day) for one in posts] == [
        ("Director", DAY, None),
        ("Legal Adviser", date(2020, 1, 1), DAY),
    ]
    assert register_of.person_ids(desk, Question("director")) == (layla,)
    assert register_of.person_ids(desk, Question("adviser")) == ()


def test_a_post_corrected_on_the_same_day_takes_the_place_of_the_other(desk: Desk, tmp_path: Path) -> None:
    outcome = take_rows(desk, tmp_path, LAYLA)
    take_rows(desk, tmp_path, (*LAYLA[:5], "Director"))
    posts = [one.post for one in dossier(desk, outcome.added[0] or 0).posts]
    assert [(one.title, one.from_day, one.until_day) for one in posts] == [("Director", DAY, None)]


def test_a_list_older_than_the_post_is_faulty(desk: Desk, tmp_path: Path) -> None:
    take_rows(desk, tmp_path, LAYLA)
    row = full(Post="Director", **{"In the post since": "2026-10-01"})
    found = whole(desk, tmp_path, row, day=date(2026, 11, 3))
    assert [field for field, _ in said(found)] == ["post_from"]
    assert said(found)[0][1].startswith("Legal Adviser is the main post already")


def test_a_post_is_given_its_end(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    take(desk, whole(desk, tmp_path, full(**{"In the post until": "2026-12-31"})))
    assert dossier(desk, layla).posts[0].post.until_day == date(2027, 1, 1)
    assert states(whole(desk, tmp_path, full(**{"In the post until": "2026-12-31"}))) == ["unchanged"]
    early = whole(desk, tmp_path, full(**{"In the post until": "2019-12-31"}))
    assert said(early)[0][0] == "post_until"


def test_half_a_post_goes_with_what_the_register_has(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    take_rows(desk, tmp_path, (*LAYLA[:4], "", "Director"))
    assert dossier(desk, layla).posts[0].organisation == WATER
    take_rows(desk, tmp_path, (*LAYLA[:4], "Finance", ""), day=date(2026, 11, 3))
    now = dossier(desk, layla).posts[0]
    assert (now.post.title, now.organisation) == ("Director", f"Finance, {WATER}")
    nobody = judge(desk, write(tmp_path / "list.csv", [("PN-9", "NEW", "ONE", "", "Finance", "")]))
    assert said(nobody)[0][0] == "post"


def test_what_a_list_does_not_say_stays(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1, native_name="ليلى")
    titles = ("Personnel number", "Surname", "Birth date")
    path = write(tmp_path / "list.csv", [("pn-1", "Haddad", "1979")], titles)
    found = judge(desk, path)
    assert states(found) == ["changed"]
    take(desk, found)
    person = dossier(desk, layla).person
    assert person == PersonOrder("ليلى", "HADDAD", "", PartialDate(1979, 3, 14), "UTO", "PN-1")
    assert dossier(desk, layla).posts[0].post.title == "Legal Adviser"


def test_categories_and_clearances_are_added_not_ended(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    take(desk, whole(desk, tmp_path, full(Category="Civil servant", Clearance="Secret")))
    take(
        desk, whole(desk, tmp_path, full(Category="Military", Clearance="Top secret"), day=date(2026, 11, 4))
    )
    again = whole(desk, tmp_path, full(Category="Military", Clearance="Top secret"), day=date(2026, 11, 4))
    assert states(again) == ["unchanged"]
    found = dossier(desk, layla)
    assert {one.category for one in found.categories} == {Category.CIVIL_SERVANT, Category.MILITARY}
    assert [(one.level, one.from_day, one.until_day) for one in found.clearances] == [
        (Secrecy.SECRET, DAY, date(2026, 11, 4)),
        (Secrecy.TOP_SECRET, date(2026, 11, 4), None),
    ]
    early = whole(desk, tmp_path, full(Clearance="Restricted", **{"Clearance from": "2026-01-01"}))
    assert said(early)[0][0] in ("clearance_from", "clearance_level")


def test_categories_that_begin_later_and_clearances_between_are_faulty(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    later = date(2026, 11, 4)
    take(desk, whole(desk, tmp_path, full(Category="Military", Clearance="Secret"), day=later))
    found = whole(desk, tmp_path, full(Category="Military", Clearance="Restricted"))
    assert {field for field, _ in said(found)} == {"categories", "clearance_from"}
    early = full(Clearance="Restricted", **{"Clearance from": "2026-11-01"})
    assert said(whole(desk, tmp_path, early, day=later)) == [
        ("clearance_from", "It began on 2026-11-04: choose that day or a later one.")
    ]


def test_a_booklet_is_corrected_or_added(desk: Desk, tmp_path: Path) -> None:
    layla = register(desk, 1)
    booklet = {
        "Passport number": "D0081426",
        "Passport issued": "11.06.2021",
        "Passport expires": "11.06.2031",
    }
    take(desk, whole(desk, tmp_path, full(**booklet)))
    assert states(whole(desk, tmp_path, full(**booklet))) == ["unchanged"]
    assert states(whole(desk, tmp_path, full(**{"Passport number": "D0081426"}))) == ["unchanged"]
    take(
        desk,
        whole(
            desk, tmp_path, full(**booklet | {"Passport expires": "12.06.2031", "Passport kind": "service"})
        ),
    )
    found = dossier(desk, layla).passports
    assert [(one.passport.kind, one.passport.expires_on, one.passport.version) for one in found] == [
        (PassportKind.SERVICE, date(2031, 6, 12), 2)
    ]
    other = full(**booklet | {"Personnel number": "PN-7", "Surname": "OTHER"})
    assert said(whole(desk, tmp_path, other))[0][0] == "passport_number"
    short = whole(desk, tmp_path, full(**{"Passport number": "S1234567"}))
    assert said(short)[0][1].startswith("A passport has a number, a day of issue and a day of expiry.")


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"Date of birth": "soon"}, "birth_date", "is not a date"),
        ({"Date of birth": "2030-01-01"}, "birth_date", "lies in the future"),
        ({"In the post since": "2020"}, "post_from", "Only part of the date"),
        ({"Organisation": "Ministry of Magic"}, "organisation", "has no organisation"),
        ({"Category": "Wizard"}, "categories", "no category"),
        ({"Clearance": "Cosmic"}, "clearance_level", "no clearance"),
        ({"Passport kind": "Magic"}, "passport_kind", "no kind of passport"),
        ({"Protected": "perhaps"}, "protected", "yes or no"),
        ({"Surname": "1234"}, "surname", "not part of a name"),
        ({"Surname": "", "Given names": ""}, "native_name", "Enter a name"),
        ({"Nationality": "Utopia"}, "nationality", "three letters"),
        ({"Personnel number": "#!"}, "personnel_number", "up to 30 letters"),
        ({"Post": "x" * 201}, "post", "longer than 200"),
    ],
)
def test_a_faulty_row_says_field_and_reason(
    desk: Desk, tmp_path: Path, cells: dict[str, str], field: str, reason: str
) -> None:
    found = whole(desk, tmp_path, full(**cells))
    assert states(found) == ["faulty"]
    assert [one for one, _ in said(found)] == [field]
    assert reason in said(found)[0][1]


def test_all_problems_of_a_row_are_said_at_once(desk: Desk, tmp_path: Path) -> None:
    row = full(**{"Date of birth": "soon", "Nationality": "x", "Passport number": "12", "Passport issued": "1.1.2021", "Passport expires": "1.1.2020"})  # fmt: skip  # noqa: E501
    found = whole(desk, tmp_path, row)
    assert [field for field, _ in said(found)] == [
        "birth_date", "nationality", "passport_number", "passport_expires",
    ]  # fmt: skip


def test_nobody_is_taken_in_twice(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1)
    rows = [
        LAYLA,
        LAYLA,
        JULE,
        ("PN-2", "OTHER", "NAME", "", "", ""),
        ("", "NO", "NUMBER", "1990-01-01", "", ""),
        ("", "NUMBER", "NO", "1991-01-01", "", ""),
        ("", "NO", "NUMBER", "1990-01-01", "", ""),
    ]
    found = judge(desk, write(tmp_path / "list.csv", rows))
    assert states(found) == ["unchanged", "faulty", "new", "faulty", "new", "new", "faulty"]
    assert said(found, 1) == [
        ("personnel_number", "Row 2 says the same person or number already. Keep one of the two.")
    ]


def test_the_same_passport_twice_is_faulty(desk: Desk, tmp_path: Path) -> None:
    booklet = {
        "Passport number": "D0081426",
        "Passport issued": "11.06.2021",
        "Passport expires": "11.06.2031",
    }
    other = full(**booklet | {"Personnel number": "PN-7", "Surname": "OTHER"})
    found = whole(desk, tmp_path, full(**booklet), other)
    assert [field for field, _ in said(found, 1)] == ["passport_number"]


# -- unsure rows -----------------------------------------------------------------------------------


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
    other = officials.register_people(desk, [_namesake()]).value[0]
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


def _namesake() -> Registration:
    return Registration(PersonOrder("", "AL HADDAD", "LAYLA", PartialDate(1979, 3, 14)))


# -- organisations ---------------------------------------------------------------------------------


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
    assert queries.find_places(desk, "old") == []


# -- who vanished ----------------------------------------------------------------------------------


def test_who_vanished_is_listed(desk: Desk, tmp_path: Path) -> None:
    stranger = register(desk, 1, surname="STRANGER", personnel_number="PN-5")
    outcome = take_rows(desk, tmp_path, LAYLA, JULE)
    faulty = ("PN-1", "AL HADDAD", "LAYLA", "soon", WATER, "Clerk")
    found = judge(desk, write(tmp_path / "list.csv", [faulty, ("PN-9", "NEW", "ONE", "", WATER, "Clerk")]))
    assert [one.id for one in found.vanished] == [stranger, outcome.added[1]]
    assert found.vanished[1].title == "Head of Finance"
    elsewhere = judge(desk, write(tmp_path / "list.csv", [("", "NEW", "ONE", "", "", "")]), source="Cabinet")
    assert elsewhere.vanished == ()


# -- scope, roles, others at work ------------------------------------------------------------------


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
        replace(_namesake(), person=replace(_namesake().person, surname="THIRD"), passports=()),
    ).value
    officials.register_passport(
        desk, other, 1, PassportOrder(PassportKind.SERVICE, "D0081426", date(2021, 6, 11), date(2031, 6, 11))
    )
    outcome = take(desk, answered)
    assert (outcome.updated, outcome.late) == (1, 1)


def test_judged_orders_are_taken_in_without_a_file(desk: Desk) -> None:
    order = rules.order_of_registrations("Utopia", [_namesake(), _namesake()], DAY)
    told: list[tuple[int, int]] = []
    outcome = actions.import_officials(desk, order, lambda done, of: told.append((done, of))).value
    assert len(outcome.added) == 2
    assert told[-1] == (2, 2)
    taken = rules.order_of_registrations(
        "Utopia", [replace(_namesake(), person=replace(_namesake().person, personnel_number="PN-1"))], DAY
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


# -- repair lists ----------------------------------------------------------------------------------


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


# -- looking ---------------------------------------------------------------------------------------


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
