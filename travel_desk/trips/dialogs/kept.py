"""How an unfinished trip request is kept: plain values for a draft, and the draft read again."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any

from travel_desk.trips.rules import Funding, Kind, Leg, NewFile, Traveller, TripDraft

MOST_BYTES = 4_000_000
"""Larger attachments are not kept with a draft that is not yet in the register; they are named instead."""


def to_plain(draft: TripDraft) -> dict[str, Any]:
    """Return `draft` as JSON can hold it; files beyond `MOST_BYTES` in all are left out."""
    files: list[list[str]] = []
    room = MOST_BYTES
    for file in draft.files:
        room -= len(file.content)
        if room >= 0:
            files.append([file.name, base64.b64encode(file.content).decode()])
    return {
        "kind": draft.kind.value,
        "purpose": draft.purpose,
        "host": draft.host,
        "legs": [[one.country, one.city, _iso(one.arrives), _iso(one.leaves)] for one in draft.legs],
        "travellers": [[t.person_id, t.leader, t.passport_id, t.substitute_id] for t in draft.travellers],
        "funding": draft.funding.value,
        "funding_note": draft.funding_note,
        "late_reason": draft.late_reason,
        "files": files,
    }


def from_plain(content: Mapping[str, Any]) -> TripDraft:
    """Return the draft that `to_plain` made into `content`; raises KeyError or ValueError otherwise."""
    return TripDraft(
        kind=Kind(content["kind"]),
        purpose=str(content["purpose"]),
        host=str(content["host"]),
        legs=tuple(
            Leg(str(country), str(city), _day(arrives), _day(leaves))
            for country, city, arrives, leaves in content["legs"]
        ),
        travellers=tuple(Traveller(*one) for one in content["travellers"]),
        funding=Funding(content["funding"]),
        funding_note=str(content["funding_note"]),
        late_reason=str(content["late_reason"]),
        files=tuple(NewFile(name, base64.b64decode(text)) for name, text in content["files"]),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
