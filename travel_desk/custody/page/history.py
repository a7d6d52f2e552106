"""What custody tells in the dossier of a person: each movement of their passports."""

from __future__ import annotations

from datetime import date
from typing import Any

from travel_desk.base.language import tr
from travel_desk.custody import queries
from travel_desk.custody.dialogs import words
from travel_desk.custody.rules import Kind
from travel_desk.shell.chips import Tone
from travel_desk.shell.registry import Happening


def happenings(desk: Any, person: int, on: date) -> list[Happening]:
    """Return the movements of a person's passports up to a day."""
    found = []
    for row, movements in queries.movements_of(desk, person):
        # The newest stands first in a timeline's steps.
        for one, step in zip(reversed(movements), words.steps(movements), strict=True):
            day = one.happened_at.astimezone().date()
            if day > on:
                continue
            title = tr("{number}: {movement}", number=row.number, movement=step.title)
            icon = "safe" if one.kind.inwards else "out"
            tone = Tone.INFO if one.kind is Kind.HAND_OUT else Tone.ACCENT
            found.append(Happening(day, title, step.line, icon, tone, "passport", row.id, one.happened_at))
    return found
