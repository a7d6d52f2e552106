from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.message import Refused
from travel_desk.papers import rules
from travel_desk.papers.rules import CertificateFacts, Event, HeadLines, Kind, State

TODAY = date(2026, 11, 5)
LINES = HeadLines(" Utopia ", "Ministry", "Travel Desk", "")


def facts(ends_in: int = 400, crl_ends_in: int = 400) -> CertificateFacts:
    noon = datetime(2026, 11, 5, 12, tzinfo=UTC)
    ends, crl = (noon + timedelta(days=days) for days in (ends_in, crl_ends_in))
    return CertificateFacts(1, 1, "CN=Travel Desk", "4F2A", noon, ends, crl, True)


@given(st.lists(st.sampled_from(Event), max_size=8), st.sampled_from([State.TO_SIGN, State.READY]))
def test_a_paper_is_only_printed_once_signed_and_never_comes_back_from_void(
    events: list[Event], state: State
) -> None:
    for event in events:
        before = state
        try:
            state = rules.next_state(state, event)
        except Refused:
            assert state == before
        if before is State.VOID:
            assert state is State.VOID
        if event in {Event.PRINT, Event.SAVE} and before is State.TO_SIGN:
            assert state is State.TO_SIGN


@pytest.mark.parametrize(
    ("state", "event", "words"),
    [
        (State.VOID, Event.PRINT, "void"),
        (State.SIGNED, Event.SIGN, "signed already"),
        (State.READY, Event.SIGN, "signed in ink"),
        (State.TO_SIGN, Event.PRINT, "Sign it first"),
        (State.TO_SIGN, Event.SAVE, "Sign it first"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(state: State, event: Event, words: str) -> None:
    with pytest.raises(Refused, match=words):
        rules.next_state(state, event)


def test_voiding_needs_a_reason() -> None:
    with pytest.raises(Refused) as caught:
        rules.check_void(State.SIGNED, "  ")
    assert caught.value.field == "reason"
    assert rules.check_void(State.SIGNED, " the trip was amended ") == "the trip was amended"


def test_every_kind_and_state_has_its_words() -> None:
    assert len({str(kind.label) for kind in Kind}) == len(Kind)
    assert len({str(state.label) for state in State}) == len(State)
    assert [kind for kind in Kind if kind.digital] == [Kind.SLIP, Kind.REFUSAL]


def test_the_lines_of_the_letterhead_are_trimmed() -> None:
    assert rules.check_letterhead(LINES).country == "Utopia"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        (HeadLines("", "Ministry", "Desk", ""), "country"),
        (HeadLines("Utopia", " ", "Desk", ""), "organisation"),
        (HeadLines("Utopia", "Ministry", "", ""), "desk"),
        (HeadLines("Utopia", "Ministry", "Desk", "x" * 121), "address"),
        (HeadLines("Utopia", "Ministry", "Desk", "", b"GIF89a"), "emblem"),
        (HeadLines("Utopia", "Ministry", "Desk", "", b"\xff\xd8\xff" + bytes(500_000)), "emblem"),
    ],
)
def test_a_letterhead_that_cannot_be_printed_is_refused_at_its_field(lines: HeadLines, field: str) -> None:
    with pytest.raises(Refused) as caught:
        rules.check_letterhead(lines)
    assert caught.value.field == field


def test_an_emblem_is_a_png_or_a_jpeg() -> None:
    for start in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"):
        assert rules.check_letterhead(HeadLines("U", "M", "D", "", start)).emblem == start


def test_a_new_certificate_password_is_long_and_typed_twice_alike() -> None:
    rules.check_new_password("long enough", "long enough")
    with pytest.raises(Refused) as caught:
        rules.check_new_password("short", "short")
    assert caught.value.field == "certificate_password"
    with pytest.raises(Refused) as caught:
        rules.check_new_password("long enough", "long enouhg")
    assert caught.value.field == "again"


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (None, ["no certificate yet"]),
        (facts(), []),
        (facts(31, 31), []),
        (facts(30), ["certificate ends in 30 days"]),
        (facts(1), ["certificate ends in 1 day."]),
        (facts(-1), ["certificate ended"]),
        (facts(400, 7), ["revocation list ends in 7 days"]),
        (facts(400, -1), ["revocation list ended"]),
        (facts(-1, -1), ["certificate ended", "revocation list ended"]),
    ],
)
def test_what_must_be_done_soon_about_the_certificate_is_said(
    known: CertificateFacts | None, words: list[str]
) -> None:
    from travel_desk.base.language import Language

    said = [Language("en").say(message) for message in rules.warnings(known, TODAY)]
    assert len(said) == len(words)
    assert all(word in sentence for word, sentence in zip(words, said, strict=True))


@pytest.mark.usefixtures("in_kyiv")
def test_a_certificate_ends_on_the_local_day() -> None:
    from travel_desk.base.language import Language

    late = datetime(2026, 11, 5, 22, 30, tzinfo=UTC)  # 6 November, half past midnight
    found = rules.warnings(CertificateFacts(1, 1, "CN=Travel Desk", "4F2A", late, late, late, True), TODAY)
    said = [Language("en").say(message) for message in found]
    assert said == [
        "The certificate ends in 1 day. Replace it in time.",
        "The revocation list ends in 1 day. Renew it in time.",
    ]
