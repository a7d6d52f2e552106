"""Writes of trips: the trip with its legs, one request a traveller, stages, attachments."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePosixPath, PureWindowsPath

import sqlalchemy as sa

from travel_desk.approvals.tables import decision
from travel_desk.base.language import SOURCE, Language
from travel_desk.database.versions import touch
from travel_desk.officials.rules import normalise
from travel_desk.policy.rules import Judgement, freeze
from travel_desk.trips.rules import (
    Attached,
    Leg,
    PlannedStage,
    RouteStage,
    StageState,
    State,
    Traveller,
    TripDraft,
)
from travel_desk.trips.tables import attachment, leg, request, request_stage, trip

_ENGLISH = Language(SOURCE)


def add_trip(connection: sa.Connection, draft: TripDraft, number: str, user: int, now: datetime) -> int:
    """Enter a trip with its legs, without travellers, and return its id."""
    values = {**trip_values(draft, number), "number": number, "created_by": user, "created_at": now}
    trip_id = _insert(connection, trip, **values)
    _write_legs(connection, trip_id, draft.legs)
    return trip_id


def change_trip(connection: sa.Connection, trip_id: int, draft: TripDraft) -> None:
    """Write what `draft` says of the trip over what stands there."""
    number = connection.execute(sa.select(trip.c.number).where(trip.c.id == trip_id)).scalar_one()
    connection.execute(sa.update(trip).where(trip.c.id == trip_id).values(**trip_values(draft, number)))
    connection.execute(sa.delete(leg).where(leg.c.trip_id == trip_id))
    _write_legs(connection, trip_id, draft.legs)
    touch(connection, trip, trip_id)


def states_of(connection: sa.Connection, trip_id: int) -> dict[int, tuple[int, State]]:
    """Return the requests of a trip: by the traveller's id, the request's id and state."""
    asked = sa.select(request.c.person_id, request.c.id, request.c.state).where(request.c.trip_id == trip_id)
    return {row.person_id: (row.id, State(row.state)) for row in connection.execute(asked)}


def add_request(connection: sa.Connection, trip_id: int, traveller: Traveller) -> int:
    """Enter a draft request for one traveller and return its id."""
    return _insert(
        connection,
        request,
        trip_id=trip_id,
        person_id=traveller.person_id,
        leader=traveller.leader,
        passport_id=traveller.passport_id,
        substitute_id=traveller.substitute_id,
        state=State.DRAFT.value,
    )


def change_request(connection: sa.Connection, request_id: int, traveller: Traveller) -> None:
    """Write what the draft says of one traveller over what stands there."""
    values = {
        "leader": traveller.leader,
        "passport_id": traveller.passport_id,
        "substitute_id": traveller.substitute_id,
    }
    _change(connection, request_id, **values)


def drop_draft(connection: sa.Connection, request_id: int) -> None:
    """Take a traveller off who was never submitted."""
    connection.execute(
        sa.delete(request).where(request.c.id == request_id, request.c.state == State.DRAFT.value)
    )


def record_submission(
    connection: sa.Connection,
    request_id: int,
    *,
    number: str,
    judgement: Judgement,
    legs: Sequence[Leg],
    kept: Sequence[RouteStage],
    planned: Sequence[PlannedStage],
    late_reason: str,
    now: datetime,
) -> None:
    """Write number, frozen judgement and the stages of the next round; the state is moved apart.

    kept: stages of an earlier round whose decisions stand; planned: those that are yet to decide.
    """
    before = connection.execute(sa.select(request.c.round).where(request.c.id == request_id)).scalar_one()
    _change(
        connection,
        request_id,
        number=number,
        judgement=freeze(judgement),
        rule_id=judgement.rule_id,
        submitted_legs=[[one.country, one.city, one.arrives, one.leaves] for one in legs],
        late_reason=late_reason,
        submitted_at=now,
        round=before + 1,
    )
    for one in kept:
        stood = {"reached_at": one.reached_at, "state": one.state.value, "carried_from": one.decided_as}
        _add_stage(connection, request_id, before + 1, one, **stood)
    for stage in planned:
        _add_stage(connection, request_id, before + 1, stage, state=StageState.WAITING.value)


def request_number(connection: sa.Connection, request_id: int) -> str | None:
    """Return the number that a request got at its first submission; None before."""
    found = connection.execute(sa.select(request.c.number).where(request.c.id == request_id)).scalar_one()
    return None if found is None else str(found)


def move(connection: sa.Connection, request_id: int, state: State) -> None:
    """Put a request into `state`; a stage that was open is then no longer."""
    _change(connection, request_id, state=state.value)
    if state is not State.IN_APPROVAL:
        connection.execute(
            sa.update(request_stage)
            .where(request_stage.c.request_id == request_id, request_stage.c.state == StageState.OPEN.value)
            .values(state=StageState.WAITING.value)
        )


def open_stage(connection: sa.Connection, stage_id: int, now: datetime, due: date) -> None:
    """Open a stage: its office decides from `now` on, by `due`."""
    connection.execute(
        sa.update(request_stage)
        .where(request_stage.c.id == stage_id)
        .values(state=StageState.OPEN.value, reached_at=now, due=due)
    )


def end_stage(connection: sa.Connection, stage_id: int, state: StageState) -> None:
    """Write how a stage ended."""
    connection.execute(
        sa.update(request_stage).where(request_stage.c.id == stage_id).values(state=state.value)
    )


def record_withdrawal(connection: sa.Connection, request_id: int, reason: str) -> None:
    """Write why a request was withdrawn."""
    _change(connection, request_id, end_reason=reason)


def record_due_back(connection: sa.Connection, request_id: int, day: date | None) -> None:
    """Write by which day the passport is to be brought back."""
    _change(connection, request_id, due_back=day)


def record_departure(connection: sa.Connection, request_id: int, day: date) -> None:
    """Write the day on which the traveller really left."""
    _change(connection, request_id, departed_on=day)


def record_homecoming(connection: sa.Connection, request_id: int, day: date, report: str) -> None:
    """Write the day on which the traveller really came home, and what came of the trip."""
    _change(connection, request_id, home_on=day, report=report)


def undo_departure(connection: sa.Connection, request_id: int, state: State) -> None:
    """Put a request back into `state` as if nobody had recorded a departure."""
    _change(connection, request_id, state=state.value, departed_on=None)


def undo_homecoming(connection: sa.Connection, request_id: int, state: State) -> None:
    """Put a request back into `state` as if nobody had recorded a homecoming."""
    _change(connection, request_id, state=state.value, home_on=None, report="")


def record_close(connection: sa.Connection, request_id: int, report: str, note: str) -> None:
    """Write what came of the trip and what is noted at closing."""
    _change(connection, request_id, report=report, end_reason=note)


def add_attachment(
    connection: sa.Connection,
    kind: str,
    subject: int,
    *,
    name: str,
    content: bytes,
    stored_name: str,
    user: int,
    now: datetime,
) -> int:
    """Enter a file that is stored already as attached to a subject, and return its id."""
    short = file_name(name)
    return _insert(
        connection,
        attachment,
        subject_kind=kind,
        subject_id=subject,
        name=short,
        media_type=mimetypes.guess_type(short)[0] or "application/octet-stream",
        size=len(content),
        stored_name=stored_name,
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=now,
        added_by=user,
    )


def attached(connection: sa.Connection, attachment_id: int) -> Attached | None:
    """Return an attached file with the requests that it is about; None where there is none."""
    row = connection.execute(sa.select(attachment).where(attachment.c.id == attachment_id)).first()
    if row is None:
        return None
    about = {
        "trip": sa.select(request.c.id).where(request.c.trip_id == row.subject_id).order_by(request.c.id),
        "request": sa.select(request.c.id).where(request.c.id == row.subject_id),
        "decision": sa.select(decision.c.request_id).where(decision.c.id == row.subject_id),
    }
    requests = connection.execute(about[row.subject_kind]).scalars().all()
    return Attached(row.id, row.name, row.size, row.stored_name, tuple(requests))


def file_name(name: str) -> str:
    """Return the last part of a path of any system, at most 255 characters, never empty."""
    return PureWindowsPath(PurePosixPath(name).name).name[-255:] or "file"


def trip_values(draft: TripDraft, number: str) -> dict[str, object]:
    """Return the columns of a trip that a draft tells, with the texts that it is found by."""
    places = [number, *(f"{one.city} {one.country} {_ENGLISH.country(one.country)}" for one in draft.legs)]
    return {
        "kind": draft.kind.value,
        "purpose": draft.purpose.strip(),
        "host": draft.host.strip(),
        "funding": draft.funding.value,
        "funding_note": draft.funding_note.strip(),
        "private": draft.kind.private,
        "search_place": normalise(" ".join(places)),
        "search_purpose": normalise(f"{draft.purpose} {draft.host}"),
    }


def _write_legs(connection: sa.Connection, trip_id: int, legs: Sequence[Leg]) -> None:
    for position, one in enumerate(legs, 1):
        _insert(
            connection,
            leg,
            trip_id=trip_id,
            position=position,
            country=one.country,
            city=one.city.strip(),
            arrives=one.arrives,
            leaves=one.leaves,
        )


def _add_stage(
    connection: sa.Connection, request_id: int, round_: int, stage: PlannedStage | RouteStage, **more: object
) -> None:
    _insert(
        connection,
        request_stage,
        request_id=request_id,
        round=round_,
        position=stage.position,
        office_code=stage.office_code,
        office_name=stage.office_name,
        working_days=stage.working_days,
        final=stage.final,
        due=stage.due,
        **more,
    )


def _change(connection: sa.Connection, request_id: int, **values: object) -> None:
    connection.execute(sa.update(request).where(request.c.id == request_id).values(**values))
    touch(connection, request, request_id)


def _insert(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])
