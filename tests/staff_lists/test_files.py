"""Real files as they come: broken, mixed, merged, dated in every way; and what survives the round."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests import factory
from tests.officials.desk_work import journal
from tests.staff_lists.desk_work import (
    DAY,
    LAYLA,
    WATER,
    count,
    dossier,
    judge,
    ministry,
    said,
    states,
    take,
    write,
)
from travel_desk import sheets
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials.rules import tidy
from travel_desk.sheets import OutColumn
from travel_desk.staff_lists import actions
from travel_desk.staff_lists.rules import Field, Mapping, State, Use


def book(path: Path, rows: Sequence[Sequence[Any]], merge: str = "") -> Path:
    """Write an XLSX file."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    made.save(path)
    return path


def test_a_broken_quote_in_row_17000_spoils_one_row(desk: Desk, tmp_path: Path) -> None:
    lines = ["Personnel number;Surname"]
    lines += [f'PN-{row};"NAME {chr(65 + row % 26)}"' for row in range(2, 20_002)]
    lines[17_000 - 1] = 'PN-17000;"NAME A'
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told: list[tuple[int, int]] = []
    looked = actions.look(desk, path)
    of = actions.ListFile(path, looked.found, looked.proposal.mapping, WATER, DAY)
    found = actions.judge_file(desk, of, lambda done, whole: told.append((done, whole)))
    assert count(found) == {"new": 19_999, "faulty": 1}
    assert [one.number for one in found.of(State.FAULTY)] == [17_000]
    assert told[-1][0] <= told[-1][1]


def test_mixed_encodings_are_faulty_rows(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    good = "PN-1;Müller;Jürgen\nPN-3;Łukasz;Żak\n".encode()
    path.write_bytes(b"Personnel number;Surname;Given names\n" + good + "PN-2;Groß;José\n".encode("cp1252"))
    found = judge(desk, path)
    assert [one.state for one in found.verdicts][:2] == [State.NEW, State.NEW]
    assert [one.number for one in found.of(State.FAULTY)] == [4]


def test_a_russian_list_in_windows_1251_is_read(desk: Desk, tmp_path: Path) -> None:
    rows = [
        "Табельный номер;ФИО;Дата рождения;Министерство;Должность",
        "ТН-1;Иванов Пётр Сергеевич;14.03.1979;Ministry of Water;Ведущий советник",
        "ТН-2;Петрова Анна Викторовна;25.12.1985;Ministry of Water;Главный специалист",
    ]
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1251"))
    outcome = take(desk, judge(desk, path))
    person = dossier(desk, outcome.added[0] or 0).person
    assert person.native_name == "Иванов Пётр Сергеевич"
    assert person.birth_date == PartialDate(1979, 3, 14)


def test_dates_as_dates_numbers_and_texts_in_one_book(desk: Desk, tmp_path: Path) -> None:
    dates: list[Any] = [
        date(1979, 3, 14), datetime(1979, 3, 14), 28928, "14.03.1979", "1979-03-14", "14 March 1979", 1979,  # noqa: DTZ001
    ]  # fmt: skip
    rows = [(f"PN-{at}", f"NAME {chr(65 + at)}", day) for at, day in enumerate(dates)]
    found = judge(
        desk, book(tmp_path / "list.xlsx", [("Personnel number", "Surname", "Date of birth"), *rows])
    )
    births = [str(one.entry.person.birth_date) for one in found.verdicts]
    assert births == ["1979-03-14"] * 6 + ["1979"]
    assert states(found) == ["new"] * 7


def test_merged_cells_formulas_and_dates_in_a_text_are_said(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ("Personnel number", "Surname", "Given names"),
        ("PN-1", "HADDAD", "LAYLA"),
        ("PN-2", "=A2&B2", "JULE"),
        (date(2020, 1, 1), "WATERMANN", "JULE"),
        ("PN-3", "PAPPAS", None),
    ]
    found = judge(desk, book(tmp_path / "list.xlsx", rows, "B5:C5"))
    assert states(found)[0] == "new"
    assert states(found)[1] == "faulty"
    assert said(found, 2) == [("personnel_number", "A date stands here. Write the cell as text in the list.")]


def test_bombs_wide_tables_and_empty_sheets_are_refused(desk: Desk, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    base = BytesIO()
    Workbook().save(base)
    with zipfile.ZipFile(base) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, b" " * 100_000_000 if "sheet1" in name else old.read(name))
    wide = tmp_path / "wide.csv"
    wide.write_text(";".join(f"C{at}" for at in range(1000)) + "\n" + ";" * 999 + "\n", encoding="utf-8")
    empty = tmp_path / "empty.xlsx"
    Workbook().save(empty)
    for path in (bomb, wide, empty):
        with pytest.raises(Refused):
            actions.look(desk, path)
    assert journal(desk) == journal(desk)[:2]  # the two organisations, nothing else


def test_a_file_that_went_away_is_trouble(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [LAYLA])
    looked = actions.look(desk, path)
    path.unlink()
    with pytest.raises(Trouble, match="no longer there"):
        actions.judge_file(desk, actions.ListFile(path, looked.found, looked.proposal.mapping, WATER, DAY))


def test_a_long_list_is_proposed_from_its_first_rows(desk: Desk, tmp_path: Path) -> None:
    rows = [(f"PN-{at}", "NAME", "", "", "", "") for at in range(1200)]
    looked = actions.look(desk, write(tmp_path / "list.csv", rows))
    assert len(looked.first) == 1000


def test_several_columns_fill_one_field_and_two_names_clash(desk: Desk, tmp_path: Path) -> None:
    titles = ("Familienname", "Vorname", "Vorname 2", "Ministerium", "Abteilung", "Funktion")
    rows = [
        ("WATERMANN", "JULE", "MARIE", WATER, "Finance", "Leiterin"),
        ("ABEL", "JAN", "", WATER, "", "Rat"),
    ]
    found = judge(desk, write(tmp_path / "list.csv", rows, titles))
    first, second = (one.entry for one in found.verdicts)
    assert (first.person.given_names, first.place and first.place.id) == ("JULE MARIE", 2)
    assert (second.person.given_names, second.place and second.place.id) == ("JAN", 1)
    clash = judge(desk, write(tmp_path / "list.csv", [("Пётр", "Иванов")], ("Name", "Native name")))
    assert "has another one" in said(clash)[0][1]
    blank = judge(desk, write(tmp_path / "list.csv", [("HADDAD", " ", "  ")], ("Name", "Post", "Birth date")))
    assert states(blank) == ["new"]


# -- the round: import, register, export, import ----------------------------------------------------

ANY = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=25)
NAMES = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=1, max_size=20)
LATIN = st.from_regex(r"[A-Z]{1,10}(?:[ -][A-Z]{1,10})?", fullmatch=True)
ROUND = (
    Field.PERSONNEL_NUMBER, Field.NATIVE_NAME, Field.SURNAME, Field.GIVEN_NAMES, Field.BIRTH_DATE,
    Field.ORGANISATION, Field.POST,
)  # fmt: skip


