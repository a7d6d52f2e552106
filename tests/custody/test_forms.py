"""The receipt: what stands on it, also where names and grounds are long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdfium2 import PdfDocument

from tests.custody.booklets import A12, BOOKLET, GIVEN_ON, HELD_ON, HOW, NOW, REVIEW, TRIP, recorded
from travel_desk.base.language import Language
from travel_desk.base.roles import Role
from travel_desk.custody import forms, rules
from travel_desk.custody.rules import Calendar, Custody, Representative, Use
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.names import LINE

EN = Language("en")
HEAD = Letterhead("Utopia", "Ministry of Public Service", "Travel Desk")
NEW = Custody(BOOKLET)
TAKEN = rules.take_in(NEW, rules.TakeIn(HOW, HELD_ON, REVIEW, 1), NOW)
HELD = recorded(NEW, TAKEN)
LEFT = rules.hand_out(HELD, TRIP, rules.HandOut(HOW, 1, date(2026, 11, 16)), NOW, Calendar(), EN)
OUT = recorded(HELD, LEFT)


def text(
    custody: Custody, made: rules.Handover, person: forms.Name | None = None, days: int | None = None
) -> str:
    """The text of a receipt, one line of it after another."""
    signers = forms.Signers("Mira Okafor", Role.CUSTODIAN, person)
    content = forms.content(custody, made, A12, signers, NOW + timedelta(minutes=1), days)
    pdf = PdfDocument(forms.render(content, HEAD, EN, "TD-H-2026-000001"))
    assert len(pdf) == 1
    return str(pdf[0].get_textpage().get_text_bounded())


def test_a_booklet_taken_in_shows_ground_and_review() -> None:
    said = text(NEW, TAKEN)
    for words in (
        "TAKEN IN", "D0081426", "Thu 5 Nov 2026, 08:44", "AL HADDAD, LAYLA", "Mira Okafor",
        "Custodian, Travel Desk, Ministry of Public Service", "Diplomatic passport, Utopia",
        "Expires 11 Jun 2031",
        "Held between trips, order 2026-14", "Travel Abroad Act, article 8(1)", "Review of the ground by",
        "Wed 5 May 2027", "without a new ground the desk gives it back", "Placed in",
        "Safe 1, shelf A, slot 12",
        "Papers with it: none.", "Thu 5 Nov 2026, 08:45", "Copy 1 of 2", "Copy 2 of 2", "cut here",
    ):  # fmt: skip
        assert words in said


def test_a_booklet_handed_out_shows_when_it_is_due() -> None:
    said = text(HELD, LEFT, days=5)
    for words in (
        "HANDED OUT",
        "Bring the passport back by",
        "Mon 16 Nov 2026",
        "5 working days after coming home",
        "Taken from",
    ):
        assert words in said
    assert "TD-H-2026-000001" in said
    assert "Thu 5 Nov 2026, taken in" in said


def test_a_booklet_given_back_is_held_no_longer() -> None:
    said = text(HELD, rules.give_back(HELD, rules.GiveBack(HOW, GIVEN_ON), NOW))
    assert "GIVEN BACK" in said
    assert "The desk holds this passport no longer." in said


def test_long_names_and_grounds_stay_whole() -> None:
    ground = replace(
        HELD_ON, text="order 2026-14 of the Head of the Organisation", article="x" * 30 + " " + "y" * 29
    )
    how = replace(
        HOW, representative=Representative(2, "letter of authority"), papers_with_it="one photograph"
    )
    order = rules.BringBack(how, Use.USED, 1, ground, REVIEW)
    name = ("", "ERIKSSON VAN DER LUBBE", "ANNA MARIA CHRISTINA THEODORA WILHELMINA")
    long = replace(OUT, booklet=replace(BOOKLET, native_name="", given_names="LAYLA " * 12))
    said = text(long, rules.bring_back(OUT, order, NOW), name)
    assert "BROUGHT BACK" in said
    assert "WILHELMINA" in said
    assert "Authority: letter of authority" in said
    assert "y" * 29 in said
    assert "one photograph" in said


@pytest.mark.parametrize(("size", "name"), [("large", "LI"), ("small", "A" * 39)])
def test_a_name_is_written_as_large_as_it_fits(size: str, name: str) -> None:
    custody = replace(NEW, booklet=replace(BOOKLET, surname=name, given_names=""))
    assert name in text(custody, TAKEN), size


def test_a_holder_whose_name_no_font_draws_gets_a_line_to_write_it_on() -> None:
    unwritten = replace(BOOKLET, native_name="\U000132f9")
    said = text(Custody(unwritten), TAKEN)
    assert "AL HADDAD, LAYLA" in said
    assert f"{LINE} · holder of the passport" in said
