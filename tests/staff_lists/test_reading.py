"""Headers, names, words and mappings: how a list is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.message import Message, Refused, msg
from travel_desk.officials.rules import (
    Category,
    Level,
    OrganisationOrder,
    PassportKind,
    Problem,
    Secrecy,
    tidy,
)
from travel_desk.staff_lists import rules
from travel_desk.staff_lists.rules import DateStyle, Field, Mapping, NameOrder, PlaceUse, Use
from travel_desk.staff_lists.rules.headers import named
from travel_desk.staff_lists.rules.words import read_categories, read_kind, read_secrecy, read_yes

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Personnel No.", Field.PERSONNEL_NUMBER),
        ("Табельный номер", Field.PERSONNEL_NUMBER),
        ("الرقم الوظيفي", Field.PERSONNEL_NUMBER),
        ("ФИО", Field.FULL_NAME),
        ("Nachname", Field.SURNAME),
        ("Prénom(s)", Field.GIVEN_NAMES),
        ("Given name 2", Field.GIVEN_NAMES),
        ("Отчество", Field.GIVEN_NAMES),
        ("Date de naissance (jj/mm/aaaa)", Field.BIRTH_DATE),
        ("Fecha de nacimiento", Field.BIRTH_DATE),
        ("تاريخ الميلاد", Field.BIRTH_DATE),
        ("Dienststelle", Field.ORGANISATION),
        ("Должность", Field.POST),
        ("N° passeport", Field.PASSPORT_NUMBER),
        ("Gültig bis", Field.PASSPORT_EXPIRES),
        ("personnel_number", Field.PERSONNEL_NUMBER),
        ("Passport issued", Field.PASSPORT_ISSUED),
        ("Remarks", None),
        ("", None),
    ],
)
def test_a_header_is_understood(title: str, field: Field | None) -> None:
    assert rules.field_of(title) is field


def test_name_is_what_the_other_columns_leave() -> None:
    assert named(["Name", "Vorname"]) == [Field.SURNAME, Field.GIVEN_NAMES]
    assert named(["Name", "Nachname"]) == [Field.GIVEN_NAMES, Field.SURNAME]
    assert named(["Nom"]) == [Field.FULL_NAME]
    assert named(["Name", "Surname", "Given names"])[0] is Field.FULL_NAME


@pytest.mark.parametrize(
    ("whole", "order", "parts"),
    [
        ("AL HADDAD, Layla Mariam", NameOrder.GIVEN_FIRST, ("", "AL HADDAD", "Layla Mariam")),
        ("AL HADDAD Layla", NameOrder.GIVEN_FIRST, ("", "AL HADDAD", "Layla")),
        ("Layla AL HADDAD", NameOrder.GIVEN_FIRST, ("", "AL HADDAD", "Layla")),
        ("Layla al Haddad", NameOrder.GIVEN_FIRST, ("", "al Haddad", "Layla")),
        ("Ludwig van der Berg", NameOrder.GIVEN_FIRST, ("", "van der Berg", "Ludwig")),
        ("van der Berg Ludwig", NameOrder.SURNAME_FIRST, ("", "van der Berg", "Ludwig")),
        ("LAYLA HADDAD", NameOrder.GIVEN_FIRST, ("", "HADDAD", "LAYLA")),
        ("Layla HADDAD Mariam", NameOrder.GIVEN_FIRST, ("", "Mariam", "Layla HADDAD")),
        ("Sukarta", NameOrder.GIVEN_FIRST, ("", "Sukarta", "")),
        ("A, B, C", NameOrder.GIVEN_FIRST, ("A, B, C", "", "")),
        ("Иванов Пётр", NameOrder.GIVEN_FIRST, ("Иванов Пётр", "", "")),
        ("José García", NameOrder.GIVEN_FIRST, ("José García", "", "")),
    ],
)
def test_a_whole_name_is_taken_apart(whole: str, order: NameOrder, parts: tuple[str, str, str]) -> None:
    assert rules.split_name(whole, order) == parts


@given(st.text(max_size=40), st.sampled_from(NameOrder))
def test_no_word_of_a_name_is_lost(whole: str, order: NameOrder) -> None:
    parts = rules.split_name(whole, order)
    words = " ".join(parts).replace(",", " ").split()
    assert sorted(words) == sorted(tidy(whole).replace(",", " ").split())


@given(
    st.lists(
        st.sampled_from(["Layla", "al", "HADDAD", "de", "la", "O'Hara", "Jean-Luc"]), min_size=1, max_size=5
    )
)
def test_a_latin_name_has_a_surname_and_keeps_its_words(words: list[str]) -> None:
    native, surname, given_names = rules.split_name(" ".join(words), NameOrder.GIVEN_FIRST)
    assert not native
    assert surname
    assert sorted([*surname.split(), *given_names.split()]) == sorted(words)


def test_names_that_no_passport_line_holds_are_the_native_name() -> None:
    assert rules.placed_names("", "Иванов", "Пётр") == ("Пётр Иванов", "", "")
    assert rules.placed_names("", "王", "伟") == ("王 伟", "", "")
    assert rules.placed_names("", "García", "José") == ("José García", "", "")
    assert rules.placed_names("", "Haddad", " Layla ") == ("", "Haddad", "Layla")
    assert rules.placed_names("ليلى", "García", "Layla") == ("ليلى", "García", "Layla")


def test_categories_levels_and_kinds_in_six_languages() -> None:
    assert read_categories("Fonctionnaire; военнослужащий / موظف,") == (
        Category.CIVIL_SERVANT,
        Category.MILITARY,
    )
    assert read_categories("senior_politician") == (Category.SENIOR_POLITICIAN,)
    assert isinstance(read_categories("Astronaut"), Message)
    assert read_secrecy("Streng geheim") is Secrecy.TOP_SECRET
    assert isinstance(read_secrecy("perhaps"), Message)
    assert read_kind("Служебный") is PassportKind.SERVICE
    assert isinstance(read_kind("blue"), Message)
    assert read_yes("✓") is True
    assert read_yes("Да") is True
    assert read_yes("-") is False
    assert read_yes("нет") is False
    assert isinstance(read_yes("perhaps"), Message)


def test_a_mapping_is_proposed_from_headers_and_content() -> None:
    titles = ["Matricule", "Nom", "Prénom", "C4", "C5", "C6", "Embauche", "Vide"]
    rows = [
        ["1", "HADDAD", "LAYLA", "14/03/1979", "UTO", "D0081426", "x", None],
        ["2", "WATERMANN", "JULE", "25/12/1985", "UTO", "S1234567", "y", ""],
        ["3", "WATERMANN", "JAN", "05/06/1985", "UTO"],
    ]
    found = rules.propose(titles, rows, TODAY)
    assert [use.field for use in found.mapping.uses] == [
        Field.PERSONNEL_NUMBER, Field.SURNAME, Field.GIVEN_NAMES, Field.BIRTH_DATE, Field.NATIONALITY,
        Field.PASSPORT_NUMBER, None, None,
    ]  # fmt: skip
    assert found.mapping.uses[3].style is DateStyle.DAY_FIRST
    assert found.unsure == ()


def test_other_columns_are_not_taken_for_births_or_numbers() -> None:
    rows = [["12/05/2024", "12/05/1700", 1979, "AB"], ["13/05/2024", "x", 1980, "CD"]]
    found = rules.propose(["a", "b", "c", "d"], rows, TODAY)
    assert [use.field for use in found.mapping.uses] == [None] * 4


def test_an_ambiguous_column_follows_the_others_but_is_asked() -> None:
    rows = [["14/03/1979", "05/06/2020"], ["15/03/1979", "06/07/2021"]]
    found = rules.propose(["Date of birth", "Date of issue"], rows, TODAY)
    assert [use.style for use in found.mapping.uses] == [DateStyle.DAY_FIRST] * 2
    assert found.unsure == (1,)


def test_what_was_remembered_goes_before_what_is_proposed() -> None:
    known = Mapping(
        (
            Use("Name", Field.NATIVE_NAME),
            Use("When", Field.BIRTH_DATE, DateStyle.MONTH_FIRST),
            Use("Name", None),
        ),
        nationality="FRA",
    )
    found = rules.propose(
        ["when", "Name", "Post", "Name", "Post"], [["05/06/1980", "x"], ["07/08/1980", "y"]], TODAY, known
    )
    assert [use.field for use in found.mapping.uses] == [
        Field.BIRTH_DATE, Field.NATIVE_NAME, Field.POST, None, None,
    ]  # fmt: skip
    assert found.mapping.uses[0].style is DateStyle.MONTH_FIRST
    assert found.mapping.nationality == "FRA"
    assert found.unsure == ()


def test_a_mapping_survives_being_kept() -> None:
    new = OrganisationOrder("Board", Level.REGIONAL, date(2020, 1, 1), 1)
    mapping = Mapping(
        (Use("A", Field.POST), Use("B", Field.BIRTH_DATE, DateStyle.DAY_FIRST), Use("C")),
        "FRA",
        PassportKind.SERVICE,
        3,
        (
            PlaceUse("Water", 4),
            PlaceUse("Board", None, new),
            PlaceUse("Root", None, replace(new, parent_id=None)),
        ),
        NameOrder.SURNAME_FIRST,
    )
    assert rules.from_plain(rules.to_plain(mapping)) == mapping
    plain = rules.to_plain(mapping)
    plain["organisations"][1]["add"]["from"] = "2020-01-01"
    assert rules.from_plain(plain) == mapping
    assert rules.from_plain({"columns": []}) == Mapping()


@pytest.mark.parametrize(
    "content",
    [None, [], {}, {"columns": [{"title": "A", "field": "colour"}]}, {"columns": [], "organisation": "x"}],
)
def test_rubbish_is_no_mapping(content: object) -> None:
    with pytest.raises(Refused, match="no mapping of columns"):
        rules.from_plain(content)


def test_a_list_without_names_or_with_two_is_not_read() -> None:
    def wrong(*fields: Field) -> str:
        return str(rules.mapping_problems(Mapping(tuple(Use(one.value, one) for one in fields)))[0])

    assert "No column holds the names" in wrong(Field.POST)
    assert "One column holds whole names" in wrong(Field.FULL_NAME, Field.SURNAME)
    assert "Two columns are read as" in wrong(Field.SURNAME, Field.POST, Field.POST)
    fine = Mapping((Use("a", Field.SURNAME), Use("b", Field.GIVEN_NAMES), Use("c", Field.GIVEN_NAMES)))
    assert rules.mapping_problems(fine) == []


def test_problems_survive_being_kept() -> None:
    inner = msg("the day is {day}", day=date(2020, 1, 1))
    problem = Problem("post", msg("{count} rows: {why}", count=3, why=inner))
    (back,) = rules.problems_of(rules.plain_problems([problem]))
    assert back.field == "post"
    assert str(back.message.values["why"]) == "the day is 2020-01-01"
    assert back.message.values["count"] == 3


def test_labels_and_texts_of_cells() -> None:
    for kind in (Field, DateStyle, NameOrder, rules.State):
        assert all(str(one.label) for one in kind)
    noon = datetime(2020, 1, 3, 12)  # noqa: DTZ001  # as a sheet has it
    assert rules.as_text(noon) == "2020-01-03"
    assert [rules.as_text(cell) for cell in (None, "x", 4417.0, 1.5, 3, True, date(2020, 1, 2))] == [
        "", "x", "4417", "1.5", "3", "True", "2020-01-02",
    ]  # fmt: skip
