"""The recovery code is typed from paper, so it forgives what people mistype and says when it can't."""

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from travel_desk.access.rules import RECOVERY_BYTES, clean_recovery_code, recovery_code
from travel_desk.base.message import Refused

RANDOM = st.binary(min_size=RECOVERY_BYTES, max_size=RECOVERY_BYTES)


@given(RANDOM)
def test_a_code_typed_without_care_is_the_printed_one(random: bytes) -> None:
    code = recovery_code(random)
    assert len(code.split("-")) == 8
    careless = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert clean_recovery_code(careless) == code


@given(RANDOM, st.integers(0, 31), st.sampled_from("23456789ABCDEFGHJKMNPQRST"))
def test_no_mistyped_code_passes_as_another_code(random: bytes, place: int, sign: str) -> None:
    signs = recovery_code(random).replace("-", "")
    assume(signs[place] != sign)
    wrong = signs[:place] + sign + signs[place + 1 :]
    with suppress(Refused):
        assert clean_recovery_code(wrong).replace("-", "") == wrong  # one in 256 passes the check


def test_most_mistyped_codes_are_noticed() -> None:
    signs = recovery_code(bytes(range(RECOVERY_BYTES))).replace("-", "")
    noticed = 0
    for place in range(len(signs)):
        wrong = signs[:place] + ("Z" if signs[place] != "Z" else "Y") + signs[place + 1 :]
        try:
            clean_recovery_code(wrong)
        except Refused:
            noticed += 1
    assert noticed >= 30


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-" * 9])
def test_a_code_with_signs_missing_or_too_many_says_how_many_there_are(typed: str) -> None:
    with pytest.raises(Refused, match="eight groups of four") as refused:
        clean_recovery_code(typed)
    assert refused.value.field == "code"
