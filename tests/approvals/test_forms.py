"""What the approval slip and the refusal letter say, and that all of it stands in its place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest

from tests.approvals.test_rules import REQUEST, TODAY
from travel_desk.approvals import forms
from travel_desk.approvals.forms import refusal as letter
from travel_desk.approvals.forms import slip
from travel_desk.approvals.forms.countries import alpha3, state_name
from travel_desk.approvals.rules import Decided, Kind, Order, Reason, Refusal, StageFacts
from travel_desk.base.language import Language
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.proof import Stamp
from travel_desk.papers import forms as papers
from travel_desk.trips.rules import Leg

APPEAL = date(2026, 12, 5)
ENGLISH = Language("en")
HEAD = Letterhead("Utopia", "Ministry of Public Service", "Travel Desk", "4 Harbour Square, room 12")
STAMP = Stamp("4F 2A 91 07", "Iris Valdemar", "Travel Desk, desk head", datetime(2026, 11, 5, 8, tzinfo=UTC))
DECISIONS = (
    Decided(Kind.CONDITIONS, "Security Office", "Petra", "Head", TODAY, ("Report within 7 days.",)),
    Decided(Kind.APPROVE, "Office of the Head of Government", "Henrik Solvang", "Head of the Office", TODAY),
)
CONTENT = slip.content(REQUEST, DECISIONS, date(2026, 11, 23))
LETTER = letter.content(
    REQUEST,
    StageFacts(11, 1, 2, "Security Office", "open", REQUEST.number, "in_approval", date(2026, 11, 2)),
    Order(11, "Petra Halvorsen", "Head", TODAY),
    Refusal(
        Reason.OTHER,
        "First reason.\nSecond.",
        "Travel Abroad Act",
        "7(3)",
        "Appeals Board",
        date(2026, 12, 5),
    ),
    "Mira Okonjo",
    TODAY,
)


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def draw(change: dict[str, Any], stamp: Stamp | None = None) -> list[str]:
    return text_of(slip.render({**CONTENT, **change}, HEAD, ENGLISH, "TD-2026-000001", stamp))


def test_a_slip_says_who_may_go_where_in_which_window_and_who_decided() -> None:
    (page,) = draw({}, STAMP)
    for said in (
        "APPROVED", "TD-2026-000001", "MAVRIDI, ELENI", "Ελένη Μαυρίδη", "S0290467",
        "Service passport, Utopia (UTO)", "Expires 14 Aug 2030", "UGA", "Uganda", "Kampala",
        "Thu 12 Nov 2026", "Mon 16 Nov 2026", "5 days", "Bring the passport back by", "Mon 23 Nov 2026",
        "5 working days after coming home", "Henrik Solvang", "Head of the Office",
        "Office of the Head of Government", "Report within 7 days.", "Iris Valdemar", "4F 2A 91 07",
        "Request TR-2026-000007", "page 1 of 1", "4 Harbour Square",
    ):  # fmt: skip
        assert said in page
    assert "Own organisation decides" in page


def test_a_slip_names_the_rule_that_judged_it() -> None:
    rule = {"act": "Travel Abroad Act", "article": "4(2)", "since": "2026-02-01"}
    (page,) = draw({"rule": rule})
    assert "Travel Abroad Act, article 4(2)" in page
    assert "in force since 1 Feb 2026" in page
    (page,) = draw({"rule": {**rule, "since": None}})
    assert "in force" not in page
    assert "Not signed yet" in page


def test_what_does_not_fit_its_place_stands_on_a_second_page() -> None:
    legs = [{"country": code, "city": "A city"} for code in ("BA", "GB", "KE", "UG", "TZ")]
    first, second = draw({"legs": legs, "conditions": [f"Condition number {n}." for n in range(1, 6)]})
    assert "5 countries, named on page 2" in first
    assert "5 conditions, written on page 2" in first
    assert "page 1 of 2" in first
    assert "Tanzania" in second
    assert "Condition number 5." in second
    only_cities = [{"country": "UG", "city": "A rather long name of a city " * 3}] * 2
    assert len(draw({"legs": only_cities * 3})) == 1
    wide = [{"country": "BA", "city": f"A rather long name of a city {n}"} for n in range(9)]
    assert "named on page 2" in draw({"legs": wide})[0]
    assert "4 conditions, written on page 2" in draw({"conditions": ["A.", "B.", "C.", "D."]})[0]


def test_a_slip_without_passport_native_name_or_conditions_says_so() -> None:
    (page,) = draw({"passport": None, "native_name": "", "conditions": [], "given_names": ""})
    assert "None named" in page
    assert "Conditions None" in page
    (page,) = draw({"surname": "", "given_names": "", "legs": [{"country": "UG", "city": ""}]})
    assert "Ελένη Μαυρίδη" in page


def test_a_long_name_is_wrapped_and_never_cut() -> None:
    name = "SUBRAMANIAM VENKATANARASIMHARAJUVARIPETA"
    post = "Deputy Permanent Under-Secretary for International Water Agreements and Transboundary Rivers"
    (page,) = draw({"surname": name, "given_names": "KONSTANTINOS ALEXANDROS", "post": post})
    assert "VENKATANARASIMHARAJUVARIPETA" in page
    assert "Transboundary Rivers" in page


def test_a_slip_on_its_own_route_has_no_rule_and_freezes_none() -> None:
    assert CONTENT["rule"] is None
    assert slip.content(_with_legs(), DECISIONS, TODAY)["legs"] == [{"country": "UG", "city": "Kampala"}]
    from dataclasses import replace

    from travel_desk.policy.rules import Judgement, PersonFacts

    judged = Judgement(TODAY, PersonFacts(1, ""), (), rule_id=3, act="Act", article="4", from_day=TODAY)
    frozen = slip.content(replace(REQUEST, judgement=judged, passport=None), DECISIONS, TODAY)
    assert frozen["rule"] == {"act": "Act", "article": "4", "since": "2026-11-05"}
    assert frozen["passport"] is None
    undated = replace(judged, from_day=None)
    assert slip.content(replace(REQUEST, judgement=undated), DECISIONS, TODAY)["rule"]["since"] is None


def _with_legs() -> Any:
    from dataclasses import replace

    return replace(REQUEST, legs=(Leg("UG", "Kampala", TODAY, TODAY),))


def test_a_refusal_letter_says_what_it_owes_the_official() -> None:
    (page,) = text_of(letter.render(LETTER, HEAD, ENGLISH, "TD-R-2026-000001", STAMP))
    for said in (
        "Your request to travel was refused", "Ελένη Μαυρίδη", "MAVRIDI ELENI", "Uganda (Kampala)",
        "The host was to pay.", "by Petra Halvorsen, Head", "Security Office, Thu 5 Nov 2026, stage 1 of 2",
        "a) First reason.", "b) Second.", "Travel Abroad Act, article 7(3)", "Appeal until",
        "Sat 5 Dec 2026", "Appeals Board", "TR-2026-000007", "Mon 2 Nov 2026", "Mira Okonjo",
        "page 1 of 1", "Signature of the recipient",
    ):  # fmt: skip
        assert said in page


def test_a_letter_with_many_reasons_runs_on_and_is_signed_on_its_last_page() -> None:
    reasons = [f"Reason number {n}, which takes a whole line of this letter to say." for n in range(60)]
    long = {**LETTER, "reasons": reasons, "received": None, "post": "", "latin": ""}
    first, second, last = text_of(letter.render(long, HEAD, ENGLISH, "TD-R-2026-000001"))
    assert "page 1 of 3" in first
    assert "Digital signature" not in first
    assert "Digital signature" in last
    assert "27) Reason number 26" in first + second
    (short,) = text_of(letter.render({**LETTER, "reasons": ["One."]}, HEAD, ENGLISH, "TD-R-2026-000001"))
    assert "a) One." not in short


@pytest.mark.parametrize(("two", "three"), [("CH", "CHE"), ("CD", "COD"), ("UT", "UTO"), ("??", "??")])
def test_countries_bear_their_three_letter_codes(two: str, three: str) -> None:
    assert alpha3(two) == three


def test_an_issuing_state_is_named_with_its_code() -> None:
    assert state_name("UTO", ENGLISH) == "Utopia (UTO)"
    assert state_name("CHE", ENGLISH) == "Switzerland (CHE)"
    assert state_name("XOM", ENGLISH) == "XOM"


def test_papers_learn_how_both_are_drawn() -> None:
    forms.register()
    drawn = papers.renderer(papers.Kind.SLIP)(CONTENT, HEAD, ENGLISH, "TD-2026-000001", None)
    assert drawn == slip.render(CONTENT, HEAD, ENGLISH, "TD-2026-000001")
    refused = papers.renderer(papers.Kind.REFUSAL)(LETTER, HEAD, ENGLISH, "TD-R-2026-000001", None)
    assert refused == letter.render(LETTER, HEAD, ENGLISH, "TD-R-2026-000001")
