"""Everything that is done has a name that a person reads."""

from enum import StrEnum

import pytest

from travel_desk.base.roles import Role
from travel_desk.custody import rules as custody
from travel_desk.desk.permissions import PERMISSIONS
from travel_desk.journal.rules.codes import code_words
from travel_desk.journal.rules.words import VERBS, field_words, kind_words, verb_words
from travel_desk.officials import rules as officials
from travel_desk.papers import rules as papers
from travel_desk.trips import rules as trips


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


@pytest.mark.parametrize(
    "codes",
    [
        trips.State, trips.StageState, trips.Kind, trips.Funding, custody.GroundKind, custody.BookletState,
        custody.Use, custody.State, officials.Level, officials.Category, officials.Secrecy,
        officials.PassportKind, Role, papers.Kind, papers.State,
    ],
)  # fmt: skip
def test_every_code_of_a_duty_has_words(codes: type[StrEnum]) -> None:
    assert [code for code in codes if code_words(code.value) is None] == []
