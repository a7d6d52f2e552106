"""The rules of trips: the state machine of a request and the checks of a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.officials.rules import PassportKind
from travel_desk.policy.rules import Judgement, PersonFacts, Stage
from travel_desk.trips import rules
from travel_desk.trips.rules import (
    Booklet,
    CheckFacts,
    Event,
    Finding,
    Journey,
    Kind,
    Leg,
    PersonOnTrip,
    PlannedStage,
    Severity,
    StageState,
    State,
    Traveller,
    TripDraft,
)

TODAY = date(2026, 11, 5)
LEGS = (
    Leg("UG", "Kampala", date(2026, 11, 12), date(2026, 11, 14)),
    Leg("KE", "Kisumu", date(2026, 11, 14), date(2026, 11, 16)),
)
ELENI, TIGIST, AASA = 1, 2, 3


def draft(**changes: object) -> TripDraft:
    base = TripDraft(
        kind=Kind.CONFERENCE,
        purpose="Basin Waters Forum",
        host="Great Lakes Basin Council",
        legs=LEGS,
        travellers=(Traveller(ELENI, True, 10),),
        late_reason="Host moved the forum forward.",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def booklet(expires: date, id: int = 10) -> Booklet:
    return Booklet(id, PassportKind.DIPLOMATIC, "D0064498", "UTO", expires)


def facts(*, journeys: tuple[Journey, ...] = (), booklets: tuple[Booklet, ...] = ()) -> CheckFacts:
    lasting = booklets or (booklet(date(2030, 1, 1)),)
    return CheckFacts(
        {
            ELENI: PersonOnTrip(ELENI, "Eleni", "MAVRIDI ELENI", lasting, journeys),
            TIGIST: PersonOnTrip(TIGIST, "Tigist", "BEKELE TIGIST", (booklet(date(2030, 1, 1), 20),)),
            AASA: PersonOnTrip(AASA, "Åsa", journeys=journeys),
        }
    )


def judgement(notice: int = 10, number: int | None = 2) -> Judgement:
    return Judgement(
        TODAY,
        PersonFacts(ELENI, "Eleni"),
        (Stage("head", "Head", 3, True),),
        notice_working_days=notice,
        number=number,
    )


def check(one: TripDraft, known: CheckFacts | None = None, notice: int = 10) -> list[Finding]:
    judged = {t.person_id: judgement(notice) for t in one.travellers}
    return rules.check_trip(one, known or facts(), judged, TODAY)


def problems(findings: list[Finding]) -> dict[str, str]:
    return {f.field: Language("en").say(f.message) for f in findings if f.severity is Severity.PROBLEM}


def warnings(findings: list[Finding]) -> dict[str, str]:
    return {f.field: Language("en").say(f.message) for f in findings if f.severity is Severity.WARNING}


class ARequestOnItsWay(RuleBasedStateMachine):
    """Whatever is tried, a request goes only where domain.md says, and a refusal changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.DRAFT
        self.passed: list[State] = [State.DRAFT]

    @rule(event=st.sampled_from(Event))
    def anything_is_tried(self, event: Event) -> None:
        before = self.state
        if rules.can(before, event):
            self.state = rules.next_state(before, event)
            self.passed.append(self.state)
        else:
            with pytest.raises(Refused):
                rules.next_state(before, event)

    @precondition(lambda self: self.state is State.IN_APPROVAL)
    @rule()
    def the_next_office_is_asked(self) -> None:
        assert rules.next_state(self.state, Event.REACH_STAGE) is State.IN_APPROVAL

    @invariant()
    def nobody_leaves_without_approval_and_slip(self) -> None:
        if self.state in (State.DEPARTED, State.HOME, State.CLOSED):
            assert State.APPROVED in self.passed
            assert State.SLIP_ISSUED in self.passed

    @invariant()
    def an_end_is_an_end(self) -> None:
        if self.state in (State.REFUSED, State.WITHDRAWN, State.CLOSED):
            assert not any(rules.can(self.state, event) for event in Event)


TestARequestOnItsWay = ARequestOnItsWay.TestCase


