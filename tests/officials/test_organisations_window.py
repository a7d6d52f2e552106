"""The tree of organisations in the window: found, read, and changed by mouse and keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.officials import tree_work as t
from tests.officials.desk_work import journal
from tests.officials.window import Window
from travel_desk.base.roles import Role
from travel_desk.officials import queries
from travel_desk.officials.dialogs import (
    ChangeOrganisation,
    EndOrganisation,
    MergeOrganisations,
    MoveOrganisation,
    Organisations,
    RenameOrganisation,
    SplitOrganisation,
)
from travel_desk.officials.dialogs.parts import short
from travel_desk.officials.rules import Organisation
from travel_desk.shell.fields import Suggestion

as_head = pytest.mark.parametrize("window", [Role.DESK_HEAD], indirect=True)


def open_tree(window: Window) -> Organisations:
    tree = window.do("Organisations…", Organisations)
    window.qtbot.waitUntil(lambda: len(tree.places) > 5)
    return tree


def choose(window: Window, tree: Organisations, name: str) -> Organisation:
    """Search for a name and wait until the pane tells of the first hit."""
    tree.search.setText(name)
    found = next(one for one in tree.places.values() if one.name == name)
    window.qtbot.waitUntil(lambda: tree.chosen() == found)
    window.qtbot.waitUntil(lambda: name in window.said(tree.pane))
    return found


def roots(tree: Organisations) -> list[Organisation]:
    return [one for one in tree.places.values() if one.parent_id is None]


def test_an_organisation_is_added_under_the_one_chosen_corrected_and_ended(window: Window) -> None:
    tree = open_tree(window)
    above = choose(window, tree, roots(tree)[0].name)
    window.press(tree)
    adding = window.dialog(ChangeOrganisation)
    assert "Enter the name" in window.refused(adding)
    window.type(adding.name, "Hydraulic Unit")
    window.type(adding.since, "")
    assert "began" in window.refused(adding)
    window.type(adding.since, "1.1.2026")
    window.type(adding.last, "x")
    assert "last day" in window.refused(adding)
    window.type(adding.last, "")
    window.press_and_close(adding)
    assert queries.find_organisations(window.desk, "hydraulic")[0].above == above.name
    window.qtbot.waitUntil(lambda: (tree.chosen() or above).name == "Hydraulic Unit")
    tree.change.trigger()
    changing = window.dialog(ChangeOrganisation)
    assert "as if it had always been so" in window.said(changing)
    window.type(changing.name, "Hydraulics")
    window.press_and_close(changing)
    window.qtbot.waitUntil(lambda: "Hydraulics" in tree.names())
    tree.deeds["end_organisation"].trigger()
    ending = window.dialog(EndOrganisation)
    window.qtbot.waitUntil(lambda: "No post is left" in window.said(ending))
    window.type(ending.last, "")
    assert "last day" in window.refused(ending)
    window.type(ending.last, "4.11.2026")
    window.type(ending.paper, "Decree 9/2026")
    window.press_and_close(ending)
    window.qtbot.waitUntil(lambda: "Hydraulics" not in tree.names())
    tree.ended.setChecked(True)
    assert "Hydraulics (ended)" in tree.names()
    window.qtbot.waitUntil(lambda: "Decree 9/2026" in window.said(tree.pane))


def test_a_root_is_added_from_anywhere_in_the_tree(window: Window) -> None:
    tree = open_tree(window)
    choose(window, tree, roots(tree)[0].name)
    window.press(tree)
    adding = window.dialog(ChangeOrganisation)
    adding.above.set_value(0)
    window.type(adding.name, "Ministry of Wind")
    window.press_and_close(adding)
    assert queries.find_organisations(window.desk, "wind")[0].above == ""
    window.context.announce({"trips"})


@pytest.mark.parametrize("window", ["empty"], indirect=True)
def test_the_first_organisation_is_a_root(window: Window) -> None:
    tree = window.do("Organisations…", Organisations)
    assert not any(action.isEnabled() for action in tree.deeds.values())
    tree.change.trigger()
    tree._open(lambda _place: tree)
    window.press(tree)
    adding = window.dialog(ChangeOrganisation)
    assert adding.above.count() == 1
    window.type(adding.name, "Ministry of Wind")
    window.press_and_close(adding)
    window.qtbot.waitUntil(lambda: tree.names() == ["Ministry of Wind"])


def test_a_clerk_is_offered_what_a_clerk_may(window: Window) -> None:
    tree = open_tree(window)
    choose(window, tree, roots(tree)[0].name)
    offered = {one.text() for one in tree.pane.findChildren(QPushButton)}
    assert {"Rename…", "End…", "Correct…"} <= offered
    assert not {"Move…", "Merge…", "Split…"} & offered


@as_head
def test_a_renamed_ministry_is_found_by_its_old_name_too(window: Window) -> None:
    tree = open_tree(window)
    place = choose(window, tree, roots(tree)[0].name)
    window.qtbot.keyClick(tree.tree, Qt.Key.Key_Return)
    tree.deeds["rename_organisation"].trigger()
    renaming = window.dialog(RenameOrganisation)
    window.type(renaming.name, "Ministry of Wind")
    window.type(renaming.when.day, "")
    assert "from which it counts" in window.refused(renaming)
    window.type(renaming.when.day, "1.5.2026")
    assert "Enter the act" in window.refused(renaming)
    window.type(renaming.when.paper, "Decree 5/2026")
    window.press_and_close(renaming)
    window.qtbot.waitUntil(lambda: f"Renamed from {place.name} to Ministry of Wind" in window.said(tree.pane))
    tree.search.setText("nothing of the kind")
    window.qtbot.waitUntil(lambda: tree.names() == [])
    tree.search.setText(place.name)
    window.qtbot.waitUntil(lambda: "Ministry of Wind" in tree.names())


@as_head
def test_a_unit_is_moved_and_becomes_a_root(window: Window) -> None:
    tree = open_tree(window)
    unit = next(one for one in tree.places.values() if one.parent_id is not None)
    other = next(one for one in roots(tree) if one.id != unit.parent_id)
    tree.tree.setCurrentItem(tree._items[unit.id])
    tree.deeds["move_organisation"].trigger()
    moving = window.dialog(MoveOrganisation)
    assert "Choose the organisation" in window.refused(moving)
    moving.above.set_value(other.id, other.name)
    window.type(moving.when.day, "")
    assert "from which it counts" in window.refused(moving)
    window.type(moving.when.day, "1.5.2026")
    window.type(moving.when.paper, "Decree 5/2026")
    window.press_and_close(moving)
    window.qtbot.waitUntil(lambda: f"to {other.name}" in window.said(tree.pane))
    tree.deeds["move_organisation"].trigger()
    again = window.dialog(MoveOrganisation)
    again.root.setChecked(True)
    window.type(again.when.day, "1.6.2026")
    window.type(again.when.paper, "Decree 6/2026")
    window.press_and_close(again)
    window.qtbot.waitUntil(lambda: "to the root of the tree" in window.said(tree.pane))
    t.check_tree(window.desk)


@as_head
def test_ministries_are_merged_and_the_tree_tells_it(window: Window) -> None:
    tree = open_tree(window)
    first, second = roots(tree)[:2]
    choose(window, tree, first.name)
    tree.deeds["merge_organisations"].trigger()
    merging = window.dialog(MergeOrganisations)
    window.type(merging.when.paper, "Decree 5/2026")
    window.type(merging.when.day, "")
    assert "from which it counts" in window.refused(merging)
    window.type(merging.when.day, "1.5.2026")
    assert "at least two" in window.refused(merging)
    merging.which.add(Suggestion(second.id, second.name))
    window.qtbot.waitUntil(lambda: "They hold" in merging.told.text())
    window.type(merging.name, "Ministry of Nature")
    window.press_and_close(merging)
    tree.search.setText("nature")
    window.qtbot.waitUntil(lambda: "Began as a merger of" in window.said(tree.pane))
    tree.search.setText(first.name)
    window.qtbot.waitUntil(lambda: "Ended in Ministry of Nature" in window.said(tree.pane))
    assert journal(window.desk)[-1][0] == "merge_organisations"
    t.check_tree(window.desk)


@as_head
def test_one_takes_another_in_and_who_is_left_without_sight_is_named(window: Window) -> None:
    tree = open_tree(window)
    first, second = roots(tree)[:2]
    t.let_see(window.desk, "clerk", second.path)
    choose(window, tree, first.name)
    tree.deeds["merge_organisations"].trigger()
    merging = window.dialog(MergeOrganisations)
    merging.which.add(Suggestion(second.id, second.name))
    merging.into.set_value(first.id)
    assert not merging.name.isEnabled()
    window.type(merging.when.paper, "Decree 5/2026")
    window.press_and_close(merging)
    window.qtbot.waitUntil(lambda: "Clerk User sees only what ended" in tree.problem_text())
    window.qtbot.waitUntil(lambda: f"Took in {second.name}" in window.said(tree.pane))


@as_head
def test_a_ministry_is_split_row_by_row(window: Window) -> None:
    tree = open_tree(window)
    place = choose(window, tree, roots(tree)[0].name)
    tree.deeds["split_organisation"].trigger()
    splitting = window.dialog(SplitOrganisation)
    window.qtbot.waitUntil(lambda: splitting.rows.rowCount() > 1)
    splitting.add_part()
    for line, name in zip(
        splitting.parts, ("Ministry of Wind", "Agency of Sails", "Office of Kites"), strict=True
    ):
        window.type(line.name, name)
    splitting.rows.selectRow(0)
    window.qtbot.keyClick(splitting.rows, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    window.qtbot.keyClick(splitting.rows, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    window.qtbot.keyClick(splitting.rows, Qt.Key.Key_Down)
    splitting.goes.set_value(2)
    splitting.assign_action.trigger()
    said = [splitting.rows.item(row, 2).text() for row in range(2)]
    assert said == ["Agency of Sails", "Office of Kites"]
    window.type(splitting.when.day, "")
    assert "from which it counts" in window.refused(splitting)
    window.type(splitting.when.day, "1.5.2026")
    window.type(splitting.when.paper, "Decree 5/2026")
    window.qtbot.waitUntil(lambda: splitting.rows.rowCount() > 1)
    window.press_and_close(splitting)
    window.qtbot.waitUntil(lambda: "Ministry of Wind" in tree.names())
    tree.search.setText(place.name)
    window.qtbot.waitUntil(lambda: "Was split into Ministry of Wind" in window.said(tree.pane))
    tree.search.setText("sails")
    window.qtbot.waitUntil(lambda: f"Began as a part of {place.name}" in window.said(tree.pane))
    t.check_tree(window.desk)


def test_posts_of_persons_out_of_sight_are_only_counted(window: Window) -> None:
    desk = window.desk
    place = t.new_ministry(desk, "Ministry of Secrets")
    t.official(desk, place, "SEEN")
    t.protect(desk, t.official(desk, place, "UNSEEN"))
    session = desk.session
    t.see_no_protected(desk)
    found = queries.outlook(desk, [place], date(2026, 11, 5))
    desk.take_session(session)
    assert ([one.latin for one in found.posts], found.hidden) == (["SEEN"], 1)


def test_long_names_are_cut_where_they_would_not_fit() -> None:
    assert short("Ministry") == "Ministry"
    assert short("x" * 80) == "x" * 55 + "…"
