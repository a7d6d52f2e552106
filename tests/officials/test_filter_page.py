"""The filters in the window: a dialog that says how many, chips with counts, filters that are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from tests.officials.desk_work import layla
from tests.officials.window import Window
from travel_desk.officials import queries
from travel_desk.officials.dialogs import FilterDialog, NameFilter
from travel_desk.officials.page.filters import filter_words
from travel_desk.officials.queries import question_of
from travel_desk.officials.rules import Category, Level, PersonFilter, Secrecy


def chips(window: Window) -> dict[str, QToolButton]:
    """Return the chips by their texts without counts."""
    found = [one for one in window.page.filter_bar.findChildren(QToolButton) if one.isVisible()]
    return {one.text().rstrip("0123456789, \u200e"): one for one in found}


def count(window: Window, wanted: PersonFilter) -> int:
    return len(queries.person_ids(window.desk, question_of(wanted, "", window.desk.today())))


def limit(window: Window, wanted: PersonFilter) -> None:
    """Choose a filter in the dialog."""
    dialog = window.do("Filters…", FilterDialog)
    dialog.put(wanted)
    window.press(dialog)
    window.settled(count(window, wanted))


OFFICIALS = PersonFilter(officials=True)


def test_chips_say_how_many_they_leave(window: Window) -> None:
    wanted = PersonFilter(levels=frozenset({Level.STATE_COMPANY}))
    said = f"State companies {count(window, wanted)}"
    window.qtbot.waitUntil(lambda: any(said == one.text() for one in chips(window).values()))


def test_the_dialog_says_how_many_while_one_chooses(window: Window) -> None:
    place, person = layla(window.desk)
    window.context.announce({"persons"})
    window.settled(41)
    dialog = window.do("Filters…", FilterDialog)
    window.qtbot.waitUntil(lambda: "41 persons" in window.said(dialog))
    window.find(dialog.place, "Ministry of Water and Land")
    window.qtbot.mouseClick(dialog.categories.boxes["senior_politician"], Qt.MouseButton.LeftButton)
    wanted = PersonFilter(
        place, "Ministry of Water and Land", categories=frozenset({Category.SENIOR_POLITICIAN})
    )
    assert dialog.wanted() == wanted
    left = count(window, wanted)
    assert 0 < left < 41
    said = "1 person" if left == 1 else f"{left} persons"
    window.qtbot.waitUntil(lambda: said in window.said(dialog).splitlines())
    window.press(dialog)
    window.settled(left)
    assert person in window.page.model.ids()
    assert window.page.filter_bar.key() == "own"
    told = "Ministry of Water and Land and all below it · Senior politician"
    assert window.page.frame.filter_line.text() == told
    assert told in window.page.question_lines()


def test_clear_all_limits_nothing_any_more(window: Window) -> None:
    limit(window, OFFICIALS)
    dialog = window.do("Filters…", FilterDialog)
    assert dialog.wanted() == OFFICIALS
    window.click(dialog, "Clear All")
    window.press(dialog)
    window.settled(40)
    assert window.page.filter_bar.key() == ""
    assert window.page.frame.filter_line.isHidden()


def test_a_filter_that_a_chip_says_turns_that_chip_on(window: Window) -> None:
    limit(window, PersonFilter(levels=frozenset({Level.STATE_COMPANY})))
    assert window.page.filter_bar.key() == "level:state_company"
    assert window.page.frame.filter_line.isHidden()


def test_a_filter_is_kept_under_a_name_and_stands_among_the_chips(window: Window) -> None:
    limit(window, OFFICIALS)
    dialog = window.do("Save Filter…", NameFilter)
    assert "Write a name" in window.refused(dialog)
    window.type(dialog.name, "My officials")
    window.press_and_close(dialog)
    window.qtbot.waitUntil(lambda: window.page.filter_bar.key().startswith("kept:"))
    left = count(window, OFFICIALS)
    window.qtbot.waitUntil(lambda: chips(window)["My officials"].text() == f"My officials {left}")
    assert window.page.model.rowCount() == left
    assert window.page.frame.filter_line.text() == "Officials only"
    assert "Own filter" not in chips(window)


def test_a_kept_filter_is_renamed_removed_and_taken_back(window: Window) -> None:
    limit(window, OFFICIALS)
    dialog = window.do("Save Filter…", NameFilter)
    window.type(dialog.name, "Mine")
    window.press_and_close(dialog)
    window.qtbot.waitUntil(lambda: "Mine" in chips(window))
    renaming = window.do("Rename Filter…", NameFilter)
    assert renaming.name.value() == "Mine"
    window.type(renaming.name, "Ours")
    window.press_and_close(renaming)
    window.qtbot.waitUntil(lambda: "Ours" in chips(window) and "Mine" not in chips(window))
    undo: list[object] = []
    window.context.toasted.connect(lambda _text, back: undo.append(back))
    window.deed("Remove Filter").trigger()
    window.settled(40)
    window.qtbot.waitUntil(lambda: "Ours" not in chips(window) and bool(undo))
    undo[0]()  # type: ignore[operator]
    window.qtbot.waitUntil(lambda: "Ours" in chips(window))


def test_show_all_puts_the_words_aside_with_the_filter(window: Window) -> None:
    limit(window, OFFICIALS)
    assert not window.page.frame.filter_line.isHidden()
    window.page.show_all()
    window.settled(40)
    assert window.page.frame.filter_line.isHidden()
    window.qtbot.mouseClick(chips(window)["Own filter"], Qt.MouseButton.LeftButton)
    window.settled(count(window, OFFICIALS))
    window.click(window.page, "Clear Filter")
    window.settled(40)
    assert "Own filter" not in chips(window)


def test_every_limit_is_said_in_words() -> None:
    everything = PersonFilter(
        7, "Ministry of Energy", frozenset({Level.FEDERAL}), frozenset({Category.MILITARY}),
        frozenset({"overdue", "none"}), 90, frozenset({Secrecy.SECRET, Secrecy.TOP_SECRET}), 0, False,
    )  # fmt: skip
    assert filter_words(everything) == (
        "Ministry of Energy and all below it · Federal · Military · Overdue, No passport · "
        "Passport expires within 90 days · Clearance: Secret, Top secret · "
        "Travel restricted after a clearance · Persons who only travel, hold or collect"
    )
    assert filter_words(PersonFilter(restricted_in=365)) == "Travel still restricted in 365 days"
    assert filter_words(PersonFilter()) == ""


def test_the_button_beside_the_chips_opens_the_filters_by_keyboard(window: Window) -> None:
    window.page.filtering.button.setFocus()
    window.qtbot.keyClick(window.page.filtering.button, Qt.Key.Key_Space)
    dialog = window.dialog(FilterDialog)
    window.qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.place)
