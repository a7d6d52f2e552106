"""Organisations that become one, and one that becomes several; whatever is done, the tree stays a tree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factory
from tests.officials import tree_work as t
from tests.officials.desk_work import TODAY, journal, ministry, refused, undo
from tests.officials.tree_work import JUNE, MAY
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.tables import user
from travel_desk.officials import actions, queries
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import Level, Move, OrganisationOrder, Part, Rename, Split

RIVERS = Rename("Ministry of Rivers", MAY, "Decree 4/2026")
TWO = (Part("Ministry of Water", Level.FEDERAL), Part("Ministry of Land", Level.FEDERAL))


@pytest.fixture
def head(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return factory.desk(tmp_path_factory.mktemp("tree"), Role.DESK_HEAD)


# -- several become one


def test_ministries_end_in_a_new_one_with_their_posts_and_units(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    dams, legal = ministry(head, "Dams", water), ministry(head, "Legal", water)
    other = ministry(head, "Legal", energy)
    layla, jule = t.official(head, water, "HADDAD"), t.official(head, other, "WATERMANN")
    left = t.official(head, energy, "GONE", until=date(2026, 1, 1))
    coming = t.official(head, energy, "COMING", since=JUNE)
    done = actions.merge_organisations(head, t.merge(head, [water, energy], name="Ministry of Nature"))
    new = done.value.ids[0]
    assert done.value.posts == 3
    assert t.posts(head, layla) == [(water, date(2020, 1, 1), MAY), (new, MAY, None)]
    assert t.posts(head, jule) == [(other, date(2020, 1, 1), MAY), (legal, MAY, None)]
    assert t.posts(head, left) == [(energy, date(2020, 1, 1), date(2026, 1, 1))]
    assert t.posts(head, coming) == [(new, JUNE, None)]
    assert t.place(head, dams).path == f"/{new}/{dams}/"
    assert {t.place(head, one).until_day for one in (water, energy, other)} == {MAY}
    assert set(queries.person_ids(head, Question("nature"))) == {layla, jule, coming}
    assert journal(head)[-1] == ("merge_organisations", "organisation", new)
    t.check_tree(head)
    undo(head, done)
    assert t.posts(head, layla) == [(water, date(2020, 1, 1), None)]
    assert t.posts(head, jule) == [(other, date(2020, 1, 1), None)]
    assert t.posts(head, coming) == [(energy, JUNE, None)]
    assert t.place(head, other).until_day is None
    assert new not in t.grounds(head).tree
    assert queries.person_ids(head, Question("nature")) == ()
    t.check_tree(head)


def test_one_takes_another_in_and_who_saw_only_that_one_is_told(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    with head.database.write() as connection:
        connection.execute(
            sa.update(user).where(user.c.user_name == "clerk").values(organisation_path=f"/{energy}/")
        )
    person = t.official(head, energy, "WATERMANN")
    done = actions.merge_organisations(head, t.merge(head, [energy], into_id=water))
    assert done.value.ids == (water,)
    assert done.value.left == ("Clerk User",)
    assert t.posts(head, person)[-1] == (water, MAY, None)
    t.check_tree(head)
    undo(head, done)
    t.check_tree(head)


def test_a_unit_and_its_ministry_become_one(head: Desk) -> None:
    water = ministry(head)
    unit = ministry(head, "Dams", water)
    deep = ministry(head, "Dam Desk", unit)
    actions.merge_organisations(head, t.merge(head, [unit], into_id=water))
    assert t.place(head, deep).parent_id == water
    nature = actions.merge_organisations(
        head, t.merge(head, [water, deep], JUNE, name="Ministry of Water and Land")
    )
    assert t.place(head, deep).until_day == JUNE
    t.check_tree(head)
    undo(head, nature)
    t.check_tree(head)


def test_what_can_not_become_one_is_told(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit = ministry(head, "Dams", water)
    merge = actions.merge_organisations
    assert "at least two" in refused("from_ids", merge, head, t.merge(head, [water], name="N"))
    assert "at least two" in refused("from_ids", merge, head, t.merge(head, [water], into_id=water))
    assert "lies within" in refused("into_id", merge, head, t.merge(head, [water], into_id=unit))
    inside = t.merge(head, [water, energy], name="N", parent_id=unit)
    assert "lies within" in refused("parent_id", merge, head, inside)
    assert "Enter the name" in refused("name", merge, head, t.merge(head, [water, energy]))
    assert "Enter the act" in refused("paper", merge, head, replace(t.merge(head, [water, energy]), paper=""))
    ministry(head, "Nature")
    assert "of this name" in refused("name", merge, head, t.merge(head, [water, energy], name="nature"))
    stale = replace(t.merge(head, [water, energy], name="N"), versions={water: 1})
    with pytest.raises(Refused, match="changed these organisations"):
        merge(head, stale)
    young = actions.add_organisation(head, OrganisationOrder("Young", Level.FEDERAL, JUNE)).value
    assert "began on" in refused("day", merge, head, t.merge(head, [water, young], name="N"))
    assert "began on" in refused("day", merge, head, t.merge(head, [water], into_id=young))


def test_a_merger_does_not_reach_back_behind_what_happened_since(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit = ministry(head, "Dams", water)
    actions.rename_organisation(head, unit, 1, Rename("Dams and Wells", JUNE, "D"))
    merge = actions.merge_organisations
    # A unit that only moves keeps its name of June; one that ends can't have got it afterwards.
    assert "was renamed or moved" in refused("day", merge, head, t.merge(head, [unit, energy], name="N"))
    actions.move_organisation(head, unit, 2, Move(energy, JUNE, "D"))
    assert "was renamed or moved" in refused("day", merge, head, t.merge(head, [water], into_id=energy))
    actions.move_organisation(head, energy, 1, Move(water, JUNE, "D"))
    late = t.merge(head, [energy], date(2026, 7, 1), into_id=water)
    merge(head, late)
    t.check_tree(head)


def test_a_unit_never_goes_under_what_lay_under_it_then(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit = ministry(head, "Dams", water)
    actions.move_organisation(head, energy, 1, Move(unit, date(2026, 1, 1), "D"))
    actions.move_organisation(head, energy, 2, Move(None, JUNE, "D"))
    assert "lay above" in refused(
        "day", actions.merge_organisations, head, t.merge(head, [water], into_id=energy)
    )
    actions.merge_organisations(head, t.merge(head, [water], date(2026, 7, 1), into_id=energy))
    t.check_tree(head)


def test_what_hangs_on_a_merger_keeps_it(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    person = t.official(head, water, "HADDAD")
    done = actions.merge_organisations(head, t.merge(head, [water, energy], name="Ministry of Nature"))
    new = done.value.ids[0]
    somebody = t.official(head, new, "NEW", since=JUNE)
    with pytest.raises(Refused, match="correct it by hand"):
        undo(head, done)
    version = queries.dossier(head, somebody).version
    held = queries.dossier(head, somebody).posts[0].post
    actions.end_post(head, somebody, version, held.id, held.from_day)
    unit = ministry_of(head, "Wells", new)
    with pytest.raises(Refused, match="correct it by hand"):
        undo(head, done)
    actions.move_organisation(head, unit, 1, Move(None, date(2026, 8, 1), "D"))
    now = queries.dossier(head, person)
    mine = next(one.post for one in now.posts if one.post.organisation_id == new)
    actions.end_post(head, person, now.version, mine.id, JUNE)
    with pytest.raises(Refused, match="correct it by hand"):
        undo(head, done)
    t.check_tree(head)


def ministry_of(desk: Desk, name: str, parent: int) -> int:
    return actions.add_organisation(desk, OrganisationOrder(name, Level.FEDERAL, JUNE, parent)).value


def test_an_end_that_was_planned_before_a_merger_is_planned_again(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    begun, planned = date(2000, 1, 1), date(2027, 1, 1)
    end = OrganisationOrder("Ministry of Energy", Level.FEDERAL, begun, None, planned)
    actions.change_organisation(head, energy, 1, end)
    undo(head, actions.merge_organisations(head, t.merge(head, [energy], into_id=water)))
    assert t.place(head, energy).until_day == planned


def test_nothing_is_put_back_under_what_ended_meanwhile(head: Desk) -> None:
    water, energy = ministry(head), ministry(head, "Ministry of Energy")
    unit = ministry(head, "Dams", water)
    done = actions.merge_organisations(head, t.merge(head, [unit], into_id=energy))
    begun = date(2000, 1, 1)
    end = OrganisationOrder("Ministry of Water and Land", Level.FEDERAL, begun, None, JUNE)
    actions.change_organisation(head, water, 1, end)
    with pytest.raises(Refused, match="ended on"):
        undo(head, done)


# -- one becomes several


def test_a_ministry_is_split_and_each_post_goes_where_it_was_put(head: Desk) -> None:
    place = ministry(head)
    dams, forests = ministry(head, "Dams", place), ministry(head, "Forests", place)
    layla, jule = t.official(head, place, "HADDAD"), t.official(head, place, "WATERMANN")
    post = queries.dossier(head, jule).posts[0].post.id
    order = Split(TWO, MAY, "Decree 8/2026", {post: 1}, {forests: 1})
    done = actions.split_organisation(head, place, 1, order)
    water, land = done.value.ids
    assert t.posts(head, layla)[-1] == (water, MAY, None)
    assert t.posts(head, jule)[-1] == (land, MAY, None)
    assert t.place(head, dams).parent_id == water
    assert t.place(head, forests).path == f"/{land}/{forests}/"
    assert t.place(head, place).until_day == MAY
    assert journal(head)[-1] == ("split_organisation", "organisation", place)
    t.check_tree(head)
    undo(head, done)
    assert t.posts(head, jule) == [(place, date(2020, 1, 1), None)]
    assert t.place(head, forests).parent_id == place
    t.check_tree(head)


def test_one_part_may_bear_the_old_name(head: Desk) -> None:
    place = ministry(head)
    parts = (Part("Ministry of Water and Land", Level.FEDERAL), Part("Agency of Maps", Level.FEDERAL))
    assert len(actions.split_organisation(head, place, 1, Split(parts, MAY, "D")).value.ids) == 2
    t.check_tree(head)


def test_what_can_not_be_split_is_told(head: Desk) -> None:
    place = ministry(head)
    ministry(head, "Ministry of Energy")
    split, two = actions.split_organisation, Split(TWO, MAY, "D")
    assert "at least two" in refused("parts", split, head, place, 1, replace(two, parts=TWO[:1]))
    taken = (TWO[0], Part("ministry of energy", Level.FEDERAL))
    assert "of this name" in refused("parts", split, head, place, 1, replace(two, parts=taken))
    twins = (TWO[0], Part("ministry of WATER", Level.FEDERAL))
    assert "Two parts" in refused("parts", split, head, place, 1, replace(two, parts=twins))
    unnamed = (TWO[0], Part("", Level.FEDERAL))
    assert "Enter the name" in refused("parts", split, head, place, 1, replace(two, parts=unnamed))
    assert "meanwhile" in refused("posts", split, head, place, 1, replace(two, posts={77: 0}))
    assert "meanwhile" in refused("posts", split, head, place, 1, replace(two, rest=2))
    first = replace(two, day=date(2000, 1, 1))
    assert "began on" in refused("day", split, head, place, 1, first)


# -- whatever is done

_PICK = st.integers(0, 11)
_DAYS = st.integers(1, 90).map(lambda days: TODAY - timedelta(days=days))
_STEPS = st.lists(
    st.tuples(st.sampled_from(["rename", "move", "merge", "split", "undo"]), _PICK, _PICK, _DAYS)
)


@pytest.fixture(scope="module")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return factory.desk(tmp_path_factory.mktemp("any"), Role.DESK_HEAD)


@settings(max_examples=12)
@given(steps=_STEPS)
def test_whatever_is_done_the_tree_stays_a_tree(
    one_desk: Desk, steps: list[tuple[str, int, int, date]]
) -> None:
    desk, run = one_desk, len(t.grounds(one_desk).tree)
    ids = [ministry(desk, f"{run} ministry {at}") for at in range(3)]
    ids += [ministry(desk, f"{run} unit {at}", ids[at % 3]) for at in range(6)]
    t.official(desk, ids[0], "".join(chr(65 + int(digit)) for digit in str(run)))
    last = None
    for at, (verb, one, other, day) in enumerate(steps):
        now = t.grounds(desk).tree
        mine = [o.id for o in now.values() if o.id >= ids[0]]
        a, b = (now[mine[each % len(mine)]] for each in (one, other))
        name = f"{run} step {at}"
        try:
            if verb == "rename":
                last = actions.rename_organisation(desk, a.id, a.version, Rename(name, day, "D"))
            elif verb == "move":
                last = actions.move_organisation(desk, a.id, a.version, Move(b.id, day, "D"))
            elif verb == "merge":
                into = {"into_id": b.id} if at % 2 else {"name": name}
                last = actions.merge_organisations(
                    desk, t.merge(desk, [a.id, *([b.id] if not at % 2 else [])], day, **into)
                )
            elif verb == "split":
                parts = (Part(f"{name} a", Level.FEDERAL), Part(f"{name} b", Level.REGIONAL))
                last = actions.split_organisation(desk, a.id, a.version, Split(parts, day, "D"))
            elif last is not None:
                undo(desk, last)
        except Refused:
            pass
        t.check_tree(desk)
