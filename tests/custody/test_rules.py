"""What may be done with a booklet, and what the desk answers where it may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.custody.booklets import (
    A12,
    BOOKLET,
    GIVEN_ON,
    HELD_ON,
    HOW,
    NOW,
    NUMBER,
    REVIEW,
    TODAY,
    TRIP,
    ZONE,
    recorded,
)
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.base.workdays import working_days_between
from travel_desk.custody import rules
from travel_desk.custody.rules import (
    BookletState,
    BringBack,
    Calendar,
    Custody,
    GiveBack,
    GroundKind,
    HandOut,
    Kind,
    NewPlaces,
    NewSafe,
    Representative,
    State,
    TakeIn,
    Use,
)
from travel_desk.trips.rules import State as TripState

EN = Language("en")
WITH_HOLDER = Custody(BOOKLET)
TAKE_IN = TakeIn(HOW, HELD_ON, REVIEW, 1)
HAND_OUT = HandOut(HOW, 1, date(2026, 11, 16))
BRING_BACK = BringBack(HOW, Use.USED, 1)
GIVE_BACK = GiveBack(HOW, GIVEN_ON)
HELD = recorded(WITH_HOLDER, rules.take_in(WITH_HOLDER, TAKE_IN, NOW))
OUT = recorded(HELD, rules.hand_out(HELD, TRIP, HAND_OUT, NOW, Calendar(), EN))
BACK = recorded(OUT, rules.bring_back(OUT, BRING_BACK, NOW))
GIVEN = recorded(BACK, rules.give_back(BACK, GIVE_BACK, NOW))


def refusal(deed: Callable[[], object]) -> tuple[str, str]:
    """The sentence and the field of what `deed` is refused for."""
    with pytest.raises(Refused) as caught:
        deed()
    return EN.say(caught.value.message), caught.value.field


def hand_out(
    custody: Custody = HELD, order: HandOut = HAND_OUT, trip: rules.TripFacts = TRIP
) -> rules.Handover:
    return rules.hand_out(custody, trip, order, NOW, Calendar(), EN)


def test_a_booklet_goes_from_its_holder_to_the_safe_and_abroad_and_back() -> None:
    assert WITH_HOLDER.version == 0
    assert [c.version for c in (HELD, OUT, BACK, GIVEN)] == [1, 2, 3, 4]
    assert [c.state(TODAY) for c in (WITH_HOLDER, HELD, OUT, BACK, GIVEN)] == [
        State.WITH_HOLDER, State.IN_CUSTODY, State.HANDED_OUT, State.IN_CUSTODY, State.WITH_HOLDER,
    ]  # fmt: skip
    again = rules.take_in(GIVEN, TAKE_IN, NOW)
    assert (again.number, again.previous, again.party_id) == (5, GIVEN.last, BOOKLET.holder_id)


def test_the_state_says_what_is_late() -> None:
    assert HELD.state(REVIEW) is State.IN_CUSTODY
    assert HELD.state(REVIEW + timedelta(days=1)) is State.GROUND_LAPSED
    assert OUT.state(date(2026, 11, 16)) is State.HANDED_OUT
    assert OUT.state(date(2026, 11, 17)) is State.OVERDUE


def test_every_word_has_a_label() -> None:
    for words in (Kind, GroundKind, BookletState, Use, State):
        assert all(EN.say(word.label) for word in words)


def test_what_is_held_is_not_taken_in_again() -> None:
    said, _ = refusal(lambda: rules.take_in(HELD, TAKE_IN, NOW))
    assert said == "This passport is in custody already, in Safe 1, A-12."
    said, _ = refusal(lambda: rules.take_in(OUT, TAKE_IN, NOW))
    assert "brought back instead" in said


def test_what_the_desk_does_not_hold_does_not_leave() -> None:
    for deed in (
        lambda: hand_out(WITH_HOLDER),
        lambda: hand_out(GIVEN),
        lambda: rules.give_back(WITH_HOLDER, GIVE_BACK, NOW),
    ):
        assert "with the holder" in refusal(deed)[0]
    assert refusal(lambda: hand_out(OUT))[0] == (
        "This passport is handed out already, due back Mon 16 Nov 2026."
    )
    assert "handed out already" in refusal(lambda: rules.give_back(OUT, GIVE_BACK, NOW))[0]
    for custody in (WITH_HOLDER, HELD, GIVEN):
        assert "not handed out" in refusal(lambda c=custody: rules.bring_back(c, BRING_BACK, NOW))[0]


def test_whoever_saw_an_older_state_is_told_what_happened_meanwhile() -> None:
    rules.check_seen(WITH_HOLDER, 0)
    rules.check_seen(OUT, 2)
    said, _ = refusal(lambda: rules.check_seen(OUT, 1))
    assert said.startswith(
        "Meanwhile Mira Okonjo recorded of this passport: Handed out (Thu 5 Nov 2026, 08:44)."
    )


def test_the_ground_of_a_hand_out_is_the_slip_and_the_rule() -> None:
    made = hand_out()
    assert made.ground == rules.Ground(GroundKind.TRIP, "TD-2026-000341", "Travel Order 14/2026, art. 3")
    assert (made.request_id, made.due_back, made.number) == (1, date(2026, 11, 16), 2)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"person_id": 2}, "another person"),
        ({"passport_id": 9}, "another passport"),
        ({"state": TripState.APPROVED}, "Issue the slip first"),
        ({"state": TripState.CLOSED}, "Issue the slip first"),
        ({"slip": ""}, "Issue the slip first"),
        ({"unsigned": True}, "The slip TD-2026-000341 is not signed yet. Sign it first."),
        ({"leaves": date(2026, 11, 13), "home": date(2026, 11, 20)}, "from Fri 6 Nov 2026 on"),
        ({"leaves": date(2026, 11, 2), "home": date(2026, 11, 4)}, "ended on Wed 4 Nov 2026"),
    ],
)
def test_a_booklet_leaves_only_for_an_approved_trip_in_its_window(
    change: dict[str, object], says: str
) -> None:
    trip = replace(TRIP, **change)  # type: ignore[arg-type]
    said, field = refusal(lambda: hand_out(trip=trip))
    assert says in said
    assert field == "ground"


def test_a_trip_without_a_named_booklet_takes_any_of_the_holder() -> None:
    assert hand_out(trip=replace(TRIP, passport_id=None, state=TripState.DEPARTED)).request_id == 1


def test_a_booklet_is_due_back_after_coming_home_and_not_too_late() -> None:
    early = replace(HAND_OUT, due_back=date(2026, 11, 8))
    assert refusal(lambda: hand_out(order=early)) == (
        "The traveller comes home on Mon 9 Nov 2026: choose a later day.", "due_back",
    )  # fmt: skip
    late = replace(HAND_OUT, due_back=date(2026, 11, 17))
    assert refusal(lambda: hand_out(order=late)) == (
        "The passport must be back by Mon 16 Nov 2026: choose that day or an earlier one.", "due_back",
    )  # fmt: skip


def test_the_day_that_the_approval_set_goes_first() -> None:
    assert rules.due_back(TRIP, Calendar()) == date(2026, 11, 16)
    assert rules.due_back(TRIP, Calendar(holidays={date(2026, 11, 10)})) == date(2026, 11, 17)
    assert rules.due_back(replace(TRIP, due_back=date(2026, 11, 12)), Calendar()) == date(2026, 11, 12)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 15), st.integers(0, 40))
def test_the_window_opens_so_many_working_days_before(leaves: date, before: int, abroad: int) -> None:
    trip = replace(TRIP, leaves=leaves, home=leaves + timedelta(days=abroad))
    week = Calendar(days_before=before)
    opens = rules.opens_on(trip, week)
    assert opens <= leaves
    # Weekend days before departure are not counted; the last of them may be the departure itself.
    assert before - 1 <= working_days_between(opens, leaves) <= before
    assert rules.due_back(trip, week) > trip.home


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_ground_is_reviewed_six_months_later(day: date) -> None:
    later = rules.review_on(day)
    months = (later.year - day.year) * 12 + later.month - day.month
    assert months == 6
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("ground", "field"),
    [
        (replace(HELD_ON, kind=GroundKind.TRIP), "ground_kind"),
        (replace(HELD_ON, text="  "), "ground"),
        (replace(HELD_ON, article=""), "article"),
        (replace(HELD_ON, text="x" * 46), "ground"),
        (replace(HELD_ON, article="x" * 61), "article"),
    ],
)
def test_nothing_is_held_without_a_ground(ground: rules.Ground, field: str) -> None:
    order = replace(TAKE_IN, ground=ground)
    assert refusal(lambda: rules.take_in(WITH_HOLDER, order, NOW))[1] == field


def test_nothing_is_held_without_a_review_to_come() -> None:
    for day in (TODAY, date(2032, 1, 1)):
        order = replace(TAKE_IN, review_on=day)
        assert refusal(lambda o=order: rules.take_in(WITH_HOLDER, o, NOW))[1] == "review_on"


def test_what_comes_back_is_held_as_before() -> None:
    made = rules.bring_back(OUT, BRING_BACK, NOW)
    assert (made.ground, made.review_on, made.use) == (HELD_ON, REVIEW, Use.USED)
    sooner = rules.bring_back(OUT, replace(BRING_BACK, review_on=date(2027, 1, 1)), NOW)
    assert sooner.review_on == date(2027, 1, 1)


def test_coming_back_does_not_renew_the_ground() -> None:
    order = replace(BRING_BACK, review_on=REVIEW + timedelta(days=1))
    said, field = refusal(lambda: rules.bring_back(OUT, order, NOW))
    assert (said, field) == (
        "The ground stands until Wed 5 May 2027. A later review needs a new ground.", "review_on",
    )  # fmt: skip


def test_a_new_ground_brings_its_own_review() -> None:
    new = replace(HELD_ON, kind=GroundKind.ORDER, text=" order 2026-99 ")
    order = replace(BRING_BACK, ground=new, review_on=REVIEW + timedelta(days=30))
    made = rules.bring_back(OUT, order, NOW)
    assert (made.ground.text, made.review_on) == ("order 2026-99", REVIEW + timedelta(days=30))
    assert refusal(lambda: rules.bring_back(OUT, replace(order, review_on=None), NOW))[1] == "review_on"
    assert refusal(lambda: rules.bring_back(OUT, replace(order, review_on=TODAY), NOW))[1] == "review_on"


def test_a_ground_is_lapsed_only_after_its_review() -> None:
    lapsed = replace(GIVE_BACK, ground=replace(GIVEN_ON, kind=GroundKind.LAPSED))
    assert refusal(lambda: rules.give_back(HELD, lapsed, NOW))[1] == "ground_kind"
    after = NOW + timedelta(days=200)
    assert rules.give_back(HELD, lapsed, after).ground.kind is GroundKind.LAPSED
    held_on = replace(GIVE_BACK, ground=HELD_ON)
    assert refusal(lambda: rules.give_back(HELD, held_on, NOW))[1] == "ground_kind"


def test_nothing_happens_before_the_last_movement() -> None:
    said, field = refusal(
        lambda: rules.hand_out(HELD, TRIP, HAND_OUT, NOW - timedelta(minutes=1), Calendar(), EN)
    )
    assert "can't have happened before" in said
    assert field == "happened"


def test_a_representative_needs_an_authority_that_still_holds() -> None:
    allowed = Representative(2, "letter of 3 Nov 2026", TODAY)

    def taken(person: Representative) -> rules.Handover:
        order = replace(TAKE_IN, how=replace(HOW, representative=person))
        return rules.take_in(WITH_HOLDER, order, NOW)

    assert taken(allowed).how.representative == allowed
    assert taken(replace(allowed, until=None)).party_id == BOOKLET.holder_id
    assert refusal(lambda: taken(replace(allowed, person_id=1)))[1] == "representative"
    assert refusal(lambda: taken(replace(allowed, authority=" ")))[1] == "authority"
    assert refusal(lambda: taken(replace(allowed, authority="x" * 300)))[1] == "authority"
    assert refusal(lambda: taken(replace(allowed, until=TODAY - timedelta(days=1))))[1] == "authority_until"


def test_nobody_stands_in_for_themselves_after_their_entries_are_merged() -> None:
    merged = replace(OUT, booklet=replace(BOOKLET, holder_id=7))
    assert merged.party_id == BOOKLET.holder_id
    for person in (BOOKLET.holder_id, 7):
        how = replace(HOW, representative=Representative(person, "letter of 3 Nov 2026"))
        said, field = refusal(partial(rules.bring_back, merged, replace(BRING_BACK, how=how), NOW))
        assert (said, field) == ("The holder needs no authority. Choose the holder.", "representative")


def test_what_goes_with_the_booklet_fits_on_the_receipt() -> None:
    order = replace(TAKE_IN, how=replace(HOW, papers_with_it="x" * 61))
    assert refusal(lambda: rules.take_in(WITH_HOLDER, order, NOW))[1] == "papers_with_it"


def test_a_place_holds_one_booklet() -> None:
    rules.check_place(A12, occupied=False)
    assert refusal(lambda: rules.check_place(A12, occupied=True)) == (
        "Safe 1, A-12 holds another passport. Choose a free place.", "place",
    )  # fmt: skip
    assert EN.say(A12.spoken) == "Safe 1, shelf A, slot 12"


@pytest.mark.parametrize(
    "read", [NUMBER, " d008 1426 ", "D-0081426", ZONE, ZONE.split("\n")[1], ZONE.replace("\n", "")]
)
def test_the_number_or_the_zone_of_the_booklet_tells_it(read: str) -> None:
    assert rules.check_booklet(BOOKLET, read).number == NUMBER


@pytest.mark.parametrize(
    ("read", "says"),
    [
        ("", "Scan the booklet"),
        ("D0081462", "This is booklet D0081462, not D0081426."),
        ("???", "no passport number"),
        ("D00814261234", "no passport number"),
        (ZONE.replace("426<6", "462<6"), "check digit"),
        (ZONE.replace("<<4", "<<5"), "check digit"),
        ("P" + "<" * 87, "no passport number"),
    ],
)
def test_another_booklet_is_blocked(read: str, says: str) -> None:
    said, field = refusal(lambda: rules.check_booklet(BOOKLET, read))
    assert says in said
    assert field == "read"
    assert refusal(lambda: hand_out(order=replace(HAND_OUT, how=replace(HOW, read=read))))[1] == "read"


def test_a_zone_says_when_the_booklet_expires() -> None:
    read = rules.read_booklet(ZONE)
    assert read is not None
    assert (read.expires_on, read.checked, len(read.zone)) == (date(2031, 6, 11), True, 2)
    odd = rules.read_booklet("L898902C36UTO7408122F<<<<<<<ZE184226B<<<<<10")
    assert odd is None
    unreal = rules.read_booklet("D0081426<6UTO7903144F3113990<<<<<<<<<<<<<<<4")
    assert unreal is not None
    assert unreal.expires_on is None


def test_the_first_line_of_a_zone_waits_for_the_second() -> None:
    assert rules.is_first_line(ZONE.split("\n")[0])
    assert not rules.is_first_line(ZONE.split("\n")[1])
    assert not rules.is_first_line(NUMBER)


def test_the_specimen_of_utopia_is_read() -> None:
    read = rules.read_booklet("L898902C36UTO7408122F1204159ZE184226B<<<<<10")
    assert read is not None
    assert (read.number, read.checked) == ("L898902C3", True)


def test_swapped_and_single_wrong_signs_are_pointed_out() -> None:
    swapped = rules.difference("D0081426", "D0081462")
    assert swapped is not None
    assert EN.say(swapped) == "Two signs of the number are swapped: 26 and 62."
    single = rules.difference("D0081426", "D0081428")
    assert single is not None
    assert EN.say(single) == "One sign of the number differs: 6 and 8."
    assert rules.difference("D0081426", "S0299999") is None
    assert rules.difference("D0081426", "D008142") is None
    assert rules.difference("D0081426", "D0081514") is None


@given(st.text(alphabet="AB19<", max_size=60))
def test_reading_never_fails(text: str) -> None:
    rules.read_booklet(text)


def test_a_safe_has_a_name_of_its_own_and_a_custodian() -> None:
    order = NewSafe("  Safe   2 ", 3)
    assert rules.add_safe(order, frozenset({"safe 1"}), frozenset({3})) == "Safe 2"
    for wrong, field in (
        (replace(order, name=" "), "name"),
        (replace(order, name="x" * 61), "name"),
        (replace(order, name="SAFE 1"), "name"),
        (replace(order, custodian_id=4), "custodian"),
    ):
        assert refusal(lambda o=wrong: rules.add_safe(o, frozenset({"safe 1"}), frozenset({3})))[1] == field


def test_slots_are_added_one_by_one_or_in_a_row() -> None:
    existing = frozenset({("A", "01")})
    assert rules.add_place(NewPlaces("a", "12"), existing) == ("A", ("12",))
    assert rules.add_place(NewPlaces("B", "09 – 11"), existing) == ("B", ("09", "10", "11"))
    assert rules.add_place(NewPlaces("B", "x1"), existing) == ("B", ("X1",))
    for wrong, field in (
        (NewPlaces("", "1"), "shelf"),
        (NewPlaces("A-B", "1"), "shelf"),
        (NewPlaces("x" * 13, "1"), "shelf"),
        (NewPlaces("A", ""), "slots"),
        (NewPlaces("A", "x" * 13), "slots"),
        (NewPlaces("A", "9-1"), "slots"),
        (NewPlaces("A", "0001-0501"), "slots"),
        (NewPlaces("A", "01"), "slots"),
        (NewPlaces("A", "01-05"), "slots"),
    ):
        assert refusal(lambda o=wrong: rules.add_place(o, existing))[1] == field