def test_a_refusal_of_the_state_machine_says_how_the_request_stands() -> None:
    with pytest.raises(Refused) as refused:
        rules.next_state(State.DRAFT, Event.ISSUE_SLIP)
    assert Language("en").say(refused.value.message) == (
        "A slip is issued only for an approved request; this one is: Draft."
    )


def test_every_word_has_its_label() -> None:
    english = Language("en")
    for words in (rules.Kind, rules.Funding, rules.State):
        labels = [english.say(one.label) for one in words]
        assert len(set(labels)) == len(labels)


def test_a_stage_is_favourable_when_approved_with_or_without_conditions() -> None:
    assert {one for one in StageState if one.favourable} == {StageState.APPROVED, StageState.CONDITIONS}


def test_treatment_and_family_are_private() -> None:
    assert {kind for kind in Kind if kind.private} == {Kind.TREATMENT, Kind.FAMILY}


def test_a_trip_in_order_has_no_problem() -> None:
    found = check(draft())
    assert problems(found) == {}
    assert {f.field for f in found if f.severity is Severity.FINE} == {"travellers", "passports"}
    rules.submit_trip(found)


def test_an_empty_draft_is_told_all_that_it_lacks() -> None:
    assert problems(check(TripDraft())) == {
        "purpose": "Write what the trip is for.",
        "legs": "Add at least one leg: where to, and from when to when.",
        "travellers": "Add at least one traveller.",
    }


@pytest.mark.parametrize(
    ("legs", "field", "words"),
    [
        ((replace(LEGS[0], country=""),), "legs.0", "Choose the country"),
        ((replace(LEGS[0], city=" "),), "legs.0", "Write the city"),
        ((replace(LEGS[0], leaves=None),), "legs.0", "Give both days"),
        ((replace(LEGS[0], leaves=date(2026, 11, 11)),), "legs.0", "before arriving on Thu 12 Nov 2026"),
        ((replace(LEGS[0], leaves=date(2126, 11, 14)),), "legs.0", "more than five years"),
        (
            (LEGS[0], replace(LEGS[1], arrives=date(2026, 11, 13))),
            "legs.1",
            "Leg 2 begins on Fri 13 Nov",
        ),
        ((replace(LEGS[0], arrives=date(2026, 11, 4)),), "legs.0", "This trip began on Wed 4 Nov 2026"),
    ],
)
def test_days_and_places_must_be_whole_and_in_order(legs: tuple[Leg, ...], field: str, words: str) -> None:
    assert words in problems(check(draft(legs=legs)))[field]


def test_legs_may_touch() -> None:
    assert "legs.1" not in problems(check(draft()))


def test_nothing_is_said_of_overlaps_while_the_days_are_wrong() -> None:
    assert all(not f.field.startswith("passports") for f in check(draft(legs=())))


OSLO = Journey(9, "T-2026-0009", date(2026, 11, 10), date(2026, 11, 13), "Oslo")


def test_an_overlap_with_another_trip_of_the_traveller_is_named() -> None:
    assert problems(check(draft(), facts(journeys=(OSLO,))))["travellers"] == (
        "Eleni is in Oslo from Tue 10 Nov 2026 to Fri 13 Nov 2026 (T-2026-0009). Change the days of one trip."
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 10), date(2026, 11, 12)),
        (date(2026, 11, 16), date(2026, 11, 20)),
        (date(2026, 11, 12), date(2026, 11, 12)),
    ],
)
def test_touching_dates_are_fine(first: date, last: date) -> None:
    assert problems(check(draft(), facts(journeys=(replace(OSLO, first=first, last=last),)))) == {}


def test_two_trips_on_one_and_the_same_day_overlap() -> None:
    day = date(2026, 11, 20)
    assert rules.is_overlapping(day, day, replace(OSLO, first=day, last=day))


spans = st.tuples(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(0, 20)).map(
    lambda one: (one[0], one[0] + timedelta(days=one[1]))
)


