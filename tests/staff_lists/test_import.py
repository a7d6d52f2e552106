"""A staff list judged against the register and taken in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.officials.desk_work import journal, kept_values, last_body
from tests.staff_lists.desk_work import (
    DAY,
    JULE,
    LAYLA,
    WATER,
    dossier,
    full,
    judge,
    register,
    said,
    states,
    take,
    take_rows,
    whole,
    write,
)
from travel_desk.base.partial import PartialDate
from travel_desk.desk import Desk
from travel_desk.officials import queries as register_of
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import (
    Category,
    PassportKind,
    PersonOrder,
    Secrecy,
)
from travel_desk.staff_lists import queries


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
