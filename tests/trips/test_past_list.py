"""Past trips from a file: what its rows mean, which trips they make, and the dialog that shows them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factory
from tests.trips import people
from travel_desk.base.message import Refused, msg
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials.actions import register_person
from travel_desk.officials.rules import PersonOrder, Registration
from travel_desk.staff_lists.rules import Cell
from travel_desk.trips import actions, queries
from travel_desk.trips.rules import FileRow, Funding, Kind, PastLine, read_past_list

TODAY = date(2026, 11, 5)
HEAD = (
    "Trip number;Passport number;Kind;Purpose;Host;Funding;Country;City;From;To;Asked on;Office;Decided by;"
    "Capacity;Decided on;Outcome;Reasons;Came home on;Report\n"
)
GENEVA = (
    "P-17;D0000001;Conference;Basin forum;Council;own means;Switzerland;Geneva;05.05.2025;09.05.2025;"
    "01.04.2025;Minister's office;Jonas Watermann;Minister;02.04.2025;approved;;10.05.2025;Signed.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = factory.desk(tmp_path, Role.CLERK)
    ministry = people.ministry(made)
    people.official(made, "Ана Петровић", "PETROVIC ANA", organisation_id=ministry, number="D0000001")
    people.official(made, "Δημήτρης Ρήγας", "RIGAS DIMITRIS", organisation_id=ministry, number="D0000002")
    return made


def rows_of(desk: Desk, tmp_path: Path, text: str) -> list[queries.PastRow]:
    file = tmp_path / "past.csv"
    file.write_text(text, encoding="utf-8")
    return queries.past_rows(desk, actions.read_past_file(file, TODAY))


def test_one_row_is_one_trip_with_its_traveller(desk: Desk, tmp_path: Path) -> None:
    [row] = rows_of(desk, tmp_path, HEAD + GENEVA.replace("own means", "own"))
    assert (row.number, row.travellers, row.rows, row.problem) == ("P-17", ("Ана Петровић",), (2,), None)
    assert row.order is not None
    assert (row.order.kind, row.order.funding, row.order.host) == (Kind.CONFERENCE, Funding.OWN, "Council")
    [leg] = row.order.legs
    assert (leg.country, leg.city, leg.arrives, leg.leaves) == (
        "CH", "Geneva", date(2025, 5, 5), date(2025, 5, 9),
    )  # fmt: skip
    [who] = row.order.travellers
    assert (who.passport_id, who.home_on, who.report) == (1, date(2025, 5, 10), "Signed.")
    [decision] = who.decisions
    assert (decision.office, decision.name, decision.capacity, decision.day) == (
        "Minister's office", "Jonas Watermann", "Minister", date(2025, 4, 2),
    )  # fmt: skip
    [trip] = actions.register_past_trips(desk, [row.order]).value
    assert queries.trip_detail(desk, trip).number == "P-17"


def test_further_rows_add_travellers_stays_and_decisions(desk: Desk, tmp_path: Path) -> None:
    second = "P-17;D0000001;;;;;France;Paris;09.05.2025;11.05.2025;;;Clara Ashdown;Head;04.04.2025;;;;\n"
    third = "P-17;D0000002;;;;;;;;;;;;;;;;;\n"
    [row] = rows_of(desk, tmp_path, HEAD + GENEVA.replace("own means", "") + second + third)
    assert row.problem is None
    assert row.order is not None
    assert [leg.city for leg in row.order.legs] == ["Geneva", "Paris"]
    first, other = row.order.travellers
    assert [one.name for one in first.decisions] == ["Jonas Watermann", "Clara Ashdown"]
    assert other.decisions == first.decisions
    assert row.travellers == ("Ана Петровић", "Δημήτρης Ρήγας")


def test_a_personnel_number_finds_the_traveller_too(desk: Desk, tmp_path: Path) -> None:

    register_person(desk, Registration(PersonOrder("", "WREN", "ADA", personnel_number="4711")))
    head = "Trip number;Personnel number;Purpose;Country;City;From;To;Decided by;Capacity;Decided on\n"
    line = "P-1;{};Talks;ch;Bern;5.5.2025;6.5.2025;A. Head;Head;1.5.2025\n"
    found = rows_of(desk, tmp_path, head + line.format("4711") + line.replace("P-1", "P-2").format("9"))
    assert [str(one.problem or "") for one in found] == [
        "", "Nobody in the register is found by personnel number 9. Check it, or register them first.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Conference", "Picnic", "no word that the desk knows"),
        ("Switzerland", "Atlantis", "no country that the desk knows"),
        ("05.05.2025", "31.02.2025", "Row 2"),
        ("05.05.2025", "2025", "no whole date"),
        ("approved", "perhaps", "neither approved nor refused"),
        (";02.04.2025;", ";;", "Say when it was decided"),
        ("Jonas Watermann;Minister;02.04.2025", ";;", "Name who decided"),
        ("D0000001", "D0000009", "found by passport D0000009"),
        ("D0000001", "", "found by passport –"),
        ("09.05.2025", "09.05.2027", "no past trip"),
    ],
)
def test_a_faulty_row_says_what_is_wrong(desk: Desk, tmp_path: Path, old: str, new: str, words: str) -> None:
    line = GENEVA.replace("own means", "").replace(";10.05.2025;", ";;")
    [row] = rows_of(desk, tmp_path, HEAD + line.replace(old, new, 1))
    assert words in str(row.problem)


def test_a_refusal_from_a_file_is_a_refused_request(desk: Desk, tmp_path: Path) -> None:
    line = GENEVA.replace("own means", "").replace("approved;;10.05.2025;Signed.", "refused;No substitute.;;")
    [row] = rows_of(desk, tmp_path, HEAD + line)
    assert row.problem is None
    assert row.order is not None
    assert row.order.travellers[0].refused


def test_a_broken_row_spoils_only_its_own_trip() -> None:
    titles = ["Numéro", "Passeport", "Objet"]
    rows = [FileRow(2, ("P-1", "D1", "Talks"), msg("Broken.")), FileRow(3, ("P-2", "D 1", "Talks"))]
    first, second = read_past_list(titles, rows, TODAY)
    assert str(first.problem) == "Broken."
    assert second == PastLine(3, "P-2", "", "D1", purpose="Talks")


def test_cells_of_a_spreadsheet_are_read_as_what_they_are() -> None:
    titles = ["Trip number", "Passport number", "Country (host)", "City", "From", "To", "Article", "Trip"]
    cells = (
        17.0,
        "D1",
        "Switzerland",
        "Geneva",
        datetime.fromisoformat("2025-05-05"),
        45786,
        datetime.fromisoformat("2025-01-02"),
        "x",
    )
    [line] = read_past_list(titles, [FileRow(2, cells)], TODAY)
    assert (line.number, line.article) == ("17", "2025-01-02")
    assert line.leg is not None
    assert (line.leg.arrives, line.leg.leaves) == (date(2025, 5, 5), date(2025, 5, 9))


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-(10**6), 10**6), st.floats(), st.booleans(),
    st.dates(date(1900, 1, 1)), st.sampled_from(["Switzerland", "refused", "5.5.2025", "approved", "visit"]),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=19, max_size=19), max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_the_cells_a_row_is_read_or_says_what_is_wrong(rows: list[list[Cell]]) -> None:
    read = read_past_list(
        HEAD.strip().split(";"), [FileRow(n, tuple(r)) for n, r in enumerate(rows, 2)], TODAY
    )
    assert [one.row for one in read] == list(range(2, len(rows) + 2))
    assert all(one.problem is None or str(one.problem) for one in read)


@pytest.mark.parametrize("titles", [["Name", "Passport"], ["Trip number", "Name"]])
def test_a_table_of_something_else_is_refused(titles: list[str]) -> None:
    with pytest.raises(Refused, match="No column is headed"):
        read_past_list(titles, [], TODAY)


def test_a_passport_of_somebody_else_is_told(desk: Desk, tmp_path: Path) -> None:

    register_person(desk, Registration(PersonOrder("", "WREN", "ADA", personnel_number="4711")))
    head = "Trip number;Personnel number;Passport number\n"
    [row] = rows_of(desk, tmp_path, head + "P-1;4711;D0000001\n")
    assert "Passport D0000001 is not one of this person" in str(row.problem)
