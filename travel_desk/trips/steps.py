"""What trips lends to approvals and custody: reading a request, moving it along, attaching files.

A step works inside the deed of the duty that borrows it: no deed of its own, no journal entry.
A decision is these steps, in this order:

- an office approves, perhaps with conditions: `end_stage(deed, id, StageState.APPROVED)`, then
  `reach_stage(deed, id)`; where it returns None the route is done: `move(deed, id, Event.APPROVE)`;
- an office sends back or refuses: `end_stage(deed, id, StageState.SENT_BACK)`, `move(deed, id,
  Event.SEND_BACK)`; likewise REFUSED and REFUSE.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.base.workdays import add_working_days
from travel_desk.desk import About, Deed, moving
from travel_desk.desk.moving import Moved
from travel_desk.officials.steps import about
from travel_desk.policy.rules import DAYS_BACK_WORKING
from travel_desk.trips import reading, store
from travel_desk.trips.rules import Attached, Event, RequestFacts, RouteStage, StageState, State, next_state
from travel_desk.trips.tables import request

WHOSE = (request.c.person_id, request.c.substitute_id)
"""The columns that say whose a request is, and who stands in meanwhile."""
LARGEST_FILE = 20_000_000
"""Bytes; a scan of a letter has one or two million."""


def about_request(connection: sa.Connection, request_id: int, today: date | None = None) -> About:
    """Return whom a deed on a request is about: its traveller, and whether its reason is private.

    today: the day on which posts are looked at (`deed.today`).
    """
    facts = reading.request_facts(connection, request_id)
    return about(connection, facts.person_id, facts.private, today)


def request_facts(connection: sa.Connection, request_id: int) -> RequestFacts:
    """Return one request with its trip, traveller and route; raises Refused where there is none."""
    return reading.request_facts(connection, request_id)


def move(deed: Deed, request_id: int, event: Event) -> State:
    """Move a request along its states and return the new one; raises Refused where it can't go.

    The version of the request goes up.
    """
    state = next_state(reading.request_state(deed.connection, request_id), event)
    store.move(deed.connection, request_id, state)
    return state


def end_stage(deed: Deed, request_id: int, state: StageState) -> RouteStage:
    """Write how the open stage of a request ended, and return it as it was.

    Raises Refused where no stage is open: somebody decided meanwhile.
    """
    stages = reading.route_of(deed.connection, request_id)
    stage = next((s for s in stages if s.state is StageState.OPEN), None)
    if stage is None:
        raise Refused(msg("No office has this request before it now. Reload and look at its route."))
    store.end_stage(deed.connection, stage.id, state)
    return stage


def reach_stage(deed: Deed, request_id: int) -> RouteStage | None:
    """Open the next stage of the route and return it; None where the route is done.

    Its day counts from today, by the desk's calendar.
    """
    stages = reading.route_of(deed.connection, request_id)
    stage = next((s for s in stages if s.state is StageState.WAITING), None)
    if stage is None:
        return None
    move(deed, request_id, Event.REACH_STAGE)
    due = _working_days(deed, deed.today, stage.working_days)
    store.open_stage(deed.connection, stage.id, deed.now, due)
    return replace(stage, state=StageState.OPEN, reached_at=deed.now, due=due)


def due_back(deed: Deed, facts: RequestFacts) -> date:
    """Return the day to bring the passport back by: working days after coming home, by the rule."""
    days = facts.judgement.days_back if facts.judgement else DAYS_BACK_WORKING
    return _working_days(deed, facts.home_on or facts.last_day or deed.today, days)


def promise_back(deed: Deed, request_id: int) -> date:
    """Write on the request by which day the passport is to be brought back, and return that day."""
    day = due_back(deed, reading.request_facts(deed.connection, request_id))
    store.record_due_back(deed.connection, request_id, day)
    return day


def forget_back(deed: Deed, request_id: int) -> None:
    """Take back by which day the passport is due: the slip that said so is void."""
    store.record_due_back(deed.connection, request_id, None)


def attach(deed: Deed, kind: str, subject: int, name: str, content: bytes) -> int:
    """Keep a file, encrypted, as an attachment of a subject and return the attachment's id.

    kind: "trip", "request", "decision" or "handover". Raises Refused for an empty or a huge file.
    """
    if not content:
        raise Refused(
            msg("The file {name} is empty. Choose another.", name=store.file_name(name)), field="files"
        )
    if len(content) > LARGEST_FILE:
        raise Refused(
            msg(
                "The file {name} is larger than 20 MB. Scan it with less detail.", name=store.file_name(name)
            ),
            field="files",
        )
    return store.add_attachment(
        deed.connection,
        kind,
        subject,
        name=name,
        content=content,
        stored_name=deed.put_file(content),
        user=deed.session.user_id,
        now=deed.now,
    )


def release_file(deed: Deed, attachment_id: int) -> tuple[bytes, Attached, RequestFacts]:
    """Return the content of an attached file that leaves the program, the file, and whom it is about.

    Raises Refused where there is no such file or the user may see none of the travellers it is about,
    Trouble where it is damaged.
    """
    file = store.attached(deed.connection, attachment_id)
    if file is None:
        raise Refused(msg("There is no such file in the register. Reload and look again."))
    request = _within_reach(deed, file)
    return deed.desk.files.get(deed.connection, file.stored_name), file, request


def _within_reach(deed: Deed, file: Attached) -> RequestFacts:
    """Return the first request a file is about that the user may see; raises Refused without one."""
    refusal = Refused(msg("There is no such file in the register. Reload and look again."))
    for request_id in file.requests:
        try:
            deed.allow(about_request(deed.connection, request_id, deed.today))
        except Refused as error:
            refusal = error
        else:
            return reading.request_facts(deed.connection, request_id)
    raise refusal


def _working_days(deed: Deed, day: date, count: int) -> date:
    calendar = deed.desk.calendar()
    return add_working_days(day, count, calendar.holidays, calendar.weekend)


def rows_of(deed: Deed, person_id: int) -> list[Moved]:
    """Return the requests of an entry of a person, those in which it stands in counted too."""
    return moving.rows_of(deed.connection, WHOSE, person_id)


def move_person(deed: Deed, from_id: int, to_id: int) -> list[Moved]:
    """Give the requests of one entry of a person to another, and where it stands in; return what moved."""
    return moving.move_person(deed.connection, WHOSE, from_id, to_id)


def move_back(deed: Deed, moved: Sequence[Moved], now_with: int, back_to: int) -> list[Moved]:
    """Give those of `moved` back that are still with `now_with`; return them."""
    return moving.move_back(deed.connection, WHOSE, moved, now_with, back_to)
