"""What papers tell in the dossier of a person: each that was issued about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from travel_desk.base.language import screen_language, tr
from travel_desk.papers import queries
from travel_desk.papers.page import words
from travel_desk.papers.queries import PaperRow
from travel_desk.papers.rules import State
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.registry import Happening, Standing


def happenings(desk: Any, person: int, on: date) -> list[Happening]:
    """Return the papers about a person that were issued up to a day, and when they were signed."""
    found = []
    for row in queries.of_person(desk, person):
        title = tr("{kind} issued", kind=tr(row.kind.label))
        found.append(_happening(row, row.issued_at, title, "paper"))
        if row.signed_at is not None:
            title = tr("{kind} signed", kind=tr(row.kind.label))
            found.append(_happening(row, row.signed_at, title, "sign"))
    return [one for one in found if one.day <= on]


def standings(desk: Any, person: int, on: date) -> list[Standing]:
    """Return the papers about a person as they stood on a day, newest first."""
    return [
        Standing(
            row.number,
            tr(row.kind.label),
            screen_language().day(_day(row.issued_at)),
            _chip(row, on, desk.today()),
            "paper",
            row.id,
        )
        for row in queries.of_person(desk, person)
        if _day(row.issued_at) <= on
    ]


def _chip(row: PaperRow, on: date, today: date) -> ChipText:
    if on >= today:
        return words.list_chip(row)
    signed = row.signed_at is not None and _day(row.signed_at) <= on
    if row.signed_at is None or signed:
        # Voiding and printing bear no day of their own: of a past day it is told what is sure.
        state = State.SIGNED if signed else State.READY
        return ChipText(tr(state.label), Tone.SUCCESS, "check")
    return ChipText(tr(State.TO_SIGN.label), Tone.WARNING, "sign")


def _happening(row: PaperRow, at: datetime, title: str, icon: str) -> Happening:
    return Happening(_day(at), title, row.number, icon, Tone.NEUTRAL, "paper", row.id, at)


def _day(at: datetime) -> date:
    return at.astimezone().date()
