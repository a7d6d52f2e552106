"""When the approval slip may be issued, and what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from travel_desk.approvals.rules.records import SlipFacts
from travel_desk.base.message import Refused, msg, msgn


def issue_slip(facts: SlipFacts, today: date) -> None:
    """Ask whether the approval slip may be issued now; raises Refused with what to do instead."""
    if facts.slip_number:
        raise Refused(
            msg(
                "Slip {slip} already stands for request {number}: print it again instead.",
                slip=facts.slip_number,
                number=facts.request_number,
            )
        )
    if facts.open_offices:
        raise Refused(
            msgn(
                "{offices} has not decided on request {number} yet: a slip needs every decision.",
                "{offices} have not decided on request {number} yet: a slip needs every decision.",
                len(facts.open_offices),
                offices=list(facts.open_offices),
                number=facts.request_number,
            )
        )
    if facts.request_state != "approved":
        raise Refused(
            msg(
                "Request {number} is not approved, so there is no slip to issue.",
                number=facts.request_number,
            )
        )
    if facts.home < today:
        raise Refused(
            msg(
                "The trip of request {number} ended {home}: a slip now would allow nothing.",
                number=facts.request_number,
                home=facts.home,
            )
        )
    if facts.passport_expires is not None and facts.passport_expires < facts.home:
        raise Refused(
            msg(
                "The passport expires {expires}, before the traveller is home: choose another one first.",
                expires=facts.passport_expires,
            )
        )


def days_of(first: date, last: date) -> int:
    """Return the total days of a trip; both the day of leaving and of coming home count."""
    return (last - first).days + 1


def joined(texts: Iterable[str], between: str = " · ") -> str:
    """Return the texts that are not empty, joined."""
    return between.join(text for text in texts if text)
