"""Whatever a zone can hold is read as it was written, and whatever is read there is an answer."""

from __future__ import annotations

import string
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from travel_desk.base.partial import PartialDate
from travel_desk.mrz import Kind, Zone, check_digit, looks_like_zone, read, write

TODAY = date(2026, 11, 23)
UPPER = st.text(string.ascii_uppercase, min_size=1, max_size=9)
SIGNS = st.text(string.ascii_uppercase + string.digits, max_size=6)


@st.composite
def zones(draw: st.DrawFn) -> Zone:
    """Any zone that its kind can hold."""
    kind = draw(st.sampled_from(Kind))
    code = {Kind.TD3: "P", Kind.MRV_A: "V", Kind.MRV_B: "V"}.get(kind, "I") + draw(st.sampled_from(["", "D"]))
    names = draw(st.lists(UPPER, min_size=1, max_size=3))
    born = draw(st.dates(TODAY - timedelta(days=36500), TODAY))
    birth = draw(
        st.sampled_from(
            [None, PartialDate(born.year), PartialDate(born.year, born.month)]
            + [PartialDate(born.year, born.month, born.day)] * 3
        )
    )
    long = 5 if kind is Kind.TD2 else 13 if kind is Kind.TD1 else 0
    number = draw(st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=9 + long))
    optional = draw(SIGNS) if len(number) <= 9 else ""
    return Zone(
        kind,
        code,
        draw(UPPER)[:3],
        names[0],
        " ".join(names[1:]),
        number,
        draw(UPPER)[:3],
        birth,
        draw(st.sampled_from(["", "M", "F"])),
        draw(st.none() | st.dates(date(1976, 1, 1), date(2075, 12, 31))),
        optional,
        draw(SIGNS) if kind is Kind.TD1 else "",
    )


@given(zones())
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_again(zone: Zone) -> None:
    reading = read(write(zone), TODAY)
    assert reading.problems == ()
    assert reading.zone == zone


NEAR = st.text(st.sampled_from("<P<AV0ILO19é\n \rЖ٣²"), max_size=100)
SIZED = st.sampled_from([72, 88, 90]).flatmap(
    lambda size: st.text(st.sampled_from("<P<AV0ILO19é²٣"), min_size=size, max_size=size)
)


@given(st.text(max_size=200) | NEAR | SIZED, st.dates())
@settings(max_examples=300, deadline=None)
def test_whatever_is_read_there_is_an_answer(text: str, today: date) -> None:
    reading = read(text, today)
    assert reading.valid == (reading.problems == ())
    assert (reading.kind is None) == (reading.zone is None)
    for problem in reading.problems:
        assert str(problem.message)
    looks_like_zone(text)


CHECKED = {Kind.TD3: range(44, 88), Kind.TD2: range(36, 72), Kind.TD1: range(5, 60)}


@given(zones().filter(lambda zone: zone.kind in CHECKED), st.data())
@settings(max_examples=200, deadline=None)
def test_one_misread_sign_in_a_checked_field_is_told(zone: Zone, data: st.DataObject) -> None:
    text = write(zone).replace("\n", "")
    at = data.draw(st.sampled_from(CHECKED[zone.kind]))
    sign = data.draw(st.sampled_from("<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    wrong = text[:at] + sign + text[at + 1 :]
    reading = read(wrong, TODAY)
    # The known limit of a check digit: signs whose values are ten, twenty or thirty apart look alike to it.
    same = check_digit(sign) == check_digit(text[at])
    unchecked = reading.zone is not None and (reading.zone.sex, reading.zone.nationality) != (
        zone.sex,
        zone.nationality,
    )
    assert same or unchecked or not reading.valid
