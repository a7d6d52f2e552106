"""One trip with all that its pane shows, and its attached files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from travel_desk.approvals.tables import decision
from travel_desk.base.message import Refused, msg
from travel_desk.custody.tables import custody_state, handover, now_with
from travel_desk.desk import Desk, Holidays
from travel_desk.desk.tables import user
from travel_desk.officials.tables import passport, person, person_visible
from travel_desk.trips.queries.lists import person_trips
from travel_desk.trips.queries.records import AttachmentRow, Decided, PersonTrip, StageLine, TripDetail
from travel_desk.trips.reading import requests, without_reason, without_unseen
from travel_desk.trips.rules import (
    LIVE,
    CheckFacts,
    Finding,
    Funding,
    PersonOnTrip,
    RequestFacts,
    Traveller,
    TripDraft,
    before_deciding,
)
from travel_desk.trips.tables import attachment, past_decision, request, trip

_GONE = msg("There is no such trip in the register, or it lies outside what you may see.")


def trip_detail(desk: Desk, trip_id: int) -> TripDetail:
    """Return a trip with its visible requests; raises Refused where none of them may be seen."""
    today, scope, calendar = desk.today(), desk.scope, desk.calendar()
    with desk.read("see_trips") as connection:
        visible = sa.and_(trip.c.id == trip_id, person_visible(scope, today))
        members = without_unseen(connection, requests(connection, visible), scope, today)
        if not members:
            raise Refused(_GONE)
        row = connection.execute(
            sa.select(trip, user.c.name.label("drafted_by"))
            .outerjoin(user, user.c.id == trip.c.created_by)
            .where(trip.c.id == trip_id)
        ).one()
        hidden = row.private and not scope.private
        findings = _read_before(members, calendar)
        members = [without_reason(one) for one in members] if hidden else members
        before = person_trips(connection, scope, [one.person_id for one in members], today)
        return TripDetail(
            trip_id=trip_id,
            version=row.version,
            number=row.number,
            kind=members[0].kind,
            purpose=members[0].purpose,
            host=members[0].host,
            funding=Funding(row.funding),
            funding_note=members[0].funding_note,
            private=row.private,
            hidden=hidden,
            legs=members[0].legs,
            drafted_by=row.drafted_by or "",
            created_at=row.created_at,
            requests=tuple(members),
            routes=_routes(connection, members, hidden),
            before=_before(before, members, today),
            attachments=() if hidden else attachments(connection, "trip", trip_id),
            findings=findings,
            booklets=_booklets(connection, members, today),
        )


def trip_of(desk: Desk, request_id: int) -> int:
    """Return the trip of a visible request; raises Refused where there is none."""
    with desk.read("see_trips") as connection:
        asked = sa.select(request.c.trip_id).join(person, person.c.id == request.c.person_id)
        found = connection.execute(
            asked.where(request.c.id == request_id, person_visible(desk.scope, desk.today()))
        ).scalar()
        if found is None:
            raise Refused(_GONE)
        return int(found)


def request_now(desk: Desk, request_id: int) -> RequestFacts:
    """Return a visible request as it stands now; raises Refused where there is none."""
    scope = desk.scope
    with desk.read("see_trips") as connection:
        found = requests(connection, sa.and_(request.c.id == request_id, person_visible(scope, desk.today())))
    if not found:
        raise Refused(_GONE)
    return without_reason(found[0]) if found[0].private and not scope.private else found[0]


def attachment_content(desk: Desk, attachment_id: int) -> tuple[str, bytes]:
    """Return name and content of a file attached to a trip.

    Raises Refused where it is gone or private, Trouble where the stored file is damaged.
    """
    with desk.read("see_trips") as connection:
        row = connection.execute(
            sa.select(attachment.c.name, attachment.c.stored_name, trip.c.private)
            .join(trip, sa.and_(trip.c.id == attachment.c.subject_id, attachment.c.subject_kind == "trip"))
            .join(request, request.c.trip_id == trip.c.id)
            .join(person, person.c.id == request.c.person_id)
            .where(attachment.c.id == attachment_id, person_visible(desk.scope, desk.today()))
        ).first()
        if row is None or (row.private and not desk.scope.private):
            raise Refused(_GONE)
        return row.name, desk.files.get(connection, row.stored_name)


def attachments(connection: sa.Connection, kind: str, subject: int) -> tuple[AttachmentRow, ...]:
    """Return the files attached to a subject, the oldest first."""
    asked = sa.select(attachment).where(attachment.c.subject_kind == kind, attachment.c.subject_id == subject)
    return tuple(
        AttachmentRow(row.id, row.name, row.media_type, row.size, row.added_at)
        for row in connection.execute(asked.order_by(attachment.c.id))
    )


def _routes(
    connection: sa.Connection, members: Sequence[RequestFacts], hidden: bool
) -> dict[int, tuple[StageLine, ...]]:
    stages = [stage.decided_as for one in members for stage in one.stages]
    decided = {
        row.stage_id: Decided(
            row.kind,
            row.decided_name,
            row.capacity,
            row.decided_on,
            row.recorded_at,
            row.paper,
            "" if hidden else row.reasons,
        )
        for table in (decision, past_decision)
        for row in connection.execute(sa.select(table).where(table.c.stage_id.in_(stages)))
    }
    return {one.id: tuple(StageLine(s, decided.get(s.decided_as)) for s in one.stages) for one in members}


def _booklets(connection: sa.Connection, members: Sequence[RequestFacts], today: date) -> dict[int, str]:
    """Return where the passport of each request is, as a code; a request without one is not in it."""
    rows = connection.execute(
        sa.select(passport.c.id, custody_state(today).label("custody"))
        .select_from(passport.outerjoin(handover, now_with(passport.c.id)))
        .where(passport.c.id.in_([one.passport.id for one in members if one.passport]))
    )
    lies = {row.id: row.custody for row in rows}
    return {one.id: lies[one.passport.id] for one in members if one.passport}


def _before(
    trips: dict[int, list[PersonTrip]], members: Sequence[RequestFacts], today: date
) -> dict[int, PersonTrip]:
    """Return each traveller's last trip that came before this one."""
    begins = members[0].first_day or today
    found = {}
    for person_id, made in trips.items():
        earlier = [t for t in made if t.last is not None and t.last <= begins and t.state in LIVE]
        earlier = [t for t in earlier if t.trip_id != members[0].trip_id]
        if earlier:
            found[person_id] = max(earlier, key=lambda t: t.last or today)
    return found


def _read_before(members: Sequence[RequestFacts], calendar: Holidays) -> tuple[Finding, ...]:
    """Return what to read before deciding, of the requests that are submitted."""
    judged = {
        one.person_id: one.judgement
        for one in members
        if one.judgement is not None and not one.on_paper  # nobody decides what was decided on paper
    }
    if not judged:
        return ()
    people = {
        one.person_id: PersonOnTrip(
            one.person_id, one.name, one.latin, (one.passport,) if one.passport else ()
        )
        for one in members
    }
    draft = TripDraft(
        legs=members[0].legs,
        travellers=tuple(
            Traveller(one.person_id, one.leader, one.passport.id if one.passport else None) for one in members
        ),
        late_reason=next((one.late_reason for one in members if one.late_reason), ""),
    )
    day = max(judgement.day for judgement in judged.values())
    facts = CheckFacts(people, calendar.holidays, calendar.weekend)
    return tuple(before_deciding(draft, facts, judged, day))
