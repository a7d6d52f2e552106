"""The page of duplicates: a pair is found, looked at, merged, split again, or told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.duplicates.conftest import Window
from tests.duplicates.entries import LAYLA, SINCE
from travel_desk.base.interrupt import Interrupt, current
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Scope
from travel_desk.duplicates import queries
from travel_desk.duplicates.dialogs import MergeDialog, SplitDialog
from travel_desk.duplicates.rules import Sign
from travel_desk.officials import actions as officials
from travel_desk.officials.rules import PersonOrder, PostOrder, Registration
from travel_desk.shell.buttons import ActionButton
from travel_desk.shell.detail import MessageLine


def test_the_way_to_duplicates_stands_in_the_menu_of_officials(window: Window) -> None:
    window.find()
    assert window.main.current_page() is window.page
    assert window.page.model.rowCount() == 1
    assert "Find Duplicates…" not in [action.text() for _, action in window.main.commands()]


def test_nothing_is_compared_before_somebody_looks(window: Window) -> None:
    window.main.make_all_pages()
    QApplication.processEvents()
    window.rest()
    assert window.page.looked.persons == 0
    window.find()
    assert window.page.looked.persons == 3


def test_two_entries_stand_side_by_side_with_what_differs(window: Window) -> None:
    window.find()
    window.choose()
    said = window.said(window.page.detail)
    for text in ("Perhaps the same person as HADDAD LEILA", "Both were born on 14 Mar 1979.", "PN 20-04471"):
        assert text in said
    assert said.count("differs") == 3  # one has no name in its own script: that contradicts nothing
    window.click(window.page.detail, "Open Dossier")
    assert window.main.current_page() is not window.page


def test_a_desk_head_merges_and_splits_again(window: Window) -> None:
    window.find()
    window.choose()
    window.click(window.page.detail, "Merge…")
    dialog = window.dialog(MergeDialog)
    assert "1 passport" in window.said(dialog)
    dialog.stays.set_value(window.made.people[1])
    assert dialog.fields["native_name"].value() == window.made.people[0], "what is known stands"
    assert dialog.fields["surname"].currentText() == "HADDAD"
    assert "instead of AL HADDAD" in window.said(dialog)
    window.press(dialog)
    assert "Merged. It can be split again" in window.toasts[-1]
    assert window.page.model.rowCount() == 0
    assert "No two entries look like one person" in window.page.frame.state_text()
    assert window.made.version(window.made.people[0]) > 1
    window.segment("merged")
    window.choose()
    assert "Came with the merged entry" in window.said(window.page.detail)
    window.click(window.page.detail, "Split Again…")
    window.press(window.dialog(SplitDialog))
    assert "No entries are merged" in window.page.frame.state_text()
    window.segment("pairs")
    assert window.page.model.rowCount() == 1


def test_the_keyboard_alone_merges(window: Window) -> None:
    window.find()
    window.bot.keyClick(window.page.table, Qt.Key.Key_Down)
    window.rest()
    window.bot.keyClick(window.page.table, Qt.Key.Key_Return)
    merge = window.main.focusWidget()
    assert isinstance(merge, ActionButton)
    assert merge.text() == "Merge…"
    window.bot.keyClick(merge, Qt.Key.Key_Return)
    dialog = window.dialog(MergeDialog)
    with window.bot.waitSignal(dialog.deed_done):
        window.bot.keyClick(dialog, Qt.Key.Key_Return)
    window.rest()
    assert window.page.model.rowCount() == 0


def test_a_refusal_stands_in_the_dialog(window: Window) -> None:
    window.find()
    window.choose()
    window.click(window.page.detail, "Merge…")
    dialog = window.dialog(MergeDialog)
    window.made.trip(window.made.people[1], "T-2026-0001", state="draft")
    dialog.stays.set_value(window.made.people[0])
    window.bot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    window.bot.waitUntil(lambda: "being drafted" in dialog.problem_text())


def test_what_came_since_is_ticked_to_go_along(window: Window) -> None:
    made = window.made
    stays, goes, _ = made.people
    made.merge(stays, goes)
    later = PostOrder(made.ministry, "Speaker", SINCE, main=False)
    officials.add_post(made.desk, stays, made.version(stays), later)
    window.find()
    window.segment("merged")
    window.choose()
    assert "Added since, to the entry that stands" in window.said(window.page.detail)
    window.click(window.page.detail, "Split Again…")
    dialog = window.dialog(SplitDialog)
    box = next(iter(dialog.boxes.values()))
    assert box.text() == "Post: Speaker, Ministry of Water"
    box.click()
    window.press(dialog)
    with made.desk.read("see_officials") as connection:
        from travel_desk.officials import reading

        assert "Speaker" in [one.title for one in reading.posts(connection, goes)]


def test_an_entry_with_nothing_and_one_with_much_are_merged(window: Window) -> None:
    made = window.made
    one = Registration(PersonOrder("", "BEKELE", "TIGIST", LAYLA.birth_date))
    bare = officials.register_person(made.desk, one).value
    made.people.append(bare)
    much = made.add(PersonOrder("", "BEKELE", "TIGIST", LAYLA.birth_date))
    for number in range(13):
        made.trip(much, f"T-2026-{number:04}")
    made.merge(much, bare)
    made.merge(made.people[2], much)
    window.find()
    window.segment("merged")
    window.bot.keyClicks(window.page.search, "bekele")
    window.bot.waitUntil(lambda: window.page.model.rowCount() == 2)
    window.choose(0)
    assert "and 5 more" in window.said(window.page.detail)
    window.choose(1)
    assert "Nothing belonged to it." in window.said(window.page.detail)
    window.made.desk.take_session(replace(made.desk.session, scope=Scope("/99/")))
    with pytest.raises(Refused, match="outside what you may see"):
        queries.merge_view(made.desk, 1)
    with pytest.raises(Refused, match="outside what you may see"):
        queries.pair_view(made.desk, *made.people[:2])


def test_two_persons_are_told_apart_and_that_is_taken_back(window: Window) -> None:
    window.find()
    window.choose()
    window.click(window.page.detail, "Not the Same Person")
    assert window.page.model.rowCount() == 0
    window.click(window.main.toast, "Undo")
    assert window.page.model.rowCount() == 1


@pytest.mark.parametrize("window", [Role.CLERK], indirect=True)
def test_a_clerk_tells_apart_but_does_not_merge(window: Window) -> None:
    window.find()
    window.choose()
    assert not window.deed("Merge…").isEnabled()
    assert window.deed("Not the Same Person").isEnabled()


@pytest.mark.parametrize("window", [Role.CUSTODIAN], indirect=True)
def test_a_custodian_does_not_see_the_page(window: Window) -> None:
    assert window.main.keys() == ["officials"]
    window.main.show_page("officials")
    window.rest()
    found = [action for _, action in window.main.commands() if action.text() == "Find Duplicates…"]
    assert not any(action.isEnabled() for action in found)


def test_filters_leave_what_two_entries_share(window: Window) -> None:
    window.made.add(PersonOrder("", "STRANGER", "LAYLA", None, "UTO", "ZZ"), posts=False)
    window.find()
    page = window.page
    assert page.model.rowCount() == 2
    for key, count in (("passport", 0), ("personnel", 1), ("name", 1), ("birth", 1), ("", 2)):
        pill = next(b for b in page.filter_bar._buttons if b.choice.key == key)
        window.bot.mouseClick(pill, Qt.MouseButton.LeftButton)
        window.rest()
        assert page.model.rowCount() == count, key
    window.bot.keyClicks(page.search, "leila")
    window.bot.waitUntil(lambda: page.model.rowCount() == 1)
    window.segment("merged")
    assert page.filter_bar.is_empty()


def test_f5_looks_again(window: Window) -> None:
    window.find()
    window.choose()
    window.made.add(replace(LAYLA, native_name="", personnel_number="ZZ"))
    window.main.reload_action.trigger()
    window.rest()
    assert window.page.model.rowCount() == 3
    assert window.page.subject_id == window.page.table.current_id()  # no pair of the look before
    window.deed("Look Again").trigger()
    window.rest()
    assert window.page.model.rowCount() == 3


def test_a_look_can_be_stopped_and_begun_again(window: Window) -> None:
    window.main.show_page("officials")
    window.rest()
    page = window.main.page("duplicates")
    window.main.show_page("duplicates")
    window.bot.mouseClick(next(b for b in _buttons(window, "Stop")), Qt.MouseButton.LeftButton)
    window.rest()
    assert page is window.page
    if "Nothing was compared" in window.page.frame.state_text():
        window.click(window.page.frame, "Look Again")
    assert window.page.looked.persons == 3


def _buttons(window: Window, text: str) -> list[object]:
    from PySide6.QtWidgets import QPushButton

    return [b for b in window.page.findChildren(QPushButton) if b.text() == text]


def test_a_stopped_look_says_so(window: Window) -> None:
    window.find()
    window.page._stopped = True
    with pytest.raises(Refused, match="stopped"):
        window.page._told(1, 2)
    window.page._not_found(Refused(queries.STOPPED))
    assert "Nothing was compared" in window.page.frame.state_text()


def test_an_interrupted_look_ends(window: Window) -> None:
    stop = Interrupt()
    stop.interrupt()
    token = current.set(stop)
    with pytest.raises(Refused, match="stopped"):
        queries.find_duplicates(window.made.desk, lambda _done, _whole: None)
    current.reset(token)


def test_too_common_names_are_told(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    from travel_desk.duplicates.rules import finding

    monkeypatch.setattr(finding, "MOST", 1)
    window.find()
    assert "too many entries" in window.toasts[-1]


def test_opening_a_merged_entry_leads_to_the_one_that_stands(window: Window) -> None:
    stays, goes, _ = window.made.people
    window.made.merge(stays, goes)
    window.context.open("person", goes)
    window.bot.waitUntil(lambda: window.main.page("officials").detail.accessibleName() == LAYLA.native_name)
    window.rest()
    assert window.main.page("officials").subject_id == stays


def test_the_timeline_of_a_person_tells_of_the_merge(window: Window) -> None:
    stays, goes, other = window.made.people
    window.made.merge(stays, goes)
    told = window.context.histories.tell(window.made.desk, "person", stays, window.made.desk.today())
    merged = next(one for one in told if one.title == "Merged entries")
    assert [one.line for one in merged.happenings] == ["HADDAD LEILA"]
    assert queries.merges_of(window.made.desk, goes) == []
    assert queries.merges_of(window.made.desk, other) == []


def test_a_pair_whose_names_only_are_latin_shows_them_once(window: Window) -> None:
    first = window.made.add(PersonOrder("", "BEKELE", "TIGIST", LAYLA.birth_date, "ETH"), posts=False)
    second = window.made.add(PersonOrder("", "BEKELE", "TIGIST", None), posts=False)
    view = queries.pair_view(window.made.desk, first, second)
    assert {"birth_date", "nationality"} == view.differing
    window.find()
    rows = queries.pair_rows(window.made.desk, window.page.looked, list(range(9)))
    place = next(one.id for one in rows if one.signs == (Sign.NAME,))
    window.page.table.select_id(place)
    window.rest()
    assert "unknown" in window.said(window.page.detail)


def test_the_notes_of_a_merge_are_read_whole_however_little_goes_over(window: Window) -> None:
    window.find()
    view = queries.pair_view(window.context.desk, *window.made.people[:2])
    little = [replace(side, belongings=Counter(post=1)) for side in (view.one, view.other)]
    dialog = MergeDialog(window.context, replace(view, one=little[0], other=little[1]), window.page)
    dialog.open()
    window.rest()
    notes = [one for line in dialog.findChildren(MessageLine) for one in line.findChildren(QLabel)]
    broken = [note for note in notes if note.wordWrap()]
    assert len(broken) >= 2
    assert all(note.height() >= note.heightForWidth(note.width()) for note in broken)


def test_both_tabs_are_given_out_as_lists(window: Window) -> None:
    def exported() -> list[tuple[object, ...]]:
        page, desk = window.page, window.context.desk
        ids = page.ask_exported_ids()
        ask = page.ask_export(list(ids.query(desk, *ids.args)))
        return [
            (*page.export_persons(row), *(column.value(row) for column in page.export_columns()))
            for row in ask.query(desk, *ask.args)
        ]

    window.find()
    assert any(row[:2] == (1, 2) and "Birth date" in str(row[-1]) for row in exported())
    window.made.merge(1, 2)
    window.segment("merged")
    ((stays, goes, native, *_, merged_on),) = exported()
    assert (stays, goes, native) == (1, 2, LAYLA.native_name)
    assert merged_on is not None
