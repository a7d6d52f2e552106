"""What approvals tell in the dossier of a person: each decision on their requests."""

from __future__ import annotations

from datetime import date
from typing import Any

from travel_desk.approvals import queries
from travel_desk.approvals.queries import PersonDecision
from travel_desk.approvals.rules import Kind
from travel_desk.base.language import tr
from travel_desk.shell.chips import Tone
from travel_desk.shell.registry import Happening

_LOOK = {
    Kind.APPROVE: (Tone.SUCCESS, "check"),
    Kind.CONDITIONS: (Tone.SUCCESS, "check"),
    Kind.SEND_BACK: (Tone.WARNING, "undo"),
    Kind.REFUSE: (Tone.DANGER, "refused"),
}


def happenings(desk: Any, person: int, on: date) -> list[Happening]:
    """Return the decisions on a person's requests up to a day."""
    return [_happening(one) for one in queries.decisions_of(desk, person) if one.decided_on <= on]


def _happening(one: PersonDecision) -> Happening:
    tone, icon = _LOOK[one.kind]
    title = tr("{decision}: {office}", decision=tr(one.kind.label), office=one.office)
    parts = [one.number, tr("{name}, {capacity}", name=one.decided_name, capacity=one.capacity), one.paper]
    line = " · ".join(part for part in parts if part)
    return Happening(one.decided_on, title, line, icon, tone, "request", one.request_id, one.recorded_at)
