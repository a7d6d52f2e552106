"""What trips tell in the dossier of a person: what became of the requests, and how they stood on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from travel_desk.base.language import tr
from travel_desk.shell.registry import Happening, Standing
from travel_desk.trips import queries
from travel_desk.trips.page import words
from travel_desk.trips.queries import RequestThen
from travel_desk.trips.rules import State


def happenings(desk: Any, person: int, on: date) -> list[Happening]:
    """Return what became of a person's requests up to a day; decisions are told by approvals."""
    found = []
    for one in queries.requests_then(desk, person, on):
        for step in one.steps:
            title = _title(step.state)
            if title:
                chip = words.state_chip(step.state)
                found.append(
                    Happening(
                        step.day,
                        title,
                        _about(one),
                        chip.icon,
                        chip.tone,
                        "request",
                        one.trip.request_id,
                        step.at,
                    )
                )
    return found


def standings(desk: Any, person: int, on: date) -> list[Standing]:
    """Return a person's trips as they stood on a day, the latest first."""
    return [
        Standing(
            words.place(one.trip.city, one.trip.country),
            one.trip.purpose or (tr("Private reason") if one.trip.private else ""),
            words.days(one.trip.first, one.trip.last),
            words.state_chip(one.state),
            "request",
            one.trip.request_id,
        )
        for one in queries.requests_then(desk, person, on)
    ]


def _title(state: State) -> str:
    return {
        State.IN_APPROVAL: tr("Request submitted"),
        State.WITHDRAWN: tr("Request withdrawn"),
        State.DEPARTED: tr("Left on a trip"),
        State.HOME: tr("Came home"),
        State.CLOSED: tr("Trip closed"),
    }.get(state, "")


def _about(one: RequestThen) -> str:
    where = words.place(one.trip.city, one.trip.country)
    days = words.days(one.trip.first, one.trip.last)
    return tr("{number} · {place}, {days}", number=one.number, place=where, days=days)
