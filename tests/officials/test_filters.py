"""Filters of the officials page: what they leave, what is kept of them, and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factory
from tests.officials.desk_work import JULE, TODAY, layla, limit, ministry, refused, undo
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions, queries
from travel_desk.officials.queries import Question, question_of
from travel_desk.officials.rules import (
    CUSTODY,
    Category,
    ClearanceOrder,
    Level,
    PassportKind,
    PassportOrder,
    PersonFilter,
    PersonOrder,
    PostOrder,
    Registration,
    Secrecy,
)

SECRET = PersonFilter(clearances=frozenset({Secrecy.SECRET}), custody=frozenset({"with_holder", "overdue"}))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.CLERK)


def found(desk: Desk, wanted: PersonFilter, text: str = "") -> tuple[int, ...]:
    """Ask for the ids, and check that the count and the first ids agree with them."""
    question = question_of(wanted, text, desk.today())
    ids = queries.person_ids(desk, question)
    first = queries.person_first(desk, question)
    assert first.ids == ids
    assert first.whole
    if not text:
        assert queries.filter_counts(desk, {"it": wanted}) == {"it": len(ids)}
    return ids


def cleared(desk: Desk, person: PersonOrder, clearance: ClearanceOrder) -> int:
    return actions.register_person(desk, Registration(person, clearances=(clearance,))).value


# -- what they leave


def test_a_clearance_is_asked_by_its_level_as_long_as_it_is_held(desk: Desk) -> None:
    layla(desk)
    since = date(2020, 1, 1)
    held = cleared(desk, JULE, ClearanceOrder(Secrecy.SECRET, since))
    cleared(desk, PersonOrder("Ивана"), ClearanceOrder(Secrecy.SECRET, since, date(2025, 1, 1)))
    cleared(desk, PersonOrder("Милица"), ClearanceOrder(Secrecy.TOP_SECRET, since))
    assert found(desk, PersonFilter(clearances=frozenset({Secrecy.SECRET}))) == (held,)
    both = frozenset({Secrecy.SECRET, Secrecy.TOP_SECRET})
    assert len(found(desk, PersonFilter(clearances=both))) == 2
    assert found(desk, PersonFilter(clearances=both), "jule") == (held,)


def test_travel_that_stays_restricted_is_asked_for_today_and_for_later(desk: Desk) -> None:
    ended = ClearanceOrder(Secrecy.SECRET, date(2020, 1, 1), date(2026, 1, 1), date(2027, 1, 1))
    restricted = cleared(desk, JULE, ended)
    cleared(desk, PersonOrder("Ивана"), replace(ended, restricted_until=date(2026, 6, 1)))
    assert found(desk, PersonFilter(restricted_in=0)) == (restricted,)
    assert found(desk, PersonFilter(restricted_in=0), "watermann") == (restricted,)
    assert found(desk, PersonFilter(restricted_in=90)) == ()


def test_an_organisation_is_asked_by_its_id_with_all_below_it(desk: Desk) -> None:
    place, minister = layla(desk)
    board = ministry(desk, "Board of Dams", place)
    other = ministry(desk, "Ministry of Energy")
    clerk = actions.register_person(
        desk, Registration(JULE, (PostOrder(board, "Clerk", date(2024, 1, 1)),))
    ).value
    assert set(found(desk, PersonFilter(organisation_id=place))) == {minister, clerk}
    assert found(desk, PersonFilter(organisation_id=board)) == (clerk,)
    assert found(desk, PersonFilter(organisation_id=board), "jule") == (clerk,)
    assert found(desk, PersonFilter(organisation_id=other)) == ()
    federal = PersonFilter(organisation_id=place, levels=frozenset({Level.FEDERAL}))
    assert len(found(desk, federal)) == 2
    assert found(desk, replace(federal, levels=frozenset({Level.REGIONAL}))) == ()


def test_all_limits_hold_together(desk: Desk) -> None:
    place, minister = layla(desk)
    soon = PassportOrder(PassportKind.ORDINARY, "A2290187", date(2020, 1, 1), TODAY + timedelta(days=60))
    traveller = actions.register_person(desk, Registration(PersonOrder("Ивана"), passports=(soon,))).value
    assert found(desk, PersonFilter(expiring_in=90)) == (traveller,)
    assert found(desk, PersonFilter(expiring_in=90), "ивана") == (traveller,)
    assert found(desk, PersonFilter(expiring_in=30)) == ()
    assert found(desk, PersonFilter(officials=False)) == (traveller,)
    whole = PersonFilter(
        place, "", frozenset({Level.FEDERAL}), frozenset({Category.SENIOR_POLITICIAN}),
        frozenset({"with_holder"}), officials=True,
    )  # fmt: skip
    assert found(desk, whole) == (minister,)
    for text in ("layla", "la", "D0081426"):
        assert found(desk, whole, text) == (minister,)
    assert found(desk, replace(whole, custody=frozenset({"none", "in_custody"}))) == ()
    assert found(desk, replace(whole, custody=frozenset({"none"})), "layla") == ()
    assert found(desk, replace(whole, officials=False), "layla") == ()
    assert found(desk, replace(whole, custody=frozenset({"overdue"})), "layla") == ()


def test_counts_say_no_more_than_the_user_may_see(desk: Desk) -> None:
    place, _ = layla(desk)
    other = ministry(desk, "Ministry of Energy")
    limit(desk, f"/{other}/")
    assert queries.filter_counts(desk, {"": PersonFilter(), "place": PersonFilter(place)}) == {
        "": 0,
        "place": 0,
    }


# -- what is kept of them


def test_a_filter_is_kept_renamed_and_removed_and_undo_keeps_it_again(desk: Desk) -> None:
    first = actions.save_filter(desk, "  Secret,  at home ", SECRET).value
    assert [(one.name, one.filter) for one in queries.saved_filters(desk)] == [("Secret, at home", SECRET)]
    again = actions.save_filter(desk, "Secret, at home", PersonFilter(officials=True)).value
    assert again == first
    assert queries.saved_filters(desk)[0].filter == PersonFilter(officials=True)
    actions.rename_filter(desk, first, "Officials")
    assert queries.saved_filters(desk)[0].name == "Officials"
    removed = actions.remove_filter(desk, first)
    assert queries.saved_filters(desk) == []
    undo(desk, removed)
    assert [one.name for one in queries.saved_filters(desk)] == ["Officials"]
    assert actions.remove_filter(desk, 99).undo is None


def test_a_name_must_be_there_short_and_its_own(desk: Desk) -> None:
    actions.save_filter(desk, "One", SECRET)
    two = actions.save_filter(desk, "Two", SECRET).value
    assert "Write a name" in refused("name", actions.save_filter, desk, "  ", SECRET)
    assert "at most" in refused("name", actions.save_filter, desk, "x" * 61, SECRET)
    assert "Another of your filters" in refused("name", actions.rename_filter, desk, two, "One")


def test_filters_are_the_users_own(desk: Desk) -> None:
    mine = actions.save_filter(desk, "Mine", SECRET).value
    other = factory.at(desk, Role.DESK_HEAD)
    assert queries.saved_filters(other) == []
    actions.rename_filter(other, mine, "Theirs")
    actions.remove_filter(other, mine)
    assert [one.name for one in queries.saved_filters(desk)] == ["Mine"]
    assert actions.save_filter(other, "Mine", SECRET).value != mine


def test_a_kept_organisation_bears_the_name_that_it_has_now(desk: Desk) -> None:
    place = ministry(desk, "Ministry of Water and Land")
    actions.save_filter(desk, "Water", PersonFilter(place, "Ministry of Dams"))
    actions.save_filter(desk, "Gone", PersonFilter(99, "Ministry of Fish"))
    names = {one.name: one.filter.organisation for one in queries.saved_filters(desk)}
    assert names == {"Water": "Ministry of Water and Land", "Gone": "Ministry of Fish"}


def subsets(values: object) -> st.SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(list(values)))  # type: ignore[call-overload]


@given(
    st.builds(
        PersonFilter,
        st.none() | st.integers(1, 10**6),
        st.text(max_size=20),
        subsets(Level),
        subsets(Category),
        subsets(CUSTODY),
        st.none() | st.integers(0, 400),
        subsets(Secrecy),
        st.none() | st.integers(0, 400),
        st.none() | st.booleans(),
    )
)
def test_what_is_kept_is_what_was_chosen(wanted: PersonFilter) -> None:
    assert PersonFilter.of(wanted.plain()) == wanted
    assert wanted.is_empty == (not set(wanted.plain()) - {"organisation"})


def test_what_another_version_kept_is_left_out_where_it_is_unknown() -> None:
    strange = {"levels": ["galactic", "federal"], "officials": "maybe", "expiring_in": "soon", "new": 1}
    assert PersonFilter.of(strange) == PersonFilter(levels=frozenset({Level.FEDERAL}))
    assert PersonFilter().is_empty
    assert Question() == question_of(PersonFilter(), "", TODAY)
