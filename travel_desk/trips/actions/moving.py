"""The deeds on one request after its submission: withdrawn, departed, home, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from travel_desk.base.message import Message, msg
from travel_desk.desk import Changed, Deed, Desk, Seen, Undo
from travel_desk.trips import reading, rules, steps, store
from travel_desk.trips.rules import Event, RequestFacts, State

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
        undo = _undo(deed, msg("Draft discarded."), undo_withdrawal, request)
    return Changed(_CHANGED, None, undo if facts.state is State.DRAFT else None)


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
        undo = _undo(deed, msg("Departure recorded."), undo_departure, request)
    return Changed(_CHANGED, None, undo)


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
        undo = _undo(deed, msg("Homecoming recorded."), undo_homecoming, request)
    return Changed(_CHANGED, None, undo)


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


def undo_withdrawal(desk: Desk, request: int, version: int) -> Changed[None]:
    """Take up a discarded draft again; refused where somebody changed it since."""
    with desk.deed("undo_withdrawal", seen=Seen("request", request, version)) as deed:
        facts = _facts(deed, request)
        state = rules.undo_withdrawal(facts)
        store.move(deed.connection, request, state)
        _enter_undone(deed, facts, state)
    return Changed(_CHANGED)


def undo_departure(desk: Desk, request: int, version: int) -> Changed[None]:
    """Take back a departure that was recorded by mistake; refused where the request moved on since."""
    with desk.deed("undo_departure", seen=Seen("request", request, version)) as deed:
        facts = _facts(deed, request)
        state = rules.undo_departure(facts)
        store.undo_departure(deed.connection, request, state)
        _enter_undone(deed, facts, state, departed_on=(facts.departed_on, None))
    return Changed(_CHANGED)


def undo_homecoming(desk: Desk, request: int, version: int) -> Changed[None]:
    """Take back a homecoming that was recorded by mistake; refused where the request moved on since."""
    with desk.deed("undo_homecoming", seen=Seen("request", request, version)) as deed:
        facts = _facts(deed, request)
        state = rules.undo_homecoming(facts)
        store.undo_homecoming(deed.connection, request, state)
        _enter_undone(deed, facts, state, home_on=(facts.home_on, None))
    return Changed(_CHANGED)


def _facts(deed: Deed, request: int) -> RequestFacts:
    deed.allow(steps.about_request(deed.connection, request, deed.today))
    return reading.request_facts(deed.connection, request)


def _enter_undone(deed: Deed, facts: RequestFacts, state: State, **days: tuple[object, object]) -> None:
    """Write the entry of a deed that takes another back; what it wrote of the trip goes with it."""
    deed.entry(
        "request",
        facts.id,
        facts={"number": facts.number, "trip": facts.trip_number},
        changes={"state": (facts.state, state), **days},
        personal={"report": (facts.report, reading.request_facts(deed.connection, facts.id).report)},
        person=facts.person_id,
    )


def _undo(deed: Deed, label: Message, action: Callable[[Desk, int, int], object], request: int) -> Undo:
    """Return how this deed is taken back: by `action`, while the request is as the deed leaves it."""
    return Undo(label, action, (request, reading.request_facts(deed.connection, request).version))


def _end_of(desk: Desk, day: date) -> datetime | None:
    """Return the last minute of a day that is over, in local time; None for today, which is now."""
    return datetime.combine(day, time(23, 59)).astimezone() if day < desk.today() else None
