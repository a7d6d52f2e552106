"""Everything that is done has a name that a person reads."""

import pytest

from travel_desk.desk.permissions import PERMISSIONS
from travel_desk.journal.rules.words import VERBS, field_words, kind_words, verb_words


@pytest.mark.parametrize("verb", [verb for verb, asked in PERMISSIONS.items() if not asked.reading])
def test_every_verb_has_words(verb: str) -> None:
    assert verb in VERBS


def test_what_an_older_program_wrote_is_shown_by_its_own_name() -> None:
    assert str(verb_words("log_in")) == "Logged in"
    assert str(verb_words("count_safe")) == "count safe"
    assert str(kind_words("user")) == "User"
    assert str(kind_words("safe_count")) == "safe count"
    assert str(field_words("roles")) == "Roles"
    assert str(field_words("due_back")) == "Due back"
