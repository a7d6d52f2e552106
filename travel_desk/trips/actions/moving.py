"""The deeds on one request after its submission: withdrawn, departed, home, closed."""

from __future__ import annotations

from datetime import date, datetime, time

from travel_desk.desk import Changed, Desk, Seen
from travel_desk.trips import reading, rules, steps, store
from travel_desk.trips.rules import Event

_CHANGED = {"trips", "requests"}


def withdraw_request(desk: Desk, request: int, version: int, reason: str) -> Changed[None]:
    """Withdraw a request at the traveller's or the organisation's wish; a draft needs no reason."""
    with desk.deed("withdraw_request", seen=Seen("request", request, version)) as deed:
        facts = reading.request_facts(deed.connection, request)
        deed.allow(steps.about_request(deed.connection, request, deed.today))
        rules.withdraw_request(facts, reason)
        state = steps.move(deed, request, Event.WITHDRAW)
        store.record_withdrawal(deed.connection, request, reason.strip())
        deed.entry(
            "request",
            request,
            facts={"number": facts.number, "trip": facts.trip_number},
            changes={"state": (facts.state, state)},
            personal={"reason": ("", reason.strip())},
            person=facts.person_id,
        )
    return Changed(_CHANGED)


def record_departure(
    desk: Desk, request: int, version: int, day: date, late_reason: str = ""
) -> Changed[None]:
    """Record that the traveller left, on the day on which that really was."""
    happened = _end_of(desk, day)
    seen = Seen("request", request, version)
    with desk.deed("record_departure", seen=seen, happened=happened, late_reason=late_reason) as deed:
        facts = reading.request_facts(deed.connection, request)
        deed.allow(steps.about_request(deed.connection, request, deed.today))
        rules.record_departure(facts, day, deed.today)
        store.record_departure(deed.connection, request, day)
        state = steps.move(deed, request, Event.DEPART)
        deed.entry(
            "request",
            request,
            facts={"number": facts.number, "departed_on": day},
            changes={"state": (facts.state, state)},
            person=facts.person_id,
        )
    return Changed(_CHANGED)


def record_homecoming(
    desk: Desk, request: int, version: int, day: date, report: str = "", late_reason: str = ""
) -> Changed[None]:
    """Record that the traveller came home, on the day on which that really was, and what came of it."""
    happened = _end_of(desk, day)
    seen = Seen("request", request, version)
    with desk.deed("record_homecoming", seen=seen, happened=happened, late_reason=late_reason) as deed:
        facts = reading.request_facts(deed.connection, request)
        deed.allow(steps.about_request(deed.connection, request, deed.today))
        rules.record_homecoming(facts, day, deed.today)
        store.record_homecoming(deed.connection, request, day, report.strip())
        state = steps.move(deed, request, Event.COME_HOME)
        deed.entry(
            "request",
            request,
            facts={"number": facts.number, "home_on": day},
            changes={"state": (facts.state, state)},
            personal={"report": (facts.report, report.strip())},
            person=facts.person_id,
        )
    return Changed(_CHANGED)


def close_request(desk: Desk, request: int, version: int, report: str = "", note: str = "") -> Changed[None]:
    """Close a request: the traveller is home and nothing is left to do. An empty report changes none."""
    with desk.deed("close_request", seen=Seen("request", request, version)) as deed:
        facts = reading.request_facts(deed.connection, request)
        deed.allow(steps.about_request(deed.connection, request, deed.today))
        rules.close_request(facts)
        said = report.strip() or facts.report
        store.record_close(deed.connection, request, said, note.strip())
        state = steps.move(deed, request, Event.CLOSE)
        deed.entry(
            "request",
            request,
            facts={"number": facts.number},
            changes={"state": (facts.state, state)},
            personal={"report": (facts.report, said), "note": ("", note.strip())},
            person=facts.person_id,
        )
    return Changed(_CHANGED)


def _end_of(desk: Desk, day: date) -> datetime | None:
    """Return the last minute of a day that is over, in local time; None for today, which is now."""
    return datetime.combine(day, time(23, 59)).astimezone() if day < desk.today() else None
