"""What is no fault of a zone: zeros for an unknown day, and a space where a line ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.mrz.test_zones import ANNA, TD1, TD3, TODAY
from travel_desk.base.partial import PartialDate
from travel_desk.mrz import is_whole, read, write


@pytest.mark.parametrize(("month", "day"), [(8, 0), (0, 0)])
def test_zeros_for_an_unknown_day_are_no_fault_where_the_digits_are_right(month: int, day: int) -> None:
    signs = f"74{month:02}{day:02}"
    fillers = signs.replace("00", "<<")
    text = write(replace(ANNA, birth_date=PartialDate(1974, month, day))).replace(fillers, signs)
    reading = read(text, TODAY)
    assert reading.valid
    assert reading.zone is not None
    assert reading.zone.birth_date == PartialDate(1974, month, day)
    assert signs in text
    wrong = read(text.replace(signs, f"75{signs[2:]}"), TODAY)
    assert "date of birth is wrong" in str(wrong.problems[0].message)


@pytest.mark.parametrize("zone", [TD1, TD3])
def test_lines_that_a_space_parts_are_read(zone: str) -> None:
    assert read(" ".join(zone.split("\n")), TODAY) == read(zone, TODAY)
    assert is_whole(zone.replace("\n", "  "))
