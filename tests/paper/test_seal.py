from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from travel_desk.paper import seal

NUMBERS = st.builds(
    "{}-{:04}-{:06}".format, st.sampled_from(["TD", "TD-H", "TD-R", "TD-D", "TR"]),
    st.integers(1990, 2999), st.integers(1, 999_999),
)  # fmt: skip


@given(NUMBERS)
def test_a_check_code_gives_its_number_back(number: str) -> None:
    assert seal.read_number(seal.check_code(number)) == number
    assert seal.read_fingerprint(seal.check_code(number)) is None


@given(NUMBERS, st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers(), max_size=5))
def test_the_modules_are_read_as_they_were_written(number: str, content: dict[str, object]) -> None:
    payload = seal.check_code(number, content)
    rows = seal.modules(payload)
    size = (len(rows) + 8) * 4
    picture = Image.new("L", (size, size), 255)
    for y, row in enumerate(rows):
        for x, black in enumerate(row):
            if black:
                picture.paste(0, ((x + 4) * 4, (y + 4) * 4, (x + 5) * 4, (y + 5) * 4))
    assert [code.bytes for code in zxingcpp.read_barcodes(picture)] == [payload]


@given(st.text(max_size=40) | st.binary(max_size=40))
def test_whatever_is_scanned_is_a_number_or_nothing(scanned: str | bytes) -> None:
    found = seal.read_number(scanned)
    assert found is None or found == seal.read_number(found)


@pytest.mark.parametrize("typed", ["td-2027-004182", " TD-2027-004182 ", b"TD-2027-004182"])
def test_a_number_may_be_typed(typed: str | bytes) -> None:
    assert seal.read_number(typed) == "TD-2027-004182"


@pytest.mark.parametrize("scanned", ["TD2|TD-2027-004182|-", "L898902C3", "", "TD1|TD-2027-004182|xyz"])
def test_another_version_or_another_code_is_not_taken(scanned: str) -> None:
    assert seal.read_number(scanned) is None
    assert seal.read_fingerprint(scanned.encode()) is None


def test_only_a_papers_number_gets_a_check_code() -> None:
    with pytest.raises(ValueError, match="L898902C3"):
        seal.check_code("L898902C3")
