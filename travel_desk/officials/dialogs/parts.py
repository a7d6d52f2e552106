"""What the dialogs of officials share: choices of codes, the organisation field, days as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from PySide6.QtWidgets import QComboBox

from travel_desk.base.language import tr
from travel_desk.base.message import Message
from travel_desk.officials import queries
from travel_desk.officials.rules import Problem
from travel_desk.shell.context import Context
from travel_desk.shell.fields import Choice, DateField, FindField, Level, Suggestion
from travel_desk.shell.fields.note import Labelled

_DAY = timedelta(days=1)


class _Worded(Protocol):
    @property
    def label(self) -> Message: ...


Code = TypeVar("Code", bound=StrEnum)


def choices(codes: Iterable[Code]) -> list[tuple[Code, str]]:
    """Return codes with their words, for a Choice."""
    return [(code, tr(_label(code))) for code in codes]


def _label(code: Any) -> Message:
    worded: _Worded = code
    return worded.label


def organisation_field(context: Context) -> FindField:
    """Return a field that finds an organisation as one types."""
    return FindField(context, queries.find_organisations, _present, hint=tr("Type a part of its name"))


def _present(hit: queries.PlaceHit) -> Suggestion:
    return Suggestion(hit.id, hit.name, hit.above)


def short(name: str, most: int = 56) -> str:
    """Return the name of an organisation as a token or a choice shows it; long ones are cut."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def narrow(choice: Choice[Any]) -> None:
    """Let a choice be narrower than its longest text, which is cut then."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(12)


def until_of(last_day: date | None) -> date | None:
    """Return the half-open end of a span whose last day was entered."""
    return None if last_day is None else last_day + _DAY


def last_of(until_day: date | None) -> date | None:
    """Return the last day of a half-open span, for a field."""
    return None if until_day is None else until_day - _DAY


def day_text(field: DateField) -> str:
    """Return the day of a field as a draft keeps it; "" for none."""
    day = field.day()
    return day.isoformat() if day else ""


def put_day(field: DateField, text: object) -> None:
    """Show the day that a draft kept."""
    field.set_day(date.fromisoformat(str(text)) if text else None)


def show_problems(
    fields: Mapping[str, Labelled], problems: Iterable[Problem], touched: Iterable[str]
) -> None:
    """Say at each field that was touched what is wrong with it; take away what no longer is."""
    said = {problem.field: problem.message for problem in reversed(list(problems))}
    for name in touched:
        field = fields[name]
        unreadable = getattr(field.field, "is_wrong", None)
        if callable(unreadable) and unreadable():
            continue
        if name in said:
            field.note.say(tr(said[name]), Level.WARNING)
        else:
            field.note.clear()
