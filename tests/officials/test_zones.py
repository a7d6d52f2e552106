"""What a booklet's zone says stands beside what is entered, and each difference shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from travel_desk.base.partial import PartialDate
from travel_desk.mrz import Kind, Zone
from travel_desk.officials.rules import PassportKind, zones
from travel_desk.officials.rules.zones import Match, Value

ANNA = Zone(
    Kind.TD3, "PD", "UTO", "AL HADDAD", "LAYLA MARIA", "D0081426", "UTO", PartialDate(1979, 3, 14), "F",
    date(2030, 4, 15),
)  # fmt: skip
ENTERED: dict[str, Value] = {
    "surname": "AL-HADDAD",
    "given_names": "LAYLA MARI'A",
    "birth_date": PartialDate(1979, 3, 14),
    "nationality": "UTO",
    "number": "D0081426",
    "issuing_state": "UTO",
    "expires_on": date(2030, 4, 15),
}


def matches(zone: Zone = ANNA, **changes: Value) -> dict[str, Match]:
    return {one.field: one.match for one in zones.compare(zone, ENTERED | changes) if one.field != "sex"}


def test_hyphens_and_apostrophes_make_no_difference_since_no_zone_has_them() -> None:
    assert set(matches().values()) == {Match.SAME}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("surname", "HADDAD"),
        ("given_names", "LAYLA"),
        ("given_names", ""),
        ("birth_date", PartialDate(1979)),
        ("nationality", "XXA"),
        ("number", "D0081427"),
        ("issuing_state", "XXA"),
        ("expires_on", date(2030, 4, 16)),
    ],
)
def test_what_is_entered_otherwise_differs(field: str, value: Value) -> None:
    found = matches(**{field: value})
    assert [name for name, match in found.items() if match is Match.DIFFERS] == [field]


def test_what_is_not_entered_yet_is_open() -> None:
    found = {one.field: one.match for one in zones.compare(ANNA, {})}
    assert set(found.values()) == {Match.OPEN}


def test_a_single_name_is_the_surname_of_a_zone_wherever_it_is_entered() -> None:
    zone = replace(ANNA, surname="SARNAI", given_names="")
    assert matches(zone, surname="", given_names="SARNAI")["surname"] is Match.SAME
    assert matches(zone, surname="SARNAI", given_names="")["given_names"] is Match.SAME


def test_a_name_that_the_zone_may_have_cut_needs_only_begin_so() -> None:
    zone = replace(ANNA, surname="PAPANDROPOULOUS", given_names="JONATHON WARREN TREVOR")
    found = matches(zone, surname="PAPANDROPOULOUS", given_names="JONATHON WARREN TREVOR ALEC")
    assert found["given_names"] is Match.SAME
    assert matches(zone, surname="PAPA", given_names="JONATHON")["surname"] is Match.DIFFERS


def test_what_a_zone_leaves_open_fills_nothing() -> None:
    zone = replace(ANNA, birth_date=None, expiry_date=None, nationality="D", number="AB 12345")
    assert zones.printed_values(zone) == {
        "surname": "AL HADDAD",
        "given_names": "LAYLA MARIA",
        "nationality": "DEU",
        "number": "AB12345",
        "issuing_state": "UTO",
    }
    assert matches(zone)["birth_date"] is Match.OPEN


@pytest.mark.parametrize(
    ("code", "kind"), [("PD", PassportKind.DIPLOMATIC), ("PS", PassportKind.SERVICE), ("P", None)]
)
def test_the_code_tells_the_kind_of_a_passport(code: str, kind: PassportKind | None) -> None:
    assert zones.printed_kind(replace(ANNA, document_code=code)) is kind


def test_a_visa_is_no_passport() -> None:
    assert zones.is_visa(replace(ANNA, kind=Kind.MRV_B))
    assert not zones.is_visa(ANNA)
    assert "visa" in str(zones.NOT_A_PASSPORT)


def test_a_problem_is_shown_at_the_field_that_it_belongs_to() -> None:
    assert [zones.field_of(name) for name in ("expiry_date", "number", "composite")] == [
        "expires_on", "number", "",
    ]  # fmt: skip
