"""Sentences with their values, and the two errors that carry one."""

from __future__ import annotations

import pytest

from travel_desk.base.message import Message, Refused, Trouble, msg, msgn, msgp
from travel_desk.base.roles import Role


def test_a_message_keeps_its_text_and_values_apart() -> None:
    message = msg("{who} is away", who="Ana")
    assert (message.text, message.values) == ("{who} is away", {"who": "Ana"})
    assert str(message) == "Ana is away"


def test_a_context_and_a_plural_are_kept() -> None:
    assert msgp("state", "Open").context == "state"
    days = msgn("{count} day", "{count} days", 3, where="here")
    assert (days.plural, days.values) == ("{count} days", {"count": 3, "where": "here"})


@pytest.mark.parametrize("text", ["{missing}", "{0}", "{", "{who.name}", "{who:d}"])
def test_a_message_for_the_log_never_fails_on_its_values(text: str) -> None:
    assert str(Message(text, {"who": "Ana"})) == text


def test_messages_can_be_gathered_in_a_set() -> None:
    assert len({msg("{a}", a=[1]), msg("{a}", a=[1]), msg("{a}", a=[2])}) == 2


@pytest.mark.parametrize("kind", [Refused, Trouble])
def test_an_error_carries_its_message_and_the_field_it_belongs_to(
    kind: type[Refused] | type[Trouble],
) -> None:
    error = kind(msg("Write the date of {day}.", day="arrival"), field="arrives")
    assert error.message == msg("Write the date of {day}.", day="arrival")
    assert error.field == "arrives"
    assert str(error) == "Write the date of arrival."
    assert kind(msg("No")).field == ""


def test_each_role_has_its_own_word() -> None:
    assert len({role.label for role in Role}) == len(Role)
    assert all(role.label.context == "role" for role in Role)