@pytest.fixture(scope="module")
def round_desk() -> Iterator[Desk]:
    """One desk for all examples."""
    with tempfile.TemporaryDirectory() as folder:
        made = factory.desk(Path(folder), Role.CLERK)
        ministry(made)
        yield made
        made.close()


numbers = iter(range(10**6))


@given(
    rows=st.lists(
        st.tuples(ANY | NAMES, ANY | LATIN, ANY | LATIN, st.dates(date(1950, 1, 1), date(2005, 1, 1)), ANY),
        min_size=1,
        max_size=8,
    ),
    kind=st.sampled_from(["csv", "xlsx"]),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_text_survives_the_round(
    round_desk: Desk, rows: list[tuple[str, str, str, date, str]], kind: Literal["csv", "xlsx"]
) -> None:
    given_rows = [(f"PN {next(numbers)}", *row[:4], WATER, row[4]) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        first = _judged(round_desk, Path(folder) / f"one.{kind}", kind, given_rows)
        namesakes = first.of(State.UNSURE)  # of an earlier example: somebody else
        lines, answers = [one.entry.line for one in namesakes], {one.number: 0 for one in namesakes}
        first = actions.judge_lines(round_desk, first, lines, answers)
        for row, verdict in zip(given_rows, first.verdicts, strict=True):
            assert verdict.state in (State.NEW, State.FAULTY)
            if verdict.state is State.NEW:
                _same(row, verdict.entry.person, verdict.entry.title)
        outcome = take(round_desk, first)
        kept = [dossier(round_desk, one) for one in outcome.added if one]
        out = [
            (
                one.person.personnel_number, one.person.native_name, one.person.surname,
                one.person.given_names, date.fromisoformat(str(one.person.birth_date)), WATER,
                one.posts[0].post.title,
            )
            for one in kept
        ]  # fmt: skip
        if not out:
            return
        again = _judged(round_desk, Path(folder) / f"two.{kind}", kind, out)
        assert {one.state for one in again.verdicts} == {State.UNCHANGED}


def _same(row: tuple[Any, ...], person: Any, title: str) -> None:
    native, surname, given_names = (tidy(text) for text in row[1:4])
    if native or not (surname or given_names) or person.surname or person.given_names:
        assert (person.native_name, person.surname, person.given_names) == (
            native, surname.upper(), given_names.upper(),
        )  # fmt: skip
    else:  # what no passport's Latin line holds is the native name, with nothing left out
        assert sorted(person.native_name.split()) == sorted(f"{surname} {given_names}".split())
    assert title == tidy(row[6])
    assert str(person.birth_date) == row[4].isoformat()


def _judged(desk: Desk, path: Path, kind: Literal["csv", "xlsx"], rows: Sequence[tuple[Any, ...]]) -> Any:
    columns = [OutColumn(one.value, "date" if one.is_day else "text") for one in ROUND]
    sheets.write(path, kind, columns, rows, ["All of them"], "Officials")
    looked = actions.look(desk, path)
    assert [use.field for use in looked.proposal.mapping.uses] == list(ROUND)
    mapping = Mapping(tuple(Use(use.title, use.field, use.style) for use in looked.proposal.mapping.uses))
    return actions.judge_file(desk, actions.ListFile(path, looked.found, mapping, "Round", DAY))
