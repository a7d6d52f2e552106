"""Nobody is sent on a trip without a passport to show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.trips import desks, people
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.officials.rules import PassportKind
from travel_desk.trips import actions, rules
from travel_desk.trips.rules import (
    Booklet,
    CheckFacts,
    Finding,
    PersonOnTrip,
    Severity,
    Traveller,
    TripDraft,
)

TODAY = date(2026, 11, 5)
OWN = Booklet(10, PassportKind.SERVICE, "S0266410", "UTO", date(2030, 1, 1))
ELENI = 1


def said(draft: TripDraft, *booklets: Booklet) -> list[tuple[Severity, str, int | None]]:
    """Return what the checks say of passports."""
    facts = CheckFacts({ELENI: PersonOnTrip(ELENI, "Eleni", booklets=booklets)})
    found: list[Finding] = rules.check_trip(draft, facts, {}, TODAY)
    return [
        (f.severity, Language("en").say(f.message), f.passport_id)
        for f in found
        if f.field == "passports" and f.severity is not Severity.FINE
    ]


def test_who_has_no_passport_is_told_to_have_it_registered() -> None:
    draft = TripDraft(purpose="Forum", travellers=(Traveller(ELENI, True),))
    words = "Eleni has no passport in the register. Register it first."
    assert said(draft) == [(Severity.PROBLEM, words, None)]
    finding = rules.passport_finding(PersonOnTrip(ELENI, "Eleni"), None, date(2026, 11, 14), 180)
    assert finding is not None
    assert (finding.severity, Language("en").say(finding.message)) == (Severity.PROBLEM, words)


def test_who_has_one_is_told_to_choose_it() -> None:
    draft = TripDraft(purpose="Forum", travellers=(Traveller(ELENI, True),))
    assert said(draft, OWN) == [(Severity.PROBLEM, "Choose the passport that Eleni will use.", None)]
    person = PersonOnTrip(ELENI, "Eleni", booklets=(OWN,))
    finding = rules.passport_finding(person, None, date(2026, 11, 14), 180)
    assert finding is not None
    assert (finding.severity, finding.passport_id) == (Severity.PROBLEM, OWN.id)


def test_a_chosen_one_is_no_problem_before_the_days_are_known() -> None:
    draft = TripDraft(purpose="Forum", travellers=(Traveller(ELENI, True, OWN.id), Traveller(99)))
    assert said(draft, OWN) == []


def test_a_request_without_a_passport_is_kept_but_not_submitted(tmp_path: Path) -> None:
    world = desks.world(tmp_path)
    bare = people.official(world.desk, "Ада", "LOVE ADA", organisation_id=world.ministry, expires=None)
    draft = world.draft(bare)
    with pytest.raises(Refused, match="has no passport in the register") as caught:
        actions.submit_trip(world.desk, draft)
    assert caught.value.field == "passports"
    assert actions.draft_trip(world.desk, draft).value
    people.booklet(world.desk, bare, "S1", date(2031, 1, 1))
    with pytest.raises(Refused, match="Choose the passport"):
        actions.submit_trip(world.desk, draft)
