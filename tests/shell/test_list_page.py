"""A list page: search, filters, selection, detail, and what stands there when there is nothing to list."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.conftest import Desk, PersonsPage, World, person_ids
from travel_desk.shell.buttons import button, label, make_action
from travel_desk.shell.page import Ask, Filter, FilterBar, Segments


def texts(widget: QWidget) -> list[str]:
    return [found.text() for found in widget.findChildren(QLabel) if found.text()]


@pytest.fixture
def page(qtbot: QtBot, world: World) -> Iterator[PersonsPage]:
    made = PersonsPage(world.context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    made.reload(made.subjects)
    world.rest()
    return made


def test_the_list_shows_all_and_tells_the_sidebar_how_many(qtbot: QtBot, world: World) -> None:
    page = PersonsPage(world.context)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.counted) as told:
        page.reload(page.subjects)
    assert told.args == [8]
    assert page.frame.is_table()
    assert "8" in texts(page)


def test_searching_narrows_the_list_while_typing(qtbot: QtBot, world: World, page: PersonsPage) -> None:
    qtbot.keyClicks(page.search, "haddad")
    qtbot.waitUntil(lambda: list(page.model.ids()) == [4, 8])
    assert "2 of 8" in texts(page)
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.model.ids()) == 8)


def test_tabs_stand_in_a_line_of_their_own_where_the_header_is_narrow(
    qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs = [Filter(key, key.title()) for key in ("pending", "approved", "abroad", "closed")]
    monkeypatch.setattr(PersonsPage, "segments", lambda _page: tabs)
    page = PersonsPage(world.context)
    qtbot.addWidget(page)
    page.resize(1500, 700)
    with qtbot.waitExposed(page):
        page.show()
    search, bar = page.search, page.segment_bar
    beside = bar.mapTo(page, bar.rect().center()).y()
    assert abs(beside - search.mapTo(page, search.rect().center()).y()) < 4
    page.resize(820, 700)
    qtbot.waitUntil(lambda: bar.mapTo(page, bar.rect().center()).y() > beside + 10)
    assert bar.width() >= bar.sizeHint().width()
    page.resize(1500, 700)
    qtbot.waitUntil(lambda: abs(bar.mapTo(page, bar.rect().center()).y() - beside) < 4)


def test_a_filter_chip_narrows_the_list(qtbot: QtBot, world: World, page: PersonsPage) -> None:
    qtbot.mouseClick(page.filter_bar._buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: list(page.model.ids()) == [1, 3, 5, 7])


def test_down_in_the_search_goes_to_the_list_and_selecting_shows_the_detail(
    qtbot: QtBot, world: World, page: PersonsPage
) -> None:
    page.focus_search()
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.table.hasFocus() and page.subject_id == 1)
    world.rest()
    assert "VERKHOVSKA OLENA" in texts(page.detail)
    assert "14 March 1979" in texts(page.detail)
    assert "Empty" not in texts(page.detail)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.detail.findChild(QPushButton).hasFocus()


def test_opening_a_subject_puts_a_search_aside_that_hides_it(
    qtbot: QtBot, world: World, page: PersonsPage
) -> None:
    qtbot.keyClicks(page.search, "haddad")
    qtbot.waitUntil(lambda: len(page.model.ids()) == 2)
    page.open_subject("person", 3)
    world.rest()
    assert page.search.text() == ""
    assert page.table.current_id() == 3
    assert "LINDQVIST AASA" in texts(page.detail)
    page.open_subject("person", 5)
    world.rest()
    assert page.table.current_id() == 5


@pytest.mark.parametrize("typed", ["haddad", "nobody"])
@pytest.mark.parametrize("kind", ["page", "quick"])
def test_whoever_is_opened_from_elsewhere_stands_in_sight_in_the_list(
    qtbot: QtBot, world: World, request: pytest.FixtureRequest, kind: str, typed: str
) -> None:
    world.desk.count = 400
    shown: PersonsPage = request.getfixturevalue(kind)
    qtbot.keyClicks(shown.search, typed)
    qtbot.waitUntil(lambda: len(shown.model.ids()) < 400)
    world.rest()
    shown.open_subject("person", 331)
    assert not shown.search._clear.isVisible()
    qtbot.waitUntil(lambda: len(shown.model.ids()) == 400)
    world.rest()
    assert shown.table.current_id() == 331
    row = shown.table.visualRect(shown.table.currentIndex())
    assert shown.table.viewport().rect().contains(row.center())


def test_higher_duties_add_sections_and_deeds_to_the_detail(world: World, page: PersonsPage) -> None:
    context = world.context
    context.sections.register("person", 20, lambda _context, id: label(f"custody of {id}"))
    context.sections.register("person", 10, lambda _context, id: label(f"trips of {id}"))
    context.deeds.register("person", 5, lambda _c, _id, parent: [make_action("Take In…", None, parent)])
    page.open_subject("person", 2)
    world.rest()
    shown = texts(page.detail)
    assert shown.index("trips of 2") < shown.index("custody of 2")
    buttons = [found.text() for found in page.detail.findChildren(QPushButton)]
    assert buttons == ["Take In…", "New Trip Request…"]
    menu = dict(page.menus())["Officials"]
    assert [a.text() for a in menu] == ["New Official…", "Take In…", "New Trip Request…", "Edit Official…"]


def test_an_empty_register_says_what_to_do_first(qtbot: QtBot, world: World) -> None:
    world.desk.count = 0
    page = PersonsPage(world.context)
    qtbot.addWidget(page)
    page.reload(page.subjects)
    world.rest()
    assert page.frame.state_text() == "No officials yet\nRegister the first one."
    buttons = [b for b in page.frame.findChildren(QPushButton) if b.text() == "New Official…"]
    qtbot.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)
    assert page.made_new == 1


def test_a_search_without_hits_says_so_and_can_be_put_aside(
    qtbot: QtBot, world: World, page: PersonsPage
) -> None:
    page.search.setText("nobody")
    qtbot.waitUntil(lambda: "nobody" in page.frame.state_text())
    show_all = next(b for b in page.findChildren(QPushButton) if b.text() == "Show All")
    show_all.click()
    qtbot.waitUntil(page.frame.is_table)
    assert page.search.text() == ""


def test_a_list_that_cannot_be_read_says_why_and_can_be_tried_again(
    qtbot: QtBot, world: World, page: PersonsPage
) -> None:
    world.desk.broken = True
    page.reload(page.subjects)
    qtbot.waitUntil(lambda: "disk" in page.frame.state_text())
    world.desk.broken = False
    next(b for b in page.findChildren(QPushButton) if b.text() == "Try Again").click()
    qtbot.waitUntil(page.frame.is_table)


def test_a_subject_that_is_gone_says_so_in_the_detail(qtbot: QtBot, world: World, page: PersonsPage) -> None:
    page.open_subject("person", 99)
    qtbot.waitUntil(lambda: any("no longer" in text for text in texts(page.detail)))


def test_a_change_keeps_selection_and_reads_the_detail_anew(
    qtbot: QtBot, world: World, page: PersonsPage
) -> None:
    page.open_subject("person", 3)
    world.rest()
    world.desk.count = 9
    page.reload(frozenset({"persons"}))
    world.rest()
    assert page.table.current_id() == 3
    assert len(page.model.ids()) == 9


def test_the_width_of_the_detail_pane_is_remembered(qtbot: QtBot, world: World, page: PersonsPage) -> None:
    page.frame.pulled.emit(400)
    assert world.context.settings.number("detail_width/persons") == 400
    again = PersonsPage(world.context)
    qtbot.addWidget(again)
    again.resize(1200, 700)
    again.show()
    assert again.frame.side.width() == 400


def test_a_narrow_window_leaves_the_list_its_room(qtbot: QtBot, world: World, page: PersonsPage) -> None:
    page.resize(1072, 660)
    assert page.frame.side.width() <= 1072 * 38 // 100


def test_filter_chips_go_by_arrows_one_is_always_on(qtbot: QtBot) -> None:
    bar = FilterBar([Filter("", "All"), Filter("a", "In custody"), Filter("b", "Handed out")])
    qtbot.addWidget(bar)
    bar.show()
    told: list[str] = []
    bar.chosen.connect(told.append)
    first, second, third = bar._buttons
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(second, Qt.Key.Key_Right)
    qtbot.keyClick(third, Qt.Key.Key_Right)
    assert told == ["a", "b", ""]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert bar.key() == ""
    bar.set_texts({"a": "In custody 4"})
    assert second.text() == "In custody 4"
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in bar._buttons)


def test_segments_are_tabs_in_one_frame(qtbot: QtBot) -> None:
    tabs = Segments([Filter("pending", "Pending"), Filter("abroad", "Abroad")])
    qtbot.addWidget(tabs)
    tabs.show()
    assert tabs.key() == "pending"
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(tabs._buttons[1], Qt.MouseButton.LeftButton)
    assert told.args == ["abroad"]
    qtbot.keyClick(tabs._buttons[1], Qt.Key.Key_Left)
    assert tabs.key() == "pending"


def test_the_deeds_of_the_last_subject_leave_no_shortcut_behind(
    qtbot: QtBot, world: World, page: PersonsPage
) -> None:
    for id in (1, 2, 3):
        page.open_subject("person", id)
        world.rest()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    texts_now = [action.text() for action in page.actions()]
    assert sorted(texts_now) == ["Edit Official…", "New Official…", "New Trip Request…"]


def test_buttons_at_the_foot_of_the_pane_are_never_cut(qtbot: QtBot, world: World, page: PersonsPage) -> None:
    foot = QWidget()
    row = QHBoxLayout(foot)
    for text in ("Approve", "Approve With Conditions", "Send Back", "Refuse…"):
        row.addWidget(button(text, lambda: None))
    page.footer.addWidget(foot)
    page.resize(1000, 660)
    page.resize(1001, 660)
    qtbot.waitUntil(lambda: page.frame.side.width() >= foot.minimumSizeHint().width())


@dataclass(frozen=True)
class FirstIds:
    ids: list[int]
    whole: bool


def first_persons(desk: Desk, text: str, filter: str) -> FirstIds:
    found = person_ids(desk, text, filter)
    return FirstIds(found[: desk.head], len(found) <= desk.head)


class QuickPage(PersonsPage):
    """The page that gets its first lines sooner."""

    def ask_first(self, text: str, filter: str) -> Ask:
        return Ask(first_persons, text, filter)


@pytest.fixture
def quick(qtbot: QtBot, world: World) -> QuickPage:
    made = QuickPage(world.context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.reload(made.subjects)
    world.rest()
    return made


def test_the_first_lines_stand_and_the_rest_is_added_beneath(
    qtbot: QtBot, world: World, quick: QuickPage
) -> None:
    shown: list[int] = []
    quick.model.modelReset.connect(lambda: shown.append(quick.model.rowCount()))
    quick.model.rowsInserted.connect(lambda *_: shown.append(quick.model.rowCount()))
    quick.open_subject("person", 8)
    world.rest()
    qtbot.keyClicks(quick.search, "a")
    qtbot.waitUntil(lambda: shown == [2, 8])
    assert quick.table.current_id() == 8
    qtbot.waitUntil(lambda: "8 of 8" in texts(quick))


def test_an_answer_that_changed_meanwhile_is_shown_anew(
    qtbot: QtBot, world: World, quick: QuickPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tests.shell.test_list_page.first_persons", lambda *_asked: FirstIds([99, 98], whole=False)
    )
    qtbot.keyClicks(quick.search, "a")
    qtbot.waitUntil(lambda: list(quick.model.ids()) == list(range(1, 9)))


def test_few_hits_are_the_whole_answer_at_once(qtbot: QtBot, world: World, quick: QuickPage) -> None:
    qtbot.keyClicks(quick.search, "haddad")
    qtbot.waitUntil(lambda: list(quick.model.ids()) == [4, 8])
    assert "2 of 8" in texts(quick)


def test_a_line_that_a_deed_took_out_of_the_list_is_not_called_misspelt(
    qtbot: QtBot, world: World, page: PersonsPage
) -> None:
    qtbot.keyClicks(page.search, "haddad")
    qtbot.waitUntil(lambda: list(page.model.ids()) == [4, 8])
    page.table.select_id(4)
    world.rest()
    world.desk.count = 3
    page.reload(page.subjects)
    world.rest()
    assert page.frame.state_text().startswith("No longer in this list")
    assert page.subject_id == 4
    page.show_all()
    qtbot.waitUntil(lambda: page.frame.is_table())