@given(spans, spans)
def test_an_overlap_is_the_same_from_both_sides(one: tuple[date, date], other: tuple[date, date]) -> None:
    def journey(span: tuple[date, date]) -> Journey:
        return Journey(1, "T", span[0], span[1], "X")

    assert rules.is_overlapping(*one, journey(other)) == rules.is_overlapping(*other, journey(one))
    shared = {one[0] + timedelta(days=n) for n in range((one[1] - one[0]).days + 1)} & {
        other[0] + timedelta(days=n) for n in range((other[1] - other[0]).days + 1)
    }
    if len(shared) > 1:
        assert rules.is_overlapping(*one, journey(other))
    if not shared:
        assert not rules.is_overlapping(*one, journey(other))


def test_both_border_days_count_as_days_abroad() -> None:
    assert rules.days_abroad(date(2026, 11, 12), date(2026, 11, 16)) == 5
    assert rules.days_abroad(date(2026, 12, 30), date(2027, 1, 2), 2026) == 2
    assert rules.days_abroad(date(2026, 12, 30), date(2027, 1, 2), 2028) == 0


def test_the_same_person_twice_is_refused_while_typing_and_when_kept() -> None:
    twice = draft(travellers=(Traveller(ELENI, True, 10), Traveller(ELENI)))
    assert "entered twice" in problems(check(twice))["travellers"]
    with pytest.raises(Refused, match="entered twice"):
        rules.draft_trip(twice)


def test_one_traveller_leads() -> None:
    nobody = draft(travellers=(Traveller(ELENI, False, 10), Traveller(TIGIST, False, 20)))
    assert "One traveller leads" in problems(check(nobody))["travellers"]


def test_a_substitute_stays_at_the_office() -> None:
    stays = draft(travellers=(Traveller(ELENI, True, 10, AASA),))
    assert any(f.field == "substitute" and f.severity is Severity.FINE for f in check(stays))
    away = {**facts().people, AASA: PersonOnTrip(AASA, "Åsa", journeys=(OSLO,))}
    assert "Åsa is away in Oslo" in problems(check(stays, CheckFacts(away)))["substitute"]
    himself = draft(travellers=(Traveller(ELENI, True, 10, ELENI),))
    assert "Eleni travels too" in problems(check(himself))["substitute"]
    fellow = draft(travellers=(Traveller(ELENI, True, 10, TIGIST), Traveller(TIGIST, False, 20)))
    assert "Tigist travels too" in problems(check(fellow))["substitute"]


def test_a_substitute_who_is_not_in_the_register_passes_for_the_store_to_refuse() -> None:
    unknown = draft(travellers=(Traveller(ELENI, True, 10, 99),))
    assert any(f.field == "substitute" and f.severity is Severity.FINE for f in check(unknown))


def test_late_notice_wants_a_written_reason() -> None:
    assert problems(check(draft(late_reason=" ")))["late_reason"] == (
        "5 working days’ notice; Travel Rule 2 asks for 10. Write the reason."
    )
    assert warnings(check(draft()))["late_reason"] == (
        "Late notice, reason written: 5 working days instead of 10"
    )


def test_notice_that_is_kept_is_said_so() -> None:
    found = [f for f in check(draft(late_reason=""), notice=5) if f.field == "late_reason"]
    assert [f.severity for f in found] == [Severity.FINE]


def test_holidays_shorten_the_notice() -> None:
    known = replace(facts(), holidays=frozenset({date(2026, 11, 6)}))
    assert "4 working days’ notice" in problems(check(draft(late_reason=""), known, 5))["late_reason"]


def test_no_rule_asks_no_notice() -> None:
    one = draft(late_reason="")
    found = rules.check_trip(one, facts(), {ELENI: judgement(0, None)}, TODAY)
    assert problems(found) == warnings(found) == {}


def test_a_passport_stays_valid_180_days_after_coming_home() -> None:
    home = date(2026, 11, 16)
    short = check(draft(), facts(booklets=(booklet(home + timedelta(days=131)),)))
    assert warnings(short)["passports"] == (
        "The passport of Eleni expires 131 days after coming home; 180 are wanted."
    )
    assert "passports" not in warnings(check(draft(), facts(booklets=(booklet(home + timedelta(days=180)),))))
    gone = check(draft(), facts(booklets=(booklet(home - timedelta(days=1)),)))
    assert problems(gone)["passports"] == (
        "The passport of Eleni expires on Sun 15 Nov 2026, before coming home."
    )


