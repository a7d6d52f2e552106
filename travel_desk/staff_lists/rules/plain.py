"""Problems as plain values, as a repair list keeps them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from travel_desk.base.canonical import plain
from travel_desk.base.message import Message
from travel_desk.officials.rules import Problem


def plain_problems(problems: Iterable[Problem]) -> list[list[object]]:
    """Return problems as JSON can hold them; dates become texts."""
    return [[one.field, _plain(one.message)] for one in problems]


def problems_of(content: Iterable[Any]) -> tuple[Problem, ...]:
    """Return the problems that `plain_problems` made plain."""
    return tuple(Problem(field, _message(of)) for field, of in content)


def _plain(message: Message) -> dict[str, object]:
    values = {
        name: {"message": _plain(value)} if isinstance(value, Message) else plain(value)
        for name, value in message.values.items()
    }
    return {"text": message.text, "values": values, "context": message.context, "plural": message.plural}


def _message(of: dict[str, Any]) -> Message:
    values = {
        name: _message(value["message"]) if isinstance(value, dict) else value
        for name, value in of["values"].items()
    }
    return Message(of["text"], values, of["context"], of["plural"])
