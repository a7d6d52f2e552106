"""Untranslated sentences with their values, and the two errors that carry one.

Rules and stores know no language: they make a `Message`; whoever shows it (a screen, a paper, the
command line) says it in its own language with `Language.say`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be translated and the values that fill it.

    text: the English sentence, with `{name}` fields.
    values: what fills the fields: text, whole numbers, dates, instants or further messages.
    context: tells two meanings of one word apart (gettext's msgctxt); may be empty.
    plural: the English plural sentence; chosen by `values["count"]`; may be empty.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    context: str = ""
    plural: str = ""

    def __str__(self) -> str:
        """Return the English sentence, for logs and failing tests only."""
        try:
            return self.text.format(**self.values)
        except (LookupError, ValueError, TypeError, AttributeError):
            return self.text


def msg(text: str, /, **values: object) -> Message:
    """Return a message of `text` (one literal string) and the values of its fields."""
    return Message(text, values)


def msgp(context: str, text: str, /, **values: object) -> Message:
    """Return a message whose meaning is told apart by `context`."""
    return Message(text, values, context)


def msgn(one: str, many: str, /, count: int, **values: object) -> Message:
    """Return a message that has a singular and a plural form, chosen by `count`."""
    return Message(one, {"count": count, **values}, "", many)


class _Said(Exception):
    """An error that a person reads as a sentence; `field` names the input it belongs to, if any."""

    def __init__(self, message: Message, *, field: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class Refused(_Said):
    """The desk may not do this (a rule, a role, a newer version): the sentence says what to do next."""


class Trouble(_Said):
    """The surroundings fail (disk, printer, key, clock): the sentence says what to do next."""
