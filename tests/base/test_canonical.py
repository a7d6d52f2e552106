"""Canonical bytes: equal values give equal bytes on every machine, different ones never."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.canonical import canonical, plain
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS.map(lambda t: unicodedata.normalize("NFC", t)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcde"), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_values_are_read_again_from_their_bytes(value: object) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(PLAIN, PLAIN)
def test_equal_bytes_mean_equal_values(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) == (
        json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    )


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers()))
def test_the_order_of_entering_changes_nothing(values: dict[str, int]) -> None:
    assert canonical(values) == canonical(dict(reversed(values.items())))


@given(TEXTS)
def test_two_spellings_of_one_text_are_the_same_bytes(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(unicodedata.normalize("NFC", text))


@given(st.sets(st.integers() | TEXTS, max_size=6))
def test_a_set_has_one_order(values: set[int | str]) -> None:
    assert canonical(values) == canonical(frozenset(sorted(values, key=str, reverse=True)))


def test_every_kind_of_value_has_its_form() -> None:
    instant = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    given_values = {
        "role": Role.CLERK, "instant": instant, "day": date(2026, 11, 23),
        "born": PartialDate(1979, 3),
        "bytes": b"\x01\xff", "pair": (1, None), "set": {2, 1}, "yes": True,
    }  # fmt: skip
    assert plain(given_values) == {
        "role": "clerk", "instant": "2026-11-23T12:00:00.000000+00:00", "day": "2026-11-23",
        "born": "1979-03", "bytes": "01ff", "pair": [1, None], "set": [1, 2], "yes": True,
    }  # fmt: skip


def test_one_instant_in_two_zones_is_the_same_bytes() -> None:
    here = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    assert canonical(here) == canonical(here.astimezone(UTC))


def test_bytes_are_utf_8_without_spaces() -> None:
    assert canonical({"b": "Žofia", "a": [1, 2]}) == '{"a":[1,2],"b":"Žofia"}'.encode()


@pytest.mark.parametrize("value", [1.5, object(), {"a": 0.1}, datetime(2026, 1, 1)])  # noqa: DTZ001
def test_what_depends_on_the_machine_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(value)


def test_two_names_that_become_one_are_refused() -> None:
    with pytest.raises(ValueError, match="two names"):
        canonical({1: "a", "1": "b"})
