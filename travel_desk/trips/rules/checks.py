"""The checks of a trip, the same while it is typed and when it is submitted.

Sources: domain.md and the issue's list; what a travel rule asks (days of notice, validity of the
passport) comes with each traveller's judgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from travel_desk.base.message import Message, msg, msgn
from travel_desk.base.workdays import SATURDAY_SUNDAY, add_working_days, working_days_between
from travel_desk.officials.rules import PassportKind
from travel_desk.policy.rules import Judgement, Stage
from travel_desk.trips.rules.records import (
    Booklet,
    CheckFacts,
    Finding,
    JointStage,
    Journey,
    Leg,
    PersonOnTrip,
    PlannedStage,
    TripDraft,
)
from travel_desk.trips.rules.words import Severity

_ONE_DAY = timedelta(days=1)
LONGEST_STAY_DAYS = 366 * 5


def check_trip(
    draft: TripDraft, facts: CheckFacts, judgements: Mapping[int, Judgement], today: date
) -> list[Finding]:
    """Return what the desk finds in a draft on `today`; a problem keeps it from being submitted.

    judgements: by traveller's id, those of a submission on `today`.
    """
    found = [*_head(draft), *_legs(draft, today), *_travellers(draft)]
    if any(f.severity is Severity.PROBLEM and f.field.startswith("legs") for f in found):
        return [*found, *_without_passport(draft, facts)]
    return [
        *found,
        *_overlaps(draft, facts),
        *_substitutes(draft, facts),
        *_notice(draft, facts, judgements, today),
        *_passports(draft, facts, judgements),
    ]


def before_deciding(
    draft: TripDraft, facts: CheckFacts, judgements: Mapping[int, Judgement], submitted_on: date
) -> list[Finding]:
    """Return what an office reads before it decides: the notice given and the passports."""
    return [*_notice(draft, facts, judgements, submitted_on), *_passports(draft, facts, judgements)]


def is_overlapping(first: date, last: date, other: Journey) -> bool:
    """Tell whether two spans of days abroad overlap; to leave where the other ends is fine.

    Both border days count as days abroad, but one may be shared: that of going from one to the other.
    """
    if (first, last) == (other.first, other.last):
        return True
    return first < other.last and other.first < last


def days_abroad(first: date, last: date, year: int | None = None) -> int:
    """Return how many days a trip lasts, both border days counted; only those of `year` if given."""
    if year is not None:
        first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    return max((last - first) // _ONE_DAY + 1, 0)


def plan_stages(
    stages: Sequence[Stage],
    begins: date,
    holidays: frozenset[date] = frozenset(),
    weekend: frozenset[int] = SATURDAY_SUNDAY,
    first: int = 1,
) -> list[PlannedStage]:
    """Return the stages of a route that begins on a day, each with the day it is to decide by.

    first: the place of the stage that begins; those before it have decided already.
    """
    planned, due = [], begins
    for position, stage in enumerate(stages[first - 1 :], first):
        due = add_working_days(due, stage.working_days, holidays, weekend)
        planned.append(
            PlannedStage(position, stage.office_code, stage.office_name, stage.working_days, stage.final, due)
        )
    return planned


def joint_route(plans: Mapping[int, Sequence[PlannedStage]]) -> list[JointStage]:
    """Return the routes of all travellers (by id) as one: each office once, in order, for whom it decides.

    An office that stands at different places of two routes takes the later place and the later day;
    it is final where it decides last for all whom it decides for.
    """
    place: dict[str, int] = {}
    found: dict[str, JointStage] = {}
    for person_id, stages in plans.items():
        for one in stages:
            before = found.get(one.office_code)
            place[one.office_code] = max(place.get(one.office_code, 0), one.position)
            found[one.office_code] = JointStage(
                one.office_name,
                max(one.due, before.due) if before else one.due,
                one.final and (before is None or before.final),
                (*(before.persons if before else ()), person_id),
            )
    return [found[code] for code in sorted(found, key=place.__getitem__)]


def _problem(field: str, message: Message, person_id: int | None = None) -> Finding:
    return Finding(Severity.PROBLEM, field, message, person_id)


def _missing(field: str, message: Message) -> Finding:
    return Finding(Severity.PROBLEM, field, message, missing=True)


def _head(draft: TripDraft) -> Iterator[Finding]:
    if not draft.purpose.strip():
        yield _missing("purpose", msg("Write what the trip is for."))


def _legs(draft: TripDraft, today: date) -> Iterator[Finding]:
    if not draft.legs:
        yield _missing("legs", msg("Add at least one leg: where to, and from when to when."))
        return
    for at, one in enumerate(draft.legs):
        lacking, wrong = _lacking(one), _leg_problem(one)
        if lacking:
            yield _missing(f"legs.{at}", lacking)
        if wrong:
            yield _problem(f"legs.{at}", wrong)
    for at, (before, one) in enumerate(zip(draft.legs, draft.legs[1:], strict=False), 1):
        if before.leaves and one.arrives and one.arrives < before.leaves:
            yield _problem(
                f"legs.{at}",
                msg(
                    "Leg {number} begins on {arrives}, before the one above it ends on {leaves}.",
                    number=at + 1,
                    arrives=one.arrives,
                    leaves=before.leaves,
                ),
            )
    first = draft.first_day
    if first and first < today:
        yield _problem(
            "legs.0", msg("This trip began on {day}. A request is made before leaving.", day=first)
        )


def _lacking(one: Leg) -> Message | None:
    if not one.country:
        return msg("Choose the country.")
    if not one.city.strip():
        return msg("Write the city.")
    if one.arrives is None or one.leaves is None:
        return msg("Give both days, of arriving and of leaving.")
    return None


def _leg_problem(one: Leg) -> Message | None:
    if one.arrives is None or one.leaves is None:
        return None
    if one.leaves < one.arrives:
        return msg(
            "Leaving on {leaves} is before arriving on {arrives}.", leaves=one.leaves, arrives=one.arrives
        )
    if (one.leaves - one.arrives).days > LONGEST_STAY_DAYS:
        return msg("This stay lasts more than five years. Check the year.")
    return None


def _travellers(draft: TripDraft) -> Iterator[Finding]:
    if not draft.travellers:
        yield _missing("travellers", msg("Add at least one traveller."))
        return
    people = [t.person_id for t in draft.travellers]
    twice = next((p for p in people if people.count(p) > 1), None)
    if twice is not None:
        yield _problem("travellers", msg("The same person is entered twice. Take one away."), twice)
    leaders = sum(1 for t in draft.travellers if t.leader)
    if leaders != 1:
        yield _problem("travellers", msg("One traveller leads the trip. Choose who."))


def _overlaps(draft: TripDraft, facts: CheckFacts) -> Iterator[Finding]:
    clash = False
    for traveller in draft.travellers:
        person = facts.people.get(traveller.person_id)
        for other in _clashes(draft, person):
            clash = True
            yield _problem(
                "travellers",
                msg(
                    "{name} is in {place} from {first} to {last} ({number}). Change the days of one trip.",
                    name=_name(person),
                    place=other.place,
                    first=other.first,
                    last=other.last,
                    number=other.number,
                ),
                traveller.person_id,
            )
    if draft.travellers and not clash:
        yield Finding(Severity.FINE, "travellers", msg("No overlap with another trip"))


def _clashes(draft: TripDraft, person: PersonOnTrip | None) -> list[Journey]:
    first, last = draft.first_day, draft.last_day
    if person is None or first is None or last is None:
        return []
    return [j for j in person.journeys if is_overlapping(first, last, j)]


def _substitutes(draft: TripDraft, facts: CheckFacts) -> Iterator[Finding]:
    travellers = {t.person_id for t in draft.travellers}
    chosen = {t.substitute_id: t.person_id for t in draft.travellers if t.substitute_id is not None}
    for substitute, traveller in chosen.items():
        person = facts.people.get(substitute)
        away = _clashes(draft, person)
        if substitute in travellers:
            message = msg("{name} travels too. Choose somebody who stays.", name=_name(person))
            yield _problem("substitute", message, traveller)
        elif away:
            message = msg(
                "{name} is away in {place} from {first} to {last}. Choose somebody who stays.",
                name=_name(person),
                place=away[0].place,
                first=away[0].first,
                last=away[0].last,
            )
            yield _problem("substitute", message, traveller)
        else:
            yield Finding(
                Severity.FINE,
                "substitute",
                msg("{name} is at the office then", name=_name(person)),
                traveller,
            )


def _notice(
    draft: TripDraft, facts: CheckFacts, judgements: Mapping[int, Judgement], today: date
) -> Iterator[Finding]:
    asking = [judgements[t.person_id] for t in draft.travellers if t.person_id in judgements]
    strictest = max(asking, key=lambda j: j.notice_working_days, default=None)
    if strictest is None or strictest.number is None or draft.first_day is None:
        return
    given = working_days_between(today, draft.first_day, facts.holidays, facts.weekend)
    values = {"rule": str(strictest.number), "asked": strictest.notice_working_days}
    if given >= strictest.notice_working_days:
        yield Finding(
            Severity.FINE,
            "late_reason",
            msgn("Notice kept: {count} working day", "Notice kept: {count} working days", given),
        )
    elif draft.late_reason.strip():
        yield Finding(
            Severity.WARNING,
            "late_reason",
            msgn(
                "Late notice, reason written: {count} working day instead of {asked}",
                "Late notice, reason written: {count} working days instead of {asked}",
                given,
                **values,
            ),
        )
    else:
        yield _problem(
            "late_reason",
            msgn(
                "{count} working day’s notice; Travel Rule {rule} asks for {asked}. Write the reason.",
                "{count} working days’ notice; Travel Rule {rule} asks for {asked}. Write the reason.",
                given,
                **values,
            ),
        )


def _passports(draft: TripDraft, facts: CheckFacts, judgements: Mapping[int, Judgement]) -> Iterator[Finding]:
    found: list[Finding] = []
    home = draft.last_day
    for traveller in draft.travellers:
        person, judged = facts.people.get(traveller.person_id), judgements.get(traveller.person_id)
        if person is not None and judged is not None and home is not None:
            one = passport_finding(person, traveller.passport_id, home, judged.validity_days)
            found += [one] if one else []
    yield from found
    if draft.travellers and not found:
        yield Finding(Severity.FINE, "passports", msg("Passports valid long enough after coming home"))


def _without_passport(draft: TripDraft, facts: CheckFacts) -> Iterator[Finding]:
    """Yield whose passport is missing, while the days are not known for which it must be valid."""
    for traveller in draft.travellers:
        person = facts.people.get(traveller.person_id)
        if person is not None and person.booklet(traveller.passport_id) is None:
            yield _no_passport(person, None)


def _no_passport(person: PersonOnTrip, better: int | None) -> Finding:
    message = (
        msg("Choose the passport that {name} will use.", name=person.name)
        if person.booklets
        else msg("{name} has no passport in the register. Register it first.", name=person.name)
    )
    return Finding(Severity.PROBLEM, "passports", message, person.person_id, better)


def passport_finding(
    person: PersonOnTrip, passport_id: int | None, home: date, validity_days: int
) -> Finding | None:
    """Return what is wrong with a traveller's passport for a trip that ends on `home`.

    It is to stay valid `validity_days` after coming home; None where it does. A missing one, or one that
    expires on the way, is a problem; a short one is a warning, which the offices read before deciding.
    """
    booklet = person.booklet(passport_id)
    if booklet is None:
        return _no_passport(person, _better(person, home, validity_days))
    left = (booklet.expires_on - home) // _ONE_DAY
    if left >= validity_days:
        return None
    if left < 0:
        message = msg(
            "The passport of {name} expires on {day}, before coming home.",
            name=person.name,
            day=booklet.expires_on,
        )
    else:
        message = msgn(
            "The passport of {name} expires {count} day after coming home; {asked} are wanted.",
            "The passport of {name} expires {count} days after coming home; {asked} are wanted.",
            left,
            name=person.name,
            asked=validity_days,
        )
    severity = Severity.PROBLEM if left < 0 else Severity.WARNING
    return Finding(severity, "passports", message, person.person_id, _better(person, home, validity_days))


def usual_passport(person: PersonOnTrip, home: date | None, validity_days: int) -> int | None:
    """Return the passport that a traveller would use: diplomatic before service before ordinary.

    One that stays valid long enough after `home` (None: not known yet) comes first; None without any.
    """
    rank = list(PassportKind)

    def order(booklet: Booklet) -> tuple[bool, int, int]:
        short = home is not None and (booklet.expires_on - home) // _ONE_DAY < validity_days
        return (short, rank.index(booklet.kind), -booklet.expires_on.toordinal())

    return min(person.booklets, key=order).id if person.booklets else None


def _better(person: PersonOnTrip, home: date, validity_days: int) -> int | None:
    lasting: list[Booklet] = [
        b for b in person.booklets if (b.expires_on - home) // _ONE_DAY >= validity_days
    ]
    return max(lasting, key=lambda b: b.expires_on).id if lasting else None


def _name(person: PersonOnTrip | None) -> str:
    return person.name if person else "?"
