"""Everything that is done has a name that a person reads."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest

import travel_desk
from travel_desk.base.roles import Role
from travel_desk.custody import rules as custody
from travel_desk.desk.permissions import PERMISSIONS
from travel_desk.journal.rules.codes import SUBJECTS, code_words
from travel_desk.journal.rules.words import FIELDS, VERBS, field_words, kind_words, verb_words
from travel_desk.officials import rules as officials
from travel_desk.papers import rules as papers
from travel_desk.trips import rules as trips

# Where an action gathers what it writes: arguments of Deed.entry, and the names it gathers them under.
_GATHERED = {"facts", "changes", "personal", "details", "said", "noted"}
_COUNTED = {"len", "sum", "Counter"}


def written() -> Iterator[tuple[str, ast.expr | None]]:
    """Yield each literal name of a field that an action or a step writes, with its value if it is plain."""
    for path in Path(travel_desk.__file__).parent.rglob("*.py"):
        if {"actions", "steps"} & {part.removesuffix(".py") for part in path.parts}:
            for node in ast.walk(ast.parse(path.read_text())):
                yield from _of(node)


def _of(node: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    match node:
        case ast.keyword(arg=str(name), value=value) if name in _GATHERED:
            yield from _literal(value)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in _GATHERED:
            yield from _literal(value)
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=key)], value=value):
            if name in _GATHERED and isinstance(key, ast.Constant):
                yield str(key.value), value
        case ast.FunctionDef(name="_told" | "_rights" | "_wrong_tries" | "registration_values"):
            yield from _literal(node)


def _literal(whole: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    for node in ast.walk(whole):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant):
                    yield str(key.value), value
        elif isinstance(node, ast.Tuple) and node.elts and isinstance(whole, ast.List | ast.ListComp):
            first = node.elts[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, None


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


def test_every_field_that_an_action_writes_has_words() -> None:
    names = {name for name, _ in written()}
    assert {"merged_person", "custody", "departed_on", "ended_post", "apart", "past_trip"} <= names
    assert sorted(names - set(FIELDS)) == []


@pytest.mark.parametrize(
    "order",
    [
        officials.PersonOrder, officials.PostOrder, officials.CategoryOrder, officials.ClearanceOrder,
        officials.PassportOrder, officials.OrganisationOrder,
    ],
)  # fmt: skip
def test_every_field_of_an_order_that_is_written_whole_has_words(order: type) -> None:
    assert [one.name for one in fields(order) if one.name not in FIELDS] == []


def test_a_field_that_names_a_subject_never_counts() -> None:
    counted = [
        name
        for name, value in written()
        if name in SUBJECTS
        and isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id in _COUNTED
    ]
    assert counted == []
