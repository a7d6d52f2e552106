"""Lists with names in the own script, in Latin letters, or in both: one person stays one person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.staff_lists.desk_work import WATER, count, dossier, judge, register, states, take, write
from travel_desk.desk import Desk
from travel_desk.officials.rules import PersonOrder
from travel_desk.staff_lists import rules
from travel_desk.staff_lists.rules import Field, Mapping, Use
from travel_desk.staff_lists.rules.headers import named

BOTH = (
    "Фамилия",
    "Имя",
    "Отчество",
    "Фамилия (лат)",
    "Имя (лат.)",
    "Дата рождения",
    "Организация",
    "Должность",
)
ROW = ("Морозова", "Людмила", "Ильинична", "MOROZOVA", "LYUDMILA", "14.03.1979", WATER, "Legal Adviser")


def test_a_list_in_two_scripts_is_taken_in_with_both(desk: Desk, tmp_path: Path) -> None:
    [person] = take(desk, judge(desk, write(tmp_path / "list.csv", [ROW], BOTH))).added
    assert person is not None
    found = dossier(desk, person).person
    assert (found.native_name, found.surname, found.given_names) == (
        "Людмила Ильинична Морозова", "MOROZOVA", "LYUDMILA",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "fields"),
    [
        (("ФИО", "ФИО латиницей"), (Field.NATIVE_NAME, Field.FULL_NAME)),
        (
            ("Nom", "Prénom", "Nom (latin)", "Prénom en latin"),
            (Field.OWN_SURNAME, Field.OWN_GIVEN_NAMES, Field.SURNAME, Field.GIVEN_NAMES),
        ),
        (
            (
                "Name in own script",
                "Surname",
                "Given names",
                "Surname [Latin]",
                "Given names in Latin letters",
            ),
            (Field.NATIVE_NAME, None, None, Field.SURNAME, Field.GIVEN_NAMES),
        ),
        (("Latin", "Имя"), (None, Field.GIVEN_NAMES)),
    ],
)
def test_a_header_says_which_names_are_latin(titles: Any, fields: Any) -> None:
    assert tuple(named(list(titles))) == fields


def test_a_whole_name_and_its_parts_in_one_script_are_not_both_read() -> None:
    uses = (Use("a", Field.NATIVE_NAME), Use("b", Field.OWN_GIVEN_NAMES))
    assert len(rules.mapping_problems(Mapping(uses))) == 1
    assert rules.mapping_problems(Mapping(uses[1:])) == []


@pytest.mark.parametrize("name", ["Морозова Людмила", "Людмила Морозова", "МОРОЗОВА ЛЮДМИЛА"])
def test_a_name_in_the_own_script_is_found_without_a_birth_date(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    register(desk, 1, native_name="Людмила Морозова", surname="MOROZOVA", given_names="LIUDMILA")
    found = judge(
        desk, write(tmp_path / "list.csv", [(name, WATER, "Legal Adviser")], ("ФИО", "Org", "Post"))
    )
    assert states(found) == ["unsure"]


def test_the_same_words_in_another_order_change_no_name(desk: Desk, tmp_path: Path) -> None:
    register(desk, 1, native_name="Людмила Морозова", surname="MOROZOVA", given_names="LIUDMILA")
    titles = ("Personnel number", "Name in own script")
    found = judge(desk, write(tmp_path / "list.csv", [("PN-1", "МОРОЗОВА Людмила")], titles))
    assert count(found) == {"unchanged": 1}
    other = judge(desk, write(tmp_path / "list.csv", [("PN-1", "Людмила Морозовна")], titles))
    assert count(other) == {"changed": 1}
    assert isinstance(other.verdicts[0].change and other.verdicts[0].change.after, PersonOrder)
