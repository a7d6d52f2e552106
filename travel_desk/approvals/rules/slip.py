"""When the approval slip may be issued and voided, and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from travel_desk.approvals.rules.records import Decided
from travel_desk.base.message import Refused, msg, msgn
from travel_desk.policy.rules import DAYS_BACK_WORKING
from travel_desk.trips.rules import Event, RequestFacts, State, next_state


def issue_slip(facts: RequestFacts, seen: int, slip_number: str, today: date) -> None:
    """Ask whether the approval slip may be issued now; raises Refused with what to do instead.

    seen: the version of the request that the user saw. slip_number: of the slip that already stands
    for this version of the request, or "".
    """
    number = facts.number
    if slip_number:
        raise Refused(
            msg(
                "Slip {slip} already stands for request {number}: print it again instead.",
                slip=slip_number,
                number=number,
            )
        )
    undecided = [stage.office_name for stage in facts.stages if not stage.state.favourable]
    if facts.state is State.IN_APPROVAL and undecided:
        raise Refused(
            msgn(
                "{offices} has not decided on request {number} yet: a slip needs every decision.",
                "{offices} have not decided on request {number} yet: a slip needs every decision.",
                len(undecided),
                offices=undecided,
                number=number,
            )
        )
    if facts.state is not State.APPROVED or undecided:
        raise Refused(msg("Request {number} is not approved, so there is no slip to issue.", number=number))
    if facts.version != seen:
        raise Refused(
            msg("Request {number} was changed while you had it open. Read it again first.", number=number)
        )
    home = last_day_of(facts)
    if home < today:
        raise Refused(
            msg(
                "The trip of request {number} ended {home}: a slip now would allow nothing.",
                number=number,
                home=home,
            )
        )
    _check_passport(facts, home)


def void_slip(facts: RequestFacts, slip_number: str, handed_out: bool) -> None:
    """Ask whether the slip of a request may be voided; raises Refused with what to do first.

    slip_number: of the slip that stands, or "". handed_out: the passport is out for this trip now.
    """
    if facts.departed_on is not None:
        raise Refused(
            msg(
                "The traveller of request {number} has left with this slip: it can't be voided any more.",
                number=facts.number,
            )
        )
    next_state(facts.state, Event.VOID_SLIP)
    if not slip_number:
        raise Refused(msg("No slip stands for request {number}. Reload and look again.", number=facts.number))
    if handed_out:
        raise Refused(
            msg(
                "The passport is handed out on slip {slip}. Bring it back first, then void the slip.",
                slip=slip_number,
            )
        )


def days_back(facts: RequestFacts) -> int:
    """Return how many working days after coming home the passport is due."""
    return DAYS_BACK_WORKING if facts.judgement is None else facts.judgement.days_back


def conditions_of_all(decisions: Sequence[Decided]) -> tuple[str, ...]:
    """Return the conditions of all offices in the order of their decisions, each once."""
    return tuple(dict.fromkeys(text for one in decisions for text in one.conditions))


def first_day_of(facts: RequestFacts) -> date:
    """Return the first day of a submitted trip; raises Refused where the legs name none."""
    return _known(facts.first_day)


def last_day_of(facts: RequestFacts) -> date:
    """Return the day of coming home of a submitted trip; raises Refused where the legs name none."""
    return _known(facts.last_day)


def days_of(first: date, last: date) -> int:
    """Return the total days of a trip; both the day of leaving and of coming home count."""
    return (last - first).days + 1


def _known(day: date | None) -> date:
    if day is None:
        raise Refused(msg("The days of this trip are not known. Have it corrected and submitted first."))
    return day


def _check_passport(facts: RequestFacts, home: date) -> None:
    """Ask whether the request names a passport that is valid until the traveller is home."""
    if facts.passport is None:
        raise Refused(
            msg(
                "Request {number} names no passport. Withdraw it and enter the trip again with one.",
                number=facts.number,
            )
        )
    if facts.passport.expires_on < home:
        raise Refused(
            msg(
                "The passport expires {expires}, before the traveller is home. Withdraw the request and "
                "enter the trip again with another passport.",
                expires=facts.passport.expires_on,
            )
        )
