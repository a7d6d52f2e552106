"""What may be done with a booklet: each function refuses in a sentence, or returns the handover.

Legal frame (domain.md, "Real rules", custody): a signed handover with both parties, leaving only
against an approved trip, back within days of coming home, never held without a ground under review.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from travel_desk.base.language import Language
from travel_desk.base.message import Message, Refused, msg
from travel_desk.custody.rules.booklet import check_booklet
from travel_desk.custody.rules.days import Calendar, due_back, opens_on
from travel_desk.custody.rules.records import (
    BringBack,
    Custody,
    GiveBack,
    Ground,
    Handling,
    HandOut,
    Handover,
    Movement,
    Place,
    TakeIn,
    TripFacts,
)
from travel_desk.custody.rules.words import GIVING, HOLDING, GroundKind, Kind
from travel_desk.trips.rules import State as TripState

LONGEST_LINE = 60
"""Characters of what is typed for one line of the receipt."""

LONGEST_GROUND = 45
"""Characters of the text behind the kind of a ground."""

FARTHEST_REVIEW = 5
NO_TRIP = msg(
    "No approved trip of the holder is near. A passport leaves only for an approved trip with its slip."
)
"""What is said where a booklet has no trip to leave for."""

_READY = (TripState.SLIP_ISSUED, TripState.DEPARTED)


def check_seen(custody: Custody, version: int) -> None:
    """Ask whether the user saw the last movement; raises Refused with what happened meanwhile.

    version: the number of the last movement that the user saw, 0 for none.
    """
    last = custody.last
    if last is None or last.number == version:
        return
    raise Refused(
        msg(
            "Meanwhile {name} recorded of this passport: {what} ({when}). Look at it again, then go on.",
            name=last.by_name,
            what=last.kind.label,
            when=last.happened_at,
        )
    )


def take_in(custody: Custody, order: TakeIn, happened: datetime) -> Handover:
    """Return the handover by which the desk comes to hold a booklet; raises Refused."""
    last = custody.last
    if last and last.kind is Kind.HAND_OUT:
        raise Refused(msg("This passport is handed out. Record that it is brought back instead."))
    if last and last.kind.inwards:
        raise Refused(msg("This passport is in custody already, in {place}.", place=_where(last)))
    _check_how(custody, order.how, happened)
    _check_ground(order.ground, HOLDING)
    check_review(order.review_on, happened)
    made = _handover(custody, Kind.TAKE_IN, order.how, order.ground, happened)
    return replace(made, review_on=order.review_on, place_id=order.place_id)


def hand_out(
    custody: Custody,
    trip: TripFacts,
    order: HandOut,
    happened: datetime,
    calendar: Calendar,
    language: Language,
) -> Handover:
    """Return the handover by which a booklet leaves for an approved trip; raises Refused.

    language: of the desk's papers; the ground is written down in it.
    """
    _check_inside(custody)
    _check_how(custody, order.how, happened)
    check_trip(custody, trip, _day(happened), calendar)
    latest = due_back(trip, calendar)
    if order.due_back < trip.home:
        raise Refused(
            msg("The traveller comes home on {day}: choose a later day.", day=trip.home), field="due_back"
        )
    if order.due_back > latest:
        raise Refused(
            msg("The passport must be back by {day}: choose that day or an earlier one.", day=latest),
            field="due_back",
        )
    ground = Ground(GroundKind.TRIP, trip.slip, language.say(trip.basis))
    made = _handover(custody, Kind.HAND_OUT, order.how, ground, happened)
    return replace(made, due_back=order.due_back, request_id=trip.request_id)


def check_trip(custody: Custody, trip: TripFacts, day: date, calendar: Calendar) -> None:
    """Ask whether the booklet may leave for `trip` on `day`; raises Refused on the field "ground"."""
    if trip.person_id != custody.booklet.holder_id:
        raise Refused(msg("This is the trip of another person. Choose a trip of the holder."), field="ground")
    if trip.passport_id not in (None, custody.booklet.id):
        raise Refused(
            msg("The trip was approved with another passport of the holder. Hand out that one."),
            field="ground",
        )
    if trip.state not in _READY or not trip.slip:
        raise Refused(
            msg("No approval slip is issued for this trip. Issue the slip first, then hand out."),
            field="ground",
        )
    if trip.unsigned:
        raise Refused(
            msg("The slip {slip} is not signed yet. Sign it first.", slip=trip.slip), field="ground"
        )
    first = opens_on(trip, calendar)
    if day < first:
        raise Refused(
            msg(
                "A passport is handed out from {day} on for this trip. Keep it in the safe until then.",
                day=first,
            ),
            field="ground",
        )
    if day > trip.home:
        raise Refused(msg("This trip ended on {day}. Choose another one.", day=trip.home), field="ground")


def bring_back(custody: Custody, order: BringBack, happened: datetime) -> Handover:
    """Return the handover by which a booklet comes back from a trip; raises Refused.

    Without a new ground it is held as before: the review date may come nearer, never move away, so
    that a traveller's ground is reviewed however often they travel.
    """
    held = custody.held
    if custody.last is None or custody.last.kind is not Kind.HAND_OUT or held is None:
        raise Refused(
            msg("This passport is not handed out, so it can't be brought back. Take it in instead.")
        )
    _check_how(custody, order.how, happened)
    made = _handover(custody, Kind.BRING_BACK, order.how, order.ground or held.ground, happened)
    made = replace(made, use=order.use, place_id=order.place_id)
    assert held.review_on is not None
    if order.ground is None:
        if order.review_on is not None and order.review_on > held.review_on:
            raise Refused(
                msg("The ground stands until {day}. A later review needs a new ground.", day=held.review_on),
                field="review_on",
            )
        return replace(made, review_on=order.review_on or held.review_on)
    _check_ground(order.ground, HOLDING)
    if order.review_on is None:
        raise Refused(msg("Say when the new ground is reviewed."), field="review_on")
    check_review(order.review_on, happened)
    return replace(made, review_on=order.review_on)


def give_back(custody: Custody, order: GiveBack, happened: datetime) -> Handover:
    """Return the handover by which the holder gets the booklet for good; raises Refused."""
    last = _check_inside(custody)
    _check_how(custody, order.how, happened)
    _check_ground(order.ground, GIVING)
    assert last.review_on is not None
    if order.ground.kind is GroundKind.LAPSED and last.review_on >= _day(happened):
        raise Refused(
            msg(
                "The ground has not lapsed: it stands until {day}. Choose another reason.", day=last.review_on
            ),
            field="ground_kind",
        )
    return _handover(custody, Kind.GIVE_BACK, order.how, order.ground, happened)


def check_place(place: Place, occupied: bool) -> None:
    """Ask whether a booklet may be put there; raises Refused on the field "place"."""
    if occupied:
        raise Refused(
            msg("{place} holds another passport. Choose a free place.", place=place.label), field="place"
        )


def _check_inside(custody: Custody) -> Movement:
    last = custody.last
    if last is None or last.kind is Kind.GIVE_BACK:
        raise Refused(msg("The desk does not hold this passport: it is with the holder. Take it in first."))
    if last.kind is Kind.HAND_OUT:
        raise Refused(msg("This passport is handed out already, due back {day}.", day=last.due_back))
    return last


def _check_how(custody: Custody, how: Handling, happened: datetime) -> None:
    check_booklet(custody.booklet, how.read)
    last = custody.last
    if last and happened < last.happened_at:
        raise Refused(
            msg(
                "The passport's last movement was on {when}: this one can't have happened before.",
                when=last.happened_at,
            ),
            field="happened",
        )
    _check_length(how.papers_with_it, "papers_with_it")
    person = how.representative
    if person is None:
        return
    # After a merge the booklet has another holder than the entry that got it: both are the same person.
    if person.person_id in (custody.party_id, custody.booklet.holder_id):
        raise Refused(msg("The holder needs no authority. Choose the holder."), field="representative")
    if not person.authority.strip():
        raise Refused(msg("Name the paper that allows this person to act for the holder."), field="authority")
    _check_length(person.authority, "authority")
    if person.until is not None and person.until < _day(happened):
        raise Refused(
            msg("The authority ended on {day}. Ask for a new one.", day=person.until), field="authority_until"
        )


def _check_ground(ground: Ground, kinds: tuple[GroundKind, ...]) -> None:
    if ground.kind not in kinds:
        raise Refused(msg("Choose on what ground this is done."), field="ground_kind")
    if not ground.text.strip():
        raise Refused(msg("Write the ground as it shall stand on the receipt."), field="ground")
    if not ground.article.strip():
        raise Refused(msg("Name the act and article that the ground rests on."), field="article")
    _check_length(ground.text, "ground", LONGEST_GROUND)
    _check_length(ground.article, "article")


def check_holding_ground(ground: Ground) -> None:
    """Ask whether the desk may hold a booklet on `ground`; raises Refused naming the field."""
    _check_ground(ground, HOLDING)


def check_review(day: date, happened: datetime) -> None:
    """Ask whether a ground may be reviewed on `day`, for a handover at `happened`; raises Refused."""
    if day <= _day(happened):
        raise Refused(msg("The review of the ground must lie after the handover."), field="review_on")
    if day.year - _day(happened).year > FARTHEST_REVIEW:
        raise Refused(msg("The review of the ground is years away: check the year."), field="review_on")


def _check_length(text: str, field: str, longest: int = LONGEST_LINE) -> None:
    if len(text.strip()) > longest:
        raise Refused(
            msg("At most {count} characters fit on the receipt: shorten this.", count=longest),
            field=field,
        )


def _handover(custody: Custody, kind: Kind, how: Handling, ground: Ground, happened: datetime) -> Handover:
    tidy = Ground(ground.kind, ground.text.strip(), ground.article.strip())
    return Handover(custody.booklet.id, kind, custody.party_id, tidy, how, happened, custody.last)


def _where(movement: Movement) -> str | Message:
    return movement.place.label if movement.place else ""


def _day(moment: datetime) -> date:
    """The local date of an instant: days are local dates."""
    return moment.astimezone().date()