def test_a_better_passport_is_pointed_out() -> None:
    known = facts(booklets=(booklet(date(2027, 1, 1)), booklet(date(2031, 1, 1), 11)))
    found = [f for f in check(draft(), known) if f.field == "passports"]
    assert [f.passport_id for f in found] == [11]


def test_a_traveller_unknown_to_the_register_has_nothing_to_check() -> None:
    found = check(draft(travellers=(Traveller(99, True),)))
    assert problems(found) == {}


def test_a_chosen_passport_is_the_travellers_own() -> None:
    rules.own_passports(draft(), facts().people)
    for wrong in (Traveller(ELENI, True, 20), Traveller(99, True, 10)):
        with pytest.raises(Refused, match="not the traveller"):
            rules.own_passports(draft(travellers=(wrong,)), facts().people)


def test_a_draft_may_lack_much_but_not_its_travellers_nor_the_order_of_days() -> None:
    rules.draft_trip(TripDraft(travellers=(Traveller(ELENI),), legs=(Leg(),)))
    with pytest.raises(Refused, match="at least one traveller"):
        rules.draft_trip(TripDraft())
    backwards = Leg("UG", "Kampala", date(2026, 11, 14), date(2026, 11, 12))
    with pytest.raises(Refused, match="before arriving"):
        rules.draft_trip(draft(legs=(backwards,)))


def test_a_trip_is_changed_while_all_its_requests_are_open_to_change() -> None:
    rules.change_trip(draft(), [State.DRAFT, State.SENT_BACK, State.WITHDRAWN])
    with pytest.raises(Refused, match="This trip is submitted"):
        rules.change_trip(draft(), [State.IN_APPROVAL])
    with pytest.raises(Refused, match="Others on this trip"):
        rules.change_trip(draft(), [State.SENT_BACK, State.APPROVED])


def test_a_problem_keeps_a_trip_from_being_submitted() -> None:
    with pytest.raises(Refused) as refused:
        rules.submit_trip(check(draft(purpose="")))
    assert refused.value.field == "purpose"


def test_each_stage_is_due_some_working_days_after_the_one_before() -> None:
    stages = (Stage("security", "Security Office", 3, False), Stage("head", "Head", 2, True))
    planned = rules.plan_stages(stages, TODAY)
    assert [(one.position, one.due) for one in planned] == [(1, date(2026, 11, 10)), (2, date(2026, 11, 12))]


def test_a_delegations_route_names_each_office_once_for_whom_it_decides() -> None:
    def stage(position: int, code: str, day: int, final: bool = False) -> PlannedStage:
        return PlannedStage(position, code, code.title(), 3, final, date(2026, 11, day))

    joint = rules.joint_route(
        {
            ELENI: [stage(1, "head", 10), stage(2, "government", 17, True)],
            TIGIST: [stage(1, "security", 9), stage(2, "head", 12), stage(3, "government", 19, True)],
            AASA: [stage(1, "head", 10, True)],
        }
    )
    assert [(one.office_name, one.due.day, one.final, one.persons) for one in joint] == [
        ("Security", 9, False, (TIGIST,)),
        ("Head", 12, False, (ELENI, TIGIST, AASA)),
        ("Government", 19, True, (ELENI, TIGIST)),
    ]


def test_a_draft_knows_its_first_and_last_day_once_its_legs_do() -> None:
    assert (draft().first_day, draft().last_day) == (date(2026, 11, 12), date(2026, 11, 16))
    assert (TripDraft().first_day, TripDraft().last_day) == (None, None)


def test_the_usual_passport_is_a_diplomatic_one_that_lasts() -> None:
    home = date(2026, 11, 16)
    short = booklet(date(2026, 12, 1), 1)
    ordinary = replace(booklet(date(2031, 1, 1), 2), kind=PassportKind.ORDINARY)
    person = PersonOnTrip(ELENI, "Eleni", booklets=(ordinary, short))
    assert rules.usual_passport(person, None, 180) == 1
    assert rules.usual_passport(person, home, 180) == 2
    assert rules.usual_passport(PersonOnTrip(AASA, "Åsa"), home, 180) is None
